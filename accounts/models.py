"""Staff identity: who may sign in to the admin, and what they did there."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A member of staff. Addresses are compared without regard to case."""
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A member of staff, who signs in with an email address."""

    email = models.EmailField(_("email address"), max_length=254)
    name = models.CharField(max_length=120, blank=True)
    is_staff = models.BooleanField(default=True, help_text=_("May sign in to the admin."))
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_once",
                violation_error_message=_("Somebody already signs in with this address."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or f"Staff {self.pk}"

    def get_short_name(self) -> str:
        return str(self)


class AuditEntry(models.Model):
    """Who did what to which row, written in the transaction that did it. Only ever added.

    ``detail`` holds ids, states and counts, never personal data of visitors.
    """

    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="audit_entries"
    )
    action = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=60)
    detail = models.JSONField(default=dict)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = _("audit entries")
        indexes = [models.Index(name="audit_subject", fields=["subject_type", "subject_id"])]
        constraints = [
            models.CheckConstraint(
                name="auditentry_action_given",
                condition=~models.Q(action="") & ~models.Q(subject_type=""),
                violation_error_message=_("An audit entry says what was done to what."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.subject_type} {self.subject_id}"
