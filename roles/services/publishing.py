"""Publishing and withdrawing: the only writes that change what visitors read of a guide."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import record
from roles import documents, prose
from roles.models import GuideVersion, Role

from .errors import PublishRefusedError, ServiceRefusedError, StaleDraftError

PUBLISH = "roles.publish_guideversion"
MAX_STEPS = 60


def require_publisher(by: User | None) -> None:
    """Refuse everyone but commands and those who may publish."""
    if by is not None and not by.has_perm(PUBLISH):
        raise PermissionDenied("Publishing needs the Publisher's permission.")


@transaction.atomic
def publish(*, version: GuideVersion, by: User | None) -> GuideVersion:
    """Make this open version the one that visitors read. Safe to call twice.

    Raises ``PublishRefusedError`` with every reason, ``StaleDraftError`` if another
    version went live since the draft was started, ``PermissionDenied``.
    """
    require_publisher(by)
    role = Role.objects.select_for_update().get(pk=version.role_id)
    version = GuideVersion.objects.select_for_update().select_related("domain").get(pk=version.pk)
    if role.live_version_id == version.pk:
        return version
    if not version.is_open:
        raise ServiceRefusedError(_("Only an open version can be published."))
    if version.based_on_id != role.live_version_id:
        raise StaleDraftError
    problems = publish_problems(version)
    if problems:
        raise PublishRefusedError(problems)
    affected = set(documents.dependents(role).values_list("pk", flat=True)) | {role.pk}
    now = timezone.now()
    if role.live_version_id is not None:
        GuideVersion.objects.filter(pk=role.live_version_id).update(state=GuideVersion.State.SUPERSEDED, updated_at=now)
    version.state = GuideVersion.State.PUBLISHED
    version.published_at = now
    version.save(update_fields=["state", "published_at", "updated_at"])
    role.live_version = version
    role.title, role.plural, role.article, role.domain = version.title, version.plural, version.article, version.domain
    role.save()
    record("guide.publish", version, by=by, role=role.slug, number=version.number)
    documents.refresh(affected | set(documents.dependents(role).values_list("pk", flat=True)))
    return version


def publish_problems(version: GuideVersion) -> list[str]:
    """Why this version may not be published, one sentence each; empty if it may."""
    problems = [
        _("%(field)s is empty.") % {"field": label}
        for label, text in (
            (_("The summary"), version.summary),
            (_("The overview"), version.overview),
            (_("What they do"), version.what_they_do),
        )
        if not text.strip()
    ]
    if not version.skills.exists():
        problems.append(_("No skill is listed."))
    levels = list(version.levels.all())
    if not levels:
        problems.append(_("No level is described."))
    problems += [
        _("The level “%(level)s” has no duties.") % {"level": level.get_rank_display()}
        for level in levels
        if not level.duties.strip()
    ]
    problems += [
        _("The relation to “%(role)s” gives no reason.") % {"role": relation.role}
        for relation in version.relations.filter(reason="").select_related("role")
    ]
    if version.steps.count() > MAX_STEPS:
        problems.append(_("A roadmap has at most %(most)d steps.") % {"most": MAX_STEPS})
    for place, text in _markdown_of(version):
        problems += _amounts(place, text, _("Write {{ pay.headline }}, so that its source is printed."))
        problems += [
            _("%(place)s has an unknown token “%(token)s”.") % {"place": place, "token": token}
            for token in prose.unknown_tokens(text)
        ]
    for place, text in _plain_texts_of(version):
        problems += _amounts(place, text, _("Leave it out: no source can be printed there."))
        problems += [
            _("%(place)s has the token “%(token)s”, which is filled in only in Markdown texts.")
            % {"place": place, "token": token}
            for token in prose.tokens(text)
        ]
    return problems


def _amounts(place: str, text: str, instead: str) -> list[str]:
    return [
        _("%(place)s states “%(amount)s”. %(instead)s") % {"place": place, "amount": amount.strip(), "instead": instead}
        for amount in prose.literal_amounts(text)
    ]


def _markdown_of(version: GuideVersion) -> list[tuple[str, str]]:
    """The texts that ``prose.render`` prints, tokens filled in, with the words for where each stands."""
    return [
        (_("The overview"), version.overview),
        (_("What they do"), version.what_they_do),
        (_("How to break in"), version.break_in),
        *((_("A roadmap step"), row.body) for row in version.steps.all()),
        *((_("An entry route"), row.body) for row in version.routes.all()),
        *((_("A question"), row.answer) for row in version.questions.all()),
    ]


def _plain_texts_of(version: GuideVersion) -> list[tuple[str, str]]:
    """The texts that are printed as they are. An unsourced figure's own note is its label and may state it."""
    return [
        (_("The summary"), version.summary),
        (_("The search title"), version.seo_title),
        (_("The search description"), version.seo_description),
        (_("The change note"), version.change_note),
        *((_("A title’s note"), row.note) for row in version.titles.all()),
        *((_("A skill’s note"), row.note) for row in version.skills.all()),
        *((_("A level"), f"{row.title}\n{row.scope}\n{row.duties}") for row in version.levels.all()),
        *((_("A roadmap step"), f"{row.title}\n{row.done_when}") for row in version.steps.all()),
        *((_("An entry route"), row.title) for row in version.routes.all()),
        *((_("A pro or con"), row.text) for row in version.points.all()),
        *((_("A question"), row.question) for row in version.questions.all()),
        *((_("A relation"), row.reason) for row in version.relations.all()),
        *((_("An estimate’s note"), row.note) for row in version.estimates.filter(unsourced=False)),
    ]


@transaction.atomic
def withdraw(*, role: Role, by: User | None, successor: Role | None = None) -> Role:
    """Take the live guide down: its address leads to the successor, or says it is gone. Safe to call twice."""
    require_publisher(by)
    role = Role.objects.select_for_update().get(pk=role.pk)
    version_id = role.live_version_id
    if version_id is None and role.successor == successor:
        return role
    affected = set(documents.dependents(role).values_list("pk", flat=True)) | {role.pk}
    GuideVersion.objects.filter(live_for=role).update(state=GuideVersion.State.WITHDRAWN, updated_at=timezone.now())
    role.live_version = None
    role.successor = successor
    role.save()
    record("guide.withdraw", role, by=by, version=version_id, successor=successor.slug if successor else None)
    documents.refresh(affected)
    return role
