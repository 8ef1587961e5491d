"""The API's roles, skills and domains: what is listed, what narrows it, what is refused, and what describes it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from roles.api.described import operations
from roles.models import Skill
from roles.services import rename_role, withdraw
from tests.factories import (
    DomainFactory,
    SkillAliasFactory,
    SkillFactory,
    by_state,
    every_occupation,
    make_scale,
    official_occupation,
    publish_role,
)
from tests.roles.test_api_wages import asked

pytestmark = pytest.mark.django_db
MOST_QUERIES = {
    "/roles": 1, "/roles?q=scale": 1, "/roles?domain=scale-field-00": 2, "/roles/scale-0000": 4, "/skills": 3,
    "/domains": 1, "/skills/{skill}": 4,
}  # fmt: skip


def slugs(answer: Any) -> list[str]:
    return [item["slug"] for item in answer["items"]]


# --- roles --------------------------------------------------------------------------------


def test_a_role_is_listed_with_its_headline_and_the_source_of_it(client: Client) -> None:
    role = publish_role("planner", title="Planner", domain=DomainFactory(slug="field", name="Field"))
    publish_role("uncounted", title="Uncounted", occupation=None)
    planner, uncounted = asked(client, "/api/v1/roles")["items"]
    assert planner == {
        "slug": "planner", "title": "Planner", "url": "http://localhost:8000/roles/planner/",
        "domain": {"slug": "field", "name": "Field"}, "summary": "Planner: plans the work and keeps it honest.",
        "pay": {"headline": {
            "amount": 102_000, "currency": "USD", "area": "99", "area_name": "United States", "kind": "official",
            "source": "U.S. Bureau of Labor Statistics, Occupational Employment and Wage Statistics, May 2025",
            "release": "OEWS May 2025", "occupation": role.occupations.get().occupation.code,
            "occupation_title": role.occupations.get().occupation.title,
        }},
    }  # fmt: skip
    assert uncounted["pay"] == {"headline": None}
    used = asked(client, "/api/v1/skills/planning")["items"][0]
    assert asked(client, "/api/v1/roles/planner")["pay"]["headline"] == planner["pay"]["headline"]
    assert used["pay"] == planner["pay"]


def test_a_top_coded_headline_says_so(client: Client) -> None:
    flags = {"median": "top_coded", "p75": "top_coded", "p90": "top_coded"}
    publish_role("surgeon", wage={"median": 239_200, "p75": 239_200, "p90": 239_200, "flags": flags})
    assert asked(client, "/api/v1/roles")["items"][0]["pay"]["headline"]["flag"] == "top_coded"


def test_roles_are_narrowed_by_words_field_and_skill(client: Client) -> None:
    field = DomainFactory(slug="field")
    publish_role("writer", title="Writer", domain=field, skills=("writing",))
    publish_role("planner", title="Planner", domain=field, skills=("planning",))
    publish_role("coder", title="Coder", skills=("coding", "planning"))
    assert slugs(asked(client, "/api/v1/roles")) == ["coder", "planner", "writer"]
    assert slugs(asked(client, "/api/v1/roles?q=writer")) == ["writer"]
    assert slugs(asked(client, "/api/v1/roles?domain=field")) == ["planner", "writer"]
    assert slugs(asked(client, "/api/v1/roles?skill=planning")) == ["coder", "planner"]
    assert slugs(asked(client, "/api/v1/roles?skill=planning&domain=field&q=")) == ["planner"]
    assert slugs(asked(client, "/api/v1/roles?q=zzzz")) == []


@pytest.mark.parametrize("path", ["/api/v1/roles?skill=planning", "/api/v1/skills?q=a", "/api/v1/domains"])
def test_a_list_goes_on_at_the_address_that_it_names(client: Client, settings: Any, path: str) -> None:
    for place, name in enumerate("abc"):
        skills = ("planning", f"a-skill-{place}")
        publish_role(f"{name}-role", domain=DomainFactory(slug=f"{name}-field"), skills=skills)
    whole = slugs(asked(client, path))
    first = asked(client, f"{path}{'&' if '?' in path else '?'}limit=2")
    assert len(first["items"]) == 2
    assert first["next"].startswith(f"{settings.SITE_URL}{path}")
    rest = asked(client, first["next"].removeprefix(settings.SITE_URL))
    assert slugs(first) + slugs(rest) == whole[:4]
    last = asked(client, f"{path}{'&' if '?' in path else '?'}limit={len(whole)}")
    assert (slugs(last), last["next"]) == (whole, None)


def test_one_role_is_the_same_object_as_its_json(client: Client) -> None:
    occupation = official_occupation(code="13-1082")
    role = publish_role("planner", occupation=occupation, relations=[publish_role("other")])
    by_state(every_occupation(), role.occupations.get().occupation)
    for query in ("", "?area=06"):
        response = client.get(f"/api/v1/roles/planner{query}")
        assert response.content == client.get(f"/roles/planner.json{query}").content
        assert response["Link"] == '<http://localhost:8000/roles/planner/>; rel="canonical"'
    assert asked(client, "/api/v1/roles/planner?area=06")["area_name"] == "California"


def test_a_renamed_role_leads_on_and_a_withdrawn_one_is_gone(client: Client) -> None:
    rename_role(role=publish_role("former"), slug="present", by=None)
    for query in ("", "?area=06"):
        response = client.get(f"/api/v1/roles/former{query}")
        assert (response.status_code, response["Location"]) == (301, f"/api/v1/roles/present{query}")
        assert response["Access-Control-Allow-Origin"] == "*"
    withdraw(role=publish_role("gone"), by=None)
    assert asked(client, "/api/v1/roles/gone", 410)["error"]["status"] == 410
    assert "gone" not in slugs(asked(client, "/api/v1/roles"))


# --- skills and domains ---------------------------------------------------------------------


def test_skills_are_listed_with_their_guides_and_found_by_other_names(client: Client) -> None:
    skill = SkillFactory(slug="planning", name="Planning", summary="What comes first.")
    SkillAliasFactory(skill=skill, name="Scheduling")
    SkillFactory(slug="hammer", name="Hammer", kind="tool")
    SkillFactory(slug="unasked")
    publish_role("first", skills=("planning", "hammer"))
    publish_role("second", skills=("planning",))
    assert slugs(asked(client, "/api/v1/skills")) == ["planning", "hammer"]
    assert slugs(asked(client, "/api/v1/skills?kind=tool")) == ["hammer"]
    [found] = asked(client, "/api/v1/skills?q=SCHED")["items"]
    assert found == {
        "slug": "planning", "name": "Planning", "url": "http://localhost:8000/skills/planning/", "kind": "skill",
        "summary": "What comes first.", "also_known_as": ["Scheduling"], "guides": 2,
    }  # fmt: skip


def test_one_skill_names_the_roles_that_ask_for_it(client: Client) -> None:
    publish_role("later", title="Analyst", skills=("writing", "planning"))
    publish_role("first", title="Builder", skills=("planning",))
    data = asked(client, "/api/v1/skills/planning")
    assert (data["guides"], slugs(data), data["next"]) == (2, ["first", "later"], None)
    assert [(item["importance"], item["from_level"]) for item in data["items"]] == [
        ("core", "junior"), ("important", "mid"),
    ]  # fmt: skip
    assert data["items"][0]["pay"]["headline"]["amount"] == 102_000
    first = asked(client, "/api/v1/skills/planning?limit=1")
    assert first["next"] == "http://localhost:8000/api/v1/skills/planning?limit=1&offset=1"


def test_fields_of_work_with_a_guide_are_listed(client: Client) -> None:
    publish_role("planner", domain=DomainFactory(slug="field", name="Field", summary="Roles of it."))
    DomainFactory(slug="bare")
    assert asked(client, "/api/v1/domains") == {
        "items": [{
            "slug": "field", "name": "Field", "url": "http://localhost:8000/domains/field/",
            "summary": "Roles of it.", "guides": 1,
        }],
        "next": None,
    }  # fmt: skip


# --- what is refused -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("roles/unknown", 404, "No role is called unknown."),
        ("roles/planner?area=77", 404, "No area has the code 77."),
        ("roles/planner?area=x", 422, "area: "),
        ("roles?domain=unknown", 404, "No domain is called unknown."),
        ("roles?skill=unknown", 404, "No skill is called unknown."),
        ("roles?domain=Field%20Work", 422, "domain: "),
        ("roles?skill=%F0%9F%A6%89", 422, "skill: "),
        (f"roles?q={'x' * 201}", 422, "q: "),
        ("roles?limit=0", 422, "limit: "),
        ("roles?limit=101", 422, "limit: "),
        ("roles?offset=-1", 422, "offset: "),
        ("skills/unknown", 404, "No skill is called unknown."),
        ("skills?kind=person", 422, "kind: "),
        ("skills?limit=x", 422, "limit: "),
        ("domains?offset=99999999999999", 422, "offset: "),
    ],
)
def test_a_refusal_is_json_with_a_message(client: Client, path: str, status: int, words: str) -> None:
    publish_role("planner")
    error = asked(client, f"/api/v1/{path}", status)["error"]
    assert error["status"] == status
    assert words in error["message"]
    assert error.get("parameter", "") in words


@pytest.mark.parametrize("query", ["%25", "_", "'", '"; --', "مرحبا", "the+of", "%F0%9F%A6%89", "a%2Bb"])
def test_odd_words_are_answered(client: Client, query: str) -> None:
    publish_role("planner")
    for path in ("roles", "skills"):
        assert asked(client, f"/api/v1/{path}?q={query}")["next"] is None


def test_an_answer_is_not_sent_twice(client: Client) -> None:
    publish_role("planner")
    for path in ("roles", "roles/planner", "skills", "skills/planning", "domains"):
        tag = client.get(f"/api/v1/{path}")["ETag"]
        assert client.get(f"/api/v1/{path}", headers={"if-none-match": tag}).status_code == 304, path


@pytest.mark.parametrize("count", [3, 1_000])
def test_the_number_of_queries_does_not_grow(client: Client, count: int, django_assert_max_num_queries: Any) -> None:
    make_scale(count)
    skill = Skill.objects.earliest("pk")
    for path, most in MOST_QUERIES.items():
        with django_assert_max_num_queries(most):
            asked(client, f"/api/v1{path.format(skill=skill.slug)}")


# --- what describes it ----------------------------------------------------------------------


def paths_in(value: Any, prefix: str = "") -> Iterator[str]:
    """The path of every field of an answer, as the description writes it. What is named by its key alone is no field."""
    if isinstance(value, list):
        for item in value:
            yield from paths_in(item, prefix)
        return
    if not isinstance(value, dict) or prefix.endswith("flags."):
        return
    for name, inner in value.items():
        path = f"{prefix}{name}{'[]' if isinstance(inner, list) else ''}"
        yield path
        yield from paths_in(inner, f"{path}.")


@pytest.mark.parametrize(
    ("path", "asked_for"),
    [
        ("/api/v1/roles", "/api/v1/roles"),
        ("/api/v1/roles/{slug}", "/api/v1/roles/planner"),
        ("/api/v1/skills", "/api/v1/skills"),
        ("/api/v1/skills/{slug}", "/api/v1/skills/planning"),
        ("/api/v1/domains", "/api/v1/domains"),
    ],
)
def test_answers_have_the_fields_that_the_description_names(client: Client, path: str, asked_for: str) -> None:
    flags = {"median": "top_coded", "p75": "top_coded", "p90": "top_coded"}
    wage = {"median": 239_200, "p75": 239_200, "p90": 239_200, "flags": flags}
    publish_role("planner", relations=[publish_role("other")], wage=wage, estimate={"level": "mid"})
    operation = next(each for each in operations(asked(client, "/api/v1/openapi.json")) if each.path == path)
    named = {field.path for field in operation.fields}
    seen = set(paths_in(asked(client, asked_for)))
    assert seen <= named
    # What only some roles have: cells of a larger area, and of a release that has a successor.
    assert {field for field in named - seen if ".nearest[]." not in field} <= {"pay.percentiles[].successor"}
