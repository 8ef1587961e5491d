"""The short answer beside pay: whose growth is projected fastest, and whose way in asks for least. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from roles.comparison.sides import Side

# What is less far apart than this is about the same, and nobody is named as ahead.
POINTS_APART = 1.0  # percentage points of growth
HOURS_APART = 0.1  # of the longest roadmap, from the middle of one range to the middle of another


@dataclass(frozen=True, slots=True)
class Fastest:
    """The side whose growth is projected to be fastest and the one that is slowest, of one publication and period.

    ``percent`` is the fastest, which may be less than nothing.
    """

    letter: str
    slowest: str
    percent: float


@dataclass(frozen=True, slots=True)
class Nearest:
    """The side whose way in asks for least, and by what.

    ``basis`` is "years" (of experience before the lowest rung that its guide describes) or, where those
    are the same for all, "hours" (of the whole roadmap, as its editors estimate them).
    """

    letter: str
    basis: str


def fastest_growth(sides: Sequence[Side]) -> Fastest | None:
    """None unless all sides have a projection of one publication and period, and one is well above all others."""
    known = _growths(sides)
    fastest = _alone_at_the_least({letter: -percent for letter, percent in known.items()}, apart=POINTS_APART)
    if fastest is None:
        return None
    return Fastest(fastest, min(known, key=lambda letter: known[letter]), known[fastest])


def is_growth_alike(sides: Sequence[Side]) -> bool:
    """All sides' projections are of one publication and period, and too near each other to tell them apart."""
    known = _growths(sides).values()
    return bool(known) and round(max(known) - min(known), 1) < POINTS_APART


def nearest_way_in(sides: Sequence[Side]) -> Nearest | None:
    """None unless all guides say what is asked for, and one asks for less than all others."""
    years = _first_years(sides)
    if len(set(years.values())) > 1:
        first = _alone_at_the_least(years, apart=1)
        return Nearest(first, "years") if first is not None else None
    hours = _hours(sides) if years else {}
    first = _alone_at_the_least(hours, apart=HOURS_APART * max(hours.values(), default=0))
    return Nearest(first, "hours") if first is not None else None


def is_hours_alike(sides: Sequence[Side]) -> bool:
    """All roadmaps take hours that are too near each other to tell them apart."""
    hours = _hours(sides).values()
    return bool(hours) and max(hours) - min(hours) < HOURS_APART * max(hours)


def _growths(sides: Sequence[Side]) -> dict[str, float]:
    """Each side's projected growth; empty unless all have one, of one publication and period."""
    given = {side.letter: side.facts.outlook for side in sides if side.facts.outlook is not None}
    known = {letter: row.growth_percent for letter, row in given.items() if row.growth_percent is not None}
    is_one = len({(row.source, row.period) for row in given.values()}) == 1
    return known if is_one and len(known) == len(sides) else {}


def _first_years(sides: Sequence[Side]) -> dict[str, int]:
    """The years before each side's lowest rung; empty unless all describe one."""
    years = {side.letter: side.first_level.years_min for side in sides if side.first_level is not None}
    return years if len(years) == len(sides) else {}


def _hours(sides: Sequence[Side]) -> dict[str, int]:
    """The hours of each side's roadmap, at least and at most added (twice their middle); empty unless all are given."""
    hours = {side.letter: sum(side.hours) for side in sides if side.hours is not None}
    return hours if len(hours) == len(sides) else {}


def _alone_at_the_least(values: Mapping[str, float], *, apart: float) -> str | None:
    """The letter with the smallest value; None where another is less than ``apart`` above it, or nothing is known."""
    ordered = sorted(values, key=lambda letter: values[letter])
    if not ordered:
        return None
    first, second = ordered[:2]
    return first if round(values[second] - values[first] - apart, 6) >= 0 else None
