"""One role of a comparison: its facts, citing the comparison's sources, and the pay that stands for it. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from roles.comparison.citing import cited_from
from roles.facts import EstimateFacts, Headline, LevelFacts, LevelPay, Percentiles, RoleFacts, SourceFacts

LETTERS = ("a", "b", "c", "d")
MOST_SIDES = len(LETTERS)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the roles. ``facts`` cite the comparison's own list of sources.

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

    @property
    def hours(self) -> tuple[int, int] | None:
        """Hours of effort of the whole roadmap, at least and at most, as its editors estimate them.

        None where a step says none: a sum of some steps would look like the whole.
        """
        low = high = 0
        for step in self.facts.roadmap:
            if step.hours_low is None or step.hours_high is None:
                return None
            low, high = low + step.hours_low, high + step.hours_high
        return (low, high) if high else None


def side_of(letter: str, facts: RoleFacts, sources: tuple[SourceFacts, ...]) -> Side:
    """The role as a side that cites these sources, which hold all of the guide's own."""
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
