"""Pay by release as a chart: a standing band for the middle half, a tick for the median, a line between medians.

Pure: no Django. A line is drawn between two releases only where a change between them may be printed: none crosses
a withheld, top-coded or missing figure, nor a change of method or of occupation. Horizontal positions are per cent
of the plot and true to time; vertical ones are pixels from its top.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from roles.charts.marks import Scale, percent
from roles.pay import PayStep, ReleaseCell, money_text

HEIGHT, TOP, FLOOR = 260, 44, 220
LEFT, RIGHT = 12.0, 100.0  # per cent: the amounts of the axis stand left of the plot
BAR_SHARE, WIDEST_BAR = 0.5, 9.0  # of the least distance of two releases; per cent of the plot
ROOM = 0.06  # of the scale, outside the outermost amounts
MANY = 4  # beyond, a phone shows the labels of the first and the last release alone


@dataclass(frozen=True, slots=True)
class HistoryBar:
    """One release. ``void`` says why there is no figure: "withheld" or "missing"; then only ``label`` is printed.

    ``top`` and ``height`` are of the band and None where an end of the middle half is not given, ``tick`` is
    the median's place, ``amount`` its label. ``is_open``: it is top-coded. ``is_minor`` labels are left out on phones.
    """

    label: str
    center: str
    left: str
    width: str
    top: int | None = None
    height: int | None = None
    tick: int | None = None
    amount: str = ""
    amount_y: int = 0
    anchor: str = "middle"
    is_open: bool = False
    is_minor: bool = False
    void: str | None = None


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """From one median to the next."""

    x1: str
    y1: int
    x2: str
    y2: int


@dataclass(frozen=True, slots=True)
class HistoryGrid:
    """A round amount of the axis."""

    label: str
    y: int


@dataclass(frozen=True, slots=True)
class HistoryChart:
    """Releases on one scale of time and one of pay, with the citations of their figures; at least one."""

    bars: tuple[HistoryBar, ...]
    lines: tuple[HistoryLine, ...]
    grid: tuple[HistoryGrid, ...]
    sources: tuple[str, ...]
    height: int = HEIGHT
    floor: int = FLOOR

    def __post_init__(self) -> None:
        if not self.sources:
            raise ValueError("A chart without a source is not drawn.")

    @property
    def has_bands(self) -> bool:
        """At least one middle half is drawn."""
        return any(bar.top is not None for bar in self.bars)

    @property
    def is_open(self) -> bool:
        """Some median is top-coded."""
        return any(bar.is_open for bar in self.bars)


@dataclass(frozen=True, slots=True)
class _Pen:
    """Places of one chart: amounts to pixels, moments to per cent."""

    scale: Scale
    first: int
    last: int
    width: float

    def y(self, amount: int) -> int:
        return round(FLOOR - (FLOOR - TOP) * self.scale.share(amount) / 100)

    def x(self, cell: ReleaseCell) -> float:
        start, end = LEFT + self.width, RIGHT - self.width
        return start + (end - start) * (_months(cell) - self.first) / (self.last - self.first)


def history_chart(steps: Sequence[PayStep]) -> HistoryChart | None:
    """The chart of these releases, oldest first; None unless at least two of a known time have a median."""
    dated = [step for step in steps if _months(step.cell)]
    given = [step.cell for step in dated if step.cell.median is not None]
    moments = sorted({_months(step.cell) for step in dated})
    if len(given) < 2 or len(moments) < 2 or len({cell.currency for cell in given}) > 1:
        return None
    scale = Scale.around([amount for cell in given for amount in _amounts(cell)], room=ROOM)
    least = min(later - earlier for earlier, later in pairwise(moments))
    width = min((RIGHT - LEFT) * BAR_SHARE * least / (moments[-1] - moments[0] + least), WIDEST_BAR)
    pen = _Pen(scale, moments[0], moments[-1], width)
    last = len(dated) - 1
    return HistoryChart(
        bars=tuple(
            _bar(step.cell, pen, is_minor=last >= MANY and 0 < place < last, is_last=place == last)
            for place, step in enumerate(dated)
        ),
        lines=tuple(line for step in dated if (line := _line(step, pen))),
        grid=tuple(
            HistoryGrid(money_text(amount, given[0].currency, short=True), pen.y(amount))
            for amount in range(scale.low, scale.high + 1, scale.step)
        ),
        sources=tuple(dict.fromkeys(cell.citation for cell in given)),
    )


def _bar(cell: ReleaseCell, pen: _Pen, *, is_minor: bool, is_last: bool) -> HistoryBar:
    center = pen.x(cell)
    bar = HistoryBar(
        cell.covers, percent(center), percent(center - pen.width / 2), percent(pen.width), is_minor=is_minor
    )
    if cell.median is None:
        return replace(bar, void="missing" if cell.is_missing else "withheld")
    highest = tick = pen.y(cell.median)
    if cell.p25 is not None and cell.p75 is not None:
        highest = pen.y(cell.p75)
        bar = replace(bar, top=highest, height=max(1, pen.y(cell.p25) - highest))
    return replace(
        bar,
        tick=tick,
        amount=money_text(cell.median, cell.currency, flag=cell.flags.get("median"), short=True),
        amount_y=highest - (20 if cell.is_open else 8),
        anchor="end" if cell.is_open and is_last else "middle",
        is_open=cell.is_open,
    )


def _line(step: PayStep, pen: _Pen) -> HistoryLine | None:
    """From the median before to this one; None where the two may not be compared."""
    before, cell = step.before, step.cell
    if step.change_percent is None or before is None or before.median is None or cell.median is None:
        return None
    return HistoryLine(percent(pen.x(before)), pen.y(before.median), percent(pen.x(cell)), pen.y(cell.median))


def _amounts(cell: ReleaseCell) -> list[int]:
    return [amount for amount in (cell.p25, cell.median, cell.p75) if amount is not None]


def _months(cell: ReleaseCell) -> int:
    """Months since the year nought; nought where the release names no time."""
    year, month = cell.period
    return 12 * year + month
