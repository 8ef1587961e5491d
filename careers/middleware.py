"""What must hold for every request, before any view."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import unquote_to_bytes

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.translation import gettext as _

from careers import errors

GetResponse = Callable[[HttpRequest], HttpResponse]
LONGEST_ADDRESS = 16_000  # bytes


class RefuseLongAddress:
    """An address of more than 16,000 bytes gets 414 before anything is looked up; below /api/ it says so in JSON."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if len(request.path_info.encode()) + len(request.META.get("QUERY_STRING", "")) <= LONGEST_ADDRESS:
            return self.get_response(request)
        return errors.page(request, HTTPStatus.REQUEST_URI_TOO_LONG)


class RefuseMalformedQuery:
    """Addresses whose query holds NUL or bytes that are no UTF-8 get 400 before a database sees them.

    Texts in forms are looked at field by field instead, so that nothing typed is lost.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _is_text(request.META.get("QUERY_STRING", "")) or "\x00" in request.path_info:
            return errors.page(
                request, HTTPStatus.BAD_REQUEST, detail=_("The address holds characters that are not text.")
            )
        return self.get_response(request)


def _is_text(query: str) -> bool:
    # The path and query reach WSGI as Latin-1 characters that stand for bytes.
    try:
        return "\x00" not in unquote_to_bytes(query.encode("latin-1").replace(b"+", b" ")).decode("utf-8")
    except (UnicodeDecodeError, UnicodeEncodeError):
        return False


class DatabaseUnavailable:
    """A database that does not answer becomes the 503 page, with when to try again."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, OperationalError | InterfaceError):
            return errors.page(request, HTTPStatus.SERVICE_UNAVAILABLE, retry_after=60)
        return None


class ExplainMethodNotAllowed:
    """A bare 405 of Django's becomes a page; which methods the address takes stays in its Allow header."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not isinstance(response, HttpResponseNotAllowed) or response.content:
            return response
        explained = errors.page(request, HTTPStatus.METHOD_NOT_ALLOWED)
        explained["Allow"] = response["Allow"]
        return explained
