"""CareerPath: from what somebody brings to what a role's guide asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from roles.facts import RANKS, LevelFacts, RoleFacts, SkillFacts
from roles.paths.effort import Hours, total_hours
from roles.paths.ordering import PathStep, in_order
from roles.paths.weighing import by_importance, weight_of


@dataclass(frozen=True, slots=True)
class CarriedSkill:
    """A skill of the goal that is brought along.

    ``start_level`` is the level from which the guide of the start asks for it; None where the skill was chosen
    by itself, which counts for more: whoever chooses it says that they have it.
    """

    skill: SkillFacts
    start_level: str | None

    @property
    def is_later(self) -> bool:
        """The start asks for it only at a higher level than the goal does: a beginner there may not have it."""
        return self.start_level is not None and RANKS.index(self.start_level) > RANKS.index(self.skill.from_level)


@dataclass(frozen=True, slots=True)
class CareerPath:
    """What carries over and what is missing. ``steps`` are those of the goal's roadmap that teach what is missing.

    ``start`` is the guide of the role that the way begins in, if it begins in one; ``have`` are further skills
    that were chosen, by slug, whether the goal asks for them or not. ``untaught`` are missing and no step of the
    roadmap teaches them, so nobody has estimated their hours.
    """

    goal: RoleFacts
    start: RoleFacts | None
    have: Mapping[str, str]
    carried: tuple[CarriedSkill, ...]
    steps: tuple[PathStep, ...]
    untaught: tuple[SkillFacts, ...]

    @property
    def gap(self) -> tuple[SkillFacts, ...]:
        """Every missing skill once, in the order of the steps that first teach them; untaught ones last."""
        return (*(skill for step in self.steps for skill in step.first), *self.untaught)

    @property
    def taught(self) -> int:
        """How many of the missing skills a step teaches: those that the steps and their hours are of."""
        return len(self.gap) - len(self.untaught)

    @property
    def has_further(self) -> bool:
        """Some step teaches nothing first: it goes on with missing skills that steps before it begin, and counts too."""
        return any(not step.first for step in self.steps)

    @property
    def known(self) -> Mapping[str, str]:
        """All that is brought along, by slug: the skills of the start and the chosen ones."""
        return known_skills(self.start, self.have)

    @property
    def hours(self) -> Hours | None:
        """Hours of the steps; None where there is nothing to learn or nobody has estimated it."""
        return total_hours(step.facts for step in self.steps)

    @property
    def weight(self) -> int:
        """What the goal asks for, core skills counted three times, important ones twice."""
        return weight_of(self.goal.skills)

    @property
    def missing_weight(self) -> int:
        return weight_of(self.gap)

    @property
    def first_level(self) -> LevelFacts | None:
        """Where the ladder of the goal's guide begins; no hours of a roadmap stand for its years."""
        return self.goal.levels[0] if self.goal.levels else None

    @property
    def is_same_role(self) -> bool:
        """The way ends where it begins."""
        return self.start is not None and self.start.slug == self.goal.slug

    @property
    def is_wide(self) -> bool:
        """More than half of what the goal asks for, by weight, is missing: the one definition of a wide gap."""
        return 2 * self.missing_weight > self.weight


def career_path(
    goal: RoleFacts, *, start: RoleFacts | None = None, have: Mapping[str, str] | None = None
) -> CareerPath:
    """The way to ``goal`` from the skills of ``start`` and the chosen ones (``have``: names by slug), or from either.

    A skill carries over when the goal asks for it and the start asks for it too, at whatever level, or it was
    chosen. A step of the goal's roadmap is on the way when it teaches at least one skill that is missing: then
    all of it is, for its estimate has no parts. So a step is left out when all that it teaches of what the goal
    asks for is known, and so is a step that teaches none of it.
    """
    chosen = dict(have or {})
    levels = {skill.slug: skill.from_level for skill in start.skills} if start else {}
    known = known_skills(start, chosen)
    missing = tuple(skill for skill in goal.skills if skill.slug not in known)
    steps = in_order(goal.roadmap, missing, frozenset(known.values()))
    taught = {skill.slug for step in steps for skill in step.first}
    return CareerPath(
        goal=goal,
        start=start,
        have=chosen,
        carried=tuple(
            CarriedSkill(skill, None if skill.slug in chosen else levels[skill.slug])
            for skill in sorted(goal.skills, key=by_importance)
            if skill.slug in known
        ),
        steps=steps,
        untaught=tuple(sorted((skill for skill in missing if skill.slug not in taught), key=by_importance)),
    )


def known_skills(start: RoleFacts | None, have: Mapping[str, str]) -> Mapping[str, str]:
    """Names by slug of the skills that a role's guide lists and of those that were chosen."""
    return {skill.slug: skill.name for skill in start.skills} | dict(have) if start else have
