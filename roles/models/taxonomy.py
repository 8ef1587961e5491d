"""Domain and Skill: how roles are grouped and what they ask for."""

from django.db import models
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

    class Meta:
        ordering = ["name"]
        constraints = [
            slug_constraint("skill_slug_plain"),
            known_value("skill_kind_known", "kind", SkillKind),
        ]

    def __str__(self) -> str:
        return self.name
