"""The API, version 1: its routers, its refusals, its description, and the addresses of all of it."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from roles import converters  # noqa: F401 - registers <role:slug> and <skill:slug>
from roles.api import compare, domains, paths, roles, skills, suggest, wages
from roles.api.http import ROOT, nothing_here, problem, read_only

api = NinjaAPI(
    title="Careers API",
    version="1",
    description="Roles, skills and official wages as this site shows them. Read-only, no key. Figures keep their source, date and place.",
    docs_url=None,
    openapi_url=None,
    urls_namespace="api",
)
api.add_router("", roles.router)
api.add_router("", skills.router)
api.add_router("", domains.router)
api.add_router("", wages.router)
api.add_router("", paths.router)
api.add_router("", compare.router)
api.add_router("", suggest.router)


@api.exception_handler(HttpError)
def refused(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(error.status_code, error.message)


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """The first parameter that is wrong, by name, and why."""
    first = error.errors[0]
    name = next(str(part) for part in reversed(first["loc"]) if isinstance(part, str))  # of a list, not the place in it
    if first["type"] == "string_pattern_mismatch":
        first["msg"] = _("this is not how it is written; %(url)s says how") % {"url": f"{settings.SITE_URL}{ROOT}docs"}
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"{name}: {first['msg']}.", parameter=name)


def description() -> dict[str, Any]:
    """What the API can be asked, as OpenAPI."""
    return dict(api.get_openapi_schema(path_prefix=ROOT))


@read_only
def openapi(request: HttpRequest) -> HttpResponse:
    return JsonResponse(description() | {"servers": [{"url": settings.SITE_URL}]})


@read_only
def unknown(request: HttpRequest, rest: str) -> HttpResponse:
    """Any other address below ``/api/v1/``."""
    return problem(HTTPStatus.NOT_FOUND, nothing_here())


def _operations() -> list[URLPattern]:
    """The routers' addresses, each answering as ``read_only`` says. Ninja's own page about them needs other sites' files."""
    patterns = [pattern for pattern in api.urls[0] if isinstance(pattern, URLPattern) and pattern.name != "api-root"]
    for pattern in patterns:
        pattern.callback = read_only(pattern.callback)
    return patterns


urlpatterns = [
    path("openapi.json", openapi, name="api_openapi"),
    *_operations(),
    path("<path:rest>", unknown, name="api_unknown"),
]
