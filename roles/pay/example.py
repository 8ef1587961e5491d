"""Which live guide the page about method walks through."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """What of a guide decides how much it shows.

    ``basis`` is how its lowest level's pay is found (``LevelPay.basis``), empty where no level is drawn.
    """

    slug: str
    has_headline: bool
    basis: str
    has_two_occupations: bool
    has_editorial: bool


def pick(candidates: Iterable[Candidate]) -> Candidate | None:
    """The one that shows the most: bands, a headline, figures that disagree; then by slug. None of none."""
    return min(candidates, key=_rank, default=None)


def _rank(candidate: Candidate) -> tuple[bool, bool, int, str]:
    return (
        candidate.basis != "estimated_from_percentiles",
        not candidate.has_headline,
        -(candidate.has_two_occupations + candidate.has_editorial),
        candidate.slug,
    )
