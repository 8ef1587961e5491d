"""The pages of skills: one of each, and the list of them."""

from __future__ import annotations

from http import HTTPStatus

from django import forms
from django.core.paginator import EmptyPage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from roles.forms import PublicForm
from roles.models import Skill
from roles.selectors.skill_list import get_skill_list_page
from roles.selectors.skills import get_skill_page
from roles.seo.skills import skill_head, skill_list_head
from roles.views.browse import PAGE_NUMBER, PAGE_SIZE

LIST_SIZE = 300
MOST_CHARACTERS = 100


class SkillSearchForm(PublicForm):
    """Part of a skill's name, as it was typed."""

    q = forms.CharField(
        label=_("Find a skill"),
        max_length=MOST_CHARACTERS,
        required=False,
        error_messages={"max_length": _("Search for 100 characters at most. This was %(show_value)d.")},
    )


@require_safe
def skill_list(request: HttpRequest) -> HttpResponse:
    """Every skill that a live guide asks for, or those called so. A search that cannot be read is 422. Sets no cookie."""
    form = SkillSearchForm(request.GET, auto_id="skill-%s")
    if not form.is_valid():
        context = {"form": form, "head": skill_list_head(None)}
        return render(request, "roles/skill_list.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    text, number = form.cleaned_data["q"], request.GET.get("page", "1")
    if not PAGE_NUMBER.fullmatch(number):
        raise Http404
    try:
        page = get_skill_list_page(text=text, number=int(number), size=LIST_SIZE)
    except EmptyPage as error:
        raise Http404 from error
    context = {
        "head": skill_list_head(page, text),
        "form": form,
        "page": page,
        "numbers": page.page.paginator.get_elided_page_range(page.page.number),
        "q": text,
    }
    return render(request, "roles/skill_list.html", context)


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
