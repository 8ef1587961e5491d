"""How a release differs from the one before it, cell by cell. Pure.

A cell is one occupation in one area. Its wage is compared at the median; a change
in per cent is given only between two medians that were both given in full.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from .oews import PERCENTILES, Figures

MARKED_PERCENT = 15
SHOWN = 20
KINDS = ("added", "moved", "newly withheld", "newly published", "gone")


@dataclass(frozen=True, slots=True)
class Moved:
    """A median that moved by more than 15 per cent."""

    occupation: str
    area: str
    before: int
    after: int

    @property
    def percent(self) -> float:
        return (self.after / self.before - 1) * 100

    @property
    def change(self) -> str:
        """As it is printed: "+17.3 %"."""
        return f"{self.percent:+.1f} %"

    def __str__(self) -> str:
        return f"{self.occupation}, {self.area}: {self.before} to {self.after} ({self.change})"


def most_moved(marked: Iterable[Moved]) -> list[Moved]:
    """Those that moved most first, either way."""
    return sorted(marked, key=lambda moved: abs(moved.percent), reverse=True)


@dataclass(slots=True)
class Differences:
    """What changed since ``previous``, the release before; none of this scope: None."""

    previous: str | None = None
    counts: Counter[str] = field(default_factory=Counter)
    marked: list[Moved] = field(default_factory=list)
    across_top_code: int = 0

    def compare(self, before: Figures | None, after: Figures, *, occupation: str, area: str) -> str:
        """Count one cell of the new release; what happened to it, see ``change``."""
        kind = change(before, after)
        self.counts[kind] += 1
        if kind != "moved" or before is None:
            return kind
        if "median" in before.flags or "median" in after.flags:
            self.across_top_code += 1
        elif before.median and after.median and is_marked(before.median, after.median):
            self.marked.append(Moved(occupation, area, before.median, after.median))
        return kind

    def lines(self) -> list[str]:
        """The report for an operator, most moved first."""
        if self.previous is None:
            return ["No earlier release of this scope to compare with."]
        counted = ", ".join(f"{kind} {self.counts[kind]}" for kind in KINDS)
        lines = [f"Against {self.previous}: {counted}."]
        if self.across_top_code:
            lines.append(f"Top-coded at one of the two ends, so no change in per cent: {self.across_top_code}.")
        if self.marked:
            lines.append(f"Moved by more than {MARKED_PERCENT} %: {len(self.marked)}.")
            ordered = most_moved(self.marked)
            lines += [f"  ! {moved}" for moved in ordered[:SHOWN]]
            if len(ordered) > SHOWN:
                lines.append(f"  … and {len(ordered) - SHOWN} more")
        return lines


@dataclass(slots=True)
class RowDifferences:
    """How many rows of a table came, went or changed since ``previous``, the release before; none: None."""

    previous: str | None = None
    counts: Counter[str] = field(default_factory=Counter)

    def lines(self) -> list[str]:
        """The report for an operator."""
        if self.previous is None:
            return ["No earlier release to compare with."]
        counted = ", ".join(f"{kind} {self.counts[kind]}" for kind in ("added", "changed", "gone"))
        return [f"Against {self.previous}: {counted}."]


def change(before: Figures | None, after: Figures) -> str:
    """What happened to a cell's wage: one of ``KINDS`` except "gone", or "same"."""
    if before is None:
        return "added"
    if before.median is not None and after.median is None:
        return "newly withheld"
    if before.median is None and after.median is not None:
        return "newly published"
    same = all(
        getattr(before, name) == getattr(after, name) and before.flags.get(name) == after.flags.get(name)
        for name in PERCENTILES
    )
    return "same" if same else "moved"


def is_marked(before: int, after: int) -> bool:
    """Whether a median moved by more than 15 per cent, either way."""
    return abs(after - before) * 100 > MARKED_PERCENT * before
