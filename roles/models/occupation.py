"""Official occupations, their lay titles and outlook, and how roles are matched to them."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from .fields import known_value
from .pay import WageRelease
from .role import Role


class Scheme(models.TextChoices):
    SOC = "soc", _("SOC 2018")
    ONET = "onet", _("O*NET-SOC")


class Level(models.TextChoices):
    """How finely a SOC code divides the world of work, coarsest first."""

    TOTAL = "total", _("All occupations")
    MAJOR = "major", _("Major group")
    MINOR = "minor", _("Minor group")
    BROAD = "broad", _("Broad occupation")
    DETAILED = "detailed", _("Detailed occupation")


class Occupation(models.Model):
    """An official code and its title. An O*NET-SOC occupation has its SOC occupation as ``parent``.

    Wages are published for SOC codes only. ``level`` is the finest that a wage file gave a SOC
    code; empty for O*NET codes and for SOC codes that no wage file has named. Roles are matched to detailed ones.
    """

    TOTAL_CODE = "00-0000"  # every occupation together; each wage file has it for each of its areas

    scheme = models.CharField(max_length=4, choices=Scheme)
    code = models.CharField(max_length=10)
    title = models.CharField(max_length=200)
    level = models.CharField(max_length=8, choices=Level, blank=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")

    class Meta:
        ordering = ["code"]
        constraints = [
            known_value("occupation_scheme_known", "scheme", Scheme),
            known_value("occupation_level_known", "level", Level, blank=True),
            models.UniqueConstraint(
                name="occupation_code_once_a_scheme",
                fields=["scheme", "code"],
                violation_error_message=_("This code is already listed."),
            ),
            models.CheckConstraint(
                name="occupation_code_shape",
                condition=Q(scheme="soc", code__regex=r"^[0-9]{2}-[0-9]{4}\Z")
                | Q(scheme="onet", code__regex=r"^[0-9]{2}-[0-9]{4}\.[0-9]{2}\Z"),
                violation_error_message=_("SOC codes look like 13-1082, O*NET-SOC codes like 13-1082.00."),
            ),
            models.CheckConstraint(
                name="occupation_onet_has_parent",
                condition=Q(scheme="soc", parent__isnull=True) | Q(scheme="onet", parent__isnull=False),
                violation_error_message=_("An O*NET occupation belongs to a SOC occupation."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def may_stand_for_roles(self) -> bool:
        """A SOC code that is no group of others, as far as any wage file has said."""
        return self.scheme == Scheme.SOC and self.level in ("", Level.DETAILED)


class OccupationTitle(models.Model):
    """A lay title that an official list puts under an occupation, as printed there.

    One title may stand under several occupations. An occupation's own title is not among
    them. ``folded`` and ``short_folded`` are the same in lower case, for search by whole title or prefix.
    """

    release = models.ForeignKey(WageRelease, on_delete=models.PROTECT, related_name="occupation_titles")
    occupation = models.ForeignKey(Occupation, on_delete=models.PROTECT, related_name="titles")
    title = models.CharField(max_length=250)
    short_title = models.CharField(max_length=120, blank=True)
    folded = models.GeneratedField(
        expression=Lower("title"), output_field=models.CharField(max_length=250), db_persist=True
    )
    short_folded = models.GeneratedField(
        expression=Lower("short_title"), output_field=models.CharField(max_length=120), db_persist=True
    )

    class Meta:
        ordering = ["title"]
        indexes = [
            # Pattern operators serve equality and prefixes alike, whatever the database's collation.
            models.Index(name="occupationtitle_folded", fields=["folded"], opclasses=["varchar_pattern_ops"]),
            models.Index(
                name="occupationtitle_short_folded",
                fields=["short_folded"],
                opclasses=["varchar_pattern_ops"],
                condition=~Q(short_title=""),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                name="occupationtitle_once_a_release",
                fields=["release", "occupation", "title"],
                violation_error_message=_("This release already lists the title here."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class OccupationOutlook(models.Model):
    """A projection: growth in per cent over the period, openings a year in jobs."""

    release = models.ForeignKey(WageRelease, on_delete=models.PROTECT, related_name="outlooks")
    occupation = models.ForeignKey(Occupation, on_delete=models.PROTECT, related_name="outlooks")
    period = models.CharField(max_length=20)
    growth_percent = models.DecimalField(max_digits=6, decimal_places=1, null=True, blank=True)
    openings_per_year = models.PositiveIntegerField(null=True, blank=True)
    employment_base = models.PositiveIntegerField(null=True, blank=True)
    employment_projected = models.PositiveIntegerField(null=True, blank=True)
    entry_education = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["occupation"]
        constraints = [
            models.UniqueConstraint(
                name="occupationoutlook_once_a_release",
                fields=["release", "occupation"],
                violation_error_message=_("This release already has an outlook for the occupation."),
            ),
            models.CheckConstraint(
                name="occupationoutlook_period_given",
                condition=~Q(period=""),
                violation_error_message=_("An outlook says which years it covers."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.occupation_id}, {self.period}"


class Match(models.TextChoices):
    EXACT = "exact", _("Exact: the occupation has the role’s title")
    LISTED = "listed", _("Listed: the official list names the title under it")
    EDITORIAL = "editorial", _("Editorial: our editors chose the nearest")


class RoleOccupation(models.Model):
    """Which SOC occupation stands for a role, how it was matched, and why."""

    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="occupations")
    occupation = models.ForeignKey(Occupation, on_delete=models.PROTECT, related_name="roles")
    match = models.CharField(max_length=9, choices=Match)
    basis = models.CharField(max_length=300, blank=True, help_text=_("One sentence: why this occupation."))
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        permissions = [("match_roleoccupation", _("Can match roles to official occupations"))]
        constraints = [
            known_value("roleoccupation_match_known", "match", Match),
            models.UniqueConstraint(
                name="roleoccupation_once_a_role",
                fields=["role", "occupation"],
                violation_error_message=_("The role is already matched to this occupation."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role_id} as {self.occupation_id}"
