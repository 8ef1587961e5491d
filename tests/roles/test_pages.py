"""The pages about method and privacy: true to the data and to what works."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from tests.factories import WageReleaseFactory, WageSourceFactory, oews, projections
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


def test_the_method_is_one_query(client: Client, django_assert_num_queries: pytest.FixtureRequest) -> None:
    for number in range(5):
        WageReleaseFactory(label=f"Release {number} of many")
    with django_assert_num_queries(1):  # type: ignore[operator]
        read(client, "/methodology/")


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


@pytest.mark.parametrize("path", ["/methodology/", "/privacy/"])
def test_only_reading_is_allowed(client: Client, path: str) -> None:
    assert client.head(path).status_code == 200
    assert client.post(path).status_code == 405
