"""What a search that is still being typed may be about."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import ngettext
from ninja import Query, Router, Schema
from pydantic import Field

from roles.api.parts import absolute
from roles.api.schemas import Problem
from roles.search import Suggestion, suggest

router = Router(tags=["suggestions"])

MOST = 100
TYPED = Annotated[str, Query(max_length=200, description="What was typed so far; the last word may be unfinished.")]
LIMIT = Annotated[int, Query(ge=1, le=MOST, description="How many at most. There are never more than ten.")]
_PAGES = {"role": "role_detail", "skill": "skill_detail", "domain": "domain_detail"}


class SuggestionObject(Schema):
    kind: Literal["role", "skill", "domain"]
    title: str
    url: str
    note: Annotated[str, Field(description="The field of a role; how many guides ask for a skill or are of a field.")]


class SuggestionsObject(Schema):
    """Roles, then skills, then fields, each with the best match first."""

    items: list[SuggestionObject]
    next: Annotated[str | None, Field(description="Always null.")]


@router.get(
    "/suggest",
    response={200: SuggestionsObject, 422: Problem},
    summary="Suggestions while a search is typed",
    url_name="api_suggest",
)
def suggestions(request: HttpRequest, q: TYPED = "", limit: LIMIT = 10) -> Any:
    """Roles by their titles, skills by every name, and fields, whose words begin with what was typed. Where nothing is
    called so, a misspelled word is read as the nearest that some guide is named by.
    """
    return {"items": [_object(found) for found in suggest(q)[:limit]], "next": None}


def _object(found: Suggestion) -> dict[str, str]:
    return {
        "kind": found.kind,
        "title": found.title,
        "url": absolute(reverse(_PAGES[found.kind], args=[found.slug])),
        "note": _note(found),
    }


def _note(found: Suggestion) -> str:
    match found.kind:
        case "role":
            return found.field
        case "skill":
            return ngettext("Skill, %(count)d guide", "Skill, %(count)d guides", found.count) % {"count": found.count}
        case _:
            return ngettext("Field, %(count)d guide", "Field, %(count)d guides", found.count) % {"count": found.count}
