"""Outbox events and the tries to deliver them."""

from __future__ import annotations

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from careers.outbox.models import DeliveryAttempt, OutboxEvent


class OutboxEventFactory(DjangoModelFactory):
    """An event that is due now."""

    class Meta:
        model = OutboxEvent

    kind = "documents.rebuild"
    payload = factory.LazyFunction(lambda: {"roles": []})
    available_at = factory.LazyFunction(timezone.now)


class DeliveryAttemptFactory(DjangoModelFactory):
    class Meta:
        model = DeliveryAttempt

    event = factory.SubFactory(OutboxEventFactory)
    number = factory.Sequence(lambda n: n + 1)
    started_at = factory.LazyFunction(timezone.now)
    finished_at = factory.LazyAttribute(lambda attempt: attempt.started_at + timedelta(seconds=1))
    ok = True
