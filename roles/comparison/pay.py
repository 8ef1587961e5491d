"""What may be said of the pay of several roles together, and why the rest is refused.

Pure: no Django, no database. Amounts are whole units of a currency a year; only
``pay.pay_difference`` subtracts them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from roles import pay
from roles.comparison.levels import LevelRow
from roles.comparison.sides import LETTERS
from roles.facts import Headline, LevelPay, Percentiles


@dataclass(frozen=True, slots=True)
class PayGap:
    """What may be said of the headlines together.

    ``kind`` is "difference" (``amount`` is what the sides ``higher`` have more than the sides ``lower``),
    "equal", "same_occupation" (no separate official wage exists) or "refused". ``reason`` of a
    refusal: "missing" (fewer than two have a headline), "editorial" (a figure is its editors' own),
    "currency", "release", "area" or "top_coded". Of three or four roles, those without a headline
    are left aside, and ``without`` names them.
    """

    kind: str
    amount: int | None = None
    higher: tuple[str, ...] = ()
    lower: tuple[str, ...] = ()
    reason: str | None = None
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MiddleHalves:
    """How the middle halves of pay (25th to 75th percentile) lie.

    All hold what is between ``low`` and ``high``; or they do not all meet: side ``upper`` begins
    above where side ``lower`` ends.
    """

    low: int | None = None
    high: int | None = None
    upper: str | None = None
    lower: str | None = None


def pay_gap(headlines: Sequence[Headline | None]) -> PayGap:
    """How far the headlines are apart where that is honest, else why it is not."""
    by_letter = dict(zip(LETTERS, headlines, strict=False))
    given = {letter: headline for letter, headline in by_letter.items() if headline is not None}
    without = tuple(letter for letter in by_letter if letter not in given)
    if len(given) < 2:
        return PayGap("refused", reason="missing", without=without)
    reason = _no_difference(given.values())
    if reason is not None:
        return PayGap("refused", reason=reason, without=without)
    if len({headline.occupation for headline in given.values()}) == 1:
        return PayGap("same_occupation", without=without)
    amounts = {letter: headline.amount for letter, headline in given.items()}
    lowest, highest = min(amounts.values()), max(amounts.values())
    if lowest == highest:
        return PayGap("equal", amount=0, without=without)
    lower = tuple(letter for letter in amounts if amounts[letter] == lowest)
    higher = tuple(letter for letter in amounts if amounts[letter] == highest)
    apart = pay.pay_difference(pay.headline_key(given[lower[0]]), pay.headline_key(given[higher[0]]))
    if apart is None:
        return PayGap("refused", reason="top_coded", without=without)
    return PayGap("difference", amount=apart, higher=higher, lower=lower, without=without)


def _no_difference(headlines: Iterable[Headline]) -> str | None:
    """Why these figures are not subtracted; one figure for all of them is no reason."""
    found = tuple(headlines)
    if any(headline.kind != "official" for headline in found):
        return "editorial"
    if len({headline.occupation for headline in found}) == 1:
        return None
    for reason in ("currency", "area", "release"):
        if len({getattr(headline, reason) for headline in found}) > 1:
            return reason
    return "top_coded" if any(headline.flag for headline in found) else None


def same_cell(rows: Sequence[Percentiles | None]) -> Percentiles | None:
    """The one cell that all of these are: the official wage of one occupation in one place."""
    first = rows[0]
    if first is None or any(row is None or cell_key(row) != cell_key(first) for row in rows):
        return None
    return first


def cell_key(row: Percentiles) -> tuple[str, str]:
    """What tells one official cell from another on a page: its occupation and its place."""
    return row.occupation, row.area


def distinct_cells(rows: Sequence[Percentiles | None]) -> dict[str, Percentiles]:
    """Each cell once, by the letter of the first side that it belongs to."""
    cells: dict[tuple[str, str], tuple[str, Percentiles]] = {}
    for letter, row in zip(LETTERS, rows, strict=False):
        if row is not None:
            cells.setdefault(cell_key(row), (letter, row))
    return dict(cells.values())


def spread_refusal(rows: Iterable[Percentiles]) -> str | None:
    """Why these middle halves are not laid side by side: "currency", "area", "release", "withheld" or "top_coded"."""
    cells = tuple(rows)
    for reason in ("currency", "area", "release"):
        if len({getattr(cell, reason) for cell in cells}) > 1:
            return reason
    if any(cell.p25 is None or cell.p75 is None for cell in cells):
        return "withheld"
    return "top_coded" if any(cell.flags.get(end) for cell in cells for end in ("p25", "p75")) else None


def middle_halves(rows: Sequence[Percentiles | None]) -> MiddleHalves | None:
    """Where they meet; None unless two cells or more have both ends published, of one area, release and currency."""
    cells = distinct_cells(rows)
    if len(cells) < 2 or spread_refusal(cells.values()) is not None:
        return None
    begins = {letter: cell.p25 for letter, cell in cells.items() if cell.p25 is not None}
    ends = {letter: cell.p75 for letter, cell in cells.items() if cell.p75 is not None}
    low, high = max(begins.values()), min(ends.values())
    if low <= high:
        return MiddleHalves(low=low, high=high)
    upper = max(begins, key=lambda letter: begins[letter])
    lower = min(ends, key=lambda letter: ends[letter])
    return MiddleHalves(upper=upper, lower=lower)


def scale_refusal(spreads: Sequence[Percentiles | None], levels: Sequence[LevelRow]) -> str | None:
    """Why the sides' pay may not be drawn over each other; None where it may.

    "currency", "area", "release", or "component": the figures of one level come from different
    publications, which may count different parts of pay.
    """
    cells = [row for row in spreads if row is not None]
    paid = [[pay for pay in row.pays if pay is not None] for row in levels]
    priced: list[Percentiles | LevelPay] = [*cells, *(pay for pays in paid for pay in pays)]
    if len({row.currency for row in priced}) > 1:
        return "currency"
    for reason in ("area", "release"):
        if len({getattr(cell, reason) for cell in cells}) > 1:
            return reason
    return "component" if any(len({pay.source for pay in pays}) > 1 for pays in paid) else None
