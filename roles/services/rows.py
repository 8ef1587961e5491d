"""Saving and deleting rows that documents print, with an audit entry in the same transaction."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import models, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import record
from roles import documents, skill_counts
from roles.dependents import dependents
from roles.models import Role, Skill, SkillAlias

from .errors import ServiceRefusedError


@transaction.atomic
def save_row(*, row: models.Model, changed: Sequence[str], by: User | None) -> None:
    """Save a role, domain, skill or call to action and rebuild the documents that print it.

    Of a stored row only the ``changed`` columns are written, so that a form opened
    earlier undoes nothing else. Their names are recorded, not their values. Raises ``ValidationError``
    for a new role whose address is taken or leads to another role.
    """
    action = "add" if row._state.adding else "change"
    if isinstance(row, Role) and row._state.adding:
        row.validate_unique()
    if not row._state.adding:
        documents.lock()
        stored = type(row)._default_manager.select_for_update().get(pk=row.pk)
        for name in changed:
            setattr(stored, name, getattr(row, name))
        row = stored
    documents.save_row(row)
    record(f"{row._meta.model_name}.{action}", row, by=by, fields=sorted(changed))


@transaction.atomic
def set_aliases(*, skill: Skill, names: Sequence[str], by: User | None) -> None:
    """Make these the other names of a skill, by which its roles are found. Each must lead to no other skill."""
    documents.lock()
    have = set(skill.aliases.values_list("name", flat=True))
    if have == set(names):
        return
    skill.aliases.exclude(name__in=names).delete()
    SkillAlias.objects.bulk_create(SkillAlias(skill=skill, name=name) for name in names if name not in have)
    documents.refresh(set(dependents(skill).values_list("pk", flat=True)))
    skill_counts.refresh({skill.slug})
    record(f"{skill._meta.model_name}.change", skill, by=by, fields=["aliases"])


@transaction.atomic
def delete_row(*, row: models.Model, by: User | None) -> None:
    """Delete such a row.

    Raises ``ProtectedError`` if a guide, also a draft or an old version, still uses it;
    ``ServiceRefusedError`` for a skill that only steps of roadmaps build.
    """
    documents.lock()
    if isinstance(row, Skill) and row.roadmap_steps.exists():
        raise ServiceRefusedError(_("A roadmap step still builds this skill."))
    record(f"{row._meta.model_name}.delete", row, by=by, name=str(row))
    documents.delete_row(row)
