"""What an official release holds, what it changed against the one before, and which live guides it touches.

Cells are read as plain values, two queries a scope, whatever their number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from roles.importers.differences import Differences, Moved, most_moved
from roles.importers.oews import Figures
from roles.importers.publications import release_before
from roles.models import (
    Area,
    Occupation,
    OccupationEducation,
    OccupationOutlook,
    OccupationProfile,
    OccupationRelation,
    OccupationSkill,
    OccupationSoftware,
    OccupationTask,
    OccupationTitle,
    OccupationWage,
    Role,
    RoleOccupation,
    WageRelease,
)
from roles.models.pay import AreaKind

# Published as one file each, and so compared as one.
SCOPES: tuple[tuple[AreaKind, ...], ...] = (
    (AreaKind.NATION,),
    (AreaKind.STATE,),
    (AreaKind.METROPOLITAN, AreaKind.NONMETROPOLITAN),
)
BY_SOC: tuple[type[models.Model], ...] = (OccupationWage, OccupationOutlook)
FACTS: tuple[type[models.Model], ...] = (
    OccupationProfile,
    OccupationTitle,
    OccupationTask,
    OccupationSoftware,
    OccupationSkill,
    OccupationEducation,
    OccupationRelation,
)
TABLES = (*BY_SOC, *FACTS)
MOST_GUIDES = 50


@dataclass(slots=True)
class ScopeChange:
    """The wages of one kind of place: how many cells, and how they differ from the newest earlier release's."""

    label: str
    cells: int = 0
    differences: Differences = field(default_factory=Differences)
    changed: Counter[str] = field(default_factory=Counter)  # by occupation code: cells that are not the same

    @property
    def newly_withheld(self) -> int:
        return self.differences.counts["newly withheld"]

    @property
    def newly_published(self) -> int:
        return self.differences.counts["newly published"]


@dataclass(frozen=True, slots=True)
class TouchedGuide:
    """A live guide whose occupation has a row in the release; ``changed`` of its cells differ, None: nothing to compare."""

    role: Role
    occupations: tuple[str, ...]
    changed: int | None


@dataclass(frozen=True, slots=True)
class ReleasePage:
    """``tables``: what the release has rows of, and how many. ``marked``: medians that moved much, most first."""

    tables: tuple[tuple[type[models.Model], int], ...]
    scopes: tuple[ScopeChange, ...]
    marked: tuple[tuple[Moved, str], ...]
    guides: tuple[TouchedGuide, ...]
    guide_count: int


def get_release_page(release: WageRelease) -> ReleasePage:
    """Everything but the names of the marked rows, see ``named``. About twenty queries, however many cells."""
    tables = tuple((model, count) for model in TABLES if (count := _rows(model, release).count()))
    scopes = _scopes(release) if tables and tables[0][0] is OccupationWage else ()
    before = {id(moved): scope.differences.previous or "" for scope in scopes for moved in scope.differences.marked}
    marked = most_moved(moved for scope in scopes for moved in scope.differences.marked)
    touched = roles_touched_by(release.pk)
    return ReleasePage(
        tables=tables,
        scopes=scopes,
        marked=tuple((moved, before[id(moved)]) for moved in marked),
        guides=tuple(_guides(release, touched, scopes)),
        guide_count=touched.count(),
    )


def roles_touched_by(release_id: int) -> QuerySet[Role]:
    """Live roles whose matched occupation, or an O*NET occupation below it, has a row in the release."""
    return Role.objects.published().filter(pk__in=_matches(release_id).values("role"))


def named(marked: Sequence[tuple[Moved, str]]) -> list[tuple[Moved, str, str, str]]:
    """Marked rows with the release before and the names of occupation and place. Two queries."""
    occupations = dict(
        Occupation.objects.filter(code__in={moved.occupation for moved, _before in marked}).values_list("code", "title")
    )
    areas = dict(Area.objects.filter(code__in={moved.area for moved, _before in marked}).values_list("code", "name"))
    return [(moved, before, occupations[moved.occupation], areas[moved.area]) for moved, before in marked]


def _rows(model: type[models.Model], release: WageRelease | int) -> QuerySet[models.Model]:
    return model._default_manager.filter(release=release).order_by()


def _matches(release_id: int) -> QuerySet[RoleOccupation]:
    condition = Q()
    for model in TABLES:
        condition |= Q(occupation__in=_rows(model, release_id).values("occupation"))
    for model in FACTS:
        below = Occupation.objects.filter(pk__in=_rows(model, release_id).values("occupation"))
        condition |= Q(occupation__in=below.order_by().values("parent"))
    return RoleOccupation.objects.filter(condition).order_by()


# --- what changed -----------------------------------------------------------------------


def _scopes(release: WageRelease) -> tuple[ScopeChange, ...]:
    counts = dict(
        OccupationWage.objects.filter(release=release).order_by().values_list("area__kind").annotate(Count("pk"))
    )
    here = [kinds for kinds in SCOPES if any(kind in counts for kind in kinds)]
    earlier = _with_scopes(release)
    return tuple(_scope(release, kinds, sum(counts.get(kind, 0) for kind in kinds), earlier) for kinds in here)


def _with_scopes(release: WageRelease) -> list[WageRelease]:
    """The source's other releases, each with which scopes it has wages of. One query."""
    wages = OccupationWage.objects.filter(release=OuterRef("pk")).order_by()
    has = {f"has_{kinds[0]}": Exists(wages.filter(area__kind__in=kinds)) for kinds in SCOPES}
    others = WageRelease.objects.filter(source=release.source_id).exclude(pk=release.pk)
    return list(others.annotate(**has))


def _scope(
    release: WageRelease, kinds: tuple[AreaKind, ...], cells: int, earlier: Iterable[WageRelease]
) -> ScopeChange:
    scope = ScopeChange(" / ".join(str(kind.label) for kind in kinds), cells)
    previous = release_before(release, (other for other in earlier if getattr(other, f"has_{kinds[0]}")))
    if previous is None:
        return scope
    differences = scope.differences
    differences.previous = previous.label
    before = {(area, occupation): figures for area, occupation, figures in _cells(previous, kinds)}
    for area, occupation, figures in _cells(release, kinds):
        if (
            differences.compare(before.pop((area, occupation), None), figures, occupation=occupation, area=area)
            != "same"
        ):
            scope.changed[occupation] += 1
    differences.counts["gone"] = len(before)
    scope.changed.update(occupation for _area, occupation in before)
    return scope


def _cells(release: WageRelease, kinds: Sequence[AreaKind]) -> Iterator[tuple[str, str, Figures]]:
    """Area code, occupation code and wage of each cell, without a model for any."""
    rows = OccupationWage.objects.filter(release=release, area__kind__in=kinds).order_by()
    columns = ("area__code", "occupation__code", "p10", "p25", "median", "p75", "p90", "flags")
    for area, occupation, p10, p25, median, p75, p90, flags in rows.values_list(*columns).iterator(chunk_size=5000):
        yield area, occupation, Figures(None, None, p10, p25, median, p75, p90, flags, "")


# --- which guides -----------------------------------------------------------------------


def _guides(release: WageRelease, touched: QuerySet[Role], scopes: Sequence[ScopeChange]) -> Iterator[TouchedGuide]:
    """The first of them by title, with how many cells of their occupations changed."""
    compared = [scope for scope in scopes if scope.differences.previous]
    changed: Counter[str] = sum((scope.changed for scope in compared), Counter())
    roles = list(touched.order_by("title", "pk")[:MOST_GUIDES])
    codes: dict[int, list[str]] = {role.pk: [] for role in roles}
    matches = _matches(release.pk).filter(role__in=codes).order_by("position", "pk")
    for role_id, code in matches.values_list("role", "occupation__code"):
        codes[role_id].append(code)
    for role in roles:
        count = sum(changed[code] for code in codes[role.pk]) if compared else None
        yield TouchedGuide(role, tuple(codes[role.pk]), count)
