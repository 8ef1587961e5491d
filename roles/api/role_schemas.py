"""The object of a role as the API's description names its fields. ``roles.api.role_json`` makes it; a test compares them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from roles.api.schemas import Amount, FieldObject, Flag, ListedHeadline, SourceObject

Level = Literal["junior", "mid", "senior", "lead"]
Match = Annotated[Literal["exact", "listed", "editorial"], Field(description="How the role is matched to it.")]
Specificity = Annotated[
    Literal["own", "shared", "management", "residual"], Field(description="Whom it counts besides this role.")
]
Hours = Annotated[int | None, Field(description="Hours of effort, the guide's estimate.")]
Flags = Annotated[
    dict[str, Flag], Field(description="By figure: withheld (null), or top-coded (the least that it can be).")
]
Text = Annotated[str, Field(description="Markdown.")]


class MatchedOccupation(Schema):
    scheme: Literal["soc", "onet"]
    code: str
    title: str
    match: Match
    specificity: Specificity
    shared_with: Annotated[int, Field(description="How many other roles here are matched to it.")]


class Headline(ListedHeadline):
    """The median that stands for the role in this area."""


class Percentiles(Schema):
    """An official cell of a matched occupation, the best match first."""

    occupation: str
    occupation_title: str
    match: Match
    specificity: Specificity
    shared_with: int
    area: str
    area_name: str
    currency: str
    p10: Amount
    p25: Amount
    median: Amount
    p75: Amount
    p90: Amount
    employment: int | None
    release: str
    source: str
    successor: Annotated[str, Field(description="A newer release of the area that holds no such cell.")] = ""
    flag: Flag | None = None
    flags: Flags = {}


class EditorialFigure(Schema):
    """A figure of the editors'; one without a source says so by null."""

    level: Level | None
    amount: Amount
    low: Amount
    median: Amount
    high: Amount
    currency: str
    area: str
    area_name: str
    source: str | None
    release: str | None
    as_of: date | None
    note: str


class LevelPay(Schema):
    """Pay at a level: the editors' sourced figure, or a band between two official percentiles, which has no median."""

    level: Level
    title: str
    low: Amount
    median: Amount
    high: Amount
    currency: str
    area: Annotated[str, Field(description="BLS area code; 99 is the nation.")]
    area_name: str
    basis: Literal["editorial", "estimated_from_percentiles"]
    low_label: str
    high_label: str
    occupation: str | None
    occupation_title: str | None
    source: str
    flag: Flag | None = None
    flags: Flags = {}


class Pay(Schema):
    headline: Annotated[Headline | None, Field(description="Null where no figure has a source.")]
    percentiles: list[Percentiles]
    editorial: list[EditorialFigure]
    levels: list[LevelPay]
    refusal: Annotated[
        Literal["management", "residual", "withheld", "no_wage", "no_occupation", "no_level"] | None,
        Field(description="Why there is no pay by level."),
    ]
    nearest: Annotated[
        list[Percentiles], Field(description="Cells of a larger area where the area's own lack figures.")
    ]


class Outlook(Schema):
    growth_percent: float | None
    openings_per_year: int | None
    period: str
    source: str
    occupation: str
    occupation_title: str


class RoleSkill(Schema):
    slug: str
    name: str
    kind: Literal["skill", "tool", "knowledge", "certification"]
    importance: Literal["core", "important", "complementary"]
    from_level: Level
    note: str


class RoleLevel(Schema):
    level: Level
    name: str
    title: str
    years_min: int
    years_max: Annotated[int | None, Field(description="Null: and more.")]
    scope: str
    duties: list[str]


class RoadmapStep(Schema):
    position: int
    title: str
    kind: Literal["learn", "practice", "proof", "apply", "grow"]
    body: Text
    hours_low: Hours
    hours_typical: Hours
    hours_high: Hours
    done_when: str
    skills: list[str]
    requires: Annotated[list[int], Field(description="Positions of steps that come before it.")]


class EntryRoute(Schema):
    kind: str
    title: str
    body: Text


class Question(Schema):
    question: str
    answer: Text


class RelatedRole(Schema):
    slug: str
    title: str
    url: str
    kind: Literal["similar", "feeder", "next", "specialism", "manages"]
    reason: str
    shared_skills: list[str]
    skill_count: Annotated[int, Field(description="How many skills this role's guide lists.")]
    pay_difference: Annotated[int | None, Field(description="What it pays more; null where that cannot be said.")]


class ComparedRole(Schema):
    slug: str
    url: Annotated[str, Field(description="The comparison of the two roles.")]


class NumberedSource(SourceObject):
    number: int


class RoleObject(Schema):
    """All that a role's guide says, in one area."""

    slug: str
    title: str
    url: str
    domain: FieldObject
    version: int
    reviewed_on: date | None
    updated_at: Annotated[datetime | None, Field(description="When this version was published.")]
    summary: str
    overview: Text
    what_they_do: Text
    break_in: Text
    also_known_as: list[str]
    occupations: list[MatchedOccupation]
    area: Annotated[str, Field(description="BLS area code of the figures.")]
    area_name: str
    pay: Pay
    outlook: Outlook | None
    skills: list[RoleSkill]
    levels: list[RoleLevel]
    roadmap: list[RoadmapStep]
    entry_routes: list[EntryRoute]
    pros: list[str]
    cons: list[str]
    not_for_you_if: list[str]
    questions: list[Question]
    related: list[RelatedRole]
    compare_with: list[ComparedRole]
    sources: list[NumberedSource]
