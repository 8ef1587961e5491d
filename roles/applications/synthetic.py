"""Synthetic applications in bulk, for measuring: nobody sent them, nobody can be reached by them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from careers.planner import refresh_statistics
from roles.models import Role

from .models import (
    Application,
    ApplicationCase,
    CaseState,
    ConsentAct,
    ConsentEvent,
    ConsentText,
    Experience,
    Purpose,
    Touch,
    TouchKind,
)
from .services import APPLY_FORM, Sent

BATCH = 1_000


@transaction.atomic
def make_applications(n: int, roles: Sequence[Role]) -> None:
    """``n`` applications for these roles in turn, each with consent, case and touch, one a minute until now.

    Without outbox events: no mail is meant to leave for an address that cannot exist (``.invalid``).
    """
    text = ConsentText.objects.filter(purpose=Purpose.ANSWER).latest("version")
    for start in range(0, n, BATCH):
        numbers = range(start, min(start + BATCH, n))
        applications = Application.objects.bulk_create(_application(i, roles[i % len(roles)], text) for i in numbers)
        moments = [timezone.now() - timedelta(minutes=n - i) for i in numbers]
        for application, moment in zip(applications, moments, strict=True):
            application.received_at = moment  # bulk_create has put the present moment
        Application.objects.bulk_update(applications, ["received_at"])
        states = [state for state in CaseState if state != CaseState.HELD]
        ApplicationCase.objects.bulk_create(
            ApplicationCase(application=application, state=states[i % len(states)])
            for i, application in zip(numbers, applications, strict=True)
        )
        ConsentEvent.objects.bulk_create(
            ConsentEvent(application=application, text=text, act=ConsentAct.GIVEN, how=APPLY_FORM)
            for application in applications
        )
        Touch.objects.bulk_create(
            Touch(application=application, kind=TouchKind.SUBMIT, landing_path=f"/roles/{application.role.slug}/")
            for application in applications
        )
    refresh_statistics(Application, ApplicationCase, ConsentEvent, Touch)


def _application(i: int, role: Role, text: ConsentText) -> Application:
    sent = Sent(
        name=f"Synthetic applicant {i}",
        email=f"applicant-{i}@synthetic.invalid",
        current_role="",
        experience=list(Experience)[i % len(Experience)],
        goal="",
        consent=True,
        consent_text=text.pk,
    )
    return Application(
        role=role,
        guide_version=role.live_version,
        submission_key=uuid.uuid4(),
        body_digest=sent.digest,
        name=sent.name,
        email=sent.email,
        experience=sent.experience,
        consent_text=text,
    )
