"""Domains: the fields of work that group roles."""

from __future__ import annotations

from typing import Annotated, Any

from django.db.models import Count, OuterRef, Subquery
from django.http import HttpRequest
from django.urls import reverse
from ninja import Router, Schema
from pydantic import Field

from roles.api.lists import LIMIT, OFFSET, page_of
from roles.api.parts import absolute
from roles.api.schemas import Problem
from roles.models import Domain, RoleDocument

router = Router(tags=["domains"])


class DomainObject(Schema):
    """A field of work."""

    slug: str
    name: str
    url: str
    summary: str
    guides: Annotated[int, Field(description="How many live guides belong to it.")]


class DomainList(Schema):
    items: list[DomainObject]
    next: Annotated[str | None, Field(description="Address of what follows, or null.")]


@router.get(
    "/domains",
    response={200: DomainList, 422: Problem},
    summary="Fields of work",
    url_name="api_domains",
)
def domains(request: HttpRequest, limit: LIMIT = 20, offset: OFFSET = 0) -> Any:
    """Every field of work that has a published guide, by name."""
    documents = RoleDocument.objects.filter(domain_slug=OuterRef("slug")).order_by()
    guides = Subquery(documents.values("domain_slug").annotate(count=Count("pk")).values("count"))
    found = Domain.objects.annotate(guides=guides).filter(guides__gt=0).order_by("name", "pk")
    rows = found.values("slug", "name", "summary", "guides")
    shown, following = page_of(rows, url_name="api_domains", limit=limit, offset=offset)
    items = [{**row, "url": absolute(reverse("domain_detail", args=[row["slug"]]))} for row in shown]
    return {"items": items, "next": following}
