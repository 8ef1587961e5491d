"""The guide in another place than the nation: its figures, how many work there, and what is said of a gap."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from roles.models import Area, Occupation, Role
from roles.services import match_occupations, start_draft
from tests.factories import (
    AreaFactory,
    OccupationFactory,
    OccupationWageFactory,
    WageReleaseFactory,
    make_scale,
    nation,
    oews,
    official_occupation,
    publish_role,
    publish_thin,
)

from .pages import Page, address, read

pytestmark = pytest.mark.django_db

COLUMNS = ("p10", "p25", "median", "p75", "p90")
WITHHELD: dict[str, Any] = {**dict.fromkeys(COLUMNS), "flags": dict.fromkeys(COLUMNS, "withheld")}


@pytest.fixture
def texas() -> Area:
    return AreaFactory(code="48", kind="state", name="Texas", parent=nation())


@pytest.fixture
def abilene(texas: Area) -> Area:
    return AreaFactory(code="10180", name="Abilene, TX", parent=texas)


@pytest.fixture
def occupation() -> Occupation:
    return official_occupation(code="15-1252", title="Software Developers")


@pytest.fixture
def role(occupation: Occupation) -> Role:
    return publish_role("developer", title="Developer", occupation=occupation)


def wage(area: Area, occupation: Occupation, **columns: Any) -> None:
    OccupationWageFactory(**({"release": oews(), "area": area, "occupation": occupation} | columns))


def total(area: Area, **columns: Any) -> None:
    """The row over all occupations, which every file of this place has."""
    wage(area, OccupationFactory(code=Occupation.TOTAL_CODE, title="All Occupations", level="total"), **columns)


# --- how many work there -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quotient", "words"),
    [
        ("2.31", "In proportion to all jobs there, that is 2.31 times as many as in the nation."),
        ("0.30", "In proportion to all jobs there, that is 0.30 times as many as in the nation."),
        ("1.00", "In proportion to all jobs there, that is as many as in the nation."),
    ],
)
def test_jobs_are_counted_and_compared_with_the_nation_as_the_file_says_it(
    client: Client, role: Role, texas: Area, occupation: Occupation, quotient: str, words: str
) -> None:
    wage(texas, occupation, employment=4_560, location_quotient=quotient)
    page = read(client, role, "?area=48")
    assert "In Texas, 4,560 people are employed as Software Developers (15-1252)." in page.text
    assert words in page.text
    assert words.partition("that is ")[2].rstrip(".") in page.text.partition("In proportion to all jobs")[2]


def test_jobs_that_are_withheld_are_said_to_be_and_nothing_is_compared(
    client: Client, role: Role, texas: Area, occupation: Occupation
) -> None:
    flags = {"employment": "withheld", "location_quotient": "withheld"}
    wage(texas, occupation, employment=None, location_quotient=None, flags=flags)
    text = read(client, role, "?area=48").text
    assert "How many people are employed in Texas as Software Developers (15-1252) is withheld." in text
    assert "as many as in the nation" not in text
    assert "In proportion to all jobsnot published" in text


def test_the_nations_page_compares_nothing_with_itself(client: Client, role: Role) -> None:
    text = read(client, role).text
    assert "In proportion" not in text
    assert "people are employed" not in text


# --- what is missing here --------------------------------------------------------------------


def nearest(client: Client, role: Role, area: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(f"/roles/{role.slug}.json?area={area}").json()["pay"]["nearest"]
    return found


def test_a_withheld_wage_is_offered_from_the_state_before_the_nation(
    client: Client, role: Role, texas: Area, abilene: Area, occupation: Occupation
) -> None:
    wage(abilene, occupation, employment=60, **WITHHELD)
    wage(texas, occupation, median=98_440)
    page = read(client, role, "?area=10180")
    assert "counts 60 people there as Software Developers (15-1252) and releases no wage for them." in page.text
    assert "wage of Software Developers (15-1252): Texas, a median of $98,440" in page.text
    assert address(role, "?area=48#salary") in page.values("href")
    assert "Abilene, TX and Texas, US dollars a year" in page.text
    assert [(row["area"], row["median"]) for row in nearest(client, role, "10180")] == [("48", 98_440)]


def test_what_the_state_withholds_too_is_offered_from_the_nation(
    client: Client, role: Role, texas: Area, abilene: Area, occupation: Occupation
) -> None:
    wage(texas, occupation, employment=None, **WITHHELD)
    for area in ("10180", "48"):
        page = read(client, role, f"?area={area}")
        assert "wage of Software Developers (15-1252): United States, a median of $102,000" in page.text
        assert address(role, "#salary") in page.values("href")
        assert [row["area"] for row in nearest(client, role, area)] == ["99"]
    assert "releases no wage for Software Developers (15-1252) there" in page.text


def test_a_figure_that_is_withheld_in_part_is_said_to_be(
    client: Client, role: Role, texas: Area, occupation: Occupation
) -> None:
    flags = {"p25": "withheld", "median": "withheld", "p75": "withheld"}
    wage(texas, occupation, employment=60, p25=None, median=None, p75=None, flags=flags)
    text = read(client, role, "?area=48").text
    assert "and withholds figures that a level would need." in text
    assert "Nearest larger place with the wage of Software Developers (15-1252)" in text


def test_nothing_is_offered_where_no_larger_place_publishes_it(client: Client, texas: Area, abilene: Area) -> None:
    unpublished = OccupationFactory(code="15-1252")
    role = publish_role("developer", occupation=unpublished)
    page = read(client, role, "?area=10180")
    assert "No official wage in Abilene, TX" in page.text
    assert "Nearest larger place" not in page.text


def test_one_of_two_occupations_is_offered_while_the_other_is_shown(
    client: Client, role: Role, texas: Area, abilene: Area, occupation: Occupation
) -> None:
    group = official_occupation(code="15-1299", title="Computer Occupations, All Other")
    match_occupations(role=role, matches=[(occupation, "exact", ""), (group, "listed", "")], by=None)
    wage(abilene, group, median=96_890)
    wage(texas, occupation, median=98_440)
    wage(texas, group, median=99_000)
    page = read(client, role, "?area=10180")
    assert "The median over all levels is $96,890" in page.text
    assert "wage of Software Developers (15-1252): Texas, a median of $98,440" in page.text
    assert "$99,000" not in page.text
    wage(abilene, occupation, median=97_000)
    match_occupations(role=role, matches=[(group, "exact", ""), (occupation, "listed", "")], by=None)
    assert "Nearest larger place" not in read(client, role, "?area=10180").text


def test_what_is_missing_beside_drawn_levels_is_offered_too(
    client: Client, role: Role, texas: Area, occupation: Occupation
) -> None:
    group = official_occupation(code="15-1299", title="Computer Occupations, All Other")
    match_occupations(role=role, matches=[(occupation, "exact", ""), (group, "listed", "")], by=None)
    wage(texas, occupation)
    page = read(client, role, "?area=48")
    assert "salary by level, estimated" in page.text
    assert "wage of Computer Occupations, All Other (15-1299): United States, a median of $102,000" in page.text


def test_a_management_occupation_whose_wage_is_withheld_says_that_and_not_that_levels_are_counted_together(
    client: Client, texas: Area
) -> None:
    managers = official_occupation(code="11-3021", title="Systems Managers")
    role = publish_role("manager", occupation=managers)
    wage(texas, managers, employment=60, **WITHHELD)
    text = read(client, role, "?area=48").text
    assert "The wage in Texas is not released" in text
    assert "No pay by level for" not in text
    assert "wage of Systems Managers (11-3021): United States" in text


def test_a_nearest_place_is_cited_among_the_sources(
    client: Client, role: Role, texas: Area, abilene: Area, occupation: Occupation
) -> None:
    older = WageReleaseFactory(label="OEWS May 2023", covers="May 2023", source=oews().source)
    wage(texas, occupation, release=older, median=91_000)
    page = read(client, role, "?area=10180")
    assert "a median of $91,000" in page.text
    assert "(OEWS May 2023)" in page.text
    numbers = {href.removeprefix("#source-") for href in page.values("href") if href.startswith("#source-")}
    ids = {anchor.removeprefix("source-") for anchor in page.values("id") if anchor.startswith("source-")}
    assert numbers <= ids


# --- a release that was not followed ---------------------------------------------------------


def test_an_older_figure_names_both_releases_where_the_newer_one_has_none(
    client: Client, role: Role, texas: Area, occupation: Occupation
) -> None:
    older = WageReleaseFactory(label="OEWS May 2023", covers="May 2023", source=oews().source)
    wage(texas, occupation, release=older)
    assert "Older figures" not in read(client, role, "?area=48").text  # nothing newer of this place was read
    total(texas)
    text = read(client, role, "?area=48").text
    assert (
        "Older figures: the wage of Software Developers (15-1252) is of OEWS May 2023. OEWS May 2025 is newer, "
        "and what we have read of it holds no wage for that occupation in Texas." in text
    )
    found = client.get("/roles/developer.json?area=48").json()["pay"]["percentiles"]
    assert [(row["release"], row["successor"]) for row in found] == [("OEWS May 2023", "OEWS May 2025")]


def test_the_newest_figure_has_no_successor(client: Client, role: Role, texas: Area, occupation: Occupation) -> None:
    other = WageReleaseFactory(
        label="Survey 2027", covers="2027", released_on=date(2027, 9, 1), retrieved_on=date(2027, 9, 2)
    )
    older = WageReleaseFactory(label="OEWS May 2023", covers="May 2023", source=oews().source)
    wage(texas, occupation)
    for release in (other, older, oews()):  # of another publication, of an earlier time, and its own
        total(texas, release=release)
    assert "Older figures" not in read(client, role, "?area=48").text
    assert "successor" not in client.get("/roles/developer.json?area=48").json()["pay"]["percentiles"][0]


# --- the way from place to place -------------------------------------------------------------


def test_the_picker_stands_on_the_page_of_a_place_and_the_nation_has_none(
    client: Client, role: Role, texas: Area, abilene: Area
) -> None:
    def forms(page: Page) -> list[str | None]:
        return [attrs["action"] for tag, attrs in page.tags if tag == "form" and attrs.get("class") == "area-picker"]

    assert forms(read(client, role, "?area=10180")) == ["/roles/developer/#salary"]
    assert forms(read(client, role)) == []
    assert forms(read(client, role, "?area=99")) == []


def test_the_nations_page_leads_to_every_place(client: Client, role: Role, texas: Area) -> None:
    assert "/salaries/developer/" in read(client, role).values("href")
    assert "/salaries/developer/" not in read(client, role, "?area=48").values("href")
    assert "/salaries/odd/" not in read(client, publish_role("odd", occupation=None)).values("href")


def test_an_older_version_stays_itself_from_place_to_place(client: Client, role: Role, texas: Area) -> None:
    publish_thin(start_draft(role=role, by=None))
    page = read(client, role, "?v=1&area=48")
    hidden = [(attrs["name"], attrs["value"]) for _tag, attrs in page.tags if attrs.get("type") == "hidden"]
    assert hidden == [("v", "1")]


def test_no_place_sets_a_cookie_and_an_unknown_one_is_not_found(client: Client, role: Role, texas: Area) -> None:
    assert not client.get(address(role, "?area=48")).cookies
    assert client.get(address(role, "?area=06")).status_code == 404


@pytest.mark.parametrize("roles", [3, 40])
@pytest.mark.parametrize("address", ["/roles/scale-0000/", "/roles/scale-0000.json"])
def test_a_place_costs_four_queries_however_much_there_is(
    client: Client, texas: Area, abilene: Area, roles: int, address: str
) -> None:
    make_scale(roles)
    AreaFactory.create_batch(roles, parent=texas)
    for area in (texas, abilene):
        total(area)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(f"{address}?area=10180").status_code == 200
    assert len(queries) <= 4


def test_the_medians_of_related_roles_stay_the_nations_and_say_so(client: Client, texas: Area) -> None:
    occupation = official_occupation()
    others = [publish_role("other", title="Other Role", wage={"median": 112_000}), publish_role("odd", occupation=None)]
    role = publish_role("this", occupation=occupation, relations=others)
    OccupationWageFactory(release=oews(), area=texas, occupation=occupation)
    for query in ("", "?area=48"):
        related = read(client, role, query).text.partition("Related career paths")[2].partition("Compare This")[0]
        assert "median $112,000" in related
        assert "Source for pay here, in the United States: U.S. Bureau of Labor Statistics" in related
        assert "Texas" not in related


def test_a_median_of_a_release_that_the_guide_does_not_cite_is_named_without_a_number(client: Client) -> None:
    other = publish_role("other", wage={"median": 112_000})
    alone = publish_role("alone", occupation=None, relations=[other])
    html = client.get(address(alone)).content.decode()
    note = html.partition("for pay here, in the United States:")[2].partition("</p>")[0]
    assert "U.S. Bureau of Labor Statistics" in note
    assert 'class="ref"' not in note


def test_without_a_median_among_the_related_no_source_is_named(client: Client) -> None:
    role = publish_role("this", relations=[publish_role("odd", occupation=None)])
    assert "for pay here" not in read(client, role).text
