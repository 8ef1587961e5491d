"""GuideVersion: one state of what is written about a role; immutable once published."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from roles.querysets import GuideVersionQuerySet

from .role import Role
from .taxonomy import Domain
from .version import OPEN_STATES, STATES, Version


class GuideVersion(Version):
    """A numbered version of a role's guide with all its parts as rows of their own.

    A version that was published is never edited again: editing a live guide starts
    a draft, a full copy, and publishing moves ``Role.live_version`` to it.
    """

    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(help_text=_("Counts from 1 within the role."))

    title = models.CharField(max_length=120)
    plural = models.CharField(max_length=120)
    article = models.CharField(max_length=3, default="a", help_text=_("“a” or “an”."))
    domain = models.ForeignKey(Domain, on_delete=models.PROTECT, related_name="guide_versions")

    summary = models.TextField(blank=True, help_text=_("One or two sentences under the page’s title."))
    overview = models.TextField(blank=True, help_text=_("Markdown without headings. The first paragraph stands alone."))
    what_they_do = models.TextField(blank=True, help_text=_("Markdown: a paragraph, a list of duties, how it varies."))
    break_in = models.TextField(blank=True, help_text=_("Markdown: how people get their first such role."))
    seo_title = models.CharField(
        max_length=70, blank=True, help_text=_("About 60 characters are shown by search engines.")
    )
    seo_description = models.CharField(max_length=200, blank=True, help_text=_("About 155 characters are shown."))

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="guide_versions"
    )
    reviewed_by = models.CharField(max_length=120, blank=True, help_text=_("A real person who agreed to be named."))
    reviewed_on = models.DateField(null=True, blank=True)
    publish_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)

    objects = GuideVersionQuerySet.as_manager()

    class Meta(Version.Meta):
        ordering = ["role", "-number"]
        permissions = [("publish_guideversion", _("Can publish, withdraw and schedule guides"))]
        constraints = [
            *Version.Meta.constraints,
            models.UniqueConstraint(
                name="guideversion_number_once_a_role",
                fields=["role", "number"],
                violation_error_message=_("This role already has a version with this number."),
            ),
            models.UniqueConstraint(
                name="guideversion_one_open_a_role",
                fields=["role"],
                condition=Q(state__in=OPEN_STATES),
                violation_error_message=_("This role already has an open version. Continue it or set it aside."),
            ),
            models.CheckConstraint(
                name="guideversion_state_known",
                condition=Q(state__in=STATES),
                violation_error_message=_("This is not a state of a guide."),
            ),
            models.CheckConstraint(
                name="guideversion_title_not_empty",
                condition=~Q(title="") & ~Q(plural=""),
                violation_error_message=_("A guide needs a title and its plural."),
            ),
            models.CheckConstraint(
                name="guideversion_article_known",
                condition=Q(article__in=["a", "an"]),
                violation_error_message=_("The article is “a” or “an”."),
            ),
            models.CheckConstraint(
                name="guideversion_reviewer_with_date",
                condition=Q(reviewed_by="") | Q(reviewed_on__isnull=False),
                violation_error_message=_("A reviewer is named together with the day of the review."),
            ),
            models.CheckConstraint(
                name="guideversion_expires_after_publishing",
                condition=Q(expires_at__isnull=True)
                | Q(publish_at__isnull=True)
                | Q(expires_at__gt=models.F("publish_at")),
                violation_error_message=_("A guide cannot expire before it is published."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.number}"
