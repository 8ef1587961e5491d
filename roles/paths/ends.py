"""Pay at both ends of a way, on one basis or not at all. Amounts are whole units of a currency a year."""

from __future__ import annotations

from dataclasses import dataclass, replace

from roles import pay
from roles.comparison.pay import pay_gap
from roles.facts import Headline, OccupationFacts, RoleFacts, SourceFacts


@dataclass(frozen=True, slots=True)
class End:
    """What a role pays: its headline, which cites the page's list of sources, and the occupation that it is of."""

    facts: RoleFacts
    headline: Headline | None
    occupation: OccupationFacts | None


@dataclass(frozen=True, slots=True)
class Ends:
    """The pay of the start, where the way has one, and of the goal.

    ``difference`` is what the goal pays more than the start; None where the two may not be subtracted, and
    ``refusal`` says why: "missing", "editorial", "occupation" (no separate official wage exists), "currency",
    "area", "release" or "top_coded". Both are None where there is nothing to compare with.
    """

    sides: tuple[End, ...]
    difference: int | None
    refusal: str | None
    sources: tuple[SourceFacts, ...]

    @property
    def goal(self) -> End:
        return self.sides[-1]


def pay_ends(start: RoleFacts | None, goal: RoleFacts) -> Ends:
    """Pay at both ends, with the sources of the figures numbered from 1."""
    guides = (goal,) if start is None or start.slug == goal.slug else (start, goal)
    sources: dict[SourceFacts, int] = {}
    sides = tuple(_end(facts, sources) for facts in guides)
    difference = refusal = None
    if len(sides) == 2:
        difference = pay.pay_difference(*(pay.headline_key(side.headline) for side in sides))
        gap = pay_gap([side.headline for side in sides])
        refusal = "occupation" if gap.kind == "same_occupation" else gap.reason
    numbered = tuple(replace(source, number=number) for source, number in sources.items())
    return Ends(sides, difference, refusal, numbered)


def _end(facts: RoleFacts, sources: dict[SourceFacts, int]) -> End:
    headline = facts.pay.headline
    if headline is None:
        return End(facts, None, None)
    cited = next(source for source in facts.sources if source.number == headline.source_number)
    number = sources.setdefault(replace(cited, number=0), len(sources) + 1)
    occupation = next((row for row in facts.occupations if row.code == headline.occupation), None)
    return End(facts, replace(headline, source_number=number), occupation)
