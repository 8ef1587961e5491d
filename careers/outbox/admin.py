"""What was told to the outside, and every try: looked at, never written by hand."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from careers.staff_admin import ReadOnlyAdmin

from .models import DeliveryAttempt, OutboxEvent


@admin.register(OutboxEvent)
class OutboxEventAdmin(ReadOnlyAdmin):
    list_display = ["created_at", "kind", "state", "tries", "available_at"]
    list_filter = ["kind"]
    search_fields = ["=public_id"]
    ordering = ["-pk"]
    show_full_result_count = False
    fields = [
        "kind",
        "payload",
        "created_at",
        "state",
        "tries",
        "available_at",
        "leased_until",
        "done_at",
        "dead_at",
        "attempt_list",
    ]
    readonly_fields = ["state", "attempt_list"]

    @admin.display(description=_("state"))
    def state(self, event: OutboxEvent) -> str:
        if event.done_at:
            return str(_("Done"))
        if event.dead_at:
            return str(_("Dead"))
        return str(_("Tried, waits to be tried again") if event.tries else _("Waits"))

    @admin.display(description=_("tries, oldest first"))
    def attempt_list(self, event: OutboxEvent) -> str:
        return "; ".join(
            f"{attempt.number}: {attempt.finished_at:%Y-%m-%d %H:%M:%S}, {'ok' if attempt.ok else attempt.detail}"
            for attempt in event.attempts.order_by("number")
        )


@admin.register(DeliveryAttempt)
class DeliveryAttemptAdmin(ReadOnlyAdmin):
    list_display = ["event", "number", "finished_at", "ok", "detail"]
    list_filter = ["ok"]
    list_select_related = ["event"]
    ordering = ["-pk"]
    show_full_result_count = False
