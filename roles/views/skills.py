"""The pages of skills: one of each, and the list of them."""

from __future__ import annotations

from django.core.paginator import EmptyPage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from roles.models import Skill
from roles.selectors.skills import get_skill_list, get_skill_page
from roles.seo import skill_head, skill_list_head
from roles.views.browse import PAGE_NUMBER, PAGE_SIZE


@require_safe
def skill_list(request: HttpRequest) -> HttpResponse:
    """Every skill that a live guide asks for. Sets no cookie."""
    return render(request, "roles/skill_list.html", {"skills": get_skill_list(), "head": skill_list_head()})


@require_safe
def skill_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The skill and the guides that ask for it, 20 a page. Sets no cookie.

    A skill that no live guide asks for has a page that says so, and is not indexed.
    ``Http404`` for an unknown skill and for a page that is not there.
    """
    number = request.GET.get("page", "1")
    if not PAGE_NUMBER.fullmatch(number):
        raise Http404
    try:
        page = get_skill_page(slug, number=int(number), size=PAGE_SIZE)
    except (Skill.DoesNotExist, EmptyPage) as error:
        raise Http404 from error
    numbers = page.page.paginator.get_elided_page_range(page.page.number)
    return render(request, "roles/skill.html", {"page": page, "numbers": numbers, "head": skill_head(page)})
