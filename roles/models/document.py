"""RoleDocument: the stored RoleFacts of a live guide, and the columns lists use."""

from django.db import models

from roles.querysets import RoleDocumentQuerySet

from .role import Role


class RoleDocument(models.Model):
    """One row a live guide; written by ``roles.documents`` alone, never by hand.

    ``headline_*`` and ``p25``/``p75`` are whole units a year and come with the
    occupation, area and release that they are of. A ``p25`` or ``p75`` that is
    withheld or top-coded is null. ``canonical_titles`` and ``lay_titles`` hold a
    folded title a line, each with a line end before and after it (``roles.official_titles``).
    """

    role = models.OneToOneField(Role, on_delete=models.CASCADE, primary_key=True, related_name="document")
    slug = models.CharField(max_length=80, unique=True)
    title = models.CharField(max_length=120, db_index=True)
    domain_slug = models.CharField(max_length=80, db_index=True)
    domain_name = models.CharField(max_length=80)
    summary = models.TextField()
    headline_amount = models.PositiveIntegerField(null=True, db_index=True)
    headline_currency = models.CharField(max_length=3, blank=True)
    headline_kind = models.CharField(max_length=10, blank=True)
    headline_source = models.CharField(max_length=300, blank=True)
    headline_release = models.CharField(max_length=80, blank=True)
    headline_area = models.CharField(max_length=7, blank=True)
    headline_occupation = models.CharField(max_length=10, blank=True)
    headline_flag = models.CharField(max_length=10, blank=True)
    p25 = models.PositiveIntegerField(null=True)
    p75 = models.PositiveIntegerField(null=True)
    growth_percent = models.FloatField(null=True)
    skill_slugs = models.JSONField(default=list)
    skill_names = models.JSONField(default=list)
    facts = models.JSONField()
    search_text = models.TextField()
    canonical_titles = models.TextField(default="")
    lay_titles = models.TextField(default="")
    version_number = models.PositiveIntegerField()
    published_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = RoleDocumentQuerySet.as_manager()

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title
