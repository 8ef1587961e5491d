"""What visitors report is kept once, and nothing of it is dropped."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from accounts.models import AuditEntry
from roles.models import GuideReport
from roles.services import handle_report, report_guide, reports
from tests.factories import GuideReportFactory, RoleFactory, UserFactory, publish_role

from .trail import BrokenError, actions

pytestmark = pytest.mark.django_db

KEY = uuid.UUID("0f5cb8ee-5f7c-4c58-9f5c-1e6f5a1d7a11")


def test_a_report_is_kept_with_the_version_it_is_about() -> None:
    role = publish_role()
    report = report_guide(role=role, kind="figure", message="The median is old.", submission_key=KEY)
    assert (report.role, report.version_number, report.kind, report.message) == (
        role,
        1,
        "figure",
        "The median is old.",
    )
    assert (report.handled_at, report.handled_by) == (None, None)
    assert (
        report_guide(role=RoleFactory(), kind="text", message="x", submission_key=uuid.uuid4()).version_number is None
    )


def test_the_same_report_sent_again_is_kept_once() -> None:
    role = publish_role()
    first, second = (report_guide(role=role, kind="text", message="A typo.", submission_key=KEY) for _ in range(2))
    assert first == second
    assert GuideReport.objects.count() == 1


def test_a_report_that_was_changed_and_sent_again_is_kept_too_and_only_once() -> None:
    role = publish_role()
    report_guide(role=role, kind="text", message="A typo.", submission_key=KEY)
    for _ in range(2):
        changed = report_guide(role=role, kind="text", message="Two typos.", submission_key=KEY)
        assert changed.message == "Two typos."
    report_guide(role=publish_role(), kind="text", message="A typo.", submission_key=KEY)
    assert sorted(GuideReport.objects.values_list("message", flat=True)) == ["A typo.", "A typo.", "Two typos."]


def test_a_report_of_an_unknown_kind_is_an_error_and_not_taken_for_a_twin() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        report_guide(role=RoleFactory(), kind="praise", message="x", submission_key=KEY)
    assert not GuideReport.objects.exists()


def test_a_report_is_handled_once_by_the_first_and_recorded() -> None:
    report, first, second = GuideReportFactory(), UserFactory(), UserFactory()
    handled = handle_report(report=report, by=first)
    assert handle_report(report=report, by=second) == handled
    report.refresh_from_db()
    assert (report.handled_by, report.handled_at) == (first, handled.handled_at)
    assert actions() == ["report.handle"]
    assert AuditEntry.objects.get().actor == first


def test_handling_and_its_record_are_one(break_at: Callable[[Any, str], None]) -> None:
    report = GuideReportFactory()
    break_at(reports, "record")
    with pytest.raises(BrokenError):
        handle_report(report=report, by=UserFactory())
    report.refresh_from_db()
    assert report.handled_at is None
