"""A live guide and words to agree to. It imports no model: pytest may read it before Django is set up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from roles.applications.models import ConsentText
    from roles.models import Role


@pytest.fixture
def role(db: None) -> Role:
    from tests.factories import publish_role

    return publish_role("data-planner", title="Data Planner")


@pytest.fixture
def words(db: None) -> ConsentText:
    """The newest words: a test that empties every table takes the migration's along."""
    from tests.factories import ConsentTextFactory

    made: ConsentText = ConsentTextFactory()
    return made
