"""Restoring an older version of a guide: says what will happen, then makes a draft of it."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.admin_site import desk, staff
from careers.staff_admin import see_other
from roles.models import GuideVersion, Role
from roles.services import OpenVersionExistsError, restore

CHANGE = "roles.change_guideversion"


def restore_view(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Asks (GET), then restores (POST). With a draft open it may be set aside first, or be continued instead."""
    if not request.user.has_perm(CHANGE):
        raise PermissionDenied
    role = get_object_or_404(Role.objects.select_related("live_version"), pk=pk)
    closed = role.versions.exclude(pk__in=role.versions.open())
    version = get_object_or_404(closed.select_related("author"), number=number)
    if request.method == "POST":
        return _restore(request, role, version)
    return _ask(request, role, version)


def _restore(request: HttpRequest, role: Role, version: GuideVersion) -> HttpResponse:
    seen = request.POST.get("instead_of", "")
    opened = role.versions.open().filter(pk=seen).first() if seen.isdecimal() and len(seen) < 19 else None
    try:
        draft = restore(version=version, by=staff(request), instead_of=opened)
    except OpenVersionExistsError as refusal:
        messages.warning(request, str(refusal))
        return _ask(request, role, version, status=HTTPStatus.CONFLICT)
    words = _(
        "This draft, version %(draft)d, has the text of version %(number)d. Readers see no change until it is published."
    ) % {"draft": draft.number, "number": version.number}
    if opened is not None:
        words = f"{words} " + _("Version %(number)d is set aside; it stays in the history.") % {"number": opened.number}
    messages.success(request, words)
    return see_other(reverse("admin:roles_guideversion_change", args=[draft.pk]))


def _ask(request: HttpRequest, role: Role, version: GuideVersion, status: int = HTTPStatus.OK) -> TemplateResponse:
    context: dict[str, Any] = {
        **desk().each_context(request),
        "opts": Role._meta,
        "title": _("Restore version %(number)d") % {"number": version.number},
        "role": role,
        "version": version,
        "opened": role.versions.open().select_related("author").first(),
    }
    return TemplateResponse(request, "admin/roles/restore.html", context, status=status)
