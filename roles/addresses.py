"""Addresses that are put together from several parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from django.urls import reverse

from roles.paths import USUAL_HOURS


def path_address(
    *, start: str = "", goal: str = "", have: Iterable[str] = (), hours: int = USUAL_HOURS, **more: str | int
) -> str:
    """The one address of a way: of two roles in its path, everything else in its query, what is usual left out."""
    is_pair = bool(start and goal and "edit" not in more)
    query: Mapping[str, str | int] = {
        "from": "" if is_pair else start,
        "to": "" if is_pair else goal,
        "have": ",".join(have),
        "hours": hours if hours != USUAL_HOURS else "",
        **more,
    }
    path = reverse("path_detail", args=[start, goal]) if is_pair else reverse("path_picker")
    given = {name: value for name, value in query.items() if value}
    return f"{path}?{urlencode(given, safe=',')}" if given else path
