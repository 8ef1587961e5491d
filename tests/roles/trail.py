"""What several tests of services look at."""

from __future__ import annotations

from accounts.models import AuditEntry


class BrokenError(Exception):
    """Something failed in the middle of a service."""


def actions() -> list[str]:
    """What the audit trail holds, oldest first."""
    return list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))
