"""``/api/v1/paths``: the same way as the page's, as JSON."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from roles.models import Role
from roles.services import rename_role, withdraw
from tests.factories import publish_role
from tests.kept import kept
from tests.roles.made_facts import around

pytestmark = pytest.mark.django_db
PLANNER = ("planning", "risk", "budgets", "hiring", "writing")
MOST_QUERIES = 4


@pytest.fixture
def two() -> None:
    kept("two ends and a lead", publish_two)


def publish_two() -> None:
    publish_role("coder", title="Coder", wage=around(135_980), skills=["planning", "programming"])
    publish_role("planner", title="Planner", wage=around(102_320), skills=PLANNER)
    publish_role("lead", title="Team Lead", skills=["planning", "hiring", "writing"])


def ask(client: Client, query: str, status: int = 200) -> Any:
    answer = client.get(f"/api/v1/paths?{query}")
    assert answer.status_code == status
    assert not answer.cookies
    return answer.json()


def test_a_way_in_json(client: Client, two: None, settings: Any, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(MOST_QUERIES):
        way = ask(client, "from=coder&to=planner&have=programming,singing&hours=10")
    assert way["start"] == {"slug": "coder", "title": "Coder", "url": f"{settings.SITE_URL}/roles/coder/", "version": 1}
    assert way["first_level"] == {
        "level": "junior", "name": "Junior", "title": "Junior Planner", "years_min": 0, "years_max": 3,
    }  # fmt: skip
    assert way["url"] == f"{settings.SITE_URL}/paths/coder/planner/?have=programming"
    assert (way["have"], way["unknown"]) == (["programming"], ["singing"])
    assert [(one["slug"], one["start_level"]) for one in way["carried"]] == [("planning", "junior")]
    assert [one["slug"] for one in way["gap"]] == ["risk", "budgets", "hiring", "writing"]
    assert way["untaught"] == ["writing"]
    assert [(step["place"], step["teaches"], step["after"]) for step in way["steps"]] == [
        (1, ["risk"], []), (2, ["budgets"], [1]), (3, ["hiring"], [2]),
    ]  # fmt: skip
    assert way["hours"] == {
        "low": 30, "typical": 60, "high": 120, "unestimated": 0,
        "estimated_by": "The editors of the guide to Planner, version 1",
    }  # fmt: skip
    assert way["span"] == {"hours_a_week": 10, "low": 3, "typical": 6, "high": 12, "unit": "week"}
    assert way["is_wide"] is True
    assert [(stone["slug"], stone["brings"]) for stone in way["stones"]] == [("lead", ["Hiring", "Writing"])]
    assert way["pay"]["difference"] == -33_660
    assert [end["median"] for end in way["pay"]["ends"]] == [135_980, 102_320]
    assert "May 2025" in way["pay"]["ends"][0]["source"]


def test_a_way_from_skills_and_one_without_figures(client: Client, two: None) -> None:
    publish_role("thin", occupation=None, levels=("junior",), steps=0, skills=("risk",))
    way = ask(client, "to=thin&have=risk")
    assert (way["start"], way["gap"], way["hours"], way["span"]) == (None, [], None, None)
    assert way["carried"][0]["start_level"] is None
    assert way["pay"]["ends"][0]["median"] is None
    assert ask(client, "from=coder&to=thin")["pay"]["refusal"] == "missing"


def test_a_former_slug_leads_on_and_an_unknown_one_is_not_found(client: Client, two: None) -> None:
    assert ask(client, "from=Coder&to=PLANNER") == ask(client, "from=coder&to=planner")
    rename_role(role=Role.objects.get(slug="coder"), slug="programmer", by=None)
    assert ask(client, "from=Coder&to=Planner")["start"]["slug"] == "programmer"
    assert ask(client, "from=coder&to=planner")["start"]["slug"] == "programmer"
    for query in ("from=nobody&to=planner", "from=planner&to=nobody", "to=nobody"):
        assert "nobody" in ask(client, query, 404)["error"]["message"]
    withdraw(role=publish_role("gone"), by=None)
    for query in ("from=gone&to=planner", "from=planner&to=gone", "to=gone"):
        assert "gone is no longer published" in ask(client, query, 404)["error"]["message"]


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("", "to"),
        ("to=", "to"),
        ("to=Planner!", "to"),
        ("to=planner&hours=0", "hours"),
        ("to=planner&hours=x", "hours"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(client: Client, two: None, query: str, parameter: str) -> None:
    assert ask(client, query, 422)["error"]["parameter"] == parameter


def test_more_skills_than_are_taken_are_named(client: Client, two: None) -> None:
    others = [f"other-{number}" for number in range(99)]
    way = ask(client, f"to=planner&have={','.join(['risk', 'risk', *others, 'writing'])}")
    assert (way["have"], way["unknown"]) == (["risk"], [*others, "writing"])


@pytest.mark.parametrize(
    "query", ["have=risk,writing", "have=risk&have=writing", "have=Risk,+writing,&have=risk&have="]
)
def test_skills_stand_between_commas_or_the_parameter_is_repeated(client: Client, two: None, query: str) -> None:
    way = ask(client, f"to=planner&{query}")
    assert (way["have"], way["unknown"]) == (["risk", "writing"], [])
