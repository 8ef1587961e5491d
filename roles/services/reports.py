"""Keeping what visitors report about a guide."""

from __future__ import annotations

import uuid

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from accounts.services import record
from roles.models import GuideReport, Role

from .versions import withdrawn_last


def report_guide(*, role: Role, kind: str, message: str, submission_key: uuid.UUID) -> GuideReport:
    """Keep a visitor's report with the version it is about: the live one, or of a withdrawn guide the last.

    The same key with the same words again returns the same report. With other words
    (sent, gone back, changed) it is a second report, and that too is kept once.
    """
    kept = _keep(role, kind, message, submission_key)
    if (kept.role_id, kept.kind, kept.message) == (role.pk, kind, message):
        return kept
    return _keep(role, kind, message, uuid.uuid5(submission_key, f"{role.pk} {kind} {message}"))


def _keep(role: Role, kind: str, message: str, key: uuid.UUID) -> GuideReport:
    version = role.live_version or withdrawn_last(role.versions.all())
    try:
        with transaction.atomic():
            return GuideReport.objects.create(
                role=role,
                version_number=version.number if version else None,
                kind=kind,
                message=message,
                submission_key=key,
            )
    except IntegrityError:
        kept = GuideReport.objects.filter(submission_key=key).first()
        if kept is None:
            raise
        return kept


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
