"""Addresses of comparisons, and of the way from one role of them to another."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse


def canonical(slugs: Sequence[str]) -> tuple[str, ...]:
    """The one order in which roles are compared: each once, sorted by slug."""
    return tuple(sorted(set(slugs)))


def comparison(slugs: Sequence[str], *, only: bool = False) -> str:
    """Where these roles are compared; of one, where another can be chosen. ``only``: only what is different."""
    roles = canonical(slugs)
    query = {"only": "differences"} if only else {}
    if len(roles) == 2:
        path = reverse("compare_pair", args=[roles])
    else:
        path = reverse("compare_picker")
        query = ({"roles": ",".join(roles)} if roles else {}) | query
    return f"{path}?{urlencode(query, safe=',')}" if query else path


def way(start: str, target: str) -> str:
    """Where the way from one role to another is told; empty on a site that tells none."""
    try:
        return reverse("path_detail", args=[start, target])
    except NoReverseMatch:
        return ""
