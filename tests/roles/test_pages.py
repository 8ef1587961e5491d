"""The pages about method and privacy: true to the data and to what works."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from roles.models import WageRelease
from tests.factories import WageReleaseFactory, WageSourceFactory, oews, official_occupation, projections, publish_role
from tests.roles.read import Read

pytestmark = pytest.mark.django_db


def read(client: Client, path: str) -> Read:
    response = client.get(path)
    assert response.status_code == 200
    assert not response.cookies
    page = Read(response)
    page.check()
    return page


def onet(label: str) -> None:
    source = WageSourceFactory(
        key="onet",
        publisher="U.S. Department of Labor, Employment and Training Administration",
        title=f"{label} Database",
        licence="CC BY 4.0",
        attribution=f"This page includes information from the {label} Database.",
    )
    WageReleaseFactory(source=source, label=label, covers="May 2026", released_on=None)


# --- method --------------------------------------------------------------------------


def test_the_method_names_the_releases_that_were_read(client: Client) -> None:
    oews()
    projections()
    page = read(client, "/methodology/")
    assert "Occupational Employment and Wage Statistics" in page.text
    assert "Employment Projections" in page.text
    assert "Covers May 2025." in page.text
    assert "1 April 2026" in page.text


def test_the_version_of_onet_comes_from_the_data(client: Client) -> None:
    onet("O*NET 31.7")
    page = read(client, "/methodology/")
    assert (
        "This page includes information from the O*NET 31.7 Database by the U.S. Department of Labor, Employment and "
        "Training Administration (USDOL/ETA). Used under the CC BY 4.0 license. O*NET® is a trademark of USDOL/ETA. "
        f"{settings.SITE_NAME} has modified all or some of this information. USDOL/ETA has not approved, endorsed, or "
        "tested these modifications."
    ) in page.text
    assert "30.3" not in page.html


def test_the_method_of_an_empty_site_names_no_release(client: Client) -> None:
    page = read(client, "/methodology/")
    assert "No release has been read in yet." in page.text
    assert "O*NET" not in page.text


@pytest.mark.parametrize(
    "rule",
    [
        "from the 10th to the 25th percentile",
        "Exact:",
        "Listed:",
        "Editorial:",
        "Own:",
        "Shared:",
        "Management:",
        "Residual:",
        "“Unsourced” means",
        "“or more”",
        "never averaged",
    ],
)
def test_the_method_says_its_rules(client: Client, rule: str) -> None:
    assert rule in read(client, "/methodology/").text


@pytest.mark.parametrize("guides", [1, 4])
def test_the_method_is_three_queries(client: Client, guides: int, django_assert_num_queries: Any) -> None:
    for number in range(5):
        WageReleaseFactory(label=f"Release {number} of many")
    for number in range(guides):
        publish_role(f"planner-{number}", estimate=UNSOURCED)
    with django_assert_num_queries(3):
        read(client, "/methodology/")


# --- its example, from live data -----------------------------------------------------

UNSOURCED = {
    "annual_low": None, "annual_median": 154_000, "annual_high": None, "source": None, "as_of": None,
    "unsourced": True, "note": "Somebody says $154K.",
}  # fmt: skip


def example_of(page: Read) -> str:
    """The HTML of the worked example."""
    return page.html.split('id="example"')[1].split("</section>")[0]


def test_an_empty_site_has_no_example_and_reads_well(client: Client) -> None:
    page = read(client, "/methodology/")
    assert "A worked example" not in page.text
    assert "Why figures differ" in page.text


def test_the_example_is_the_guide_that_shows_the_most_with_every_amount_sourced(client: Client) -> None:
    publish_role("able-manager", occupation=official_occupation(code="11-3021", title="Managers"))
    publish_role("data-planner", title="Data Planner", estimate=UNSOURCED)
    publish_role("early-planner", title="Early Planner")
    page = read(client, "/methodology/")
    html = example_of(page)
    assert "A worked example: Data Planner" in page.text
    assert 'href="/roles/data-planner/"' in html
    for words in (
        "1. The match",
        "2. The official figures",
        "3. The headline",
        "4. Pay by level",
        "5. What is refused",
    ):
        assert words in html
    for amount in ("$60,000", "$80,000", "$102,000", "$130,000", "$165,000"):
        assert amount in html
    assert "An editor’s figure without a source is known." in html
    assert "$154" not in html
    listed = {attrs["id"] for _tag, attrs in page.tags if (attrs.get("id") or "").startswith("source-")}
    assert {link[1:] for link in page.links if link.startswith("#source-")} <= listed


def test_the_sources_of_the_example_are_numbered_as_the_releases_are_listed(client: Client) -> None:
    WageReleaseFactory(
        label="A first release", source=WageSourceFactory(publisher="A Bureau", title="Before all others")
    )
    publish_role("data-planner")
    page = read(client, "/methodology/")
    number = example_of(page).split('href="#source-')[1].split('"')[0]
    item = page.html.split(f'id="source-{number}"')[1].split("</li>")[0]
    assert "Occupational Employment and Wage Statistics" in item
    assert number != "1"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"wage": {"p90": 239_200, "flags": {"p90": "top_coded"}}}, "1 figure is top-coded"),
        ({"wage": {"p10": None, "flags": {"p10": "withheld"}}}, "1 figure is withheld"),
        ({"wage": {}}, "No figure above is withheld."),
        ({"estimate": {}}, "An editor gave a median over all levels"),
        ({"occupation": None}, "No figure with a source is known, so there is no headline."),
        ({"occupation": None, "estimate": {"level": "mid"}}, "The editors’ sourced figures for levels come before"),
        ({"occupation": "11-3021"}, "counts managers of every level together"),
        ({"occupation": "15-1299"}, "is a group of what is counted nowhere else"),
    ],
)
def test_the_example_says_what_holds_of_it(client: Client, changes: dict[str, Any], said: str) -> None:
    titles = {"11-3021": "Managers", "15-1299": "Computer Occupations, All Other"}
    if code := titles.get(changes.get("occupation") or ""):
        changes = changes | {"occupation": official_occupation(code=changes["occupation"], title=code)}
    publish_role("data-planner", **changes)
    assert said in read(client, "/methodology/").text


def test_figures_of_the_example_that_disagree_are_explained_where_the_guide_links_to(client: Client) -> None:
    role = publish_role("data-planner", title="Data Planner", estimate=UNSOURCED)
    page = read(client, "/methodology/")
    different = page.html.split('id="different"')[1].split("</section>")[0]
    assert "In the guide to <bdi>Data Planner</bdi>" in different
    assert "Nobody is named for it" in different
    assert "$154K" in different
    assert f"{reverse('methodology')}#different" in read(client, f"/roles/{role.slug}/").links
    agreed = publish_role("early-planner")
    assert f"{reverse('methodology')}#different" not in read(client, f"/roles/{agreed.slug}/").links


def test_a_guide_whose_release_is_not_listed_is_no_example(client: Client) -> None:
    publish_role("data-planner")
    WageRelease.objects.filter(label="OEWS May 2025").update(label="Renamed by hand")
    assert "A worked example" not in read(client, "/methodology/").text


# --- privacy -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fact",
    [
        "your name and email address",
        "current role",
        "experience level",
        "goal",
        "the words you agreed to, and when",
        "Global Privacy Control or Do Not Track",
        "masked",
        "csrftoken",
        "Nothing is sold.",
        "Nothing is passed to employers",
        "answer the message we sent you",
    ],
)
def test_privacy_says_what_is_stored_and_how_to_withdraw(client: Client, fact: str) -> None:
    assert fact in read(client, "/privacy/").text


def test_privacy_promises_nothing_that_is_not_built(client: Client) -> None:
    text = read(client, "/privacy/").text
    assert "Nothing is deleted by a timetable yet." in text
    for promise in ("365", "30 days", "self-service", "download"):
        assert promise not in text


def test_the_cookie_that_privacy_names_is_the_one_that_forms_set() -> None:
    assert settings.CSRF_COOKIE_NAME == "csrftoken"


def test_privacy_asks_no_database(client: Client, django_assert_num_queries: pytest.FixtureRequest) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        read(client, "/privacy/")


# --- the page of a visitor's own marks -------------------------------------------------


def test_privacy_says_where_marks_are_kept_and_how_to_remove_them(client: Client) -> None:
    page = read(client, "/privacy/")
    key = re.search(r'KEY = "([^"]+)"', (settings.BASE_DIR / "static/js/known/store.js").read_text())
    assert key
    assert key[1] in page.text
    assert key[1] in (settings.BASE_DIR / "static/js/site.js").read_text(), "what site.js looks for"
    assert "only when you press it" in page.text
    assert "take one or all of them away" in page.text


def test_the_page_of_marks_holds_nothing_of_a_visitor_and_is_kept_by_no_search_engine(
    client: Client, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        answer = client.get("/my-skills/")
    html = answer.content.decode()
    assert '<meta name="robots" content="noindex' in html
    assert "csrfmiddlewaretoken" not in html
    assert "cookie" not in answer.headers.get("Vary", "").lower()
    assert not answer.cookies
    assert 'data-my-skills="/api/v1/skills?limit=100"' in html
    assert "Marks are kept by JavaScript" in html
    assert "/my-skills/" not in client.get("/sitemap-pages.xml").content.decode()


@pytest.mark.parametrize("path", ["/methodology/", "/privacy/", "/my-skills/"])
def test_only_reading_is_allowed(client: Client, path: str) -> None:
    assert client.head(path).status_code == 200
    assert client.post(path).status_code == 405


def test_scripts_know_where_the_page_of_all_marks_is() -> None:
    script = (settings.BASE_DIR / "static/js/known/counts.js").read_text()
    assert f'const MINE = "{reverse("my_skills")}";' in script
