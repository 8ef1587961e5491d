"""The editor's words about a pair at the desk, without JavaScript: written, previewed, published, taken back."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from accounts.models import User
from roles.models import ComparisonPage, ComparisonVersion, Role
from roles.models.comparison import validate_contrasts
from roles.selectors.words import get_words
from roles.services import publish_words, save_words, set_words_aside, start_words
from tests.factories import RoleFactory, publish_role, staff_in, write_words
from tests.roles.admin_form import form_of

pytestmark = pytest.mark.django_db
LIST = "/admin/roles/comparisonpage/"
BEHIND = "Another version went live after this draft was started."
PUBLIC = "/compare/data-planner-vs-site-planner/"


@pytest.fixture
def roles() -> tuple[Role, Role]:
    return publish_role("data-planner", title="Data Planner"), publish_role("site-planner", title="Site Planner")


@pytest.fixture
def publisher(client: Client) -> User:
    user = staff_in("Publisher")
    client.force_login(user)
    return user


@pytest.fixture
def draft(roles: tuple[Role, Role], publisher: User) -> ComparisonVersion:
    draft = start_words(one=roles[0], other=roles[1], by=publisher)
    words = ComparisonVersion(answer="The first answer.", text="The first text.")
    for name in ("answer", "text"):
        setattr(draft, name, getattr(words, name))
    draft.contrasts = [{"label": "Judged on", "first": "The data", "second": "The site"}]
    draft.save()
    return draft


def editor(version: ComparisonVersion) -> str:
    return reverse("admin:roles_comparisonversion_change", args=[version.pk])


def about(version: ComparisonVersion, name: str, *more: int) -> str:
    return reverse(f"admin:roles_comparisonpage_{name}", args=[version.page_id, *more])


def opened(client: Client, version: ComparisonVersion) -> QueryDict:
    response = client.get(editor(version))
    assert response.status_code == 200
    return form_of(response.content.decode(), "comparisonversion_form")


def press(client: Client, version: ComparisonVersion, data: QueryDict, button: str) -> Any:
    sent = data.copy()
    sent[button] = "1"
    return client.post(editor(version), sent.urlencode(), content_type="application/x-www-form-urlencoded")


# --- a pair ------------------------------------------------------------------------------


def test_an_editor_starts_writing_about_two_roles_in_either_order(client: Client, roles: tuple[Role, Role]) -> None:
    client.force_login(staff_in("Editor"))
    one, other = roles
    response = client.post(f"{LIST}add/", {"first": other.pk, "second": one.pk})
    draft = ComparisonVersion.objects.get()
    assert (response.status_code, response["Location"]) == (303, editor(draft))
    assert (draft.page.first, draft.page.second) == (one, other)
    again = client.post(f"{LIST}add/", {"first": one.pk, "second": other.pk})
    assert again.status_code == 422
    assert "These two roles have a comparison already." in again.content.decode()
    same = client.post(f"{LIST}add/", {"first": one.pk, "second": one.pk})
    assert (same.status_code, "two different roles" in same.content.decode()) == (422, True)
    assert client.post(f"{LIST}add/", {"first": one.pk, "second": ""}).status_code == 422
    assert ComparisonPage.objects.count() == 1


def test_the_list_tells_what_is_live_and_what_is_drafted(client: Client, draft: ComparisonVersion) -> None:
    write_words(RoleFactory(title="Baker"), RoleFactory(title="Cook"))
    html = client.get(LIST).content.decode()
    assert "Data Planner and Site Planner" in html
    assert "Not live" in html
    assert "draft 1" in html
    assert "Baker and Cook" in html
    assert "Live, 1" in html
    assert "Baker and Cook" not in client.get(LIST, {"q": "site"}).content.decode()
    found = {state: client.get(LIST, {"state": state}).content.decode() for state in ("live", "draft", "none")}
    assert ["Baker and Cook" in html for html in found.values()] == [True, False, False]
    assert ["Data Planner and Site" in html for html in found.values()] == [False, True, True]


def test_the_list_asks_the_same_however_long_it_is(
    client: Client, publisher: User, django_assert_max_num_queries: Any
) -> None:
    for number in range(6):
        write_words(RoleFactory(), RoleFactory(title=f"Role {number}"))
    with django_assert_max_num_queries(9):
        assert client.get(LIST).status_code == 200


def test_a_pair_shows_its_history_and_starts_the_next_draft(
    client: Client, roles: tuple[Role, Role], publisher: User
) -> None:
    words = write_words(*roles, change_note="First of all.")
    page = reverse("admin:roles_comparisonpage_change", args=[words.page_id])
    html = client.get(page).content.decode()
    assert "First of all." in html
    assert PUBLIC in html
    response = client.post(about(words, "start_draft"))
    draft = ComparisonVersion.objects.open().get()
    assert response["Location"] == editor(draft)
    assert client.post(about(words, "start_draft"))["Location"] == editor(draft), "an open draft is continued"
    assert "Continue draft 2" in client.get(page).content.decode()
    assert client.post(about(words, "set_aside")).status_code == 303
    assert not ComparisonVersion.objects.open().exists()
    assert client.post(about(words, "set_aside")).status_code == 404
    assert client.get(about(words, "start_draft")).status_code == 405
    assert client.post(page, {}).status_code in (200, 302, 303)
    words.page.refresh_from_db()
    assert words.page.live_version == words, "the page itself saves nothing"


@pytest.mark.parametrize("pk", ["0", "nothing"])
def test_a_pair_that_is_not_there_is_said_so(client: Client, publisher: User, pk: str) -> None:
    assert client.get(f"{LIST}{pk}/change/").status_code == 302
    assert client.get(f"/admin/roles/comparisonversion/{pk}/change/").status_code == 404


# --- the editor -----------------------------------------------------------------------------


def test_an_unchanged_form_changes_nothing_but_the_lock(client: Client, draft: ComparisonVersion) -> None:
    assert press(client, draft, opened(client, draft), "_save").status_code == 303
    before = {name: getattr(draft, name) for name in ("answer", "text", "contrasts", "choose_first", "seo_description")}
    draft.refresh_from_db()
    assert before == {name: getattr(draft, name) for name in before}
    assert draft.lock_version == 2


def test_a_save_writes_every_text(client: Client, draft: ComparisonVersion) -> None:
    data = opened(client, draft)
    data["answer"], data["text"] = "One\nparagraph.", "Two.\r\n\r\nParagraphs."
    data["contrasts-0-first"] = "  Tables "
    data["contrasts-3-label"], data["contrasts-3-first"], data["contrasts-3-second"] = "Meets", "Analysts", "Builders"
    data["choose_first"] = "- like tables\n\n• count twice "
    assert press(client, draft, data, "_save").status_code == 303
    draft.refresh_from_db()
    assert (draft.answer, draft.text) == ("One paragraph.", "Two.\r\n\r\nParagraphs.")
    assert draft.contrasts == [
        {"label": "Judged on", "first": "Tables", "second": "The site"},
        {"label": "Meets", "first": "Analysts", "second": "Builders"},
    ]
    assert draft.choose_first == "like tables\ncount twice"


def test_a_row_with_a_gap_is_refused_and_everything_typed_comes_back(client: Client, draft: ComparisonVersion) -> None:
    data = opened(client, draft)
    data["answer"], data["contrasts-1-label"] = "Typed and kept.", "Half a row"
    data["choose_second"] = "typed too"
    response = press(client, draft, data, "_save")
    assert response.status_code == 422
    html = response.content.decode()
    assert "Row 2: give a label and both sides" in html
    again = form_of(html, "comparisonversion_form")
    for name in ("answer", "contrasts-1-label", "choose_second", "was", "lock_version"):
        assert again[name] == data[name]
    draft.refresh_from_db()
    assert draft.answer == "The first answer."


@pytest.mark.parametrize(
    ("name", "typed"), [("contrasts-0-first", "x" * 121), ("seo_description", "x" * 201), ("gate_reason", "x" * 501)]
)
def test_what_is_too_long_is_refused(client: Client, draft: ComparisonVersion, name: str, typed: str) -> None:
    data = opened(client, draft)
    data[name] = typed
    response = press(client, draft, data, "_save")
    assert response.status_code == 422
    assert typed in response.content.decode()


@pytest.mark.parametrize("name", ["contrasts-0-label", "contrasts-0-second", "answer"])
def test_null_characters_are_refused_wherever_they_are_typed(
    client: Client, draft: ComparisonVersion, name: str
) -> None:
    data = opened(client, draft)
    data[name] = "Judged\x00on"
    response = press(client, draft, data, "_save")
    assert response.status_code == 422
    assert "Null characters are not allowed." in response.content.decode()
    draft.refresh_from_db()
    assert draft.contrasts == [{"label": "Judged on", "first": "The data", "second": "The site"}]


def test_contrasts_with_a_null_character_are_not_contrasts() -> None:
    with pytest.raises(ValidationError, match="Null characters"):
        validate_contrasts([{"label": "Judged on", "first": "The\x00data", "second": "The site"}])


def test_the_editor_tells_the_quality_and_its_queries_do_not_grow(
    client: Client, draft: ComparisonVersion, django_assert_max_num_queries: Any
) -> None:
    for _number in range(4):
        write_words(RoleFactory(), RoleFactory())
    with django_assert_max_num_queries(12):
        html = client.get(editor(draft)).content.decode()
    assert "Told apart" in html
    assert "Write 150 words or more of what sets the two apart" in html
    assert 'href="#id_choose_first"' in html
    assert 'href="#id_contrasts-0-label"' in html


def test_a_version_that_was_published_is_read_and_never_changed(
    client: Client, roles: tuple[Role, Role], publisher: User
) -> None:
    words = write_words(*roles, answer="As it was.")
    html = client.get(editor(words)).content.decode()
    assert "As it was." in html
    assert "<textarea" not in html
    response = client.post(editor(words), {"answer": "Typed while it was published.", "text": words.text})
    assert response.status_code == 409
    html = response.content.decode()
    assert "Typed while it was published." in html
    assert about(words, "restore", 1) in html
    words.refresh_from_db()
    assert words.answer == "As it was."


def test_a_save_into_a_closed_draft_leads_to_the_one_that_is_open(
    client: Client, draft: ComparisonVersion, roles: tuple[Role, Role]
) -> None:
    data = opened(client, draft)
    data["answer"] = "Typed meanwhile."
    set_words_aside(version=draft, by=None)
    again = start_words(one=roles[0], other=roles[1], by=None)
    response = press(client, draft, data, "_save")
    assert response.status_code == 409
    assert f'href="{editor(again)}"' in response.content.decode()
    assert "Typed meanwhile." in response.content.decode()


def test_a_form_whose_sender_is_signed_out_is_given_back(client: Client, draft: ComparisonVersion) -> None:
    data = opened(client, draft)
    data["answer"] = "Typed before the session ended."
    client.logout()
    response = press(client, draft, data, "_save")
    assert response.status_code == 401
    assert "Typed before the session ended." in response.content.decode()


def test_a_form_with_an_older_token_is_given_back(draft: ComparisonVersion, publisher: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(publisher)
    data = opened(strict, draft)
    data["answer"], data["csrfmiddlewaretoken"] = "Typed with an old token.", "x" * 64
    response = strict.post(editor(draft), data.dict() | {"_save": "1"}, headers={"Origin": "http://testserver"})
    assert response.status_code == 403
    assert "Typed with an old token." in response.content.decode()
    draft.refresh_from_db()
    assert draft.answer == "The first answer."


# --- two at once ------------------------------------------------------------------------------


def test_a_late_save_shows_both_texts_and_what_is_chosen_is_saved(client: Client, draft: ComparisonVersion) -> None:
    mine, theirs = opened(client, draft), opened(client, draft)
    theirs["answer"], theirs["contrasts-0-first"], theirs["text"] = "Their answer.", "Their row", "Their text."
    theirs["choose_first"] = "their point"
    assert press(client, draft, theirs, "_save").status_code == 303
    mine["answer"], mine["contrasts-0-first"], mine["seo_description"] = "My answer.", "My row", "Mine alone."
    response = press(client, draft, mine, "_save")
    assert response.status_code == 409
    html = response.content.decode()
    assert "<ins>My </ins>" in html
    assert "<ins>Their </ins>" in html
    assert "Contrasts" in html
    chosen = form_of(
        html.replace('<form method="post" action="/admin/roles/comparisonversion', '<form id="late" action="'), "late"
    )
    assert chosen["choose-text"] == "theirs", "what only they changed is taken"
    chosen["choose-contrasts"] = "theirs"
    assert press(client, draft, chosen, "_save").status_code == 303
    draft.refresh_from_db()
    assert (draft.answer, draft.text, draft.seo_description) == ("My answer.", "Their text.", "Mine alone.")
    assert draft.contrasts == [{"label": "Judged on", "first": "Their row", "second": "The site"}]
    assert draft.choose_first == "their point"


def test_a_save_in_the_same_moment_is_late_too(
    client: Client, draft: ComparisonVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    from roles.admin import comparison_version

    def somebody_first(**given: Any) -> int:
        save_words(version=given["version"], lock_version=1, by=None)
        return save_words(**given)

    data = opened(client, draft)
    monkeypatch.setattr(comparison_version, "save_words", somebody_first)
    assert press(client, draft, data, "_save").status_code == 409


def test_a_text_that_is_too_long_is_refused_and_comes_back_whole(client: Client, draft: ComparisonVersion) -> None:
    assert "maxlength" not in client.get(editor(draft)).content.decode(), "a browser would cut it without a word"
    data = opened(client, draft)
    long = {"contrasts-0-label": "l" * 41, "contrasts-0-first": "f" * 121, "seo_description": "d" * 201}
    for name, words in long.items():
        data[name] = words
    response = press(client, draft, data, "_save")
    assert response.status_code == 422
    again = form_of(response.content.decode(), "comparisonversion_form")
    assert {name: again[name].strip() for name in long} == long


# --- preview, publish, withdraw, restore ------------------------------------------------------------


def test_a_preview_shows_what_was_typed_and_saves_nothing(client: Client, draft: ComparisonVersion) -> None:
    data = opened(client, draft)
    data["answer"], data["lock_version"] = "Only typed.", "77"
    response = press(client, draft, data, "_preview")
    assert response.status_code == 200
    html = response.content.decode()
    assert "Only typed." in html
    assert "<b>Preview of version 1.</b> Only editors see this page." in html
    assert "<title>Preview: Data Planner vs Site Planner" in html
    assert "Show only differences" not in html, "the live page does not have these words"
    assert "Preview" not in Client().get(PUBLIC).content.decode()
    assert "Only typed." not in Client().get(PUBLIC).content.decode()
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    draft.refresh_from_db()
    assert (draft.answer, draft.lock_version) == ("The first answer.", 1)
    data["contrasts-1-label"] = "Half a row"
    refused = press(client, draft, data, "_preview")
    assert (refused.status_code, "No preview yet" in refused.content.decode()) == (422, True)


def test_a_stored_version_is_previewed_with_each_side_at_its_role(client: Client, publisher: User) -> None:
    later = publish_role("zoo-planner", title="Zoo Planner")
    earlier = publish_role("air-planner", title="Air Planner")
    words = write_words(later, earlier, choose_first="like zoos", choose_second="like air")
    preview = reverse("admin:roles_comparisonversion_preview", args=[words.pk])
    shown = client.get(preview).context["words"]
    assert (shown.choose_a, shown.choose_b) == (("like air",), ("like zoos",))
    assert Client().get(preview).status_code == 302
    client.force_login(staff_in("Marketing"))
    assert client.get(preview).status_code == 403


def test_without_both_guides_there_is_no_preview(client: Client, publisher: User) -> None:
    draft = start_words(one=RoleFactory(), other=RoleFactory(), by=publisher)
    response = client.get(reverse("admin:roles_comparisonversion_preview", args=[draft.pk]))
    assert "One of the two guides is not live." in response.content.decode()
    response = press(client, draft, opened(client, draft), "_preview")
    assert "One of the two guides is not live." in response.content.decode()


def test_publishing_below_the_gate_asks_for_a_reason_and_keeps_what_was_typed(
    client: Client, draft: ComparisonVersion
) -> None:
    data = opened(client, draft)
    data["answer"] = "Typed, saved, not yet live."
    response = press(client, draft, data, "_publish")
    assert response.status_code == 422
    html = response.content.decode()
    assert "Give a reason to publish below it." in html
    assert get_words("data-planner", "site-planner") is None
    again = form_of(html, "comparisonversion_form")
    assert again["answer"] == "Typed, saved, not yet live."
    again["gate_reason"] = "A test."
    assert press(client, draft, again, "_publish").status_code == 303
    words = get_words("data-planner", "site-planner")
    assert words is not None
    assert words.answer == "Typed, saved, not yet live."
    assert words.answer in Client().get(PUBLIC).content.decode()


def test_a_figure_is_refused_whatever_the_reason(client: Client, draft: ComparisonVersion) -> None:
    data = opened(client, draft)
    data["answer"], data["gate_reason"] = "It pays $90,000.", "A test."
    response = press(client, draft, data, "_publish")
    assert response.status_code == 422
    assert "$90,000" in response.content.decode()
    assert get_words("data-planner", "site-planner") is None


def test_a_draft_of_words_that_were_withdrawn_is_not_behind_anything(client: Client, draft: ComparisonVersion) -> None:
    publish_words(version=draft, by=None, reason="A test.")
    late = start_words(one=draft.page.first, other=draft.page.second, by=None)
    assert client.post(about(draft, "withdraw")).status_code == 303
    assert BEHIND not in client.get(editor(late)).content.decode()
    publish_words(version=late, by=None, reason="A test.")
    last = start_words(one=draft.page.first, other=draft.page.second, by=None)
    ComparisonVersion.objects.filter(pk=last.pk).update(based_on=draft)
    assert BEHIND in client.get(editor(last)).content.decode()


def test_an_editor_may_neither_publish_nor_withdraw(client: Client, draft: ComparisonVersion) -> None:
    client.force_login(staff_in("Editor"))
    data = opened(client, draft)
    assert 'name="_publish"' not in client.get(editor(draft)).content.decode()
    assert press(client, draft, data, "_publish").status_code == 403
    publish_words(version=draft, by=None, reason="A test.")
    assert client.get(about(draft, "withdraw")).status_code == 403
    assert client.post(about(draft, "withdraw")).status_code == 403
    client.force_login(staff_in("Marketing"))
    assert client.get(LIST).status_code == 403
    assert client.get(editor(draft)).status_code == 403
    assert client.post(editor(draft), {}).status_code == 403
    assert client.post(about(draft, "start_draft")).status_code == 403


def test_words_are_withdrawn_after_a_question_and_restored_as_a_draft(
    client: Client, roles: tuple[Role, Role], publisher: User
) -> None:
    words = write_words(*roles, answer="The answer that was.")
    assert "The comparison stays" in client.get(about(words, "withdraw")).content.decode()
    assert get_words("data-planner", "site-planner") is not None, "a question changes nothing"
    assert client.post(about(words, "withdraw")).status_code == 303
    assert get_words("data-planner", "site-planner") is None
    assert "The answer that was." in client.get(about(words, "restore", 1)).content.decode()
    response = client.post(about(words, "restore", 1))
    restored = ComparisonVersion.objects.open().get()
    assert (response["Location"], restored.answer) == (editor(restored), "The answer that was.")
    unseen = client.post(about(words, "restore", 1))
    assert (unseen.status_code, "Version 2 is open." in unseen.content.decode()) == (409, True)
    assert client.post(about(words, "restore", 1), {"instead_of": restored.pk}).status_code == 303
    restored.refresh_from_db()
    assert restored.state == "set_aside"
    assert client.get(about(words, "restore", 9)).status_code == 404


def test_a_draft_is_set_aside_with_what_was_typed(client: Client, draft: ComparisonVersion) -> None:
    data = opened(client, draft)
    data["answer"] = "For later."
    assert press(client, draft, data, "_set_aside").status_code == 303
    draft.refresh_from_db()
    assert (draft.state, draft.answer) == ("set_aside", "For later.")


def test_nothing_of_a_draft_is_public(client: Client, draft: ComparisonVersion) -> None:
    html = Client().get(PUBLIC).content.decode()
    assert "The first answer." not in html
    assert "The first text." not in html
