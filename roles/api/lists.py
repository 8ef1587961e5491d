"""What addresses take, and how lists go on: how many items, how many to pass over, the address of what follows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated, Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from ninja import Path, Query
from ninja.errors import HttpError

from roles.api.parts import absolute
from roles.selectors.guides import find_present, is_gone

MOST = 100
SLUG_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
LIMIT = Annotated[int, Query(ge=1, le=MOST, description="How many items at most.")]
OFFSET = Annotated[int, Query(ge=0, le=1_000_000, description="How many of the first items to pass over.")]
WORDS = Annotated[str, Query(max_length=200, description="Words that an item must hold, by any of its names.")]
AREA = Annotated[
    str,
    Query(
        pattern=r"^[0-9]{2}([0-9]{3}([0-9]{2})?)?$",
        description="BLS area code of 2, 5 or 7 digits, such as 06 or 41860; left out: 99, the nation.",
    ),
]
SLUG = Annotated[str, Path(description="The last part of the address of its page.")]


def slugs_of(values: Iterable[str]) -> list[str]:
    """The slugs of a parameter that is a list, each once and in order: between commas, repeated, or both; in any case."""
    slugs = (part.strip().lower() for value in values for part in value.split(","))
    return list(dict.fromkeys(slug for slug in slugs if slug))


def present_slugs(slugs: Sequence[str]) -> list[str]:
    """The slugs that these roles have now; 404 where one has no live guide, and whether it had one."""
    present = find_present(slugs)
    for slug in slugs:
        if slug not in present:
            words = (
                _("The guide to %(slug)s is no longer published.")
                if is_gone(slug)
                else _("No role has the slug %(slug)s.")
            )
            raise HttpError(404, words % {"slug": slug})
    return [present[slug] for slug in slugs]


def page_of(
    rows: Any, *, url_name: str, limit: int, offset: int, asked: dict[str, str] | None = None, **parts: str
) -> tuple[list[Any], str | None]:
    """The rows asked for, and the address of what follows them or None; one query.

    ``asked`` is what the list was narrowed to, ``parts`` the parts of its address.
    """
    found = list(rows[offset : offset + limit + 1])
    if len(found) <= limit:
        return found, None
    narrowed = {name: value for name, value in (asked or {}).items() if value}
    query = urlencode({**narrowed, "limit": str(limit), "offset": str(offset + limit)})
    return found[:limit], f"{absolute(reverse(url_name, kwargs=parts))}?{query}"
