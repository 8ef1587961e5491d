"""Domain, Skill and SkillAlias: how roles are grouped and what they ask for, under every name."""

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from .fields import known_value, slug_constraint, slug_field


class Domain(models.Model):
    """A field of work that groups roles, such as "Architecture & Leadership"."""

    slug = slug_field()
    name = models.CharField(max_length=80, unique=True)
    summary = models.TextField(blank=True, help_text=_("One sentence: which roles belong here."))

    class Meta:
        ordering = ["name"]
        constraints = [slug_constraint("domain_slug_plain")]

    def __str__(self) -> str:
        return self.name


class SkillKind(models.TextChoices):
    SKILL = "skill", _("Skill")
    TOOL = "tool", _("Tool")
    KNOWLEDGE = "knowledge", _("Knowledge")
    CERTIFICATION = "certification", _("Certification")


class Skill(models.Model):
    """A capability that guides ask for: a skill, a tool, a body of knowledge or a certification."""

    slug = slug_field()
    name = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=20, choices=SkillKind, default=SkillKind.SKILL)
    summary = models.TextField(blank=True, help_text=_("One sentence: what it is in practice."))
    is_special = models.BooleanField(default=False, help_text=_("One role alone asks for it, and rightly."))

    class Meta:
        ordering = ["name"]
        constraints = [
            slug_constraint("skill_slug_plain"),
            known_value("skill_kind_known", "kind", SkillKind),
        ]

    def __str__(self) -> str:
        return self.name


class SkillAlias(models.Model):
    """Another name of a skill, such as SQL for SQL & Databases. It leads to one skill, whatever its case."""

    NAME_LENGTH = 80

    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=NAME_LENGTH)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "skill aliases"
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="skillalias_name_once",
                violation_error_message=_("This is already another name of a skill."),
            )
        ]

    def __str__(self) -> str:
        return self.name
