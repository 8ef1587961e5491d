"""RoleFacts: everything a guide says, in the order its page says it. Hours are hours of effort."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from .pay import OccupationFacts, OutlookFacts, PayFacts, SourceFacts


@dataclass(frozen=True, slots=True)
class Prose:
    """An editor's Markdown and the clean HTML made from it, money tokens filled in."""

    markdown: str
    html: str


@dataclass(frozen=True, slots=True)
class DomainFacts:
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class TitleFacts:
    title: str
    kind: str
    note: str


# The rungs of every ladder, the lowest first.
RANKS = ("junior", "mid", "senior", "lead")
# How much a skill counts where skills are weighed: what a role cannot be done without counts three times.
SKILL_WEIGHTS = {"core": 3, "important": 2, "complementary": 1}
IMPORTANCES = tuple(SKILL_WEIGHTS)


@dataclass(frozen=True, slots=True)
class SkillFacts:
    slug: str
    name: str
    kind: str
    importance: str
    from_level: str
    note: str

    @property
    def weight(self) -> int:
        return SKILL_WEIGHTS[self.importance]


@dataclass(frozen=True, slots=True)
class LevelFacts:
    """A rung of the ladder; ``rank`` is junior, mid, senior or lead, ``name`` its printed form."""

    rank: str
    name: str
    title: str
    years_min: int
    years_max: int | None
    scope: str
    duties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StepFacts:
    """A roadmap step; ``requires`` holds positions of earlier steps, counted from 1."""

    position: int
    kind: str
    kind_name: str
    title: str
    body: Prose
    hours_low: int | None
    hours_typical: int | None
    hours_high: int | None
    done_when: str
    skills: tuple[str, ...]
    requires: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RouteFacts:
    kind: str
    kind_name: str
    title: str
    body: Prose


@dataclass(frozen=True, slots=True)
class QuestionFacts:
    question: str
    answer: Prose


@dataclass(frozen=True, slots=True)
class RelationFacts:
    """A related role as this guide sees it; what that role pays and shares is joined when read."""

    slug: str
    kind: str
    kind_name: str
    reason: str


@dataclass(frozen=True, slots=True)
class CallFacts:
    """A call to action, role tokens filled in."""

    slot: str
    headline: str
    body: str
    button: str
    next_steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoleFacts:
    """Everything a guide says, in the order the page says it."""

    slug: str
    title: str
    plural: str
    article: str
    domain: DomainFacts
    version: int
    published_at: datetime | None
    reviewed_by: str
    reviewed_on: date | None
    change_note: str
    seo_title: str
    seo_description: str
    summary: str
    overview: Prose
    what_they_do: Prose
    break_in: Prose
    titles: tuple[TitleFacts, ...]
    occupations: tuple[OccupationFacts, ...]
    pay: PayFacts
    outlook: OutlookFacts | None
    skills: tuple[SkillFacts, ...]
    levels: tuple[LevelFacts, ...]
    roadmap: tuple[StepFacts, ...]
    entry_routes: tuple[RouteFacts, ...]
    pros: tuple[str, ...]
    cons: tuple[str, ...]
    not_for_you_if: tuple[str, ...]
    questions: tuple[QuestionFacts, ...]
    relations: tuple[RelationFacts, ...]
    sources: tuple[SourceFacts, ...]
    calls: tuple[CallFacts, ...]

    def call(self, slot: str) -> CallFacts | None:
        """The call to action of a slot, if one is written."""
        return next((call for call in self.calls if call.slot == slot), None)

    def skills_by_importance(self) -> tuple[tuple[str, tuple[SkillFacts, ...]], ...]:
        """Core, important, complementary; only groups that hold a skill."""
        groups = (
            (importance, tuple(skill for skill in self.skills if skill.importance == importance))
            for importance in ("core", "important", "complementary")
        )
        return tuple((importance, skills) for importance, skills in groups if skills)
