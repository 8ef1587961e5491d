"""The list of roles, searched, narrowed, sorted and paged: all of it stands in the address."""

from __future__ import annotations

import re
from http import HTTPStatus

from django import forms
from django.core.paginator import EmptyPage
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from roles.forms import PublicForm
from roles.models.fields import Rank
from roles.search import is_common
from roles.selectors.browse import BrowsePage, Filters, SkillUnknownError, get_browse_page
from roles.selectors.lists import DomainUnknownError
from roles.seo import browse_head

PAGE_SIZE = 20
PAGE_NUMBER = re.compile(r"[1-9][0-9]{0,5}")
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
SORTS = {"title": _("Title, A to Z"), "-pay": _("Median pay, high to low"), "pay": _("Median pay, low to high")}
MOST_CHARACTERS = 200
# Whole US dollars a year, and whole per cent: how such a filter is written.
AMOUNT = re.compile(r"[0-9]{1,7}")
PER_CENT = re.compile(r"-?[0-9]{1,3}")


class SearchForm(PublicForm):
    """What is searched for, as it was typed."""

    q = forms.CharField(
        label=_("Search roles and skills"),
        max_length=MOST_CHARACTERS,
        required=False,
        error_messages={"max_length": _("Search for 200 characters at most. This was %(show_value)d.")},
    )


@require_safe
def role_list(request: HttpRequest) -> HttpResponse:
    """Live guides that match, 20 a page. A search that cannot be read is 422 and comes back with its words.

    What is asked in another way than the list can give is passed over, and the page says so.
    """
    form = SearchForm(request.GET, auto_id="%s")
    if not form.is_valid():
        context = {"form": form, "head": browse_head(None)}
        return render(request, "roles/role_list.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    text, asked = form.cleaned_data["q"], request.GET.get("sort", "")
    sort = asked if asked in SORTS else ""
    if sort == "title" and not text:
        sort = ""  # its usual order
    filters, notes = read_filters(request.GET)
    if asked and asked not in SORTS:
        notes.append(
            gettext("The address asks for an order that this list does not have, so it stands in its usual one.")
        )
    if len(request.GET.get("q", "")) >= MOST_CHARACTERS:  # fields of a page take no more, and do not say so
        notes.append(gettext("A search holds 200 characters: of anything longer, only the first 200 were searched."))
    if is_common(text):
        notes.append(gettext("These words are too common to tell guides apart. Search for a title or a skill."))
    page = _asked_for(text, filters, sort, request.GET.get("page", "1"))
    context = {
        "head": browse_head(page, sort),
        "form": form,
        "page": page,
        "numbers": page.page.paginator.get_elided_page_range(page.page.number),
        "sort": sort,
        "sorts": orders(text),
        "notes": notes,
    }
    return render(request, "roles/role_list.html", context)


def orders(text: str) -> list[tuple[str, str | Promise]]:
    """What the list may be sorted by. The usual order has no value: a search from a sorted list asks for its own."""
    if text:
        return [("", _("Best match")), *SORTS.items()]
    return [("", SORTS["title"]), *((value, name) for value, name in SORTS.items() if value != "title")]


def read_filters(query: QueryDict) -> tuple[Filters, list[str]]:
    """What the address narrows the list to, and a sentence for each part of it that cannot be read.

    ``Http404`` for what can be no address part of a domain or a skill.
    """
    notes: list[str] = []
    domain, skill = query.get("domain", ""), query.get("skill", "")
    if any(slug and not SLUG.fullmatch(slug) for slug in (domain, skill)):
        raise Http404
    level = query.get("level", "")
    if level and level not in Rank.values:
        level = ""
        notes.append(
            gettext("The address asks for a level that guides do not have, so the list is not narrowed by level.")
        )
    pay = query.get("pay_min", "")
    if pay and not AMOUNT.fullmatch(pay):
        notes.append(gettext("Least pay is a whole number of US dollars a year, so the list is not narrowed by pay."))
        pay = ""
    growth = query.get("growth_min", "")
    if growth and not PER_CENT.fullmatch(growth):
        notes.append(gettext("Least growth is a whole number of per cent, so the list is not narrowed by growth."))
        growth = ""
    return Filters(domain, skill, int(pay) if pay else None, level, int(growth) if growth else None), notes


def _asked_for(text: str, filters: Filters, sort: str, number: str) -> BrowsePage:
    """The page that the address names. ``Http404`` for an unknown domain or skill, and for a page that is not there."""
    if not PAGE_NUMBER.fullmatch(number):
        raise Http404
    try:
        return get_browse_page(text=text, filters=filters, sort=sort, number=int(number), size=PAGE_SIZE)
    except (DomainUnknownError, SkillUnknownError, EmptyPage) as error:
        raise Http404 from error
