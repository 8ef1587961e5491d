"""What must be told to the outside, and every try to tell it."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class OutboxEvent(models.Model):
    """Something to tell the outside, written in the transaction that made it true.

    The payload holds ids only, never what a visitor sent. ``available_at`` is when
    the next try may start; ``leased_until`` says that a worker has it in hand.
    """

    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=60)
    payload = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    available_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveIntegerField(default=0)
    done_at = models.DateTimeField(null=True, blank=True)
    dead_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                name="outbox_waiting",
                fields=["available_at", "id"],
                condition=Q(done_at__isnull=True, dead_at__isnull=True),
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="outboxevent_done_or_dead",
                condition=Q(done_at__isnull=True) | Q(dead_at__isnull=True),
                violation_error_message=_("An event is either done or dead."),
            ),
            models.CheckConstraint(
                name="outboxevent_kind_given",
                condition=~Q(kind=""),
                violation_error_message=_("An event has a kind."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"


class DeliveryAttempt(models.Model):
    """One try to deliver an event. ``detail`` is an error's class name, never its text."""

    event = models.ForeignKey(OutboxEvent, on_delete=models.CASCADE, related_name="attempts")
    number = models.PositiveIntegerField()
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField()
    ok = models.BooleanField()
    detail = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["event", "number"]
        constraints = [
            models.UniqueConstraint(
                name="deliveryattempt_number_once_an_event",
                fields=["event", "number"],
                violation_error_message=_("This try is already recorded."),
            ),
            models.CheckConstraint(
                name="deliveryattempt_ends_after_start",
                condition=Q(finished_at__gte=models.F("started_at")),
                violation_error_message=_("A try cannot end before it starts."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_id}, try {self.number}"
