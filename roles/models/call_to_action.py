"""CallToAction: the block that invites to apply."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .fields import known_value
from .role import Role
from .taxonomy import Domain


class Slot(models.TextChoices):
    AFTER_OVERVIEW = "after_overview", _("After the overview")
    AFTER_ROADMAP = "after_roadmap", _("After the roadmap")
    END = "end", _("At the end, with the form")
    STICKY = "sticky", _("The bar on phones")


class CallToAction(models.Model):
    """What stands in one slot, for one role, else its domain, else the whole site.

    Texts may hold ``{{ role.title }}``, ``{{ role.plural }}`` and ``{{ role.article }}``.
    """

    slot = models.CharField(max_length=14, choices=Slot)
    role = models.ForeignKey(Role, on_delete=models.CASCADE, null=True, blank=True, related_name="calls_to_action")
    domain = models.ForeignKey(Domain, on_delete=models.CASCADE, null=True, blank=True, related_name="calls_to_action")
    headline = models.CharField(max_length=160)
    body = models.TextField(blank=True)
    button = models.CharField(max_length=40, default="Apply Now")
    next_steps = models.TextField(
        blank=True, help_text=_("What happens next, by whom and when: one step a line. Promise only what is kept.")
    )

    class Meta:
        ordering = ["slot", "pk"]
        verbose_name = _("call to action")
        verbose_name_plural = _("calls to action")
        constraints = [
            known_value("calltoaction_slot_known", "slot", Slot),
            models.CheckConstraint(
                name="calltoaction_role_or_domain",
                condition=Q(role__isnull=True) | Q(domain__isnull=True),
                violation_error_message=_("Choose a role, a domain, or neither for the whole site."),
            ),
            *(
                models.UniqueConstraint(
                    name=f"calltoaction_one_a_slot_{scope}",
                    fields=fields,
                    condition=condition,
                    violation_error_message=_("This slot already has a call to action in this scope."),
                )
                for scope, fields, condition in (
                    ("site", ["slot"], Q(role__isnull=True, domain__isnull=True)),
                    ("domain", ["slot", "domain"], Q(domain__isnull=False)),
                    ("role", ["slot", "role"], Q(role__isnull=False)),
                )
            ),
            models.CheckConstraint(
                name="calltoaction_words_given",
                condition=~Q(headline="") & ~Q(button=""),
                violation_error_message=_("A call to action needs a headline and a button."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_slot_display()}: {self.headline}"
