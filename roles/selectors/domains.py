"""What the page of a field of work needs: its guides, the skills they share, pairs to compare.

It reads stored documents, in a number of queries that does not grow with the catalogue.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.core.paginator import Page, Paginator

from roles.models import Domain, RoleDocument
from roles.pay import HeadlineKey
from roles.selectors.lists import Facet, facets_of
from roles.selectors.pairs import RolePair, pair_of, related_pairs
from roles.selectors.rows import RoleList, for_rows, role_list

SKILLS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class SharedSkill:
    """A skill that ``count`` guides of the field list."""

    slug: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class PaySpan:
    """The lowest and the highest headline of the field: official medians of one release, area and currency.

    ``low_others`` and ``high_others`` are how many more guides have that very figure.
    """

    low: int
    low_title: str
    low_others: int
    high: int
    high_title: str
    high_others: int
    currency: str
    release: str
    source: str


@dataclass(frozen=True, slots=True)
class DomainPage:
    """A page of a field's guides by title. ``total`` counts its live guides, ``whole`` those of the site.

    ``skills`` are listed by two guides or more, the most shared first; there are ``shared_count`` of those.
    """

    slug: str
    name: str
    summary: str
    page: Page[str]
    roles: RoleList
    skills: tuple[SharedSkill, ...]
    shared_count: int
    span: PaySpan | None
    pairs: tuple[RolePair, ...]
    others: tuple[Facet, ...]
    total: int
    whole: int

    @property
    def pair_sources(self) -> tuple[str, ...]:
        """Where the figures come from whose differences the pairs name."""
        return tuple(dict.fromkeys(pair.source for pair in self.pairs if pair.difference is not None))


def get_domain_page(slug: str, *, number: int, size: int) -> DomainPage:
    """Page ``number`` of the field; at most five queries.

    Raises ``Domain.DoesNotExist``, and ``EmptyPage`` past the end.
    """
    domain = Domain.objects.get(slug=slug)
    facets = facets_of(RoleDocument.objects.all())
    guides = list(_guides(slug))
    paginator = Paginator([guide.slug for guide in guides], size)
    page = paginator.page(number)
    pairs = related_pairs(slug) if len(guides) > 1 else []
    wanted = {*page.object_list, *(slug for pair in pairs for slug in pair)}
    documents = {document.slug: document for document in for_rows(RoleDocument.objects.for_slugs(*wanted))}
    shared = _shared_skills(guides)
    rows = role_list([documents[slug] for slug in page.object_list if slug in documents])
    return DomainPage(
        slug=domain.slug,
        name=domain.name,
        summary=domain.summary,
        page=page,
        # The heading names the field, so the rows need not.
        roles=replace(rows, rows=tuple(replace(row, domain_name="") for row in rows.rows)),
        skills=shared[:SKILLS_SHOWN],
        shared_count=len(shared),
        span=_pay_span(guides),
        pairs=tuple(pair_of(documents[a], documents[b]) for a, b in pairs if a in documents and b in documents),
        others=tuple(facet for facet in facets if facet.slug != slug),
        total=len(guides),
        whole=sum(facet.count for facet in facets),
    )


@dataclass(frozen=True, slots=True)
class _Guide:
    slug: str
    title: str
    skill_slugs: Sequence[str]
    skill_names: Sequence[str]
    source: str
    headline: HeadlineKey


def _guides(slug: str) -> list[_Guide]:
    """Every live guide of the field by title; one query."""
    rows = RoleDocument.objects.in_domain(slug).sorted_by("title").values_list(
        "slug", "title", "skill_slugs", "skill_names", "headline_source", "headline_amount", "headline_currency",
        "headline_kind", "headline_release", "headline_area", "headline_occupation", "headline_flag",
    )  # fmt: skip
    return [_Guide(*row[:5], HeadlineKey(*row[5:])) for row in rows]


def _shared_skills(guides: Sequence[_Guide]) -> tuple[SharedSkill, ...]:
    names = {}
    counted: Counter[str] = Counter()
    for guide in guides:
        of_guide = dict(zip(guide.skill_slugs, guide.skill_names, strict=True))
        names.update(of_guide)
        counted.update(of_guide.keys())
    shared = [SharedSkill(slug, names[slug], count) for slug, count in counted.items() if count > 1]
    return tuple(sorted(shared, key=lambda skill: (-skill.count, skill.name)))


def _pay_span(guides: Sequence[_Guide]) -> PaySpan | None:
    """None unless two guides or more have a headline and all of them may honestly stand on one line."""
    paid = [guide for guide in guides if guide.headline.amount is not None]
    bases = {(guide.headline.release, guide.headline.area, guide.headline.currency) for guide in paid}
    if len(paid) < 2 or len(bases) > 1 or any(guide.headline.kind != "official" for guide in paid):
        return None
    low = min(paid, key=lambda guide: guide.headline.amount or 0)
    high = max(paid, key=lambda guide: guide.headline.amount or 0)
    if low.headline.amount == high.headline.amount or low.headline.flag or high.headline.flag:
        return None
    amounts = Counter(guide.headline.amount for guide in paid)
    return PaySpan(
        low=low.headline.amount or 0,
        low_title=low.title,
        low_others=amounts[low.headline.amount] - 1,
        high=high.headline.amount or 0,
        high_title=high.title,
        high_others=amounts[high.headline.amount] - 1,
        currency=low.headline.currency,
        release=low.headline.release,
        source=low.source,
    )
