"""The component gallery in the admin, for anyone who may sign in.

A component of the site stands on a page made from the site's own base with the site's own style
sheet, so that it looks as visitors see it; the desk's components stand on a page of the desk.
"""

from __future__ import annotations

from typing import Any

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from accounts.admin_site import desk
from roles.gallery import every, samples
from roles.gallery.entries import COMPONENTS, Entry, gallery
from roles.gallery.rendering import draw

THEMES = {"": gettext_lazy("As the device"), "light": gettext_lazy("Light"), "dark": gettext_lazy("Dark")}
# Their types know views without arguments alone.
_may_frame: Any = csp_replace({"frame-src": ["'self'"]})
_may_be_framed: Any = csp_replace({"frame-ancestors": ["'self'"]})


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every component with the number of its states."""
    entries = list(gallery)
    groups = [
        (_("The site’s components"), [entry for entry in entries if entry.template.startswith(COMPONENTS)]),
        (_("The desk’s components"), [entry for entry in entries if entry.is_staff]),
    ]
    known = {entry.name for _heading, group in groups for entry in group}
    groups.insert(1, (_("What they are made of"), [entry for entry in entries if entry.name not in known]))
    context = {**desk().each_context(request), "title": _("Component gallery"), "groups": groups, "count": len(entries)}
    return TemplateResponse(request, "admin/gallery/index.html", context)


@require_safe
def component(request: HttpRequest, name: str) -> HttpResponse:
    """One component in every state, light or dark as ``?theme=`` says."""
    return _page(request, _entry(name), is_framed=False)


def _page(request: HttpRequest, entry: Entry, *, is_framed: bool) -> HttpResponse:
    states, theme = draw(entry), _theme(request)
    context = {
        **desk().each_context(request),
        "title": entry.name,
        "entry": entry,
        "states": states,
        "sources": samples.SOURCES if any("#source-" in state.html for state in states) else (),
        "switches": [] if is_framed else _switches(entry, theme, is_phone=False),
        "theme": theme,
    }
    template = "admin/gallery/staff_component.html" if entry.is_staff else "admin/gallery/component.html"
    return TemplateResponse(request, template, context)


@require_safe
@_may_be_framed
@xframe_options_sameorigin
def framed(request: HttpRequest, name: str) -> HttpResponse:
    """The same page, which the page below may frame."""
    return _page(request, _entry(name), is_framed=True)


@require_safe
@_may_frame
def phone(request: HttpRequest, name: str) -> HttpResponse:
    """The component in a frame as wide as a phone."""
    entry, theme = _entry(name), _theme(request)
    context = {
        **desk().each_context(request),
        "title": entry.name,
        "entry": entry,
        "framed": _address("gallery_framed", entry, theme),
        "switches": _switches(entry, theme, is_phone=True),
    }
    return TemplateResponse(request, "admin/gallery/phone.html", context)


def _entry(name: str) -> Entry:
    entry = gallery.get(name)
    if entry is None:
        raise Http404
    return entry


def _theme(request: HttpRequest) -> str:
    """ "light", "dark", or empty for what the reader's device says."""
    asked = request.GET.get("theme", "")
    return asked if asked in THEMES else ""


def _address(view: str, entry: Entry, theme: str) -> str:
    return reverse(f"admin:{view}", args=[entry.name]) + (f"?theme={theme}" if theme else "")


def _switches(entry: Entry, theme: str, *, is_phone: bool) -> list[dict[str, Any]]:
    """Links to the same component in another theme, and at the other width."""
    here, there = ("gallery_phone", "gallery_component") if is_phone else ("gallery_component", "gallery_phone")
    themes = [
        {"words": words, "url": _address(here, entry, key), "is_current": key == theme} for key, words in THEMES.items()
    ]
    width = _("As wide as the screen") if is_phone else _("On a phone")
    return [*themes, {"words": width, "url": _address(there, entry, theme), "is_current": False}]


gallery.add(every.ENTRIES)
desk().register_page("gallery/", index, name="gallery", label=gettext_lazy("Component gallery"))
desk().register_page("gallery/<slug:name>/", component, name="gallery_component")
desk().register_page("gallery/<slug:name>/framed/", framed, name="gallery_framed")
desk().register_page("gallery/<slug:name>/phone/", phone, name="gallery_phone")
