"""Is the process up; is it ready to serve."""

from __future__ import annotations

from django.db import DatabaseError, InterfaceError, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from careers.outbox.services import oldest_waiting_seconds

# An event that waits longer than this means that no worker runs.
OUTBOX_LATE_SECONDS = 15 * 60


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """The process answers; nothing else is asked."""
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """503 if the database does not answer; otherwise the age in seconds of the oldest waiting event."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        age = oldest_waiting_seconds(timezone.now())
    except (DatabaseError, InterfaceError):
        return JsonResponse({"status": "unavailable", "database": "no answer"}, status=503)
    late = age > OUTBOX_LATE_SECONDS
    return JsonResponse(
        {"status": "outbox late" if late else "ok", "outbox_oldest_seconds": round(age)}, status=503 if late else 200
    )
