"""What is deployed, as outsiders meet it. These run with `-m stack`: see .ci/suite.py."""

from __future__ import annotations

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is a test of the stack and sees committed data."""
    for item in items:
        if "stack" in item.path.parts[-2:]:
            item.add_marker(pytest.mark.stack)
            item.add_marker(pytest.mark.django_db(transaction=True))
