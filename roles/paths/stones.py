"""Stepping stones: roles between a start and a goal that are far apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from roles.paths.career import CareerPath
from roles.paths.weighing import weight_of

MOST_STONES = 3
# One part in so many, by weight: what a stone has in common with both ends at least, and what each of its two steps
# is smaller than the whole one at least. The step from it is smaller by just what it brings.
PART = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """A role that shares skills with what is known and with what is missing. ``skills`` are slugs.

    ``weight`` is what its guide asks for in all, ``known_weight`` how much of that is brought along. ``first_years``
    are the years of experience with which its ladder begins; None where its guide tells none.
    """

    slug: str
    title: str
    weight: int
    known_weight: int
    skills: frozenset[str]
    first_years: int | None = None


@dataclass(frozen=True, slots=True)
class Stone:
    """A role on the way. ``brings`` are names of missing skills that its guide asks for.

    ``shared`` counts skills that it and the goal both ask for, ``known`` those of its own that are brought along,
    ``skill_count`` all of its own. ``reason`` is what the goal's editors say of it where they name it as
    a role that people come from.
    """

    slug: str
    title: str
    brings: tuple[str, ...]
    shared: int
    known: int
    skill_count: int
    reason: str = ""


def stepping_stones(path: CareerPath, candidates: Iterable[Candidate]) -> tuple[Stone, ...]:
    """At most three roles that make two smaller steps of one big one; none where the gap is not wide.

    A role counts when a quarter of what it asks for is brought along, when it asks for a quarter of what is
    missing, when the step to it is a quarter smaller than the whole one, so that both are, and when its ladder
    begins with no more years of experience than the goal's. The best is the one whose larger step is smallest,
    then the one whose steps are smaller together.
    """
    if not path.is_wide:
        return ()
    whole = path.missing_weight
    ends = {path.goal.slug, path.start.slug if path.start else ""}
    ranked = []
    for candidate in candidates:
        brought = weight_of(skill for skill in path.gap if skill.slug in candidate.skills)
        jumps = candidate.weight - candidate.known_weight, whole - brought
        is_near = PART * candidate.known_weight >= candidate.weight
        is_smaller = PART * max(jumps) <= (PART - 1) * whole
        if candidate.slug not in ends and is_near and is_smaller and _begins_in_time(candidate, path):
            ranked.append(((max(jumps), sum(jumps), candidate.title, candidate.slug), candidate))
    ranked.sort(key=lambda pair: pair[0])
    return tuple(_stone(path, candidate) for _rank, candidate in ranked[:MOST_STONES])


def _begins_in_time(candidate: Candidate, path: CareerPath) -> bool:
    """Both guides tell with how many years of experience their ladders begin, and its own with no more than the goal's."""
    first = path.first_level
    return first is not None and candidate.first_years is not None and candidate.first_years <= first.years_min


def _stone(path: CareerPath, candidate: Candidate) -> Stone:
    reasons = {relation.slug: relation.reason for relation in path.goal.relations if relation.kind == "feeder"}
    return Stone(
        slug=candidate.slug,
        title=candidate.title,
        brings=tuple(skill.name for skill in path.gap if skill.slug in candidate.skills),
        shared=sum(skill.slug in candidate.skills for skill in path.goal.skills),
        known=len(candidate.skills & path.known.keys()),
        skill_count=len(candidate.skills),
        reason=reasons.get(candidate.slug, ""),
    )
