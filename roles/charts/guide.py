"""The charts of one guide: pay by level, the official percentiles, and the small one in the masthead.

Pure: no Django. See ``roles.charts`` for what a chart is made of.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from roles.charts.marks import LABEL_ROOM, Mark, RangeChart, RangeRow, Scale, percent, sources_cited
from roles.facts import LevelFacts, LevelPay, Percentiles, RoleFacts
from roles.pay import money_text


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
        return Mark(percent(self.scale.share(amount)), label, amount, is_open=flag == "top_coded")

    def width(self, low: int, high: int) -> str:
        return percent(self.scale.share(high) - self.scale.share(low))


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
    if pay.low is None or pay.high is None:
        void = None if median else "withheld" if "withheld" in (pay.low_flag, pay.high_flag) else "missing"
        return RangeRow(level=level, pay=pay, median=median, void=void)
    low = pen.mark(pay.low, pay.low_flag)
    if pay.low_flag == "top_coded":
        return RangeRow(level=level, pay=pay, low=low, void="top_coded")
    return RangeRow(
        level=level,
        pay=pay,
        low=low,
        high=pen.mark(pay.high, pay.high_flag),
        width=pen.width(pay.low, pay.high),
        median=median,
    )


def percentile_chart(
    facts: RoleFacts, *, nearest: Sequence[Percentiles] = (), room: float = LABEL_ROOM
) -> RangeChart | None:
    """Official percentiles, one row a matched occupation, best match first, without a word on seniority.

    Where the area has no figure to show, the ``nearest`` cells of larger areas stand below it, by name.
    None where there is no official cell. Where every figure is withheld it has void rows and no scale.
    """
    is_empty = facts.pay.refusal in {"withheld", "no_wage"}
    rows = (*facts.pay.percentiles, *(nearest if is_empty else ()))
    if not rows:
        return None
    currency = rows[0].currency
    amounts = [amount for row in rows if row.currency == currency for amount in row.given]
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
    flags = row.flags
    # Where a median is only known to be so much or more, there is no place for its tick.
    median = None if flags.get("median") == "top_coded" else pen.mark(row.median)
    if row.p25 is None or row.p75 is None:
        return RangeRow(official=row, median=median, void=None if median else "withheld")
    low = pen.mark(row.p25, flags.get("p25"))
    if flags.get("p25") == "top_coded":
        return RangeRow(official=row, low=low, void="top_coded")
    return RangeRow(
        official=row,
        low=low,
        high=pen.mark(row.p75, flags.get("p75")),
        width=pen.width(row.p25, row.p75),
        median=median,
        tail_low=pen.mark(row.p10, flags.get("p10")),
        tail_high=pen.mark(row.p90, flags.get("p90")),
    )


def steps_chart(facts: RoleFacts) -> RangeChart | None:
    """The masthead's chart: pay by level if it may be drawn, else the official percentiles; no room for labels.

    None where neither has a band to show.
    """
    chart = level_chart(facts, room=0.0) or percentile_chart(facts, room=0.0)
    return chart if chart is not None and chart.drawn else None
