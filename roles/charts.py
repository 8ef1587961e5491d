"""Charts as data: where each mark of a pay chart stands and what is printed beside it.

Pure: no Django. A chart cannot be built without its sources, and every amount in it
is written by ``pay.money_text``. Positions are per cent of the plot's width, because
the SVG has no viewBox: bars stretch, text keeps its size.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from roles.facts import LevelFacts, LevelPay, Percentiles, RoleFacts
from roles.pay import money_text

MOST_INTERVALS = 6
LABEL_ROOM = 0.12  # of the plot's width, so that an end's label stays inside it on a phone


@dataclass(frozen=True, slots=True)
class ChartSource:
    """Where a chart's figures come from: a number in the page's list and the citation itself."""

    number: int
    citation: str

    def __post_init__(self) -> None:
        if self.number < 1 or not self.citation.strip():
            raise ValueError("A chart's source needs its number in the list and its citation.")


@dataclass(frozen=True, slots=True)
class Tick:
    """A round amount on the axis. A minor one is dropped where there is little room."""

    x: str
    label: str
    anchor: str
    is_minor: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """One amount on the plot. ``is_open``: top-coded, the true amount is this or more."""

    x: str
    label: str
    amount: int
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class RangeRow:
    """A band of a chart: from ``low`` to ``high``, with a median tick only where a median is published.

    ``void`` says why there is no band: "withheld", "missing" or "currency" (it is in
    another currency than the chart). ``tail_low`` and ``tail_high`` are the 10th and
    90th percentile of an official cell.
    """

    level: LevelFacts | None = None
    pay: LevelPay | None = None
    official: Percentiles | None = None
    low: Mark | None = None
    high: Mark | None = None
    width: str = "0.00%"
    median: Mark | None = None
    tail_low: Mark | None = None
    tail_high: Mark | None = None
    void: str | None = None

    @property
    def has_tails(self) -> bool:
        """The row reaches out to the 10th or 90th percentile."""
        return self.tail_low is not None or self.tail_high is not None

    @property
    def open_mark(self) -> Mark | None:
        """The top-coded end, whose label is long and has a line of its own."""
        return next((mark for mark in (self.high, self.tail_high) if mark is not None and mark.is_open), None)

    @property
    def band_y(self) -> int:
        """Pixels above the band: more where a median's label stands over it."""
        return 32 if self.median is not None else 16

    @property
    def y(self) -> dict[str, int]:
        """Heights in pixels of everything that belongs to the row, from the top of its plot."""
        top = self.band_y
        return {
            "over": top - 9,
            "tick": top - 4,
            "band": top,
            "middle": top + 8,
            "beside": top + 13,
            "tail_top": top + 3,
            "tail_end": top + 13,
            "under": top + 31,
            "open": top + (47 if self.has_tails else 33),
        }

    @property
    def height(self) -> int:
        """Of the row's plot, in pixels."""
        return self.band_y + (40 if self.has_tails else 32) + (14 if self.open_mark else 0)


@dataclass(frozen=True, slots=True)
class RangeChart:
    """Rows on one linear scale, with the sources of their figures; at least one source."""

    sources: tuple[ChartSource, ...]
    rows: tuple[RangeRow, ...]
    ticks: tuple[Tick, ...]
    currency: str

    def __post_init__(self) -> None:
        if not self.sources:
            raise ValueError("A chart without a source is not drawn.")

    @property
    def drawn(self) -> tuple[RangeRow, ...]:
        """Rows that have a band."""
        return tuple(row for row in self.rows if row.low is not None and row.high is not None)

    @property
    def from_top(self) -> tuple[RangeRow, ...]:
        """Drawn rows for a chart that climbs: the highest level first; occupations keep their order."""
        return self.drawn[::-1] if self.drawn and self.drawn[0].level is not None else self.drawn

    @property
    def lowest(self) -> RangeRow | None:
        """The first row with a band."""
        return self.drawn[0] if self.drawn else None

    @property
    def highest(self) -> RangeRow | None:
        """The last row with a band."""
        return self.drawn[-1] if self.drawn else None

    @property
    def is_estimated(self) -> bool:
        """At least one row is an estimate between two percentiles."""
        return any(row.pay is not None and row.pay.basis == "estimated_from_percentiles" for row in self.rows)

    @property
    def has_median(self) -> bool:
        """At least one row has a median of its own, so the key explains the tick."""
        return any(row.median is not None for row in self.rows)

    @property
    def has_tails(self) -> bool:
        """At least one row reaches to the 10th or 90th percentile."""
        return any(row.has_tails for row in self.rows)

    @property
    def is_open(self) -> bool:
        """Some figure is top-coded, so a band or line is left open."""
        return any(row.open_mark is not None for row in self.rows)


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear axis from ``low`` to ``high`` in whole units, with a tick every ``step``."""

    low: int
    high: int
    step: int

    @classmethod
    def around(cls, amounts: Iterable[int], *, room: float = 0.0) -> Scale:
        """Rounded out to a tick, with ``room`` (a share of the width) outside the outermost amounts."""
        given = tuple(amounts)
        lowest, highest = min(given), max(given)
        for step in _steps():
            low, high = lowest // step * step, -(-highest // step) * step
            if low == high:
                high += step
            while low > 0 and lowest - low < room * (high - low):
                low -= step
            while high - highest < room * (high - low):
                high += step
            if (high - low) // step <= MOST_INTERVALS:
                return cls(low, high, step)
        raise ValueError("No scale holds these amounts.")

    def share(self, amount: int) -> float:
        """Where the amount stands, in per cent of the width."""
        return 100 * (amount - self.low) / (self.high - self.low)

    def ticks(self, currency: str) -> tuple[Tick, ...]:
        """One a step; the outermost labels stay inside the plot."""
        amounts = range(self.low, self.high + 1, self.step)
        last = len(amounts) - 1
        return tuple(
            Tick(
                x=_percent(self.share(amount)),
                label=money_text(amount, currency, short=True),
                anchor="start" if index == 0 else "end" if index == last else "middle",
                is_minor=index % 2 == 1,
            )
            for index, amount in enumerate(amounts)
        )


def _steps() -> Iterable[int]:
    for power in range(3, 10):
        for factor in (1, 2, 4, 5):
            yield factor * 10**power


def _percent(share: float) -> str:
    return f"{share:.2f}%"


@dataclass(frozen=True, slots=True)
class _Pen:
    """Writes marks of one chart: its scale and currency."""

    scale: Scale
    currency: str

    def mark(self, amount: int | None, flag: str | None = None) -> Mark | None:
        """The amount's place and label, or None where it is not given."""
        if amount is None:
            return None
        label = money_text(amount, self.currency, flag=flag, short=True)
        return Mark(_percent(self.scale.share(amount)), label, amount, is_open=flag == "top_coded")

    def width(self, low: int | None, high: int | None) -> str:
        if low is None or high is None:
            return "0.00%"
        return _percent(self.scale.share(high) - self.scale.share(low))


def level_chart(facts: RoleFacts, *, room: float = LABEL_ROOM) -> RangeChart | None:
    """Pay by level: one row a rung of the ladder. None where no level may be drawn (``facts.pay.refusal``)."""
    if facts.pay.refusal is not None:
        return None
    by_level = {pay.level: pay for pay in facts.pay.levels}
    currency = facts.pay.levels[0].currency if facts.pay.levels else ""
    drawable = [pay for pay in facts.pay.levels if pay.currency == currency]
    amounts = [amount for pay in drawable for amount in (pay.low, pay.median, pay.high) if amount is not None]
    if not amounts:
        return None
    scale = Scale.around(amounts, room=room)
    pen = _Pen(scale, currency)
    return RangeChart(
        sources=sources_cited(facts.pay.levels),
        rows=tuple(_level_row(level, by_level.get(level.rank), pen) for level in facts.levels),
        ticks=scale.ticks(currency),
        currency=currency,
    )


def _level_row(level: LevelFacts, pay: LevelPay | None, pen: _Pen) -> RangeRow:
    if pay is None:
        return RangeRow(level=level, void="missing")
    if pay.currency != pen.currency:
        return RangeRow(level=level, pay=pay, void="currency")
    median = pen.mark(pay.median)
    if not pay.is_drawable:
        void = None if median else "withheld" if "withheld" in (pay.low_flag, pay.high_flag) else "missing"
        return RangeRow(level=level, pay=pay, median=median, void=void)
    return RangeRow(
        level=level,
        pay=pay,
        low=pen.mark(pay.low, pay.low_flag),
        high=pen.mark(pay.high, pay.high_flag),
        width=pen.width(pay.low, pay.high),
        median=median,
    )


def percentile_chart(facts: RoleFacts, *, room: float = LABEL_ROOM) -> RangeChart | None:
    """Official percentiles, one row a matched occupation, best match first, without a word on seniority.

    None where the area has no official cell. Where every figure is withheld it has void rows and no scale.
    """
    rows = facts.pay.percentiles
    if not rows:
        return None
    currency = rows[0].currency
    amounts = [
        amount
        for row in rows
        if row.currency == currency
        for amount in (row.p10, row.p25, row.median, row.p75, row.p90)
        if amount is not None
    ]
    scale = Scale.around(amounts, room=room) if amounts else None
    pen = _Pen(scale or Scale(0, 1, 1), currency)
    return RangeChart(
        sources=sources_cited(rows),
        rows=tuple(_official_row(row, pen) for row in rows),
        ticks=scale.ticks(currency) if scale else (),
        currency=currency,
    )


def _official_row(row: Percentiles, pen: _Pen) -> RangeRow:
    if row.currency != pen.currency:
        return RangeRow(official=row, void="currency")
    has_band = row.p25 is not None and row.p75 is not None
    median = pen.mark(row.median, row.flags.get("median"))
    if not has_band:
        return RangeRow(official=row, median=median, void=None if median else "withheld")
    return RangeRow(
        official=row,
        low=pen.mark(row.p25, row.flags.get("p25")),
        high=pen.mark(row.p75, row.flags.get("p75")),
        width=pen.width(row.p25, row.p75),
        median=median,
        tail_low=pen.mark(row.p10, row.flags.get("p10")),
        tail_high=pen.mark(row.p90, row.flags.get("p90")),
    )


def sources_cited(rows: Iterable[LevelPay] | Iterable[Percentiles]) -> tuple[ChartSource, ...]:
    """Each source once, in the order of its number."""
    cited = {row.source_number: ChartSource(row.source_number, row.source) for row in rows}
    return tuple(cited[number] for number in sorted(cited))


def steps_chart(facts: RoleFacts) -> RangeChart | None:
    """The masthead's chart: pay by level if it may be drawn, else the official percentiles; no room for labels.

    None where neither has a band to show.
    """
    chart = level_chart(facts, room=0.0) or percentile_chart(facts, room=0.0)
    return chart if chart is not None and chart.drawn else None
