"""Marks of pay in lists of roles: a band from the 25th to the 75th percentile with a tick at the median.

Pure: no Django, no database. Positions are per cent of the plot's width, because an
SVG without a viewBox stretches.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from roles.charts.marks import Scale, Tick, percent
from roles.pay import money_text

LIST_LOW, LIST_HIGH, LIST_STEP = 40_000, 300_000, 50_000
LIST_CURRENCY = "USD"


@dataclass(frozen=True, slots=True)
class PayRange:
    """What a list knows of a role's pay: its headline and the middle half of the same official cell."""

    slug: str
    title: str
    median: int | None
    currency: str
    flag: str
    p25: int | None
    p75: int | None

    @property
    def amounts(self) -> tuple[int, ...]:
        return tuple(amount for amount in (self.p25, self.median, self.p75) if amount is not None)


@dataclass(frozen=True, slots=True)
class MiniRange:
    """One list row's mark; no band where an end is not given, no tick where the headline is not."""

    x: str | None
    width: str | None
    tick: str | None


@dataclass(frozen=True, slots=True)
class ListScale:
    """The scale that all rows of a list share."""

    scale: Scale
    ticks: tuple[Tick, ...]

    def mark(self, pay: PayRange) -> MiniRange | None:
        """The row's mark, or None where nothing of it can stand on this scale."""
        if pay.currency != LIST_CURRENCY or not pay.amounts:
            return None
        x = width = None
        if pay.p25 is not None and pay.p75 is not None:
            x, width = (
                percent(self.scale.share(pay.p25)),
                percent(self.scale.share(pay.p75) - self.scale.share(pay.p25)),
            )
        tick = percent(self.scale.share(pay.median)) if pay.median is not None and not pay.flag else None
        return MiniRange(x, width, tick)


def list_scale(rows: Iterable[PayRange]) -> ListScale:
    """$40K to $300K, and further only where a row needs it, so that lists can be compared with each other."""
    amounts = [amount for row in rows if row.currency == LIST_CURRENCY for amount in row.amounts]
    low = min([LIST_LOW, *(amount // LIST_STEP * LIST_STEP for amount in amounts)])
    high = max([LIST_HIGH, *(-(-amount // LIST_STEP) * LIST_STEP for amount in amounts)])
    scale = Scale(low, high, LIST_STEP)
    step = LIST_STEP * max(1, -(-(high - low) // (6 * LIST_STEP)))
    labelled = [amount for amount in range(0, high, step) if low < amount < high]
    return ListScale(
        scale,
        tuple(
            Tick(percent(scale.share(amount)), money_text(amount, LIST_CURRENCY, short=True), "middle")
            for amount in labelled
        ),
    )
