"""Telling the editors what is wrong: kept once, given back whole, asking for nobody's name."""

from __future__ import annotations

import uuid
from typing import Any
from unittest import mock

import pytest
from django.db import OperationalError
from django.test import Client

from roles.models import GuideReport, Role
from roles.services import rename_role, withdraw
from roles.views import report
from tests.factories import RoleFactory, publish_role
from tests.roles.read import Read

pytestmark = pytest.mark.django_db
PATH = "/roles/planner/report/"


@pytest.fixture
def planner() -> Role:
    return publish_role("planner")


def typed(**changes: Any) -> dict[str, Any]:
    return {
        "kind": "figure",
        "message": "The median is of 2024.",
        "submission_key": str(uuid.uuid4()),
        "website": "",
    } | changes


def given_back(response: Any, status: int = 422) -> Read:
    assert response.status_code == status
    page = Read(response)
    page.check()
    assert page.title.startswith("Error:")
    assert (2, "There is a problem") in page.headings
    assert page.html.index("error-summary") < page.html.index("<h1")
    return page


# --- the form --------------------------------------------------------------------------


@pytest.mark.usefixtures("planner")
def test_the_form_asks_for_no_name_and_is_never_cached(client: Client) -> None:
    response = client.get(PATH)
    page = Read(response)
    page.check()
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert "Do not put personal details here" in page.text
    names = {attrs.get("name") for tag, attrs in page.tags if tag in {"input", "select", "textarea"}}
    assert names == {"csrfmiddlewaretoken", "kind", "message", "submission_key", "website"}
    assert set(response.cookies) == {"csrftoken"}


@pytest.mark.usefixtures("planner")
def test_every_form_has_its_own_key(client: Client) -> None:
    keys = {
        attrs["value"]
        for _ in range(2)
        for _tag, attrs in Read(client.get(PATH)).tags
        if attrs.get("name") == "submission_key"
    }
    assert len(keys) == 2


# --- keeping ----------------------------------------------------------------------------


def test_a_report_is_kept_with_the_version_it_is_about(client: Client, planner: Role) -> None:
    response = client.post(PATH, typed())
    assert (response.status_code, response["Location"]) == (303, f"{PATH}?sent=1")
    kept = GuideReport.objects.get()
    assert (kept.role, kept.version_number, kept.kind, kept.message) == (planner, 1, "figure", "The median is of 2024.")
    thanks = Read(client.get(response["Location"]))
    thanks.check()
    assert (1, "Thank you. Your report is kept.") in thanks.headings


@pytest.mark.usefixtures("planner")
def test_the_same_form_sent_twice_is_one_report(client: Client) -> None:
    words = typed()
    assert [client.post(PATH, words).status_code for _ in range(3)] == [303] * 3
    assert GuideReport.objects.count() == 1


@pytest.mark.usefixtures("planner")
@pytest.mark.parametrize(
    "message", ["👩‍🚒 ✓", "مرحبا", "\u202eoverride", "<script>alert(1)</script>", "x" * 4_000, "a\r\nb"]
)
def test_any_text_is_kept_as_it_was_typed(client: Client, message: str) -> None:
    assert client.post(PATH, typed(message=message)).status_code == 303
    assert GuideReport.objects.get().message == message


@pytest.mark.usefixtures("planner")
@pytest.mark.parametrize("key", ["", "no-key", None])
def test_a_report_counts_more_than_its_key(client: Client, key: str | None) -> None:
    words = typed()
    del words["submission_key"]
    assert client.post(PATH, words | ({} if key is None else {"submission_key": key})).status_code == 303
    assert GuideReport.objects.count() == 1


# --- giving back ------------------------------------------------------------------------


@pytest.mark.usefixtures("planner")
@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"message": ""}, "Write what is wrong or missing"),
        ({"message": " \n "}, "Write what is wrong or missing"),
        ({"message": "x" * 4_001}, "Write 4,000 characters at most. This is 4001."),
        ({"message": "a\x00b"}, "characters we could not read"),
        ({"kind": ""}, "Choose what it is about"),
        ({"kind": "gossip"}, "Choose one of the listed subjects"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(client: Client, changes: dict[str, str], error: str) -> None:
    page = given_back(client.post(PATH, typed(**changes)))
    assert page.text.count(error) >= 2
    assert not GuideReport.objects.exists()


@pytest.mark.usefixtures("planner")
def test_every_word_comes_back(client: Client) -> None:
    page = given_back(client.post(PATH, typed(kind="", message="Kept & <b>whole</b>")))
    assert "Kept &amp; &lt;b&gt;whole&lt;/b&gt;</textarea>" in page.html


@pytest.mark.usefixtures("planner")
def test_a_filled_hidden_field_asks_to_send_again_and_then_keeps(client: Client) -> None:
    words = typed(website="https://spam.example")
    page = given_back(client.post(PATH, words))
    assert not GuideReport.objects.exists()
    assert "The median is of 2024." in page.html
    fields = {attrs["name"]: attrs.get("value") or "" for tag, attrs in page.tags if tag == "input" and "name" in attrs}
    assert fields["website"] == ""
    assert fields["submission_key"] == words["submission_key"]
    assert client.post(PATH, words | {"website": ""}).status_code == 303
    assert GuideReport.objects.count() == 1


@pytest.mark.usefixtures("planner")
def test_a_stale_token_gives_the_form_back_filled() -> None:
    client = Client(enforce_csrf_checks=True)
    page = given_back(client.post(PATH, typed()))
    assert "Your form was open too long" in page.text
    assert "The median is of 2024." in page.html
    assert not GuideReport.objects.exists()
    token = next(attrs["value"] for _tag, attrs in page.tags if attrs.get("name") == "csrfmiddlewaretoken")
    assert client.post(PATH, typed(csrfmiddlewaretoken=token)).status_code == 303


@pytest.mark.usefixtures("planner")
def test_a_database_that_cannot_write_loses_no_word(client: Client) -> None:
    with mock.patch.object(report, "report_guide", side_effect=OperationalError("down")):
        page = given_back(client.post(PATH, typed()), status=503)
    assert "The median is of 2024." in page.html


@pytest.mark.usefixtures("planner")
def test_a_database_that_does_not_answer_at_all_loses_no_word_either(client: Client) -> None:
    with mock.patch.object(report.Role.objects, "published", side_effect=OperationalError("away")):
        page = given_back(client.post(PATH, typed()), status=503)
        assert client.get(PATH).status_code == 503
    assert "The median is of 2024." in page.html


@pytest.mark.usefixtures("planner")
def test_a_flood_of_fields_is_refused(client: Client) -> None:
    assert client.post(PATH, typed() | {f"field{n}": "x" for n in range(100)}).status_code == 400


# --- the address ---------------------------------------------------------------------------


def test_without_a_live_guide_there_is_no_form(client: Client) -> None:
    RoleFactory(slug="draft")
    withdraw(role=publish_role("gone"), by=None)
    for slug in ("draft", "gone", "nobody"):
        assert client.get(f"/roles/{slug}/report/").status_code == (410 if slug == "gone" else 404)
    for slug in ("draft", "nobody"):
        assert client.get(f"/roles/{slug}/report/?sent=1").status_code == 404
        assert client.post(f"/roles/{slug}/report/", typed()).status_code == 404


def test_a_report_on_a_guide_that_was_withdrawn_meanwhile_is_kept_once(client: Client, planner: Role) -> None:
    withdraw(role=rename_role(role=planner, slug="strategist", by=None), by=None)
    words = typed()
    for address in (PATH, "/roles/strategist/report/", PATH):
        response = client.post(address, words)
        assert (response.status_code, response["Location"]) == (303, "/roles/strategist/report/?sent=1")
    kept = GuideReport.objects.get()
    assert (kept.role, kept.version_number, kept.message) == (planner, 1, "The median is of 2024.")
    page = Read(client.get(response["Location"]))
    page.check()
    assert "Thank you. Your report is kept." in page.text
    assert "The guide itself has been taken down" in page.text
    assert "Back to the guide" not in page.text


def test_a_report_on_a_withdrawn_guide_that_cannot_be_kept_yet_comes_back(planner: Role) -> None:
    withdraw(role=planner, by=None)
    page = given_back(Client().post(PATH, typed(kind="")))
    assert "The median is of 2024." in page.html
    page = given_back(Client(enforce_csrf_checks=True).post(PATH, typed()))
    assert "Your form was open too long" in page.text
    assert not GuideReport.objects.exists()


def test_a_report_on_a_guide_that_was_withdrawn_for_another_is_given_back_there(client: Client, planner: Role) -> None:
    withdraw(role=planner, by=None, successor=publish_role("heir"))
    page = given_back(client.post(PATH, typed()))
    assert "The median is of 2024." in page.html
    assert 'action="/roles/heir/report/"' in page.html
    assert not GuideReport.objects.exists()


def test_a_former_address_leads_to_the_form_of_today(client: Client, planner: Role) -> None:
    rename_role(role=planner, slug="strategist", by=None)
    response = client.get(PATH)
    assert (response.status_code, response["Location"]) == (301, "/roles/strategist/report/")


def test_a_report_to_a_former_address_is_given_back_at_the_present_one(client: Client, planner: Role) -> None:
    rename_role(role=planner, slug="strategist", by=None)
    page = given_back(client.post(PATH, typed()))
    assert "The median is of 2024." in page.html
    assert 'action="/roles/strategist/report/"' in page.html
    assert not GuideReport.objects.exists()
    assert client.post("/roles/strategist/report/", typed()).status_code == 303


@pytest.mark.usefixtures("planner")
def test_other_methods_are_refused(client: Client) -> None:
    assert client.head(PATH).status_code == 200
    assert client.put(PATH).status_code == 405
