"""Entering a correction into the public log."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import record
from careers.turns import Turn, take_turn
from roles import literals
from roles.models import Correction

RECORD = "roles.add_correction"
TEXTS = ("about", "before_text", "after_text", "reason")


@transaction.atomic
def record_correction(*, correction: Correction, by: User | None) -> Correction:
    """Add this unsaved entry to the log; nothing changes one afterwards. Safe to call twice: an equal entry stays one.

    Raises ``ValidationError`` by field, ``PermissionDenied`` for staff who may not.
    """
    if by is not None and not by.has_perm(RECORD):
        raise PermissionDenied("Recording a correction needs the Publisher's permission.")
    correction.full_clean()
    given = {
        field.attname: getattr(correction, field.attname)
        for field in Correction._meta.concrete_fields
        if field.name not in ("id", "recorded_at")
    }
    if problems := correction_problems(given):
        raise ValidationError(dict(problems))
    # An equal entry that is just being added cannot be seen, and no constraint is over all that makes two equal.
    take_turn(Turn.CORRECTIONS)
    kept = Correction.objects.filter(**_asked(given)).first()
    if kept is not None:
        return kept
    correction.save(force_insert=True)
    record("correction.record", correction, by=by, role=correction.role.slug if correction.role else None)
    return correction


def _asked(given: dict[str, Any]) -> dict[str, Any]:
    """These values as a filter asks for them."""
    return {(f"{name}__isnull" if value is None else name): value is None or value for name, value in given.items()}


def correction_problems(given: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What no constraint can see, by field: an amount in a text has no source, and no correction is yet to come."""
    problems = [
        (name, _("“%(amount)s” has no source here. Give it as an amount.") % {"amount": amounts[0].strip()})
        for name in TEXTS
        if (amounts := literals.amounts(given.get(name) or ""))
    ]
    day = given.get("corrected_on")
    if day is not None and day > timezone.localdate():
        problems.append(("corrected_on", _("This day is yet to come.")))
    return problems
