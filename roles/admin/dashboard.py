"""What the start page says of guides: drafts in hand, how many are live, reports that wait."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest

from accounts.admin_site import desk
from roles.models import GuideReport, GuideVersion, Role

MOST_DRAFTS = 12
MOST_REPORTS = 5


def guides(request: HttpRequest) -> dict[str, Any]:
    """How many guides are live, were never published, have a draft. One query."""
    counts = Role.objects.aggregate(
        live=Count("pk", filter=Q(live_version__isnull=False)),
        never=Count("pk", filter=Q(live_version__isnull=True) & ~Q(pk__in=_once_published())),
    )
    return {"counts": {**counts, "drafts": GuideVersion.objects.open().count()}}


def _once_published() -> Any:
    return GuideVersion.objects.filter(published_at__isnull=False).values("role")


def drafts(request: HttpRequest) -> dict[str, Any]:
    """Open versions, one's own first, then the last saved."""
    versions = GuideVersion.objects.open().select_related("role", "author", "based_on").order_by("-updated_at")
    rows = list(versions[: MOST_DRAFTS + 1])
    rows.sort(key=lambda version: version.author_id != request.user.pk)
    return {"drafts": rows[:MOST_DRAFTS], "more": len(rows) > MOST_DRAFTS, "me": request.user}


def reports(request: HttpRequest) -> dict[str, Any]:
    """Reports nobody has seen to, oldest first."""
    waiting = GuideReport.objects.filter(handled_at__isnull=True)
    return {
        "reports": waiting.select_related("role").order_by("received_at")[:MOST_REPORTS],
        "report_count": waiting.count(),
    }


desk().register_block(guides, permission="roles.view_guideversion", template="admin/blocks/guides.html", order=10)
desk().register_block(drafts, permission="roles.change_guideversion", template="admin/blocks/drafts.html", order=20)
desk().register_block(reports, permission="roles.view_guidereport", template="admin/blocks/reports.html", order=30)
