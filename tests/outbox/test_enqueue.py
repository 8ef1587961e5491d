"""Events are written in the transaction that made them true, or not at all."""

from __future__ import annotations

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from careers.outbox.models import OutboxEvent
from careers.outbox.services import enqueue

from .conftest import KIND, Receiver


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_refused(receiver: Receiver) -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        enqueue(KIND, {"id": 1})
    assert not OutboxEvent.objects.exists()


@pytest.mark.django_db
def test_an_event_of_a_kind_nobody_handles_is_refused() -> None:
    with pytest.raises(KeyError):
        enqueue("test.unknown", {"id": 1})
    assert not OutboxEvent.objects.exists()


@pytest.mark.django_db
def test_an_event_is_due_at_once_and_is_not_delivered_by_being_written(receiver: Receiver) -> None:
    with time_machine.travel("2026-03-01T12:00:00Z", tick=False), transaction.atomic():
        event = enqueue(KIND, {"id": 7})
        now = timezone.now()
    kept = OutboxEvent.objects.get()
    assert kept == event
    assert (kept.kind, kept.payload, kept.available_at, kept.tries) == (KIND, {"id": 7}, now, 0)
    assert (kept.leased_until, kept.done_at, kept.dead_at) == (None, None, None)
    assert receiver.payloads == []


@pytest.mark.django_db
def test_a_transaction_that_is_rolled_back_takes_its_event_along(receiver: Receiver) -> None:
    with transaction.atomic():
        enqueue(KIND, {"id": 1})
        transaction.set_rollback(True)
    assert not OutboxEvent.objects.exists()


@pytest.mark.django_db
def test_an_event_names_its_kind_and_public_id_and_nothing_of_its_payload(receiver: Receiver) -> None:
    event = enqueue(KIND, {"secret": "canary"})
    assert str(event) == f"{KIND} {event.public_id}"
