"""The shapes of catalogue files: what each key is called and may hold."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

Slug = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Word = Annotated[str, Meta(min_length=1, max_length=120)]
SkillName = Annotated[str, Meta(min_length=1, max_length=80)]
Line = Annotated[str, Meta(max_length=240)]
Count = Annotated[int, Meta(ge=0)]
Rank = Literal["junior", "mid", "senior", "lead"]


class Strict(Struct, frozen=True, forbid_unknown_fields=True):
    """A mapping in which a misspelt key is an error."""


class DomainEntry(Strict, frozen=True):
    slug: Slug
    name: Word
    summary: str = ""


class SkillEntry(Strict, frozen=True):
    """A capability; ``special`` when one role alone asks for it, and rightly."""

    slug: Slug
    name: SkillName
    kind: Literal["skill", "tool", "knowledge", "certification"]
    summary: str = ""
    aliases: list[SkillName] = []
    special: bool = False


class RoleEntry(Strict, frozen=True):
    slug: Slug
    title: Word
    plural: Word
    article: Literal["a", "an"]
    domain: str


class Taxonomy(Strict, frozen=True):
    domains: list[DomainEntry] = []
    skills: list[SkillEntry] = []
    roles: list[RoleEntry] = []


class FileEntry(Strict, frozen=True):
    """A file of the release; ``kept`` is the file of the catalogue that holds what was taken from it, if one does."""

    scope: str
    format: str
    name: str
    sha256: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
    kept: Annotated[str, Meta(pattern=r"^(wages/[a-z0-9-]+\.csv|titles\.csv)?$")] = ""


class ReleaseEntry(Strict, frozen=True):
    label: Word
    covers: Word
    retrieved_on: date
    released_on: date | None = None
    files: list[FileEntry] = []


class SourceEntry(Strict, frozen=True):
    key: Slug
    publisher: Word
    title: Word
    url: str
    licence: Word
    attribution: str
    releases: list[ReleaseEntry] = []


class SourcesFile(Strict, frozen=True):
    sources: list[SourceEntry] = []


class AreaEntry(Strict, frozen=True):
    """A place; ``state`` is the code of the one that it stands under, empty for the nation and for states."""

    code: Annotated[str, Meta(pattern=r"^[0-9]{2}([0-9]{3}([0-9]{2})?)?$")]
    kind: Literal["nation", "state", "metropolitan", "nonmetropolitan"]
    name: Word
    state: str = ""


class OnetEntry(Strict, frozen=True):
    code: Annotated[str, Meta(pattern=r"^[0-9]{2}-[0-9]{4}\.[0-9]{2}$")]
    title: str
    release: str


class OutlookEntry(Strict, frozen=True):
    release: str
    period: Word
    growth_percent: float | None
    openings_per_year: Count | None
    employment_base: Count | None = None
    employment_projected: Count | None = None
    entry_education: str = ""


class OccupationEntry(Strict, frozen=True):
    code: Annotated[str, Meta(pattern=r"^[0-9]{2}-[0-9]{4}$")]
    title: str
    scheme: Literal["soc"] = "soc"
    level: Literal["total", "major", "minor", "broad", "detailed"] = "detailed"
    onet: list[OnetEntry] = []
    outlook: list[OutlookEntry] = []


class OccupationsFile(Strict, frozen=True):
    areas: list[AreaEntry] = []
    occupations: list[OccupationEntry] = []


class CallEntry(Strict, frozen=True):
    slot: Literal["after_overview", "after_roadmap", "end", "sticky"]
    headline: Annotated[str, Meta(min_length=1, max_length=160)]
    body: str = ""
    button: str = "Apply Now"
    next_steps: list[str] = []


class CallsFile(Strict, frozen=True):
    calls_to_action: list[CallEntry] = []


class TitleEntry(Strict, frozen=True):
    title: Word
    kind: Literal["alternate", "abbreviation", "hidden", "former"]
    note: Annotated[str, Meta(max_length=200)] = ""


class MatchEntry(Strict, frozen=True):
    code: str
    match: Literal["exact", "listed", "editorial"]
    basis: Annotated[str, Meta(max_length=300)]


class GuideSkillEntry(Strict, frozen=True):
    skill: str
    importance: Literal["core", "important", "complementary"]
    from_level: Rank
    note: Line = ""


class LevelEntry(Strict, frozen=True):
    rank: Rank
    title: Word
    years_min: Count
    years_max: Count | None
    duties: Annotated[list[Annotated[str, Meta(min_length=1)]], Meta(min_length=1)]
    scope: Line = ""


class EstimateEntry(Strict, frozen=True):
    level: Rank | None
    area: str
    currency: Annotated[str, Meta(pattern=r"^[A-Z]{3}$")]
    low: Count | None = None
    median: Count | None = None
    high: Count | None = None
    source: str | UnsetType = UNSET
    as_of: date | None = None
    unsourced: bool = False
    note: Line = ""


class HoursEntry(Strict, frozen=True):
    low: Count
    typical: Count
    high: Count


class StepEntry(Strict, frozen=True):
    key: Slug
    kind: Literal["learn", "practice", "proof", "apply", "grow"]
    title: Annotated[str, Meta(min_length=1, max_length=160)]
    body: str
    done_when: Annotated[str, Meta(max_length=300)]
    hours: HoursEntry | None = None
    requires: list[str] = []
    skills: list[str] = []


class RouteEntry(Strict, frozen=True):
    kind: Literal["role_change", "work", "self_taught", "degree", "certificate", "apprenticeship"]
    title: Word
    body: str = ""


class PointEntry(Strict, frozen=True):
    kind: Literal["pro", "con", "not_for_you_if"]
    text: Annotated[str, Meta(min_length=1, max_length=300)]


class QuestionEntry(Strict, frozen=True):
    question: Annotated[str, Meta(min_length=1, max_length=200)]
    answer: Annotated[str, Meta(min_length=1)]


class RelationEntry(Strict, frozen=True):
    role: str
    kind: Literal["similar", "feeder", "next", "specialism", "manages"]
    reason: Annotated[str, Meta(min_length=1, max_length=240)]


class GuideFile(RoleEntry, frozen=True, forbid_unknown_fields=True):
    """One guide, in the order in which the page prints it."""

    seo_title: Annotated[str, Meta(max_length=70)]
    seo_description: Annotated[str, Meta(max_length=200)]
    summary: Annotated[str, Meta(min_length=1)]
    overview: Annotated[str, Meta(min_length=1)]
    what_they_do: Annotated[str, Meta(min_length=1)]
    break_in: str
    skills: Annotated[list[GuideSkillEntry], Meta(min_length=1)]
    levels: Annotated[list[LevelEntry], Meta(min_length=1, max_length=4)]
    titles: list[TitleEntry] = []
    occupations: list[MatchEntry] = []
    estimates: list[EstimateEntry] = []
    roadmap: Annotated[list[StepEntry], Meta(max_length=60)] = []
    entry_routes: list[RouteEntry] = []
    points: list[PointEntry] = []
    questions: list[QuestionEntry] = []
    relations: list[RelationEntry] = []
    calls: list[CallEntry] = []
    change_note: str = ""
