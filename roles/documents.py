"""The read model: one stored document a live guide, equal to what its rows say.

Every change to a row that a document prints goes through ``save_row`` or
``delete_row`` (or a service that calls ``lock`` first and ``refresh`` last), which rebuilds
the documents it shows in, in the same transaction up to 200 roles and by the outbox beyond.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from careers.outbox.services import enqueue
from careers.turns import Turn, take_turn
from roles import search, skill_counts, standings
from roles.building import build_facts
from roles.dependents import dependents
from roles.facts import SKILL_WEIGHTS, Percentiles, RoleFacts, to_stored
from roles.models import (
    DocumentSkill,
    Domain,
    GuideVersion,
    Role,
    RoleDocument,
    Skill,
    SkillAlias,
)
from roles.models.fields import Rank

AT_ONCE = 200
_noted: ContextVar[set[int] | None] = ContextVar("roles whose documents wait", default=None)


def refresh(role_ids: set[int]) -> None:
    """Rebuild the documents of these roles: now up to 200, beyond that by outbox events of 200 roles each.

    Call it inside the transaction of the change, which called ``lock`` before it asked which roles these are.
    Inside ``once_at_the_end`` it only notes the roles.
    """
    if (noted := _noted.get()) is not None:
        noted |= role_ids
        return
    lock()
    ordered = sorted(role_ids)
    if len(ordered) <= AT_ONCE:
        _rebuild(ordered)
        return
    for start in range(0, len(ordered), AT_ONCE):
        enqueue("documents.rebuild", {"roles": ordered[start : start + AT_ONCE]})


@contextmanager
def once_at_the_end() -> Iterator[None]:
    """Rebuild each document once after many changes, not after each of them; within one transaction."""
    noted: set[int] = set()
    token = _noted.set(noted)
    try:
        yield
    finally:
        _noted.reset(token)
    refresh(noted)


def lock() -> None:
    """Let no other transaction change or build documents until this one ends. Taken again, it does nothing.

    Two changes at once would each ask who prints them, and build, from rows that do not show the other
    yet, and leave a document that is unlike its rows.

    The order: this before any row is locked, then the role, then its version (or the page of a pair, then its
    version). So whoever holds this may wait for rows, and nobody who holds rows waits for this. Imports alone
    take it last: they run for minutes, and the rows they write are written by nobody who holds it.
    """
    take_turn(Turn.DOCUMENTS)


def rebuild_from_event(payload: dict[str, Any]) -> None:
    """Outbox handler: rebuild the documents that a large change left for later."""
    with transaction.atomic():
        lock()
        _rebuild(payload["roles"])


def _rebuild(role_ids: list[int]) -> None:
    for role_id in role_ids:
        rebuild(role_id)
    standings.refresh(role_ids)


def rebuild(role_id: int) -> None:
    """Write, change or remove the document of one role so that it equals its rows."""
    role = Role.objects.select_related("live_version__role", "live_version__domain").filter(pk=role_id).first()
    stored = RoleDocument.objects.filter(role_id=role_id).prefetch_related("skills").first()
    listed = {row.slug for row in stored.skills.all()} if stored is not None else set()
    named = search.vocabulary(stored) if stored is not None else set()
    if role is None or role.live_version is None:
        RoleDocument.objects.filter(role_id=role_id).delete()
        search.drop([role_id])
        search.forget(named)
        skill_counts.refresh(listed)
        return
    columns = computed(role.live_version)
    if stored is not None and _equals(stored, columns) and not search.unlike([stored]):
        return
    document, _is_new = RoleDocument.objects.update_or_create(
        role_id=role_id, defaults={**columns, "updated_at": timezone.now()}
    )
    document.skills.all().delete()
    DocumentSkill.objects.bulk_create(skill_rows(document))
    search.keep([document])
    search.forget(named - search.vocabulary(document))
    skill_counts.refresh(listed ^ set(document.skill_slugs))


def _equals(stored: RoleDocument, columns: dict[str, Any]) -> bool:
    """The stored document, with the rows of its skills, is what was computed."""
    kept = [(row.slug, row.importance, row.from_level, row.weight) for row in stored.skills.all()]
    if any(getattr(stored, name) != value for name, value in columns.items()):
        return False
    return kept == [(row.slug, row.importance, row.from_level, row.weight) for row in skill_rows(stored)]


def skill_rows(document: RoleDocument) -> list[DocumentSkill]:
    """The rows of a document's skills, as its facts have them."""
    return [
        DocumentSkill(
            document=document,
            slug=skill["slug"],
            importance=skill["importance"],
            from_level=skill["from_level"],
            weight=SKILL_WEIGHTS[skill["importance"]],
        )
        for skill in document.facts["skills"]
    ]


def differing() -> list[str]:
    """Slugs of roles whose stored document is missing, left over, or unlike what its rows say now."""
    wrong = list(
        RoleDocument.objects.filter(role__live_version__isnull=True)
        .order_by("role__slug")
        .values_list("role__slug", flat=True)
    )
    stored = {document.pk: document for document in RoleDocument.objects.prefetch_related("skills")}
    unlike = search.unlike(stored.values())
    for version in GuideVersion.objects.live().select_related("role", "domain").order_by("role__slug"):
        document, columns = stored.get(version.role_id), computed(version)
        if document is None or document.pk in unlike or not _equals(document, columns):
            wrong.append(version.role.slug)
    return wrong


def computed(version: GuideVersion) -> dict[str, Any]:
    """Every column of the version's document except ``updated_at``, computed from rows."""
    return columns_of(version, build_facts(version))


def columns_of(version: GuideVersion, facts: RoleFacts) -> dict[str, Any]:
    """Every column of the document of a version that has these facts."""
    headline = facts.pay.headline
    middle = next((row for row in facts.pay.percentiles if headline and row.occupation == headline.occupation), None)
    return {
        "slug": facts.slug,
        "title": facts.title,
        "domain_slug": facts.domain.slug,
        "domain_name": facts.domain.name,
        "summary": facts.summary,
        "headline_amount": headline.amount if headline else None,
        "headline_currency": headline.currency if headline else "",
        "headline_kind": headline.kind if headline else "",
        "headline_source": headline.source if headline else "",
        "headline_release": headline.release if headline else "",
        "headline_area": headline.area if headline else "",
        "headline_occupation": (headline.occupation or "") if headline else "",
        "headline_flag": (headline.flag or "") if headline else "",
        "p25": _whole(middle, "p25"),
        "p75": _whole(middle, "p75"),
        "growth_percent": _growth(facts),
        "skill_weight": sum(skill.weight for skill in facts.skills),
        "quality": version.quality,
        "skill_slugs": [skill.slug for skill in facts.skills],
        "skill_names": [skill.name for skill in facts.skills],
        "facts": to_stored(facts),
        **{f"has_{rank}": any(level.rank == rank for level in facts.levels) for rank in Rank.values},
        **search.search_columns(facts),
        "version_number": facts.version,
        "published_at": version.published_at,
    }


def _whole(row: Percentiles | None, name: str) -> int | None:
    """A percentile that was given in full: lists have no room to say that an end is open."""
    return getattr(row, name) if row is not None and name not in row.flags else None


def _growth(facts: RoleFacts) -> float | None:
    return facts.outlook.growth_percent if facts.outlook else None


def is_new_name(row: models.Model) -> bool:
    """A role, domain or skill that is not stored yet: no other transaction can name it, so no document prints it."""
    return row._state.adding and isinstance(row, (Role, Domain, Skill))


@transaction.atomic
def save_row(row: models.Model) -> None:
    """Save a row that documents print, and rebuild those documents."""
    if is_new_name(row):
        # Without the lock: whoever keeps a fact in a draft, or starts one, holds rows already.
        row.save()
        return
    lock()
    # The row as it stands: what it belonged to until now prints it no longer.
    stored = type(row)._base_manager.filter(pk=row.pk).first()
    before = set(dependents(stored).values_list("pk", flat=True)) if stored is not None else set()
    row.save()
    refresh(before | set(dependents(row).values_list("pk", flat=True)))
    skill_counts.refresh(_skills_named_by(row))


@transaction.atomic
def delete_row(row: models.Model) -> None:
    """Delete a row that documents print, and rebuild those documents. ``ProtectedError`` if it is still used."""
    lock()
    before, named = set(dependents(row).values_list("pk", flat=True)), _skills_named_by(row)
    row.delete()
    refresh(before)
    skill_counts.refresh(named)


def _skills_named_by(row: models.Model) -> set[str]:
    match row:
        case Skill(slug=slug) | SkillAlias(skill=Skill(slug=slug)):
            return {slug}
    return set()
