"""Addresses that are put together from several parts: of comparisons and of ways from role to role."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

from django.urls import reverse

from roles.paths import USUAL_HOURS


def path_address(
    *,
    start: str = "",
    goal: str = "",
    have: Iterable[str] = (),
    hours: int = USUAL_HOURS,
    page: str = "",
    is_choice: bool = False,
) -> str:
    """The one address of a way: two roles in its path, all else in its query, what is usual left out.

    ``is_choice``: the address of where a way is chosen, with this one filled in.
    """
    is_pair = bool(start and goal) and not is_choice
    query = {
        "edit": "1" if is_choice else "",
        "from": "" if is_pair else start,
        "to": "" if is_pair else goal,
        "have": ",".join(have),
        "hours": str(hours) if hours != USUAL_HOURS else "",
        "page": page,
    }
    path = reverse("path_detail", args=[start, goal]) if is_pair else reverse("path_picker")
    given = {name: value for name, value in query.items() if value}
    return f"{path}?{urlencode(given, safe=',')}" if given else path


def canonical(slugs: Sequence[str]) -> tuple[str, ...]:
    """The one order in which roles are compared: each once, sorted by slug."""
    return tuple(sorted(set(slugs)))


def comparison(slugs: Sequence[str], *, only: bool = False, again: str = "") -> str:
    """Where these roles are compared; of one, where another can be chosen. ``only``: only what is different.

    ``again``: the slug of one of them that was added though it was there, so that this is said.
    """
    roles = canonical(slugs)
    query = ({"only": "differences"} if only else {}) | ({"again": again} if again else {})
    if len(roles) == 2:
        path = reverse("compare_pair", args=[roles])
    else:
        path = reverse("compare_picker")
        query = ({"roles": ",".join(roles)} if roles else {}) | query
    return f"{path}?{urlencode(query, safe=',')}" if query else path
