"""What arrives after the draft was set aside or published. What was typed is given back, as text to take along."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.admin_site import staff
from roles.models import GuideVersion
from roles.models.version import Version
from roles.services import ServiceRefusedError

from .conflict import difference
from .editor import GuideEditor, said


def keep_text(request: HttpRequest, version: GuideVersion, context: dict[str, Any]) -> TemplateResponse:
    """Every part in which the sent form says something else than the closed version. Nothing is stored."""
    editor = GuideEditor(version)
    here, there = said(request.POST), said(editor.as_data())
    typed = [difference(name, here[name], there[name], editor.choices) for name in here if here[name] != there[name]]
    parts = [(part.label, "\n".join("".join(words for words, _new in line) for line in part.mine)) for part in typed]
    opened = version.role.versions.open().first()
    return TemplateResponse(
        request,
        "admin/guide/closed.html",
        {
            **context,
            "title": _("This version was closed while you were writing"),
            "version": version,
            "role": version.role,
            "opened": opened,
            "opened_at": reverse("admin:roles_guideversion_change", args=[opened.pk]) if opened else "",
            "restore": reverse("admin:roles_role_restore", args=[version.role_id, version.number]),
            "history": reverse("admin:roles_role_change", args=[version.role_id]),
            "parts": [(label, text.strip()) for label, text in parts if text.strip()],
        },
        status=HTTPStatus.CONFLICT,
    )


def put_aside(request: HttpRequest, version: Version, set_aside: Callable[..., Version]) -> None:
    """Set the open version aside and say so; one that was published meanwhile stays as it is, and that is said."""
    try:
        set_aside(version=version, by=staff(request))
    except ServiceRefusedError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(
            request, _("Version %(number)d is set aside. It stays in the history.") % {"number": version.number}
        )
