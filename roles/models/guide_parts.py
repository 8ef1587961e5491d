"""The rows of a guide version: titles, skills, levels, roadmap, routes, points, questions, relations.

Every row has a ``key`` that a draft copies from the version it was made from, so
that two versions can be compared row by row. Positions are not unique: rows are
ordered by (position, pk) and renumbered by the service.
"""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .fields import Rank, known_value
from .guide import GuideVersion
from .role import Role
from .taxonomy import Skill


class TitleKind(models.TextChoices):
    ALTERNATE = "alternate", _("Alternate")
    ABBREVIATION = "abbreviation", _("Abbreviation")
    HIDDEN = "hidden", _("Hidden")
    FORMER = "former", _("Former")


class Importance(models.TextChoices):
    CORE = "core", _("Core")
    IMPORTANT = "important", _("Important")
    COMPLEMENTARY = "complementary", _("Complementary")


class StepKind(models.TextChoices):
    LEARN = "learn", _("Learn")
    PRACTICE = "practice", _("Practice")
    PROOF = "proof", _("Show proof")
    APPLY = "apply", _("Apply")
    GROW = "grow", _("Grow")


class RouteKind(models.TextChoices):
    ROLE_CHANGE = "role_change", _("From another role")
    WORK = "work", _("Work up from a junior post")
    SELF_TAUGHT = "self_taught", _("Self-taught")
    DEGREE = "degree", _("Degree")
    CERTIFICATE = "certificate", _("Certificate")
    APPRENTICESHIP = "apprenticeship", _("Apprenticeship")


class PointKind(models.TextChoices):
    PRO = "pro", _("Pro")
    CON = "con", _("Con")
    NOT_FOR_YOU_IF = "not_for_you_if", _("Not for you if")


class RelationKind(models.TextChoices):
    SIMILAR = "similar", _("Similar work")
    FEEDER = "feeder", _("People come from it")
    NEXT = "next", _("A next step")
    SPECIALISM = "specialism", _("A specialism")
    MANAGES = "manages", _("Manages this role")


class GuidePart(models.Model):
    """What every part of a guide has: its lasting key and its place."""

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]


def key_once(model: str) -> models.UniqueConstraint:
    """A row's lasting key stands once in a version."""
    return models.UniqueConstraint(
        name=f"{model}_key_once_a_version",
        fields=["version", "key"],
        violation_error_message=_("This row is already part of the version."),
    )


class GuideTitle(GuidePart):
    """Another name of the role. Hidden ones are found by search and not printed."""

    version = models.ForeignKey(GuideVersion, on_delete=models.CASCADE, related_name="titles")
    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=TitleKind, default=TitleKind.ALTERNATE)
    note = models.CharField(max_length=200, blank=True, help_text=_("How it differs, in a few words."))

    class Meta(GuidePart.Meta):
        constraints = [
            key_once("guidetitle"),
            known_value("guidetitle_kind_known", "kind", TitleKind),
            models.UniqueConstraint(
                name="guidetitle_title_once_a_version",
                fields=["version", "title"],
                violation_error_message=_("This title is already listed."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class GuideSkill(GuidePart):
    """A skill the role asks for: how much it matters, from which level, and why."""

    version = models.ForeignKey(GuideVersion, on_delete=models.CASCADE, related_name="skills")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="guide_skills")
    importance = models.CharField(max_length=13, choices=Importance, default=Importance.IMPORTANT)
    from_level = models.CharField(max_length=6, choices=Rank, default=Rank.JUNIOR)
    note = models.CharField(max_length=240, blank=True, help_text=_("Why this role needs it, in one line."))

    class Meta(GuidePart.Meta):
        constraints = [
            key_once("guideskill"),
            known_value("guideskill_importance_known", "importance", Importance),
            known_value("guideskill_from_level_known", "from_level", Rank),
            models.UniqueConstraint(
                name="guideskill_skill_once_a_version",
                fields=["version", "skill"],
                violation_error_message=_("This skill is already listed."),
            ),
        ]

    def __str__(self) -> str:
        return self.skill.name


class CareerLevel(GuidePart):
    """A rung of the ladder as this guide describes it. Years are of experience."""

    version = models.ForeignKey(GuideVersion, on_delete=models.CASCADE, related_name="levels")
    rank = models.CharField(max_length=6, choices=Rank)
    title = models.CharField(max_length=120, help_text=_("The usual title at this level."))
    years_min = models.PositiveSmallIntegerField(default=0)
    years_max = models.PositiveSmallIntegerField(null=True, blank=True, help_text=_("Empty: and more."))
    scope = models.CharField(max_length=240, blank=True, help_text=_("What they answer for, in one line."))
    duties = models.TextField(blank=True, help_text=_("One duty a line, true of this role at this level."))

    class Meta(GuidePart.Meta):
        constraints = [
            key_once("careerlevel"),
            known_value("careerlevel_rank_known", "rank", Rank),
            models.UniqueConstraint(
                name="careerlevel_rank_once_a_version",
                fields=["version", "rank"],
                violation_error_message=_("This level is already described."),
            ),
            models.CheckConstraint(
                name="careerlevel_years_in_order",
                condition=Q(years_max__isnull=True) | Q(years_max__gte=F("years_min")),
                violation_error_message=_("The years end before they begin."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_rank_display()


class RoadmapStep(GuidePart):
    """A step of the learning roadmap. Hours are of effort: low, typical and high."""

    version = models.ForeignKey(GuideVersion, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=8, choices=StepKind, default=StepKind.LEARN)
    title = models.CharField(max_length=160)
    body = models.TextField(blank=True, help_text=_("Markdown: what exactly to do."))
    hours_low = models.PositiveIntegerField(null=True, blank=True)
    hours_typical = models.PositiveIntegerField(null=True, blank=True)
    hours_high = models.PositiveIntegerField(null=True, blank=True)
    done_when = models.CharField(max_length=300, blank=True, help_text=_("A result someone else can see."))
    requires = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="required_by")
    skills = models.ManyToManyField(Skill, blank=True, related_name="roadmap_steps")

    class Meta(GuidePart.Meta):
        constraints = [
            key_once("roadmapstep"),
            known_value("roadmapstep_kind_known", "kind", StepKind),
            models.CheckConstraint(
                name="roadmapstep_hours_in_order",
                condition=Q(hours_low__isnull=True, hours_typical__isnull=True, hours_high__isnull=True)
                # A comparison with an absent hour is neither true nor false, and a check takes that for true.
                | Q(
                    hours_low__isnull=False,
                    hours_typical__isnull=False,
                    hours_high__isnull=False,
                    hours_low__lte=F("hours_typical"),
                    hours_typical__lte=F("hours_high"),
                ),
                violation_error_message=_("Give all three hours, from low through typical to high, or none."),
            ),
            models.CheckConstraint(
                name="roadmapstep_title_not_empty",
                condition=~Q(title=""),
                violation_error_message=_("A step needs a title."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class EntryRoute(GuidePart):
    """A way into the role."""

    version = models.ForeignKey(GuideVersion, on_delete=models.CASCADE, related_name="routes")
    kind = models.CharField(max_length=14, choices=RouteKind, default=RouteKind.ROLE_CHANGE)
    title = models.CharField(max_length=120)
    body = models.TextField(blank=True)

    class Meta(GuidePart.Meta):
        constraints = [key_once("entryroute"), known_value("entryroute_kind_known", "kind", RouteKind)]

    def __str__(self) -> str:
        return self.title


class GuidePoint(GuidePart):
    """A pro, a con, or who should not choose the role."""

    version = models.ForeignKey(GuideVersion, on_delete=models.CASCADE, related_name="points")
    kind = models.CharField(max_length=14, choices=PointKind)
    text = models.CharField(max_length=300)

    class Meta(GuidePart.Meta):
        constraints = [key_once("guidepoint"), known_value("guidepoint_kind_known", "kind", PointKind)]

    def __str__(self) -> str:
        return self.text[:60]


class GuideQuestion(GuidePart):
    """A question readers ask, with its answer in Markdown."""

    version = models.ForeignKey(GuideVersion, on_delete=models.CASCADE, related_name="questions")
    question = models.CharField(max_length=200)
    answer = models.TextField()

    class Meta(GuidePart.Meta):
        constraints = [key_once("guidequestion")]

    def __str__(self) -> str:
        return self.question


class GuideRelation(GuidePart):
    """Another role that readers of this guide should know, and why.

    Kept when that role has no live guide, and then not shown.
    """

    version = models.ForeignKey(GuideVersion, on_delete=models.CASCADE, related_name="relations")
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="related_from")
    kind = models.CharField(max_length=10, choices=RelationKind, default=RelationKind.SIMILAR)
    reason = models.CharField(max_length=240, help_text=_("Why, in one line."))

    class Meta(GuidePart.Meta):
        constraints = [
            key_once("guiderelation"),
            known_value("guiderelation_kind_known", "kind", RelationKind),
            models.UniqueConstraint(
                name="guiderelation_role_once_a_version",
                fields=["version", "role"],
                violation_error_message=_("This role is already related."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.role}"
