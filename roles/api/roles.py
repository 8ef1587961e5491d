"""Roles: the list of those with a live guide, and one of them whole."""

from __future__ import annotations

from typing import Annotated, Any

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from ninja.errors import HttpError
from pydantic import Field

from roles.api.lists import AREA, LIMIT, OFFSET, SLUG, SLUG_PATTERN, WORDS, page_of
from roles.api.parts import Json, absolute
from roles.api.role_json import role_object
from roles.api.role_schemas import RoleObject
from roles.api.schemas import FieldObject, ListedPay, Problem
from roles.models import Area, Domain, Occupation, RoleDocument, Skill
from roles.search import search
from roles.selectors.areas import AreaUnknownError
from roles.selectors.guides import find_moved, get_role_page, is_gone

router = Router(tags=["roles"])

DOMAIN = Annotated[str, Query(pattern=rf"{SLUG_PATTERN}|^$", description="Slug of a field of work; see /domains.")]
SKILL = Annotated[
    str, Query(pattern=rf"{SLUG_PATTERN}|^$", description="Slug of a skill that the guide asks for; see /skills.")
]


class ListedRole(Schema):
    """A role with a live guide."""

    slug: str
    title: str
    url: str
    domain: FieldObject
    summary: str
    pay: ListedPay


class RoleList(Schema):
    items: list[ListedRole]
    next: Annotated[str | None, Field(description="Address of what follows, or null.")]


@router.get(
    "/roles",
    response={200: RoleList, 404: Problem, 422: Problem},
    summary="Roles with a guide",
    url_name="api_roles",
    exclude_unset=True,
)
def roles(
    request: HttpRequest, q: WORDS = "", domain: DOMAIN = "", skill: SKILL = "", limit: LIMIT = 20, offset: OFFSET = 0
) -> Any:
    """Every role whose guide is published, by title; with words to search for, the best match first. The pay is that
    of the nation, all levels together.
    """
    found = search(RoleDocument.objects.for_lists(), q) if q else RoleDocument.objects.for_lists().sorted_by("title")
    if domain:
        found = found.in_domain(_known(Domain, domain))
    if skill:
        found = found.filter(skills__slug=_known(Skill, skill))
    asked = {"q": q, "domain": domain, "skill": skill}
    found = found.annotate(**headline_names())
    shown, following = page_of(found, url_name="api_roles", limit=limit, offset=offset, asked=asked)
    return {"items": [listed_role(document, document) for document in shown], "next": following}


@router.get(
    "/roles/{role:slug}",
    response={200: RoleObject, 301: None, 404: Problem, 410: Problem, 422: Problem},
    summary="One role whole",
    url_name="api_role",
)
def role(request: HttpRequest, slug: SLUG, area: AREA = Area.NATION_CODE) -> Any:
    """What the role's guide says, with its figures in the area: the same object as at /roles/SLUG.json. The address of
    a role that was renamed, or was withdrawn in favor of another, leads on; that of one withdrawn for good is gone.
    """
    try:
        page = get_role_page(slug, area)
    except AreaUnknownError as error:
        raise HttpError(404, _("No area has the code %(code)s.") % {"code": area}) from error
    except RoleDocument.DoesNotExist:
        return _moved(slug, area)
    response = JsonResponse(role_object(page), json_dumps_params={"ensure_ascii": False})
    response["Link"] = f'<{absolute(reverse("role_detail", args=[slug]))}>; rel="canonical"'
    return response


LISTED = (
    "slug", "title", "domain_slug", "domain_name", "summary", "headline_amount", "headline_currency", "headline_area",
    "headline_kind", "headline_source", "headline_release", "headline_occupation", "headline_flag",
)  # fmt: skip


def headline_names(document: str = "") -> dict[str, Subquery]:
    """What a list of roles is annotated with: the names of its headlines' area and occupation; ``document`` is the way to it."""
    areas = Area.objects.filter(code=OuterRef(f"{document}headline_area"))
    occupations = Occupation.objects.filter(code=OuterRef(f"{document}headline_occupation"))
    return {
        "area_name": Subquery(areas.values("name")[:1]),
        "occupation_title": Subquery(occupations.values("title")[:1]),
    }


def listed_role(document: RoleDocument, row: Any) -> Json:
    """A role as lists name it: the columns of its document that ``LISTED`` names; ``row`` has the ``headline_names``."""
    return {
        "slug": document.slug,
        "title": document.title,
        "url": absolute(reverse("role_detail", args=[document.slug])),
        "domain": {"slug": document.domain_slug, "name": document.domain_name},
        "summary": document.summary,
        "pay": {"headline": _headline(document, row)},
    }


def _headline(document: RoleDocument, row: Any) -> Json | None:
    if document.headline_amount is None:
        return None
    flag = {"flag": document.headline_flag} if document.headline_flag else {}
    return {
        "amount": document.headline_amount,
        "currency": document.headline_currency,
        "area": document.headline_area,
        "area_name": row.area_name,
        "kind": document.headline_kind,
        "source": document.headline_source,
        "release": document.headline_release,
        "occupation": document.headline_occupation or None,
        "occupation_title": row.occupation_title,
        **flag,
    }


def _known(model: type[Domain] | type[Skill], slug: str) -> str:
    """The slug, if there is such a row."""
    if not model._default_manager.filter(slug=slug).exists():
        raise HttpError(404, _("No %(noun)s is called %(slug)s.") % {"noun": model._meta.verbose_name, "slug": slug})
    return slug


def _moved(slug: str, area: str) -> HttpResponse:
    """Where the role's address leads now; 410 if it had a guide once, else 404."""
    moved = find_moved(slug)
    if moved is not None:
        query = f"?{urlencode({'area': area})}" if area != Area.NATION_CODE else ""
        return HttpResponsePermanentRedirect(f"{reverse('api_role', kwargs={'slug': moved})}{query}")
    if is_gone(slug):
        raise HttpError(410, _("This role's guide was withdrawn."))
    raise HttpError(404, _("No role is called %(slug)s.") % {"slug": slug})
