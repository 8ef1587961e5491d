"""How much a skill weighs, and which comes first."""

from __future__ import annotations

from collections.abc import Iterable

from roles.facts import IMPORTANCES, RANKS, SkillFacts


def weight_of(skills: Iterable[SkillFacts]) -> int:
    """What these skills weigh together: a core one three times as much as a complementary one."""
    return sum(skill.weight for skill in skills)


def by_importance(skill: SkillFacts) -> tuple[int, int, str]:
    """What matters most first; then what is asked for earliest; then by name."""
    return IMPORTANCES.index(skill.importance), RANKS.index(skill.from_level), skill.name.casefold()
