"""Starting, saving and setting aside the open version of a guide."""

from __future__ import annotations

from django.db import models, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import record
from roles.models import (
    CareerLevel,
    DraftCandidate,
    EntryRoute,
    GuidePoint,
    GuideQuestion,
    GuideRelation,
    GuideSkill,
    GuideTitle,
    GuideVersion,
    RoadmapStep,
    Role,
    SalaryEstimate,
)

from .carrying import carry_decisions
from .errors import OpenVersionExistsError, ServiceRefusedError
from .versions import claim, close, withdrawn_last

PARTS: tuple[type[models.Model], ...] = (
    GuideTitle,
    GuideSkill,
    CareerLevel,
    SalaryEstimate,
    EntryRoute,
    GuidePoint,
    GuideQuestion,
    GuideRelation,
    DraftCandidate,
    RoadmapStep,
)
_COPIED = (
    "title", "plural", "article", "domain_id", "summary", "overview", "what_they_do", "break_in",
    "seo_title", "seo_description", "reviewed_by", "reviewed_on",
)  # fmt: skip


@transaction.atomic
def start_draft(*, role: Role, by: User | None, from_version: GuideVersion | None = None) -> GuideVersion:
    """An open version to edit: a full copy of the live one, of ``from_version``, or empty for a new role.

    While nothing is live, the one that was withdrawn last stands for the live one. The draft
    is based on that version, whichever text it copies. Raises ``OpenVersionExistsError`` if one is open already,
    ``ServiceRefusedError`` for a version of another role.
    """
    role = Role.objects.select_for_update().get(pk=role.pk)
    existing = role.versions.open().first()
    if existing is not None:
        raise OpenVersionExistsError(existing)
    if from_version is not None and from_version.role_id != role.pk:
        raise ServiceRefusedError(_("This version belongs to another role."))
    based_on = role.live_version or withdrawn_last(role.versions.all())
    origin = from_version or based_on
    number = (role.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    draft = GuideVersion(role=role, number=number, author=by, based_on=based_on)
    if origin is None:
        draft.title, draft.plural, draft.article, draft.domain = role.title, role.plural, role.article, role.domain
        draft.save()
    else:
        for name in _COPIED:
            setattr(draft, name, getattr(origin, name))
        draft.save()
        _copy_parts(origin, draft)
    carry_decisions(draft, origin)
    record("guide.start_draft", draft, by=by, role=role.slug, number=number, copied=origin.number if origin else None)
    return draft


@transaction.atomic
def restore(*, version: GuideVersion, by: User | None, instead_of: GuideVersion | None = None) -> GuideVersion:
    """A draft with the text of an older version. The live guide stays as it is until the draft is published.

    ``instead_of`` is the open version that the actor saw: it is set aside and stays in
    the history. Safe to call twice: the second call raises ``OpenVersionExistsError``
    with the draft that the first one made. Any other open version raises it too.
    """
    role = Role.objects.select_for_update().get(pk=version.role_id)
    existing = role.versions.open().first()
    if existing is not None and instead_of is not None and existing.pk == instead_of.pk:
        set_aside(version=existing, by=by)
    draft = start_draft(role=role, by=by, from_version=version)
    draft.change_note = _("Text of version %(number)d restored.") % {"number": version.number}
    draft.save(update_fields=["change_note"])
    return draft


def _copy_parts(origin: GuideVersion, draft: GuideVersion) -> None:
    """Every part as a row of its own with the key of the row it copies."""
    for model in PARTS:
        rows = list(model._default_manager.filter(version=origin).order_by("position", "pk"))
        for row in rows:
            row.pk = None
            row._state.adding = True
            row.version = draft  # type: ignore[attr-defined]  # every part has a version
        model._default_manager.bulk_create(rows)
    copies = {step.key: step.pk for step in draft.steps.all()}
    needs, builds = RoadmapStep.requires.through, RoadmapStep.skills.through
    steps = list(origin.steps.prefetch_related("requires", "skills"))
    needs._default_manager.bulk_create(
        needs(from_roadmapstep_id=copies[step.key], to_roadmapstep_id=copies[required.key])
        for step in steps
        for required in step.requires.all()
    )
    builds._default_manager.bulk_create(
        builds(roadmapstep_id=copies[step.key], skill_id=skill.pk) for step in steps for skill in step.skills.all()
    )


def save_draft(*, version: GuideVersion, lock_version: int, by: User | None) -> int:
    """Claim the open version for a save that started from ``lock_version``; the new lock version.

    Call it first in the transaction that writes the form's rows. Raises
    ``StaleVersionError`` if somebody saved since, ``ServiceRefusedError`` if the
    version is no longer open.
    """
    claimed = claim(version, lock_version)
    record("guide.save_draft", version, by=by, lock_version=claimed)
    return claimed


def renumber(version: GuideVersion) -> None:
    """Give every part its place, counted from 1, in the order (position, pk)."""
    for model in PARTS:
        rows = list(model._default_manager.filter(version=version).order_by("position", "pk"))
        for place, row in enumerate(rows, start=1):
            row.position = place  # type: ignore[attr-defined]  # every part has a position
        model._default_manager.bulk_update(rows, ["position"])


@transaction.atomic
def set_aside(*, version: GuideVersion, by: User | None) -> GuideVersion:
    """Close the open version without publishing it; it stays in the history. Safe to call twice."""
    version, was_open = close(version)
    if was_open:
        record("guide.set_aside", version, by=by, number=version.number)
    return version
