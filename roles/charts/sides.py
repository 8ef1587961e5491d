"""The pay charts of a comparison: one series a role, over each other on one linear scale where that is honest.

Pure: no Django, no database. The first row is all levels together, the middle half
with its median; below it come the levels that have a figure of their own. Two bars
that would be the same two figures are never drawn: roles of one occupation share a
bar, and a row in which all of them would is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from roles.charts.marks import LABEL_ROOM, ChartSource, Mark, Scale, Tick, percent
from roles.comparison.compared import Comparison
from roles.comparison.sides import LETTERS, Side
from roles.facts import LevelFacts, LevelPay, Percentiles
from roles.pay import money_text

# In pixels: the top of the first band of a row, the way to the next band, and what is below the last one.
FIRST_BAND, NEXT_BAND, BELOW_ONE, BELOW_SEVERAL = 30, 50, 34, 28


@dataclass(frozen=True, slots=True)
class SideBand:
    """The band of a side in a row, or why it has none: "no_level", "not_estimated", "withheld" or "top_coded".

    ``letters`` are the sides whose figures it is, the first of which it is drawn as. ``*_y`` are pixels from
    the row's top.
    """

    letters: tuple[str, ...]
    low: Mark | None
    high: Mark | None
    width: str
    median: Mark | None
    void: str | None
    band_y: int

    @property
    def letter(self) -> str:
        return self.letters[0]

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
class SidesRow:
    """A row of the chart; ``name`` is None where it is all levels together. Estimates say that they are."""

    name: str | None
    bands: tuple[SideBand, ...]
    height: int
    is_estimated: bool


@dataclass(frozen=True, slots=True)
class SidesChart:
    """The whole chart. ``letters`` are the sides that are drawn at all; it has at least one source."""

    rows: tuple[SidesRow, ...]
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


Bands = list[tuple[tuple[str, ...], _Given]]  # with the letters of the sides whose figures they are
Rows = list[tuple[str | None, Bands]]


def sides_charts(compared: Comparison) -> tuple[SidesChart, ...]:
    """One chart of all sides; one for each where they may not share a scale; none where nothing may be drawn."""
    groups = [compared.sides] if compared.scale_refusal is None else [(side,) for side in compared.sides]
    charts = (_chart(compared, sides) for sides in groups)
    return tuple(chart for chart in charts if chart is not None)


def _chart(compared: Comparison, sides: tuple[Side, ...]) -> SidesChart | None:
    letters = {side.letter for side in sides}
    drawn = _all_levels(compared, letters) + _by_level(compared, letters)
    amounts = [amount for _name, bands in drawn for _letters, given in bands for amount in given.amounts]
    if not amounts:
        return None
    scale = Scale.around(amounts, room=LABEL_ROOM)
    cells = _cells(compared, letters)
    currency = cells[0].currency
    shown = {letter for _name, bands in drawn for of, given in bands if given.amounts for letter in of}
    return SidesChart(
        rows=tuple(_row(name, bands, scale, currency) for name, bands in drawn),
        ticks=scale.ticks(currency),
        sources=_sources(cells),
        letters=tuple(sorted(shown)),
        currency=currency,
    )


def _all_levels(compared: Comparison, letters: set[str]) -> Rows:
    if compared.shared_spread is not None:
        return []
    same_as = compared.same_spread_as
    bands = [
        (_together(side.letter, same_as), _spread(side.spread))
        for side, same in zip(compared.sides, same_as, strict=True)
        if side.spread is not None and same is None and side.letter in letters
    ]
    return [(None, bands)] if any(given.amounts for _letters, given in bands) else []


def _together(letter: str, same_as: Sequence[str | None]) -> tuple[str, ...]:
    """The side and every other whose figures are the same."""
    return (letter, *(other for other, same in zip(LETTERS, same_as, strict=False) if same == letter))


def _spread(row: Percentiles) -> _Given:
    flags = row.flags
    if flags.get("p25") == "top_coded":
        return _Given(None, None, None, void="top_coded")
    void = "withheld" if row.p25 is None or row.p75 is None else None
    # Where a median is only known to be so much or more, there is no place for its tick.
    median = None if flags.get("median") == "top_coded" else row.median
    return _Given(row.p25, median, row.p75, flags.get("p75"), void=void)


def _by_level(compared: Comparison, letters: set[str]) -> Rows:
    drawn = [row for row in compared.levels if not row.is_shared]
    paid = {letter for row in drawn for letter, pay in zip(LETTERS, row.pays, strict=False) if pay} & letters
    rows: Rows = []
    for row in drawn:
        bands = [
            (_together(letter, row.same_as), _level(level, pay))
            for letter, (level, pay, same) in zip(LETTERS, row.cells, strict=False)
            if letter in paid and same is None
        ]
        if any(given.amounts for _letters, given in bands):
            rows.append((row.name, bands))
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


def _row(name: str | None, given: Bands, scale: Scale, currency: str) -> SidesRow:
    bands = tuple(
        _band(letters, figures, scale, currency, FIRST_BAND + place * NEXT_BAND)
        for place, (letters, figures) in enumerate(given)
    )
    height = bands[-1].band_y + (BELOW_ONE if len(bands) == 1 else BELOW_SEVERAL)
    return SidesRow(name, bands, height, any(figures.is_estimated for _letters, figures in given))


def _band(letters: tuple[str, ...], given: _Given, scale: Scale, currency: str, band_y: int) -> SideBand:
    def mark(amount: int | None, flag: str | None = None) -> Mark | None:
        if amount is None:
            return None
        label = money_text(amount, currency, flag=flag, short=True)
        return Mark(percent(scale.share(amount)), label, amount, is_open=flag == "top_coded")

    width = 0.0
    has_band = given.low is not None and given.high is not None
    if given.low is not None and given.high is not None:
        width = scale.share(given.high) - scale.share(given.low)
    return SideBand(
        letters=letters,
        low=mark(given.low) if has_band else None,
        high=mark(given.high, given.high_flag) if has_band else None,
        width=percent(width),
        median=mark(given.median),
        void=given.void,
        band_y=band_y,
    )


def _cells(compared: Comparison, letters: set[str]) -> list[Percentiles | LevelPay]:
    """Every official cell and level pay that the chart draws from."""
    spreads = [
        side.spread
        for side in compared.sides
        if side.spread is not None and side.letter in letters and compared.shared_spread is None
    ]
    levels = [
        pay
        for row in compared.levels
        if not row.is_shared
        for letter, pay in zip(LETTERS, row.pays, strict=False)
        if pay is not None and letter in letters
    ]
    return [*spreads, *levels]


def _sources(cells: Iterable[Percentiles | LevelPay]) -> tuple[ChartSource, ...]:
    """Each source once, in the order of its number."""
    cited = {cell.source_number: ChartSource(cell.source_number, cell.source) for cell in cells}
    return tuple(cited[number] for number in sorted(cited))
