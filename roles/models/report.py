"""GuideReport: what a visitor told the editors is wrong or missing."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .fields import known_value
from .role import Role


class ReportKind(models.TextChoices):
    FIGURE = "figure", _("A figure or its source is wrong")
    TEXT = "text", _("Something in the text is wrong")
    MISSING = "missing", _("Something is missing")
    OTHER = "other", _("Something else")


class GuideReport(models.Model):
    """A report as it was sent, with the version it is about. It asks for no name or address."""

    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="reports")
    version_number = models.PositiveIntegerField(null=True)
    submission_key = models.UUIDField(unique=True, default=uuid.uuid4)
    kind = models.CharField(max_length=8, choices=ReportKind)
    message = models.TextField()
    received_at = models.DateTimeField(auto_now_add=True)
    handled_at = models.DateTimeField(null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="handled_reports"
    )

    class Meta:
        ordering = ["-received_at"]
        constraints = [
            known_value("guidereport_kind_known", "kind", ReportKind),
            models.CheckConstraint(
                name="guidereport_message_given",
                condition=~Q(message=""),
                violation_error_message=_("Tell us what is wrong or missing."),
            ),
        ]

    def __str__(self) -> str:
        return f"Report {self.pk}"
