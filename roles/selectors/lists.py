"""What the home page and the list of roles need; everything returned is frozen.

Both read stored documents alone, in a number of queries that does not grow with the catalogue.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Count, F

from roles import pay
from roles.charts.lists import PayRange
from roles.charts.skyline import Picture, picture
from roles.models import Domain, GuideRelation, RoleDocument, WageRelease
from roles.querysets import RoleDocumentQuerySet
from roles.search import search
from roles.selectors.guides import canonical_pair, document_key
from roles.selectors.rows import RoleList, for_rows, role_list


@dataclass(frozen=True, slots=True)
class Facet:
    """A domain with the number of live guides in it that match the search."""

    slug: str
    name: str
    count: int


class DomainUnknownError(LookupError):
    """No domain has this slug."""


@dataclass(frozen=True, slots=True)
class BrowsePage:
    """A page of the list of roles. ``matching`` counts guides that match in every domain, ``total`` in the chosen one."""

    page: Page[RoleDocument]
    roles: RoleList
    facets: tuple[Facet, ...]
    domain: Facet | None
    matching: int
    total: int


def get_browse_page(*, text: str, domain: str, sort: str, number: int, size: int) -> BrowsePage:
    """Page ``number`` of the live guides that match; two queries.

    ``sort`` is "" (best match first; without a text by title), "title", "pay" or "-pay".
    Raises ``DomainUnknownError``, and ``EmptyPage`` past the end.
    """
    found = search(RoleDocument.objects.all(), text)
    facets = facets_of(found)
    chosen = next((facet for facet in facets if facet.slug == domain), None)
    if domain and chosen is None:
        chosen = _empty_facet(domain)
    matching = sum(facet.count for facet in facets)
    rows = for_rows(found.in_domain(domain) if domain else found).sorted_by(sort)
    paginator = Paginator(rows, size)
    paginator.count = total = chosen.count if chosen else matching  # already known: spares the query
    page = paginator.page(number)
    return BrowsePage(page, role_list(list(page.object_list)), facets, chosen, matching, total)


def facets_of(found: RoleDocumentQuerySet) -> tuple[Facet, ...]:
    """The fields of these guides by name, with the number of guides in each; one query."""
    counted = found.order_by("domain_name").values_list("domain_slug", "domain_name").annotate(count=Count("pk"))
    return tuple(Facet(slug, name, count) for slug, name, count in counted)


def _empty_facet(slug: str) -> Facet:
    """A domain in which nothing matches."""
    domain = Domain.objects.filter(slug=slug).first()
    if domain is None:
        raise DomainUnknownError(slug)
    return Facet(domain.slug, domain.name, 0)


ALL_SHOWN = 12  # up to here the home page lists every guide
LATEST_SHOWN = 6
PAIRS_SHOWN = 6


@dataclass(frozen=True, slots=True)
class RolePair:
    """Two related live guides, in canonical order. ``difference`` is None where the two may not be subtracted."""

    pair: tuple[str, str]
    title_a: str
    title_b: str
    difference: int | None
    currency: str
    source: str
    shared_skills: int
    skills: int


@dataclass(frozen=True, slots=True)
class HomePage:
    """The first page. ``roles`` is every guide by title, or the latest where there are many (``is_latest``)."""

    total: int
    picture: Picture | None
    picture_sources: tuple[str, ...]
    domains: tuple[Facet, ...]
    roles: RoleList
    is_latest: bool
    pairs: tuple[RolePair, ...]

    @property
    def pair_sources(self) -> tuple[str, ...]:
        """Where the figures come from whose differences the pairs name."""
        return tuple(dict.fromkeys(pair.source for pair in self.pairs if pair.difference is not None))


def get_home_page() -> HomePage:
    """Every live guide's pay, the domains, the guides to list and pairs of related ones; at most three queries."""
    ranges, domains, newest, sources = _every_guide()
    if not ranges:
        return HomePage(0, None, (), (), role_list([]), False, ())
    is_latest = len(ranges) > ALL_SHOWN
    listed = newest[: LATEST_SHOWN if is_latest else ALL_SHOWN]
    pairs = related_pairs()
    wanted = {*listed, *(slug for pair in pairs for slug in pair)}
    documents = {document.slug: document for document in for_rows(RoleDocument.objects.for_slugs(*wanted))}
    shown = [documents[slug] for slug in listed if slug in documents]
    if not is_latest:
        shown.sort(key=lambda document: document.title)
    return HomePage(
        total=len(ranges),
        picture=picture(ranges),
        picture_sources=sources,
        domains=domains,
        roles=role_list(shown),
        is_latest=is_latest,
        pairs=tuple(pair_of(documents[a], documents[b]) for a, b in pairs if a in documents and b in documents),
    )


def _every_guide() -> tuple[list[PayRange], tuple[Facet, ...], list[str], tuple[str, ...]]:
    """Pay of every live guide, the domains with their numbers of guides, slugs newest first, and the pay's sources."""
    rows = RoleDocument.objects.order_by("-published_at", "title").values_list(
        "slug", "title", "headline_amount", "headline_currency", "headline_flag", "p25", "p75",
        "domain_slug", "domain_name", "headline_source",
    )  # fmt: skip
    ranges, newest, counted, sources = [], [], Counter[tuple[str, str]](), {}
    for slug, title, amount, currency, flag, p25, p75, domain_slug, domain_name, source in rows:
        pay_range = PayRange(slug, title, amount, currency, flag, p25, p75)
        ranges.append(pay_range)
        newest.append(pay_range.slug)
        counted[domain_name, domain_slug] += 1
        if source and len(pay_range.amounts) == 3:
            sources[source] = True
    domains = tuple(Facet(slug, name, count) for (name, slug), count in sorted(counted.items()))
    return ranges, domains, newest, tuple(sources)


def related_pairs(domain: str = "") -> list[tuple[str, str]]:
    """Pairs of live guides of which one names the other as related, the latest guides' first; one query.

    ``domain`` leaves only pairs of which both guides belong to that field.
    """
    related = GuideRelation.objects.filter(version__live_for__isnull=False, role__live_version__isnull=False)
    if domain:
        related = related.filter(version__domain__slug=domain, role__live_version__domain__slug=domain)
    slugs = related.order_by("-version__published_at", "position", "pk").values_list(
        "version__role__slug", "role__slug"
    )
    # Two guides that name each other are one pair, so twice as many are read.
    pairs = dict.fromkeys(canonical_pair(a, b) for a, b in slugs[: 2 * PAIRS_SHOWN] if a != b)
    return list(pairs)[:PAIRS_SHOWN]


def pair_of(a: RoleDocument, b: RoleDocument) -> RolePair:
    """The pair of these two guides; they come in canonical order."""
    difference = pay.pay_difference(document_key(a), document_key(b))
    return RolePair(
        pair=(a.slug, b.slug),
        title_a=a.title,
        title_b=b.title,
        difference=None if difference is None else abs(difference),
        currency=a.headline_currency,
        source=a.headline_source,
        shared_skills=len(set(a.skill_slugs) & set(b.skill_slugs)),
        skills=len(set(a.skill_slugs) | set(b.skill_slugs)),
    )


@dataclass(frozen=True, slots=True)
class Release:
    """A publication that was read in, as the page about method names it. ``released_on`` None: no file states the day."""

    key: str
    publisher: str
    title: str
    url: str
    licence: str
    attribution: str
    label: str
    covers: str
    released_on: date | None
    retrieved_on: date

    @property
    def is_onet(self) -> bool:
        """Its licence asks for a sentence that names the release and this site."""
        return self.key == "onet" or self.key.startswith("onet-")


def get_releases() -> tuple[Release, ...]:
    """Every release that figures or facts are taken from, by publisher, the newest of each source first; one query."""
    rows = WageRelease.objects.select_related("source").order_by(
        "source__publisher", "source__title", F("released_on").desc(nulls_last=True), "-pk"
    )
    return tuple(
        Release(
            row.source.key, row.source.publisher, row.source.title, row.source.url, row.source.licence,
            row.attribution or row.source.attribution, row.label, row.covers, row.released_on, row.retrieved_on,
        )
        for row in rows
    )  # fmt: skip
