"""How figures are made, and what is stored of visitors."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from roles.selectors.lists import get_releases
from roles.seo import methodology_head, privacy_head


@require_safe
def methodology(request: HttpRequest) -> HttpResponse:
    """Where figures come from and by which rules; the releases named are those that were read in."""
    return render(request, "roles/methodology.html", {"releases": get_releases(), "head": methodology_head()})


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is stored, why, and who sees it: no more than works now."""
    return render(request, "roles/privacy.html", {"head": privacy_head()})
