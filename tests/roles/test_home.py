"""The first page: true numbers, sources beside figures, the same queries for three guides as for a thousand."""

from __future__ import annotations

from itertools import combinations

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from careers.planner import refresh_statistics
from roles.models import GuideRelation, GuideVersion, Role
from roles.selectors.home import ALL_SHOWN, LATEST_SHOWN
from tests.factories import (
    DomainFactory,
    PairStandingFactory,
    RoleFactory,
    make_scale,
    official_occupation,
    publish_role,
)
from tests.roles.made_facts import around
from tests.roles.read import Read

pytestmark = pytest.mark.django_db
MOST_QUERIES = 6


def home(client: Client) -> Read:
    response = client.get("/")
    assert response.status_code == 200
    assert not response.cookies
    page = Read(response)
    page.check()
    return page


def test_an_empty_site_says_so(client: Client) -> None:
    page = home(client)
    assert "No guide is published yet" in page.text
    assert "Browse by domain" not in page.text
    assert "$" not in page.text
    assert page.html.count('type="search"') == 0


def test_a_few_guides_are_all_there_with_figure_and_source(client: Client) -> None:
    field, other = DomainFactory(slug="field", name="Field & Work"), DomainFactory(slug="other", name="Other")
    publish_role("planner", domain=field, wage=around(102_320))
    publish_role("coder", domain=field, wage=around(135_980))
    publish_role("tester", domain=other, wage=around(104_300))
    page = home(client)
    assert "3 career guides" in page.text
    assert "All 3 guides" in page.text
    assert "Field & Work 2 guides" in page.text
    assert "Other 1 guide" in page.text
    assert "/domains/field/" in page.links
    assert {f"/roles/{slug}/" for slug in ("planner", "coder", "tester")} <= set(page.links)
    assert "$102,320 median" in page.text
    assert page.text.count("Occupational Employment and Wage Statistics, May 2025") >= 2
    for word in ("popular", "Popular", "most read", "Most read"):
        assert word not in page.text


def test_one_guide_reads_as_one(client: Client) -> None:
    publish_role("planner")
    page = home(client)
    assert "1 career guide." in page.text
    assert "Compare related roles" not in page.text


def test_a_guide_without_a_figure_is_listed_without_one(client: Client) -> None:
    publish_role("planner", occupation=None)
    page = home(client)
    assert "no figure with a source" in page.text
    assert "$" not in page.text
    assert 'role="img"' not in page.html


def test_the_search_leads_to_the_list(client: Client) -> None:
    publish_role("planner")
    forms = [attrs for tag, attrs in home(client).tags if tag == "form"]
    assert [(form["action"], form.get("method", "get")) for form in forms] == [("/roles/", "get")]


def test_pairs_are_of_live_related_guides_once_and_in_canonical_order(client: Client) -> None:
    coder = publish_role("coder", wage=around(135_980))
    waiting = RoleFactory(slug="waiting")
    publish_role("planner", relations=[coder, waiting], wage=around(102_320))
    page = home(client)
    pairs = [link for link in page.links if "-vs-" in link]
    assert pairs == [reverse("compare_pair", args=[("coder", "planner")])]
    assert "$33,660 apart at the median, 3 of 3 skills shared" in page.text


def test_a_pair_of_one_occupation_has_no_difference(client: Client) -> None:
    occupation = official_occupation()
    coder = publish_role("coder", occupation=occupation)
    publish_role("planner", relations=[coder], occupation=occupation)
    assert "apart" not in home(client).text


def test_pairs_that_have_earned_their_place_come_first(client: Client) -> None:
    roles = [publish_role(f"planner-{n}") for n in range(4)]
    publish_role("coder", relations=roles[:1])
    for first, second in combinations(roles, 2):
        PairStandingFactory(first=first, second=second, is_indexed=True)
    pairs = [link for link in home(client).links if "-vs-" in link]
    assert len(pairs) == 6
    assert "/compare/coder-vs-planner-0/" not in pairs


def test_many_guides_are_a_skyline_and_the_latest_six(client: Client) -> None:
    make_scale(ALL_SHOWN + 1)
    page = home(client)
    assert "Latest guides" in page.text
    assert f"All {ALL_SHOWN + 1} guides" in page.text
    assert page.html.count("guide-list__item") == LATEST_SHOWN
    assert page.html.count("skyline__band") >= ALL_SHOWN + 1


@pytest.mark.parametrize("count", [0, 3, 1_000])
def test_the_number_of_queries_does_not_grow(
    client: Client, count: int, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    if count:
        make_scale(count)
    with django_assert_max_num_queries(MOST_QUERIES):  # type: ignore[operator]
        home(client)


def test_rows_that_came_in_bulk_are_planned_for_at_once(client: Client) -> None:
    """Where rows came and went, PostgreSQL plans for an empty table until it is told otherwise, and the page is cut off."""
    with transaction.atomic():
        make_scale(1_000)
        transaction.set_rollback(True)
    refresh_statistics(Role, GuideVersion, GuideRelation)
    make_scale(1_000)
    assert "1000 career guides" in home(client).text


def test_only_reading_is_allowed(client: Client) -> None:
    assert client.head("/").status_code == 200
    assert client.post("/").status_code == 405
