"""Which function handles which kind of event. Pure: no database."""

from __future__ import annotations

from typing import Any

import pytest

from careers.outbox import registry


@pytest.fixture(autouse=True)
def _own_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_handlers", dict(registry._handlers))


def _first(payload: dict[str, Any]) -> None: ...


def _second(payload: dict[str, Any]) -> None: ...


def test_a_registered_handler_is_found_and_listed() -> None:
    registry.register("test.kind", _first)
    assert registry.handler_for("test.kind") is _first
    assert "test.kind" in registry.kinds()
    assert registry.kinds() == tuple(sorted(registry.kinds()))


def test_the_same_handler_may_be_registered_again() -> None:
    registry.register("test.kind", _first)
    registry.register("test.kind", _first)
    assert registry.handler_for("test.kind") is _first


def test_a_second_handler_of_one_kind_is_refused_and_the_first_stays() -> None:
    registry.register("test.kind", _first)
    with pytest.raises(ValueError, match=r"test\.kind"):
        registry.register("test.kind", _second)
    assert registry.handler_for("test.kind") is _first


def test_a_kind_that_nobody_handles_is_an_error() -> None:
    with pytest.raises(KeyError):
        registry.handler_for("test.unknown")


def test_every_kind_the_site_writes_has_its_handler() -> None:
    assert {"application.received", "documents.rebuild"} <= set(registry.kinds())
