"""Comparison: two guides side by side, worked out from their facts alone.

Pure: no Django, no database, no clock. Amounts are whole units of a currency a
year. Nothing is averaged, filled in or rounded: what two guides say differently is
kept apart, and what cannot honestly be said of the pair is refused with a reason.
``compare(b, a)`` is ``compare(a, b)`` with its sides swapped.
"""

from __future__ import annotations

from dataclasses import dataclass

from roles.comparison.citing import cited_from, merged_sources
from roles.comparison.overlap import SkillOverlap, skill_overlap
from roles.comparison.pay import MiddleHalves, PayGap, middle_halves, pay_gap, same_cell
from roles.facts import (
    EstimateFacts,
    Headline,
    LevelFacts,
    LevelPay,
    Percentiles,
    RoleFacts,
    SourceFacts,
)

RANKS = ("junior", "mid", "senior", "lead")


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two roles. ``facts`` cite the comparison's own list of sources.

    ``spread`` is the official cell beside the headline; ``other_percentiles`` and
    ``other_estimates`` are what else is known of the role's pay, which may disagree.
    """

    letter: str
    facts: RoleFacts
    spread: Percentiles | None
    other_percentiles: tuple[Percentiles, ...]
    other_estimates: tuple[EstimateFacts, ...]

    @property
    def headline(self) -> Headline | None:
        return self.facts.pay.headline

    @property
    def priced(self) -> tuple[Percentiles | LevelPay, ...]:
        """All of the role's pay that a chart or table of the comparison shows."""
        return (*self.facts.pay.percentiles, *self.facts.pay.levels)

    @property
    def first_level(self) -> LevelFacts | None:
        """The lowest rung this guide describes."""
        return self.facts.levels[0] if self.facts.levels else None


@dataclass(frozen=True, slots=True)
class LevelPair:
    """One rung on both ladders; None where a guide describes no such level or gives no pay for it.

    ``is_shared``: both pays are estimated from one occupation, so they are the same
    two figures and are not drawn as two bars.
    """

    rank: str
    name: str
    a: LevelFacts | None
    b: LevelFacts | None
    pay_a: LevelPay | None
    pay_b: LevelPay | None
    is_shared: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """An official cell and the sides that are matched to it."""

    row: Percentiles
    letters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything the page about two roles says. ``sources[n - 1]`` is source *n* of both sides.

    ``shared_spread`` is the one official cell that both sides' figures come from;
    ``middle`` is None where the two middle halves may not be laid side by side.
    """

    a: Side
    b: Side
    gap: PayGap
    shared_spread: Percentiles | None
    middle: MiddleHalves | None
    levels: tuple[LevelPair, ...]
    skills: SkillOverlap
    sources: tuple[SourceFacts, ...]

    @property
    def sides(self) -> tuple[Side, Side]:
        return self.a, self.b

    @property
    def has_one_scale(self) -> bool:
        """All figures are of one currency, so that one axis can carry them."""
        return len({row.currency for side in self.sides for row in side.priced}) <= 1

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Every official cell of either role, each once, side A's first."""
        rows: dict[tuple[str, str], Cell] = {}
        for side in self.sides:
            for row in side.facts.pay.percentiles:
                known = rows.get((row.occupation, row.area), Cell(row, ()))
                rows[row.occupation, row.area] = Cell(known.row, (*known.letters, side.letter))
        return tuple(rows.values())

    @property
    def area_name(self) -> str:
        """Where the official figures are of."""
        return self.cells[0].row.area_name if self.cells else ""

    @property
    def has_level_pay(self) -> bool:
        """Some level of either role has pay of its own."""
        return any(pair.pay_a or pair.pay_b for pair in self.levels)

    @property
    def refused(self) -> tuple[Side, ...]:
        """Sides whose pay by level is refused, each for its own reason."""
        return tuple(side for side in self.sides if side.facts.pay.refusal is not None)

    @property
    def is_refused_alike(self) -> bool:
        """Both sides' pay by level is refused because of the kind of the one occupation that they share."""
        kinds = {side.facts.pay.refusal for side in self.sides}
        return self.shared_spread is not None and kinds == {self.shared_spread.specificity}

    @property
    def has_other_figures(self) -> bool:
        return any(side.other_percentiles or side.other_estimates for side in self.sides)

    @property
    def is_one_projection(self) -> bool:
        """Both sides' growth is the same official row."""
        a, b = self.a.facts.outlook, self.b.facts.outlook
        return a is not None and a == b

    @property
    def pay_sources(self) -> tuple[SourceFacts, ...]:
        """The sources that the pay figures cite."""
        numbers = {row.source_number for side in self.sides for row in side.priced}
        return tuple(source for source in self.sources if source.number in numbers)


def compare(a: RoleFacts, b: RoleFacts) -> Comparison:
    """The two roles side by side, ``a`` first."""
    sources = merged_sources(a, b)
    side_a, side_b = _side("a", a, sources), _side("b", b, sources)
    gap = pay_gap(a.pay.headline, b.pay.headline)
    return Comparison(
        a=side_a,
        b=side_b,
        gap=gap,
        shared_spread=side_a.spread if same_cell(side_a.spread, side_b.spread) else None,
        middle=middle_halves(side_a.spread, side_b.spread),
        levels=_levels(side_a.facts, side_b.facts),
        skills=skill_overlap(a, b),
        sources=sources,
    )


def _side(letter: str, facts: RoleFacts, sources: tuple[SourceFacts, ...]) -> Side:
    cited = cited_from(facts, sources)
    spread = spread_of(cited)
    return Side(
        letter=letter,
        facts=cited,
        spread=spread,
        other_percentiles=tuple(row for row in cited.pay.percentiles if row is not spread),
        other_estimates=tuple(
            estimate for estimate in cited.pay.editorial if estimate.level is None and not _is_headline(estimate, cited)
        ),
    )


def spread_of(facts: RoleFacts) -> Percentiles | None:
    """The official cell that stands beside the headline: its own occupation's, else the best match's."""
    headline = facts.pay.headline
    if headline is not None and headline.occupation is not None:
        for row in facts.pay.percentiles:
            if (row.occupation, row.area) == (headline.occupation, headline.area):
                return row
    return facts.pay.percentiles[0] if facts.pay.percentiles else None


def _is_headline(estimate: EstimateFacts, facts: RoleFacts) -> bool:
    headline = facts.pay.headline
    return (
        headline is not None
        and headline.kind == "editorial"
        and (estimate.median, estimate.source_number) == (headline.amount, headline.source_number)
    )


def _levels(a: RoleFacts, b: RoleFacts) -> tuple[LevelPair, ...]:
    rungs = [{level.rank: level for level in facts.levels} for facts in (a, b)]
    pays = [{level.level: level for level in facts.pay.levels} for facts in (a, b)]
    pairs = []
    for rank in RANKS:
        here, there = rungs[0].get(rank), rungs[1].get(rank)
        described = here or there
        if described is None:
            continue
        pay_a, pay_b = pays[0].get(rank), pays[1].get(rank)
        pairs.append(LevelPair(rank, described.name, here, there, pay_a, pay_b, _same_band(pay_a, pay_b)))
    return tuple(pairs)


def _same_band(a: LevelPay | None, b: LevelPay | None) -> bool:
    return a is not None and b is not None and a.occupation is not None and a.occupation == b.occupation
