"""Hours of effort as the editors estimate them, added up, and how long they take at so many a week."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from roles.facts import StepFacts

HOURS_A_WEEK = (3, 6, 10, 20, 40)
USUAL_HOURS = 6
MOST_IN_WEEKS = 26  # a longer time is said in months
WEEKS_A_YEAR, MONTHS_A_YEAR = 52, 12


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours of several steps together. ``unestimated`` steps have no estimate and are not in the sums."""

    low: int
    typical: int
    high: int
    unestimated: int = 0

    @property
    def is_one(self) -> bool:
        """The estimates leave no range."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Span:
    """A time in whole weeks or months, each end rounded up. ``unit`` is "week" or "month"."""

    low: int
    typical: int
    high: int
    unit: str


def total_hours(steps: Iterable[StepFacts]) -> Hours | None:
    """Low, typical and high hours of these steps, each added up; None where not one of them has an estimate."""
    low = typical = high = estimated = unestimated = 0
    for step in steps:
        if step.hours_low is None or step.hours_typical is None or step.hours_high is None:
            unestimated += 1
            continue
        estimated += 1
        low, typical, high = low + step.hours_low, typical + step.hours_typical, high + step.hours_high
    return Hours(low, typical, high, unestimated) if estimated else None


def weeks(hours: Hours, hours_a_week: int) -> Span:
    """How long these hours take at so many a week."""
    low, typical, high = (-(-value // hours_a_week) for value in (hours.low, hours.typical, hours.high))
    if high <= MOST_IN_WEEKS:
        return Span(low, typical, high, "week")
    low, typical, high = (
        -(-value * MONTHS_A_YEAR // (hours_a_week * WEEKS_A_YEAR)) for value in (hours.low, hours.typical, hours.high)
    )
    return Span(low, typical, high, "month")
