"""An application is kept whole and once, or not at all."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError, connection, models
from hypothesis import given
from hypothesis import strategies as st

from careers.outbox.models import OutboxEvent
from roles.applications import services
from roles.applications.attribution import TouchFacts
from roles.applications.models import Application, ApplicationCase, ConsentEvent, ConsentText, Touch
from roles.applications.services import (
    ChangedResubmissionError,
    ConsentUnknownError,
    Sent,
    add_consent_text,
    submit_application,
)
from roles.models import Role
from tests.factories import CANARY, ConsentTextFactory, apply_for, publish_role, sent

pytestmark = pytest.mark.django_db

KEY = uuid.UUID("0f5cb8ee-5f7c-4c58-9f5c-1e6f5a1d7a11")
KEPT = (Application, ApplicationCase, ConsentEvent, Touch, OutboxEvent)
TOUCHES = (TouchFacts("first", landing_path="/roles/"), TouchFacts("submit", slot="end", utm_source="letter"))


def counts() -> dict[str, int]:
    return {model.__name__: model._default_manager.count() for model in KEPT}


NOTHING = dict.fromkeys((model.__name__ for model in KEPT), 0)


# --- all or nothing ----------------------------------------------------------------------


def test_an_application_is_kept_exactly_as_sent_with_consent_touches_case_and_event(
    role: Role, words: ConsentText
) -> None:
    rendered = datetime(2026, 3, 1, tzinfo=UTC)
    application = submit_application(
        role=role,
        sent=sent(name="Zoë 🦉", goal="=1+1\r\n\u202eabc", consent_text=words.pk),
        submission_key=KEY,
        rendered_at=rendered,
        touches=TOUCHES,
        website="http://spam.example",
    )
    kept = Application.objects.get()
    assert kept == application
    assert (kept.role, kept.guide_version, kept.submission_key) == (role, role.live_version, KEY)
    assert (kept.name, kept.email, kept.current_role, kept.experience, kept.goal) == (
        "Zoë 🦉",
        CANARY,
        "QA Lead",
        "mid",
        "=1+1\r\n\u202eabc",
    )
    assert (kept.consent_text, kept.rendered_at, kept.website) == (words, rendered, "http://spam.example")
    assert (kept.case.state, kept.case.applicant, kept.case.owner) == ("new", None, None)
    event = kept.consent_events.get()
    assert (event.text, event.act, event.how) == (words, "given", "apply form")
    assert [(touch.kind, touch.landing_path, touch.slot, touch.utm_source) for touch in kept.touches.all()] == [
        ("first", "/roles/", "", ""),
        ("submit", "", "end", "letter"),
    ]
    told = OutboxEvent.objects.get()
    assert (told.kind, told.payload) == ("application.received", {"application": str(kept.public_id)})


@pytest.mark.parametrize("model", [Application, ApplicationCase, ConsentEvent, OutboxEvent])
@pytest.mark.parametrize("error", [OperationalError, IntegrityError])
def test_whichever_insert_fails_nothing_is_kept(
    role: Role, monkeypatch: pytest.MonkeyPatch, model: type[models.Model], error: type[Exception]
) -> None:
    def fail(**_columns: Any) -> None:
        raise error

    monkeypatch.setattr(model._default_manager, "create", fail)
    with pytest.raises(error):
        apply_for(role, touches=TOUCHES)
    monkeypatch.undo()
    assert counts() == NOTHING


def test_if_the_touches_fail_nothing_is_kept(role: Role, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_rows: Any) -> None:
        raise OperationalError

    monkeypatch.setattr(Touch.objects, "bulk_create", fail)
    with pytest.raises(OperationalError):
        apply_for(role, touches=TOUCHES)
    monkeypatch.undo()
    assert counts() == NOTHING
    apply_for(role, touches=TOUCHES)
    assert counts() == NOTHING | dict.fromkeys(("Application", "ApplicationCase", "ConsentEvent", "OutboxEvent"), 1) | {
        "Touch": 2
    }


def test_a_broken_rule_that_is_not_the_key_is_no_twin(role: Role) -> None:
    with pytest.raises(IntegrityError):
        apply_for(role, experience="guru")
    assert counts() == NOTHING


# --- once --------------------------------------------------------------------------------


def test_the_same_key_with_the_same_words_is_the_same_application(role: Role) -> None:
    first = apply_for(role, submission_key=KEY, touches=TOUCHES)
    before = counts()
    assert apply_for(role, submission_key=KEY) == first
    assert counts() == before


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("name", "Somebody Else"),
        ("email", "other@applicant.example"),
        ("current_role", ""),
        ("experience", "lead"),
        ("goal", "Another goal"),
    ],
)
def test_the_same_key_with_other_words_is_refused_and_the_first_stays(role: Role, column: str, value: str) -> None:
    first = apply_for(role, submission_key=KEY)
    before = counts()
    with pytest.raises(ChangedResubmissionError):
        apply_for(role, submission_key=KEY, **{column: value})
    assert counts() == before
    first.refresh_from_db()
    assert getattr(first, column) != value
    apply_for(role, **{column: value})
    assert Application.objects.count() == 2


def test_the_same_key_with_other_consent_words_is_a_changed_application(role: Role, words: ConsentText) -> None:
    apply_for(role, submission_key=KEY, consent_text=words.pk)
    with pytest.raises(ChangedResubmissionError):
        apply_for(role, submission_key=KEY, consent_text=ConsentTextFactory().pk)


def test_the_same_key_for_another_role_is_refused(role: Role) -> None:
    apply_for(role, submission_key=KEY)
    with pytest.raises(ChangedResubmissionError):
        apply_for(publish_role(), submission_key=KEY)
    assert Application.objects.count() == 1


def test_another_key_with_the_same_words_is_another_application(role: Role) -> None:
    assert apply_for(role) != apply_for(role)


def _press(role: Role, outcomes: list[Any], start: threading.Barrier, **words: Any) -> threading.Thread:
    def press() -> None:
        try:
            start.wait(10)
            outcomes.append(apply_for(role, submission_key=KEY, **words).pk)
        except Exception as error:
            outcomes.append(type(error))
        finally:
            connection.close()

    return threading.Thread(target=press)


@pytest.mark.postgresql_only
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round_", range(3))
def test_two_presses_at_once_keep_one_application_and_both_are_thanked(round_: int) -> None:
    role, text = publish_role(), ConsentTextFactory()
    outcomes: list[Any] = []
    start = threading.Barrier(2)
    threads = [_press(role, outcomes, start, consent_text=text.pk) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    application = Application.objects.get()
    assert outcomes == [application.pk, application.pk]
    assert counts()["OutboxEvent"] == counts()["ConsentEvent"] == 1


@pytest.mark.postgresql_only
@pytest.mark.django_db(transaction=True)
def test_of_two_different_presses_at_once_one_is_kept_and_the_other_is_told() -> None:
    role, text = publish_role(), ConsentTextFactory()
    outcomes: list[Any] = []
    start = threading.Barrier(2)
    threads = [_press(role, outcomes, start, consent_text=text.pk, goal=goal) for goal in ("The first.", "The second.")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    application = Application.objects.get()
    assert set(outcomes) == {application.pk, ChangedResubmissionError}


# --- consent -----------------------------------------------------------------------------


def _unknown(_words: ConsentText) -> int:
    return 2**31 - 1


def _other_purpose(_words: ConsentText) -> int:
    return int(ConsentTextFactory(purpose="newsletter").pk)


@pytest.mark.parametrize("which", [_unknown, _other_purpose])
def test_words_that_we_never_showed_for_this_are_refused(
    role: Role, words: ConsentText, which: Callable[[ConsentText], int]
) -> None:
    with pytest.raises(ConsentUnknownError):
        apply_for(role, consent_text=which(words))
    assert counts() == NOTHING


def test_an_application_without_consent_is_refused(role: Role) -> None:
    with pytest.raises(ConsentUnknownError):
        apply_for(role, consent=False)
    assert counts() == NOTHING


def test_older_words_that_were_shown_are_still_good(role: Role, words: ConsentText) -> None:
    ConsentTextFactory()
    assert apply_for(role, consent_text=words.pk).consent_text == words


def test_new_words_get_the_next_version_and_the_same_words_none() -> None:
    first = add_consent_text(purpose="partner", words="One.")
    assert (first.version, len(first.sha256)) == (1, 64)
    assert add_consent_text(purpose="partner", words="One.") == first
    second = add_consent_text(purpose="partner", words="Two.")
    assert second.version == 2
    assert second.sha256 != first.sha256
    assert add_consent_text(purpose="partner", words="One.").version == 3
    assert add_consent_text(purpose="partner", words="One.", language="de").version == 1


# --- sameness ----------------------------------------------------------------------------

texts = st.text(max_size=40)
bodies = st.builds(
    Sent,
    name=texts,
    email=texts,
    current_role=texts,
    experience=st.sampled_from(["none", "mid"]),
    goal=texts,
    consent=st.booleans(),
    consent_text=st.integers(1, 3),
)


@given(bodies, bodies)
def test_two_bodies_have_one_digest_only_if_they_are_equal(one: Sent, other: Sent) -> None:
    assert (one.digest == other.digest) == (one == other)
    assert len(one.digest) == 64


def test_words_that_move_from_one_field_to_the_next_are_other_words() -> None:
    one = Sent("ab", "c", "", "mid", "", True, 1)
    other = Sent("a", "bc", "", "mid", "", True, 1)
    assert one.digest != other.digest


def test_the_form_is_named_where_consent_is_given() -> None:
    assert services.APPLY_FORM
    assert services.CONFIRM_PAGE
    assert services.APPLY_FORM != services.CONFIRM_PAGE
