"""What every view with a public form shares."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

MOST_FIELDS = 100

View = Callable[..., HttpResponse]


def public_form(view: View) -> View:
    """GET shows the form, POST takes it: never cached, at most 100 fields (else 400).

    The view is called with ``stale_token=True`` when the form's CSRF token was
    refused (see ``careers.errors.csrf_failure``): it must store nothing and give the
    form back, filled, with a new token and status 422.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if sum(len(values) for _name, values in request.POST.lists()) > MOST_FIELDS:
            raise TooManyFieldsSent("A public form has at most 100 fields.")
        return view(request, *args, **kwargs)

    guarded.gives_form_back = True  # type: ignore[attr-defined]  # read by careers.errors.csrf_failure
    return require_http_methods(["GET", "HEAD", "POST"])(never_cache(guarded))


class _SeeOther(HttpResponseRedirect):
    status_code = 303


def see_other(url: str) -> HttpResponse:
    """303: what was sent is kept; look there. A reload sends nothing twice."""
    return _SeeOther(url)
