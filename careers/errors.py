"""Every refusal in the site's look, or in the API's form below /api/, and forms given back when their CSRF token was stale."""

from __future__ import annotations

from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.utils.translation import gettext as _

from roles.api.http import is_below_api, refusal


def page(request: HttpRequest | None, status: int, *, detail: str = "", retry_after: int | None = None) -> HttpResponse:
    """The page of this status. It asks no database and sets no cookie, whatever else is broken.

    ``retry_after`` is in seconds and becomes the Retry-After header. Below /api/ it is the same refusal in JSON.
    """
    if request is not None and is_below_api(request.path_info):
        return refusal(request, status, detail=detail, retry_after=retry_after)
    words = {"SITE_NAME": settings.SITE_NAME, "detail": detail, "retry_after": retry_after}
    content = get_template(f"{status}.html").render(words)
    response = HttpResponse(content, status=status)
    response["Cache-Control"] = "no-store"
    if retry_after is not None:
        response["Retry-After"] = str(retry_after)
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    detail = ""
    if isinstance(exception, RequestDataTooBig):
        detail = _("What was sent is larger than this site takes.")
    elif isinstance(exception, TooManyFieldsSent):
        detail = _("What was sent has more fields than any form of this site.")
    return page(request, HTTPStatus.BAD_REQUEST, detail=detail)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, HTTPStatus.NOT_FOUND)


def server_error(request: HttpRequest) -> HttpResponse:
    return page(request, HTTPStatus.INTERNAL_SERVER_ERROR)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A public form comes back filled, with a new token; anything else is refused."""
    match = request.resolver_match
    if match is not None and getattr(match.func, "gives_form_back", False):
        try:
            response: HttpResponse = match.func(request, *match.args, **match.kwargs, stale_token=True)
        except (OperationalError, InterfaceError):  # no middleware sees what fails in here
            return page(request, HTTPStatus.SERVICE_UNAVAILABLE, retry_after=60)
        return response
    return page(request, HTTPStatus.FORBIDDEN)
