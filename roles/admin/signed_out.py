"""A save that arrives after the session has ended: what was typed is given back, to be sent again."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.admin_site import desk


def give_back(request: HttpRequest) -> HttpResponse:
    """Everything that was sent, kept in the page alone: nothing is stored, and no token or button of it is repeated.

    Its reader signs in in another tab and sends it again. Signing in changes the CSRF token, so
    the editor then shows the text once more, unsaved, before it is written.
    """
    kept = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if not name.startswith("_") and name != "csrfmiddlewaretoken"
    ]
    context = {
        **desk().each_context(request),
        "title": _("You are signed out"),
        "kept": kept,
        "sign_in": f"{reverse('admin:login')}?next={reverse('admin:index')}",
    }
    response = TemplateResponse(request, "admin/guide/signed_out.html", context, status=HTTPStatus.UNAUTHORIZED)
    response["Cache-Control"] = "no-store"
    return response
