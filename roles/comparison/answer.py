"""The short answer beside pay: whose growth is projected fastest, and whose way in asks for least. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from roles.comparison.sides import Side


@dataclass(frozen=True, slots=True)
class Fastest:
    """The side whose growth is projected to be fastest and the one that is slowest, of one publication and period."""

    letter: str
    slowest: str


@dataclass(frozen=True, slots=True)
class Nearest:
    """The side whose way in asks for least, and by what.

    ``basis`` is "years" (of experience before the lowest rung that its guide describes) or, where those
    are the same for all, "hours" (of the whole roadmap, as its editors estimate them).
    """

    letter: str
    basis: str


def fastest_growth(sides: Sequence[Side]) -> Fastest | None:
    """None unless all sides have a projection of one publication and period, and one is above all others."""
    outlooks = {side.letter: side.facts.outlook for side in sides}
    given = {letter: outlook for letter, outlook in outlooks.items() if outlook is not None}
    percents = {letter: outlook.growth_percent for letter, outlook in given.items()}
    known = {letter: percent for letter, percent in percents.items() if percent is not None}
    if len(known) < len(sides) or len({(outlook.source, outlook.period) for outlook in given.values()}) > 1:
        return None
    fastest = _alone_at_the_least({letter: -percent for letter, percent in known.items()})
    return Fastest(fastest, min(known, key=lambda letter: known[letter])) if fastest is not None else None


def nearest_way_in(sides: Sequence[Side]) -> Nearest | None:
    """None unless all guides say what is asked for, and one asks for less than all others."""
    years = {side.letter: side.first_level.years_min for side in sides if side.first_level is not None}
    if len(years) < len(sides):
        return None
    if len(set(years.values())) > 1:
        first = _alone_at_the_least(years)
        return Nearest(first, "years") if first is not None else None
    hours = {side.letter: sum(side.hours) for side in sides if side.hours is not None}
    first = _alone_at_the_least(hours) if len(hours) == len(sides) else None
    return Nearest(first, "hours") if first is not None else None


def _alone_at_the_least(values: Mapping[str, float]) -> str | None:
    """The letter with the smallest value; None where two have it."""
    least = min(values.values())
    letters = [letter for letter in values if values[letter] == least]
    return letters[0] if len(letters) == 1 else None
