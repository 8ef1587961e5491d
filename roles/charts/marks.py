"""Charts as data: where each mark of a pay chart stands and what is printed beside it.

Pure: no Django. A chart cannot be built without its sources, and every amount in it
is written by ``pay.money_text``. Positions are per cent of the plot's width, because
the SVG has no viewBox: bars stretch, text keeps its size.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from roles.facts import LevelFacts, LevelPay, Percentiles
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
    """A round amount on the axis, and how its label stands by it: start, middle or end."""

    x: str
    label: str
    anchor: str


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

    ``void`` says why there is no band: "withheld", "missing", "currency" (it is in another currency than
    the chart) or "top_coded" (even its lower end is only known to be ``low`` or more). ``tail_low`` and ``tail_high`` are the 10th and
    90th percentile of an official cell.
    """

    level: LevelFacts | None = None
    pay: LevelPay | None = None
    official: Percentiles | None = None
    low: Mark | None = None
    high: Mark | None = None
    width: str = "0%"
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
    def areas(self) -> tuple[str, ...]:
        """Where its official cells are of, each place once."""
        return tuple(dict.fromkeys(row.official.area_name for row in self.rows if row.official is not None))

    @property
    def is_estimated(self) -> bool:
        """At least one row is an estimate between two percentiles."""
        return any(row.pay is not None and row.pay.basis == "estimated_from_percentiles" for row in self.rows)

    @property
    def is_wholly_estimated(self) -> bool:
        """Every band is such an estimate, none an editor's sourced figure."""
        return all(row.pay is not None and row.pay.basis == "estimated_from_percentiles" for row in self.drawn)

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
            high += step if low == high else 0
            while (high - low) // step <= MOST_INTERVALS:
                wanted = room * (high - low)
                if low > 0 and lowest - low < wanted:
                    low -= step
                elif high - highest < wanted:
                    high += step
                else:
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
                x=percent(self.share(amount)),
                label=money_text(amount, currency, short=True),
                anchor="start" if index == 0 else "end" if index == last else "middle",
            )
            for index, amount in enumerate(amounts)
        )


def _steps() -> Iterable[int]:
    for power in range(3, 10):
        for factor in (1, 2, 4, 5):
            yield factor * 10**power


def percent(share: float) -> str:
    """A place or a width on the plot, as SVG takes it, to a hundredth: "12.5%"."""
    return f"{round(share, 2):g}%"


def sources_cited(rows: Iterable[LevelPay] | Iterable[Percentiles]) -> tuple[ChartSource, ...]:
    """Each source once, in the order of its number."""
    cited = {row.source_number: ChartSource(row.source_number, row.source) for row in rows}
    return tuple(cited[number] for number in sorted(cited))
