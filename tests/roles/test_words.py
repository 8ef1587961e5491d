"""The live words about a pair, on the sides that were asked for."""

from __future__ import annotations

from typing import Any

import pytest

from roles.comparison.words import Contrast
from roles.models import Role
from roles.selectors.words import get_words
from roles.services import rename_role, start_words, withdraw_words
from tests.factories import RoleFactory, write_words

pytestmark = pytest.mark.django_db


@pytest.fixture
def roles() -> tuple[Role, Role]:
    return RoleFactory(slug="analyst"), RoleFactory(slug="planner")


def test_the_words_stand_on_the_sides_that_were_asked_for_in_one_query(
    roles: tuple[Role, Role], django_assert_num_queries: Any
) -> None:
    version = write_words(
        *roles,
        text="What *differs*. <script>alert(1)</script>",
        contrasts=[{"label": "Judged on", "first": "Findings", "second": "Plans"}],
        choose_first="like questions\nlike tables",
        choose_second="like dates",
    )
    with django_assert_num_queries(1):
        words = get_words("analyst", "planner")
    assert words is not None
    assert words.text.html.startswith("<p>What <em>differs</em>.")
    assert "<script" not in words.text.html
    assert words.contrasts == (Contrast("Judged on", "Findings", "Plans"),)
    assert (words.choose_a, words.choose_b) == (("like questions", "like tables"), ("like dates",))
    assert (words.number, words.published_at) == (1, version.published_at)
    turned = get_words("planner", "analyst")
    assert turned == words.swapped != words
    assert turned is not None
    assert turned.contrasts == (Contrast("Judged on", "Plans", "Findings"),)
    assert turned.swapped == words


def test_a_role_that_moves_takes_its_words_along(roles: tuple[Role, Role]) -> None:
    write_words(*roles, choose_first="ask", choose_second="plan")
    rename_role(role=roles[0], slug="zoologist", by=None)
    words = get_words("planner", "zoologist")
    assert words is not None
    assert (words.choose_a, words.choose_b) == (("plan",), ("ask",))
    assert get_words("analyst", "planner") is None


def test_nothing_is_said_of_a_pair_without_live_words(roles: tuple[Role, Role]) -> None:
    assert get_words("analyst", "planner") is None
    draft = start_words(one=roles[0], other=roles[1], by=None)
    draft.answer = "Half done."
    draft.save()
    assert get_words("analyst", "planner") is None, "a draft is nobody's business"
    draft.delete()
    withdraw_words(page=write_words(*roles).page, by=None)
    assert get_words("analyst", "planner") is None
    third = RoleFactory(slug="designer")
    write_words(roles[0], third)
    assert get_words("analyst", "planner") is None
    assert get_words("analyst", "analyst") is None
