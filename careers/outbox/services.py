"""Writing events, and delivering them from the worker."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from .models import DeliveryAttempt, OutboxEvent
from .registry import handler_for

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)
# Waits after the first, second, ... failed try; after the last the event is dead.
RETRY_AFTER = tuple(
    timedelta(seconds=seconds) for seconds in (5, 60, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400)
)


def enqueue(kind: str, payload: dict[str, Any]) -> OutboxEvent:
    """Write an event in the caller's transaction; it is delivered only if that commits.

    ``payload`` holds ids, never personal data. Raises ``RuntimeError`` outside a
    transaction and ``KeyError`` for a kind nobody handles.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("An event belongs in the transaction of what it tells.")
    handler_for(kind)
    return OutboxEvent.objects.create(kind=kind, payload=payload, available_at=timezone.now())


def lease_next(now: datetime) -> OutboxEvent | None:
    """Take the oldest waiting event in hand for two minutes, or ``None``.

    Commits before it returns, so that nothing slow happens inside a transaction.
    A worker that dies leaves a lease that runs out, and another takes the event.
    """
    with transaction.atomic():
        event = (
            OutboxEvent.objects.select_for_update(skip_locked=connection.features.has_select_for_update_skip_locked)
            .filter(done_at__isnull=True, dead_at__isnull=True, available_at__lte=now)
            .filter(Q(leased_until__isnull=True) | Q(leased_until__lte=now))
            .order_by("available_at", "pk")
            .first()
        )
        if event is None:
            return None
        event.leased_until = now + LEASE
        event.tries += 1
        event.save(update_fields=["leased_until", "tries"])
        return event


def deliver(event: OutboxEvent) -> bool:
    """Call the event's handler once and record the try. True if it succeeded."""
    started_at = timezone.now()
    detail = ""
    try:
        handler_for(event.kind)(event.payload)
    except Exception as error:  # a handler may fail in any way; the try is recorded and repeated
        # The class alone: an error's text may quote an address.
        detail = type(error).__name__
        logger.warning("outbox: %s try %d failed: %s", event, event.tries, detail)
    _record(event, started_at=started_at, detail=detail)
    return not detail


@transaction.atomic
def _record(event: OutboxEvent, *, started_at: datetime, detail: str) -> None:
    now = timezone.now()
    DeliveryAttempt.objects.create(
        event=event, number=event.tries, started_at=started_at, finished_at=now, ok=not detail, detail=detail
    )
    # The row as it stands: a worker slower than its lease must not undo what another did meanwhile.
    current = OutboxEvent.objects.select_for_update().get(pk=event.pk)
    if current.done_at is not None or current.dead_at is not None or (detail and current.tries != event.tries):
        return
    current.leased_until = None
    if not detail:
        current.done_at = now
    elif event.tries > len(RETRY_AFTER):
        current.dead_at = now
    else:
        current.available_at = now + RETRY_AFTER[event.tries - 1]
    current.save(update_fields=["leased_until", "done_at", "dead_at", "available_at"])


def run_once() -> int:
    """Deliver every event that is due now; the number of tries made."""
    tries = 0
    while (event := lease_next(timezone.now())) is not None:
        deliver(event)
        tries += 1
    return tries


def oldest_waiting_seconds(now: datetime) -> float:
    """Age in seconds of the oldest event that is due and not yet delivered; 0 if none waits."""
    event = (
        OutboxEvent.objects.filter(done_at__isnull=True, dead_at__isnull=True, available_at__lte=now)
        .order_by("available_at")
        .first()
    )
    return (now - event.available_at).total_seconds() if event else 0.0
