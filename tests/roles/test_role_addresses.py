"""Where a guide is found: areas, versions, former addresses, guides that were taken down."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from roles.models import Area
from roles.services import match_occupations, rename_role, start_draft, withdraw
from tests.factories import (
    AreaFactory,
    OccupationFactory,
    OccupationWageFactory,
    RoleFactory,
    oews,
    official_occupation,
    publish_role,
    publish_thin,
)

from .pages import Page, address, read

pytestmark = pytest.mark.django_db


def test_chosen_area_changes_the_wages_and_names_itself(client: Client) -> None:
    area = AreaFactory(code="06", kind="state", name="California")
    occupation = official_occupation()
    role = publish_role(occupation=occupation)
    OccupationWageFactory(release=oews(), area=area, occupation=occupation, median=128_000)
    text = read(client, role, "?area=06").text
    assert "$128,000" in text
    assert "Estimated pay by level, California" in text


@pytest.mark.parametrize("query", ["?area=98", "?area=", "?area=6", "?area=abc", "?area=06%00", "?area=٠٦"])
def test_unknown_or_malformed_area_is_not_found(client: Client, query: str) -> None:
    assert client.get(address(publish_role(), query)).status_code in {400, 404}


@pytest.mark.parametrize("query", ["?v=0", "?v=2", "?v=abc", "?v=", "?v=1.0", "?v=" + "9" * 40])
def test_unknown_version_is_not_found(client: Client, query: str) -> None:
    assert client.get(address(publish_role(), query)).status_code == 404


def test_version_permalink_keeps_its_text_and_stays_out_of_search(client: Client) -> None:
    role = publish_role("planner", title="Planner", summary="As it was.")
    draft = start_draft(role=role, by=None)
    draft.summary = "As it is now."
    draft.save()
    assert client.get(address(role, "?v=2")).status_code == 404
    publish_thin(draft)

    old = client.get(address(role, "?v=1")).content.decode()
    assert "As it was." in old
    assert "since replaced" in Page(old).text
    assert '<meta name="robots" content="noindex">' in old
    now = client.get(address(role, "?v=2")).content.decode()
    assert "the current one" in Page(now).text
    assert '<meta name="robots" content="noindex">' in now
    assert "As it is now." in client.get(address(role)).content.decode()


def test_former_address_leads_to_the_guide_and_keeps_the_question(client: Client) -> None:
    role = rename_role(role=publish_role("old-name"), slug="new-name", by=None)
    response = client.get("/roles/old-name/?area=06&v=1")
    assert (response.status_code, response["Location"]) == (301, "/roles/new-name/?area=06&v=1")
    response = client.get("/roles/old-name.json")
    assert (response.status_code, response["Location"]) == (301, f"/roles/{role.slug}.json")
    response = client.get("/roles/old-name.json?v=1", follow=True)
    assert response.redirect_chain == [("/roles/new-name.json?v=1", 301)]
    assert response.json()["version"] == 1


def test_a_versions_number_does_not_lead_to_a_successors(client: Client) -> None:
    role = rename_role(role=publish_role("old-name"), slug="new-name", by=None)
    withdraw(role=role, by=None, successor=publish_role("heir"))
    for former in ("old-name", "new-name"):
        response = client.get(f"/roles/{former}/?area=06&v=1")
        assert (response.status_code, response["Location"]) == (301, "/roles/heir/?area=06")


@pytest.mark.parametrize("form", ["apply", "report"])
def test_a_form_of_a_former_address_keeps_its_question(client: Client, form: str) -> None:
    rename_role(role=publish_role("old-name"), slug="new-name", by=None)
    response = client.get(f"/roles/old-name/{form}/?fragment=1")
    assert (response.status_code, response["Location"]) == (301, f"/roles/new-name/{form}/?fragment=1")


@pytest.mark.parametrize("form", ["apply", "report"])
def test_a_form_of_a_guide_that_is_gone_is_gone(client: Client, form: str) -> None:
    withdraw(role=publish_role("gone"), by=None)
    response = client.get(f"/roles/gone/{form}/")
    assert response.status_code == 410
    assert b"This guide was taken down" in response.content
    assert not response.cookies
    assert client.get(f"/roles/nobody/{form}/").status_code == 404


def test_withdrawn_guide_leads_to_its_successor(client: Client) -> None:
    role = publish_role("gone")
    withdraw(role=role, by=None, successor=publish_role("heir"))
    response = client.get("/roles/gone/?v=1")
    assert (response.status_code, response["Location"]) == (301, "/roles/heir/")


def test_withdrawn_guide_without_successor_is_gone(client: Client) -> None:
    role = publish_role("gone")
    withdraw(role=role, by=None)
    response = client.get("/roles/gone/")
    assert response.status_code == 410
    assert b"This guide was taken down" in response.content
    assert b"noindex" in response.content
    assert client.get("/roles/gone.json").status_code == 410


def test_role_that_never_had_a_guide_is_not_found(client: Client) -> None:
    RoleFactory(slug="planned")
    assert client.get("/roles/planned/").status_code == 404
    assert client.get("/roles/nobody/").status_code == 404


def test_only_reading_is_allowed(client: Client) -> None:
    role = publish_role()
    head: HttpResponse = client.head(address(role))
    assert (head.status_code, head.content) == (200, b"")
    assert client.post(address(role)).status_code == 405


@pytest.mark.parametrize("query", ["", "?area=06"])
def test_guide_takes_at_most_four_queries(client: Client, django_assert_max_num_queries: Any, query: str) -> None:
    AreaFactory(code="06", kind="state", name="California")
    role = publish_role(relations=[publish_role() for _ in range(4)])
    match_occupations(
        role=role,
        matches=[(official_occupation(), "listed", ""), (OccupationFactory(), "editorial", "")],
        by=None,
    )
    assert Area.objects.count() == 2
    with django_assert_max_num_queries(4):
        assert client.get(address(role, query)).status_code == 200
