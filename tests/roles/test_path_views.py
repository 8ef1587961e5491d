"""The pages of paths: their addresses, what they say, what they leave out, and how little they ask the database."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from roles import paths
from roles.models import CareerLevel, Role, RoleDocument
from roles.services import rename_role, withdraw
from roles.templatetags.paths import span_words
from tests.factories import (
    RoleFactory,
    SkillAliasFactory,
    SkillFactory,
    make_scale,
    official_occupation,
    publish_role,
)
from tests.kept import kept
from tests.roles.made_facts import around
from tests.roles.read import Read

pytestmark = pytest.mark.django_db
MOST_QUERIES = 4  # two guides, the names of chosen skills, roles between, and one to spare
MOST_NEAR = 7
PLANNER = ("planning", "risk", "budgets", "hiring", "writing")


def read(client: Client, path: str, status: int = 200) -> Read:
    response = client.get(path)
    assert response.status_code == status
    assert not response.cookies
    page = Read(response)
    page.check()
    return page


def leads_to(client: Client, path: str) -> tuple[int, str]:
    response = client.get(path)
    return response.status_code, response["Location"]


@pytest.fixture
def two() -> None:
    kept("two ends", publish_two)


def publish_two() -> None:
    publish_role("coder", title="Coder", wage=around(135_980), skills=["planning", "programming"])
    publish_role("planner", title="Planner", wage=around(102_320), skills=PLANNER)


def thin(slug: str = "thin", **changes: Any) -> Role:
    return publish_role(
        slug,
        title=slug.title(),
        **({"occupation": None, "levels": ("junior",), "steps": 0, "skills": ("risk",)} | changes),
    )


def without_skills() -> None:
    """A guide that lists none, as one of before skills had to be listed."""
    document = RoleDocument.objects.get(role=thin(skills=["risk"]))
    document.skills.all().delete()
    document.skill_weight, document.skill_slugs, document.skill_names = 0, [], []
    document.facts["skills"] = []
    document.save()


# --- addresses -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "status", "target"),
    [
        ("/paths/?from=coder&to=planner", 301, "/paths/coder/planner/"),
        ("/paths/?from=coder&to=planner&have=risk&have=writing,risk&hours=10&utm=x", 301, "/paths/coder/planner/?have=risk,writing&hours=10"),
        ("/paths/?from=coder&to=planner&have=Risk,no-such", 301, "/paths/coder/planner/?have=Risk,no-such"),
        ("/paths/?from=coder&to=planner&hours=6&have=", 301, "/paths/coder/planner/"),
        ("/paths/?from=old-coder&to=planner", 301, "/paths/coder/planner/"),
        ("/paths/?from=old-coder", 301, "/paths/?from=coder"),
        ("/paths/?to=old-coder&have=risk", 301, "/paths/?to=coder&have=risk"),
        ("/paths/?from=Coder&to=planner", 302, "/paths/coder/planner/"),
        ("/paths/?from=coDER&page=1", 302, "/paths/?from=coder&page=1"),
        ("/paths/old-coder/planner/?have=risk", 301, "/paths/coder/planner/?have=risk"),
        ("/paths/planner/old-coder/", 301, "/paths/planner/coder/"),
        ("/paths/gone/planner/", 301, "/roles/planner/"),
        ("/paths/planner/gone/?have=risk", 301, "/roles/planner/"),
        ("/paths/?from=gone&to=planner", 301, "/roles/planner/"),
        ("/paths/gone/coder/", 301, "/paths/planner/coder/"),
        ("/paths/gone/gone/", 301, "/paths/planner/planner/"),
        ("/paths/?from=Planner&to=planner", 302, "/paths/planner/planner/"),
    ],
)  # fmt: skip
def test_every_way_has_one_address(client: Client, path: str, status: int, target: str) -> None:
    rename_role(role=publish_role("old-coder", title="Coder"), slug="coder", by=None)
    publish_role("planner", title="Planner", skills=PLANNER)
    withdraw(role=publish_role("gone"), successor=Role.objects.get(slug="planner"), by=None)
    assert leads_to(client, path) == (status, target)
    assert client.get(target).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/paths/coder/nobody/", "/paths/nobody/coder/", "/paths/coder/draft/", "/paths/coder/gone/", "/paths/coder/",
        "/paths/Coder/planner/", "/paths/?from=nobody&to=coder", "/paths/?from=coder&to=nobody", "/paths/?to=draft",
        f"/paths/?from={'a' * 10_000}", "/paths/?from=coder&page=9", "/paths/?from=coder&page=x", "/paths/?have=risk&page=0",
        "/paths/?from=%22%27%20OR%201=1&to=coder", f"/paths/?to={quote('مرحبا')}", f"/paths/?to={quote('🦉')}",
    ],
)  # fmt: skip
def test_what_is_not_there_is_not_found(client: Client, two: None, path: str) -> None:
    RoleFactory(slug="draft")
    withdraw(role=publish_role("gone"), by=None)
    assert client.get(path).status_code == 404


def test_a_role_that_nobody_knows_comes_back_with_what_is_called_alike(client: Client, two: None) -> None:
    page = read(client, "/paths/?from=plan&to=coder&have=risk", 404)
    assert "No role is called “plan”. Perhaps: Planner" in page.text
    assert "The role you have: no guide is called “plan”." in page.text
    assert "#from" in page.links
    assert "#to" not in page.links
    assert "/paths/planner/coder/?have=risk" in page.links
    assert page.title.startswith("Error:")
    assert "/paths/coder/planner/" in read(client, "/paths/?from=coder&to=plann", 404).links


def test_where_nothing_is_near_the_list_of_roles_is_offered(client: Client, two: None) -> None:
    for address in ("/paths/?from=zzzz", "/compare/?roles=zzzz"):
        page = read(client, address, 404)
        assert "Nothing near it was found. See every role" in page.text
        assert "/roles/" in page.links


def test_only_reading_is_allowed(client: Client, two: None) -> None:
    for path in ("/paths/", "/paths/coder/planner/"):
        assert client.head(path).status_code == 200
        assert client.post(path).status_code == 405


def test_only_the_choice_is_indexed(client: Client, two: None) -> None:
    for path in ("/paths/coder/planner/", "/paths/?from=coder", "/paths/?have=risk", "/paths/?have=risk&to=coder"):
        assert '<meta name="robots" content="noindex">' in read(client, path).html
    assert 'rel="canonical" href="http://localhost:8000/paths/"' in read(client, "/paths/?edit=1&from=coder").html
    assert "/paths/</loc>" in client.get("/sitemap-pages.xml").content.decode()


# --- a way -------------------------------------------------------------------------------


def test_a_way_says_what_carries_over_and_what_is_missing_in_order(client: Client, two: None) -> None:
    page = read(client, "/paths/coder/planner/")
    assert "From Coder to Planner" in page.text
    assert "1 of the 5 skills comes with you." in page.text
    assert "that teach 3 of the 4 missing take 30 to 120 hours, typically 60." in page.text
    assert "To learn4 skills3 of them in 3 steps of the roadmap" in page.text
    assert "goes on with what you lack" not in page.text
    assert "typically 60; at 6 a week, 5 to 20 weeks" in page.text
    skills = [link for link in page.links if re.fullmatch(r"/skills/[a-z-]+/", link)]
    assert skills == [f"/skills/{slug}/" for slug in ("planning", "risk", "budgets", "hiring", "writing")]
    assert page.html.count("data-skills") == 5  # carried, three steps, what no step teaches
    assert "as the editors of the guide to Planner , version 1, estimate them" in page.text.replace(
        "Planner,", "Planner ,"
    )


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (paths.Span(1, 1, 1, "week"), "1 week"),
        (paths.Span(2, 3, 26, "week"), "2 to 26 weeks"),
        (paths.Span(20, 30, 60, "month"), "20 to 60 months"),
        (paths.Span(20, 30, 61, "month"), "2 to 6 years"),
        (paths.Span(67, 90, 135, "month"), "6 to 12 years"),
        (paths.Span(61, 70, 72, "month"), "6 years"),
    ],
)
def test_a_long_time_is_said_in_years(span: paths.Span, said: str) -> None:
    assert span_words(span) == said


def test_the_head_counts_what_the_steps_teach(client: Client, two: None) -> None:
    thin("two-thirds", skills=["risk", "writing", "hiring"], steps=1)
    page = read(client, "/paths/coder/two-thirds/")
    assert "that teach 1 of the 3 missing take" in page.text
    assert "To learn3 skills1 of them in 1 step of the roadmap" in page.text
    thin("twice", skills=["risk", "writing"], steps=3)
    page = read(client, "/paths/coder/twice/")
    assert (
        "The guide to Coder asks for none of the 2 skills. The steps of the roadmap of Twice that teach them take"
        in page.text
    )
    assert "To learn2 skillsin 3 steps of the roadmap" in page.text
    assert "A step that only goes on with what you lack counts too." in page.text
    assert "that teach the other one take" in read(client, "/paths/coder/twice/?have=risk").text
    thin("single", steps=1)
    assert "that teach it take" in read(client, "/paths/coder/single/").text


def test_the_head_says_where_the_ladder_of_the_goal_begins(client: Client, two: None) -> None:
    ladder = "The ladder of Chief begins at senior, with 0–3 years of experience."
    thin("chief", levels=("senior", "lead"))
    assert ladder in read(client, "/paths/coder/chief/").text
    assert ladder in read(client, "/paths/?have=planning&to=chief").text
    assert "The ladder of" not in read(client, "/paths/chief/chief/").text
    document = RoleDocument.objects.get(slug="chief")
    document.facts["levels"] = []
    document.save()
    assert "The ladder of" not in read(client, "/paths/coder/chief/").text


def test_hours_a_week_are_a_choice(client: Client, two: None) -> None:
    assert "at 40 a week, 1 to 3 weeks" in read(client, "/paths/coder/planner/?hours=40").text
    for odd in ("7", "x", "-1", "1e9"):
        page = read(client, f"/paths/coder/planner/?hours={odd}")
        assert "at 6 a week" in page.text
        assert "not offered here" in page.text


def test_ticked_skills_add_to_what_the_role_brings(client: Client, two: None) -> None:
    page = read(client, "/paths/coder/planner/?have=risk,writing,programming")
    assert "3 of the 5 skills come with you." in page.text
    assert "Risk you ticked it" in page.text
    checked = {attrs["value"] for tag, attrs in page.tags if tag == "input" and "checked" in attrs}
    assert checked == {"risk", "writing", "programming"}


def test_unknown_skills_are_named_and_left_out(client: Client, two: None) -> None:
    many = ",".join(f"no-{number}" for number in range(8))
    page = read(client, f"/paths/coder/planner/?have=risk,{many},%F0%9F%A6%89,RISK")
    assert "Left out, because no skill here is called so: no-0, no-1, no-2, no-3, no-4, 4 more." in page.text
    assert "2 of the 5 skills come with you." in page.text
    more = ",".join(f"known-{number}" for number in range(99))
    assert "only the first are taken" in read(client, f"/paths/coder/planner/?have={more},risk,writing").text
    assert "2 of the 5 skills" in read(client, f"/paths/coder/planner/?have={more},risk,writing").text


def test_a_way_from_skills_alone(client: Client, two: None) -> None:
    page = read(client, "/paths/?have=planning,risk&to=planner")
    assert "From your skills to Planner" in page.text
    assert "2 of the 5 skills come with you." in page.text
    assert "Pay at the goal" in page.text
    [form] = [attrs for tag, attrs in page.tags if tag == "form" and "path-form" in (attrs.get("class") or "")]
    assert form["action"] == "/paths/"
    assert {"name": "to", "value": "planner", "type": "hidden"} in [attrs for _tag, attrs in page.tags]


def test_a_way_that_ends_where_it_begins_is_empty_and_says_so(client: Client, two: None) -> None:
    page = read(client, "/paths/coder/coder/")
    assert "The way begins and ends at Coder, so nothing is missing." in page.text
    assert "What to learn" not in page.text
    assert "The other way" not in page.text


def test_nothing_left_and_nothing_brought_are_said(client: Client, two: None) -> None:
    assert (
        "All 5 skills come with you. Nothing is left to learn."
        in read(client, f"/paths/?have={','.join(PLANNER)}&to=planner").text
    )
    SkillFactory(slug="singing")
    assert "None of the 5 skills is among yours." in read(client, "/paths/?have=singing&to=planner").text


def test_a_guide_without_skills_steps_or_pay_is_no_fault(client: Client, two: None) -> None:
    without_skills()
    page = read(client, "/paths/coder/thin/")
    assert "lists no skills yet" in page.text
    assert "At least one of the two has no figure with a source" in page.text
    page = read(client, "/paths/thin/coder/")
    assert "The guide to Thin asks for none of the 2 skills." in page.text
    assert "Carries over0 of 2 skills" in page.text
    thin("stepless", skills=["risk"])
    page = read(client, "/paths/coder/stepless/")
    assert (
        "The guide to Coder does not ask for the one skill. Nobody has estimated how long the rest takes." in page.text
    )
    assert "No step teaches these" not in page.text
    assert "no step of its roadmap teaches them" in page.text
    assert read(client, "/paths/thin/stepless/").text.count("No figure with a source") == 3


# --- pay ---------------------------------------------------------------------------------


def test_pay_stands_at_both_ends_and_apart_only_where_it_may(client: Client, two: None) -> None:
    page = read(client, "/paths/coder/planner/")
    assert "The official median at the goal is $33,660 a year lower." in page.text
    assert "is $33,660 a year higher." in read(client, "/paths/planner/coder/").text
    publish_role("equal", wage=around(102_320), skills=["risk"])
    assert "The two official medians are the same" in read(client, "/paths/planner/equal/").text
    one = official_occupation(code="13-1082", title="Project Management Specialists")
    for slug in ("first", "second"):
        publish_role(slug, occupation=one, skills=["risk"])
    assert "both are counted as one occupation" in read(client, "/paths/first/second/").text
    assert "1 other role here" in read(client, "/paths/first/second/").text


# --- stepping stones -----------------------------------------------------------------------


def test_stones_stand_on_a_wide_way(client: Client, two: None) -> None:
    publish_role("lead", title="Team Lead", skills=["planning", "hiring", "writing"])
    page = read(client, "/paths/coder/planner/")
    assert "Brings Hiring and Writing." in page.text
    assert "You have 1 of its 3 skills. It asks for 3 of the 5 of Planner." in page.text
    assert {"/paths/coder/lead/", "/paths/lead/planner/"} <= set(page.links)
    assert "Stepping stones" not in read(client, "/paths/coder/planner/?have=risk,hiring,writing").text


def test_no_stone_begins_with_more_years_than_the_goal(client: Client, two: None) -> None:
    lead = publish_role("lead", title="Team Lead", skills=["planning", "hiring", "writing"])
    rungs = CareerLevel.objects.filter(version=lead.live_version)
    rungs.update(years_min=5, years_max=9)
    assert "no role of this site has enough in common" in read(client, "/paths/coder/planner/").text
    rungs.filter(rank="junior").update(years_min=0)
    assert "begins with no more years of experience than the goal" in read(client, "/paths/coder/planner/").text


def test_a_wide_way_says_by_what_more_than_half_is_missing(client: Client, two: None) -> None:
    counted = (
        "Counting core skills three times and important ones twice, more than half of what the goal asks for is missing"
    )
    assert counted in read(client, "/paths/coder/planner/").text
    publish_role("lead", title="Team Lead", skills=["planning", "hiring", "writing"])
    assert counted in read(client, "/paths/coder/planner/").text


def test_no_stone_is_said(client: Client, two: None) -> None:
    assert "no role of this site has enough in common" in read(client, "/paths/coder/planner/").text


# --- what is near --------------------------------------------------------------------------


def test_roles_near_a_role_or_skills_come_by_what_is_missing(client: Client, two: None) -> None:
    publish_role("lead", title="Team Lead", skills=["planning", "hiring", "writing"])
    publish_role("singer", skills=["singing"])
    page = read(client, "/paths/?from=coder&have=hiring")
    links = [link for link in page.links if link.startswith("/paths/coder/")]
    assert links == ["/paths/coder/lead/?have=hiring", "/paths/coder/planner/?have=hiring"]
    assert "2 of 3 skills" in page.text
    assert "83% by weight" in page.text
    assert "To learn: Writing." in page.text
    assert "2 roles" in page.text
    page = read(client, "/paths/?have=planning,hiring")
    assert [link for link in page.links if "&have=" in link or "?to=" in link][:1] == [
        "/paths/?to=lead&have=planning,hiring"
    ]
    assert "3 roles" in page.text
    assert "Planning and Hiring" in page.text


def test_what_is_missing_of_a_near_role_is_named_up_to_a_number(client: Client, two: None) -> None:
    publish_role("many", skills=[f"one-{number}" for number in range(8)] + ["planning"])
    assert "and 4 more" in read(client, "/paths/?have=planning").text


def test_nothing_near_and_the_role_itself_is_not_near(client: Client, two: None) -> None:
    SkillFactory(slug="singing")
    assert "No role asks for any of these skills" in read(client, "/paths/?have=singing").text
    publish_role("alone", skills=["singing"])
    assert "No role asks for any of these skills" in read(client, "/paths/?from=alone").text
    without_skills()
    assert "No role asks for any of these skills" in read(client, "/paths/?from=thin").text


def test_what_is_near_is_named(client: Client, two: None) -> None:
    assert "(4 skills)" in read(client, "/paths/?have=planning,hiring,risk,writing").text
    assert "(Coder and 2 more skills)" in read(client, "/paths/?from=coder&have=hiring,risk").text
    assert "(Coder)" in read(client, "/paths/?from=coder").text


def test_near_roles_come_in_pages(client: Client) -> None:
    for number in range(22):
        publish_role(f"role-{number:02d}", skills=["planning"])
    first, second = (read(client, f"/paths/?from=role-00&have=planning{page}") for page in ("", "&page=2"))
    assert "Roles 1 to 20 of 21" in first.text
    assert "/paths/?from=role-00&have=planning&page=2" in first.links
    assert "/paths/role-21/" not in first.html
    assert "/paths/role-00/role-21/?have=planning" in second.links


# --- the choice ----------------------------------------------------------------------------


def test_the_choice_offers_roles_by_name_and_skills_by_kind(client: Client, two: None) -> None:
    SkillFactory(slug="sql", name="SQL", kind="tool")
    publish_role("analyst", skills=["sql"])
    page = read(client, "/paths/")
    assert {attrs["value"] for tag, attrs in page.tags if tag == "option" and attrs.get("value") == "Coder"} == {
        "Coder"
    }
    assert [text for rank, text in page.headings if rank == 2] == ["Skills", "Tools"]


def test_a_skill_is_found_by_any_of_its_names_and_what_is_ticked_stays(client: Client, two: None) -> None:
    SkillAliasFactory(skill=RoleDocument.objects.get(slug="coder") and SkillFactory(slug="risk"), name="Hazards")
    page = read(client, "/paths/?find=hazard&have=writing&from=coder&hours=10")
    boxes = {
        attrs["value"]: "checked" in attrs for tag, attrs in page.tags if tag == "input" and attrs.get("name") == "have"
    }
    assert boxes == {"writing": True, "risk": False}
    assert {"Coder", "10"} <= {attrs.get("value") for tag, attrs in page.tags if tag == "input" or "selected" in attrs}
    assert "No other skill that a guide asks for is called “zzz”" in read(client, "/paths/?find=zzz").text


def test_lists_of_roles_and_pages_of_skills_lead_to_the_choice(client: Client, two: None) -> None:
    for path in ("/roles/", "/skills/planning/"):
        assert "/paths/" in read(client, path).links


def test_half_a_choice_asks_for_the_other_half(client: Client, two: None) -> None:
    assert "Now say where you come from" in read(client, "/paths/?to=planner").text
    assert "Left out" in read(client, "/paths/?have=nothing-like-it").text
    assert "Now say" not in read(client, "/paths/?edit=1&from=coder&to=planner").text


def test_an_empty_choice_says_what_to_choose(client: Client, two: None) -> None:
    for sent in ("from=&to=&find=&hours=6", "from=+&to=&edit=1"):
        assert "Nothing is chosen yet. Name the role you have" in read(client, f"/paths/?{sent}").text
    for other in ("", "?edit=1", "?from=&to=planner", "?from=&to=&find=risk", "?from=&to=&have=nobody"):
        assert "Nothing is chosen yet" not in read(client, f"/paths/{other}").text


def test_a_long_list_of_titles_is_not_sent(client: Client, two: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roles.selectors.finding.MOST_TITLES", 1)
    assert "<datalist" not in read(client, "/paths/").html


# --- queries -------------------------------------------------------------------------------


@pytest.mark.parametrize("roles", [3, 40])
def test_queries_do_not_grow(client: Client, roles: int, django_assert_max_num_queries: Any) -> None:
    make_scale(roles)
    known = RoleDocument.objects.get(slug="scale-0000").skill_slugs[0]
    publish_role("wide", skills=["a", "b", "c", known])
    with django_assert_max_num_queries(MOST_QUERIES):
        client.get(f"/paths/scale-0001/wide/?have={known},a")
    with django_assert_max_num_queries(MOST_NEAR):
        client.get(f"/paths/?from=scale-0001&have={known},a")
    with django_assert_max_num_queries(MOST_NEAR):
        client.get(f"/paths/?have={known}")
