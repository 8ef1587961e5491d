"""Which skills two roles share, and which only one of them asks for. Pure: no Django, no database."""

from __future__ import annotations

from dataclasses import dataclass

from roles.facts import RoleFacts

IMPORTANCES = ("core", "important", "complementary")


@dataclass(frozen=True, slots=True)
class SkillPair:
    """A skill that at least one of the two asks for, with its importance there."""

    slug: str
    name: str
    a: str | None
    b: str | None

    @property
    def importance(self) -> str:
        """The greater of the two importances."""
        return min((value for value in (self.a, self.b) if value is not None), key=IMPORTANCES.index)

    @property
    def is_core_in_both(self) -> bool:
        return self.a == self.b == "core"


@dataclass(frozen=True, slots=True)
class SkillOverlap:
    """The skills of both roles in three sets; in each, core ones first, then by name."""

    only_a: tuple[SkillPair, ...]
    both: tuple[SkillPair, ...]
    only_b: tuple[SkillPair, ...]

    @property
    def total(self) -> int:
        """Skills that either asks for, each counted once."""
        return len(self.only_a) + len(self.both) + len(self.only_b)

    @property
    def core_in_both(self) -> tuple[SkillPair, ...]:
        return tuple(skill for skill in self.both if skill.is_core_in_both)


def skill_overlap(a: RoleFacts, b: RoleFacts) -> SkillOverlap:
    """Which skills both ask for, and which only one of them."""
    in_a = {skill.slug: skill.importance for skill in a.skills}
    in_b = {skill.slug: skill.importance for skill in b.skills}
    names = {skill.slug: skill.name for skill in (*b.skills, *a.skills)}
    pairs = sorted(
        (SkillPair(slug, name, in_a.get(slug), in_b.get(slug)) for slug, name in names.items()),
        key=lambda pair: (IMPORTANCES.index(pair.importance), pair.name.casefold(), pair.slug),
    )
    return SkillOverlap(
        only_a=tuple(pair for pair in pairs if pair.b is None),
        both=tuple(pair for pair in pairs if pair.a is not None and pair.b is not None),
        only_b=tuple(pair for pair in pairs if pair.a is None),
    )
