"""Every route of the URLconf, and addresses that fit it: with what is there, and with what is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

PART = re.compile(r"<(?:(?P<converter>\w+):)?(?P<name>\w+)>")
CHOICE = re.compile(r"^\^?\(\?P<\w+>(?P<choices>[\w|]+)\)")


@dataclass(frozen=True)
class Route:
    """One address pattern, as written: ``name`` is empty where it has none, as some of the admin have."""

    name: str
    pattern: str

    @property
    def is_desk(self) -> bool:
        return self.pattern.startswith("admin/")

    def __repr__(self) -> str:
        return f"{self.name or '-'} /{self.pattern}"


def every_route() -> list[Route]:
    return list(dict.fromkeys(_walk(get_resolver(), "", "")))


def _walk(resolver: URLResolver, prefix: str, namespace: str) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        pattern = f"{prefix}{entry.pattern}"
        if isinstance(entry, URLResolver):
            yield from _walk(entry, pattern, f"{entry.namespace}:" if entry.namespace else namespace)
        else:
            assert isinstance(entry, URLPattern)
            yield Route(f"{namespace}{entry.name}" if entry.name else "", pattern)


def address(route: Route, known: dict[str, str], odd: str = "") -> str:
    """An address of the route: of a row that is there, or with an odd text in every part.

    known: by "converter:name" of a part, else by its converter, else by its name, a value that leads to a page. Parts of the
    desk's addresses are keys of the table in whose folder they stand.
    """
    written = route.pattern
    if found := CHOICE.search(written.removeprefix("admin/")):
        written = f"admin/{found['choices'].split('|')[0]}/"
    if "(?P<" in written:
        written = f"{written[: written.index('(?P<')]}no-such-page"

    def fill(part: re.Match[str]) -> str:
        if odd:
            return quote(odd, safe="/%")
        names = (f"{part['converter']}:{part['name']}", part["converter"], part["name"])
        return next((known[name] for name in names if name in known), "") or _key(route) or "1"

    return f"/{PART.sub(fill, written)}"


def _key(route: Route) -> str:
    """The key of the first row of the table that a desk's address names; empty where it names none."""
    folders = route.pattern.split("/")
    if not route.is_desk or len(folders) < 3 or "<" in folders[1] + folders[2]:
        return ""
    row: Any = apps.get_model(folders[1], folders[2])._default_manager.order_by("pk").first()
    return str(row.pk) if row else ""
