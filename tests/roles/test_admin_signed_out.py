"""A guide saved after the session has ended loses nothing, stores nothing and writes nothing."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from roles.models import GuideVersion
from tests.factories import publish_role, staff_in
from tests.roles.admin_form import SentForm, draft_of, editor_url, opened, press

pytestmark = pytest.mark.django_db
TYPED = "Typed after\nthe session <ended>."


@pytest.fixture
def draft() -> GuideVersion:
    return draft_of(publish_role("data-scientist"))


def test_what_was_typed_comes_back_and_nothing_is_saved_or_stored(client: Client, draft: GuideVersion) -> None:
    client.force_login(staff_in("Editor"))
    data = opened(client, draft)
    data["overview"] = TYPED
    client.logout()
    response = press(client, draft, data, "_publish")
    assert response.status_code == 401
    assert response["Cache-Control"] == "no-store"
    html = response.content.decode()
    assert "the session &lt;ended&gt;." in html
    assert 'name="_publish"' not in html
    for name in data:
        if name != "csrfmiddlewaretoken":
            assert f'name="{name}"' in html, name
    draft.refresh_from_db()
    assert draft.overview != TYPED
    assert "sessionid" not in response.cookies
    assert not Session.objects.exists()


def test_signed_in_again_the_same_form_is_shown_once_more_and_then_saved(draft: GuideVersion) -> None:
    client = Client(enforce_csrf_checks=True)
    user = staff_in("Editor")
    client.force_login(user)
    data = opened(client, draft)
    data["overview"] = TYPED
    client.logout()
    origin = {"HTTP_ORIGIN": "http://testserver"}
    stale = client.post(editor_url(draft), data, **origin)
    assert stale.status_code == 401, "also where the token went with the session"
    client.force_login(user)
    shown = client.post(editor_url(draft), data, **origin)
    assert shown.status_code == 403
    again = SentForm("guideversion_form", shown.content.decode()).data
    assert again["overview"].replace("\r\n", "\n") == TYPED
    again["_save"] = "1"
    assert client.post(editor_url(draft), again, **origin).status_code == 303
    draft.refresh_from_db()
    assert draft.overview.replace("\r\n", "\n") == TYPED


def test_another_sites_words_are_not_shown(draft: GuideVersion) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post(editor_url(draft), {"overview": TYPED}, HTTP_ORIGIN="https://elsewhere.example")
    assert answer.status_code == 403
    assert "Typed after" not in answer.content.decode()
