"""/changes/: what was published, read in and corrected; the newest first, and nothing that is not public."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from roles.models import GuideVersion, WageFile
from roles.services import start_draft, withdraw
from tests.factories import CorrectionFactory, RoleFactory, WageFileFactory, nation, oews, publish_role, publish_thin
from tests.roles.read import Read

pytestmark = pytest.mark.django_db

PATH = "/changes/"


def read(client: Client, query: str = "") -> Read:
    response = client.get(PATH + query)
    assert response.status_code == 200
    assert not response.cookies
    page = Read(response)
    page.check()
    return page


def published_on(slug: str, number: int, on: date) -> None:
    moment = datetime(on.year, on.month, on.day, 23, 59, tzinfo=UTC)
    GuideVersion.objects.filter(role__slug=slug, number=number).update(published_at=moment)


def read_on(release: Any, on: date, files: int) -> None:
    for _number in range(files):
        file = WageFileFactory(release=release)
        WageFile.objects.filter(pk=file.pk).update(read_at=datetime(on.year, on.month, on.day, tzinfo=UTC))


def test_an_empty_site_says_so(client: Client) -> None:
    page = read(client)
    assert "No guide is published, no figure read in and nothing corrected so far." in page.text
    assert page.title.startswith("What changed")


def test_entries_of_every_kind_stand_in_one_order_the_newest_first(client: Client) -> None:
    role = publish_role("data-planner", title="Data Planner")
    publish_thin(start_draft(role=role, by=None))
    GuideVersion.objects.filter(role=role, number=2).update(change_note="Shorter by half.")
    published_on("data-planner", 1, date(2026, 1, 10))
    published_on("data-planner", 2, date(2026, 4, 10))
    read_on(oews(), date(2026, 2, 10), files=2)
    read_on(oews(), date(2026, 5, 10), files=1)
    CorrectionFactory(role=role, corrected_on=date(2026, 3, 10))
    page = read(client)
    said = [
        "10 May 2026Official data read in: OEWS May 2025, 1 file",
        "10 April 2026Data Planner: guide updated, version 2Shorter by half.",
        "10 March 2026Correction: Data Planner, Roadmap",
        "10 February 2026Official data read in: OEWS May 2025, 2 files",
        "10 January 2026Data Planner: new guide (as it stood then: Data Planner, version 1)First version.",
    ]
    places = [page.text.index(words) for words in said]
    assert places == sorted(places)
    assert "/roles/data-planner/?v=1" in page.links


def test_a_correction_says_before_now_and_why_with_the_source_of_each_amount(client: Client) -> None:
    CorrectionFactory(
        role=None, about="Median pay", before_text="", before_amount=154_000, before_area=nation(),
        after_text="The headline is official.", after_amount=102_320, after_area=nation(), after_release=oews(),
        reason="It named no source.", noticed_by="reader",
    )  # fmt: skip
    page = read(client)
    assert "Before$154,000 (no source given), United States." in page.text
    cited = "U.S. Bureau of Labor Statistics, Occupational Employment and Wage Statistics, May 2025"
    assert f"Now$102,320 (United States; {cited}). The headline is official." in page.text
    assert "WhyIt named no source. A reader noticed it." in page.text


def test_nothing_that_is_not_public_is_listed(client: Client) -> None:
    start_draft(role=RoleFactory(title="Secret Draft"), by=None)
    CorrectionFactory(role=RoleFactory(title="Secret Role"), about="Median pay")
    gone = publish_role("gone-planner", title="Gone Planner")
    withdraw(role=gone, by=None)
    live = publish_role("data-planner", title="Data Planner")
    start_draft(role=live, by=None)
    page = read(client)
    assert "Secret" not in page.text
    assert "Gone Planner" not in page.text
    assert "version 2" not in page.text
    assert "Correction: Median pay" in page.text


def test_pages_of_twenty_and_404_past_the_end(client: Client) -> None:
    for number in range(41):
        CorrectionFactory(about=f"Entry {number:02d}", role=None)
    assert "Entry 40" in read(client).text
    last = read(client, "?page=3")
    assert "Entry 00" in last.text
    assert "Entries 41 to 41 of 41, the newest first" in last.text
    assert 'href="http://testserver/changes/?page=3"' in last.html or "/changes/?page=3" in last.html
    for query in ("?page=4", "?page=0", "?page=x", "?page=-1", "?page=1e9"):
        assert client.get(PATH + query).status_code == 404


@pytest.mark.parametrize("many", [1, 7])
def test_the_log_is_five_queries(client: Client, many: int, django_assert_num_queries: Any) -> None:
    for number in range(many):
        publish_role(f"planner-{number}")
        CorrectionFactory(
            role=RoleFactory(), before_amount=1, before_area=nation(), before_release=oews(),
            after_amount=2, after_area=nation(), after_release=oews(),
        )  # fmt: skip
    read_on(oews(), date(2026, 2, 10), files=many)
    with django_assert_num_queries(5):
        read(client)


def test_only_reading_is_allowed(client: Client) -> None:
    assert client.head(PATH).status_code == 200
    assert client.post(PATH).status_code == 405
