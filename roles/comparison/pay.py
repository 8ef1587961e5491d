"""What may be said of the pay of two roles together, and why the rest is refused.

Pure: no Django, no database. Amounts are whole units of a currency a year; only
``pay.pay_difference`` subtracts them.
"""

from __future__ import annotations

from dataclasses import dataclass

from roles import pay
from roles.facts import Headline, Percentiles


@dataclass(frozen=True, slots=True)
class PayGap:
    """What may be said of the two headlines together.

    ``kind`` is "difference" (``amount`` more for side ``higher``), "equal",
    "same_occupation" (no separate official wage exists) or "refused". ``reason`` of a
    refusal: "missing" (a side has no headline), "editorial" (a side's figure is its
    editors' own), "currency", "release", "area" or "top_coded".
    """

    kind: str
    amount: int | None = None
    higher: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class MiddleHalves:
    """How the two middle halves of pay (25th to 75th percentile) lie.

    They overlap from ``low`` to ``high``, or side ``upper`` begins above where the other ends.
    """

    low: int | None = None
    high: int | None = None
    upper: str | None = None


def pay_gap(a: Headline | None, b: Headline | None) -> PayGap:
    """The difference of two headlines where it is honest, else why it is not."""
    difference = pay.pay_difference(pay.headline_key(a), pay.headline_key(b))
    if difference is not None:
        if difference == 0:
            return PayGap("equal", amount=0)
        return PayGap("difference", amount=abs(difference), higher="b" if difference > 0 else "a")
    if a is None or b is None:
        return PayGap("refused", reason="missing")
    if a.kind != "official" or b.kind != "official":
        return PayGap("refused", reason="editorial")
    if a.occupation == b.occupation:
        return PayGap("same_occupation")
    for reason, differs in (
        ("currency", a.currency != b.currency),
        ("area", a.area != b.area),
        ("release", a.release != b.release),
    ):
        if differs:
            return PayGap("refused", reason=reason)
    return PayGap("refused", reason="top_coded")


def same_cell(a: Percentiles | None, b: Percentiles | None) -> bool:
    """Both are the official wage of one occupation in one place."""
    return a is not None and b is not None and (a.occupation, a.area) == (b.occupation, b.area)


def middle_halves(a: Percentiles | None, b: Percentiles | None) -> MiddleHalves | None:
    """Where the two overlap; None unless all four ends are published, of one area, release and currency."""
    if a is None or b is None or same_cell(a, b):
        return None
    if (a.area, a.release, a.currency) != (b.area, b.release, b.currency):
        return None
    if a.p25 is None or a.p75 is None or b.p25 is None or b.p75 is None:
        return None
    if any(row.flags.get(end) for row in (a, b) for end in ("p25", "p75")):
        return None
    low, high = max(a.p25, b.p25), min(a.p75, b.p75)
    if low <= high:
        return MiddleHalves(low=low, high=high)
    return MiddleHalves(upper="a" if a.p25 > b.p25 else "b")
