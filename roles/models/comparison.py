"""ComparisonPage and ComparisonVersion: what an editor writes of two roles beside each other."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from roles.querysets import ComparisonVersionQuerySet

from .role import Role
from .version import OPEN_STATES, STATES, Version

MOST_CONTRASTS = 8
LONGEST_LABEL, LONGEST_LINE = 40, 120  # characters


class _WithRoles(models.Manager["ComparisonPage"]):
    """A page is named by its two roles, so it is always read with them."""

    def get_queryset(self) -> models.QuerySet[ComparisonPage]:
        return super().get_queryset().select_related("first", "second")


class ComparisonPage(models.Model):
    """The words about a pair of roles, with, at most, one live version of them.

    The role with the smaller key is first. Addresses order a pair by slug, and a slug may change; a key does not.
    """

    first = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="comparisons_as_first")
    second = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="comparisons_as_second")
    live_version = models.OneToOneField(
        "roles.ComparisonVersion", on_delete=models.PROTECT, null=True, blank=True, related_name="live_for"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = _WithRoles()

    class Meta:
        verbose_name = _("comparison")
        ordering = ["first__title", "second__title", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="comparisonpage_once_a_pair",
                fields=["first", "second"],
                violation_error_message=_("These two roles have a comparison already."),
            ),
            models.CheckConstraint(
                name="comparisonpage_two_roles_in_order",
                condition=Q(first__lt=F("second")),
                violation_error_message=_(
                    "A comparison is of two different roles, the one with the smaller key first."
                ),
            ),
        ]

    def __str__(self) -> str:
        return now("%(first)s and %(second)s") % {"first": self.first.title, "second": self.second.title}


def validate_contrasts(rows: Any) -> None:
    """Rows of "label", "first" and "second", each a text that is not too long, not empty, and that JSON may hold."""
    longest = {"label": LONGEST_LABEL, "first": LONGEST_LINE, "second": LONGEST_LINE}
    fits = isinstance(rows, list) and all(
        isinstance(row, dict)
        and row.keys() == longest.keys()
        and all(isinstance(row[name], str) and 0 < len(row[name]) <= most for name, most in longest.items())
        for row in rows
    )
    if not fits or len(rows) > MOST_CONTRASTS:
        raise ValidationError(
            now(
                "At most %(rows)d rows, each with a label of up to %(label)d characters and two sides of up to %(line)d."
            )
            % {"rows": MOST_CONTRASTS, "label": LONGEST_LABEL, "line": LONGEST_LINE}
        )
    for row in rows:
        for said in row.values():
            ProhibitNullCharactersValidator()(said)  # as fields of forms do by themselves


class _WithPage(models.Manager.from_queryset(ComparisonVersionQuerySet)):  # type: ignore[misc]  # a class made here
    """A version is named by its page's roles, so it is always read with them."""

    def get_queryset(self) -> ComparisonVersionQuerySet:
        versions: ComparisonVersionQuerySet = super().get_queryset()
        return versions.select_related("page__first", "page__second")


class ComparisonVersion(Version):
    """A numbered version of the words about a pair: how it is drafted and published is a guide's way.

    ``contrasts`` are rows of ``label``, ``first`` and ``second``; as they refer to nothing, they stand in the version.
    The points of ``choose_first`` and ``choose_second`` stand one a line, each to end "Choose A if you ...".
    """

    page = models.ForeignKey(ComparisonPage, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(help_text=_("Counts from 1 within the pair."))
    answer = models.TextField(blank=True, help_text=_("The difference in one short paragraph."))
    text = models.TextField(blank=True, help_text=_("Markdown without headings: what sets the two apart."))
    contrasts = models.JSONField(default=list, blank=True, validators=[validate_contrasts])
    choose_first = models.TextField(blank=True, help_text=_("A point a line."))
    choose_second = models.TextField(blank=True, help_text=_("A point a line."))
    seo_description = models.CharField(max_length=200, blank=True, help_text=_("About 155 characters are shown."))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="comparison_versions"
    )

    objects = _WithPage()

    class Meta(Version.Meta):
        verbose_name = _("version of a comparison")
        verbose_name_plural = _("versions of comparisons")
        ordering = ["page", "-number"]
        permissions = [("publish_comparisonversion", _("Can publish and withdraw comparisons"))]
        constraints = [
            *Version.Meta.constraints,
            models.UniqueConstraint(
                name="comparisonversion_number_once_a_page",
                fields=["page", "number"],
                violation_error_message=_("This comparison already has a version with this number."),
            ),
            models.UniqueConstraint(
                name="comparisonversion_one_open_a_page",
                fields=["page"],
                condition=Q(state__in=OPEN_STATES),
                violation_error_message=_("This comparison already has an open version. Continue it or set it aside."),
            ),
            models.CheckConstraint(
                name="comparisonversion_state_known",
                condition=Q(state__in=STATES),
                violation_error_message=_("This is not a state of a comparison."),
            ),
        ]

    def __str__(self) -> str:
        return now("%(pair)s, version %(number)d") % {"pair": self.page, "number": self.number}
