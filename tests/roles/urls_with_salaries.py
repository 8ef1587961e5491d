"""The site's addresses, with the page of a role's pay by place among them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from careers.urls import handler404, handler500
from careers.urls import urlpatterns as site


def role_salaries(_request: HttpRequest, slug: str) -> HttpResponse:
    return HttpResponse(slug)


urlpatterns = [*site, path("salaries/<slug:slug>/", role_salaries, name="role_salaries")]
__all__ = ["handler404", "handler500", "urlpatterns"]
