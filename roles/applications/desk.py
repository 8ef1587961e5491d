"""What the desk shows: a page of applications, and everything known of one. Reads only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import AuditEntry, User
from careers.outbox.models import OutboxEvent
from roles.models.call_to_action import Slot

from .masking import mask_email, mask_name
from .models import Application, ApplicationCase, CaseState, Touch, TouchKind

PAGE = 50
COUNTED = 99  # beyond it the number is "99+": no list is counted to its end
EXCERPT = 90
FEW_MINUTES = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Line:
    """One application in the list. Name and address are masked unless ``shown``."""

    number: int
    name: str
    email: str
    shown: bool
    role: str
    experience: str
    goal: str
    came_by: str
    channel: str
    owner: str
    state: str
    state_name: str
    received_at: datetime
    waits: str


@dataclass(frozen=True, slots=True)
class Happening:
    """A line of an application's timeline."""

    at: datetime
    words: str
    kind: str = ""


def lines(cases: Iterable[ApplicationCase], *, revealed: dict[int, dict[str, str]], now: datetime) -> list[Line]:
    """The lines of these cases; ``revealed`` holds name and email of the numbers somebody asked to see."""
    cases = list(cases)
    touches: dict[int, dict[str, Touch]] = {}
    for touch in Touch.objects.filter(application__in=[case.pk for case in cases]):
        touches.setdefault(touch.application_id, {})[touch.kind] = touch
    return [_line(case, touches.get(case.pk, {}), revealed.get(case.pk), now) for case in cases]


def _line(case: ApplicationCase, touches: dict[str, Touch], shown: dict[str, str] | None, now: datetime) -> Line:
    application = case.application
    submit = touches.get(TouchKind.SUBMIT)
    first = touches.get(TouchKind.FIRST)
    goal = " ".join(application.goal.split())
    return Line(
        number=application.pk,
        name=shown["name"] if shown else mask_name(application.name),
        email=shown["email"] if shown else mask_email(application.email),
        shown=shown is not None,
        role=application.role.title,
        experience=application.get_experience_display(),
        goal=goal if len(goal) <= EXCERPT else f"{goal[: EXCERPT - 1]}…",
        came_by=slot_name(submit.slot) if submit else "",
        channel=channel(first or submit),
        owner=str(case.owner) if case.owner else "",
        state=case.state,
        state_name=case.get_state_display(),
        received_at=application.received_at,
        waits=waiting(now - application.received_at) if case.state == CaseState.NEW else "",
    )


def slot_name(slot: str) -> str:
    """A slot in words; "" for a form that was opened by its own address."""
    return str(dict(Slot.choices).get(slot, slot))


def channel(touch: Touch | None) -> str:
    """Where a visit came from, in the fewest words."""
    if touch is None:
        return ""
    return touch.utm_campaign or touch.utm_source or touch.referrer_host or str(_("Direct"))


def waiting(age: timedelta) -> str:
    """An age in the one unit that matters: minutes, hours, days."""
    minutes = int(age.total_seconds() // 60)
    if minutes < 60:
        return _("%(count)d min") % {"count": max(minutes, 0)}
    if minutes < 48 * 60:
        return _("%(count)d h") % {"count": minutes // 60}
    return _("%(count)d d") % {"count": minutes // (24 * 60)}


def cases(*, state: str = "", role: str = "", owner: str = "", words: str = "", by: User) -> QuerySet[ApplicationCase]:
    """Cases newest first. ``words`` is an exact address, a number or a public id; ``owner`` is "me" or "nobody"."""
    found = ApplicationCase.objects.select_related("application__role", "owner").order_by("-pk")
    if words:
        return found.filter(_named(words))
    if state in CaseState.values:
        found = found.filter(state=state)
    if role.isdecimal():
        found = found.filter(application__role=int(role))
    if owner == "me":
        found = found.filter(owner=by)
    elif owner == "nobody":
        found = found.filter(owner__isnull=True)
    return found


def _named(words: str) -> Q:
    words = words.strip()
    if "@" in words:
        return Q(application__email__iexact=words)
    if words.isdecimal() and len(words) < 16:
        return Q(pk=int(words))
    return Q(application__public_id=words) if _is_uuid(words) else Q(pk__in=[])


def _is_uuid(words: str) -> bool:
    return len(words) == 36 and all(character in "0123456789abcdefABCDEF-" for character in words)


def count_new() -> str:
    """How many are new: a number up to 99, else "99+"."""
    count = ApplicationCase.objects.filter(state=CaseState.NEW)[: COUNTED + 1].count()
    return f"{COUNTED}+" if count > COUNTED else str(count)


def deliveries(application: Application) -> list[OutboxEvent]:
    """The outbox events of an application with their tries. They are written in its own transaction or soon after."""
    events = OutboxEvent.objects.filter(
        payload__application=str(application.public_id), created_at__gte=_before(application)
    )
    return list(events.prefetch_related("attempts").order_by("pk"))


def _before(application: Application) -> datetime:
    return application.received_at - FEW_MINUTES


def audit(application: Application) -> list[AuditEntry]:
    """What staff did with an application, newest first."""
    about = AuditEntry.objects.filter(
        subject_type__in=["applications.application", "applications.applicationcase"], subject_id=str(application.pk)
    )
    return list(about.select_related("actor").order_by("-pk"))


def timeline(application: Application, events: list[OutboxEvent], entries: list[AuditEntry]) -> list[Happening]:
    """All that happened, newest first."""
    found = [Happening(application.received_at, _("Application sent"), "apply")]
    found += [
        Happening(
            event.at,
            _("Consent %(act)s: %(purpose)s")
            % {"act": event.get_act_display().lower(), "purpose": event.text.get_purpose_display()},
        )
        for event in application.consent_events.select_related("text")
        if event.act != "given"
    ]
    for event in events:
        for attempt in event.attempts.all():
            words = _("Confirmation mail sent") if attempt.ok else _("Mail failed: %(why)s") % {"why": attempt.detail}
            found.append(Happening(attempt.finished_at, words, "" if attempt.ok else "stop"))
    found += [Happening(entry.at, _entry_words(entry)) for entry in entries]
    return sorted(found, key=lambda happening: happening.at, reverse=True)


def _entry_words(entry: AuditEntry) -> str:
    detail: dict[str, Any] = entry.detail
    who = str(entry.actor or _("A command"))
    if entry.action == "application.reveal":
        return _("%(who)s was shown: %(fields)s") % {"who": who, "fields": ", ".join(detail.get("fields", []))}
    done = [f"{name} {value}" for name, value in detail.items() if name in ("state", "notes")]
    if "owner" in detail:
        done.append(_("owner changed"))
    return f"{who}: {', '.join(done)}"


def days_waiting(application: Application) -> str:
    return waiting(timezone.now() - application.received_at)
