"""Column shapes that several nouns share."""

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _

models.CharField.register_lookup(Length)
models.TextField.register_lookup(Length)

SLUG_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*\Z"
validate_slug = RegexValidator(SLUG_PATTERN, _("Use lower-case letters, digits and single hyphens."))


def slug_field(**options: Any) -> models.CharField:
    """An address part: lower-case letters, digits and hyphens, unique in its table."""
    return models.CharField(max_length=80, unique=True, validators=[validate_slug], **options)


def slug_constraint(name: str) -> models.CheckConstraint:
    """The same rule in the database, so that no import or script gets round it."""
    return models.CheckConstraint(
        name=name,
        condition=models.Q(slug__regex=SLUG_PATTERN),
        violation_error_message=_("An address part holds only lower-case letters, digits and single hyphens."),
    )


class Rank(models.TextChoices):
    """The four rungs of a career ladder, lowest first."""

    JUNIOR = "junior", _("Junior")
    MID = "mid", _("Mid-level")
    SENIOR = "senior", _("Senior")
    LEAD = "lead", _("Lead or principal")


def known_value(
    name: str, field: str, choices: type[models.TextChoices], *, nullable: bool = False, blank: bool = False
) -> models.CheckConstraint:
    """The column holds one of these choices (or nothing, if ``nullable`` or ``blank``), in the database too."""
    condition = models.Q(**{f"{field}__in": [*choices.values, ""] if blank else list(choices.values)})
    if nullable:
        condition |= models.Q(**{f"{field}__isnull": True})
    return models.CheckConstraint(
        name=name, condition=condition, violation_error_message=_("Choose one of the listed values.")
    )
