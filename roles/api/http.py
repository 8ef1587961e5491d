"""How every answer of the API travels: read only, for any site, with a tag that saves sending it twice, no cookie."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

ROOT = "/api/v1/"
View = Callable[..., HttpResponse]
METHODS = ("GET", "HEAD", "OPTIONS")
KEPT = 300  # seconds; after that a cache asks again, and mostly hears 304
RETRY_AFTER = 60  # seconds


def problem(status: int, message: str, **more: str) -> JsonResponse:
    """A refusal: ``{"error": {"status": 404, "message": "..."}}``, and the parameter that it is about."""
    return JsonResponse({"error": {"status": status, "message": message, **more}}, status=status)


def is_below_api(path: str) -> bool:
    """Machines ask here, whether or not there is such an address."""
    return f"{path}/".startswith("/api/")


def refusal(request: HttpRequest, status: int, *, detail: str = "", retry_after: int | None = None) -> HttpResponse:
    """What no view of the API refuses, in the API's form: an address that cannot be read or is not there, a fault of ours."""

    def refused(_request: HttpRequest) -> HttpResponse:
        response = problem(status, detail or _words(status))
        if retry_after is not None:
            response["Retry-After"] = str(retry_after)
        return response

    return read_only(refused)(request)


def _words(status: int) -> str:
    match status:
        case HTTPStatus.NOT_FOUND:
            return nothing_here()
        case HTTPStatus.REQUEST_URI_TOO_LONG:
            return _("The address is longer than this site reads.")
        case HTTPStatus.SERVICE_UNAVAILABLE:
            return _("The database does not answer. Try again in a minute.")
        case HTTPStatus.INTERNAL_SERVER_ERROR:
            return _("Something went wrong on our side. Try again later.")
        case _:
            return _("This request cannot be answered.")


def nothing_here() -> str:
    return _("Nothing is here. What can be asked: %(url)s") % {"url": f"{settings.SITE_URL}{ROOT}docs"}


def read_only(view: View) -> View:
    """Answers GET and HEAD, tells other sites' pages that they may read, and refuses everything else in JSON."""

    @wraps(view)
    def answered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.method not in METHODS:
            response: HttpResponse = problem(HTTPStatus.METHOD_NOT_ALLOWED, _("This address is only read: use GET."))
            response["Allow"] = ", ".join(METHODS)
        elif request.method == "OPTIONS":
            response = HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"Allow": ", ".join(METHODS)})
            response["Access-Control-Allow-Headers"] = "If-None-Match"
        else:
            response = _read(request, view, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Allow-Methods"] = ", ".join(METHODS)
        response["Access-Control-Expose-Headers"] = "ETag, Link"
        return response

    return csrf_exempt(answered)  # it changes nothing, so a POST is a wrong method and no form without its token


def _read(request: HttpRequest, view: View, *args: object, **kwargs: object) -> HttpResponse:
    """The view's answer, or 304 where the reader has it already. HEAD is answered as GET; the server sends no body."""
    request.method, method = "GET", request.method
    try:
        response = view(request, *args, **kwargs)
    except (OperationalError, InterfaceError):
        response = problem(HTTPStatus.SERVICE_UNAVAILABLE, _words(HTTPStatus.SERVICE_UNAVAILABLE))
        response["Retry-After"] = str(RETRY_AFTER)
    finally:
        request.method = method
    if response.status_code != HTTPStatus.OK:
        response["Cache-Control"] = "no-store"
        return response
    response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    patch_cache_control(response, public=True, max_age=KEPT)
    kept = get_conditional_response(request, etag=response["ETag"], response=response)
    return kept if isinstance(kept, HttpResponse) else response
