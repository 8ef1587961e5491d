"""The list of roles, searched, narrowed and sorted."""

from __future__ import annotations

import re
from http import HTTPStatus

from django import forms
from django.core.paginator import EmptyPage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from roles.forms import PublicForm
from roles.selectors.lists import BrowsePage, DomainUnknownError, get_browse_page
from roles.seo import browse_head

PAGE_SIZE = 20
PAGE_NUMBER = re.compile(r"[1-9][0-9]{0,5}")
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
SORTS = {"title": _("Title, A to Z"), "-pay": _("Median pay, high to low"), "pay": _("Median pay, low to high")}
MOST_CHARACTERS = 200


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

    An unknown domain is 404, as a field of work that is not there. An unknown order
    loses nobody anything: the list stands in its usual order and says so.
    """
    form = SearchForm(request.GET, auto_id="%s")
    if not form.is_valid():
        context = {"form": form, "head": browse_head(None)}
        return render(request, "roles/role_list.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    text, asked = form.cleaned_data["q"], request.GET.get("sort", "")
    sort = asked if asked in SORTS else ""
    page = _asked_for(request, text, sort)
    context = {
        "head": browse_head(page, text, "" if sort == "title" else sort),
        "form": form,
        "page": page,
        "numbers": page.page.paginator.get_elided_page_range(page.page.number),
        "q": text,
        "sort": sort or ("" if text else "title"),
        "sorts": SORTS,
        "is_sort_unknown": bool(asked) and not sort,
    }
    return render(request, "roles/role_list.html", context)


def _asked_for(request: HttpRequest, text: str, sort: str) -> BrowsePage:
    """The page that the address names. ``Http404`` for an unknown domain, and for a page that is not there."""
    domain, number = request.GET.get("domain", ""), request.GET.get("page", "1")
    if (domain and not SLUG.fullmatch(domain)) or not PAGE_NUMBER.fullmatch(number):
        raise Http404
    try:
        return get_browse_page(text=text, domain=domain, sort=sort, number=int(number), size=PAGE_SIZE)
    except (DomainUnknownError, EmptyPage) as error:
        raise Http404 from error
