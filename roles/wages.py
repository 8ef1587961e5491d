"""Official wage cells as pages, CSV and the API print them: one occupation in one place and release.

Pure: no Django, no database, no clock. Amounts are whole units of a currency a year.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from roles.facts import SourceFacts

COLUMNS = ("p10", "p25", "median", "p75", "p90")
SORTS = ("title", "pay", "-pay")

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Place:
    """Where figures are of, by its BLS code. ``kind`` is nation, state, metropolitan or nonmetropolitan."""

    code: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A whole official cell. ``flags`` names withheld (null) and top-coded (the least it can be) columns.

    ``basis`` is "hourly" where no yearly figure is published, "annual" where no hourly one is, else empty.
    """

    code: str
    title: str
    place: Place
    employment: int | None
    location_quotient: float | None
    p10: int | None
    p25: int | None
    median: int | None
    p75: int | None
    p90: int | None
    flags: Mapping[str, str]
    basis: str
    source: SourceFacts
    currency: str = "USD"

    @property
    def amounts(self) -> dict[str, int | None]:
        """The five percentiles by their names."""
        return {"p10": self.p10, "p25": self.p25, "median": self.median, "p75": self.p75, "p90": self.p90}

    def in_full(self, column: str) -> int | None:
        """The percentile where it is published as it is: neither withheld nor top-coded."""
        return None if column in self.flags else self.amounts[column]


def absence(cell: Cell | None) -> str:
    """Why there is no median: "withheld", "hourly" or "not_published"; empty where there is one."""
    if cell is None:
        return "not_published"
    if cell.median is not None:
        return ""
    if cell.basis == "hourly":
        return "hourly"
    return "withheld" if cell.flags.get("median") == "withheld" else "not_published"


def in_order(
    rows: Iterable[Row], sort: str, *, name: Callable[[Row], str], amount: Callable[[Row], int | None]
) -> list[Row]:
    """By name ("title"), lowest amount ("pay") or highest ("-pay") first; rows without an amount come last, by name."""
    named = sorted(rows, key=name)
    if sort == "title":
        return named
    given = [row for row in named if amount(row) is not None]
    given.sort(key=lambda row: amount(row) or 0, reverse=sort == "-pay")
    return given + [row for row in named if amount(row) is None]


@dataclass(frozen=True, slots=True)
class PlaceFigure:
    """What is published for one place: its cell, or none. ``is_stored`` where pages of that place are there."""

    place: Place
    cell: Cell | None
    is_stored: bool = True

    @property
    def absence(self) -> str:
        """Why there is no median; empty where there is one."""
        return absence(self.cell)

    @property
    def median(self) -> int | None:
        return self.cell.median if self.cell else None


@dataclass(frozen=True, slots=True)
class Extreme:
    """A published median that no other of the list is below, or above, and every place that has it."""

    cell: Cell
    names: tuple[str, ...]


def extremes(figures: Sequence[PlaceFigure]) -> tuple[Extreme, Extreme] | None:
    """The lowest and the highest median; None where fewer than two places have one, or all have the same."""
    cells = [figure.cell for figure in figures if figure.cell is not None and figure.cell.median is not None]
    if not cells:
        return None
    low = min(cells, key=lambda cell: cell.median or 0)
    high = max(cells, key=lambda cell: cell.median or 0)
    if low.median == high.median:
        return None
    return _extreme(low, cells), _extreme(high, cells)


def _extreme(cell: Cell, cells: Sequence[Cell]) -> Extreme:
    return Extreme(cell, tuple(other.place.name for other in cells if other.median == cell.median))
