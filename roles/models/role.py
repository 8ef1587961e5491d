"""Role and RoleRedirect: the address of a guide and the pointer to its live version."""

from __future__ import annotations

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from roles.querysets import RoleQuerySet

from .fields import SLUG_PATTERN, slug_constraint, slug_field
from .taxonomy import Domain


class Role(models.Model):
    """A career role with, at most, one live guide.

    ``title``, ``plural``, ``article`` and ``domain`` are copies that publishing
    takes from the live version; before the first publication they are a working name.
    """

    slug = slug_field()
    title = models.CharField(max_length=120)
    plural = models.CharField(max_length=120)
    article = models.CharField(max_length=3, default="a", help_text=_("“a” or “an”."))
    domain = models.ForeignKey(Domain, on_delete=models.PROTECT, related_name="roles")
    live_version = models.OneToOneField(
        "roles.GuideVersion", on_delete=models.PROTECT, null=True, blank=True, related_name="live_for"
    )
    successor = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        help_text=_("Where the address of a withdrawn guide leads."),
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = RoleQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            slug_constraint("role_slug_plain"),
            models.CheckConstraint(
                name="role_slug_without_vs",
                condition=~models.Q(slug__contains="-vs-"),
                violation_error_message=_("An address may not contain “-vs-”: comparisons use it."),
            ),
            models.CheckConstraint(
                name="role_successor_not_itself",
                condition=models.Q(successor__isnull=True) | ~models.Q(successor=models.F("pk")),
                violation_error_message=_("A role cannot be its own successor."),
            ),
            models.CheckConstraint(
                name="role_title_not_empty",
                condition=~models.Q(title="") & ~models.Q(plural=""),
                violation_error_message=_("A role needs a title and its plural."),
            ),
            models.CheckConstraint(
                name="role_article_known",
                condition=models.Q(article__in=["a", "an"]),
                violation_error_message=_("The article is “a” or “an”."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("role_detail", args=[self.slug])

    def validate_unique(self, exclude: Collection[str] | None = None) -> None:
        """An address that leads to another role is taken: old links count on it."""
        super().validate_unique(exclude)
        if "slug" in (exclude or ()):
            return
        former = RoleRedirect.objects.filter(old_slug=self.slug).exclude(role=self.pk).select_related("role").first()
        # A role that has such an address already keeps it.
        if former is not None and not Role.objects.filter(pk=self.pk, slug=self.slug).exists():
            raise ValidationError(
                {
                    "slug": now("/roles/%(slug)s/ was an address of “%(role)s” and still leads there. Choose another.")
                    % {"slug": self.slug, "role": former.role}
                }
            )


class RoleRedirect(models.Model):
    """A former address of a role; it answers 301 to the present one."""

    old_slug = models.CharField(max_length=80, unique=True)
    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="redirects")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="roleredirect_slug_plain",
                condition=models.Q(old_slug__regex=SLUG_PATTERN) & ~models.Q(old_slug__contains="-vs-"),
                violation_error_message=_("An address part holds only lower-case letters, digits and single hyphens."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old_slug} → {self.role.slug}"
