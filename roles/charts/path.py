"""The hours of the steps of a way, from low to high with a mark at the typical one, on one scale from 0.

Pure: no Django, no database. The figures stand beside each mark as text.
"""

from __future__ import annotations

from dataclasses import dataclass

from roles.charts.lists import MiniRange
from roles.charts.marks import Tick, percent
from roles.facts import StepFacts
from roles.paths import CareerPath, PathStep

MOST_INTERVALS = 5
STEPS = (10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000)


@dataclass(frozen=True, slots=True)
class HoursChart:
    """Every step of the way with its mark; None where it has no estimate. ``high`` is where the scale ends, in hours."""

    rows: tuple[tuple[PathStep, MiniRange | None], ...]
    ticks: tuple[Tick, ...]
    high: int


def hours_chart(path: CareerPath) -> HoursChart:
    """The steps on one scale; without ticks where none has an estimate."""
    highest = max((step.facts.hours_high or 0 for step in path.steps), default=0)
    width = next((step for step in STEPS if MOST_INTERVALS * step >= highest), highest)
    high = -(-highest // width) * width if highest else 0
    amounts = range(0, high + 1, width) if high else ()
    return HoursChart(
        rows=tuple((step, _mark(step.facts, high)) for step in path.steps),
        ticks=tuple(Tick(percent(100 * amount / high), f"{amount:,}", _anchor(amount, high)) for amount in amounts),
        high=high,
    )


def _anchor(amount: int, high: int) -> str:
    return "start" if amount == 0 else "end" if amount == high else "middle"


def _mark(step: StepFacts, high: int) -> MiniRange | None:
    low, typical, most = step.hours_low, step.hours_typical, step.hours_high
    if low is None or typical is None or most is None or not high:
        return None
    return MiniRange(percent(100 * low / high), percent(100 * (most - low) / high), percent(100 * typical / high))
