"""The page of a comparison: its one address, what it says, and what it refuses to draw."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils.formats import date_format
from django.utils.timezone import localtime

from roles.addresses import path_address
from roles.models import Role
from roles.services import match_occupations, rename_role, start_draft, withdraw
from tests.factories import (
    OccupationFactory,
    RoleFactory,
    SkillFactory,
    make_scale,
    nation,
    oews,
    official_occupation,
    publish_role,
    publish_thin,
    write_words,
)
from tests.roles.made_facts import around
from tests.roles.read import Read

pytestmark = pytest.mark.django_db
MOST_QUERIES = 4


def compare(client: Client, a: str = "coder", b: str = "planner") -> Read:
    response = client.get(f"/compare/{a}-vs-{b}/")
    assert response.status_code == 200
    assert not response.cookies
    page = Read(response)
    page.check()
    return page


def live(slug: str) -> Role:
    return Role.objects.get(slug=slug)


def two(**changes: Any) -> None:
    publish_role("coder", wage=around(135_980), skills=["planning", "programming"])
    publish_role("planner", **({"wage": around(102_320), "skills": ["planning", "risk"]} | changes))


# --- the address ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/compare/planner-vs-coder/", "/compare/coder-vs-planner/"),
        ("/compare/planner-vs-coder/?utm_source=x&next=//evil", "/compare/coder-vs-planner/"),
        ("/compare/planner-vs-coder/?only=differences&utm_source=x", "/compare/coder-vs-planner/?only=differences"),
        ("/compare/old-coder-vs-planner/?only=differences", "/compare/coder-vs-planner/?only=differences"),
        ("/compare/coder-vs-coder/?only=differences", "/roles/coder/"),
        ("/compare/coder-vs-coder/", "/roles/coder/"),
        ("/compare/old-coder-vs-planner/", "/compare/coder-vs-planner/"),
        ("/compare/planner-vs-old-coder/", "/compare/coder-vs-planner/"),
        ("/compare/old-coder-vs-coder/", "/roles/coder/"),
        ("/compare/old-coder-vs-old-coder/", "/roles/coder/"),
    ],
)
def test_other_spellings_lead_to_the_one_address(client: Client, path: str, target: str) -> None:
    old = publish_role("old-coder")
    rename_role(role=old, slug="coder", by=None)
    publish_role("planner")
    response = client.get(path)
    assert (response.status_code, response["Location"]) == (301, target)
    assert client.get(target).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/compare/coder-vs-nobody/",
        "/compare/nobody-vs-coder/",
        "/compare/nobody-vs-nobody/",
        "/compare/a-vs-b/",
        "/compare/coder-vs-draft/",
        "/compare/draft-vs-draft/",
        "/compare/coder-vs-planner-vs-coder/",
        "/compare/coder/",
        "/compare/coder-vs-/",
        "/compare/Coder-vs-planner/",
    ],
)
def test_without_two_live_guides_there_is_no_page(client: Client, path: str) -> None:
    two()
    RoleFactory(slug="draft")
    assert client.get(path).status_code == 404


def test_a_withdrawn_guide_leads_to_its_successor(client: Client) -> None:
    two()
    gone = publish_role("gone")
    withdraw(role=gone, successor=Role.objects.get(slug="planner"), by=None)
    assert client.get("/compare/coder-vs-gone/")["Location"] == "/compare/coder-vs-planner/"


def test_a_withdrawn_guide_without_successor_is_no_page(client: Client) -> None:
    two()
    gone = publish_role("gone")
    withdraw(role=gone, by=None)
    assert client.get("/compare/coder-vs-gone/").status_code == 404


def test_only_reading_is_allowed(client: Client) -> None:
    two()
    assert client.head("/compare/coder-vs-planner/").status_code == 200
    assert client.post("/compare/coder-vs-planner/").status_code == 405


# --- what it says ------------------------------------------------------------------------


def test_the_short_answer_is_the_difference_with_its_sources(client: Client) -> None:
    two()
    page = compare(client)
    assert re.search(r"The official median for Coders is \$33,660\s?1 a year higher: \$135,980", page.text)
    assert "Both figures: United States, OEWS May 2025." in page.text
    assert "are not of separate groups" not in page.text
    assert "They share 1 of 3 skills. Core in both: Planning." in page.text
    assert "Both ladders begin at junior (" in page.text
    assert "The middle halves overlap: pay between $115,980 and $132,320" in page.text
    assert page.title.startswith("Coder vs Planner")
    for text in ("1 only A, 1 both, 1 only B", "A part of one project."):
        assert text in page.text


def test_sections_stand_in_order(client: Client) -> None:
    two()
    assert [text for rank, text in compare(client).headings if rank == 2] == [
        "The short answer",
        "Side by side",
        "Pay at each level",
        "Skills: what carries over",
        "Levels and what is expected",
        "Ways in",
        "Outlook",
        "Which one is for you?",
        *(["Moving from one to the other"] if path_address(start="coder", goal="planner") else []),
        "Change the comparison",
        "Sources and method",
    ]


def test_levels_are_estimates_with_two_ends_and_no_difference(client: Client) -> None:
    two()
    page = compare(client)
    assert "Nobody publishes US pay by seniority" in page.text
    assert "$95,980 – $115,980" in page.text
    assert "Between the 10th and 25th percentile" in page.text
    assert "estimate" in page.text
    assert "Range chart. All levels: A $116K to $166K, B $82K to $132K" in page.html


def test_every_amount_names_its_source(client: Client) -> None:
    two()
    page = compare(client)
    refs = {link for link in page.links if link.startswith("#source-")}
    assert refs
    assert 'id="source-1"' in page.html
    assert "U.S. Bureau of Labor Statistics" in page.text


def test_both_guides_and_both_ways_to_apply_are_there(client: Client) -> None:
    two()
    links = compare(client).links
    for slug in ("coder", "planner"):
        assert f"/roles/{slug}/" in links
        assert f"/roles/{slug}/apply/" in links


def test_figures_that_disagree_stand_apart(client: Client) -> None:
    estimate = {
        "annual_low": None,
        "annual_median": 154_000,
        "annual_high": None,
        "source": None,
        "as_of": None,
        "unsourced": True,
        "note": "The old guide says $154K and names no source.",
    }
    two(estimate=estimate)
    page = compare(client)
    assert "Other figures, not mixed in" in page.text
    assert "The old guide says $154K and names no source." in page.text
    assert "$128,160" not in page.text  # their mean
    assert "The official median for Coders is $33,660" in page.text


# --- what it refuses -----------------------------------------------------------------------


def test_one_occupation_draws_no_two_equal_bars(client: Client) -> None:
    occupation = official_occupation(title="Software Developers", code="15-1252")
    publish_role("coder", occupation=occupation)
    publish_role("planner", occupation=occupation)
    page = compare(client)
    assert (
        "No separate official wage exists for these two: both are counted as Software Developers (15-1252)" in page.text
    )
    assert "The same in both" in page.text
    assert "range-chart__band" not in page.html
    assert "a year higher" not in page.text


def test_two_roles_of_one_residual_group_have_no_separate_wage(client: Client) -> None:
    group = official_occupation(code="15-1299", title="Computer Occupations, All Other")
    publish_role("coder", occupation=group)
    publish_role("planner", occupation=group)
    page = compare(client)
    assert "No separate official wage exists for these two" in page.text
    assert "are counted together, as Computer Occupations, All Other (15-1299)" in page.text
    assert page.text.count("It is a group of what is counted nowhere else, so no pay by level is drawn from it.") == 1
    assert "the wage of" not in page.text
    assert "range-chart__band" not in page.html


def test_two_roles_of_one_management_occupation_are_refused_once(client: Client) -> None:
    boss = official_occupation(code="11-3021", title="Computer Managers")
    publish_role("coder", occupation=boss)
    publish_role("planner", occupation=boss)
    text = compare(client).text
    assert "It counts managers of every level together, so no pay by level is drawn from it." in text
    assert "No pay by level for" not in text


def test_a_difference_says_where_one_figure_counts_both_roles(client: Client) -> None:
    group = official_occupation(code="15-1299", title="Computer Occupations, All Other", wage=around(116_580))
    own = official_occupation(code="13-1082", title="Project Specialists", wage=around(102_320))
    publish_role("coder", occupation=group)
    planner = publish_role("planner", occupation=own)
    match_occupations(role=planner, matches=[(own, "listed", ""), (group, "listed", "")], by=None)
    text = compare(client).text
    assert re.search(r"\$14,260\s?1 a year higher: \$116,580", text)
    assert re.search(r"against \$102,320\s?1 for Project Specialists\.", text)
    assert "Planners are counted in Computer Occupations, All Other too" in text


def test_managers_have_percentiles_without_words_of_seniority(client: Client) -> None:
    boss = official_occupation(code="11-3021", title="Computer Managers", wage=around(175_140))
    two(occupation=boss)
    page = compare(client)
    assert "No pay by level for Planners" in page.text
    assert "$175,140" in page.text
    rows = page.html.split("<tr>")
    levels = [row for row in rows if "compare-pay__ground" in row]
    assert len(levels) == 4
    assert all("Not estimated" in row for row in levels)


def test_a_residual_group_is_named_as_one(client: Client) -> None:
    rest = official_occupation(code="15-1299", title="Computer Occupations, All Other", wage=around(116_580))
    two(occupation=rest)
    page = compare(client)
    assert "This is not the wage of Planners alone" in page.text
    assert "Counts what is counted nowhere else." in page.text


def test_a_role_without_an_occupation_is_compared_without_figures(client: Client) -> None:
    two(occupation=None)
    page = compare(client)
    assert "No figure with a source is known for Planners" in page.text
    assert "No official occupation stands for Planners" in page.text


def test_what_an_editor_wrote_is_not_said_to_be_worked_out(client: Client) -> None:
    two()
    assert "Worked out from the figures and lists" in compare(client).text
    on = write_words(live("coder"), live("planner")).published_at
    text = compare(client).text
    assert on is not None
    told = f"An editor’s words about these two, as of {date_format(localtime(on), 'j F Y')}."
    assert f"One plans the work and the other does it.{told}" in text
    assert text.index(told) < text.index("They share") < text.index("This paragraph is worked out from the figures")
    assert "Worked out from the figures" not in text


def test_two_roles_without_any_figure_are_compared_in_words(client: Client) -> None:
    publish_role("coder", occupation=None, levels=["mid"])
    publish_role("planner", occupation=None, levels=["mid"])
    page = compare(client)
    assert "No figure with a source is known for either role" in page.text
    assert "They share 3 of 3 skills." in page.text
    assert "Both ladders begin at mid-level (" in page.text
    assert "$" not in page.text


def test_an_editors_figure_is_not_subtracted_from_an_official_one(client: Client) -> None:
    two(estimate={"area": nation(), "source": oews(), "as_of": date(2025, 12, 1)})
    page = compare(client)
    assert "no difference is worked out" in page.text
    assert "Our editors’ figure" in page.text or "Our editors' figure" in page.text


def test_withheld_and_top_coded_ends_are_said(client: Client) -> None:
    two(
        occupation=official_occupation(
            code="15-1212",
            wage={
                "p10": None,
                "p25": 80_000,
                "median": 150_000,
                "p75": 239_200,
                "p90": 239_200,
                "flags": {"p10": "withheld", "p75": "top_coded", "p90": "top_coded"},
            },
        )
    )
    page = compare(client)
    assert "withheld" in page.text
    assert "$239,200 or more" in page.text
    assert "range-chart__open" in page.html
    assert "middle halves" not in page.text


def test_what_lies_above_the_ceiling_is_said_in_the_chart(client: Client) -> None:
    above = {"p75": 239_200, "p90": 239_200, "flags": {"p75": "top_coded", "p90": "top_coded"}}
    publish_role("a-role")
    publish_role("b-role", wage=above)
    text = Read(client.get("/compare/a-role-vs-b-role/")).text
    assert "Above what the release counts for B" in text
    assert "$239,200 or more" in text


def test_titles_are_escaped_and_set_apart(client: Client) -> None:
    publish_role("coder", title="<b>Coder</b> & \u202eevil")
    publish_role("planner", title="مخطط")
    page = compare(client)
    assert "<b>Coder</b>" not in page.html
    assert "<bdi>مخطط</bdi>" in page.html


def test_skills_fall_into_three_lists(client: Client) -> None:
    publish_role("coder", skills=[SkillFactory(slug="x", name="Only Coding"), SkillFactory(slug="y", name="Talking")])
    publish_role("planner", skills=[SkillFactory(slug="y"), SkillFactory(slug="z", name="Only Planning")])
    page = compare(client)
    lists = [text for _rank, text in page.headings if text.endswith("(1)")]
    assert lists == ["Only Coder (1)", "Both (1)", "Only Planner (1)"]


# --- budget -------------------------------------------------------------------------------------


def test_a_comparison_asks_for_its_guides_and_for_an_editors_words(
    client: Client, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    two()
    with django_assert_num_queries(2):  # type: ignore[operator]
        compare(client)


@pytest.mark.parametrize(
    "path",
    [
        "/compare/scale-0001-vs-scale-0002/",
        "/compare/scale-0001-vs-scale-0002.json",
        "/compare/?roles=scale-0001,scale-0002,scale-0003",
        "/compare/?roles=scale-0001,scale-0002,scale-0003,scale-0004",
        "/compare/",
        "/api/v1/compare?roles=scale-0001,scale-0002,scale-0003,scale-0004",
    ],
)
def test_the_number_of_queries_does_not_grow(
    client: Client, django_assert_max_num_queries: pytest.FixtureRequest, path: str
) -> None:
    make_scale(300)
    with django_assert_max_num_queries(MOST_QUERIES):  # type: ignore[operator]
        assert client.get(path).status_code == 200


def test_a_former_address_costs_no_more_than_the_budget(
    client: Client, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    old = publish_role("old-coder")
    rename_role(role=old, slug="coder", by=None)
    publish_role("planner")
    with django_assert_max_num_queries(MOST_QUERIES):  # type: ignore[operator]
        client.get("/compare/old-coder-vs-planner/")


def test_a_new_version_shows_at_once(client: Client) -> None:
    two()
    draft = start_draft(role=Role.objects.get(slug="planner"), by=None)
    draft.title, draft.plural = "Strategist", "Strategists"
    draft.save()
    publish_thin(draft)
    assert "Strategist" in compare(client).title


def test_an_occupation_without_a_wage_is_named_without_figures(client: Client) -> None:
    two(occupation=OccupationFactory(code="15-1255", title="Web Designers"))
    page = compare(client)
    assert "Web Designers (15-1255)" in page.text
    assert "No figure with a source" in page.text
