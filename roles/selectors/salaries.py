"""What the page of every role's pay in one place needs; all of it is frozen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.core.paginator import Page, Paginator
from django.db.models import Count, OuterRef, Subquery

from roles import pay
from roles.charts.lists import ListScale, MiniRange, list_scale
from roles.charts.marks import Tick
from roles.facts import OccupationFacts, SourceFacts
from roles.models import Domain, Occupation, OccupationWage, RoleDocument, RoleOccupation
from roles.official import Sources
from roles.selectors.areas import AreaChoices, get_area_choices
from roles.selectors.lists import DomainUnknownError, Facet
from roles.selectors.places import StateMap, get_state_map, pay_range
from roles.selectors.wages import ALL_OCCUPATIONS, cell_of, newest_wages
from roles.wages import Cell, absence, in_order


@dataclass(frozen=True, slots=True)
class SalaryRow:
    """A live role with its official figure in the place.

    ``same_as`` are titles of roles that have this very figure, ``also_of`` of those that are matched to its
    occupation, too, while another one stands for them.
    ``absence`` says why there is no median: "no_occupation", or as ``roles.wages.absence``.
    """

    slug: str
    title: str
    domain_name: str
    occupation: OccupationFacts | None
    same_as: tuple[str, ...]
    also_of: tuple[str, ...]
    cell: Cell | None
    absence: str
    mark: MiniRange | None


@dataclass(frozen=True, slots=True)
class SalariesPage:
    """A page of all roles in one place. ``total`` counts roles of the chosen field, or of all."""

    areas: AreaChoices
    domains: tuple[Facet, ...]
    domain: Facet | None
    page: Page[_Guide]
    rows: tuple[SalaryRow, ...]
    ticks: tuple[Tick, ...]
    states: StateMap | None
    sources: tuple[SourceFacts, ...]
    total: int

    @property
    def row_sources(self) -> tuple[SourceFacts, ...]:
        """Where the figures of the list come from, each once."""
        cited = {row.cell.source.number: row.cell.source for row in self.rows if row.cell is not None}
        return tuple(cited[number] for number in sorted(cited))


@dataclass(frozen=True, slots=True)
class _Guide:
    """A live role with the occupation that stands for it in the place, and its newest wage there."""

    slug: str
    title: str
    domain_slug: str
    domain_name: str
    occupation: OccupationFacts | None
    same_as: tuple[str, ...]
    also_of: tuple[str, ...]
    wage: OccupationWage | None

    @property
    def amount(self) -> int | None:
        return self.wage.median if self.wage else None


def get_salaries_page(
    *, area: str, domain: str, sort: str, number: int, size: int, with_states: bool = False
) -> SalariesPage:
    """Page ``number`` of the live roles with their official figures in the area; at most five queries.

    Raises ``AreaUnknownError``, ``DomainUnknownError``, and ``EmptyPage`` past the end.
    """
    areas = get_area_choices(area)
    guides, domains, chosen = _asked_for(area, domain, sort)
    page = Paginator(guides, size).page(number)
    sources = Sources()
    scale = list_scale(
        [pay_range(guide.slug, cell_of(guide.wage, Sources()) if guide.wage else None) for guide in page.object_list]
    )
    rows = tuple(_row(guide, sources, scale) for guide in page.object_list)
    states = get_state_map(ALL_OCCUPATIONS, sources, areas) if with_states else None
    return SalariesPage(
        areas, domains, chosen, page, rows, scale.ticks, states, sources.listed(), total=len(guides)
    )  # fmt: skip


def get_salary_rows(*, area: str, domain: str, sort: str) -> tuple[AreaChoices, list[SalaryRow]]:
    """Every row at once, for a file; at most four queries. Raises as ``get_salaries_page``."""
    areas = get_area_choices(area)
    guides, _domains, _chosen = _asked_for(area, domain, sort)
    sources, scale = Sources(), list_scale([])
    return areas, [_row(guide, sources, scale) for guide in guides]


def _asked_for(area: str, domain: str, sort: str) -> tuple[list[_Guide], tuple[Facet, ...], Facet | None]:
    guides = _guides(area)
    counted = Counter((guide.domain_name, guide.domain_slug) for guide in guides)
    domains = tuple(Facet(slug, name, count) for (name, slug), count in sorted(counted.items()))
    chosen = next((facet for facet in domains if facet.slug == domain), None)
    if domain and chosen is None:
        found = Domain.objects.filter(slug=domain).first()
        if found is None:
            raise DomainUnknownError(domain)
        chosen = Facet(found.slug, found.name, 0)
    if chosen:
        guides = [guide for guide in guides if guide.domain_slug == chosen.slug]
    return in_order(guides, sort, name=_title, amount=_amount), domains, chosen


def _title(guide: _Guide) -> str:
    return guide.title


def _amount(guide: _Guide) -> int | None:
    return guide.amount


def _guides(area: str) -> list[_Guide]:
    """Every live role by title; two queries."""
    newest: dict[str, OccupationWage] = {}
    matched = RoleOccupation.objects.filter(role__document__isnull=False).values("occupation")
    for wage in newest_wages(OccupationWage.objects.filter(area__code=area, occupation__in=matched)):
        newest.setdefault(wage.occupation.code, wage)
    documents = _matches()
    titles = _titles((each.code, document.title) for document in documents for each in document.occupations)
    chosen = {
        document.slug: _standing_for([_counted(each, titles) for each in document.occupations], newest)
        for document in documents
    }
    standing = _titles((each.code, document.title) for document in documents if (each := chosen[document.slug]))
    return [_guide(document, chosen[document.slug], titles, standing, newest) for document in documents]


def _titles(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Titles of roles by the code of an occupation."""
    found: dict[str, list[str]] = {}
    for code, title in pairs:
        found.setdefault(code, []).append(title)
    return found


def _guide(
    document: _Document,
    occupation: OccupationFacts | None,
    titles: dict[str, list[str]],
    standing: dict[str, list[str]],
    newest: dict[str, OccupationWage],
) -> _Guide:
    code = occupation.code if occupation else ""
    return _Guide(
        slug=document.slug,
        title=document.title,
        domain_slug=document.domain_slug,
        domain_name=document.domain_name,
        occupation=occupation,
        same_as=tuple(title for title in standing.get(code, ()) if title != document.title),
        also_of=tuple(title for title in titles.get(code, ()) if title not in standing[code]),
        wage=newest.get(code),
    )


@dataclass(frozen=True, slots=True)
class _Document:
    slug: str
    title: str
    domain_slug: str
    domain_name: str
    occupations: tuple[OccupationFacts, ...] = ()


def _matches() -> list[_Document]:
    """Every live role by title with its occupations in the editors' order; one query."""
    children = Occupation.objects.filter(parent=OuterRef("role__occupations__occupation")).order_by()
    rows = (
        RoleDocument.objects.annotate(
            onet_codes=Subquery(children.values("parent").annotate(count=Count("pk")).values("count"))
        )
        .order_by("title", "pk", "role__occupations__position", "role__occupations__pk")
        .values_list(
            "slug", "title", "domain_slug", "domain_name", "role__occupations__match",
            "role__occupations__occupation__scheme", "role__occupations__occupation__code",
            "role__occupations__occupation__title", "onet_codes",
        )
    )  # fmt: skip
    documents: dict[str, _Document] = {}
    for slug, title, domain_slug, domain_name, match, scheme, code, name, onet_codes in rows:
        document = documents.setdefault(slug, _Document(slug, title, domain_slug, domain_name))
        if code is not None:
            kind = pay.specificity(code=code, title=name, onet_codes=onet_codes or 0, live_roles=1)
            occupation = OccupationFacts(scheme, code, name, match, kind, basis="")
            documents[slug] = replace(document, occupations=(*document.occupations, occupation))
    return list(documents.values())


def _counted(occupation: OccupationFacts, titles: dict[str, list[str]]) -> OccupationFacts:
    """The occupation with how many other live roles share it."""
    others = len(titles[occupation.code]) - 1
    kind = "shared" if others and occupation.specificity == "own" else occupation.specificity
    return replace(occupation, specificity=kind, shared_with=others)


def _standing_for(
    occupations: Sequence[OccupationFacts], newest: dict[str, OccupationWage]
) -> OccupationFacts | None:  # fmt: skip
    """The occupation whose median would be the official headline here, else the best that has a cell, else the best."""
    ranked = pay.best_first(occupations)
    with_cell = [occupation for occupation in ranked if occupation.code in newest]
    with_median = [occupation for occupation in with_cell if newest[occupation.code].median is not None]
    return next(iter([*with_median, *with_cell, *ranked]), None)


def _row(guide: _Guide, sources: Sources, scale: ListScale) -> SalaryRow:
    cell = cell_of(guide.wage, sources) if guide.wage else None
    return SalaryRow(
        slug=guide.slug,
        title=guide.title,
        domain_name=guide.domain_name,
        occupation=guide.occupation,
        same_as=guide.same_as,
        also_of=guide.also_of,
        cell=cell,
        absence=absence(cell) if guide.occupation else "no_occupation",
        mark=scale.mark(pay_range(guide.slug, cell)) if cell else None,
    )
