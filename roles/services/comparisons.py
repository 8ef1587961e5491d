"""Writing what an editor says of two roles: drafted, published, withdrawn and restored as a guide is."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import record
from roles import documents, standings
from roles.judging import judge_words
from roles.models import ComparisonPage, ComparisonVersion, Role

from .errors import OpenVersionExistsError, ServiceRefusedError, StaleDraftError
from .publishing import require_publisher, require_quality
from .versions import claim, close, is_behind, withdrawn_last

PUBLISH_WORDS = "roles.publish_comparisonversion"
_COPIED = ("answer", "text", "contrasts", "choose_first", "choose_second", "seo_description")


def _locked(page_id: int) -> ComparisonPage:
    return ComparisonPage.objects.select_for_update(of=("self",)).get(pk=page_id)


@transaction.atomic
def start_words(*, one: Role, other: Role, by: User | None) -> ComparisonVersion:
    """An open version about two roles, given in either order: a copy of the one live, or live last, or empty.

    Raises ``ServiceRefusedError`` for one role twice, ``OpenVersionExistsError`` if one is open already.
    """
    if one.pk == other.pk:
        raise ServiceRefusedError(_("Choose two different roles."))
    first, second = sorted((one, other), key=lambda role: role.pk)
    page, _is_new = ComparisonPage.objects.get_or_create(first=first, second=second)
    return _start(_locked(page.pk), by)


def _start(page: ComparisonPage, by: User | None, from_version: ComparisonVersion | None = None) -> ComparisonVersion:
    """A draft of a locked page, based on the version that is live, or was last, whichever text it copies."""
    existing = page.versions.open().first()
    if existing is not None:
        raise OpenVersionExistsError(existing)
    based_on = page.live_version or withdrawn_last(page.versions.all())
    origin = from_version or based_on
    number = (page.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    copied = {name: getattr(origin, name) for name in _COPIED} if origin is not None else {}
    draft: ComparisonVersion = ComparisonVersion.objects.create(
        page=page, number=number, author=by, based_on=based_on, **copied
    )
    record("comparison.start_draft", draft, by=by, number=number, copied=origin.number if origin else None)
    return draft


def save_words(*, version: ComparisonVersion, lock_version: int, by: User | None) -> int:
    """Claim the open version for a save that started from ``lock_version``; the new lock version.

    Call it first in the transaction that writes the form. Raises ``StaleVersionError`` if somebody saved since,
    ``ServiceRefusedError`` if the version is no longer open.
    """
    claimed = claim(version, lock_version)
    record("comparison.save_draft", version, by=by, lock_version=claimed)
    return claimed


@transaction.atomic
def set_words_aside(*, version: ComparisonVersion, by: User | None) -> ComparisonVersion:
    """Close the open version without publishing it; it stays in the history. Safe to call twice."""
    version, was_open = close(version)
    if was_open:
        record("comparison.set_aside", version, by=by, number=version.number)
    return version


@transaction.atomic
def restore_words(
    *, version: ComparisonVersion, by: User | None, instead_of: ComparisonVersion | None = None
) -> ComparisonVersion:
    """A draft with the text of an older version. What is live stays as it is until the draft is published.

    ``instead_of`` is the open version that the actor saw: it is set aside and stays in the history.
    Any other open version raises ``OpenVersionExistsError``.
    """
    page = _locked(version.page_id)
    existing = page.versions.open().first()
    if existing is not None and instead_of is not None and existing.pk == instead_of.pk:
        set_words_aside(version=existing, by=by)
    draft = _start(page, by, from_version=version)
    draft.change_note = _("Text of version %(number)d restored.") % {"number": version.number}
    draft.save(update_fields=["change_note"])
    return draft


@transaction.atomic
def publish_words(*, version: ComparisonVersion, by: User | None, reason: str = "") -> ComparisonVersion:
    """Make this open version the one that visitors read. Safe to call twice.

    Below the gate it needs a reason, which the audit trail keeps. Raises ``PublishRefusedError`` with every problem,
    ``BelowGateError`` below the gate without a reason, ``StaleDraftError`` if another version went live since the
    draft was started, ``PermissionDenied``.
    """
    require_publisher(by, PUBLISH_WORDS)
    documents.lock()
    page = _locked(version.page_id)
    version = ComparisonVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
    if page.live_version_id == version.pk:
        return version
    if not version.is_open:
        raise ServiceRefusedError(_("Only an open version can be published."))
    if is_behind(version, page.live_version_id, page.versions.all()):
        raise StaleDraftError
    quality = judge_words(version)
    excuse = require_quality(quality, reason)
    now = timezone.now()
    ComparisonVersion.objects.filter(live_for=page).update(state=ComparisonVersion.State.SUPERSEDED, updated_at=now)
    version.state = ComparisonVersion.State.PUBLISHED
    version.published_at = now
    version.quality = quality.score
    version.save(update_fields=["state", "published_at", "quality", "updated_at"])
    page.live_version = version
    page.save(update_fields=["live_version"])
    record("comparison.publish", version, by=by, number=version.number, **excuse)
    standings.refresh({page.first_id, page.second_id})
    return version


@transaction.atomic
def withdraw_words(*, page: ComparisonPage, by: User | None) -> ComparisonPage:
    """Take the live words down; the pair is still compared from facts. Safe to call twice."""
    require_publisher(by, PUBLISH_WORDS)
    documents.lock()
    page = _locked(page.pk)
    version = page.live_version
    if version is None:
        return page
    version.state = ComparisonVersion.State.WITHDRAWN
    version.save(update_fields=["state", "updated_at"])
    page.live_version = None
    page.save(update_fields=["live_version"])
    record("comparison.withdraw", page, by=by, version=version.number)
    standings.refresh({page.first_id, page.second_id})
    return page
