"""Pay and where it comes from: sources, releases, files, areas, official wages, editors' estimates.

Amounts are whole units of a currency a year. Official rows are appended by
release and never overwritten.
"""

from itertools import combinations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .fields import Rank, known_value
from .guide import GuideVersion
from .guide_parts import GuidePart, key_once


def _in_order(*fields: str) -> Q:
    """No given figure is below one given before it; an absent one is passed over."""
    condition = Q()
    for lower, upper in combinations(fields, 2):
        condition &= (
            Q(**{f"{lower}__isnull": True}) | Q(**{f"{upper}__isnull": True}) | Q(**{f"{lower}__lte": F(upper)})
        )
    return condition


class WageSource(models.Model):
    """A publication that figures or facts are taken from. Immutable once a published version uses it."""

    key = models.CharField(max_length=60, unique=True)
    publisher = models.CharField(max_length=160)
    title = models.CharField(max_length=200)
    url = models.URLField(max_length=300)
    licence = models.CharField(max_length=120)
    attribution = models.TextField(help_text=_("The citation that must be printed with what comes from here."))
    is_official = models.BooleanField(default=False, help_text=_("Published by a public statistics office."))

    class Meta:
        ordering = ["publisher", "title"]
        constraints = [
            models.CheckConstraint(
                name="wagesource_named",
                condition=~Q(publisher="") & ~Q(title="") & ~Q(licence=""),
                violation_error_message=_("A source needs a publisher, a title and a licence."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.publisher}, {self.title}"


class WageRelease(models.Model):
    """One dated publication of a source, such as "OEWS May 2025"."""

    source = models.ForeignKey(WageSource, on_delete=models.PROTECT, related_name="releases")
    label = models.CharField(max_length=80, unique=True)
    covers = models.CharField(max_length=80, help_text=_("The time the figures are about, such as “May 2025”."))
    released_on = models.DateField(null=True, blank=True)
    retrieved_on = models.DateField()
    attribution = models.TextField(
        blank=True, help_text=_("How this release is cited; empty: as its source is. It names the release’s own date.")
    )
    annual_ceiling = models.PositiveIntegerField(
        null=True,
        blank=True,
        help_text=_("Whole units a year at and above which the publisher may top-code, as the release states it."),
    )

    class Meta:
        ordering = ["-released_on", "label"]
        constraints = [
            models.CheckConstraint(
                name="wagerelease_covers_given",
                condition=~Q(covers="") & ~Q(label=""),
                violation_error_message=_("A release says which time it covers."),
            ),
            models.CheckConstraint(
                name="wagerelease_retrieved_after_release",
                condition=Q(released_on__isnull=True) | Q(retrieved_on__gte=F("released_on")),
                violation_error_message=_("A release cannot be retrieved before it is published."),
            ),
        ]

    def __str__(self) -> str:
        return self.label


class WageFile(models.Model):
    """A file that was read into a release, known by the SHA-256 of its bytes."""

    release = models.ForeignKey(WageRelease, on_delete=models.PROTECT, related_name="files")
    scope = models.CharField(max_length=40)
    format = models.CharField(max_length=10)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    read_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="wagefile_once_a_release",
                fields=["release", "sha256"],
                violation_error_message=_("This file was already read into the release."),
            ),
            models.CheckConstraint(
                name="wagefile_sha256_hex",
                condition=Q(sha256__regex=r"^[0-9a-f]{64}\Z"),
                violation_error_message=_("A SHA-256 is 64 hexadecimal digits."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AreaKind(models.TextChoices):
    NATION = "nation", _("Nation")
    STATE = "state", _("State")
    METROPOLITAN = "metropolitan", _("Metropolitan area")
    NONMETROPOLITAN = "nonmetropolitan", _("Non-metropolitan area")


class Area(models.Model):
    """A place that figures are for, by its BLS code. The nation is 99."""

    NATION_CODE = "99"

    code = models.CharField(max_length=7, unique=True)
    kind = models.CharField(max_length=16, choices=AreaKind)
    name = models.CharField(max_length=160)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")

    class Meta:
        ordering = ["name"]
        constraints = [
            known_value("area_kind_known", "kind", AreaKind),
            models.CheckConstraint(
                name="area_code_digits",
                condition=Q(code__regex=r"^[0-9]{2}([0-9]{3}([0-9]{2})?)?\Z"),
                violation_error_message=_("An area code has 2, 5 or 7 digits."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Basis(models.TextChoices):
    ANNUAL = "annual", _("Annual wages only: not worked 2,080 hours a year")
    HOURLY = "hourly", _("Hourly wages only: no annual figure is published")


class OccupationWage(models.Model):
    """A whole official cell: employment and annual percentiles of one occupation in one area and release.

    ``flags`` names the columns the publisher did not give in full:
    ``{"p90": "top_coded", "p10": "withheld", "employment": "withheld"}``.
    A withheld column is null. A top-coded one holds the least that it can be: the
    release's ceiling, or the percentile below it where that is higher.
    ``basis`` is empty where both hourly and annual wages are published, or it is not said.
    """

    release = models.ForeignKey(WageRelease, on_delete=models.PROTECT, related_name="wages")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="wages")
    occupation = models.ForeignKey("roles.Occupation", on_delete=models.PROTECT, related_name="wages")
    employment = models.PositiveIntegerField(null=True, blank=True)
    location_quotient = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    p10 = models.PositiveIntegerField(null=True, blank=True)
    p25 = models.PositiveIntegerField(null=True, blank=True)
    median = models.PositiveIntegerField(null=True, blank=True)
    p75 = models.PositiveIntegerField(null=True, blank=True)
    p90 = models.PositiveIntegerField(null=True, blank=True)
    flags = models.JSONField(default=dict, blank=True)
    basis = models.CharField(max_length=6, choices=Basis, blank=True)

    class Meta:
        ordering = ["occupation", "area"]
        constraints = [
            known_value("occupationwage_basis_known", "basis", Basis, blank=True),
            models.UniqueConstraint(
                name="occupationwage_one_a_cell",
                fields=["release", "area", "occupation"],
                violation_error_message=_("This release already has a wage for this occupation and area."),
            ),
            models.CheckConstraint(
                name="occupationwage_percentiles_in_order",
                condition=_in_order("p10", "p25", "median", "p75", "p90"),
                violation_error_message=_("Percentiles must not fall from the 10th to the 90th."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.occupation_id} in {self.area_id}, release {self.release_id}"


class SalaryEstimate(GuidePart):
    """An editor's own figure for the role, with its source and date, or marked unsourced.

    ``level`` empty means all levels. An unsourced figure is printed only as such
    and is never the headline.
    """

    version = models.ForeignKey(GuideVersion, on_delete=models.CASCADE, related_name="estimates")
    level = models.CharField(max_length=6, choices=Rank, null=True, blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="estimates")
    currency = models.CharField(max_length=3, default="USD")
    annual_low = models.PositiveIntegerField(null=True, blank=True)
    annual_median = models.PositiveIntegerField(null=True, blank=True)
    annual_high = models.PositiveIntegerField(null=True, blank=True)
    source = models.ForeignKey(WageRelease, on_delete=models.PROTECT, null=True, blank=True, related_name="estimates")
    as_of = models.DateField(null=True, blank=True)
    unsourced = models.BooleanField(
        default=False, help_text=_("Nobody is named for it: shown as such, never as the headline.")
    )
    note = models.CharField(max_length=240, blank=True)

    class Meta(GuidePart.Meta):
        constraints = [
            key_once("salaryestimate"),
            known_value("salaryestimate_level_known", "level", Rank, nullable=True),
            models.CheckConstraint(
                name="salaryestimate_has_figure",
                condition=Q(annual_median__isnull=False) | (Q(annual_low__isnull=False) & Q(annual_high__isnull=False)),
                violation_error_message=_("Give the median, or both ends."),
            ),
            models.CheckConstraint(
                name="salaryestimate_in_order",
                condition=_in_order("annual_low", "annual_median", "annual_high"),
                violation_error_message=_("The figures must not fall from low to high."),
            ),
            models.CheckConstraint(
                name="salaryestimate_source_or_unsourced",
                condition=Q(unsourced=True, source__isnull=True)
                | Q(unsourced=False, source__isnull=False, as_of__isnull=False),
                violation_error_message=_("Say where the figure comes from and its date, or mark it as unsourced."),
            ),
            models.CheckConstraint(
                name="salaryestimate_currency_code",
                condition=Q(currency__regex=r"^[A-Z]{3}\Z"),
                violation_error_message=_("A currency is three capital letters."),
            ),
        ]

    def __str__(self) -> str:
        return self.level or "all levels"
