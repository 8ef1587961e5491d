"""Keeping applications: one transaction each, never lost, never doubled."""

from __future__ import annotations

import hashlib
import json
import secrets
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.services import record
from careers.outbox.services import enqueue
from roles.models import Role

from .attribution import TouchFacts
from .models import (
    Applicant,
    Application,
    ApplicationCase,
    CaseState,
    ConsentAct,
    ConsentEvent,
    ConsentText,
    EmailConfirmation,
    Purpose,
    Touch,
)

LINK_DAYS = 7
APPLY_FORM = "apply form"
CONFIRM_PAGE = "confirmation page"


class ConsentUnknownError(Exception):
    """The form named consent words that we never showed."""


class ChangedResubmissionError(Exception):
    """This submission key already came with other words; the changed version needs a new key."""


class LinkUnknownError(Exception):
    """No such confirmation link."""


class LinkExpiredError(Exception):
    """The confirmation link is older than seven days and was never used."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What a visitor typed and agreed to, trimmed."""

    name: str
    email: str
    current_role: str
    experience: str
    goal: str
    consent: bool
    consent_text: int

    @property
    def digest(self) -> str:
        """SHA-256 over all of it: equal digests are the same application sent again."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()


def submit_application(
    *,
    role: Role,
    sent: Sent,
    submission_key: uuid.UUID,
    rendered_at: datetime | None,
    touches: Sequence[TouchFacts],
    website: str = "",
) -> Application:
    """Keep an application with its consent, touches, case and outbox event, all or nothing.

    The same key with the same words returns the application already kept. Raises
    ``ChangedResubmissionError`` for the same key with other words or another role,
    ``ConsentUnknownError`` for words we never showed.
    """
    try:
        with transaction.atomic():
            return _keep(role, sent, submission_key, rendered_at, touches, website)
    except IntegrityError:
        # The key is taken: by this application sent before, or by a twin that won the race just now.
        kept = Application.objects.filter(submission_key=submission_key).first()
        if kept is None:
            raise
        if kept.body_digest != sent.digest or kept.role_id != role.pk:
            raise ChangedResubmissionError from None
        return kept


def _keep(
    role: Role,
    sent: Sent,
    submission_key: uuid.UUID,
    rendered_at: datetime | None,
    touches: Sequence[TouchFacts],
    website: str,
) -> Application:
    text = ConsentText.objects.filter(pk=sent.consent_text, purpose=Purpose.ANSWER).first()
    if text is None or not sent.consent:
        raise ConsentUnknownError
    application = Application.objects.create(
        role=role,
        guide_version=role.live_version,
        submission_key=submission_key,
        body_digest=sent.digest,
        name=sent.name,
        email=sent.email,
        current_role=sent.current_role,
        experience=sent.experience,
        goal=sent.goal,
        consent_text=text,
        rendered_at=rendered_at,
        website=website,
    )
    ApplicationCase.objects.create(application=application)
    ConsentEvent.objects.create(application=application, text=text, act=ConsentAct.GIVEN, how=APPLY_FORM)
    Touch.objects.bulk_create(Touch(application=application, **asdict(touch)) for touch in touches)
    enqueue("application.received", {"application": str(application.public_id)})
    return application


def make_confirmation(*, application: Application, now: datetime) -> str:
    """A new link's token for the mail. Only its hash is kept; it works for seven days."""
    token = secrets.token_urlsafe(32)
    EmailConfirmation.objects.create(
        application=application,
        token_sha256=token_hash(token),
        created_at=now,
        expires_at=now + timedelta(days=LINK_DAYS),
    )
    return token


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def find_confirmation(token: str) -> EmailConfirmation:
    """The link of this token. Raises ``LinkUnknownError``."""
    link = (
        EmailConfirmation.objects.select_related("application__role", "application__consent_text")
        .filter(token_sha256=token_hash(token))
        .first()
    )
    if link is None:
        raise LinkUnknownError
    return link


@transaction.atomic
def confirm_address(*, token: str, now: datetime) -> EmailConfirmation:
    """Confirm that the applicant reads mail at this address. Safe to call twice.

    The application then belongs to the person of that address, made if new.
    Raises ``LinkUnknownError`` or ``LinkExpiredError``.
    """
    link = find_confirmation(token)
    # The case is the row that two links of one application would both write.
    case = ApplicationCase.objects.select_for_update().get(pk=link.application_id)
    link.refresh_from_db(fields=["used_at"])
    if link.used_at is not None:
        return link
    if link.expires_at <= now:
        raise LinkExpiredError
    application = link.application
    person, _created = Applicant.objects.get_or_create(
        confirmed_email=application.email.strip().lower(), defaults={"confirmed_at": now}
    )
    case.applicant = person
    case.save(update_fields=["applicant", "updated_at"])
    ConsentEvent.objects.get_or_create(
        application=application,
        text=application.consent_text,
        act=ConsentAct.CONFIRMED,
        defaults={"how": CONFIRM_PAGE},
    )
    link.used_at = now
    link.save(update_fields=["used_at"])
    return link


@transaction.atomic
def add_consent_text(*, purpose: str, words: str, language: str = "en-us") -> ConsentText:
    """The newest version of a purpose's words; a new one is added only if they differ from it."""
    newest = ConsentText.objects.filter(purpose=purpose, language=language).order_by("-version").first()
    if newest is not None and newest.words == words:
        return newest
    return ConsentText.objects.create(
        purpose=purpose,
        language=language,
        version=newest.version + 1 if newest else 1,
        words=words,
        sha256=hashlib.sha256(words.encode()).hexdigest(),
    )


@transaction.atomic
def update_case(
    *,
    case: ApplicationCase,
    by: User,
    state: str | None = None,
    owner: User | None = None,
    is_released: bool = False,
    notes: str | None = None,
) -> ApplicationCase:
    """Change what marketing does with an application; what was sent stays as it is.

    A value left out (None) stays; ``is_released`` gives the case back, so that nobody
    owns it. The notes' text is not recorded, only that they changed.
    """
    case = ApplicationCase.objects.select_for_update().get(pk=case.pk)
    changed: dict[str, str] = {}
    if state is not None and state != case.state:
        changed["state"] = f"{case.state} → {CaseState(state)}"
        case.state = state
    if owner is not None and owner.pk != case.owner_id:
        changed["owner"] = str(owner.pk)
        case.owner = owner
    elif is_released and owner is None and case.owner_id is not None:
        changed["owner"] = "nobody"
        case.owner = None
    if notes is not None and notes != case.notes:
        changed["notes"] = "changed"
        case.notes = notes
    if changed:
        case.save()
        record("application.case", case, by=by, **changed)
    return case


@transaction.atomic
def reveal(*, application: Application, fields: Sequence[str], by: User) -> dict[str, str]:
    """The personal fields asked for, after recording who looked at which."""
    shown = {name: getattr(application, name) for name in ("name", "email") if name in fields}
    record("application.reveal", application, by=by, fields=sorted(shown))
    return shown
