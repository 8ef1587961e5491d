"""Applications, consent and the people they turn out to be of."""

from __future__ import annotations

import hashlib
import uuid
from datetime import timedelta
from typing import Any

import factory
from django.db.models import Max
from django.utils import timezone
from factory.django import DjangoModelFactory

from roles.applications.models import (
    Applicant,
    Application,
    ApplicationCase,
    ConsentEvent,
    ConsentText,
    EmailConfirmation,
    Touch,
)
from roles.applications.services import Sent, submit_application

from .roles import RoleFactory

CANARY = "canary.7f3a@applicant.example"


def _next_version(text: Any) -> int:
    kept = ConsentText.objects.filter(purpose=text.purpose, language=text.language)
    return (kept.aggregate(last=Max("version"))["last"] or 0) + 1


class ConsentTextFactory(DjangoModelFactory):
    """The next version of its purpose's words: a migration writes the first."""

    class Meta:
        model = ConsentText

    purpose = "answer"
    language = "en-us"
    version = factory.LazyAttribute(_next_version)
    words = factory.LazyAttribute(lambda text: f"I agree that you answer me (version {text.version}).")
    sha256 = factory.LazyAttribute(lambda text: hashlib.sha256(text.words.encode()).hexdigest())


class ApplicationFactory(DjangoModelFactory):
    """An application row alone; ``apply_for()`` sends one as a visitor does, with case and consent."""

    class Meta:
        model = Application

    role = factory.SubFactory(RoleFactory)
    submission_key = factory.LazyFunction(uuid.uuid4)
    body_digest = factory.LazyFunction(lambda: uuid.uuid4().hex * 2)
    name = factory.Sequence(lambda n: f"Ada Applicant {n}")
    email = factory.Sequence(lambda n: f"ada{n}@applicant.example")
    current_role = "QA Lead"
    experience = "mid"
    goal = "To move by the end of the year."
    consent_text = factory.SubFactory(ConsentTextFactory)


class ApplicantFactory(DjangoModelFactory):
    class Meta:
        model = Applicant

    confirmed_email = factory.Sequence(lambda n: f"person{n}@applicant.example")
    confirmed_at = factory.LazyFunction(timezone.now)


class ApplicationCaseFactory(DjangoModelFactory):
    class Meta:
        model = ApplicationCase

    application = factory.SubFactory(ApplicationFactory)


class ConsentEventFactory(DjangoModelFactory):
    class Meta:
        model = ConsentEvent

    application = factory.SubFactory(ApplicationFactory)
    text = factory.LazyAttribute(lambda event: event.application.consent_text)
    act = "given"
    how = "apply form"


class EmailConfirmationFactory(DjangoModelFactory):
    class Meta:
        model = EmailConfirmation

    application = factory.SubFactory(ApplicationFactory)
    token_sha256 = factory.LazyFunction(lambda: hashlib.sha256(uuid.uuid4().bytes).hexdigest())
    created_at = factory.LazyFunction(timezone.now)
    expires_at = factory.LazyAttribute(lambda link: link.created_at + timedelta(days=7))


class TouchFactory(DjangoModelFactory):
    class Meta:
        model = Touch

    application = factory.SubFactory(ApplicationFactory)
    kind = "submit"
    landing_path = "/roles/data-scientist/"
    slot = "end"


def sent(**words: Any) -> Sent:
    """What a visitor typed and agreed to; ``consent_text`` is a ConsentText's id (made if absent)."""
    given: dict[str, Any] = {
        "name": "Ada Applicant",
        "email": CANARY,
        "current_role": "QA Lead",
        "experience": "mid",
        "goal": "To move by the end of the year.",
        "consent": True,
    } | words
    if "consent_text" not in given:
        given["consent_text"] = (ConsentText.objects.filter(purpose="answer").first() or ConsentTextFactory()).pk
    return Sent(**given)


def apply_for(role: Any, *, submission_key: uuid.UUID | None = None, touches: Any = (), **words: Any) -> Application:
    """An application kept by the service, with its case, consent and outbox event."""
    return submit_application(
        role=role,
        sent=sent(**words),
        submission_key=submission_key or uuid.uuid4(),
        rendered_at=None,
        touches=touches,
    )
