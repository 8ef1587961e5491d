"""DraftCandidate: what an official list says, laid before a guide's editor to keep or drop."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .fields import known_value
from .guide import GuideVersion
from .guide_parts import GuidePart, key_once
from .occupation import Occupation
from .pay import WageRelease


class CandidateKind(models.TextChoices):
    TITLE = "title", _("Titles")
    TASK = "task", _("Tasks")
    SOFTWARE = "software", _("Software")
    SKILL = "skill", _("Skills")
    EDUCATION = "education", _("Education")
    RELATED = "related", _("Related occupations")


class Decision(models.TextChoices):
    UNDECIDED = "undecided", _("To look at")
    KEPT = "kept", _("Kept")
    DROPPED = "dropped", _("Dropped")


class DraftCandidate(GuidePart):
    """One statement of a release about an occupation, and what the editor decided. Never printed by itself.

    ``text`` is the publisher's own wording. ``detail`` holds what else it says, by kind: ``tier``, ``importance``
    and ``level`` (as rated), ``percent``, ``in_demand``, ``hot``, ``category``. ``written`` are the keys of the rows
    that keeping wrote into the guide. A guide cites the release of everything kept.
    """

    version = models.ForeignKey(GuideVersion, on_delete=models.CASCADE, related_name="candidates")
    kind = models.CharField(max_length=9, choices=CandidateKind)
    text = models.CharField(max_length=1000)
    detail = models.JSONField(default=dict, blank=True)
    release = models.ForeignKey(WageRelease, on_delete=models.PROTECT, related_name="candidates")
    occupation = models.ForeignKey(Occupation, on_delete=models.PROTECT, related_name="+")
    related = models.ForeignKey(Occupation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    dated_on = models.DateField(null=True, blank=True)
    decision = models.CharField(max_length=9, choices=Decision, default=Decision.UNDECIDED)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    written = models.JSONField(default=list, blank=True)

    class Meta(GuidePart.Meta):
        constraints = [
            key_once("draftcandidate"),
            known_value("draftcandidate_kind_known", "kind", CandidateKind),
            known_value("draftcandidate_decision_known", "decision", Decision),
            models.UniqueConstraint(
                name="draftcandidate_text_once_a_version",
                fields=["version", "kind", "text"],
                violation_error_message=_("This is already among the candidates."),
            ),
            models.CheckConstraint(
                name="draftcandidate_text_not_empty",
                condition=~Q(text=""),
                violation_error_message=_("A candidate says something."),
            ),
            models.CheckConstraint(
                name="draftcandidate_decided_has_moment",
                condition=Q(decision="undecided", decided_at__isnull=True)
                | (~Q(decision="undecided") & Q(decided_at__isnull=False)),
                violation_error_message=_("A decision keeps its moment; what is undecided has none."),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def is_undecided(self) -> bool:
        return self.decision == Decision.UNDECIDED

    @property
    def is_kept(self) -> bool:
        return self.decision == Decision.KEPT
