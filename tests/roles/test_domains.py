"""The page of a field of work: its guides on one scale, what they share, pairs to compare."""

from __future__ import annotations

import pytest
from django.test import Client

from roles.services import withdraw
from roles.views.browse import PAGE_SIZE
from tests.factories import DomainFactory, make_scale, official_occupation, publish_role
from tests.roles.made_facts import around
from tests.roles.read import Read
from tests.roles.test_browse import titles

pytestmark = pytest.mark.django_db
MOST_QUERIES = 5


def field(client: Client, query: str = "", slug: str = "field") -> Read:
    response = client.get(f"/domains/{slug}/{query}")
    assert response.status_code == 200
    assert not response.cookies
    page = Read(response)
    page.check()
    return page


def squeezed(page: Read) -> str:
    """Its text without spaces: what stands in two elements side by side is read as one."""
    return page.text.replace(" ", "")


def test_a_fields_guides_stand_by_title_with_figure_and_source(client: Client) -> None:
    work = DomainFactory(slug="field", name="Field & Work", summary="Roles of the field.")
    publish_role("zookeeper", domain=work, wage=around(50_000))
    publish_role("analyst", domain=work)
    publish_role("coder", domain=DomainFactory(slug="other", name="Other Field"))
    page = field(client)
    assert (1, "Field & Work") in page.headings
    assert "Roles of the field." in page.text
    assert titles(page) == ["analyst", "zookeeper"]
    assert "2 of 3" in page.text
    assert "$50K" in page.text
    assert "Occupational Employment and Wage Statistics, May 2025" in page.text
    assert "/domains/other/" in page.links
    assert "/roles/" in page.links


def test_the_skills_that_most_guides_share_come_first_with_their_counts(client: Client) -> None:
    work = DomainFactory(slug="field")
    publish_role("first", domain=work, skills=("planning", "risk", "only-here"))
    publish_role("second", domain=work, skills=("planning", "risk"))
    publish_role("third", domain=work, skills=("planning",))
    publish_role("outside", skills=("risk", "only-here"))
    text = squeezed(field(client))
    assert text.index("Planning3of3guides") < text.index("Risk2of3guides")
    assert "1of3guides" not in text


def test_one_guide_shares_nothing_with_itself(client: Client) -> None:
    publish_role("planner", domain=DomainFactory(slug="field"))
    page = field(client)
    assert (2, "The guide in this field") in page.headings
    assert "Skills that these guides share" not in page.text
    assert "Compare roles in this field" not in page.text
    assert "Lowest median" not in page.text


def test_pairs_to_compare_stay_inside_the_field(client: Client) -> None:
    work = DomainFactory(slug="field")
    first = publish_role("first", domain=work, wage=around(100_000))
    outside = publish_role("outside")
    publish_role("second", domain=work, relations=[first, outside], wage=around(120_000))
    page = field(client)
    assert "/compare/first-vs-second/" in page.links
    assert "/compare/outside-vs-second/" not in page.links
    assert "$20,000 apart at the median" in page.text


def test_lowest_and_highest_are_named_only_where_they_stand_on_one_line(client: Client) -> None:
    work = DomainFactory(slug="field")
    publish_role("low", title="Low Role", domain=work, wage=around(90_000))
    publish_role("high", title="High Role", domain=work, wage=around(130_000))
    publish_role("uncounted", domain=work, occupation=None)
    text = squeezed(field(client))
    assert "Lowestmedian$90,000LowRole" in text
    assert "Highestmedian$130,000HighRole" in text
    publish_role("also-low", title="Also Low Role", domain=work, wage=around(90_000))
    assert "Lowestmedian$90,000AlsoLowRoleand1more" in squeezed(field(client))
    publish_role("survey", domain=work, estimate={"annual_median": 140_000})
    assert "Lowest median" not in field(client).text


@pytest.mark.parametrize("flags", [{"median": "top_coded", "p75": "top_coded", "p90": "top_coded"}])
def test_a_top_coded_median_is_no_highest(client: Client, flags: dict[str, str]) -> None:
    work = DomainFactory(slug="field")
    publish_role("low", domain=work)
    publish_role("open", domain=work, wage={"median": 239_200, "p75": 239_200, "p90": 239_200, "flags": flags})
    text = field(client).text
    assert "Highest median" not in text
    assert "$239,200 or more" in text


def test_roles_of_one_occupation_have_no_lowest_and_highest(client: Client) -> None:
    work, occupation = DomainFactory(slug="field"), official_occupation()
    publish_role("first", domain=work, occupation=occupation)
    publish_role("second", domain=work, occupation=occupation)
    assert "Lowest median" not in field(client).text


def test_a_field_without_a_guide_says_so_and_is_found_by_nobody(client: Client) -> None:
    DomainFactory(slug="bare", name="Bare Field")
    publish_role("planner")
    page = field(client, slug="bare")
    assert (2, "No guide in Bare Field yet") in page.headings
    assert "Browse every field to see 1 guide" in page.text
    assert 'content="noindex"' in page.html
    assert "canonical" not in page.html


def test_a_withdrawn_guide_leaves_its_field(client: Client) -> None:
    work = DomainFactory(slug="field", name="Field")
    role = publish_role("planner", domain=work)
    assert titles(field(client)) == ["planner"]
    withdraw(role=role, by=None)
    page = field(client)
    assert titles(page) == []
    assert (2, "No guide in Field yet") in page.headings
    assert "/methodology/" in page.links


def test_an_unknown_field_is_not_found(client: Client) -> None:
    assert client.get("/domains/unknown/").status_code == 404
    assert client.get("/domains/Field/").status_code == 404


def test_twenty_guides_stand_on_a_page(client: Client) -> None:
    make_scale(12 * PAGE_SIZE + 1)  # twelve fields, the first of which has one guide more
    first, second = field(client, slug="scale-field-00"), field(client, "?page=2", slug="scale-field-00")
    assert (len(titles(first)), len(titles(second))) == (PAGE_SIZE, 1)
    assert not set(titles(first)) & set(titles(second))
    assert "/domains/scale-field-00/?page=2" in first.links
    assert "page 2" in second.title
    assert 'rel="canonical" href="http://localhost:8000/domains/scale-field-00/?page=2"' in second.html
    assert client.get("/domains/scale-field-01/?page=2").status_code == 404


@pytest.mark.parametrize("count", [3, 1_000])
def test_the_number_of_queries_does_not_grow(
    client: Client, count: int, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    make_scale(count)
    for slug in ("scale-field-00", "scale-field-11"):
        with django_assert_max_num_queries(MOST_QUERIES):  # type: ignore[operator]
            field(client, slug=slug)


def test_home_guide_and_list_lead_to_the_field(client: Client) -> None:
    publish_role("planner", domain=DomainFactory(slug="field"))
    for path in ("/", "/roles/planner/", "/roles/?domain=field"):
        assert "/domains/field/" in Read(client.get(path)).links, path


def test_only_reading_is_allowed(client: Client) -> None:
    publish_role("planner", domain=DomainFactory(slug="field"))
    assert client.head("/domains/field/").status_code == 200
    assert client.post("/domains/field/").status_code == 405
