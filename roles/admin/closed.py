"""A save that arrives after the draft was set aside or published: what was typed is given back, as text to take along."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from roles.models import GuideVersion

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
