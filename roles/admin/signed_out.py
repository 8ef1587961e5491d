"""A save that arrives after the session has ended, or with a token of an older one: what was typed is given back."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.admin_site import desk
from careers.errors import forbidden


def giving_back(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """An editor's change page. A form whose CSRF token was stale (see ``careers.errors``) or whose sender is signed out is given back."""

    def change(request: HttpRequest, object_id: str, *, stale_token: bool = False) -> HttpResponse:
        if stale_token and request.headers.get("Origin") != f"{request.scheme}://{request.get_host()}":
            return forbidden(request)  # another site's words are not shown in our form
        if stale_token:
            request.csrf_processing_done = True  # type: ignore[attr-defined]  # it failed; nothing is written
        if request.method == "POST" and not request.user.is_authenticated:
            return give_back(request)
        return view(request, object_id, extra_context={"stale_token": stale_token})

    change.gives_form_back = True  # type: ignore[attr-defined]
    return change


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
