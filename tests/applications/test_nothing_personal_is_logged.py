"""A canary address sent through every form and every failure is in no log, event or record of a try."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.core import serializers
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry
from careers.outbox.models import DeliveryAttempt, OutboxEvent
from careers.outbox.services import run_once
from roles.applications import services
from roles.applications.models import Applicant, Application, ConsentText
from roles.applications.services import confirm_address, make_confirmation, reveal, update_case
from roles.models import Role
from tests.factories import CANARY, staff_in
from tests.pages import Page

pytestmark = pytest.mark.django_db

WORDS = ("canary", "Canary", "CANARY")


def everything_logged(caplog: pytest.LogCaptureFixture) -> str:
    """Every record as it would be written, with its traceback and whatever it was given besides."""
    formatter = logging.Formatter("%(message)s %(pathname)s")
    lines = []
    for record in caplog.records:
        given = {name: value for name, value in vars(record).items() if name not in ("request", "exc_info")}
        lines.append(f"{formatter.format(record)} {given}")
    return "\n".join(lines)


def assert_silent(caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> None:
    told = everything_logged(caplog) + "".join(capfd.readouterr())
    for model in (OutboxEvent, DeliveryAttempt, AuditEntry):
        told += serializers.serialize("json", model._default_manager.all())
    for word in WORDS:
        assert word not in told


@pytest.fixture
def typed(role: Role, words: ConsentText, client: Client) -> dict[str, str]:
    page = Page(client.get(reverse("role_apply", args=[role.slug])).content.decode())
    form = page.form(reverse("role_apply", args=[role.slug]))
    return form.values | {
        "name": "Canary Name",
        "email": CANARY,
        "current_role": "Canary Role",
        "experience": "mid",
        "goal": "Canary goal",
        "consent": "yes",
        "website": "canary.example",
    }


def _fails(error: Exception) -> Callable[..., None]:
    def fail(*_args: Any, **_kwargs: Any) -> None:
        raise error

    return fail


def test_an_application_that_is_kept_confirmed_worked_on_and_looked_at(
    role: Role,
    typed: dict[str, str],
    client: Client,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    location = client.post(reverse("role_apply", args=[role.slug]), typed)["Location"]
    client.get(location)
    run_once()
    application = Application.objects.get()
    token = make_confirmation(application=application, now=application.received_at)
    client.get(reverse("application_confirm", args=[token]))
    confirm_address(token=token, now=application.received_at)
    by = staff_in("Marketing")
    update_case(case=application.case, by=by, state="contacted", notes=f"Called {CANARY}")
    reveal(application=application, fields=["name", "email"], by=by)
    assert Applicant.objects.get().confirmed_email == CANARY
    assert OutboxEvent.objects.exists()
    assert DeliveryAttempt.objects.exists()
    assert AuditEntry.objects.filter(action="application.reveal").exists()
    # Django's backend logger prints every statement with its values at this level; no production setting asks for it.
    caplog.records[:] = [record for record in caplog.records if record.name != "django.db.backends"]
    assert_silent(caplog, capfd)


@pytest.mark.parametrize(
    "spoil",
    [
        {"email": f"{CANARY} x"},
        {"name": "Canary \x00"},
        {"consent_text": "2147483647"},
        {"submission_key": "canary"},
        {"experience": "canary"},
        {"touches": "canary:forged", "rendered_at": "canary"},
    ],
    ids=lambda spoil: "-".join(spoil),
)
def test_a_form_that_is_given_back(
    role: Role,
    typed: dict[str, str],
    client: Client,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    spoil: dict[str, str],
) -> None:
    answer = client.post(reverse("role_apply", args=[role.slug]), typed | spoil)
    assert answer.status_code in (303, 422)
    assert_silent(caplog, capfd)


def test_a_form_with_a_stale_token(
    role: Role, typed: dict[str, str], caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    answer = Client(enforce_csrf_checks=True).post(reverse("role_apply", args=[role.slug]), typed)
    assert answer.status_code == 422
    assert_silent(caplog, capfd)


def test_a_database_that_is_away(
    role: Role,
    typed: dict[str, str],
    client: Client,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(services, "_keep", _fails(OperationalError(f"could not write {CANARY}")))
    assert client.post(reverse("role_apply", args=[role.slug]), typed).status_code == 503
    assert "reference" in caplog.text
    assert_silent(caplog, capfd)


def test_a_mail_server_that_quotes_the_address(
    role: Role,
    typed: dict[str, str],
    client: Client,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client.post(reverse("role_apply", args=[role.slug]), typed)
    monkeypatch.setattr("django.core.mail.message.EmailMessage.send", _fails(ConnectionError(CANARY)))
    assert run_once() == 1
    assert DeliveryAttempt.objects.get().detail == "ConnectionError"
    assert_silent(caplog, capfd)


def test_a_form_that_is_too_large_or_has_too_many_fields(
    role: Role,
    typed: dict[str, str],
    client: Client,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    path = reverse("role_apply", args=[role.slug])
    assert client.post(path, typed | {"goal": "canary " * 500_000}).status_code == 400
    assert client.post(path, typed | {f"canary{number}": "canary" for number in range(200)}).status_code == 400
    assert_silent(caplog, capfd)


def test_an_error_that_nobody_foresaw_is_logged_by_path_and_not_by_what_was_sent(
    role: Role,
    typed: dict[str, str],
    client: Client,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(services, "_keep", _fails(ZeroDivisionError()))
    client.raise_request_exception = False
    answer = client.post(reverse("role_apply", args=[role.slug]), typed)
    assert answer.status_code == 500
    assert "canary" not in answer.content.decode().lower()
    assert "ZeroDivisionError" in caplog.text
    assert_silent(caplog, capfd)


def test_an_event_holds_ids_and_nothing_else(role: Role, typed: dict[str, str], client: Client) -> None:
    client.post(reverse("role_apply", args=[role.slug]), typed)
    application = Application.objects.get()
    assert json.loads(json.dumps(OutboxEvent.objects.get().payload)) == {"application": str(application.public_id)}
