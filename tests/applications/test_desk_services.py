"""What marketing does with an application, and who looked at whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from accounts.models import AuditEntry
from roles.applications import services
from roles.applications.models import Application, CaseState
from roles.applications.services import reveal, update_case
from roles.models import Role
from tests.factories import CANARY, UserFactory, apply_for, staff_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def application(role: Role) -> Application:
    made: Application = apply_for(role, name="Ada Applicant")
    AuditEntry.objects.all().delete()
    return made


def test_a_case_changes_and_the_record_says_how_without_the_notes_words(application: Application) -> None:
    by, owner = staff_in("Marketing"), UserFactory()
    case = update_case(case=application.case, by=by, state="contacted", owner=owner, notes=f"Called {CANARY}")
    case.refresh_from_db()
    assert (case.state, case.owner, case.notes) == ("contacted", owner, f"Called {CANARY}")
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.action, entry.subject_id) == (by, "application.case", str(case.pk))
    assert entry.detail == {"state": "new → contacted", "owner": str(owner.pk), "notes": "changed"}
    assert CANARY not in str(entry.detail)


def test_what_is_left_out_or_equal_changes_nothing_and_is_not_recorded(application: Application) -> None:
    by, owner = staff_in("Marketing"), UserFactory()
    for _ in range(2):
        case = update_case(case=application.case, by=by, state="qualified", owner=owner, notes="Good.")
    case = update_case(case=case, by=by)
    case.refresh_from_db()
    assert (case.state, case.owner, case.notes) == ("qualified", owner, "Good.")
    assert AuditEntry.objects.count() == 1


def test_a_case_that_is_given_back_is_nobodys_and_that_is_recorded_once(application: Application) -> None:
    by, owner = staff_in("Marketing"), UserFactory()
    update_case(case=application.case, by=by, owner=owner)
    for _ in range(2):
        case = update_case(case=application.case, by=by, is_released=True)
    case.refresh_from_db()
    assert case.owner is None
    assert [entry.detail for entry in AuditEntry.objects.order_by("pk")] == [
        {"owner": str(owner.pk)},
        {"owner": "nobody"},
    ]


def test_a_new_owner_wins_over_giving_back(application: Application) -> None:
    owner = UserFactory()
    assert update_case(case=application.case, by=owner, owner=owner, is_released=True).owner == owner
    assert update_case(case=application.case, by=owner, owner=owner, is_released=True).owner == owner


@pytest.mark.parametrize("state", CaseState.values)
def test_every_state_of_a_case_may_be_set(application: Application, state: str) -> None:
    assert update_case(case=application.case, by=UserFactory(), state=state).state == state


def test_a_state_that_there_is_not_changes_nothing(application: Application) -> None:
    with pytest.raises(ValueError, match="lost"):
        update_case(case=application.case, by=UserFactory(), state="lost", notes="x")
    application.case.refresh_from_db()
    assert (application.case.state, application.case.notes) == ("new", "")
    assert not AuditEntry.objects.exists()


def test_what_was_sent_stays_as_it_was_whatever_happens_to_its_case(application: Application) -> None:
    before = Application.objects.values().get()
    update_case(case=application.case, by=UserFactory(), state="closed", notes="No answer.")
    assert Application.objects.values().get() == before


def test_the_personal_fields_are_shown_after_it_was_recorded_who_looked(application: Application) -> None:
    by = staff_in("Marketing")
    assert reveal(application=application, fields=["email", "name"], by=by) == {
        "name": "Ada Applicant",
        "email": CANARY,
    }
    assert reveal(application=application, fields=["email"], by=by) == {"email": CANARY}
    entries = AuditEntry.objects.order_by("pk")
    assert [(entry.actor, entry.action, entry.subject_id, entry.detail) for entry in entries] == [
        (by, "application.reveal", str(application.pk), {"fields": ["email", "name"]}),
        (by, "application.reveal", str(application.pk), {"fields": ["email"]}),
    ]


def test_only_name_and_address_are_ever_revealed(application: Application) -> None:
    assert reveal(application=application, fields=["goal", "body_digest", "case"], by=UserFactory()) == {}
    assert AuditEntry.objects.get().detail == {"fields": []}


def _change(application: Application) -> None:
    update_case(case=application.case, by=UserFactory(), state="closed")


def _look(application: Application) -> None:
    reveal(application=application, fields=["email"], by=UserFactory())


@pytest.mark.parametrize("act", [_change, _look])
def test_nothing_changes_and_nothing_is_shown_if_it_cannot_be_recorded(
    application: Application, monkeypatch: pytest.MonkeyPatch, act: Callable[[Application], None]
) -> None:
    def fail(*_args: Any, **_kwargs: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(services, "record", fail)
    with pytest.raises(ZeroDivisionError):
        act(application)
    application.case.refresh_from_db()
    assert application.case.state == "new"
