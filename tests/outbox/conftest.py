"""A kind of event that tests deliver themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from careers.outbox import registry

KIND = "test.event"


class Receiver:
    """What was delivered; ``fails_with`` makes every delivery fail."""

    def __init__(self) -> None:
        self.payloads: list[dict[str, Any]] = []
        self.fails_with: Exception | None = None
        self.then: Callable[[], None] = lambda: None

    def __call__(self, payload: dict[str, Any]) -> None:
        self.payloads.append(payload)
        self.then()
        if self.fails_with is not None:
            raise self.fails_with


@pytest.fixture
def receiver(monkeypatch: pytest.MonkeyPatch) -> Receiver:
    """The handler of ``test.event`` for the time of one test."""
    made = Receiver()
    monkeypatch.setitem(registry._handlers, KIND, made)
    return made
