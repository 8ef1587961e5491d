"""What several tests of services need. It imports no model: pytest may read it before Django is set up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


@pytest.fixture
def break_at(monkeypatch: pytest.MonkeyPatch) -> Callable[[Any, str], None]:
    """Make one function of a module fail, as a crash in the middle of a transaction does."""
    from .trail import BrokenError

    def fail(*_args: Any, **_kwargs: Any) -> None:
        raise BrokenError

    return lambda module, name: monkeypatch.setattr(module, name, fail)


@pytest.fixture(scope="module")
def whole_catalogue(standing: None) -> None:
    """The starter catalogue, loaded once for a module of tests that only read."""
    from tests.kept import kept
    from tests.starter import load_all_guides

    kept("whole catalogue", load_all_guides)
