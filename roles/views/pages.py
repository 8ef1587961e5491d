"""How figures are made, what changed, and what is stored of visitors."""

from __future__ import annotations

from django.core.paginator import EmptyPage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from roles.selectors.changes import get_changes_page
from roles.selectors.example import get_example
from roles.selectors.lists import get_releases
from roles.seo import changes_head, methodology_head, my_skills_head, privacy_head
from roles.views.browse import PAGE_NUMBER, PAGE_SIZE


@require_safe
def methodology(request: HttpRequest) -> HttpResponse:
    """Where figures come from and by which rules, with a live guide as the example; releases are those read in."""
    releases = get_releases()
    context = {"releases": releases, "example": get_example(releases), "head": methodology_head()}
    return render(request, "roles/methodology.html", context)


@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """What was published, corrected and read in, the newest first, 20 a page. ``Http404`` past the end."""
    number = request.GET.get("page", "1")
    if not PAGE_NUMBER.fullmatch(number):
        raise Http404
    try:
        page = get_changes_page(number=int(number), size=PAGE_SIZE)
    except EmptyPage as error:
        raise Http404 from error
    numbers = page.page.paginator.get_elided_page_range(page.page.number)
    return render(request, "roles/changes.html", {"page": page, "numbers": numbers, "head": changes_head(page)})


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is stored, why, and who sees it: no more than works now."""
    return render(request, "roles/privacy.html", {"head": privacy_head()})


@require_safe
def my_skills(request: HttpRequest) -> HttpResponse:
    """Where script lists the skills that this browser keeps as known. The same page for everybody."""
    return render(request, "roles/my_skills.html", {"head": my_skills_head()})
