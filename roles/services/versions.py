"""What every numbered version goes through, of a guide or of a comparison. Whoever calls it records it."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from roles.models import ComparisonVersion, GuideVersion
from roles.models.version import OPEN_STATES, Version

from .errors import ServiceRefusedError, StaleVersionError

SomeVersion = TypeVar("SomeVersion", bound=Version)


def withdrawn_last(versions: QuerySet[SomeVersion]) -> SomeVersion | None:
    """Of a text's versions the one that was live last, if none is live now."""
    return versions.filter(state=Version.State.WITHDRAWN).order_by("-published_at", "-number").first()


def is_behind(version: GuideVersion | ComparisonVersion, live_id: int | None, versions: QuerySet[SomeVersion]) -> bool:
    """Another version went live since this draft was started. That its own was withdrawn puts it behind nothing."""
    if version.based_on_id == live_id:
        return False
    last = withdrawn_last(versions) if live_id is None else None
    return last is None or version.based_on_id != last.pk


def claim(version: Version, lock_version: int) -> int:
    """Claim the open version for a save that started from ``lock_version``; the new lock version.

    Raises ``StaleVersionError`` if somebody saved since, ``ServiceRefusedError`` if the version is no longer open.
    """
    opened = type(version)._default_manager.filter(pk=version.pk, state__in=OPEN_STATES)
    claimed = opened.filter(lock_version=lock_version)
    if claimed.update(lock_version=F("lock_version") + 1, updated_at=timezone.now()):
        return lock_version + 1
    if opened.exists():
        raise StaleVersionError
    raise ServiceRefusedError(_("This version is no longer open."))


def close(version: SomeVersion) -> tuple[SomeVersion, bool]:
    """The version set aside, and whether it was open until now. Call it in a transaction."""
    version = type(version)._default_manager.select_for_update(of=("self",)).get(pk=version.pk)
    if version.state == Version.State.SET_ASIDE:
        return version, False
    if not version.is_open:
        raise ServiceRefusedError(_("Only an open version can be set aside."))
    version.state = Version.State.SET_ASIDE
    version.save(update_fields=["state", "updated_at"])
    return version, True
