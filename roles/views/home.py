"""The first page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from roles.selectors.home import get_home_page
from roles.seo import home_head


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What the site has, as it stands now. Sets no cookie."""
    return render(request, "roles/home.html", {"page": get_home_page(), "head": home_head()})
