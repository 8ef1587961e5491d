"""Every role's official pay in one place: what is listed, what is refused in words, the map, the file, the budget."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.test import Client

from roles.models import OccupationWage
from roles.selectors.salaries import get_salaries_page
from roles.services import rename_role
from tests.factories import (
    AreaFactory,
    DomainFactory,
    OccupationWageFactory,
    OnetOccupationFactory,
    WageReleaseFactory,
    by_state,
    every_occupation,
    make_scale,
    oews,
    official_occupation,
    publish_role,
)
from tests.roles.made_facts import around
from tests.roles.read import Read

pytestmark = pytest.mark.django_db
MOST_QUERIES = 5
CITATION = "U.S. Bureau of Labor Statistics, Occupational Employment and Wage Statistics, May 2025"


def page_of(client: Client, query: str = "", status: int = 200) -> Read:
    response = client.get(f"/salaries/{query}")
    assert response.status_code == status
    assert not response.cookies
    page = Read(response)
    page.check()
    return page


def titles(page: Read) -> list[str]:
    """Roles in the order of the list, by the links to their guides."""
    return [link.split("/")[2] for link in page.links if link.startswith("/roles/") and link.count("/") == 3]


def rows_of(client: Client, query: str = "") -> list[dict[str, str]]:
    response = client.get(f"/salaries.csv{query}")
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(response.content.decode(), newline="")))


# --- what is listed ----------------------------------------------------------------------


def test_a_role_stands_with_its_official_figure_its_people_and_its_source(client: Client) -> None:
    publish_role("planner", title="Planner", occupation=official_occupation(code="13-1082", title="Specialists"))
    page = page_of(client)
    assert "Specialists (13-1082). Counts this occupation alone." in page.text
    assert "$102,000" in page.text
    assert "$80,000 – $130,000" in page.text
    assert "1,000,000" in page.text
    assert f"Pay a year in the United States, all levels together: {CITATION}" in page.text
    assert {"/roles/planner/", "/salaries/planner/", "#source-1"} <= set(page.links)
    assert page.html.count(f'title="{CITATION}"') >= 3


def test_an_editors_headline_is_not_an_official_figure(client: Client) -> None:
    publish_role("planner", estimate={"annual_low": None, "annual_median": 154_000, "annual_high": None})
    page = page_of(client)
    assert "$102,000" in page.text
    assert "154" not in page.text


@pytest.mark.parametrize(
    ("code", "title", "words"),
    [
        ("11-3021", "Managers", "Counts managers of every level together."),
        ("15-1299", "Computer Occupations, All Other", "Counts what is counted nowhere else, not this role alone."),
    ],
)
def test_whom_a_figure_counts_is_said(client: Client, code: str, title: str, words: str) -> None:
    publish_role("planner", occupation=official_occupation(code=code, title=title))
    assert words in page_of(client).text


def test_an_occupation_of_several_kinds_of_work_says_so(client: Client) -> None:
    occupation = official_occupation(code="13-1082")
    for number in (0, 1):
        OnetOccupationFactory(parent=occupation, code=f"13-1082.0{number}")
    publish_role("planner", occupation=occupation)
    assert "Counts other kinds of work too." in page_of(client).text


def test_roles_that_share_an_occupation_are_the_same_figure_and_say_so(client: Client) -> None:
    shared = official_occupation(code="13-1082", title="Specialists")
    publish_role("planner", title="Planner", occupation=shared)
    publish_role("doer", title="Doer", occupation=shared)
    page = page_of(client)
    assert "The same occupation and figure as Planner." in page.text
    assert "The same occupation and figure as Doer." in page.text
    assert "alone" not in page.text
    for title in ("Adder", "Binder", "Cutter"):
        publish_role(title.lower(), title=title, occupation=shared)
    assert "The same occupation and figure as Adder, Binder and 2 other roles." in page_of(client).text


def test_an_occupation_that_another_role_is_matched_to_besides_is_not_called_the_same_figure(client: Client) -> None:
    from roles.services import match_occupations

    rest = official_occupation(code="15-1299", title="Computer Occupations, All Other", wage={"median": 116_000})
    publish_role("architect", title="Architect", occupation=rest)
    own = official_occupation(code="13-1082", title="Specialists")
    planner = publish_role("planner", title="Planner", occupation=own)
    match_occupations(role=planner, matches=[(own, "exact", ""), (rest, "listed", "")], by=None)
    text = page_of(client).text
    assert "not this role alone. Counts Planner too." in text
    assert "The same" not in text
    assert "Specialists (13-1082). Counts this occupation alone." in text


def test_what_is_not_there_says_why(client: Client) -> None:
    by_state(official_occupation(code="13-1082"))
    publish_role("withheld", occupation=OccupationWage.objects.get(area__code="16").occupation)
    publish_role("unpublished", occupation=official_occupation(code="13-1083"))
    publish_role("unmatched", occupation=None)
    hourly = official_occupation(code="13-1084")
    nothing = dict.fromkeys(("p10", "p25", "median", "p75", "p90"))
    flags = dict.fromkeys(nothing, "withheld")
    OccupationWageFactory(
        release=oews(), occupation=hourly, area=AreaFactory(code="16"), basis="hourly", flags=flags, **nothing
    )
    publish_role("hourly", occupation=hourly)
    page = page_of(client, "?area=16")
    for words in ("Withheld by the publisher", "Not published", "No official occupation", "Published by the hour only"):
        assert words in page.text
    assert {row["role"]: row["why_empty"] for row in rows_of(client, "?area=16")} == {
        "withheld": "withheld by the publisher",
        "unpublished": "not published for this occupation and area",
        "unmatched": "no official occupation is matched to this role",
        "hourly": "published by the hour only",
    }


def test_a_top_coded_median_is_that_or_more(client: Client) -> None:
    by_state(official_occupation(code="13-1082"))
    publish_role("planner", occupation=OccupationWage.objects.get(area__code="48").occupation)
    assert "$239,200 or more" in page_of(client, "?area=48").text


def test_the_best_matched_occupation_with_a_median_here_stands_for_a_role(client: Client) -> None:
    from roles.services import match_occupations

    first, second = official_occupation(code="13-1082"), official_occupation(code="15-1252", title="Developers")
    role = publish_role("planner", occupation=first)
    match_occupations(role=role, matches=[(first, "exact", ""), (second, "editorial", "")], by=None)
    assert "13-1082" in page_of(client).text
    by_state(first, second)
    OccupationWage.objects.filter(area__code="06", occupation=first).update(median=None, flags={"median": "withheld"})
    text = page_of(client, "?area=06").text
    assert "Developers (15-1252)" in text
    assert "Withheld" not in text
    OccupationWage.objects.filter(area__code="06", occupation=second).delete()
    assert "Withheld by the publisher" in page_of(client, "?area=06").text


def test_the_newest_release_counts(client: Client) -> None:
    role = publish_role("planner")
    older = WageReleaseFactory(source=oews().source, label="OEWS May 2024", covers="May 2024")
    OccupationWageFactory(release=older, occupation=role.occupations.get().occupation, median=90_000)
    page = page_of(client)
    assert "$102,000" in page.text
    assert "May 2024" not in page.text


# --- narrowing and ordering ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["high", "low", "none"]),
        ("?sort=title", ["high", "low", "none"]),
        ("?sort=pay", ["low", "high", "none"]),
        ("?sort=-pay", ["high", "low", "none"]),
        ("?domain=field", ["low", "none"]),
        ("?domain=&area=&sort=", ["high", "low", "none"]),
    ],
)
def test_roles_are_ordered_and_narrowed(client: Client, query: str, expected: list[str]) -> None:
    field = DomainFactory(slug="field", name="Field")
    publish_role("low", title="Low", wage=around(81_000), domain=field)
    publish_role("none", title="Not Counted", occupation=None, domain=field)
    publish_role("high", title="High", wage=around(129_000), domain=DomainFactory(slug="other"))
    assert titles(page_of(client, query)) == expected
    assert [row["role"] for row in rows_of(client, query)] == expected


def test_an_unknown_order_is_ignored_and_the_page_says_so(client: Client) -> None:
    publish_role("planner")
    page = page_of(client, "?sort=salary")
    assert "an order that this list does not have" in page.text
    assert "an order that" not in page_of(client, "?sort=title").text


def test_a_place_is_kept_in_links_and_its_cities_can_be_chosen(client: Client) -> None:
    role = publish_role("planner")
    by_state(role.occupations.get().occupation)
    page = page_of(client, "?area=06")
    assert "/roles/planner/?area=06" in page.links
    assert (1, "Salaries in California") in page.headings
    assert "San Francisco-Oakland-Fremont, CA" in page.text
    assert "noindex" in page.html
    city = page_of(client, "?area=41860")
    assert "$95,000" in city.text
    assert (1, "Salaries in San Francisco-Oakland-Fremont, CA") in city.headings


def test_an_area_that_stands_under_no_state_can_be_read(client: Client) -> None:
    AreaFactory(code="99998", name="Somewhere")
    publish_role("planner")
    assert "Not published" in page_of(client, "?area=99998").text


def test_a_field_without_a_role_says_so(client: Client) -> None:
    DomainFactory(slug="bare", name="Bare Field")
    publish_role("planner")
    page = page_of(client, "?domain=bare")
    assert (2, "No role in Bare Field yet") in page.headings
    assert rows_of(client, "?domain=bare") == []


def test_an_empty_site_says_so(client: Client) -> None:
    page = page_of(client)
    assert (2, "No guide is published yet") in page.headings
    assert '<svg class="tile-map' not in page.html
    assert rows_of(client) == []


def test_twenty_stand_on_a_page(client: Client) -> None:
    make_scale(21)
    first = page_of(client, "?sort=-pay")
    assert len(titles(first)) == 20
    assert (2, "Roles 1 to 20 of 21") in first.headings
    assert "/salaries/?sort=-pay&page=2" in first.links
    assert len(titles(page_of(client, "?page=2"))) == 1
    assert len(rows_of(client)) == 21
    assert client.get("/salaries/?page=3").status_code == 404


def test_a_role_named_in_the_address_leads_to_its_page(client: Client) -> None:
    role = publish_role("planner")
    response = client.get("/salaries/?role=planner&area=06")
    assert (response.status_code, response["Location"]) == (301, "/salaries/planner/")
    rename_role(role=role, slug="scheduler", by=None)
    assert client.get("/salaries/?role=planner", follow=True).redirect_chain[-1] == ("/salaries/scheduler/", 301)


# --- the map of the states -------------------------------------------------------------------


def test_the_bare_page_has_the_states_all_occupations_together(client: Client) -> None:
    publish_role("planner")
    by_state(every_occupation())
    page = page_of(client)
    assert (2, "Pay in each state, all occupations together") in page.headings
    tiles = [(attrs["href"], attrs["aria-label"]) for tag, attrs in page.tags if attrs.get("class") == "tile-map__link"]
    assert ("/salaries/?area=06", "CA $90K, California") in tiles
    assert ("/salaries/?area=16", "ID , Idaho: Withheld by the publisher") in tiles
    assert len(tiles) == 4, "states that are not stored have no page to lead to"
    assert "From $90,000 1 in California to $239,200 or more 1 in Texas." in page.text.replace("1 ", " 1 ").replace(
        "  ", " "
    )
    assert "Withheld by the publisher: Idaho." in page.text
    assert "In the whole United States the median is $50,000" in page.text
    assert "Guam" in page.text
    for query in ("?area=06", "?sort=pay", "?domain=" + DomainFactory().slug):
        assert "tile-map" not in page_of(client, query).html


def test_no_map_and_no_empty_shell_where_the_total_is_not_stored(client: Client) -> None:
    role = publish_role("planner")
    by_state(role.occupations.get().occupation)
    page = page_of(client)
    assert "tile-map" not in page.html
    assert "all occupations together" not in page.text


# --- the file ----------------------------------------------------------------------------------


def test_the_file_is_named_and_is_no_page(client: Client) -> None:
    publish_role("planner", title="Planner", occupation=official_occupation(code="13-1082", title="Specialists"))
    response = client.get("/salaries.csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert response["Content-Disposition"] == 'attachment; filename="salaries-99.csv"'
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies
    [row] = rows_of(client)
    assert (row["role"], row["code"], row["title"], row["area_code"], row["area_name"], row["median"]) == (
        "planner", "13-1082", "Specialists", "99", "United States", "102000",
    )  # fmt: skip
    assert (row["release"], row["specificity"], row["roles_sharing_it"]) == ("OEWS May 2025", "own", "1")
    assert "/salaries.csv" in page_of(client).links
    assert "/salaries.csv?sort=-pay" in page_of(client, "?sort=-pay").links


def test_a_title_cannot_run_in_a_spreadsheet(client: Client) -> None:
    publish_role("planner", title="=HYPERLINK(A1)")
    assert rows_of(client)[0]["role_title"] == "'=HYPERLINK(A1)"


def test_only_reading_is_allowed(client: Client) -> None:
    publish_role("planner")
    for path in ("/salaries/", "/salaries.csv", "/salaries/planner/", "/salaries/planner.csv"):
        assert client.head(path).status_code == 200
        assert client.post(path).status_code == 405


# --- budget ----------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [3, 1_000])
def test_the_number_of_queries_does_not_grow(client: Client, count: int, django_assert_max_num_queries: Any) -> None:
    make_scale(count)
    by_state(every_occupation())
    for query in ("", "?sort=-pay", "?area=06", "?area=41860&sort=pay", "?domain=scale-field-01", "?page=1"):
        with django_assert_max_num_queries(MOST_QUERIES):
            page_of(client, query)
        with django_assert_max_num_queries(MOST_QUERIES):
            rows_of(client, query.replace("?page=1", ""))


def test_a_page_cites_only_what_stands_on_it() -> None:
    older = WageReleaseFactory(source=oews().source, label="OEWS May 2024", covers="May 2024")
    old = official_occupation(code="13-1082")
    OccupationWage.objects.filter(occupation=old).update(release=older)
    publish_role("planner", title="A", occupation=old)
    publish_role("worker", title="B")
    page = get_salaries_page(area="99", domain="", sort="title", number=2, size=1)
    assert [source.label for source in page.sources] == ["OEWS May 2025"]
    assert page.row_sources == page.sources
