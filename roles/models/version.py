"""What guides and comparisons share: numbered versions, immutable once published, at most one of them open."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

OPEN_STATES = ("draft", "in_review", "approved", "scheduled")
PUBLIC_STATES = ("published", "superseded")
STATES = (*OPEN_STATES, *PUBLIC_STATES, "withdrawn", "set_aside")


class Version(models.Model):
    """A numbered state of a text. One that was published is never edited again: editing starts a copy, a draft."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        IN_REVIEW = "in_review", _("In review")
        APPROVED = "approved", _("Approved")
        SCHEDULED = "scheduled", _("Scheduled")
        PUBLISHED = "published", _("Published")
        SUPERSEDED = "superseded", _("Superseded")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        SET_ASIDE = "set_aside", _("Set aside")

    number = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    based_on = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="drafts")
    lock_version = models.PositiveIntegerField(default=1, help_text=_("Grows with every save of the open version."))
    change_note = models.TextField(blank=True, help_text=_("What changed, for readers and for the history."))
    published_at = models.DateTimeField(null=True, blank=True)
    quality = models.PositiveSmallIntegerField(
        null=True, editable=False, help_text=_("The score, of 100, with which it was published.")
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_number_from_one",
                condition=Q(number__gte=1),
                violation_error_message=_("Versions count from 1."),
            ),
            models.CheckConstraint(
                name="%(class)s_quality_of_100",
                condition=Q(quality__isnull=True) | Q(quality__lte=100),
                violation_error_message=_("A score is at most 100."),
            ),
            models.CheckConstraint(
                name="%(class)s_published_has_moment",
                condition=~Q(state__in=[*PUBLIC_STATES, "withdrawn"]) | Q(published_at__isnull=False),
                violation_error_message=_("A published version keeps the moment of its publication."),
            ),
        ]

    @property
    def is_open(self) -> bool:
        """May still be edited: anything from draft to scheduled."""
        return self.state in OPEN_STATES

    @property
    def was_published(self) -> bool:
        """Was public as it is: published, or superseded by a later version."""
        return self.state in PUBLIC_STATES
