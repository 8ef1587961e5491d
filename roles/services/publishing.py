"""Publishing and withdrawing: the only writes that change what visitors read of a guide."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import record
from roles import documents, findings
from roles.dependents import dependents
from roles.judging import judge
from roles.models import GuideVersion, Role
from roles.quality import Quality

from .errors import BelowGateError, PublishRefusedError, ServiceRefusedError, StaleDraftError
from .versions import is_behind

PUBLISH = "roles.publish_guideversion"


def require_publisher(by: User | None, permission: str = PUBLISH) -> None:
    """Refuse everyone but commands and those who may publish."""
    if by is not None and not by.has_perm(permission):
        raise PermissionDenied("Publishing needs the Publisher's permission.")


def require_quality(quality: Quality, reason: str) -> dict[str, str | int]:
    """What the trail keeps of the quality of what is published: the score, and below the gate the reason.

    Raises ``PublishRefusedError`` for what no reason helps against, ``BelowGateError`` below the gate without one.
    """
    if quality.refusals:
        raise PublishRefusedError([one.what for one in findings.refusals(quality)])
    if not quality.is_below:
        return {"quality": quality.score}
    if not reason.strip():
        raise BelowGateError(quality.score)
    return {"quality": quality.score, "reason": reason.strip()}


@transaction.atomic
def publish(*, version: GuideVersion, by: User | None, reason: str = "") -> GuideVersion:
    """Make this open version the one that visitors read. Safe to call twice.

    A guide whose quality is below the gate needs a reason, which the audit trail keeps.
    Raises ``PublishRefusedError`` with every problem, ``BelowGateError`` for a guide below
    the gate without a reason, ``StaleDraftError`` if another version went live since the
    draft was started, ``PermissionDenied``.
    """
    require_publisher(by)
    documents.lock()
    role = Role.objects.select_for_update().get(pk=version.role_id)
    version = GuideVersion.objects.select_for_update().select_related("role", "domain").get(pk=version.pk)
    if role.live_version_id == version.pk:
        return version
    if not version.is_open:
        raise ServiceRefusedError(_("Only an open version can be published."))
    if is_behind(version, role.live_version_id, role.versions.all()):
        raise StaleDraftError
    quality = judge(version)
    excuse = require_quality(quality, reason)
    affected = set(dependents(role).values_list("pk", flat=True)) | {role.pk}
    now = timezone.now()
    if role.live_version_id is not None:
        GuideVersion.objects.filter(pk=role.live_version_id).update(state=GuideVersion.State.SUPERSEDED, updated_at=now)
    version.state = GuideVersion.State.PUBLISHED
    version.published_at = now
    version.quality = quality.score
    version.save(update_fields=["state", "published_at", "quality", "updated_at"])
    role.live_version = version
    role.title, role.plural, role.article, role.domain = version.title, version.plural, version.article, version.domain
    role.save()
    record("guide.publish", version, by=by, role=role.slug, number=version.number, **excuse)
    documents.refresh(affected | set(dependents(role).values_list("pk", flat=True)))
    return version


@transaction.atomic
def withdraw(*, role: Role, by: User | None, successor: Role | None = None) -> Role:
    """Take the live guide down: its address leads to the successor, or says it is gone. Safe to call twice."""
    require_publisher(by)
    documents.lock()
    role = Role.objects.select_for_update().get(pk=role.pk)
    version_id = role.live_version_id
    if version_id is None and role.successor == successor:
        return role
    affected = set(dependents(role).values_list("pk", flat=True)) | {role.pk}
    GuideVersion.objects.filter(live_for=role).update(state=GuideVersion.State.WITHDRAWN, updated_at=timezone.now())
    role.live_version = None
    role.successor = successor
    role.save()
    record("guide.withdraw", role, by=by, version=version_id, successor=successor.slug if successor else None)
    documents.refresh(affected)
    return role
