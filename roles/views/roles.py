"""The guide of one role, as a page and as JSON."""

from __future__ import annotations

import re
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from roles.api.role_json import role_object
from roles.charts import guide as guide_charts
from roles.models import Area, GuideVersion, RoleDocument
from roles.selectors.areas import AreaUnknownError
from roles.selectors.guides import (
    RolePage,
    find_moved,
    get_role_page,
    get_version_page,
    is_gone,
    is_renamed,
)
from roles.seo import absolute, guide_head

AREA_CODE = re.compile(r"[0-9]{2}(?:[0-9]{3}(?:[0-9]{2})?)?")
VERSION_NUMBER = re.compile(r"[1-9][0-9]{0,8}")


@require_safe
def role_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The guide in the area asked for (``?area=``), or a version of it (``?v=``). Sets no cookie."""
    try:
        page = _asked_for(request, slug)
    except (RoleDocument.DoesNotExist, GuideVersion.DoesNotExist):
        return moved_or_gone(request, slug)
    return render(request, "roles/role_detail.html", guide_context(page, is_permalink="v" in request.GET))


def guide_context(page: RolePage, *, is_permalink: bool = False) -> dict[str, Any]:
    """What the guide's template prints: its head, the page and its charts. Previews use it too."""
    facts = page.facts
    return {
        "head": guide_head(page, is_permalink=is_permalink),
        "is_permalink": is_permalink,
        "page": page,
        "is_nation": page.area_code == Area.NATION_CODE,
        "kept": (("v", str(facts.version)),) if is_permalink else (),
        "steps_chart": guide_charts.steps_chart(facts),
        "level_chart": guide_charts.level_chart(facts),
        "percentile_chart": guide_charts.percentile_chart(facts, nearest=facts.pay.nearest)
        if facts.pay.refusal
        else None,
    }


@require_safe
def role_json(request: HttpRequest, slug: str) -> HttpResponse:
    """The facts of the guide as JSON; the same addresses lead on, the same are gone."""
    try:
        page = _asked_for(request, slug)
    except (RoleDocument.DoesNotExist, GuideVersion.DoesNotExist):
        return moved_or_gone(request, slug)
    response = JsonResponse(role_object(page), json_dumps_params={"ensure_ascii": False})
    response["Link"] = f'<{absolute(reverse("role_detail", args=[page.facts.slug]))}>; rel="canonical"'
    return response


def _asked_for(request: HttpRequest, slug: str) -> RolePage:
    """The page that the address names. ``Http404`` for an unknown or malformed area or version number."""
    area = request.GET.get("area", Area.NATION_CODE)
    version = request.GET.get("v")
    if not AREA_CODE.fullmatch(area) or (version is not None and not VERSION_NUMBER.fullmatch(version)):
        raise Http404
    try:
        if version is None:
            return get_role_page(slug, area)
        return get_version_page(slug, int(version), area)
    except AreaUnknownError as error:
        raise Http404 from error


def moved_or_gone(request: HttpRequest, slug: str) -> HttpResponse:
    """301 to where the role's address leads now, else 410 if it had a guide once, else 404."""
    moved = find_moved(slug)
    if moved is not None:
        match = request.resolver_match
        name = match.url_name if match and match.url_name else "role_detail"
        query = request.GET.copy()
        if "v" in query and not is_renamed(slug, moved):
            del query["v"]  # numbers of versions count within one role
        target = reverse(name, args=[moved])
        return HttpResponsePermanentRedirect(f"{target}?{query.urlencode()}" if query else target)
    if is_gone(slug):
        return render(request, "410.html", status=410)
    raise Http404
