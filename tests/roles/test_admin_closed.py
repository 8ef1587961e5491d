"""A save that arrives after the draft was closed writes nothing and loses nothing that was typed."""

from __future__ import annotations

import pytest
from django.test import Client

from roles.models import GuideVersion
from roles.services import set_aside, start_draft
from tests.factories import publish_role, publish_thin, staff_in
from tests.roles.admin_form import draft_of, editor_url, opened, press

pytestmark = pytest.mark.django_db
TYPED = "Typed while\nsomebody <closed> it."


@pytest.fixture
def draft(client: Client) -> GuideVersion:
    client.force_login(staff_in("Editor"))
    return draft_of(publish_role("data-scientist", title="Data Scientist"))


def test_what_was_typed_into_a_draft_that_was_set_aside_comes_back(client: Client, draft: GuideVersion) -> None:
    data = opened(client, draft)
    data["overview"], data["titles-0-title"] = TYPED, "A typed title"
    set_aside(version=draft, by=None)
    response = press(client, draft, data, "_save")
    assert response.status_code == 409
    assert "no-store" in response["Cache-Control"]
    html = response.content.decode()
    assert "Typed while\nsomebody &lt;closed&gt; it.</textarea>" in html
    assert "A typed title" in html
    assert html.count("<textarea") == 2, "what was not changed is not repeated"
    assert "Set aside" in html
    assert f"/restore/{draft.number}/" in html
    draft.refresh_from_db()
    assert "Typed" not in draft.overview


def test_a_published_version_says_so_and_leads_to_the_draft_that_is_open(client: Client, draft: GuideVersion) -> None:
    data = opened(client, draft)
    data["summary"] = TYPED
    publish_thin(draft)
    again = start_draft(role=draft.role, by=None)
    html = press(client, draft, data, "_save").content.decode()
    assert "Published" in html
    assert f'href="{editor_url(again)}"' in html


def test_a_form_that_says_nothing_new_has_a_page_too(client: Client, draft: GuideVersion) -> None:
    data = opened(client, draft)
    set_aside(version=draft, by=None)
    response = press(client, draft, data, "_preview")
    assert response.status_code == 409
    assert "says nothing that the version does not say" in response.content.decode()


def test_who_may_not_edit_is_still_refused(client: Client, draft: GuideVersion) -> None:
    set_aside(version=draft, by=None)
    client.force_login(staff_in("Marketing"))
    assert client.post(editor_url(draft), {"overview": TYPED}).status_code == 403
