"""Writes about staff: the audit trail, groups, new members."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db import models, transaction

from .groups import GROUPS
from .models import AuditEntry, User


def record(action: str, subject: models.Model, *, by: User | None, **detail: Any) -> AuditEntry:
    """Add to the audit trail, in the caller's transaction. ``by`` is None for commands."""
    return AuditEntry.objects.create(
        actor=by, action=action, subject_type=subject._meta.label_lower, subject_id=str(subject.pk), detail=detail
    )


@transaction.atomic
def sync_groups() -> dict[str, int]:
    """Make the groups and their permissions equal to the table in ``accounts.groups``.

    Returns the number of permissions by group. Raises ``ValueError`` naming every
    permission of the table that does not exist.
    """
    known = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.select_related("content_type")
    }
    unknown = sorted({name for names in GROUPS.values() for name in names} - known.keys())
    if unknown:
        raise ValueError(f"accounts/groups.py names unknown permissions: {', '.join(unknown)}")
    for group_name, names in GROUPS.items():
        group, _created = Group.objects.get_or_create(name=group_name)
        group.permissions.set([known[name] for name in names])
    return {group_name: len(names) for group_name, names in GROUPS.items()}


@transaction.atomic
def create_staff(*, email: str, group: str, name: str = "", by: User | None = None) -> tuple[User, str]:
    """A new member of staff in one group, with a random password that is returned once.

    Raises ``Group.DoesNotExist`` for an unknown group, ``ValidationError`` for an
    address that is malformed or taken.
    """
    password = secrets.token_urlsafe(18)
    member_of = Group.objects.get(name=group)
    user = User.objects.create_user(email, password, name=name, is_staff=True)
    user.groups.add(member_of)
    record("staff.create", user, by=by, group=group)
    return user, password


@transaction.atomic
def update_staff(
    *,
    user: User,
    by: User,
    name: str | None = None,
    is_active: bool | None = None,
    groups: Sequence[Group] | None = None,
) -> User:
    """Change a member of staff's name, groups, or whether they may sign in. A value left out stays.

    Raises ``ValueError`` for shutting oneself out: the site must keep somebody who can mend it.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    if is_active is False and user.pk == by.pk:
        raise ValueError("Nobody can shut themselves out.")
    changed: dict[str, Any] = {}
    if name is not None and name != user.name:
        user.name = name
        changed["name"] = "changed"
    if is_active is not None and is_active != user.is_active:
        user.is_active = is_active
        changed["is_active"] = is_active
    if groups is not None and {group.pk for group in groups} != {group.pk for group in user.groups.all()}:
        user.groups.set(groups)
        changed["groups"] = sorted(group.name for group in groups)
    if changed:
        user.full_clean(exclude=["password"])
        user.save(update_fields=["name", "is_active"])
        record("staff.change", user, by=by, **changed)
    return user
