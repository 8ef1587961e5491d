"""Two roles side by side."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from roles.charts.pair import pair_chart
from roles.comparison.compared import compare
from roles.comparison.words import Words
from roles.models import RoleDocument
from roles.selectors.guides import ComparePage, canonical_pair, find_moved, get_compare_page
from roles.seo import pair_head


@require_safe
def compare_pair(request: HttpRequest, pair: tuple[str, str]) -> HttpResponse:
    """The comparison at its one address; other spellings of it answer 301, without their query. Sets no cookie.

    The other order leads to the canonical one, a role with itself to its guide, a
    former slug to the role's present one. Without two live guides: 404.
    """
    a, b = pair
    try:
        page = get_compare_page(a, b)
    except RoleDocument.DoesNotExist:
        return _moved(a, b)
    if a == b or pair != canonical_pair(a, b):
        return _to(a, b)
    return render(request, "roles/compare.html", comparison_context(page))


def comparison_context(page: ComparePage, words: Words | None = None) -> dict[str, Any]:
    """What the page of a pair prints, with these words of an editor, if any."""
    compared = compare(page.a, page.b)
    return {"compared": compared, "chart": pair_chart(compared), "head": pair_head(compared), "words": words}


def _moved(*slugs: str) -> HttpResponse:
    """301 where every slug is or was of a role that has a live guide now, else 404."""
    live = set(RoleDocument.objects.for_slugs(*slugs).values_list("slug", flat=True))
    present = [slug if slug in live else find_moved(slug) for slug in slugs]
    if None in present:
        raise Http404
    return _to(*(slug for slug in present if slug))


def _to(a: str, b: str) -> HttpResponse:
    """301 to the canonical address of the pair, or to the guide where both are one role."""
    if a == b:
        return HttpResponsePermanentRedirect(reverse("role_detail", args=[a]))
    return HttpResponsePermanentRedirect(reverse("compare_pair", args=[canonical_pair(a, b)]))
