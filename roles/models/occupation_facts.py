"""What an official release says of an occupation: work, tools, skills, education, relatives.

Every row belongs to the release it was read from, and has the month that the
release gives for it, if it gives one (``dated_on``, the first day of that month).
Rows are appended by release and never overwritten.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .fields import known_value
from .occupation import Occupation
from .pay import WageRelease


def once(name: str, *fields: str) -> models.UniqueConstraint:
    """One row a release for these columns."""
    return models.UniqueConstraint(
        name=name, fields=["release", *fields], violation_error_message=_("This release already says this.")
    )


def between(name: str, field: str, low: int, high: int) -> models.CheckConstraint:
    """The figure lies on its scale, or is absent."""
    return models.CheckConstraint(
        name=name,
        condition=Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gte": low, f"{field}__lte": high}),
        violation_error_message=_("The figure does not lie on its scale."),
    )


class OccupationFact(models.Model):
    """A statement of one release about one occupation."""

    release = models.ForeignKey(WageRelease, on_delete=models.PROTECT, related_name="+")
    occupation = models.ForeignKey(Occupation, on_delete=models.PROTECT)
    dated_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{type(self).__name__} of {self.occupation_id}, release {self.release_id}"


class OccupationProfile(OccupationFact):
    """The occupation's description, and its job zone (1 little to 5 extensive preparation); ``dated_on`` is the zone's."""

    description = models.TextField()
    job_zone = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta(OccupationFact.Meta):
        constraints = [
            once("occupationprofile_once_a_release", "occupation"),
            between("occupationprofile_job_zone_on_scale", "job_zone", 1, 5),
        ]


class TaskKind(models.TextChoices):
    CORE = "core", _("Core")
    SUPPLEMENTAL = "supplemental", _("Supplemental")


class OccupationTask(OccupationFact):
    """Something that people in the occupation do, by the publisher's own number; kind empty where not rated."""

    task_id = models.PositiveIntegerField()
    task = models.CharField(max_length=1000)
    kind = models.CharField(max_length=12, choices=TaskKind, blank=True)

    class Meta(OccupationFact.Meta):
        constraints = [
            once("occupationtask_once_a_release", "occupation", "task_id"),
            known_value("occupationtask_kind_known", "kind", TaskKind, blank=True),
        ]


class OccupationSoftware(OccupationFact):
    """Software used at work: ``is_hot`` often asked for in postings of all kinds, ``is_in_demand`` in this occupation's."""

    name = models.CharField(max_length=200)
    category = models.CharField(max_length=160)
    category_code = models.CharField(max_length=20)
    is_hot = models.BooleanField()
    is_in_demand = models.BooleanField()

    class Meta(OccupationFact.Meta):
        constraints = [once("occupationsoftware_once_a_release", "occupation", "name", "category_code")]


class OccupationSkill(OccupationFact):
    """How important a skill is (1 to 5) and at which level it is needed (0 to 7), as rated by the publisher.

    A figure that the publisher recommends to suppress, or calls not relevant, is null.
    """

    element_id = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    importance = models.DecimalField(max_digits=4, decimal_places=2, null=True, blank=True)
    level = models.DecimalField(max_digits=4, decimal_places=2, null=True, blank=True)

    class Meta(OccupationFact.Meta):
        constraints = [
            once("occupationskill_once_a_release", "occupation", "element_id"),
            between("occupationskill_importance_on_scale", "importance", 1, 5),
            between("occupationskill_level_on_scale", "level", 0, 7),
        ]


class OccupationEducation(OccupationFact):
    """Per cent of the asked who name this level of education as required; null where suppression is recommended.

    ``scale`` is the publisher's own (RL, and RQ from release 31.0), ``category`` its place there, lowest first.
    """

    scale = models.CharField(max_length=3)
    category = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=400, blank=True)
    percent = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)

    class Meta(OccupationFact.Meta):
        constraints = [
            once("occupationeducation_once_a_release", "occupation", "scale", "category"),
            between("occupationeducation_percent_on_scale", "percent", 0, 100),
        ]


class Tier(models.TextChoices):
    PRIMARY_SHORT = "primary_short", _("Closest")
    PRIMARY_LONG = "primary_long", _("Close")
    SUPPLEMENTAL = "supplemental", _("Further")


class OccupationRelation(OccupationFact):
    """An occupation named as related to this one: directed, nearest first by ``position``."""

    related = models.ForeignKey(Occupation, on_delete=models.PROTECT, related_name="+")
    tier = models.CharField(max_length=13, choices=Tier)
    position = models.PositiveSmallIntegerField()

    class Meta(OccupationFact.Meta):
        constraints = [
            once("occupationrelation_once_a_release", "occupation", "related"),
            known_value("occupationrelation_tier_known", "tier", Tier),
            models.CheckConstraint(
                name="occupationrelation_not_itself",
                condition=~Q(occupation=models.F("related")),
                violation_error_message=_("An occupation is not related to itself."),
            ),
        ]
