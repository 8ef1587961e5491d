"""Corrections: entered by Publishers through one service, never changed, no amount without its source."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry
from roles.models import Correction
from roles.services import record_correction
from tests.at_once import at_once
from tests.factories import AreaFactory, CorrectionFactory, nation, oews, publish_role, staff_in

pytestmark = pytest.mark.django_db


def entry(**changes: Any) -> Correction:
    """An entry that is not kept yet."""
    return Correction(
        **{
            "about": "Median pay",
            "before_text": "It named another occupation.",
            "after_text": "It names its own.",
            "reason": "The match was changed.",
            "corrected_on": date(2026, 3, 1),
        }
        | changes
    )


def test_an_entry_is_kept_with_who_entered_it_in_the_trail() -> None:
    publisher = staff_in("Publisher")
    kept = record_correction(correction=entry(role=publish_role("data-planner")), by=publisher)
    assert Correction.objects.get() == kept
    trail = AuditEntry.objects.get(action="correction.record")
    assert (trail.actor, trail.subject_id, trail.detail) == (publisher, str(kept.pk), {"role": "data-planner"})


def test_the_same_entry_twice_is_one() -> None:
    figures = {"after_amount": 102_000, "after_area": nation(), "after_release": oews()}
    first = record_correction(correction=entry(**figures), by=None)
    assert record_correction(correction=entry(**figures), by=None) == first
    assert record_correction(correction=entry(), by=None) != first
    assert AuditEntry.objects.filter(action="correction.record").count() == 2


@pytest.mark.postgresql_only
@pytest.mark.django_db(transaction=True)
def test_the_same_entry_twice_at_once_is_one() -> None:
    def enter() -> None:
        record_correction(correction=entry(), by=None)

    with at_once(enter) as come_in:
        enter()
        come_in()
    assert Correction.objects.count() == 1
    assert AuditEntry.objects.filter(action="correction.record").count() == 1


@pytest.mark.parametrize("group", ["Editor", "Marketing"])
def test_only_those_who_publish_may_enter_one(group: str) -> None:
    with pytest.raises(PermissionDenied):
        record_correction(correction=entry(), by=staff_in(group))
    assert not Correction.objects.exists()


@pytest.mark.parametrize("field", ["about", "before_text", "after_text", "reason"])
def test_an_amount_in_a_text_is_refused(field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        record_correction(correction=entry(**{field: "It said $154K."}), by=None)
    assert refused.value.message_dict == {field: ["“$154K” has no source here. Give it as an amount."]}


def test_a_day_that_is_yet_to_come_and_an_empty_entry_are_refused() -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(ValidationError, match="yet to come"):
        record_correction(correction=entry(corrected_on=tomorrow), by=None)
    with pytest.raises(ValidationError, match="Say what stood there"):
        record_correction(correction=entry(before_text=""), by=None)
    assert not Correction.objects.exists()


# --- at the desk -----------------------------------------------------------------

ADD = "admin:roles_correction_add"


def sent(**changes: Any) -> dict[str, Any]:
    return {
        "role": "", "about": "Median pay", "corrected_on": "2026-03-01", "noticed_by": "reader", "before_text": "",
        "after_text": "", "reason": "It named no source.", "currency": "USD", "before_amount": "154000",
        "before_area": "99", "before_release": "", "after_amount": "102320", "after_area": "99",
        "after_release": str(oews().pk),
    } | changes  # fmt: skip


@pytest.fixture
def publisher(client: Client) -> Client:
    nation()
    client.force_login(staff_in("Publisher"))
    return client


def test_a_publisher_enters_one_with_amounts_and_their_sources(publisher: Client) -> None:
    assert publisher.get(reverse(ADD)).status_code == 200
    assert publisher.post(reverse(ADD), sent()).status_code == 302
    kept = Correction.objects.get()
    assert (kept.before_amount, kept.before_area, kept.before_release) == (154_000, nation(), None)
    assert (kept.after_amount, kept.after_area, kept.after_release) == (102_320, nation(), oews())


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"reason": "It said $154K."}, "has no source here"),
        ({"after_release": ""}, "Say of which area and release the amount is"),
        ({"after_area": "12345"}, "No area has this code."),
        ({"corrected_on": "2999-01-01"}, "This day is yet to come."),
        ({"corrected_on": "soon"}, "Enter a valid date."),
    ],
)
def test_what_is_wrong_is_said_with_every_word_kept(publisher: Client, changes: dict[str, str], problem: str) -> None:
    answer = publisher.post(reverse(ADD), sent(**changes))
    assert answer.status_code == 422
    assert problem in answer.content.decode()
    assert "102320" in answer.content.decode()
    assert not Correction.objects.exists()


def test_an_entry_is_never_changed_or_deleted(client: Client) -> None:
    kept = CorrectionFactory()
    client.force_login(staff_in("Administrator"))
    change = reverse("admin:roles_correction_change", args=[kept.pk])
    assert client.get(change).status_code == 200
    assert client.post(change, sent()).status_code == 403
    assert client.post(reverse("admin:roles_correction_delete", args=[kept.pk]), {"post": "yes"}).status_code == 403
    assert Correction.objects.get().about == kept.about


def test_an_editor_reads_the_log_and_adds_nothing(client: Client) -> None:
    AreaFactory()
    client.force_login(staff_in("Editor"))
    assert client.get(reverse("admin:roles_correction_changelist")).status_code == 200
    assert client.get(reverse(ADD)).status_code == 403
