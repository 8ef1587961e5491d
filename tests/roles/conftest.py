"""What several tests of services need. It imports no model: pytest may read it before Django is set up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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
def whole_catalogue(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The starter catalogue, loaded once for a module of tests that only read, and taken out again after them."""
    from django.db import transaction

    from roles.importers.catalogue import CATALOGUE_DIR, read_catalogue
    from roles.importers.load_catalogue import load_catalogue

    with django_db_blocker.unblock(), transaction.atomic():
        load_catalogue(read_catalogue(CATALOGUE_DIR))
        yield
        transaction.set_rollback(True)
