"""RoleFacts as the JSON of a document, and back."""

from __future__ import annotations

from typing import Any

import msgspec

from .guide import RoleFacts


def to_stored(facts: RoleFacts) -> dict[str, Any]:
    """The facts as plain JSON values, for ``RoleDocument.facts``."""
    # Through JSON, so that what is computed compares equal to what a database gives back.
    stored: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(facts))
    return stored


def from_stored(stored: dict[str, Any]) -> RoleFacts:
    """The facts of a document; raises ``msgspec.ValidationError`` if they are of another shape."""
    return msgspec.convert(stored, RoleFacts)
