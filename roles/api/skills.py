"""Skills: the list of those that a live guide asks for, and one of them with the roles that do."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from ninja.errors import HttpError
from pydantic import Field

from roles.api.lists import LIMIT, OFFSET, SLUG, WORDS, page_of
from roles.api.parts import Json, absolute
from roles.api.roles import LISTED, headline_names, listed_role
from roles.api.schemas import FieldObject, ListedPay, Problem
from roles.models import DocumentSkill, Skill
from roles.selectors.skill_list import ListedSkill, asked_for, in_list_order, listed, named
from roles.selectors.skills import asking

router = Router(tags=["skills"])

Kind = Literal["skill", "tool", "knowledge", "certification"]
KIND = Annotated[Kind | None, Query(description="Only skills of this kind.")]
Guides = Annotated[int, Field(description="How many live guides ask for it.")]


class SkillObject(Schema):
    """A skill, a tool, a body of knowledge or a certification."""

    slug: str
    name: str
    url: str
    kind: Kind
    summary: str
    also_known_as: list[str]
    guides: Guides


class SkillList(Schema):
    items: list[SkillObject]
    next: Annotated[str | None, Field(description="Address of what follows, or null.")]


class SkillUseObject(Schema):
    """A role whose guide asks for the skill."""

    slug: str
    title: str
    url: str
    domain: FieldObject
    summary: str
    pay: ListedPay
    importance: Literal["core", "important", "complementary"]
    from_level: Annotated[
        Literal["junior", "mid", "senior", "lead"], Field(description="The level from which it is asked for.")
    ]


class SkillWithRoles(SkillObject):
    items: Annotated[list[SkillUseObject], Field(description="Roles that it matters most to first, then by title.")]
    next: Annotated[str | None, Field(description="Address of what follows, or null.")]


@router.get(
    "/skills",
    response={200: SkillList, 422: Problem},
    summary="Skills that guides ask for",
    url_name="api_skills",
)
def skills(request: HttpRequest, q: WORDS = "", kind: KIND = None, limit: LIMIT = 20, offset: OFFSET = 0) -> Any:
    """Every skill that a published guide asks for, by kind and name, or those whose name or another name holds every
    word.
    """
    found = named(asked_for(), q)
    if kind:
        found = found.filter(kind=kind)
    asked = {"q": q, "kind": kind or ""}
    shown, following = page_of(in_list_order(found), url_name="api_skills", limit=limit, offset=offset, asked=asked)
    return {"items": [_skill(skill) for skill in listed(shown)], "next": following}


@router.get(
    "/skills/{skill:slug}",
    response={200: SkillWithRoles, 404: Problem, 422: Problem},
    summary="One skill and the roles that ask for it",
    url_name="api_skill",
    exclude_unset=True,
)
def skill(request: HttpRequest, slug: SLUG, limit: LIMIT = 20, offset: OFFSET = 0) -> Any:
    """The skill, and each role whose guide asks for it: how much it matters, from which level, and what the role pays
    in the nation, all levels together.
    """
    found = listed(Skill.objects.filter(slug=slug))
    if not found:
        raise HttpError(404, _("No skill is called %(slug)s.") % {"slug": slug})
    columns = (f"document__{name}" for name in LISTED)
    rows = asking(slug).select_related("document").only("importance", "from_level", *columns)
    rows = rows.annotate(**headline_names("document__"))
    shown, following = page_of(rows, url_name="api_skill", limit=limit, offset=offset, slug=slug)
    return {**_skill(found[0]), "items": [_use(row) for row in shown], "next": following}


def _skill(skill: ListedSkill) -> Json:
    return {
        "slug": skill.slug,
        "name": skill.name,
        "url": absolute(reverse("skill_detail", args=[skill.slug])),
        "kind": skill.kind,
        "summary": skill.summary,
        "also_known_as": list(skill.aliases),
        "guides": skill.count,
    }


def _use(row: DocumentSkill) -> Json:
    return {**listed_role(row.document, row), "importance": row.importance, "from_level": row.from_level}
