"""The words of any version on the page that readers see, for editors alone."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from roles.models import ComparisonVersion, RoleDocument
from roles.selectors.comparing import get_compare_page
from roles.selectors.guides import canonical_pair
from roles.selectors.words import words_of
from roles.views.compare import comparison_context


def page(request: HttpRequest, version: ComparisonVersion) -> HttpResponse | None:
    """The comparison with these words, saved or not; None where one of the two guides is not live."""
    first, second = version.page.first.slug, version.page.second.slug
    pair = canonical_pair(first, second)
    try:
        compared = get_compare_page(*pair)
    except RoleDocument.DoesNotExist:
        return None
    words = words_of(version) if pair[0] == first else words_of(version).swapped
    context = comparison_context(replace(compared, words=words), is_preview=True)
    response = render(request, "roles/compare.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
