"""Which skills the roles share, and which only some of them ask for. Pure: no Django, no database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from roles.facts import IMPORTANCES, SKILL_WEIGHTS, RoleFacts


@dataclass(frozen=True, slots=True)
class SkillRow:
    """A skill that at least one of the roles asks for, with its importance in each; None: not asked for."""

    slug: str
    name: str
    importances: tuple[str | None, ...]

    @property
    def importance(self) -> str:
        """The greatest of the importances."""
        return min((value for value in self.importances if value is not None), key=IMPORTANCES.index)

    @property
    def is_common(self) -> bool:
        """Every role asks for it."""
        return None not in self.importances

    @property
    def is_core_in_all(self) -> bool:
        return set(self.importances) == {"core"}

    @property
    def weight(self) -> int:
        """What it counts: the weight of its greatest importance."""
        return SKILL_WEIGHTS[self.importance]

    @property
    def apart(self) -> int:
        """How far the roles are apart in it: 0 where it matters alike in all, 3 where it is core in one and not asked in another."""
        weights = [SKILL_WEIGHTS[value] if value is not None else 0 for value in self.importances]
        return max(weights) - min(weights)


@dataclass(frozen=True, slots=True)
class SkillOverlap:
    """The skills of all roles, each once: core ones first, then by name."""

    rows: tuple[SkillRow, ...]

    @property
    def total(self) -> int:
        """Skills that any of the roles asks for, each counted once."""
        return len(self.rows)

    @property
    def common(self) -> tuple[SkillRow, ...]:
        """Skills that every role asks for."""
        return tuple(row for row in self.rows if row.is_common)

    @property
    def partial(self) -> tuple[SkillRow, ...]:
        """Skills that not every role asks for."""
        return tuple(row for row in self.rows if not row.is_common)

    @property
    def core_in_all(self) -> tuple[SkillRow, ...]:
        return tuple(row for row in self.rows if row.is_core_in_all)

    def only(self, index: int) -> tuple[SkillRow, ...]:
        """Skills that this one of the roles asks for and no other."""
        return tuple(
            row
            for row in self.rows
            if [place for place, value in enumerate(row.importances) if value is not None] == [index]
        )

    def asked_by(self, count: int) -> tuple[SkillRow, ...]:
        """Skills that so many of the roles ask for."""
        return tuple(row for row in self.rows if len(row.importances) - row.importances.count(None) == count)

    @property
    def only_each(self) -> tuple[tuple[SkillRow, ...], ...]:
        """For each role the skills that it alone asks for."""
        count = len(self.rows[0].importances) if self.rows else 0
        return tuple(self.only(index) for index in range(count))


def skill_overlap(guides: Sequence[RoleFacts]) -> SkillOverlap:
    """Which skills all ask for, and which only some of them."""
    asked = [{skill.slug: skill.importance for skill in facts.skills} for facts in guides]
    names = {skill.slug: skill.name for facts in reversed(guides) for skill in facts.skills}
    rows = [SkillRow(slug, name, tuple(of.get(slug) for of in asked)) for slug, name in names.items()]
    return SkillOverlap(
        tuple(sorted(rows, key=lambda row: (IMPORTANCES.index(row.importance), row.name.casefold(), row.slug)))
    )
