"""The way from a role, or from skills, to a role: what carries over, what is missing, in what order and hours."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from roles.addresses import path_address
from roles.api.lists import present_slugs, slugs_of
from roles.api.parts import Json, absolute
from roles.api.schemas import Problem
from roles.facts import RoleFacts, SkillFacts
from roles.models import RoleDocument
from roles.paths import USUAL_HOURS, CareerPath, End, weeks
from roles.selectors.paths import Chosen, PathPage, get_chosen, get_path_page

router = Router(tags=["paths"])

MOST_SKILLS = 100
SLUG = r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$"
START = Annotated[
    str, Query(alias="from", max_length=80, description="Slug of the role that the way begins in; may be left out.")
]
GOAL = Annotated[str, Query(alias="to", pattern=SLUG, max_length=80, description="Slug of the role that it leads to.")]
HAVE = Annotated[
    tuple[Annotated[str, Field(max_length=9_000)], ...],
    Query(
        description="Slugs of further skills that are known already: with commas between them, or the parameter repeated."
    ),
]
HOURS = Annotated[int, Query(ge=1, le=100, description="Hours a week for learning.")]
Importance = Literal["core", "important", "complementary"]
Level = Literal["junior", "mid", "senior", "lead"]


class PathRole(Schema):
    slug: str
    title: str
    url: str
    version: int


class PathSkill(Schema):
    slug: str
    name: str
    importance: Importance
    from_level: Level


class CarriedObject(PathSkill):
    start_level: Annotated[
        Level | None, Field(description="From which level the start asks for it; null where it was named in have.")
    ]


class StepObject(Schema):
    place: Annotated[int, Field(description="Place on this way, from 1.")]
    position: Annotated[int, Field(description="Place in the roadmap of the goal's guide, from 1.")]
    title: str
    kind: str
    hours_low: int | None
    hours_typical: int | None
    hours_high: int | None
    teaches: Annotated[list[str], Field(description="Slugs of missing skills that no step before it teaches.")]
    after: Annotated[list[int], Field(description="Places of the steps that must come before it.")]


class HoursObject(Schema):
    """Hours of effort of all steps together, as the editors of the goal's guide estimate them."""

    low: int
    typical: int
    high: int
    unestimated: Annotated[int, Field(description="Steps without an estimate, which are not in the sums.")]
    estimated_by: str


class SpanObject(Schema):
    hours_a_week: int
    low: int
    typical: int
    high: int
    unit: Literal["week", "month"]


class StoneObject(Schema):
    slug: str
    title: str
    brings: Annotated[list[str], Field(description="Names of missing skills that it asks for.")]
    shared: Annotated[int, Field(description="Skills that it and the goal both ask for.")]
    known: Annotated[int, Field(description="Skills of its own that are brought along.")]
    skill_count: int


class EndObject(Schema):
    slug: str
    median: Annotated[int | None, Field(description="Whole units of the currency a year, all levels together.")]
    currency: str | None
    area: str | None
    release: str | None
    occupation: str | None
    source: str | None
    flag: str | None


class PayObject(Schema):
    ends: list[EndObject]
    difference: Annotated[
        int | None, Field(description="What the goal pays more; null where the two may not be subtracted.")
    ]
    refusal: Annotated[str | None, Field(description="Why they may not.")]


class FirstLevel(Schema):
    level: Level
    name: str
    title: str
    years_min: Annotated[int, Field(description="Years of experience, as the editors of the guide put it.")]
    years_max: Annotated[int | None, Field(description="Null where the guide names no upper end.")]


class PathObject(Schema):
    start: Annotated[PathRole | None, Field(description="The role of from.")]
    goal: Annotated[PathRole, Field(description="The role of to.")]
    first_level: Annotated[
        FirstLevel | None, Field(description="Where the ladder of the goal's guide begins; null where it has none.")
    ]
    url: Annotated[str, Field(description="The page of this way.")]
    have: Annotated[list[str], Field(description="Slugs of the skills of have that are known here.")]
    unknown: Annotated[list[str], Field(description="What of have no skill is called; it is left out.")]
    carried: list[CarriedObject]
    gap: Annotated[list[PathSkill], Field(description="Missing skills, in the order in which they are learned.")]
    untaught: Annotated[list[str], Field(description="Slugs of those that no step teaches; they have no hours.")]
    steps: list[StepObject]
    hours: HoursObject | None
    span: SpanObject | None
    is_wide: Annotated[bool, Field(description="More than half of what the goal asks for, by weight, is missing.")]
    stones: list[StoneObject]
    pay: PayObject


@router.get(
    "/paths", response={200: PathObject, 404: Problem, 422: Problem}, summary="The way to a role", url_name="api_paths"
)
def path_between(
    request: HttpRequest, goal: GOAL, start: START = "", have: HAVE = (), hours: HOURS = USUAL_HOURS
) -> Any:
    """From a role, from skills, or from both: what carries over, what is missing, and the steps of the goal's roadmap
    that teach it, in an order that respects what needs what. A step counts whole: its estimate has no parts.
    """
    slugs = slugs_of(have)
    chosen = get_chosen(slugs[:MOST_SKILLS])
    start, goal = start.strip().lower(), goal.lower()
    try:
        page = get_path_page(start, goal, chosen.skills)
    except RoleDocument.DoesNotExist:
        *starts, goal = present_slugs([start, goal] if start else [goal])
        page = get_path_page(starts[0] if starts else "", goal, chosen.skills)
    return _object(page, Chosen(chosen.skills, (*chosen.unknown, *slugs[MOST_SKILLS:])), hours)


def _object(page: PathPage, chosen: Chosen, hours_a_week: int) -> Json:
    path, hours = page.path, page.path.hours
    span = weeks(hours, hours_a_week) if hours else None
    start = path.start.slug if path.start else ""
    return {
        "start": _role(path.start) if path.start else None,
        "goal": _role(path.goal),
        "first_level": _first_level(path),
        "url": absolute(path_address(start=start, goal=path.goal.slug, have=chosen.skills)),
        "have": list(chosen.skills),
        "unknown": list(chosen.unknown),
        "carried": [{**_skill(one.skill), "start_level": one.start_level} for one in path.carried],
        "gap": [_skill(skill) for skill in path.gap],
        "untaught": [skill.slug for skill in path.untaught],
        "steps": _steps(path),
        "hours": {
            "low": hours.low, "typical": hours.typical, "high": hours.high, "unestimated": hours.unestimated,
            "estimated_by": _("The editors of the guide to %(title)s, version %(version)d")
            % {"title": path.goal.title, "version": path.goal.version},
        }
        if hours
        else None,
        "span": {"hours_a_week": hours_a_week, "low": span.low, "typical": span.typical, "high": span.high, "unit": span.unit}
        if span
        else None,
        "is_wide": path.is_wide,
        "stones": [
            {
                "slug": stone.slug, "title": stone.title, "brings": list(stone.brings), "shared": stone.shared,
                "known": stone.known, "skill_count": stone.skill_count,
            }
            for stone in page.stones
        ],
        "pay": {
            "ends": [_end(side) for side in page.ends.sides],
            "difference": page.ends.difference,
            "refusal": page.ends.refusal,
        },
    }  # fmt: skip


def _role(facts: RoleFacts) -> Json:
    return {
        "slug": facts.slug,
        "title": facts.title,
        "url": absolute(reverse("role_detail", args=[facts.slug])),
        "version": facts.version,
    }


def _first_level(path: CareerPath) -> Json | None:
    first = path.first_level
    if first is None:
        return None
    years = {"years_min": first.years_min, "years_max": first.years_max}
    return {"level": first.rank, "name": first.name, "title": first.title, **years}


def _skill(skill: SkillFacts) -> Json:
    return {
        "slug": skill.slug,
        "name": skill.name,
        "importance": skill.importance,
        "from_level": skill.from_level,
    }


def _steps(path: CareerPath) -> list[Json]:
    return [
        {
            "place": step.place,
            "position": step.facts.position,
            "title": step.facts.title,
            "kind": step.facts.kind,
            "hours_low": step.facts.hours_low,
            "hours_typical": step.facts.hours_typical,
            "hours_high": step.facts.hours_high,
            "teaches": [skill.slug for skill in step.first],
            "after": list(step.after),
        }
        for step in path.steps
    ]


def _end(side: End) -> Json:
    headline = side.headline
    if headline is None:
        empty = dict.fromkeys(("median", "currency", "area", "release", "occupation", "source", "flag"))
        return {"slug": side.facts.slug, **empty}
    return {
        "slug": side.facts.slug,
        "median": headline.amount,
        "currency": headline.currency,
        "area": headline.area,
        "release": headline.release,
        "occupation": headline.occupation,
        "source": headline.source,
        "flag": headline.flag,
    }
