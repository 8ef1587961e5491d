"""Writes about a role itself: its address and its official occupations."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from accounts.models import User
from accounts.services import record
from roles import documents
from roles.dependents import dependents
from roles.models import Occupation, Role, RoleOccupation, RoleRedirect

from .errors import NotDetailedError
from .publishing import require_publisher


@transaction.atomic
def rename_role(*, role: Role, slug: str, by: User | None) -> Role:
    """Give a role another address; the old one answers 301 to it. Safe to call twice.

    Raises ``ValidationError`` for a slug that is malformed, taken, or a former address of another role.
    """
    require_publisher(by)
    documents.lock()
    role = Role.objects.select_for_update().get(pk=role.pk)
    if role.slug == slug:
        return role
    old_slug, role.slug = role.slug, slug
    role.full_clean()
    role.save()
    RoleRedirect.objects.filter(old_slug=slug).delete()
    RoleRedirect.objects.update_or_create(old_slug=old_slug, defaults={"role": role})
    record("role.rename", role, by=by, old=old_slug, new=slug)
    documents.refresh(set(dependents(role).values_list("pk", flat=True)) | {role.pk})
    return role


@transaction.atomic
def match_occupations(
    *, role: Role, matches: Sequence[tuple[Occupation, str, str]], by: User | None
) -> list[RoleOccupation]:
    """Set the official occupations of a role, best first: (occupation, match, basis). Only Publishers may.

    Safe to call twice: an equal list changes nothing and is not recorded again. Raises ``NotDetailedError``
    for a group of occupations.
    """
    require_publisher(by)
    for occupation, _match, _basis in matches:
        if not occupation.may_stand_for_roles:
            raise NotDetailedError(occupation)
    documents.lock()
    role = Role.objects.select_for_update().get(pk=role.pk)
    present = list(role.occupations.order_by("position", "pk"))
    wanted = [(occupation.pk, match, basis) for occupation, match, basis in matches]
    if [(row.occupation_id, row.match, row.basis) for row in present] == wanted:
        return present
    affected = set(dependents(role).values_list("pk", flat=True)) | {role.pk}
    role.occupations.all().delete()
    rows = RoleOccupation.objects.bulk_create(
        RoleOccupation(role=role, occupation=occupation, match=match, basis=basis, position=position)
        for position, (occupation, match, basis) in enumerate(matches, start=1)
    )
    record("role.match_occupations", role, by=by, occupations=[occupation.code for occupation, _m, _b in matches])
    documents.refresh(affected | set(dependents(role).values_list("pk", flat=True)))
    return rows
