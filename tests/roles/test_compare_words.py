"""What the head and the short answer of a comparison say: every figure with its source, place and date, no false winner."""

from __future__ import annotations

import re
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils.html import strip_tags

from roles.comparison.compared import Comparison, compare
from roles.comparison.words import Contrast
from roles.facts import RoleFacts, StepFacts
from roles.templatetags.compare_answer import growth_answer, way_in_answer
from roles.templatetags.compare_tables import skill_counts
from roles.templatetags.comparison import gap_sentence
from roles.templatetags.differences import biggest_note, cells, kind_name, shortly
from tests.factories import official_occupation, publish_role
from tests.roles.made_facts import NOTHING, around, level, outlook, role, skill, wage
from tests.roles.read import Read


def of_residual(slug: str = "coder", **changes: Any) -> RoleFacts:
    rest = wage("15-1299", **around(160_000), occupation_title="All Other", specificity="residual")
    projected = replace(outlook(changes.pop("percent", 8.2), "15-1299"), occupation_title="All Other")
    return role(slug, **({"wages": (rest,), "outlook": projected} | changes))


def growing(*percents: float) -> str:
    guides = [role(f"role-{place}", outlook=outlook(percent, f"15-{place}")) for place, percent in enumerate(percents)]
    return strip_tags(growth_answer(compare(*guides)))


def learning(*hours: int) -> str:
    steps = [(StepFacts(1, "learn", "Learn", "Read", NOTHING, low, low, low, "", (), ()),) for low in hours]
    guides = [role(f"role-{place}", roadmap=roadmap) for place, roadmap in enumerate(steps)]
    return strip_tags(way_in_answer(compare(*guides)))


def head(compared: Comparison) -> str:
    return strip_tags(f"{shortly(compared.differences[0])} {biggest_note(compared)}")


# --- the head ---------------------------------------------------------------------------


@pytest.mark.django_db
def test_money_in_the_head_has_a_source_to_follow_its_place_and_its_release(client: Client) -> None:
    publish_role("coder", occupation=official_occupation(code="15-1252", title="Developers", wage=around(206_420)))
    publish_role("planner", occupation=official_occupation(code="13-1082", title="Planners", wage=around(102_320)))
    page = Read(client.get("/compare/coder-vs-planner/"))
    page.check()
    biggest = page.html[page.html.index('id="biggest"') :].partition("</p>")[0]
    assert biggest.count('href="#source-1"') == 2
    assert "United States, OEWS May 2025. A: Developers; B: Planners." in biggest


def test_a_residual_group_is_named_as_one_in_the_head() -> None:
    assert "B: All Other (what is counted nowhere else)." in biggest_note(compare(role(), of_residual()))


def test_growth_in_the_head_has_its_period_and_occupations() -> None:
    said = head(compare(role(outlook=outlook(28.5)), of_residual(wages=())))
    assert "2024–34. A: Occupation 13-1082; B: All Other." in said
    both = skill("plan")
    assert head(compare(role(skills=(skill("risk"), both)), role("coach", skills=(both,)))).endswith(" ")


def test_sharing_no_skill_is_said_where_it_leads() -> None:
    compared = compare(role(skills=(skill("risk"),)), role("coach", skills=(skill("code"),)))
    assert head(compared).endswith("A Risk; B Code The two guides share no skill.")


# --- the table --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "core", "other"),
    [
        (2, "Skills that are core in only one of them", "Skills, not core, that only one of them asks for"),
        (3, "Skills that are core in some of them only", "Skills, not core, that only some of them ask for"),
    ],
)
def test_skills_that_differ_are_named_for_so_many_roles(count: int, core: str, other: str) -> None:
    own = [(skill("all"), skill(f"core-{n}"), skill(f"other-{n}", "important")) for n in range(count)]
    compared = compare(*(role(f"role-{n}", skills=skills) for n, skills in enumerate(own)))
    names = {row.kind: kind_name(row) for row in compared.differences}
    assert (names["core_skills"], names["other_skills"]) == (core, other)


def test_an_exact_match_does_not_give_a_residual_group_the_title() -> None:
    [row] = [row for row in compare(role(), of_residual()).differences if row.kind == "occupation"]
    own, rest = (str(cell["html"]) for cell in cells(row))
    assert "Exact: it has this title." in own
    assert "Exact: an occupation counted in it has this title." in rest


def test_what_is_not_counted_as_a_difference_has_a_heading_of_its_own() -> None:
    compared = compare(role(), of_residual(outlook=None))
    written = SimpleNamespace(contrasts=(Contrast("Judged on", "The plan", "The code"),))
    html = render_to_string("components/differences.html", {"compared": compared, "words": written})
    bodies = [body.partition("</tbody>")[0] for body in html.split("<tbody>")[1:]]
    counted, by_editors, refused = (body.count("<tr>") for body in bodies)
    assert (counted, by_editors, refused) == (len(compared.differences), 2, 1 + len(compared.refused))
    assert "In the editors&#x27; words" in bodies[1] or "In the editors' words" in bodies[1]
    assert "Not compared" in bodies[2]


@pytest.mark.parametrize(
    ("shared_with", "said"),
    [(0, "several kinds of work"), (1, "1 other role of this site too"), (3, "3 other roles of this site too")],
)
def test_whom_an_occupation_counts_is_said_in_one_way_everywhere(shared_with: int, said: str) -> None:
    cell = wage("15-1241", **around(140_000), specificity="shared", shared_with=shared_with)
    compared = compare(role(), role("coder", wages=(cell,), outlook=outlook(28.5, "15-1241")))
    short = strip_tags(render_to_string("components/verdict.html", {"compared": compared, "words": None}))
    assert f"Counts {said}." in short
    assert f"over 2024–34 for Occupation 15-1241 ({said})." in short


# --- the short answer ---------------------------------------------------------------------


def test_growth_names_whom_it_counts_and_its_source() -> None:
    html = growth_answer(compare(of_residual(), role(outlook=outlook(28.5))))
    assert html.count('href="#source-3"') == 2
    assert "over 2024–34 for All Other (what is counted nowhere else)." in strip_tags(html)


@pytest.mark.parametrize(
    ("percents", "said"),
    [
        ((9.0, 2.0), "Faster for Role 0s: +9.0%"),
        ((9.0, 2.0, 3.0), "Fastest for Role 0s: +9.0%"),
        ((15.8, 15.2), "About the same: A +15.8%"),
        ((16.0, 15.0), "Faster for Role 0s: +16.0%"),
        ((-3.7, -9.0), "Shrinks less for Role 0s: −3.7%"),
        ((-3.7, -9.0, -8.0), "Shrinks least for Role 0s: −3.7%"),
        ((8.2, 8.7), "About the same: A +8.2%"),
        ((8.2, 8.7, 2.0), "A +8.2%"),
        ((0.0, -4.0), "A 0.0%"),
    ],
)
def test_growth_is_called_fast_only_where_it_is(percents: tuple[float, ...], said: str) -> None:
    assert growing(*percents).startswith(said)


def test_of_three_the_slowest_is_said_to_be_it() -> None:
    assert "Slowest for Role 1s: +2.0%" in growing(9.0, 2.0, 3.0)
    assert "Shrinks most for Role 1s: −2.0%" in growing(9.0, -2.0, 3.0)
    assert "Slowest" not in growing(9.0, 2.0)


def test_hours_that_are_nearly_the_same_have_no_winner() -> None:
    assert learning(100, 90).endswith(
        "The roadmap of Role 1s takes fewer hours, as their editors estimate: A 100 hours; B 90 hours."
    )
    assert "The roadmap of Role 1s takes the fewest hours" in learning(100, 90, 100)
    assert "about the same time" in learning(100, 91)
    assert learning(100, 95).endswith("take about the same time, as their editors estimate: A 100 hours; B 95 hours.")
    assert "hours" not in learning(100, 96, 200)


def test_of_two_roles_one_asks_for_fewer_years_and_of_three_for_the_fewest() -> None:
    two = role(), role("chief", ranks=("lead",))
    assert strip_tags(way_in_answer(compare(*two))) == (
        "Fewer years of experience are asked of Planners. "
        "The ladder of Planners begins at junior (0–3 years), that of Chiefs at lead or principal (9–12 years)."
    )
    three = strip_tags(way_in_answer(compare(*two, role("head", ranks=("senior",)))))
    assert three.startswith("The fewest years of experience are asked of Planners.")


def test_ladders_of_one_level_say_all_years_and_those_that_begin_alike_stand_together() -> None:
    later = replace(level("junior"), years_min=2, years_max=4)
    roles = role(), role("coach", levels=(later,)), role("head"), role("chief", levels=(later,))
    assert "junior (0–3 years), that of Coachs at junior (2–4 years)." in strip_tags(way_in_answer(compare(*roles[:2])))
    assert strip_tags(way_in_answer(compare(*roles))) == (
        "The ladder of Planners and Heads begins at junior (0–3 years), that of Coachs and Chiefs at junior (2–4 years)."
    )


def test_three_roles_are_joined_as_people_join_them() -> None:
    rich = role("chief", wages=(wage("11-1011", **around(206_420)),))
    said = strip_tags(gap_sentence(compare(role("coach"), role("guide"), role("helper"), rich)))
    assert "the lowest that of Coachs, Guides and Helpers, $102,320" in said
    assert re.search(r"Both figures: United States, OEWS May 2025\.$", said)


def test_every_skill_of_three_roles_is_counted_once() -> None:
    asked = (("all", "own-a", "ab", "ac"), ("all", "ab", "bc"), ("all", "ac", "bc", "own-c"))
    compared = compare(
        *(role(f"role-{place}", skills=tuple(skill(slug) for slug in slugs)) for place, slugs in enumerate(asked))
    )
    assert skill_counts(compared) == "1 in all, 3 in two of them, 1 only A, 0 only B, 1 only C."
