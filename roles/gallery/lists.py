"""Components of lists, of search and of every page's frame."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.http import QueryDict
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from roles.charts.lists import list_scale
from roles.selectors.browse import Facets, Filters, LevelFacet, Step
from roles.selectors.lists import Facet, Release
from roles.selectors.pairs import RolePair
from roles.selectors.rows import RoleList, RoleRow
from roles.templatetags.browse import ChosenFilter
from roles.views.browse import SearchForm, orders

from . import samples
from .entries import State, component
from .forms import sent
from .pay import pay_range

_WAGES, _GROWTH = samples.SOURCES[0].citation, samples.SOURCES[2].citation
_FACETS = (Facet("sample-field", "Sample field", 12), Facet("other-field", "Other field", 1))
_FILTERS = Facets(
    domains=_FACETS,
    any_domain=13,
    skills=(Facet("planning", "Planning", 9), Facet("sample-tool", samples.LONG, 1)),
    pay=(Step(100_000, 8), Step(150_000, 0)),
    levels=(LevelFacet("junior", "Junior", 13), LevelFacet("lead", "Lead or principal", 2)),
    growth=(Step(0, 12), Step(10, 1)),
)
_CHOSEN = Filters(domain="sample-field", skill="planning", pay_min=100_000, level="lead", growth_min=10)
_EMPTY_FACET = Facet("empty-field", "Empty field", 0)


def sample_row(number: int, **changes: Any) -> RoleRow:
    pay = pay_range(number)
    whole: dict[str, Any] = {
        "slug": pay.slug, "title": pay.title, "domain_name": "Sample field", "summary": samples.SUMMARY,
        "skills": ("Planning", "Writing", "Sample Tool"), "amount": pay.median, "currency": "USD", "flag": "",
        "source": _WAGES, "p25": pay.p25, "p75": pay.p75, "growth_percent": 4.5,
        "growth_period": "no real period", "published_at": datetime(2026, 1, 2, 9, tzinfo=UTC),
        "mark": list_scale([pay]).mark(pay),
    }  # fmt: skip
    return RoleRow(**(whole | changes))


UNPAID: dict[str, Any] = {"amount": None, "source": "", "p25": None, "p75": None, "mark": None}
_ROWS: tuple[tuple[Any, RoleRow], ...] = (
    (_("Headline, band and growth"), sample_row(1)),
    (_("No figure with a source"), sample_row(2, **UNPAID)),
    (_("No projection"), sample_row(3, growth_percent=None, growth_period="")),
    (_("Top-coded"), sample_row(4, flag="top_coded")),
    (_("Long words"), sample_row(5, title=samples.LONG, summary=f"{samples.LONG} {samples.SUMMARY}")),
    (_("Right to left"), sample_row(6, title=samples.RTL, summary=samples.RIGHT_TO_LEFT.summary)),
)


def _list(*rows: RoleRow) -> dict[str, Any]:
    ticks = list_scale([]).ticks
    paid = (_WAGES,) if any(row.amount for row in rows) else ()
    grows = (_GROWTH,) if any(row.growth_percent is not None for row in rows) else ()
    return {"roles": RoleList(rows, ticks, paid, grows)}


_EVERY = partial(_list, *(row for _name, row in _ROWS))
_ALONE = partial(_list, _ROWS[0][1])
_NO_PAY = partial(_list, _ROWS[1][1])


def _page(number: int, pages: int) -> dict[str, Any]:
    page = Paginator(range(20 * pages), 20).page(number)
    return {
        "page": page,
        "numbers": page.paginator.get_elided_page_range(number),
        "path": "",
        "query": QueryDict("q=plan"),
    }


def _search(text: str) -> dict[str, Any]:
    form = SearchForm(sent({"q": text}), auto_id="%s")
    form.is_valid()
    return {"form": form}


def _pair(**changes: Any) -> RolePair:
    whole: dict[str, Any] = {
        "pair": ("other-role", "sample-role"), "title_a": "Other Role", "title_b": "Sample Role",
        "difference": 30_000, "currency": "USD", "source": _WAGES, "shared_skills": 2, "skills": 6,
    }  # fmt: skip
    return RolePair(**(whole | changes))


def _release(**changes: Any) -> Release:
    whole: dict[str, Any] = {
        "key": "sample", "publisher": "Sample publisher", "title": "Sample wages", "url": "https://example.com/",
        "licence": "none: made for this gallery", "attribution": "Made for this gallery.", "label": "Sample wages",
        "covers": "no real period", "released_on": samples.DAY, "retrieved_on": samples.DAY,
    }  # fmt: skip
    return Release(**(whole | changes))


ENTRIES = (
    component("role_list", _("Roles in a list, on one scale, with the sources below."),
              State(_("Many"), _EVERY), State(_("One"), _ALONE), State(_("No figure at all"), _NO_PAY)),
    component("role_row", _("One role in such a list."),
              *(State(name, partial(dict, row=row)) for name, row in _ROWS), frame="rows"),
    component("guide_list", _("Guides on the home page."),
              State(_("Many"), _EVERY), State(_("One"), _ALONE), State(_("No figure at all"), _NO_PAY)),
    component("pair_list", _("Pairs of roles to compare."),
              State(_("Difference known, and not"), lambda: {"pairs": (_pair(), _pair(difference=None))}),
              State(_("One"), lambda: {"pairs": (_pair(),)}),
              State(_("Long words"), lambda: {"pairs": (_pair(title_a=samples.LONG, title_b=samples.RTL),)})),
    component("domain_list", _("Fields of work with their numbers of guides."),
              State(_("Several"), lambda: {"domains": _FACETS}), State(_("One"), lambda: {"domains": _FACETS[:1]})),
    component("facets", _("Narrows the list of roles."),
              State(_("Nothing chosen"), lambda: {"facets": _FILTERS, "filters": Filters()}),
              State(_("Filters chosen"), lambda: {"facets": _FILTERS, "filters": _CHOSEN}),
              State(_("A chosen field that leaves nothing"), lambda: {
                  "facets": replace(_FILTERS, domains=(*_FACETS, _EMPTY_FACET)),
                  "filters": Filters(domain=_EMPTY_FACET.slug)}), frame="form"),
    component("chosen_filters", _("What a list is narrowed to, each to be taken off."),
              State(_("Several"), lambda: {"clear": "#clear", "filters": (
                  ChosenFilter("domain", "Sample field", "#domain"), ChosenFilter("level", "Senior", "#level"))}),
              State(_("One, long words"), lambda: {"clear": "#clear", "filters": (
                  ChosenFilter("skill", samples.LONG, "#skill"),)}),
              State(_("None: nothing is drawn"), lambda: {"clear": "#clear", "filters": ()})),
    component("near_roles", _("Guides that match a search only in part."),
              State(_("Several"), _EVERY), State(_("None: nothing is drawn"), _list)),
    component("results_bar", _("How many were found, and their order."),
              State(_("Sorted by title"), lambda: {"title": "12 guides", "sorts": orders(""), "sort": ""}),
              State(_("A search, sorted by pay"), lambda: {
                  "title": mark_safe("1 guide matches “<bdi>plan</bdi>”"), "sorts": orders("plan"), "sort": "-pay"}),
              frame="form"),
    component("roles_search", _("The search of the list itself."),
              State(_("Empty"), partial(_search, "")), State(_("Searched"), partial(_search, "plan")),
              State(_("Right to left"), partial(_search, samples.RTL)),
              State(_("Error: too long"), partial(_search, "plan " * 50)), frame="form"),
    component("search_form", _("Search from any page."),
              State(_("In the header: compact, an icon"), lambda: {
                  "id": "sample-q", "label": "Search", "placeholder": "Search roles and skills", "size": "compact"}),
              State(_("On the home page: hero"), lambda: {
                  "id": "sample-q", "label": "Search a title or a skill", "label_class": "hero__search-label",
                  "size": "hero", "button": "Search"}),
              State(_("With what was searched, and suggestions"), lambda: {
                  "id": "sample-q", "label": "Search", "value": "plan", "button": "Search",
                  "options": (("Planner", "a title"), ("Planning", "a skill"))})),
    component("pagination", _("The pages of a list; nothing where there is one."),
              State(_("First page"), partial(_page, 1, 3)), State(_("In the middle of many"), partial(_page, 20, 40)),
              State(_("Last page"), partial(_page, 3, 3)), State(_("One page: nothing is drawn"), partial(_page, 1, 1))),
    component("empty_state", _("What a list says that has nothing, and what to try."),
              State(_("With what to try"), lambda: {"title": "No guide matches “plan”", "items": (
                  {"text": "Search every field", "url": "#states", "after": "to see 12 guides"},
                  {"text": "Check the spelling"})}),
              State(_("With a note"), lambda: {"title": "No guide is published yet", "note": "When one is, it stands here."}),
              State(_("Title alone"), lambda: {"title": samples.LONG})),
    component("release_list", _("Publications that were read in, on the page about method."),
              State(_("Several"), lambda: {"site_name": "Careers", "releases": (_release(), _release(released_on=None))}),
              State(_("A licence that asks for a sentence of its own"), lambda: {
                  "site_name": "Careers", "releases": (_release(key="onet", label="Sample 0.0"),)})),
    component("breadcrumb", _("The way down to this page; the last is the page itself."),
              State(_("Three levels"), lambda: {"crumbs": (("Careers", "/"), ("Roles", "/roles/"), ("Sample Role", ""))}),
              State(_("Long words"), lambda: {"crumbs": (("Careers", "/"), (samples.LONG, ""))}),
              State(_("Right to left"), lambda: {"crumbs": (("Careers", "/"), (samples.RTL, ""))})),
    component("site_header", _("The site’s name and main links."),
              State(_("On another page"), lambda: {"site_name": "Careers"}),
              State(_("On the list of roles: current"), lambda: {"site_name": "Careers", "url_name": "role_list"}),
              State(_("Inside it, on a guide"), lambda: {"site_name": "Careers", "url_name": "role_detail"}),
              State(_("On the method"), lambda: {"site_name": "Careers", "url_name": "methodology"}), frame="header"),
    component("site_footer", _("The foot of every page."), State(_("As on every page"), lambda: {"site_name": "Careers"}),
              frame="wide"),
    component("skip_link", _("Leads past the header; seen when it has the focus. Press Tab at the top of this page."),
              State(_("Hidden until focused"))),
    component("brand_mark", _("The sign beside the site’s name."), State(_("As everywhere"))),
    component("notice", _("Something a reader must know first."),
              State(_("Plain"), lambda: {"text": "This is not the live version."}),
              State(_("With a title"), lambda: {"title": "Older version.", "text": "The live one says more."}),
              State(_("Warning"), lambda: {"title": "Too little data.", "text": "We show none.", "kind": "warning"})),
)  # fmt: skip
