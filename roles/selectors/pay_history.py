"""A role's official pay by release, in one area."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef

from roles.charts.history import HistoryChart, history_chart
from roles.models import Area, OccupationWage, WageRelease
from roles.pay import PayStep, ReleaseCell, by_release

MOST_RELEASES = 12


@dataclass(frozen=True, slots=True)
class PayHistory:
    """The releases that have figures for the area, oldest first; ``chart`` is None where fewer than two can be drawn.

    ``left_out`` counts releases older than those shown.
    """

    occupation: str
    occupation_title: str
    area_name: str
    currency: str
    steps: tuple[PayStep, ...]
    chart: HistoryChart | None
    left_out: int = 0

    @property
    def sources(self) -> tuple[str, ...]:
        """The citation of each publication in it, with every time that its figures are of."""
        times: dict[str, list[str]] = {}
        for step in self.steps:
            times.setdefault(step.cell.citation.removesuffix(step.cell.covers), []).append(step.cell.covers)
        return tuple(f"{publication}{', '.join(covers)}" for publication, covers in times.items())


def get_pay_history(occupation: str | None, area: str = Area.NATION_CODE) -> PayHistory | None:
    """The history of one SOC code in one area; None where no release has a cell of it. At most two queries."""
    wages = list(
        OccupationWage.objects.filter(occupation__scheme="soc", occupation__code=occupation, area__code=area)
        .select_related("release__source", "area", "occupation")
        .order_by("release_id")
    )
    if not wages:
        return None
    first = wages[0]
    cells = {wage.release_id: _cell(wage) for wage in wages}
    silent = (
        WageRelease.objects.filter(source__in={wage.release.source_id for wage in wages})
        .exclude(pk__in=list(cells))
        .filter(Exists(OccupationWage.objects.filter(release=OuterRef("pk"), area=first.area_id)))
        .select_related("source")
        .order_by("pk")
    )
    missing = [_missing(release, first) for release in silent]
    # A release from before the occupation was first counted says nothing of it.
    since = min(cell.period for cell in cells.values())
    steps = by_release([*cells.values(), *(cell for cell in missing if cell.period >= since)])
    shown = steps[-MOST_RELEASES:]
    return PayHistory(
        occupation=first.occupation.code,
        occupation_title=first.occupation.title,
        area_name=first.area.name,
        currency=shown[-1].cell.currency,
        steps=shown,
        chart=history_chart(shown),
        left_out=len(steps) - len(shown),
    )


def _cell(wage: OccupationWage) -> ReleaseCell:
    return replace(
        _missing(wage.release, wage), p25=wage.p25, median=wage.median, p75=wage.p75, flags=wage.flags, is_missing=False
    )


def _missing(release: WageRelease, like: OccupationWage) -> ReleaseCell:
    source = release.source
    return ReleaseCell(
        release=release.label,
        source=source.title,
        citation=f"{source.publisher}, {source.title}, {release.covers}",
        covers=release.covers,
        occupation=like.occupation.code,
        area=like.area.code,
        is_missing=True,
    )
