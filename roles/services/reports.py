"""Keeping what visitors report about a guide."""

from __future__ import annotations

import uuid

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from accounts.services import record
from roles.models import GuideReport, Role


def report_guide(*, role: Role, kind: str, message: str, submission_key: uuid.UUID) -> GuideReport:
    """Keep a visitor's report with the version it is about. The same key again returns the same report."""
    try:
        with transaction.atomic():
            return GuideReport.objects.create(
                role=role,
                version_number=role.live_version.number if role.live_version else None,
                kind=kind,
                message=message,
                submission_key=submission_key,
            )
    except IntegrityError:
        return GuideReport.objects.get(submission_key=submission_key)


@transaction.atomic
def handle_report(*, report: GuideReport, by: User) -> GuideReport:
    """Mark a visitor's report as handled. Safe to call twice: the first one to handle it stays."""
    report = GuideReport.objects.select_for_update().get(pk=report.pk)
    if report.handled_at is None:
        report.handled_at = timezone.now()
        report.handled_by = by
        report.save(update_fields=["handled_at", "handled_by"])
        record("report.handle", report, by=by)
    return report
