"""What the API can be asked, as a page of this site: no script, and no file from anywhere else."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from roles.api.described import operations
from roles.api.v1 import description
from roles.seo import api_docs_head


@require_safe
def api_docs(request: HttpRequest) -> HttpResponse:
    """Every operation of the API's own description."""
    context = {"head": api_docs_head(), "operations": operations(description())}
    return render(request, "roles/api_docs.html", context)
