"""The page of a field of work."""

from __future__ import annotations

from django.core.paginator import EmptyPage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from roles.models import Domain
from roles.selectors.domains import get_domain_page
from roles.seo import domain_head
from roles.views.browse import PAGE_NUMBER, PAGE_SIZE


@require_safe
def domain_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The field's guides, 20 a page, and what they share. Sets no cookie.

    A field without a live guide has a page that says so, since editors and links know it;
    it is not indexed. ``Http404`` for an unknown field and for a page that is not there.
    """
    number = request.GET.get("page", "1")
    if not PAGE_NUMBER.fullmatch(number):
        raise Http404
    try:
        page = get_domain_page(slug, number=int(number), size=PAGE_SIZE)
    except (Domain.DoesNotExist, EmptyPage) as error:
        raise Http404 from error
    numbers = page.page.paginator.get_elided_page_range(page.page.number)
    return render(request, "roles/domain.html", {"page": page, "numbers": numbers, "head": domain_head(page)})
