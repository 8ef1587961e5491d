"""Where a visit came from, as the visitor's own browser kept it; signed into the form, stored only with it.

Click ids are never taken. Nothing is read when the browser says GPC or DNT.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, fields
from typing import Any

from django.core import signing
from django.http import HttpRequest

from roles.models.call_to_action import Slot

SALT = "applications.touches"
UTM = ("utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content")
LIMIT = 100
PATH_LIMIT = 200
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff\ufffd]")


@dataclass(frozen=True, slots=True)
class TouchFacts:
    """One touch: landing path (no query), referrer host (no path), campaign words, the slot that was pressed."""

    kind: str
    landing_path: str = ""
    referrer_host: str = ""
    utm_source: str = ""
    utm_medium: str = ""
    utm_campaign: str = ""
    utm_term: str = ""
    utm_content: str = ""
    slot: str = ""
    variant: str = ""


def touches_of(request: HttpRequest) -> tuple[TouchFacts, ...]:
    """First, last and submit touch of the request that opens the form; only the slot where GPC or DNT is on."""
    slot = request.GET.get("slot", "")
    submit = {"slot": slot if slot in Slot.values else "", "landing_path": request.path}
    if request.headers.get("Sec-GPC") == "1" or request.headers.get("DNT") == "1":
        return (_touch("submit", submit),)
    submit |= {name: request.GET.get(name, "") for name in UTM}
    kept = [
        _touch(kind, given) for kind in ("first", "last") if (given := _object(request.GET.get(kind, ""))) is not None
    ]
    return (*kept, _touch("submit", submit))


def sign(touches: tuple[TouchFacts, ...]) -> str:
    """The touches as one signed word for the form."""
    return signing.dumps([asdict(touch) for touch in touches], salt=SALT, compress=True)


def unsign(word: str) -> tuple[TouchFacts, ...]:
    """The touches of a signed word; none if it is absent or not ours."""
    try:
        return tuple(TouchFacts(**given) for given in signing.loads(word, salt=SALT))
    except (signing.BadSignature, TypeError, ValueError):
        return ()


def _object(text: str) -> dict[str, Any] | None:
    try:
        given = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return given if isinstance(given, dict) else None


def _touch(kind: str, given: dict[str, Any]) -> TouchFacts:
    known = {field.name for field in fields(TouchFacts)} - {"kind"}
    words = {
        name: _short(given[name], PATH_LIMIT if name == "landing_path" else LIMIT) for name in known & given.keys()
    }
    path = words.get("landing_path", "").partition("?")[0].partition("#")[0]
    host = words.get("referrer_host", "").partition("/")[0]
    slot = words.get("slot", "")
    return TouchFacts(
        kind=kind,
        **{**words, "landing_path": path, "referrer_host": host, "slot": slot if slot in Slot.values else ""},
    )


def _short(value: Any, limit: int) -> str:
    return _CONTROL.sub("", value)[:limit] if isinstance(value, str) else ""
