"""What the list of roles needs: the guides that match, and how many each filter would leave.

It reads stored documents alone, in a number of queries that does not grow with the catalogue.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q

from roles.models import DocumentSkill, Domain, RoleDocument, Skill
from roles.models.fields import Rank
from roles.querysets import RoleDocumentQuerySet
from roles.search import corrected_text, near, search
from roles.selectors.lists import DomainUnknownError, Facet
from roles.selectors.rows import RoleList, for_rows, role_list
from roles.selectors.skill_facet import count_skills

PAY_STEPS = (50_000, 75_000, 100_000, 125_000, 150_000, 200_000)  # US dollars a year, offered as least pay
GROWTH_STEPS = (0, 5, 10, 15)  # per cent over the projection's ten years, offered as least growth
SKILLS_SHOWN = 30
NEAR_SHOWN = 5


class SkillUnknownError(LookupError):
    """No skill has this slug."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed to; empty or None: not at all.

    ``pay_min`` is whole US dollars a year and asks for the headline, ``growth_min`` per cent over the projection's
    years. ``level`` is a rung that the guide describes.
    """

    domain: str = ""
    skill: str = ""
    pay_min: int | None = None
    level: str = ""
    growth_min: int | None = None

    def without(self, name: str) -> Filters:
        """The same without one of them."""
        return replace(self, **{name: getattr(Filters(), name)})

    @property
    def chosen(self) -> tuple[str, ...]:
        """The names of those that narrow the list."""
        return tuple(name for name in _NAMES if getattr(self, name) not in ("", None))

    def condition(self) -> Q:
        """Documents that pass all of them."""
        passes = Q()
        if self.domain:
            passes &= Q(domain_slug=self.domain)
        if self.skill:
            passes &= Q(pk__in=DocumentSkill.objects.filter(slug=self.skill).values("document"))
        if self.pay_min is not None:
            passes &= _pays(self.pay_min)
        if self.level:
            passes &= Q(**{f"has_{self.level}": True})
        if self.growth_min is not None:
            passes &= Q(growth_percent__gte=self.growth_min)
        return passes


_NAMES = tuple(Filters.__dataclass_fields__)


def _pays(least: int) -> Q:
    return Q(headline_currency="USD", headline_amount__gte=least)


@dataclass(frozen=True, slots=True)
class Step:
    """A least value that the list may be narrowed to, with the number of guides it would leave."""

    value: int
    count: int


@dataclass(frozen=True, slots=True)
class LevelFacet:
    """A rung of the ladder, with the number of guides left that describe it."""

    value: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    """By filter, how many guides each choice leaves of those that match the search and pass the other filters.

    ``any_domain`` counts those with no field chosen. A chosen value stands among the others even where it leaves none.
    """

    domains: tuple[Facet, ...]
    any_domain: int
    skills: tuple[Facet, ...]
    pay: tuple[Step, ...]
    levels: tuple[LevelFacet, ...]
    growth: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class BrowsePage:
    """A page of the list of roles.

    ``total`` counts the guides that match and pass the filters, ``matching`` those that match. ``text`` is what was
    asked for; ``corrected`` what was searched for instead, where the text as typed finds nothing. ``near`` holds
    guides that match only in part, where none matches; ``fields`` every field with its guides, where none is even near.
    ``fewer`` says for each chosen filter how many there are without it.
    """

    text: str
    corrected: str
    page: Page[str]
    roles: RoleList
    near: RoleList
    fields: tuple[Facet, ...]
    filters: Filters
    facets: Facets
    total: int
    matching: int
    fewer: tuple[tuple[str, int], ...]

    @property
    def domain(self) -> Facet | None:
        """The chosen field."""
        return next((facet for facet in self.facets.domains if facet.slug == self.filters.domain), None)

    @property
    def skill(self) -> Facet | None:
        """The chosen skill."""
        return next((facet for facet in self.facets.skills if facet.slug == self.filters.skill), None)


def get_browse_page(*, text: str, filters: Filters, sort: str, number: int, size: int) -> BrowsePage:
    """Page ``number`` of the live guides that match; five to seven queries, at most eleven where nothing does.

    ``sort`` is "" (best match first; without a text by title), "title", "pay" or "-pay".
    Raises ``DomainUnknownError``, ``SkillUnknownError``, and ``EmptyPage`` past the end.
    """
    found = search(RoleDocument.objects.all(), text)
    counts = _counts(found, filters)
    right = "" if counts["matching"] or not text else corrected_text(text)
    if right:
        found = search(RoleDocument.objects.all(), right)
        counts = _counts(found, filters)
    is_near = bool(text) and not counts["matching"]
    facets = _facets(found, filters, counts)
    paginator: Paginator[str] = Paginator(
        found.filter(filters.condition()).sorted_by(sort).values_list("slug", flat=True), size
    )
    paginator.count = counts["total"]  # already known: spares the query
    page = paginator.page(number)
    nearest = _near(right or text) if is_near else []
    return BrowsePage(
        text=text,
        corrected="" if is_near else right,
        page=page,
        roles=_rows(list(page.object_list)),
        near=_rows(nearest),
        fields=_fields() if is_near and not nearest else (),
        filters=filters,
        facets=facets,
        total=counts["total"],
        matching=counts["matching"],
        fewer=tuple((name, counts[f"without_{name}"]) for name in filters.chosen),
    )


def _near(text: str) -> list[str]:
    return list(near(RoleDocument.objects.all(), text).values_list("slug", flat=True)[:NEAR_SHOWN])


def _fields() -> tuple[Facet, ...]:
    """Every field that has guides, by name, with their number."""
    counted = RoleDocument.objects.order_by("domain_name").values_list("domain_slug", "domain_name")
    return tuple(Facet(slug, name, count) for slug, name, count in counted.annotate(Count("pk")))


def _rows(slugs: list[str]) -> RoleList:
    """These guides in this order; the columns that rows print are read of them alone."""
    documents = (
        {document.slug: document for document in for_rows(RoleDocument.objects.for_slugs(*slugs))} if slugs else {}
    )
    return role_list([documents[slug] for slug in slugs if slug in documents])


# --- counts ----------------------------------------------------------------------


def _counts(found: RoleDocumentQuerySet, filters: Filters) -> Counts:
    """By field: how many of these guides there are, pass the filters, and would pass another choice; one query."""
    others = {name: filters.without(name).condition() for name in _NAMES}
    conditions = {"total": filters.condition()}
    conditions |= {f"without_{name}": others[name] for name in (*filters.chosen, "domain")}
    conditions |= {f"pay_{step}": others["pay_min"] & _pays(step) for step in _steps(PAY_STEPS, filters.pay_min)}
    conditions |= {
        f"growth_{step}": others["growth_min"] & Q(growth_percent__gte=step)
        for step in _steps(GROWTH_STEPS, filters.growth_min)
    }
    conditions |= {f"level_{rank}": others["level"] & Q(**{f"has_{rank}": True}) for rank in Rank.values}
    counted = {name: Count("pk", filter=condition) for name, condition in conditions.items()}
    fields = found.order_by().values("domain_slug", "domain_name").annotate(matching=Count("pk"), **counted)
    # Sorted here: the database would sort every guide to group them.
    return Counts(sorted(({**row} for row in fields), key=lambda row: row["domain_name"]))


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts of guides, a row a field."""

    fields: list[dict[str, Any]]

    def __getitem__(self, name: str) -> int:
        """Over all fields."""
        return sum(row[name] for row in self.fields)


def _steps(offered: tuple[int, ...], chosen: int | None) -> list[int]:
    return sorted({*offered, *([] if chosen is None else [chosen])})


def _facets(found: RoleDocumentQuerySet, filters: Filters, counts: Counts) -> Facets:
    """Two queries, four where many guides are left; at most two more for a chosen field and skill that leave nothing."""
    return Facets(
        domains=_domains(filters, counts),
        any_domain=counts["without_domain"],
        skills=_skills(found, filters, counts),
        pay=tuple(Step(step, counts[f"pay_{step}"]) for step in _steps(PAY_STEPS, filters.pay_min)),
        levels=tuple(LevelFacet(rank.value, str(rank.label), counts[f"level_{rank.value}"]) for rank in Rank),
        growth=tuple(Step(step, counts[f"growth_{step}"]) for step in _steps(GROWTH_STEPS, filters.growth_min)),
    )


def _domains(filters: Filters, counts: Counts) -> tuple[Facet, ...]:
    """The fields by name. Raises ``DomainUnknownError``."""
    rows = [(row["domain_slug"], row["domain_name"], row["without_domain"]) for row in counts.fields]
    facets = tuple(Facet(*row) for row in rows if row[2])
    if filters.domain and all(facet.slug != filters.domain for facet in facets):
        domain = Domain.objects.filter(slug=filters.domain).first()
        if domain is None:
            raise DomainUnknownError(filters.domain)
        facets += (Facet(domain.slug, domain.name, 0),)
    return facets


def _skills(found: RoleDocumentQuerySet, filters: Filters, counts: Counts) -> tuple[Facet, ...]:
    """The skills that most of these guides ask for, by name, and the chosen one. Raises ``SkillUnknownError``."""
    left = found.filter(filters.without("skill").condition()).order_by()
    guides = count_skills(left, counts["without_skill" if filters.skill else "total"])
    if filters.skill and filters.skill not in guides and not Skill.objects.filter(slug=filters.skill).exists():
        raise SkillUnknownError(filters.skill)
    most = sorted(guides, key=lambda slug: (-guides[slug], slug))[:SKILLS_SHOWN]
    shown = {*most, *([filters.skill] if filters.skill else [])}
    names = Skill.objects.filter(slug__in=shown).values_list("slug", "name")
    facets = [Facet(slug, name, guides.get(slug, 0)) for slug, name in names]
    return tuple(sorted(facets, key=lambda facet: facet.name.casefold()))
