"""Writing about two roles: drafts, publishing, withdrawing and restoring, each in one transaction with its trail."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import AuditEntry
from roles.models import ComparisonPage, ComparisonVersion, Role
from roles.services import (
    BelowGateError,
    OpenVersionExistsError,
    PublishRefusedError,
    ServiceRefusedError,
    StaleDraftError,
    StaleVersionError,
    comparisons,
    publish_words,
    restore_words,
    save_words,
    set_words_aside,
    start_words,
    withdraw_words,
)
from tests.factories import RoleFactory, staff_in, write_words

from .trail import BrokenError, actions

pytestmark = pytest.mark.django_db
REASON = "A test."


@pytest.fixture
def roles() -> tuple[Role, Role]:
    return RoleFactory(slug="analyst", title="Analyst"), RoleFactory(slug="planner", title="Planner")


def live(page: ComparisonPage) -> ComparisonVersion | None:
    return ComparisonPage.objects.select_related("live_version").get(pk=page.pk).live_version


# --- start -----------------------------------------------------------------------------


def test_a_pair_has_one_page_in_whichever_order_it_is_asked_for(roles: tuple[Role, Role]) -> None:
    one, other = roles
    draft = start_words(one=other, other=one, by=None)
    assert (draft.page.first, draft.page.second) == (one, other)
    assert (draft.number, draft.state, draft.based_on, draft.answer) == (1, "draft", None, "")
    with pytest.raises(OpenVersionExistsError) as refused:
        start_words(one=one, other=other, by=None)
    assert refused.value.version == draft
    assert ComparisonPage.objects.count() == ComparisonVersion.objects.count() == 1
    assert actions() == ["comparison.start_draft"]


def test_one_role_is_not_written_about_beside_itself(roles: tuple[Role, Role]) -> None:
    with pytest.raises(ServiceRefusedError, match="two different roles"):
        start_words(one=roles[0], other=roles[0], by=None)
    assert not ComparisonPage.objects.exists()


def test_the_draft_of_live_words_is_a_copy_based_on_them(roles: tuple[Role, Role]) -> None:
    first = write_words(*roles, answer="The first answer.")
    by = staff_in("Editor")
    draft = start_words(one=roles[0], other=roles[1], by=by)
    assert (draft.number, draft.based_on, draft.author) == (2, first, by)
    for name in ("answer", "text", "contrasts", "choose_first", "choose_second", "seo_description"):
        assert getattr(draft, name) == getattr(first, name)
    assert draft.change_note == ""
    assert live(first.page) == first


# --- save, set aside -----------------------------------------------------------------------


def test_a_save_that_started_from_an_older_form_is_refused(roles: tuple[Role, Role]) -> None:
    draft = start_words(one=roles[0], other=roles[1], by=None)
    assert save_words(version=draft, lock_version=1, by=None) == 2
    with pytest.raises(StaleVersionError):
        save_words(version=draft, lock_version=1, by=None)
    set_words_aside(version=draft, by=None)
    with pytest.raises(ServiceRefusedError, match="no longer open"):
        save_words(version=draft, lock_version=2, by=None)
    assert actions() == ["comparison.start_draft", "comparison.save_draft", "comparison.set_aside"]


def test_setting_aside_twice_is_recorded_once_and_what_is_live_is_not_set_aside(roles: tuple[Role, Role]) -> None:
    draft = start_words(one=roles[0], other=roles[1], by=None)
    set_words_aside(version=draft, by=None)
    assert set_words_aside(version=draft, by=None).state == "set_aside"
    assert actions().count("comparison.set_aside") == 1
    with pytest.raises(ServiceRefusedError, match="Only an open version"):
        set_words_aside(version=write_words(*roles), by=None)


# --- publish ----------------------------------------------------------------------------


def test_publishing_moves_the_pointer_and_keeps_what_was_live(roles: tuple[Role, Role]) -> None:
    first = write_words(*roles)
    second = write_words(*roles, answer="Better said.")
    assert publish_words(version=second, by=None) == second, "twice is once"
    first.refresh_from_db()
    assert (first.state, second.state) == ("superseded", "published")
    assert first.published_at
    assert live(first.page) == second
    assert actions().count("comparison.publish") == 2
    with pytest.raises(ServiceRefusedError, match="Only an open version"):
        publish_words(version=first, by=None)


def test_below_the_gate_a_reason_is_asked_for_and_kept(roles: tuple[Role, Role]) -> None:
    draft = start_words(one=roles[0], other=roles[1], by=None)
    ComparisonVersion.objects.filter(pk=draft.pk).update(answer="Short.", text="Short.")
    with pytest.raises(BelowGateError) as refused:
        publish_words(version=draft, by=None, reason="  ")
    assert live(draft.page) is None
    publish_words(version=draft, by=None, reason=f" {REASON} ")
    detail = AuditEntry.objects.get(action="comparison.publish").detail
    assert detail == {"number": 1, "quality": refused.value.score, "reason": REASON}


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("answer", "It pays $90,000."),
        ("text", "Some 80 % of them write code."),
        ("choose_first", "want 1,200 colleagues"),
        ("seo_description", "{{ pay.headline }}"),
        ("answer", ""),
        ("text", " "),
    ],
)
def test_what_no_reason_helps_against(roles: tuple[Role, Role], column: str, text: str) -> None:
    with pytest.raises(PublishRefusedError):
        write_words(*roles, **{column: text})
    assert not ComparisonVersion.objects.live().exists()


def test_a_draft_whose_words_were_withdrawn_brings_them_back(roles: tuple[Role, Role]) -> None:
    first = write_words(*roles, answer="The first.")
    draft = start_words(one=roles[0], other=roles[1], by=None)
    withdraw_words(page=first.page, by=None)
    publish_words(version=draft, by=None, reason=REASON)
    assert live(first.page) == draft
    withdraw_words(page=first.page, by=None)
    again = start_words(one=roles[0], other=roles[1], by=None)
    assert (again.answer, again.based_on) == ("The first.", draft)
    publish_words(version=again, by=None, reason=REASON)


@pytest.mark.parametrize("is_live", [True, False])
def test_a_draft_made_before_other_words_went_live_is_refused(roles: tuple[Role, Role], is_live: bool) -> None:
    first, second = write_words(*roles), write_words(*roles)
    draft = start_words(one=roles[0], other=roles[1], by=None)
    ComparisonVersion.objects.filter(pk=draft.pk).update(based_on=first)
    if not is_live:
        withdraw_words(page=second.page, by=None)
    with pytest.raises(StaleDraftError):
        publish_words(version=draft, by=None, reason=REASON)


def test_only_publishers_publish_and_withdraw(roles: tuple[Role, Role]) -> None:
    editor, publisher = staff_in("Editor"), staff_in("Publisher")
    draft = start_words(one=roles[0], other=roles[1], by=editor)
    with pytest.raises(PermissionDenied):
        publish_words(version=draft, by=editor, reason=REASON)
    set_words_aside(version=draft, by=editor)
    words = write_words(*roles, by=publisher)
    with pytest.raises(PermissionDenied):
        withdraw_words(page=words.page, by=editor)
    withdraw_words(page=words.page, by=publisher)


@pytest.mark.parametrize("write", [publish_words, restore_words, set_words_aside])
def test_without_its_trail_nothing_is_written(
    roles: tuple[Role, Role], write: Any, break_at: Callable[[Any, str], None]
) -> None:
    old = write_words(*roles)
    draft = start_words(one=roles[0], other=roles[1], by=None)
    draft.answer, draft.text = "An answer.", "A text."
    draft.save()
    before = list(ComparisonVersion.objects.order_by("pk").values())
    break_at(comparisons, "record")
    given = {"version": old, "instead_of": draft} if write is restore_words else {"version": draft}
    if write is publish_words:
        given["reason"] = REASON
    with pytest.raises(BrokenError):
        write(by=None, **given)
    assert list(ComparisonVersion.objects.order_by("pk").values()) == before
    assert live(draft.page) == old


# --- withdraw, restore ------------------------------------------------------------------------


def test_withdrawn_words_stay_in_the_history_and_may_come_back(roles: tuple[Role, Role]) -> None:
    words = write_words(*roles, answer="The answer that was.")
    withdraw_words(page=words.page, by=None)
    withdraw_words(page=words.page, by=None)
    assert actions().count("comparison.withdraw") == 1
    words.refresh_from_db()
    assert (words.state, live(words.page)) == ("withdrawn", None)

    draft = restore_words(version=words, by=None)
    assert (draft.number, draft.based_on, draft.answer) == (2, words, "The answer that was.")
    assert draft.change_note == "Text of version 1 restored."
    publish_words(version=draft, by=None, reason=REASON)
    assert live(words.page) == draft


def test_restoring_sets_aside_only_the_draft_that_the_actor_saw(roles: tuple[Role, Role]) -> None:
    old = write_words(*roles, answer="Old.")
    opened = start_words(one=roles[0], other=roles[1], by=None)
    with pytest.raises(OpenVersionExistsError):
        restore_words(version=old, by=None)
    with pytest.raises(OpenVersionExistsError):
        restore_words(version=old, by=None, instead_of=old)
    draft = restore_words(version=old, by=None, instead_of=opened)
    opened.refresh_from_db()
    assert (opened.state, draft.answer, draft.based_on) == ("set_aside", "Old.", old)
