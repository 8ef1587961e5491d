"""The home page's picture of every guide: rows for a few, a skyline of standing bars for many.

Pure: no Django, no database. A bar is the middle half of a role's pay with its median.
Horizontal positions are per cent of the plot; vertical ones are pixels from its top.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from roles.charts.lists import LIST_CURRENCY, LIST_STEP, PayRange
from roles.charts.marks import LABEL_ROOM, Mark, Scale, Tick, percent
from roles.pay import money_text

FEW = 10  # up to here the picture is rows with names; beyond, a skyline of bars
MOST_BARS = 60
HEIGHT, TOP, FLOOR = 380, 48, 353
CLEAR_TOP, CLEAR_SHARE = 190, 0.58  # the search form stands above this stretch of the plot
CLEAR_END, LABEL_REACH = 61.0, 12.0  # where high lines begin, and the width of a line's label on a phone; per cent
BAR_SHARE, WIDEST_BAR = 0.64, 3.0
CHARACTER_WIDTH = 0.62  # per cent of a wide plot, for keeping labels clear of bars
NAMED = (0.1, 0.55, 0.94)  # which bars are named, as shares of the row


@dataclass(frozen=True, slots=True)
class PictureRow:
    """A named band with its median, for a handful of guides."""

    title: str
    low: Mark
    high: Mark
    width: str
    median: Mark


@dataclass(frozen=True, slots=True)
class Bar:
    """A standing band of the skyline: left edge and width in per cent, the rest in pixels from the top."""

    x: str
    width: str
    top: int
    height: int
    tick: int
    is_named: bool


@dataclass(frozen=True, slots=True)
class Callout:
    """A named bar: where its line and its two lines of text stand. ``is_wide`` ones are left out on phones."""

    title: str
    label: str
    x: str
    text_y: int
    lead_y: int
    bar_y: int
    anchor: str
    is_wide: bool

    @property
    def value_y(self) -> int:
        return self.text_y + 15

    @property
    def dx(self) -> int:
        return 4 if self.anchor == "end" else -4


@dataclass(frozen=True, slots=True)
class GridLine:
    """An amount's line from ``x`` on, with its label where no bar stands. High ones are left out on phones."""

    label: str
    y: int
    x: str
    label_x: str
    anchor: str
    is_high: bool

    @property
    def text_y(self) -> int:
        return self.y - 5


@dataclass(frozen=True, slots=True)
class Picture:
    """Every guide's pay at a glance: rows for a few guides, else bars in order of median.

    ``count`` guides are drawn of the ``of`` that have a figure; ``lowest`` and
    ``highest`` are their outermost medians.
    """

    rows: tuple[PictureRow, ...]
    ticks: tuple[Tick, ...]
    bars: tuple[Bar, ...]
    callouts: tuple[Callout, ...]
    grid: tuple[GridLine, ...]
    count: int
    of: int
    lowest: int
    highest: int
    currency: str
    height: int = HEIGHT

    @property
    def is_sample(self) -> bool:
        return self.count < self.of

    @property
    def lowest_label(self) -> str:
        return money_text(self.lowest, self.currency, short=True)

    @property
    def highest_label(self) -> str:
        return money_text(self.highest, self.currency, short=True)


def picture(pays: Iterable[PayRange], *, of: int | None = None) -> Picture | None:
    """The picture of these guides, lowest median first, taken evenly from ``of``; None where none has all three figures."""
    whole = sorted(
        (pay for pay in pays if pay.currency == LIST_CURRENCY and not pay.flag and len(pay.amounts) == 3),
        key=lambda pay: (pay.median or 0, pay.title),
    )
    if not whole:
        return None
    if len(whole) <= FEW:
        return _rows(whole, of=of or len(whole))
    return _skyline(whole, of=of or len(whole))


def evenly(count: int, most: int) -> list[int]:
    """At most ``most`` places from 0 to ``count`` - 1, evenly spaced, the first and the last among them."""
    if count <= most:
        return list(range(count))
    return [round(index * (count - 1) / (most - 1)) for index in range(most)]


def _rows(pays: Sequence[PayRange], *, of: int) -> Picture:
    scale = Scale.around([amount for pay in pays for amount in pay.amounts], room=LABEL_ROOM)

    def mark(amount: int) -> Mark:
        return Mark(percent(scale.share(amount)), money_text(amount, LIST_CURRENCY, short=True), amount)

    rows = tuple(
        PictureRow(
            title=pay.title,
            low=mark(low),
            high=mark(high),
            width=percent(scale.share(high) - scale.share(low)),
            median=mark(median),
        )
        for pay in reversed(pays)
        for low, median, high in [pay.amounts]
    )
    return _picture(pays, of=of, rows=rows, ticks=scale.ticks(LIST_CURRENCY))


def _skyline(pays: Sequence[PayRange], *, of: int) -> Picture:
    slot = 100 / len(pays)
    width = min(slot * BAR_SHARE, WIDEST_BAR)
    lefts = [slot * index + (slot - width) / 2 for index in range(len(pays))]
    y = _vertical(pays, lefts)
    named = sorted({round(share * (len(pays) - 1)) for share in NAMED})
    bars = tuple(
        Bar(
            x=percent(left),
            width=percent(width),
            top=y(high),
            height=max(1, y(low) - y(high)),
            tick=y(median) - 1,
            is_named=index in named,
        )
        for index, (left, pay) in enumerate(zip(lefts, pays, strict=True))
        for low, median, high in [pay.amounts]
    )
    centres = [left + width / 2 for left in lefts]
    callouts = tuple(
        _callout(pays[index], index, bars, centres, is_wide=place != len(named) // 2)
        for place, index in enumerate(named)
    )
    return _picture(pays, of=of, bars=bars, callouts=callouts, grid=_grid(pays, bars, centres, y))


class _Vertical:
    """Amounts to pixels from the top: the lowest stands on the floor, the highest below the top."""

    def __init__(self, low: float, high: float) -> None:
        self.low, self.high = low, high

    def __call__(self, amount: float) -> int:
        return round(FLOOR - (FLOOR - TOP) * (amount - self.low) / (self.high - self.low))


def _vertical(pays: Sequence[PayRange], lefts: Sequence[float]) -> _Vertical:
    """The scale on which no bar reaches into the search form above the left of the plot."""
    low = min(amount for pay in pays for amount in pay.amounts)
    high = max(amount for pay in pays for amount in pay.amounts)
    below = [pay.amounts[2] for pay, left in zip(pays, lefts, strict=True) if left < 100 * CLEAR_SHARE]
    needed = low + (max(below) - low) * (FLOOR - TOP) / (FLOOR - CLEAR_TOP)
    return _Vertical(low, max(high, needed, low + 1))


def _callout(pay: PayRange, index: int, bars: Sequence[Bar], centres: Sequence[float], *, is_wide: bool) -> Callout:
    centre = centres[index]
    goes_left = centre > 45
    reach = CHARACTER_WIDTH * max(len(pay.title), 12)
    left, right = (centre - reach, centre) if goes_left else (centre, centre + reach)
    spanned = [bar.top for bar, at in zip(bars, centres, strict=True) if left <= at <= right]
    text_y = max(15, min(spanned) - 42)
    return Callout(
        title=pay.title,
        label=money_text(pay.median or 0, pay.currency, short=True),
        x=percent(centre),
        text_y=text_y,
        lead_y=text_y + 20,
        bar_y=bars[index].top - 4,
        anchor="end" if goes_left else "start",
        is_wide=is_wide,
    )


def _grid(
    pays: Sequence[PayRange], bars: Sequence[Bar], centres: Sequence[float], y: _Vertical
) -> tuple[GridLine, ...]:
    highest = max(amount for pay in pays for amount in pay.amounts)
    amounts = range(-(-int(y.low) // LIST_STEP) * LIST_STEP, highest + 1, LIST_STEP)
    return tuple(line for amount in amounts if (line := _grid_line(amount, bars, centres, y)) is not None)


def _grid_line(amount: int, bars: Sequence[Bar], centres: Sequence[float], y: _Vertical) -> GridLine | None:
    """The line with its label in the first free place; None where bars leave no place for the label."""
    at = y(amount)
    is_high = at < CLEAR_TOP
    start = CLEAR_END if is_high else 0.0
    for label_x, anchor, left, right in (
        (start, "start", start, start + LABEL_REACH),
        (100.0, "end", 100 - LABEL_REACH, 100.0),
    ):
        spanned = [bar for bar, centre in zip(bars, centres, strict=True) if left <= centre <= right]
        if not any(bar.top <= at + 2 and bar.top + bar.height >= at - 18 for bar in spanned):
            label = money_text(amount, LIST_CURRENCY, short=True)
            return GridLine(label, at, percent(start), percent(label_x), anchor, is_high)
    return None


def _picture(
    pays: Sequence[PayRange],
    *,
    of: int,
    rows: tuple[PictureRow, ...] = (),
    ticks: tuple[Tick, ...] = (),
    bars: tuple[Bar, ...] = (),
    callouts: tuple[Callout, ...] = (),
    grid: tuple[GridLine, ...] = (),
) -> Picture:
    return Picture(
        rows, ticks, bars, callouts, grid, len(pays), of, pays[0].amounts[1], pays[-1].amounts[1], LIST_CURRENCY
    )
