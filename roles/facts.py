"""RoleFacts: the one frozen object that page, JSON and comparison print.

Built by ``roles.documents`` from a guide version and today's official wages,
stored as JSON in ``RoleDocument.facts``. Amounts are whole units of a currency a
year; hours are hours of effort; percentages are per cent.

Every figure names its source by number: ``sources[n - 1]`` is source *n*.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import msgspec


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
class SourceFacts:
    """A dated publication that figures or facts on the page come from; ``number`` is its place in the list."""

    number: int
    publisher: str
    title: str
    label: str
    url: str
    covers: str
    released_on: date | None
    retrieved_on: date
    licence: str
    attribution: str

    @property
    def citation(self) -> str:
        """Publisher, title and the time covered, on one line."""
        return f"{self.publisher}, {self.title}, {self.covers}"


@dataclass(frozen=True, slots=True)
class OccupationFacts:
    """A matched official occupation. ``specificity`` is own, shared, management or residual.

    ``shared_with`` is how many *other* live roles of the site are matched to it.
    """

    scheme: str
    code: str
    title: str
    match: str
    specificity: str
    basis: str
    shared_with: int = 0


@dataclass(frozen=True, slots=True)
class Headline:
    """The one figure that stands for the role: a median over all levels."""

    amount: int
    currency: str
    area: str
    area_name: str
    kind: str  # official | editorial
    source: str
    source_number: int
    release: str
    occupation: str | None = None
    occupation_title: str | None = None
    flag: str | None = None


@dataclass(frozen=True, slots=True)
class Percentiles:
    """A whole official cell. ``flags`` names withheld (null) and top-coded (ceiling) columns."""

    occupation: str
    occupation_title: str
    match: str
    specificity: str
    shared_with: int
    area: str
    area_name: str
    p10: int | None
    p25: int | None
    median: int | None
    p75: int | None
    p90: int | None
    employment: int | None
    release: str
    source: str
    source_number: int
    flags: dict[str, str]
    currency: str = "USD"


@dataclass(frozen=True, slots=True)
class EstimateFacts:
    """An editor's figure. Without a source it has ``source_number`` None and is printed as unsourced."""

    level: str | None
    low: int | None
    median: int | None
    high: int | None
    currency: str
    area: str
    area_name: str
    source: str | None
    source_number: int | None
    release: str | None
    as_of: date | None
    note: str


@dataclass(frozen=True, slots=True)
class LevelPay:
    """Pay at one rung: an editor's sourced estimate, or a band between two official percentiles.

    A band has two ends and no median: nothing is interpolated. ``low_flag`` and
    ``high_flag`` are "withheld" (that end is null, no band is drawn) or "top_coded".
    """

    level: str
    title: str
    low: int | None
    median: int | None
    high: int | None
    currency: str
    basis: str  # editorial | estimated_from_percentiles
    low_label: str
    high_label: str
    occupation: str | None
    occupation_title: str | None
    source: str
    source_number: int
    low_flag: str | None = None
    high_flag: str | None = None

    @property
    def is_drawable(self) -> bool:
        """Both ends are given."""
        return self.low is not None and self.high is not None


@dataclass(frozen=True, slots=True)
class PayFacts:
    """All that is known of the role's pay in one area.

    ``refusal`` says why there is no pay by level: "management", "residual",
    "withheld", "no_wage" (nothing published for the area) or "no_occupation";
    None where levels are given.
    """

    headline: Headline | None
    percentiles: tuple[Percentiles, ...]
    editorial: tuple[EstimateFacts, ...]
    levels: tuple[LevelPay, ...]
    refusal: str | None

    @property
    def unsourced(self) -> tuple[EstimateFacts, ...]:
        """Figures that nobody is named for; printed only with those words."""
        return tuple(estimate for estimate in self.editorial if estimate.source_number is None)

    @property
    def banded(self) -> Percentiles | None:
        """The official cell between whose percentiles pay by level is estimated, if any is."""
        code = next((pay.occupation for pay in self.levels if pay.basis == "estimated_from_percentiles"), None)
        return next((row for row in self.percentiles if row.occupation == code), None)

    @property
    def beside(self) -> tuple[EstimateFacts, ...]:
        """Editors' sourced figures over all levels that are not the headline: shown beside it, never averaged."""
        return tuple(
            estimate
            for estimate in self.editorial
            if estimate.source_number is not None and estimate.level is None and not self._is_headline(estimate)
        )

    def _is_headline(self, estimate: EstimateFacts) -> bool:
        headline = self.headline
        return (
            headline is not None
            and headline.kind == "editorial"
            and (headline.amount, headline.area, headline.source_number)
            == (estimate.median, estimate.area, estimate.source_number)
        )


@dataclass(frozen=True, slots=True)
class OutlookFacts:
    growth_percent: float | None
    openings_per_year: int | None
    period: str
    source: str
    source_number: int
    occupation: str
    occupation_title: str


@dataclass(frozen=True, slots=True)
class TitleFacts:
    title: str
    kind: str
    note: str


@dataclass(frozen=True, slots=True)
class SkillFacts:
    slug: str
    name: str
    kind: str
    importance: str
    from_level: str
    note: str


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


def to_stored(facts: RoleFacts) -> dict[str, Any]:
    """The facts as plain JSON values, for ``RoleDocument.facts``."""
    # Through JSON, so that what is computed compares equal to what a database gives back.
    stored: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(facts))
    return stored


def from_stored(stored: dict[str, Any]) -> RoleFacts:
    """The facts of a document; raises ``msgspec.ValidationError`` if they are of another shape."""
    return msgspec.convert(stored, RoleFacts)
