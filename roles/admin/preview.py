"""A version as readers would see it, for its editors alone: stored, or with what was typed and not saved."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from roles.models import GuideVersion
from roles.selectors.guides import get_preview_page
from roles.views.roles import guide_context

from .editor import GuideEditor


def stored(request: HttpRequest, version: GuideVersion) -> HttpResponse:
    return _answer(_html(request, version, is_saved=True))


def unsaved(request: HttpRequest, editor: GuideEditor) -> HttpResponse:
    """The page of what was typed: written, read and taken back in one transaction, so that nothing is kept."""
    with transaction.atomic():
        editor.save()
        html = _html(request, editor.version, is_saved=False)
        transaction.set_rollback(True)
    return _answer(html)


def refused(request: HttpRequest, context: dict[str, Any], editor: GuideEditor) -> HttpResponse:
    """Why there is no preview, in the tab that was opened for it; the form stays in the other."""
    version = editor.version
    return TemplateResponse(
        request,
        "admin/guide/preview_refused.html",
        {
            **context,
            "title": _("No preview yet"),
            "role": version.role,
            "version": version,
            "errors_listed": editor.problems,
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY,
    )


def _html(request: HttpRequest, version: GuideVersion, *, is_saved: bool) -> str:
    context = {**guide_context(get_preview_page(version)), "preview_version": version, "preview_is_saved": is_saved}
    return render_to_string("roles/role_detail.html", context, request)


def _answer(html: str) -> HttpResponse:
    response = HttpResponse(html)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
