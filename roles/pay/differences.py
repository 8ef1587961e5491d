"""When one figure may be taken from another, and when two of different years may be set side by side."""

from __future__ import annotations

from dataclasses import dataclass

from roles.facts import Headline
from roles.periods import Period, period_of

# The first time that is estimated in a new way, by publication. The May 2021 estimates are the first that the
# Bureau made with its model-based method ("MB3"): its note to the Office of Management and Budget on OEWS,
# OMB control number 1220-0042, 2022.
NEW_METHODS: dict[str, tuple[str, ...]] = {
    "Occupational Employment and Wage Statistics": ("May 2021",),
}


@dataclass(frozen=True, slots=True)
class HeadlineKey:
    """What of a headline decides whether two may be subtracted."""

    amount: int | None
    currency: str
    kind: str
    release: str
    area: str
    occupation: str
    flag: str = ""


def headline_key(headline: Headline | None) -> HeadlineKey:
    """The key of a headline; of none, one that may never be subtracted."""
    if headline is None:
        return HeadlineKey(None, "", "", "", "", "")
    return HeadlineKey(
        headline.amount,
        headline.currency,
        headline.kind,
        headline.release,
        headline.area,
        headline.occupation or "",
        headline.flag or "",
    )


def pay_difference(here: HeadlineKey, there: HeadlineKey) -> int | None:
    """How much more ``there`` pays than ``here``; None unless both may honestly be subtracted.

    Both official, of one release, area and currency, of different occupations, neither top-coded.
    """
    if here.amount is None or there.amount is None or here.kind != "official" or there.kind != "official":
        return None
    if (here.release, here.area, here.currency) != (there.release, there.area, there.currency):
        return None
    if here.occupation == there.occupation or here.flag or there.flag:
        return None
    return there.amount - here.amount


@dataclass(frozen=True, slots=True)
class DatedFigure:
    """One published figure, with all that decides whether it may be set beside that of another year.

    ``flag`` is "withheld" (then ``amount`` is None), "top_coded" (then it is the least that it can be) or
    empty. ``source`` is the publication's title, ``covers`` the time that the figure is of: "May 2025".
    """

    amount: int | None
    currency: str
    source: str
    covers: str
    area: str
    occupation: str
    flag: str = ""


def comparable(before: DatedFigure, after: DatedFigure) -> str | None:
    """Why no change from ``before`` to ``after`` may be printed or drawn; None where one may be.

    "cell" (of another occupation, area, currency or publication), "time" (not of an earlier time),
    "withheld" (one of them is not given), "top_coded" (one of them may be more than it says) or "method"
    (the publication changed how it estimates in between).
    """
    if _cell(before) != _cell(after):
        return "cell"
    then, now = period_of(before.covers), period_of(after.covers)
    if not _NO_PERIOD < then < now:
        return "time"
    if before.amount is None or after.amount is None:
        return "withheld"
    if "top_coded" in (before.flag, after.flag):
        return "top_coded"
    if any(then < period_of(first) <= now for first in NEW_METHODS.get(after.source, ())):
        return "method"
    return None


_NO_PERIOD: Period = (0, 0)


def _cell(figure: DatedFigure) -> tuple[str, str, str, str]:
    return figure.occupation, figure.area, figure.currency, figure.source
