"""What the start page says of guides and of deliveries. Each block asks a number of queries that does not grow."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, When
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.admin_site import desk
from careers.health import OUTBOX_LATE_SECONDS
from careers.outbox.models import OutboxEvent
from careers.outbox.services import oldest_waiting_seconds
from roles.models import ComparisonVersion, GuideReport, GuideVersion, Role, WageRelease
from roles.quality import REVIEW_LASTS

from .gaps import count_gaps, review_due

MOST_DRAFTS = 12
MOST_REPORTS = 5
MOST_REVIEWS = 6


def guides(request: HttpRequest) -> dict[str, Any]:
    """How many guides are in each state. Two queries."""
    once = GuideVersion.objects.filter(published_at__isnull=False).values("role")
    counts = Role.objects.aggregate(
        live=Count("pk", filter=Q(live_version__isnull=False)),
        withdrawn=Count("pk", filter=Q(live_version__isnull=True, pk__in=once)),
        never=Count("pk", filter=Q(live_version__isnull=True) & ~Q(pk__in=once)),
    )
    return {"counts": {**counts, "drafts": GuideVersion.objects.open().count()}}


def drafts(request: HttpRequest) -> dict[str, Any]:
    """Open versions of guides, one's own first, then the last saved."""
    return _open(GuideVersion.objects.open().select_related("role", "author", "based_on"), request)


def word_drafts(request: HttpRequest) -> dict[str, Any]:
    """Open versions of the words about pairs, in the same order."""
    return _open(ComparisonVersion.objects.open().select_related("author", "based_on"), request)


def _open(versions: QuerySet[Any], request: HttpRequest) -> dict[str, Any]:
    own_first = Case(When(author=request.user.pk, then=0), default=1)
    return {"drafts": list(versions.order_by(own_first, "-updated_at")[:MOST_DRAFTS]), "me": request.user}


def reports(request: HttpRequest) -> dict[str, Any]:
    """Reports nobody has seen to, oldest first."""
    waiting = GuideReport.objects.filter(handled_at__isnull=True)
    return {
        "reports": list(waiting.select_related("role").order_by("received_at")[:MOST_REPORTS]),
        "report_count": waiting.count(),
    }


def reviews(request: HttpRequest) -> dict[str, Any]:
    """Live guides whose review is due, never reviewed first, then the oldest; and those older than the last release."""
    today = timezone.now().date()
    due = Role.objects.filter(review_due(today)).select_related("live_version")
    rows = due.order_by(F("live_version__reviewed_on").asc(nulls_first=True), "title")[:MOST_REVIEWS]
    release = WageRelease.objects.order_by("-retrieved_on", "-pk").first()
    before = Role.objects.filter(live_version__reviewed_on__lt=release.retrieved_on).count() if release else 0
    return {
        "rows": [(role, _days(role.live_version, today)) for role in rows],
        "count": due.count(),
        "good": REVIEW_LASTS.days,
        "most": 2 * REVIEW_LASTS.days,
        "release": release,
        "before": before,
    }


def _days(version: GuideVersion | None, today: date) -> int | None:
    """How many days ago the version was reviewed; None where it never was, or is yet to be."""
    reviewed_on = version.reviewed_on if version is not None else None
    return (today - reviewed_on).days if reviewed_on is not None and reviewed_on <= today else None


def catalogue(request: HttpRequest) -> dict[str, Any]:
    """What live guides lack, with how many of them. One query."""
    return {"gaps": count_gaps()}


def deliveries(request: HttpRequest) -> dict[str, Any]:
    """Whether what must be told to the outside gets there: what waits, for how long, what was given up."""
    now = timezone.now()
    open_events = OutboxEvent.objects.filter(done_at__isnull=True, dead_at__isnull=True)
    last = OutboxEvent.objects.filter(done_at__isnull=False).order_by("-pk").first()
    age = oldest_waiting_seconds(now)
    return {
        "waiting": open_events.count(),
        "age": age,
        "age_words": waited(age),
        "late": OUTBOX_LATE_SECONDS,
        "most": 2 * OUTBOX_LATE_SECONDS,
        "dead": OutboxEvent.objects.filter(dead_at__isnull=False).count(),
        "last": last,
    }


def waited(seconds: float) -> str:
    """An age in the one unit that matters."""
    if seconds < 120:
        return _("%(count)d s") % {"count": seconds}
    if seconds < 2 * 60 * 60:
        return _("%(count)d min") % {"count": seconds // 60}
    return _("%(count)d h") % {"count": seconds // 3600}


def _block(build: Any, permission: str, order: int) -> None:
    desk().register_block(build, permission=permission, template=f"admin/blocks/{build.__name__}.html", order=order)


_block(deliveries, "outbox.view_outboxevent", 1)
_block(guides, "roles.view_guideversion", 2)
_block(reports, "roles.view_guidereport", 6)
_block(drafts, "roles.change_guideversion", 20)
_block(word_drafts, "roles.change_comparisonversion", 21)
_block(reviews, "roles.change_guideversion", 40)
_block(catalogue, "roles.change_guideversion", 50)
