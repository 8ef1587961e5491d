"""Comparison: two to four guides side by side, worked out from their facts alone.

Pure: no Django, no database, no clock. Amounts are whole units of a currency a
year. Nothing is averaged, filled in or rounded: what the guides say differently is
kept apart, and what cannot honestly be said of them is refused with a reason.
Another order of the roles is the same comparison with its sides in that order.
"""

from __future__ import annotations

from dataclasses import dataclass

from roles.comparison.answer import (
    Fastest,
    Nearest,
    fastest_growth,
    is_growth_alike,
    is_hours_alike,
    nearest_way_in,
)
from roles.comparison.citing import merged_sources
from roles.comparison.differences import Difference, find
from roles.comparison.levels import LevelRow, level_rows
from roles.comparison.overlap import SkillOverlap, skill_overlap
from roles.comparison.pay import MiddleHalves, PayGap, cell_key, middle_halves, pay_gap, same_cell, scale_refusal
from roles.comparison.sides import LETTERS, MOST_SIDES, Side, side_of
from roles.facts import Percentiles, RelationFacts, RoleFacts, SourceFacts


@dataclass(frozen=True, slots=True)
class Cell:
    """An official cell and the sides that are matched to it."""

    row: Percentiles
    letters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything the page about these roles says. ``sources[n - 1]`` is source *n* of every side.

    ``shared_spread`` is the one official cell that all sides' figures come from;
    ``middle`` is None where the middle halves may not be laid side by side, and
    ``scale_refusal`` says why the sides' pay is not drawn on one scale.
    ``differences`` stand biggest first; ``same`` and ``refused`` are what is alike
    and what may not be compared.
    """

    sides: tuple[Side, ...]
    gap: PayGap
    shared_spread: Percentiles | None
    middle: MiddleHalves | None
    scale_refusal: str | None
    levels: tuple[LevelRow, ...]
    skills: SkillOverlap
    fastest: Fastest | None
    nearest: Nearest | None
    differences: tuple[Difference, ...]
    same: tuple[Difference, ...]
    refused: tuple[Difference, ...]
    sources: tuple[SourceFacts, ...]

    @property
    def is_pair(self) -> bool:
        return len(self.sides) == 2

    @property
    def slugs(self) -> tuple[str, ...]:
        return tuple(side.facts.slug for side in self.sides)

    @property
    def named(self) -> tuple[tuple[Side, RelationFacts], ...]:
        """Each relation by which the guide of a side names another of these roles."""
        return tuple(
            (side, relation) for side in self.sides for relation in side.facts.relations if relation.slug in self.slugs
        )

    def side(self, letter: str) -> Side:
        return self.sides[LETTERS.index(letter)]

    @property
    def same_spread_as(self) -> tuple[str | None, ...]:
        """For each side the first one before it whose official cell is the same."""
        first: dict[tuple[str, str], str] = {}
        return tuple(
            None
            if side.spread is None or first.setdefault(cell_key(side.spread), side.letter) == side.letter
            else first[cell_key(side.spread)]
            for side in self.sides
        )

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Every official cell of any role, each once, the first side's first."""
        rows: dict[tuple[str, str], Cell] = {}
        for side in self.sides:
            for row in side.facts.pay.percentiles:
                known = rows.get(cell_key(row), Cell(row, ()))
                rows[cell_key(row)] = Cell(known.row, (*known.letters, side.letter))
        return tuple(rows.values())

    @property
    def area_name(self) -> str:
        """Where the official figures are of."""
        return self.cells[0].row.area_name if self.cells else ""

    @property
    def has_level_pay(self) -> bool:
        """Some level of some role has pay of its own."""
        return any(pay for row in self.levels for pay in row.pays)

    @property
    def unpaid(self) -> tuple[Side, ...]:
        """Sides whose pay by level is refused, each for its own reason."""
        return tuple(side for side in self.sides if side.facts.pay.refusal is not None)

    @property
    def is_refused_alike(self) -> bool:
        """All sides' pay by level is refused because of the kind of the one occupation that they share."""
        kinds = {side.facts.pay.refusal for side in self.sides}
        return self.shared_spread is not None and kinds == {self.shared_spread.specificity}

    @property
    def has_other_figures(self) -> bool:
        return any(side.other_percentiles or side.other_estimates for side in self.sides)

    @property
    def is_one_projection(self) -> bool:
        """All sides' growth is the same official row."""
        outlooks = {side.facts.outlook for side in self.sides}
        return len(outlooks) == 1 and None not in outlooks

    @property
    def is_growth_alike(self) -> bool:
        return is_growth_alike(self.sides)

    @property
    def is_hours_alike(self) -> bool:
        return is_hours_alike(self.sides)

    @property
    def pay_sources(self) -> tuple[SourceFacts, ...]:
        """The sources that the pay figures cite."""
        numbers = {row.source_number for side in self.sides for row in side.priced}
        return tuple(source for source in self.sources if source.number in numbers)


def compare(*guides: RoleFacts) -> Comparison:
    """These roles side by side, in this order. ValueError for fewer than two or more than four."""
    if not 2 <= len(guides) <= MOST_SIDES:
        raise ValueError(f"Two to {MOST_SIDES} roles are compared, not {len(guides)}.")
    sources = merged_sources(*guides)
    sides = tuple(side_of(letter, facts, sources) for letter, facts in zip(LETTERS, guides, strict=False))
    spreads = tuple(side.spread for side in sides)
    gap = pay_gap([side.headline for side in sides])
    levels = level_rows([side.facts for side in sides])
    skills = skill_overlap(guides)
    found = find(sides, gap, levels, skills, sources)
    return Comparison(
        sides=sides,
        gap=gap,
        shared_spread=same_cell(spreads),
        middle=middle_halves(spreads),
        scale_refusal=scale_refusal(spreads, levels),
        levels=levels,
        skills=skills,
        fastest=fastest_growth(sides),
        nearest=nearest_way_in(sides),
        differences=found.differences,
        same=found.same,
        refused=found.refused,
        sources=sources,
    )
