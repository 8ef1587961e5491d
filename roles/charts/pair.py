"""The pay chart of a comparison: series A solid, series B hatched, on one linear scale.

Pure: no Django, no database. The first row is all levels together, the middle half
with its median; below it come the levels that have a figure of their own. A pair of
bars that would be the same two figures is never drawn.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from roles.charts.marks import LABEL_ROOM, ChartSource, Mark, Scale, Tick, percent
from roles.comparison.compared import Comparison, LevelPair
from roles.facts import LevelFacts, LevelPay, Percentiles
from roles.pay import money_text

ONE_SERIES, TWO_SERIES = 64, 108  # height of a row in pixels
UPPER_BAND, LOWER_BAND = 30, 80  # top of a band in pixels


@dataclass(frozen=True, slots=True)
class PairBand:
    """One side's band in a row, or why it has none: "no_level", "not_estimated", "withheld" or "top_coded".

    ``*_y`` are pixels from the row's top.
    """

    letter: str
    low: Mark | None
    high: Mark | None
    width: str
    median: Mark | None
    void: str | None
    band_y: int

    @property
    def text_y(self) -> int:
        return self.band_y + 13

    @property
    def tick_y(self) -> int:
        return self.band_y - 4

    @property
    def median_y(self) -> int:
        return self.band_y - 9


@dataclass(frozen=True, slots=True)
class PairRow:
    """A row of the chart; ``name`` is None where it is all levels together. Estimates say that they are."""

    name: str | None
    bands: tuple[PairBand, ...]
    height: int
    is_estimated: bool


@dataclass(frozen=True, slots=True)
class PairChart:
    """The whole chart. ``letters`` are the sides that are drawn at all; it has at least one source."""

    rows: tuple[PairRow, ...]
    ticks: tuple[Tick, ...]
    sources: tuple[ChartSource, ...]
    letters: tuple[str, ...]
    currency: str

    def __post_init__(self) -> None:
        if not self.sources:
            raise ValueError("A chart without a source is not drawn.")

    @property
    def has_median(self) -> bool:
        return any(band.median is not None for row in self.rows for band in row.bands)


@dataclass(frozen=True, slots=True)
class _Given:
    """The figures of one band before they have a place."""

    low: int | None
    median: int | None
    high: int | None
    high_flag: str | None = None
    void: str | None = None
    is_estimated: bool = False

    @property
    def amounts(self) -> tuple[int, ...]:
        return tuple(amount for amount in (self.low, self.median, self.high) if amount is not None)


def pair_chart(compared: Comparison) -> PairChart | None:
    """The chart, or None where nothing may be drawn: one occupation, several currencies, or no figures."""
    if not compared.has_one_scale:
        return None
    drawn = _all_levels(compared) + _by_level(compared)
    amounts = [amount for _name, given in drawn for side in given.values() for amount in side.amounts]
    if not amounts:
        return None
    scale = Scale.around(amounts, room=LABEL_ROOM)
    cells = _cells(compared)
    currency = cells[0].currency
    return PairChart(
        rows=tuple(_row(name, given, scale, currency) for name, given in drawn),
        ticks=scale.ticks(currency),
        sources=_sources(cells),
        letters=tuple(
            letter for letter in ("a", "b") if any(given[letter].amounts for _name, given in drawn if letter in given)
        ),
        currency=currency,
    )


def _all_levels(compared: Comparison) -> list[tuple[str | None, dict[str, _Given]]]:
    if compared.shared_spread is not None:
        return []
    given = {side.letter: _spread(side.spread) for side in compared.sides if side.spread is not None}
    return [(None, given)] if any(side.amounts for side in given.values()) else []


def _spread(row: Percentiles) -> _Given:
    flags = row.flags
    if flags.get("p25") == "top_coded":
        return _Given(None, None, None, void="top_coded")
    void = "withheld" if row.p25 is None or row.p75 is None else None
    # Where a median is only known to be so much or more, there is no place for its tick.
    median = None if flags.get("median") == "top_coded" else row.median
    return _Given(row.p25, median, row.p75, flags.get("p75"), void=void)


def _by_level(compared: Comparison) -> list[tuple[str | None, dict[str, _Given]]]:
    pairs = [pair for pair in compared.levels if not pair.is_shared]
    has_a = any(pair.pay_a for pair in pairs)
    has_b = any(pair.pay_b for pair in pairs)
    rows: list[tuple[str | None, dict[str, _Given]]] = []
    for pair in pairs:
        given = {
            letter: _level(level, pay)
            for letter, has_any, level, pay in (("a", has_a, pair.a, pair.pay_a), ("b", has_b, pair.b, pair.pay_b))
            if has_any
        }
        if any(side.amounts for side in given.values()):
            rows.append((pair.name, given))
    return rows


def _level(level: LevelFacts | None, pay: LevelPay | None) -> _Given:
    if level is None:
        return _Given(None, None, None, void="no_level")
    if pay is None:
        return _Given(None, None, None, void="not_estimated")
    if not pay.is_drawable:
        return _Given(None, pay.median, None, void=None if pay.median is not None else "withheld")
    if pay.low_flag == "top_coded":
        return _Given(None, None, None, void="top_coded")
    return _Given(
        pay.low,
        pay.median,
        pay.high,
        pay.high_flag,
        is_estimated=pay.basis == "estimated_from_percentiles",
    )


def _row(name: str | None, given: dict[str, _Given], scale: Scale, currency: str) -> PairRow:
    both = len(given) == 2
    bands = tuple(
        _band(letter, side, scale, currency, LOWER_BAND if both and letter == "b" else UPPER_BAND)
        for letter, side in given.items()
    )
    is_estimated = any(side.is_estimated for side in given.values())
    return PairRow(name, bands, TWO_SERIES if both else ONE_SERIES, is_estimated)


def _band(letter: str, given: _Given, scale: Scale, currency: str, band_y: int) -> PairBand:
    def mark(amount: int | None, flag: str | None = None) -> Mark | None:
        if amount is None:
            return None
        label = money_text(amount, currency, flag=flag, short=True)
        return Mark(percent(scale.share(amount)), label, amount, is_open=flag == "top_coded")

    width = 0.0
    has_band = given.low is not None and given.high is not None
    if given.low is not None and given.high is not None:
        width = scale.share(given.high) - scale.share(given.low)
    return PairBand(
        letter=letter,
        low=mark(given.low) if has_band else None,
        high=mark(given.high, given.high_flag) if has_band else None,
        width=percent(width),
        median=mark(given.median),
        void=given.void,
        band_y=band_y,
    )


def _cells(compared: Comparison) -> list[Percentiles | LevelPay]:
    """Every official cell and level pay that the chart draws from."""
    spreads = [side.spread for side in compared.sides if side.spread is not None and compared.shared_spread is None]
    levels = [pay for pair in compared.levels for pay in _drawn(pair) if pay is not None]
    return [*spreads, *levels]


def _drawn(pair: LevelPair) -> tuple[LevelPay | None, ...]:
    return () if pair.is_shared else (pair.pay_a, pair.pay_b)


def _sources(cells: Iterable[Percentiles | LevelPay]) -> tuple[ChartSource, ...]:
    """Each source once, in the order of its number."""
    cited = {cell.source_number: ChartSource(cell.source_number, cell.source) for cell in cells}
    return tuple(cited[number] for number in sorted(cited))
