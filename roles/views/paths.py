"""Ways from a role, or from skills, to a role; and the roles that are near."""

from __future__ import annotations

import re
from dataclasses import dataclass
from http import HTTPStatus

from django.core.paginator import EmptyPage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from roles.addresses import path_address
from roles.charts.path import hours_chart
from roles.models import RoleDocument
from roles.paths import HOURS_A_WEEK, USUAL_HOURS, weeks
from roles.selectors.finding import FoundRole, find_role
from roles.selectors.guides import find_present
from roles.selectors.path_picker import get_picker_page
from roles.selectors.paths import Chosen, PathPage, get_chosen, get_near_page, get_path_page
from roles.seo.paths import near_head, path_head, picker_head
from roles.views.browse import MOST_CHARACTERS, PAGE_NUMBER, PAGE_SIZE

SKILL = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MOST_CHOSEN, MOST_LETTERS = 100, 81  # of skills, and of one: no slug is that long
NAMED = 5  # unknown skills by name in a message; the rest are counted


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks besides the two roles.

    ``texts`` are the skills as they were asked for, ``notices`` say what could not be taken.
    """

    texts: tuple[str, ...]
    chosen: Chosen
    hours: int
    notices: tuple[str, ...]


@require_safe
def path_detail(request: HttpRequest, start: str, goal: str) -> HttpResponse:
    """The way from one role to another, with what was chosen besides (``?have=``). Sets no cookie.

    A former slug leads to the role's present one, with the query; two that became one role lead to its guide.
    Without two live guides: 404.
    """
    asked = _asked(request.GET)
    try:
        page = get_path_page(start, goal, asked.chosen.skills)
    except RoleDocument.DoesNotExist:
        return _moved(start, goal, asked)
    return _path(request, page, asked)


@require_safe
def path_picker(request: HttpRequest) -> HttpResponse:
    """Where a way begins. Two roles lead to their way, one or skills alone to what is near; else there is a choice.

    A role that nobody knows is 404, with what is called alike. ``find`` (a skill to tick) and ``edit`` stay here.
    """
    asked = _asked(request.GET)
    start, goal = (_role(request.GET.get(name, "")) for name in ("from", "to"))
    is_unknown = any(role.text and not role.slug for role in (start, goal))
    if is_unknown or request.GET.get("find", "").strip() or request.GET.get("edit"):
        return _picker(request, asked, start, goal)
    if _became_one(start, goal):
        return _to_guide(goal.slug)
    is_named_otherwise = any(role.slug != role.text for role in (start, goal))
    if (start.slug and goal.slug) or is_named_otherwise:
        number = "" if goal.slug else request.GET.get("page", "")
        target = path_address(start=start.slug, goal=goal.slug, have=asked.texts, hours=asked.hours, page=number)
        is_lasting = all(role.is_address for role in (start, goal) if role.text)
        return redirect(target, permanent=is_lasting)
    if goal.slug and asked.chosen.skills:
        return _path(request, get_path_page("", goal.slug, asked.chosen.skills), asked)
    if not goal.slug and (start.slug or asked.chosen.skills):
        return _near(request, start.slug, asked)
    return _picker(request, asked, start, goal)


def _asked(query: QueryDict) -> Asked:
    """Skills (comma-separated or repeated) and hours a week; what is unknown is left out, and said."""
    texts = (text.strip()[:MOST_LETTERS] for value in query.getlist("have") for text in value.split(","))
    wanted = tuple(text for text in dict.fromkeys(texts) if text)
    taken = wanted[:MOST_CHOSEN]
    found = get_chosen(text.lower() for text in taken if SKILL.fullmatch(text.lower()))
    unknown = tuple(text for text in taken if text.lower() not in found.skills)
    asked = query.get("hours", "")
    hours = int(asked) if asked in {str(hours) for hours in HOURS_A_WEEK} else USUAL_HOURS
    notices = [_unknown_skills(unknown)] if unknown else []
    if len(wanted) > MOST_CHOSEN:
        notices.append(_("More than %(most)d skills were given; only the first are taken.") % {"most": MOST_CHOSEN})
    if asked and asked != str(hours):
        text = _("The address asks for hours a week that are not offered here, so the usual %(hours)d are taken.")
        notices.append(text % {"hours": hours})
    return Asked(taken, found, hours, tuple(notices))


def _unknown_skills(names: tuple[str, ...]) -> str:
    named = [name[:40] for name in names[:NAMED]]
    rest = len(names) - len(named)
    if rest:
        named.append(ngettext("%(count)d more", "%(count)d more", rest) % {"count": rest})
    return _("Left out, because no skill here is called so: %(names)s.") % {"names": ", ".join(named)}


def _role(text: str) -> FoundRole:
    text = text.strip()
    return find_role(text) if len(text) <= MOST_CHARACTERS else FoundRole(f"{text[:MOST_CHARACTERS]}…")


def _moved(start: str, goal: str, asked: Asked) -> HttpResponse:
    """301 where both slugs are or were of a role that has a live guide now, else 404."""
    present = find_present((start, goal))
    if {start, goal} - set(present):
        raise Http404
    if start != goal and present[start] == present[goal]:
        return _to_guide(present[goal])
    target = path_address(start=present[start], goal=present[goal], have=asked.texts, hours=asked.hours)
    return HttpResponsePermanentRedirect(target)


def _to_guide(slug: str) -> HttpResponse:
    """Where a way leads whose two ends have become one role, as their comparison does."""
    return HttpResponsePermanentRedirect(reverse("role_detail", args=[slug]))


def _became_one(start: FoundRole, goal: FoundRole) -> bool:
    """Two different addresses, present or former, that lead to one role now."""
    return start.is_address and goal.is_address and start.text != goal.text and start.slug == goal.slug


def _path(request: HttpRequest, page: PathPage, asked: Asked) -> HttpResponse:
    hours = page.path.hours
    context = {
        "head": path_head(page.path),
        "page": page,
        "path": page.path,
        "chart": hours_chart(page.path),
        "span": weeks(hours, asked.hours) if hours else None,
        "hours": asked.hours,
        "notices": asked.notices,
    }
    return render(request, "roles/path.html", context)


def _near(request: HttpRequest, start: str, asked: Asked) -> HttpResponse:
    number = request.GET.get("page", "1")
    if not PAGE_NUMBER.fullmatch(number):
        raise Http404
    try:
        page = get_near_page(start, asked.chosen.skills, number=int(number), size=PAGE_SIZE)
    except EmptyPage as error:
        raise Http404 from error
    context = {
        "head": near_head(page.start),
        "page": page,
        "numbers": page.page.paginator.get_elided_page_range(page.page.number),
        "have": asked.chosen.skills,
        "notices": asked.notices,
    }
    return render(request, "roles/near.html", context)


def _picker(request: HttpRequest, asked: Asked, start: FoundRole, goal: FoundRole) -> HttpResponse:
    is_unknown = any(role.text and not role.slug for role in (start, goal))
    find = request.GET.get("find", "").strip()[:MOST_CHARACTERS]
    context = {
        "head": picker_head(is_wrong=is_unknown),
        "problems": _problems(start, goal),
        "page": get_picker_page(find, asked.chosen.skills),
        "start": start,
        "goal": goal,
        "have": asked.chosen.skills,
        "hours": asked.hours,
        "notices": asked.notices,
        # The form was sent as it came; an unknown skill is said already.
        "is_empty": "from" in request.GET and not (start.text or goal.text or asked.texts or find),
    }
    return render(request, "roles/paths.html", context, status=HTTPStatus.NOT_FOUND if is_unknown else HTTPStatus.OK)


def _problems(start: FoundRole, goal: FoundRole) -> list[tuple[str, str]]:
    """What is wrong, each with the id of the field it is wrong in."""
    texts = {
        "from": (start, _("The role you have: no guide is called “<bdi>{text}</bdi>”.")),
        "to": (goal, _("The role you want: no guide is called “<bdi>{text}</bdi>”.")),
    }
    return [
        (name, format_html(text, text=role.text)) for name, (role, text) in texts.items() if role.text and not role.slug
    ]
