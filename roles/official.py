"""Official figures for a role: matched occupations, newest wages and projections, and the list of what they cite."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from django.db.models import Count, F, Q

from roles import pay
from roles.facts import Headline, OccupationFacts, OutlookFacts, Percentiles, SourceFacts
from roles.models import (
    GuideVersion,
    Occupation,
    OccupationOutlook,
    OccupationTitle,
    OccupationWage,
    RoleOccupation,
    WageRelease,
)
from roles.models.candidate import Decision
from roles.periods import period_of

Released = TypeVar("Released", OccupationWage, OccupationOutlook)


class Sources:
    """The numbered list of publications that one page cites, in order of first use."""

    def __init__(self, known: Sequence[SourceFacts] = ()) -> None:
        self._by_label = {source.label: source for source in known}

    def cite(self, release: WageRelease) -> SourceFacts:
        """The release's place in the list, adding it if it is new."""
        if release.label not in self._by_label:
            source = release.source
            self._by_label[release.label] = SourceFacts(
                number=len(self._by_label) + 1,
                publisher=source.publisher,
                title=source.title,
                label=release.label,
                url=source.url,
                covers=release.covers,
                released_on=release.released_on,
                retrieved_on=release.retrieved_on,
                licence=source.licence,
                attribution=release.attribution or source.attribution,
            )
        return self._by_label[release.label]

    def listed(self) -> tuple[SourceFacts, ...]:
        return tuple(self._by_label.values())


def occupation_facts(version: GuideVersion) -> tuple[OccupationFacts, ...]:
    """The role's matched occupations in the editors' order, each with how specific its wage is."""
    matches = (
        RoleOccupation.objects.filter(role=version.role)
        .select_related("occupation")
        .annotate(
            onet_codes=Count("occupation__children", distinct=True),
            other_live_roles=Count(
                "occupation__roles",
                filter=Q(occupation__roles__role__live_version__isnull=False)
                & ~Q(occupation__roles__role=version.role),
                distinct=True,
            ),
        )
        .order_by("position", "pk")
    )
    return tuple(
        OccupationFacts(
            scheme=row.occupation.scheme,
            code=row.occupation.code,
            title=row.occupation.title,
            match=row.match,
            specificity=pay.specificity(
                code=row.occupation.code,
                title=row.occupation.title,
                onet_codes=row.onet_codes,
                live_roles=row.other_live_roles + 1,
            ),
            basis=row.basis,
            shared_with=row.other_live_roles,
        )
        for row in matches
    )


@dataclass(frozen=True, slots=True)
class NewestWage:
    """The newest cell of an occupation in an area. ``successor`` is as ``Percentiles`` has it."""

    wage: OccupationWage
    successor: str


Cells = Mapping[tuple[str, str], NewestWage]  # by the codes of area and occupation


def newest_wages(area_codes: Sequence[str], occupations: Sequence[OccupationFacts]) -> Cells:
    """The newest official wage of each occupation in each of these areas; one query.

    That a release is of an area shows in the total over all occupations, which every wage file has.
    """
    codes = [occupation.code for occupation in occupations]
    rows = newest_first(
        OccupationWage.objects.filter(area__code__in=area_codes, occupation__code__in=[*codes, Occupation.TOTAL_CODE])
        .select_related("release__source", "area", "occupation")
        .order_by(F("release__released_on").desc(nulls_last=True), "-release_id")
    )
    newest: dict[tuple[str, int], WageRelease] = {}
    cells: dict[tuple[str, str], NewestWage] = {}
    for wage in rows:
        last = newest.setdefault((wage.area.code, wage.release.source_id), wage.release)
        successor = last.label if period_of(last.covers) > period_of(wage.release.covers) else ""
        cells.setdefault((wage.area.code, wage.occupation.code), NewestWage(wage, successor))
    return cells


def percentiles_of(
    cells: Cells, area_code: str, occupations: Sequence[OccupationFacts], sources: Sources
) -> tuple[Percentiles, ...]:
    """What these cells say of the occupations in one area, in the occupations' order."""
    return tuple(
        _percentiles(occupation, cells[area_code, occupation.code], sources)
        for occupation in occupations
        if (area_code, occupation.code) in cells
    )


def nearest_of(
    cells: Cells,
    larger: Sequence[str],
    here: Sequence[Percentiles],
    nation: Sequence[Percentiles],
    occupations: Sequence[OccupationFacts],
    sources: Sources,
) -> tuple[Percentiles, ...]:
    """For each occupation without a whole cell ``here``, the first whole one of the larger areas, then of the nation."""
    whole = {row.occupation for row in here if row.is_whole}
    national = {row.occupation: row for row in nation if row.is_whole}
    found = []
    for occupation in occupations:
        if occupation.code in whole:
            continue
        around = (percentiles_of(cells, code, [occupation], sources) for code in larger)
        nearest = next((row for rows in around for row in rows if row.is_whole), national.get(occupation.code))
        if nearest is not None:
            found.append(nearest)
    return tuple(found)


def newest_first(rows: Iterable[Released]) -> list[Released]:
    """By the time that their releases cover; of the same time, in the order given.

    The day of publication is not always known, and an old release may be read after a newer one.
    """
    return sorted(rows, key=lambda row: period_of(row.release.covers), reverse=True)


def _percentiles(occupation: OccupationFacts, newest: NewestWage, sources: Sources) -> Percentiles:
    wage = newest.wage
    source = sources.cite(wage.release)
    return Percentiles(
        occupation=occupation.code,
        occupation_title=occupation.title,
        match=occupation.match,
        specificity=occupation.specificity,
        shared_with=occupation.shared_with,
        area=wage.area.code,
        area_name=wage.area.name,
        p10=wage.p10,
        p25=wage.p25,
        median=wage.median,
        p75=wage.p75,
        p90=wage.p90,
        employment=wage.employment,
        release=source.label,
        source=source.citation,
        source_number=source.number,
        flags=wage.flags,
        location_quotient=_number(wage.location_quotient),
        successor=newest.successor,
    )


def outlook_of(
    occupations: Sequence[OccupationFacts], headline: Headline | None, sources: Sources
) -> OutlookFacts | None:
    """The projection of the headline's occupation, else of the first matched one that has a projection."""
    codes = [occupation.code for occupation in occupations]
    if headline and headline.occupation in codes:
        codes.remove(headline.occupation)
        codes.insert(0, headline.occupation)
    rows: dict[str, OccupationOutlook] = {}
    found = OccupationOutlook.objects.filter(occupation__code__in=codes).select_related("release__source", "occupation")
    for row in newest_first(found.order_by(F("release__released_on").desc(nulls_last=True), "-release_id")):
        rows.setdefault(row.occupation.code, row)
    for code in codes:
        if code in rows:
            row = rows[code]
            source = sources.cite(row.release)
            return OutlookFacts(
                growth_percent=_number(row.growth_percent),
                openings_per_year=row.openings_per_year,
                period=row.period,
                source=source.citation,
                source_number=source.number,
                occupation=code,
                occupation_title=row.occupation.title,
            )
    return None


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def cite_title_lists(occupations: Iterable[OccupationFacts], sources: Sources) -> None:
    """A match that rests on a published list of titles cites that list."""
    listed = [occupation.code for occupation in occupations if occupation.match in ("exact", "listed")]
    titles = OccupationTitle.objects.filter(Q(occupation__code__in=listed) | Q(occupation__parent__code__in=listed))
    lists = WageRelease.objects.filter(pk__in=titles.order_by().values("release")).select_related("source")
    for release in lists.order_by("pk"):
        sources.cite(release)


def cite_kept(version: GuideVersion, sources: Sources) -> None:
    """The releases of official facts that the guide's editors kept: their words are the publisher's. One query."""
    kept = version.candidates.filter(decision=Decision.KEPT)
    releases = WageRelease.objects.filter(pk__in=kept.order_by().values("release")).select_related("source")
    for release in releases.order_by("pk"):
        sources.cite(release)
