"""PairStanding: whether the comparison of two roles is one that search engines are told of, and why."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .role import Role


class PairStanding(models.Model):
    """What a named pair of live guides has to show; written by ``roles.standings`` alone, never by hand.

    The role with the smaller key is first, as on a ComparisonPage. ``lacking`` names the conditions of
    ``roles.comparison.earned`` that are not met; without any the pair is indexed.
    """

    first = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="standings_as_first")
    second = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="standings_as_second")
    is_indexed = models.BooleanField(db_index=True)
    lacking = models.JSONField(default=list, blank=True)
    quality_first = models.PositiveSmallIntegerField(null=True, blank=True)
    quality_second = models.PositiveSmallIntegerField(null=True, blank=True)
    relations = models.JSONField(default=list, blank=True)
    has_words = models.BooleanField()
    differences = models.PositiveSmallIntegerField()
    sourced = models.PositiveSmallIntegerField()
    own_words = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("pair in search engines")
        verbose_name_plural = _("pairs in search engines")
        ordering = ["first__title", "second__title", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="pairstanding_once_a_pair",
                fields=["first", "second"],
                violation_error_message=_("These two roles stand here already."),
            ),
            models.CheckConstraint(
                name="pairstanding_two_roles_in_order",
                condition=Q(first__lt=F("second")),
                violation_error_message=_("A pair is of two different roles, the one with the smaller key first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first.title} / {self.second.title}"
