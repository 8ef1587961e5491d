"""Comparisons as JSON: the same object at the pair's address and in the API, every figure with its source."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from roles.models import Role
from roles.services import rename_role, withdraw
from tests.factories import official_occupation, publish_role
from tests.kept import kept
from tests.roles.made_facts import around

pytestmark = pytest.mark.django_db


@pytest.fixture
def three() -> None:
    kept("three roles to compare", publish_three)


def publish_three() -> None:
    publish_role("coder", wage=around(135_980), skills=["planning", "programming"])
    publish_role("planner", wage=around(102_320), skills=["planning", "risk"])
    publish_role("tester", occupation=None, skills=["risk"])


def asked(client: Client, roles: str) -> dict[str, Any]:
    response = client.get("/api/v1/compare", {"roles": roles})
    assert response.status_code == 200, response.content
    answer: dict[str, Any] = response.json()
    return answer


def test_the_pairs_address_and_the_api_answer_the_same(client: Client, three: None) -> None:
    response = client.get("/compare/coder-vs-planner.json")
    assert response.status_code == 200
    assert not response.cookies
    assert response["Link"].endswith('/compare/coder-vs-planner/>; rel="canonical"')
    assert response.json() == asked(client, "coder,planner") == asked(client, "planner,coder")


def test_figures_carry_their_source_area_release_and_occupation(client: Client, three: None) -> None:
    answer = asked(client, "coder,planner")
    gap = answer["pay"]["gap"]
    assert (gap["kind"], gap["amount"], gap["higher"], gap["lower"]) == ("difference", 33_660, ["coder"], ["planner"])
    assert gap["source"]
    assert gap["release"]
    assert gap["area"] == "99"
    median = next(row for row in answer["differences"] if row["kind"] == "pay_median")
    assert [value["amount"] for value in median["values"]] == [135_980, 102_320]
    for value in median["values"]:
        assert all(value[name] for name in ("source", "area", "release", "occupation"))
    assert median["source"] in {
        f"{source['publisher']}, {source['title']}, {source['covers']}" for source in answer["sources"]
    }
    assert [row["size"] for row in answer["differences"]] == sorted(
        (row["size"] for row in answer["differences"]), reverse=True
    )
    assert {row["slug"]: row["importances"] for row in answer["skills"]}["programming"][1] is None


def test_pay_by_level_names_its_area(client: Client, three: None) -> None:
    levels = [pay for row in asked(client, "coder,planner")["pay"]["levels"] for pay in row["pay"]]
    assert levels
    assert {(pay["area"], pay["area_name"]) for pay in levels} == {("99", "United States")}


def test_refusals_carry_their_reason(client: Client, three: None) -> None:
    answer = asked(client, "coder,tester")
    assert answer["pay"]["gap"]["refusal"]["reason"] == "missing"
    assert answer["pay"]["gap"]["amount"] is answer["pay"]["gap"]["source"] is None
    refused = next(row for row in answer["refused"] if row["kind"] == "pay_median")
    assert refused["refusal"]["message"]
    assert refused["values"][1] is None


def test_levels_of_one_occupation_say_so(client: Client) -> None:
    group = official_occupation(code="15-1252", title="Software Developers")
    publish_role("coder", occupation=group)
    publish_role("planner", occupation=group)
    answer = asked(client, "coder,planner")
    assert answer["pay"]["gap"]["kind"] == "same_occupation"
    assert all(level["is_one_figure"] for level in answer["pay"]["levels"])
    assert "pay_median" in {row["kind"] for row in answer["same"]}


def test_four_roles_are_compared_and_not_one_or_five(client: Client, three: None) -> None:
    publish_role("writer")
    publish_role("lead")
    answer = asked(client, "writer,tester,planner,coder")
    assert [role["slug"] for role in answer["roles"]] == ["coder", "planner", "tester", "writer"]
    assert all(len(row["values"]) == 4 for row in answer["differences"])
    for roles in ("coder", "coder,coder", "coder,coder,coder", "coder,planner,tester,writer,lead"):
        assert client.get("/api/v1/compare", {"roles": roles}).status_code == 422, roles


@pytest.mark.parametrize("query", ["roles=coder,tester&roles=planner", "roles=coder&roles=planner&roles=tester&roles="])
def test_roles_stand_between_commas_or_the_parameter_is_repeated(client: Client, three: None, query: str) -> None:
    response = client.get(f"/api/v1/compare?{query}")
    assert response.status_code == 200, response.content
    assert [role["slug"] for role in response.json()["roles"]] == ["coder", "planner", "tester"]


def test_a_list_says_in_the_description_that_it_may_be_repeated(client: Client) -> None:
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    for path, name in (("/api/v1/compare", "roles"), ("/api/v1/paths", "have")):
        parameter = next(each for each in paths[path]["get"]["parameters"] if each["name"] == name)
        assert parameter["schema"]["type"] == "array"
        assert "repeated" in parameter["description"]
    refused = client.get("/api/v1/compare", {"roles": ["coder", "a;b"]}).json()["error"]
    assert refused["parameter"] == "roles"


@pytest.mark.parametrize("roles", ["", ",", "coder;planner", "x" * 2_000, "🦉", "a\x00,b"])
def test_what_is_no_list_of_slugs_is_refused(client: Client, three: None, roles: str) -> None:
    response = client.get("/api/v1/compare", {"roles": roles})
    assert response.status_code in (400, 422)
    assert client.get("/api/v1/compare").status_code == 422


def test_former_slugs_stand_for_the_present_role_and_unknown_ones_are_not_found(client: Client, three: None) -> None:
    planner = Role.objects.get(slug="planner")
    rename_role(role=planner, slug="schemer", by=None)
    withdraw(role=publish_role("gone"), successor=planner, by=None)
    for roles in ("coder,planner", "coder,gone", "coder,schemer", "Coder, Planner"):
        assert [role["slug"] for role in asked(client, roles)["roles"]] == ["coder", "schemer"]
    assert client.get("/api/v1/compare", {"roles": "planner,gone"}).status_code == 422
    assert client.get("/api/v1/compare", {"roles": "coder,nobody"}).status_code == 404
    withdraw(role=publish_role("closed"), by=None)
    refused = client.get("/api/v1/compare", {"roles": "coder,closed"})
    assert (refused.status_code, b"closed is no longer published" in refused.content) == (404, True)


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("planner-vs-coder", "/compare/coder-vs-planner.json"),
        ("coder-vs-coder", "/roles/coder.json"),
        ("gone-vs-coder", "/compare/coder-vs-planner.json"),
    ],
)
def test_json_has_one_address_too(client: Client, three: None, path: str, target: str) -> None:
    withdraw(role=publish_role("gone"), successor=Role.objects.get(slug="planner"), by=None)
    response = client.get(f"/compare/{path}.json")
    assert (response.status_code, response["Location"]) == (301, target)
    assert client.get("/compare/coder-vs-nobody.json").status_code == 404
