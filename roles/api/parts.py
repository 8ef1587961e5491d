"""Parts that every JSON answer shares: addresses, flags, sources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from roles.facts import SourceFacts

Json = dict[str, Any]


def absolute(path: str) -> str:
    """The public address of a path."""
    return f"{settings.SITE_URL}{path}"


def flagged(flags: Mapping[str, str]) -> Json:
    """Nothing, or which figures are withheld or top-coded, and the graver of the two words."""
    if not flags:
        return {}
    return {"flag": "withheld" if "withheld" in flags.values() else "top_coded", "flags": dict(flags)}


def source_object(source: SourceFacts) -> Json:
    """A dated publication."""
    return {
        "publisher": source.publisher,
        "title": source.title,
        "label": source.label,
        "url": source.url,
        "covers": source.covers,
        "released_on": source.released_on,
        "retrieved_on": source.retrieved_on,
        "licence": source.licence,
        "attribution": source.attribution,
    }
