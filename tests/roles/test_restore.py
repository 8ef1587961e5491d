"""Restoring an older version: nothing published or half done is lost, and the restored text can go live again."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from roles.models import GuideVersion, Role
from roles.services import OpenVersionExistsError, restore, set_aside, start_draft, withdraw
from tests.factories import publish_role, publish_thin, staff_in
from tests.roles.admin_form import editor_url
from tests.roles.trail import actions

pytestmark = pytest.mark.django_db
FIRST, SECOND = "The first summary.", "The second summary."


@pytest.fixture
def role() -> Role:
    """A guide that was published twice."""
    role = publish_role("data-scientist", summary=FIRST)
    draft = start_draft(role=role, by=None)
    GuideVersion.objects.filter(pk=draft.pk).update(summary=SECOND)
    publish_thin(GuideVersion.objects.get(pk=draft.pk))
    return Role.objects.get(pk=role.pk)


@pytest.fixture
def editor(client: Client) -> User:
    user = staff_in("Publisher")
    client.force_login(user)
    return user


def address(role: Role, number: int) -> str:
    return reverse("admin:roles_role_restore", args=[role.pk, number])


# --- the service -----------------------------------------------------------------


def test_a_restored_version_is_a_draft_on_the_live_one_and_can_be_published(role: Role) -> None:
    draft = restore(version=role.versions.get(number=1), by=None)
    assert (draft.number, draft.state, draft.summary, draft.based_on) == (3, "draft", FIRST, role.live_version)
    assert draft.change_note == "Text of version 1 restored."
    assert draft.levels.count() == role.versions.get(number=1).levels.count() > 0
    role.refresh_from_db()
    assert role.live_version is not None
    assert role.live_version.number == 2
    publish_thin(draft)
    states = list(role.versions.order_by("number").values_list("number", "state"))
    assert states == [(1, "superseded"), (2, "superseded"), (3, "published")]


def test_an_open_draft_is_not_put_away_unseen(role: Role) -> None:
    opened = start_draft(role=role, by=None)
    with pytest.raises(OpenVersionExistsError) as refusal:
        restore(version=role.versions.get(number=1), by=None)
    assert refusal.value.version == opened
    with pytest.raises(OpenVersionExistsError):
        restore(version=role.versions.get(number=1), by=None, instead_of=role.versions.get(number=2))
    opened.refresh_from_db()
    assert opened.state == "draft"


def test_an_open_draft_that_was_seen_is_set_aside_and_stays_in_the_history(role: Role) -> None:
    opened = start_draft(role=role, by=None)
    GuideVersion.objects.filter(pk=opened.pk).update(summary="Half done.")
    draft = restore(version=role.versions.get(number=1), by=None, instead_of=opened)
    opened.refresh_from_db()
    assert (opened.state, opened.summary) == ("set_aside", "Half done.")
    assert actions()[-2:] == ["guide.set_aside", "guide.start_draft"]
    back = restore(version=opened, by=None, instead_of=draft)
    assert back.summary == "Half done."


def test_restoring_twice_makes_one_draft(role: Role) -> None:
    opened, first = start_draft(role=role, by=None), role.versions.get(number=1)
    draft = restore(version=first, by=None, instead_of=opened)
    with pytest.raises(OpenVersionExistsError) as refusal:
        restore(version=first, by=None, instead_of=opened)
    assert refusal.value.version == draft
    assert role.versions.count() == 4


def test_a_withdrawn_role_is_restored_and_published_again(role: Role) -> None:
    other = publish_role("analyst")
    withdraw(role=role, by=None, successor=other)
    assert Client().get("/roles/data-scientist/").status_code == 301
    draft = restore(version=role.versions.get(number=2), by=None)
    assert draft.based_on == role.versions.get(number=2)
    assert Client().get("/roles/data-scientist/").status_code == 301
    publish_thin(draft)
    assert SECOND in Client().get("/roles/data-scientist/").content.decode()


# --- the pages -------------------------------------------------------------------


def test_the_page_says_before_what_will_happen(client: Client, role: Role, editor: User) -> None:
    html = client.get(address(role, 1)).content.decode()
    assert "Version 2 stays live until the draft is published." in html
    assert "First version." in html
    assert "Restore as a draft" in html
    assert role.versions.count() == 2


def test_restoring_lands_in_the_editor_with_a_message(client: Client, role: Role, editor: User) -> None:
    response = client.post(address(role, 1))
    draft = role.versions.get(number=3)
    assert (response.status_code, response["Location"]) == (303, editor_url(draft))
    assert draft.author == editor
    html = client.get(editor_url(draft)).content.decode()
    assert "This draft, version 3, has the text of version 1. Readers see no change until it is published." in html
    assert FIRST in html


def test_with_a_draft_open_it_is_continued_or_set_aside(client: Client, role: Role, editor: User) -> None:
    opened = start_draft(role=role, by=editor)
    html = client.get(address(role, 1)).content.decode()
    assert "Version 3 is open." in html
    assert f'href="{editor_url(opened)}"' in html
    assert "Set version 3 aside and restore" in html
    assert client.post(address(role, 1), {"instead_of": opened.pk}).status_code == 303
    opened.refresh_from_db()
    assert opened.state == "set_aside"
    assert role.versions.get(number=4).summary == FIRST


@pytest.mark.parametrize("seen", ["", "none", "9" * 30, "2"])
def test_a_draft_that_was_opened_meanwhile_is_shown_first(client: Client, role: Role, editor: User, seen: str) -> None:
    opened = start_draft(role=role, by=None)
    response = client.post(address(role, 1), {"instead_of": seen if seen != "2" else role.live_version_id})
    assert response.status_code == 409
    assert "Version 3 is open" in response.content.decode()
    opened.refresh_from_db()
    assert opened.state == "draft"


def test_what_is_no_closed_version_of_the_role_is_not_restored(client: Client, role: Role, editor: User) -> None:
    start_draft(role=role, by=None)
    for number in (3, 9):
        assert client.get(address(role, number)).status_code == 404
        assert client.post(address(role, number)).status_code == 404


def test_only_those_who_may_draft_restore(client: Client, role: Role) -> None:
    client.force_login(staff_in("Marketing"))
    assert client.get(address(role, 1)).status_code == 403
    assert client.post(address(role, 1)).status_code == 403
    assert role.versions.count() == 2


def test_every_earlier_version_can_be_read_and_restored_from_the_list(client: Client, role: Role, editor: User) -> None:
    set_aside(version=start_draft(role=role, by=editor), by=editor)
    html = client.get(reverse("admin:roles_role_change", args=[role.pk])).content.decode()
    assert 'href="/roles/data-scientist/?v=1"' in html
    assert 'href="/roles/data-scientist/?v=2"' in html
    assert reverse("admin:roles_guideversion_preview", args=[role.versions.get(number=3).pk]) in html
    assert address(role, 1) in html
    assert address(role, 2) not in html  # the live one: a draft is started from it above
    assert address(role, 3) in html


def test_versions_of_a_withdrawn_role_are_previewed_and_restored(client: Client, role: Role, editor: User) -> None:
    withdraw(role=role, by=None)
    html = client.get(reverse("admin:roles_role_change", args=[role.pk])).content.decode()
    assert "?v=" not in html
    assert address(role, 1) in html
    assert address(role, 2) in html
    assert "brings the guide back" in client.get(address(role, 2)).content.decode()
