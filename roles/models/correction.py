"""Correction: something that was wrong on the site, what stands there now, and why."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .fields import known_value
from .pay import Area, WageRelease
from .role import Role


class NoticedBy(models.TextChoices):
    READER = "reader", _("A reader")
    EDITOR = "editor", _("An editor")


class Correction(models.Model):
    """An entry of the public log. Only ever added: a wrong entry is answered by another one.

    Amounts are whole units of ``currency`` a year with the area and the release that they are of, so that they are
    printed with their source; the texts state none. A figure that stood there without a source has no
    ``before_release``. Nobody is named, and who entered it is known to the audit trail alone.
    """

    role = models.ForeignKey(
        Role, on_delete=models.PROTECT, null=True, blank=True, related_name="corrections",
        help_text=_("Empty: it concerns no single guide."),
    )  # fmt: skip
    about = models.CharField(
        max_length=120, verbose_name=_("what it is about"), help_text=_("In a few words: “Median pay”, “Roadmap”.")
    )
    before_text = models.TextField(
        blank=True, verbose_name=_("what stood there"), help_text=_("Without an amount of money: those have fields.")
    )
    after_text = models.TextField(blank=True, verbose_name=_("what stands there now"))
    reason = models.TextField(
        verbose_name=_("why"), help_text=_("How it came about and how it was found. No names of people.")
    )
    currency = models.CharField(max_length=3, default="USD")
    before_amount = models.PositiveIntegerField(
        null=True, blank=True, verbose_name=_("amount that stood there"), help_text=_("Whole units a year.")
    )
    before_area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    before_release = models.ForeignKey(
        WageRelease, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        help_text=_("Empty: it named no source."),
    )  # fmt: skip
    after_amount = models.PositiveIntegerField(
        null=True, blank=True, verbose_name=_("amount that stands there now"), help_text=_("Whole units a year.")
    )
    after_area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    after_release = models.ForeignKey(WageRelease, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    corrected_on = models.DateField()
    noticed_by = models.CharField(max_length=6, choices=NoticedBy, default=NoticedBy.EDITOR)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-corrected_on", "-pk"]
        constraints = [
            known_value("correction_noticed_by_known", "noticed_by", NoticedBy),
            models.CheckConstraint(
                name="correction_words_given",
                condition=~Q(about="") & ~Q(reason=""),
                violation_error_message=_("Say what it is about, and why."),
            ),
            models.CheckConstraint(
                name="correction_before_given",
                condition=~Q(before_text="") | Q(before_amount__isnull=False),
                violation_error_message=_("Say what stood there, in words or as an amount."),
            ),
            models.CheckConstraint(
                name="correction_after_given",
                condition=~Q(after_text="") | Q(after_amount__isnull=False),
                violation_error_message=_("Say what stands there now, in words or as an amount."),
            ),
            models.CheckConstraint(
                name="correction_before_has_area",
                condition=Q(before_amount__isnull=True) | Q(before_area__isnull=False),
                violation_error_message=_("Say of which area the amount was that stood there."),
            ),
            models.CheckConstraint(
                name="correction_after_has_source",
                condition=Q(after_amount__isnull=True) | Q(after_area__isnull=False, after_release__isnull=False),
                violation_error_message=_("Say of which area and release the amount is that stands there now."),
            ),
            models.CheckConstraint(
                name="correction_currency_code",
                condition=Q(currency__regex=r"^[A-Z]{3}\Z"),
                violation_error_message=_("A currency is three capital letters."),
            ),
        ]

    def __str__(self) -> str:
        return f"Correction {self.pk}"
