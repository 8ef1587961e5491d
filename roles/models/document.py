"""RoleDocument: the stored RoleFacts of a live guide, and the columns and rows that lists use."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from roles.querysets import RoleDocumentQuerySet

from .role import Role


class RoleDocument(models.Model):
    """One row a live guide; written by ``roles.documents`` alone, never by hand.

    ``headline_*`` and ``p25``/``p75`` are whole units a year and come with the
    occupation, area and release that they are of. A ``p25`` or ``p75`` that is
    withheld or top-coded is null. ``has_*`` says which rungs of the ladder the guide describes.
    ``*_words`` and ``*_keys`` are what it is searched by (``roles.search.texts``).
    ``skill_weight`` is the sum of its skills' weights; ``quality`` the score with which the guide was published,
    null where none was kept.
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
    skill_weight = models.PositiveSmallIntegerField(default=0)
    quality = models.PositiveSmallIntegerField(null=True)
    skill_slugs = models.JSONField(default=list)
    skill_names = models.JSONField(default=list)
    facts = models.JSONField()
    has_junior = models.BooleanField(default=False)
    has_mid = models.BooleanField(default=False)
    has_senior = models.BooleanField(default=False)
    has_lead = models.BooleanField(default=False)
    title_words = models.TextField(default="")
    other_words = models.TextField(default="")
    skill_words = models.TextField(default="")
    more_words = models.TextField(default="")
    name_keys = models.TextField(default="")
    skill_keys = models.TextField(default="")
    version_number = models.PositiveIntegerField()
    published_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = RoleDocumentQuerySet.as_manager()

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class SearchWord(models.Model):
    """A word that some live guide is named by: what a misspelled word may have been meant to be."""

    MOST_LETTERS = 60

    word = models.CharField(max_length=MOST_LETTERS, primary_key=True)

    class Meta:
        ordering = ["word"]

    def __str__(self) -> str:
        return self.word


class DocumentSkill(models.Model):
    """A skill of a live guide, as SQL filters, counts and weighs it; written with its document, never by hand.

    ``weight`` is how much the skill counts in this guide: core 3, important 2, complementary 1.
    """

    document = models.ForeignKey(RoleDocument, on_delete=models.CASCADE, related_name="skills")
    slug = models.CharField(max_length=80)
    importance = models.CharField(max_length=13)
    from_level = models.CharField(max_length=6)
    weight = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["document", "pk"]
        # One index answers which guides ask for a skill, and with what weight, without reading the table.
        indexes = [
            models.Index(fields=["slug", "document", "weight"], name="documentskill_by_slug"),
        ]
        constraints = [
            models.UniqueConstraint(
                name="documentskill_once_a_guide",
                fields=["document", "slug"],
                violation_error_message=_("A guide lists a skill once."),
            ),
        ]

    def __str__(self) -> str:
        return self.slug


class SkillCount(models.Model):
    """How many live guides ask for a skill, which lists would else count anew; written with documents, never by hand.

    ``words`` are those that its name and its other names are found by while somebody types (``roles.search.texts``).
    """

    slug = models.CharField(max_length=80, primary_key=True)
    guides = models.PositiveIntegerField()
    words = models.TextField(default="")

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.slug
