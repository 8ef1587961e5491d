"""Pay by place: every role in one place, one role in every place, and both as CSV."""

from __future__ import annotations

from django.core.paginator import EmptyPage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from roles import wage_csv
from roles.models import Area, RoleDocument
from roles.selectors.areas import AreaUnknownError
from roles.selectors.lists import DomainUnknownError
from roles.selectors.places import OccupationUnknownError, RoleSalariesPage, get_role_salaries_page
from roles.selectors.salaries import get_salaries_page, get_salary_rows
from roles.seo import role_salaries_head, salaries_head
from roles.views.browse import PAGE_NUMBER, PAGE_SIZE, SLUG, SORTS
from roles.views.roles import AREA_CODE, moved_or_gone
from roles.wages import Place

PLACE_SORTS = {
    "-pay": _("Median pay, high to low"),
    "pay": _("Median pay, low to high"),
    "title": _("Name, A to Z"),
}
NARROWS = ("area", "domain", "sort")


@require_safe
def salaries(request: HttpRequest) -> HttpResponse:
    """Every live role with its official figure in the area, 20 a page. ``?role=`` leads on to that role's page."""
    if role := request.GET.get("role"):
        return _to_role(role)
    number = request.GET.get("page", "1")
    if not PAGE_NUMBER.fullmatch(number):
        raise Http404
    area, domain, sort = _narrowed(request)
    is_bare = number == "1" and not any(request.GET.get(name) for name in NARROWS)
    try:
        page = get_salaries_page(
            area=area, domain=domain, sort=sort, number=int(number), size=PAGE_SIZE, with_states=is_bare
        )
    except (AreaUnknownError, DomainUnknownError, EmptyPage) as error:
        raise Http404 from error
    context = {
        "head": salaries_head(page, "" if sort == "title" else sort),
        "page": page,
        "numbers": page.page.paginator.get_elided_page_range(page.page.number),
        "sort": sort,
        "sorts": SORTS,
        "is_sort_unknown": request.GET.get("sort", "") not in ("", sort),
    }
    return render(request, "roles/salaries.html", context)


@require_safe
def salaries_csv(request: HttpRequest) -> HttpResponse:
    """The same as a file, every row of it."""
    area, domain, sort = _narrowed(request)
    try:
        areas, rows = get_salary_rows(area=area, domain=domain, sort=sort)
    except (AreaUnknownError, DomainUnknownError) as error:
        raise Http404 from error
    place = Place(areas.chosen.code, areas.chosen.kind, areas.chosen.name)
    text = wage_csv.lines(
        (*wage_csv.ROLE, *wage_csv.CELL),
        (
            (
                *wage_csv.role_fields(row.slug, row.title, row.occupation),
                *wage_csv.cell_fields(
                    row.occupation.code if row.occupation else "",
                    row.occupation.title if row.occupation else "",
                    place,
                    row.cell,
                    row.absence,
                ),
            )
            for row in rows
        ),
    )
    return _file(text, "-".join(part for part in ("salaries", area, domain) if part))


@require_safe
def role_salaries(request: HttpRequest, slug: str) -> HttpResponse:
    """The official pay of one role in every state, and in the areas of one (``?state=``)."""
    asked = request.GET.get("sort", "")
    sort = asked if asked in PLACE_SORTS else "-pay"
    try:
        page = _role_page(request, slug, sort)
    except RoleDocument.DoesNotExist:
        return moved_or_gone(request, slug)
    context = {
        "head": role_salaries_head(
            page, is_whole=not any(request.GET.get(name) for name in ("occupation", "state", "sort"))
        ),
        "page": page,
        "sort": sort,
        "sorts": PLACE_SORTS,
        "is_sort_unknown": bool(asked) and asked != sort,
    }
    return render(request, "roles/role_salaries.html", context)


@require_safe
def role_salaries_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """The same as a file: the nation, every state, and the areas of the state asked for."""
    sort = request.GET.get("sort", "")
    try:
        page = _role_page(request, slug, sort if sort in PLACE_SORTS else "-pay")
    except RoleDocument.DoesNotExist:
        return moved_or_gone(request, slug)
    shown = page.occupation
    figures = [row.figure for table in page.tables for row in table.rows]
    places = [(figure.place, figure.cell) for figure in figures]
    if shown:
        places.insert(0, (Place(Area.NATION_CODE, "nation", page.areas.nation.name), page.nation))
    text = wage_csv.lines(
        (*wage_csv.ROLE, *wage_csv.CELL),
        (
            (
                *wage_csv.role_fields(page.facts.slug, page.facts.title, shown),
                *wage_csv.cell_fields(shown.code, shown.title, place, cell),
            )
            for place, cell in places
            if shown
        ),
    )
    return _file(text, "-".join(part for part in ("salaries", slug, page.state.code if page.state else "") if part))


def _narrowed(request: HttpRequest) -> tuple[str, str, str]:
    """Area, domain and order that the address names; an unknown order is the usual one. ``Http404`` for malformed codes."""
    area = request.GET.get("area") or Area.NATION_CODE
    domain, sort = request.GET.get("domain", ""), request.GET.get("sort", "")
    if not AREA_CODE.fullmatch(area) or (domain and not SLUG.fullmatch(domain)):
        raise Http404
    return area, domain, sort if sort in SORTS else "title"


def _role_page(request: HttpRequest, slug: str, sort: str) -> RoleSalariesPage:
    """The page that the address names. ``Http404`` for an occupation or a state that it does not have."""
    state, occupation = request.GET.get("state", ""), request.GET.get("occupation", "")
    if state and not AREA_CODE.fullmatch(state):
        raise Http404
    try:
        return get_role_salaries_page(slug, occupation=occupation, state=state, sort=sort)
    except (OccupationUnknownError, AreaUnknownError) as error:
        raise Http404 from error


def _to_role(slug: str) -> HttpResponse:
    if not SLUG.fullmatch(slug):
        raise Http404
    return HttpResponsePermanentRedirect(reverse("role_salaries", args=[slug]))


def _file(text: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type=wage_csv.CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response["X-Robots-Tag"] = "noindex"
    return response
