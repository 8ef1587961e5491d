"""Two to four roles side by side, and the page where they are chosen."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roles import addresses
from roles.api.comparison_json import comparison_object
from roles.charts.sides import sides_charts
from roles.comparison.compared import compare
from roles.comparison.earned import lacking, standing_of
from roles.comparison.sides import MOST_SIDES
from roles.models import RoleDocument
from roles.selectors.comparing import (
    MOST_TEXTS,
    ComparePage,
    get_compare_page,
    texts_of,
)
from roles.selectors.finding import FoundRole, find_listed, get_titles
from roles.selectors.guides import find_present
from roles.seo import absolute
from roles.seo.comparisons import comparison_head, picker_head


@require_safe
def compare_pair(request: HttpRequest, pair: tuple[str, str]) -> HttpResponse:
    """The comparison at its one address; other spellings of it answer 301. Sets no cookie.

    The other order leads to the canonical one, a role with itself to its guide, a
    former slug to the role's present one. Of the query only ``only`` goes along. Without two live guides: 404.
    """
    page = _page_or_elsewhere(pair, "compare_pair", "role_detail", only=_is_only(request))
    if isinstance(page, HttpResponse):
        return page
    return render(request, "roles/compare.html", _context(request, page))


@require_safe
def compare_pair_json(request: HttpRequest, pair: tuple[str, str]) -> HttpResponse:
    """The same facts as JSON, at one address as the page is."""
    page = _page_or_elsewhere(pair, "compare_pair_json", "role_json")
    if isinstance(page, HttpResponse):
        return page
    response = JsonResponse(comparison_object(compare(*page.guides)), json_dumps_params={"ensure_ascii": False})
    response["Link"] = f'<{absolute(reverse("compare_pair", args=[pair]))}>; rel="canonical"'
    return response


@require_safe
def compare_picker(request: HttpRequest) -> HttpResponse:
    """Where roles are chosen (``?roles=``, by slug or title); of two, 301 to the pair; three or four stand here.

    Another spelling or order of them is 301 to the canonical one, one role several times 301 to its guide.
    A role that is not there is 404, more than four are 422; both give back what was chosen. Sent with empty
    fields it says what is missing, still with 200: nothing was asked for that is not there.
    """
    given = texts_of(request.GET.getlist("roles"))
    texts = list(dict.fromkeys(given))
    picks = find_listed(texts[:MOST_TEXTS])
    slugs = addresses.canonical([pick.slug for pick in picks if pick.slug])
    if any(not pick.slug for pick in picks):
        return _picker(request, picks, HTTPStatus.NOT_FOUND)
    if len(slugs) > MOST_SIDES or len(texts) > MOST_TEXTS:
        return _picker(request, picks, HTTPStatus.UNPROCESSABLE_ENTITY)
    if len(slugs) < 2:
        if len(given) > 1 or len(picks) > 1:
            return HttpResponsePermanentRedirect(reverse("role_detail", args=slugs))
        return _picker(request, picks, HTTPStatus.OK)
    if len(slugs) == 2 or request.GET.getlist("roles") != [",".join(slugs)]:
        is_sent = len(request.GET.getlist("roles")) > 1  # by a form, not by an address that names a role twice
        of_text = {pick.text: pick.slug for pick in picks}
        again = _chosen_again([of_text[text] for text in given if text in of_text]) if is_sent else ""
        return HttpResponsePermanentRedirect(addresses.comparison(slugs, only=_is_only(request), again=again))
    return render(request, "roles/compare.html", _context(request, get_compare_page(*slugs)))


def _picker(request: HttpRequest, picks: tuple[FoundRole, ...], status: HTTPStatus) -> HttpResponse:
    chosen = tuple({pick.slug: pick for pick in picks if pick.slug}.values())
    unknown = tuple(pick for pick in picks if not pick.slug)
    is_too_many = status == HTTPStatus.UNPROCESSABLE_ENTITY
    is_too_few = len(picks) < 2 and not unknown and _has_empty_field(request)
    context = {
        "head": picker_head(is_kept=not picks, is_wrong=is_too_few or status >= HTTPStatus.BAD_REQUEST),
        "chosen": chosen,
        "unknown": unknown,
        "slugs": tuple(pick.slug for pick in chosen),
        "is_too_many": is_too_many,
        "is_too_few": is_too_few,
        "problems": _problems(chosen, unknown, is_too_many=is_too_many, is_too_few=is_too_few),
        "only": _is_only(request),
        "blanks": range(max(MOST_SIDES // 2 - len(picks), 0 if unknown else 1)),
        "titles": get_titles(),
    }
    return render(request, "roles/compare_picker.html", context, status=status)


def _problems(
    chosen: Sequence[FoundRole], unknown: Sequence[FoundRole], *, is_too_many: bool, is_too_few: bool
) -> list[tuple[str, str]]:
    """What is wrong, each with the id of the field it is wrong in."""
    if is_too_many:
        return [("many-1", _("Four roles at most are compared at once. Untick what you can do without."))]
    if is_too_few and chosen:
        return [("role-1", _("Choose another role to compare this one with."))]
    if is_too_few:
        return [("role-1", _("Choose at least two roles: type a title into each field."))]
    text = _("Role {number}: no guide is called “<bdi>{text}</bdi>”.")
    return [
        (f"unknown-{place}", format_html(text, number=len(chosen) + place, text=pick.text))
        for place, pick in enumerate(unknown, start=1)
    ]


def comparison_context(page: ComparePage, *, only: bool = False, is_preview: bool = False) -> dict[str, Any]:
    """What the template of a comparison prints; ``only``: what is the same is left out; a preview says that it is one."""
    compared = compare(*page.guides)
    is_earned = compared.is_pair and not lacking(standing_of(compared, page.qualities, page.words))
    return {
        "compared": compared,
        "charts": sides_charts(compared),
        "head": comparison_head(compared, page.words, is_kept=is_earned, only=only, is_preview=is_preview),
        "only": only,
        "is_preview": is_preview,
        "may_add": len(compared.sides) < MOST_SIDES,
        "suggested": page.suggested,
        "words": page.words,
    }


def _context(request: HttpRequest, page: ComparePage) -> dict[str, Any]:
    return comparison_context(page, only=_is_only(request)) | {"again": request.GET.get("again", "")}


def _chosen_again(slugs: Sequence[str]) -> str:
    """The first role that was given twice."""
    return next((slug for place, slug in enumerate(slugs) if slug in slugs[:place]), "")


def _has_empty_field(request: HttpRequest) -> bool:
    """The form was sent with a field that holds nothing."""
    return any(not texts_of([value]) for value in request.GET.getlist("roles"))


def _is_only(request: HttpRequest) -> bool:
    """Only what is different is asked for."""
    return request.GET.get("only") == "differences"


def _page_or_elsewhere(
    pair: tuple[str, str], name: str, name_of_one: str, *, only: bool = False
) -> ComparePage | HttpResponse:
    """Both guides; or 301 to where their comparison stands, or to the one role's own page. ``Http404`` without them."""
    try:
        page = get_compare_page(*pair)
    except RoleDocument.DoesNotExist:
        return _to(_present(pair), name, name_of_one, only=only)
    if pair != addresses.canonical(pair):
        return _to(pair, name, name_of_one, only=only)
    return page


def _present(pair: tuple[str, str]) -> list[str]:
    """The slugs that the two roles have now. ``Http404`` where one of them has no live guide."""
    present = find_present(pair)
    if set(pair) - set(present):
        raise Http404
    return [present[slug] for slug in pair]


def _to(slugs: Sequence[str], name: str, name_of_one: str, *, only: bool) -> HttpResponse:
    roles = addresses.canonical(slugs)
    if only and len(roles) > 1:
        return HttpResponsePermanentRedirect(addresses.comparison(roles, only=True))
    target = reverse(name, args=[roles]) if len(roles) > 1 else reverse(name_of_one, args=roles)
    return HttpResponsePermanentRedirect(target)
