"""One role's official pay in every place: which occupation, which states and cities, what is said and what refused."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pytest
from django.test import Client

from roles.models import Occupation, OccupationWage, Role
from roles.services import match_occupations, rename_role, withdraw
from tests.factories import (
    OccupationWageFactory,
    OnetOccupationFactory,
    WageReleaseFactory,
    by_state,
    make_scale,
    oews,
    official_occupation,
    publish_role,
)
from tests.roles.read import Read

pytestmark = pytest.mark.django_db
MOST_QUERIES = 6


def page_of(client: Client, query: str = "", slug: str = "planner", status: int = 200) -> Read:
    response = client.get(f"/salaries/{slug}/{query}")
    assert response.status_code == status
    assert not response.cookies
    page = Read(response)
    page.check()
    return page


def places(page: Read) -> list[str]:
    """The codes of the places in the tables, in order."""
    return [link.partition("?area=")[2] for link in page.links if "/?area=" in link]


def rows_of(client: Client, query: str = "", slug: str = "planner") -> list[dict[str, str]]:
    response = client.get(f"/salaries/{slug}.csv{query}")
    assert response.status_code == 200
    assert response["X-Robots-Tag"] == "noindex"
    return list(csv.DictReader(io.StringIO(response.content.decode(), newline="")))


@pytest.fixture
def occupation(db: None) -> Occupation:
    found = official_occupation(code="13-1082", title="Specialists")
    by_state(found)
    return found


@pytest.fixture
def role(occupation: Occupation) -> Role:
    return publish_role("planner", title="Planner", occupation=occupation)


# --- states ----------------------------------------------------------------------------


def test_the_nation_stands_beside_the_states(client: Client, role: Role) -> None:
    page = page_of(client)
    assert (1, "Planner salaries by state") in page.headings
    assert "Official statistics count Planners as Specialists (13-1082)." in page.text
    assert "The median is $102,000" in page.text
    assert "Half of everyone counted earns from $80,000 to $130,000" in page.text
    assert re.search(r'People employed: [0-9,]+<a class="ref" href="#source-1"', page.html)
    assert "From $90,0001 in California to $239,200 or more1 in Texas." in page.text
    assert "cost of living" in page.text


def test_the_map_is_a_picture_with_its_sentence_and_the_table_has_every_place(client: Client, role: Role) -> None:
    page = page_of(client)
    [picture] = [attrs for tag, attrs in page.tags if attrs.get("class") == "tile-map__plot"]
    assert picture["role"] == "img"
    assert picture["aria-label"] == (
        "Tile map of the states: median pay of Specialists, from $90,000 in California to $239,200 or more in Texas. "
        "The table has every figure."
    )
    for figure in ("$90K", "$92K", "$239K+"):
        assert figure in page.text
    assert "Withheld by the publisher: Idaho. Not published: Alabama, Alaska" in page.text
    # Guam has a figure and stands in the table, though not on the map; a state that is not stored leads nowhere.
    assert places(page) == ["48", "66", "41", "06", "16"]
    assert "Wyoming" in page.text


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("", ["48", "66", "41", "06", "16"]),
        ("-pay", ["48", "66", "41", "06", "16"]),
        ("pay", ["06", "41", "66", "48", "16"]),
        ("title", ["06", "66", "16", "41", "48"]),
    ],
)
def test_states_are_ordered_and_those_without_a_figure_come_last(
    client: Client, role: Role, sort: str, expected: list[str]
) -> None:
    assert places(page_of(client, f"?sort={sort}")) == expected


def test_an_unknown_order_is_ignored_and_the_page_says_so(client: Client, role: Role) -> None:
    page = page_of(client, "?sort=salary")
    assert "an order that this list does not have" in page.text
    assert places(page) == places(page_of(client))


def test_states_are_of_one_release(client: Client, role: Role, occupation: Occupation) -> None:
    newer = WageReleaseFactory(source=oews().source, label="OEWS May 2026", covers="May 2026")
    california = OccupationWage.objects.get(area__code="06").area
    OccupationWageFactory(release=newer, occupation=occupation, area=california, median=99_000)
    page = page_of(client)
    assert "$99K" in page.text
    assert "$239,200" not in page.text
    assert "May 2026" in page.text
    assert "The median is $102,000" in page.text, "the nation keeps its newest"


def test_cities_of_a_state_are_listed_with_links_to_the_guide(client: Client, role: Role) -> None:
    page = page_of(client, "?state=06")
    assert (2, "Metropolitan areas of California") in page.headings
    assert "/roles/planner/?area=41860" in page.links
    assert "$95,000" in page.text
    assert "noindex" in page.html
    empty = page_of(client, "?state=41")
    assert "No metropolitan area of this state has been read." in empty.text


# --- occupations -------------------------------------------------------------------------


def test_another_matched_occupation_can_be_chosen(client: Client, role: Role, occupation: Occupation) -> None:
    other = official_occupation(code="15-1252", title="Developers", wage={"median": 130_000})
    match_occupations(role=role, matches=[(occupation, "exact", ""), (other, "listed", "")], by=None)
    assert "The median is $102,000" in page_of(client).text
    page = page_of(client, "?occupation=15-1252")
    assert "The median is $130,000" in page.text
    assert "No state’s figures of this occupation have been read." in page.text
    assert "noindex" in page.html
    assert [row["median"] for row in rows_of(client, "?occupation=15-1252")] == ["130000"]
    assert client.get("/salaries/planner/?occupation=15-1299").status_code == 404


@pytest.mark.parametrize(
    ("code", "title", "words"),
    [
        ("11-3021", "Managers", "count managers of every seniority together"),
        ("15-1299", "Computer Occupations, All Other", "This is not the wage of Planners alone."),
    ],
)
def test_a_wage_of_others_too_says_so(client: Client, code: str, title: str, words: str) -> None:
    publish_role("planner", title="Planner", occupation=official_occupation(code=code, title=title))
    assert words in page_of(client).text


def test_a_shared_occupation_says_so(client: Client, role: Role, occupation: Occupation) -> None:
    publish_role("worker", occupation=occupation)
    assert "is also the occupation of 1 other role of this site" in page_of(client).text
    alone = official_occupation(code="15-1252", title="Developers")
    for number in (0, 1):
        OnetOccupationFactory(parent=alone, code=f"15-1252.0{number}")
    publish_role("developer", occupation=alone)
    assert "covers several kinds of work" in page_of(client, slug="developer").text


def test_a_role_without_an_occupation_or_a_wage_says_so_and_is_not_indexed(client: Client) -> None:
    publish_role("planner", occupation=None)
    page = page_of(client)
    assert (2, "No official occupation stands for this role") in page.headings
    assert "noindex" in page.html
    assert rows_of(client) == []
    bare = official_occupation(code="13-1083", title="Others")
    publish_role("worker", occupation=bare)
    OccupationWage.objects.all().delete()
    assert (2, "No official wage of Others (13-1083)") in page_of(client, slug="worker").headings


def test_a_nation_that_is_withheld_or_not_read_says_so(client: Client, role: Role) -> None:
    nation = OccupationWage.objects.filter(area__code="99")
    nation.update(p10=None, p25=None, median=None, p75=None, p90=None, flags={"median": "withheld"})
    page = page_of(client)
    assert "There is no median for the whole nation: withheld by the publisher." in page.text
    assert "In the whole United States" not in page.text
    nation.delete()
    assert "No figure of the whole nation has been read." in page_of(client).text


def test_states_that_are_all_withheld_have_a_table_and_no_map(client: Client, role: Role) -> None:
    flags = dict.fromkeys(("p10", "p25", "median", "p75", "p90"), "withheld")
    OccupationWage.objects.exclude(area__code="99").update(**dict.fromkeys(flags), flags=flags)
    page = page_of(client)
    assert "tile-map" not in page.html
    assert page.text.count("Withheld by the publisher") >= 4


# --- addresses -------------------------------------------------------------------------------


def test_the_whole_page_is_kept_under_its_address_and_parts_are_not(client: Client, role: Role, settings: Any) -> None:
    assert f'<link rel="canonical" href="{settings.SITE_URL}/salaries/planner/">' in page_of(client).html
    for query in ("?sort=title", "?state=06", "?occupation=13-1082"):
        assert 'rel="canonical"' not in page_of(client, query).html
    assert "canonical" in page_of(client, "?sort=&state=").html


def test_a_moved_role_leads_on_and_a_withdrawn_one_is_gone(client: Client, role: Role) -> None:
    rename_role(role=role, slug="scheduler", by=None)
    for path, target in (
        ("/salaries/planner/?sort=pay", "/salaries/scheduler/?sort=pay"),
        ("/salaries/planner.csv", "/salaries/scheduler.csv"),
    ):
        response = client.get(path)
        assert (response.status_code, response["Location"]) == (301, target)
    withdraw(role=role, by=None)
    assert client.get("/salaries/scheduler/").status_code == 410
    assert client.get("/salaries/nobody/").status_code == 404


@pytest.mark.parametrize("query", ["?state=99", "?state=41860", "?state=98", "?state=x", "?occupation=x"])
def test_what_is_no_state_or_occupation_is_not_found(client: Client, role: Role, query: str) -> None:
    for path in ("/salaries/planner/", "/salaries/planner.csv"):
        assert client.get(f"{path}{query}").status_code == 404


# --- the file ----------------------------------------------------------------------------------


def test_the_file_has_the_nation_every_state_and_the_cities_asked_for(client: Client, role: Role) -> None:
    response = client.get("/salaries/planner.csv?state=06")
    assert response["Content-Disposition"] == 'attachment; filename="salaries-planner-06.csv"'
    rows = {row["area_code"]: row for row in rows_of(client, "?state=06")}
    assert list(rows)[:3] == ["99", "48", "66"]
    assert rows["41860"]["location_quotient"] == "1.25"
    assert rows["16"]["why_empty"] == "withheld by the publisher"
    assert rows["01"]["why_empty"] == "not published for this occupation and area"
    assert rows["48"]["flags"].startswith("median top-coded")
    assert "41860" not in {row["area_code"] for row in rows_of(client)}
    assert "/salaries/planner.csv?state=06" in page_of(client, "?state=06").links


# --- budget ----------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [3, 1_000])
def test_the_number_of_queries_does_not_grow(client: Client, count: int, django_assert_max_num_queries: Any) -> None:
    make_scale(count)
    by_state(Role.objects.get(slug="scale-0000").occupations.get().occupation)
    for query in ("", "?state=06", "?sort=title"):
        with django_assert_max_num_queries(MOST_QUERIES):
            page_of(client, query, slug="scale-0000")
