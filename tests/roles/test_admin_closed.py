"""A save that arrives after the draft was closed writes nothing and loses nothing that was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from roles.admin import closed, comparison_version, guide
from roles.models import ComparisonVersion, GuideVersion
from roles.services import set_aside, set_words_aside, start_draft, start_words
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


# --- closed while the press itself is worked on -------------------------------------------------


def just_before(monkeypatch: pytest.MonkeyPatch, module: Any, name: str, happens: Callable[[], object]) -> None:
    """Somebody else does this the moment before the view comes to ``name``."""
    real = getattr(module, name)

    def late(*args: Any, **named: Any) -> Any:
        happens()
        return real(*args, **named)

    monkeypatch.setattr(module, name, late)


@pytest.mark.parametrize("close", [publish_thin, lambda draft: set_aside(version=draft, by=None)])
def test_what_was_typed_into_a_draft_that_is_closed_under_the_save_comes_back(
    client: Client, draft: GuideVersion, monkeypatch: pytest.MonkeyPatch, close: Callable[[GuideVersion], object]
) -> None:
    data = opened(client, draft)
    data["overview"] = TYPED
    just_before(monkeypatch, guide, "Press", lambda: close(draft))
    response = press(client, draft, data, "_save")
    assert response.status_code == 409
    assert "Typed while\nsomebody &lt;closed&gt; it.</textarea>" in response.content.decode()
    draft.refresh_from_db()
    assert "Typed" not in draft.overview


@pytest.fixture
def words(client: Client) -> ComparisonVersion:
    client.force_login(staff_in("Publisher"))
    return start_words(one=publish_role("one"), other=publish_role("other"), by=None)


def test_what_was_typed_about_two_roles_comes_back_too(
    client: Client, words: ComparisonVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    just_before(monkeypatch, comparison_version, "ReasonForm", lambda: set_words_aside(version=words, by=None))
    address = reverse("admin:roles_comparisonversion_change", args=[words.pk])
    response = client.post(address, {"lock_version": words.lock_version, "answer": TYPED, "_save": "1"})
    assert response.status_code == 409
    assert "somebody &lt;closed&gt; it." in response.content.decode()


def test_a_guide_that_is_published_under_the_press_is_not_set_aside(
    client: Client, draft: GuideVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = opened(client, draft)
    role = reverse("admin:roles_role_change", args=[draft.role_id])
    just_before(monkeypatch, closed, "staff", lambda: publish_thin(draft))
    answer = press(client, draft, data, "_set_aside")
    assert (answer.status_code, answer["Location"]) == (303, role)
    assert "Only an open version can be set aside." in client.get(role).content.decode()
    draft.refresh_from_db()
    assert draft.state == "published"


def test_a_guide_that_is_published_under_the_press_on_its_role_is_not_set_aside(
    client: Client, draft: GuideVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    just_before(monkeypatch, closed, "staff", lambda: publish_thin(draft))
    answer = client.post(reverse("admin:roles_role_set_aside", args=[draft.role_id]), follow=True)
    assert "Only an open version can be set aside." in answer.content.decode()


@pytest.mark.parametrize("place", ["pair", "version"])
def test_words_that_are_published_under_the_press_are_not_set_aside(
    client: Client, words: ComparisonVersion, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    sent = {"lock_version": words.lock_version, "answer": "A", "text": "", "_set_aside": "1"}
    address = reverse("admin:roles_comparisonversion_change", args=[words.pk])
    if place == "pair":
        address = reverse("admin:roles_comparisonpage_set_aside", args=[words.page_id])
    now_public = ComparisonVersion.objects.filter(pk=words.pk)
    published = {"state": "published", "published_at": timezone.now()}
    just_before(monkeypatch, closed, "staff", lambda: now_public.update(**published))
    answer = client.post(address, sent, follow=True)
    assert "Only an open version can be set aside." in answer.content.decode()
