"""An address is confirmed by the one link in the mail, and only by pressing its button."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from careers.outbox.models import DeliveryAttempt, OutboxEvent
from careers.outbox.services import run_once
from roles.applications.handlers import send_confirmation_mail
from roles.applications.models import Applicant, Application, ApplicationCase, ConsentEvent, EmailConfirmation
from roles.applications.services import (
    LINK_DAYS,
    LinkExpiredError,
    LinkUnknownError,
    confirm_address,
    find_confirmation,
    make_confirmation,
    token_hash,
)
from roles.models import Role
from tests.factories import CANARY, apply_for
from tests.pages import Page

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def link(application: Application, now: datetime = NOW) -> str:
    return make_confirmation(application=application, now=now)


# --- the service ---------------------------------------------------------------------------


def test_a_confirmed_address_makes_a_person_and_gives_the_application_to_them(role: Role) -> None:
    application = apply_for(role, email="Ada@Applicant.Example")
    token = link(application)
    later = NOW + timedelta(hours=1)
    used = confirm_address(token=token, now=later)
    person = Applicant.objects.get()
    assert (person.confirmed_email, person.confirmed_at) == ("ada@applicant.example", later)
    assert ApplicationCase.objects.get().applicant == person
    assert used.used_at == later
    assert list(ConsentEvent.objects.values_list("act", "how", "text")) == [
        ("given", "apply form", application.consent_text_id),
        ("confirmed", "confirmation page", application.consent_text_id),
    ]
    application.refresh_from_db()
    assert application.email == "Ada@Applicant.Example"


def test_confirming_again_changes_nothing_also_after_the_link_would_have_expired(role: Role) -> None:
    token = link(apply_for(role))
    first = confirm_address(token=token, now=NOW)
    again = confirm_address(token=token, now=NOW + timedelta(days=30))
    assert again == first
    assert again.used_at == NOW
    assert Applicant.objects.get().confirmed_at == NOW
    assert ConsentEvent.objects.filter(act="confirmed").count() == 1


def test_two_links_of_one_application_confirm_it_once(role: Role) -> None:
    application = apply_for(role)
    tokens = [link(application), link(application)]
    for token in tokens:
        confirm_address(token=token, now=NOW)
    assert Applicant.objects.count() == 1
    assert ConsentEvent.objects.filter(act="confirmed").count() == 1
    assert EmailConfirmation.objects.filter(used_at=NOW).count() == 2


@pytest.mark.parametrize("emails", [("ada@a.example", "ADA@A.example"), ("ADA@a.Example", "ada@a.example")])
def test_applications_of_one_address_are_of_one_person_whatever_the_case_and_order(
    role: Role, emails: tuple[str, str]
) -> None:
    for email in emails:
        confirm_address(token=link(apply_for(role, email=email)), now=NOW)
    person = Applicant.objects.get()
    assert person.confirmed_email == "ada@a.example"
    assert person.cases.count() == 2


def test_an_unconfirmed_application_of_the_same_address_stays_nobodys(role: Role) -> None:
    confirm_address(token=link(apply_for(role)), now=NOW)
    unconfirmed = apply_for(role)
    assert unconfirmed.case.applicant is None


def test_a_link_works_for_seven_days_and_then_says_that_it_expired(role: Role) -> None:
    application = apply_for(role)
    token = link(application)
    end = NOW + timedelta(days=LINK_DAYS)
    with pytest.raises(LinkExpiredError):
        confirm_address(token=token, now=end)
    assert not Applicant.objects.exists()
    assert ApplicationCase.objects.get().applicant is None
    confirm_address(token=token, now=end - timedelta(seconds=1))
    assert Applicant.objects.exists()


@pytest.mark.parametrize("token", ["", "x", "\ud800", "x" * 10_000])
def test_a_link_that_we_never_made_is_unknown(role: Role, token: str) -> None:
    link(apply_for(role))
    with pytest.raises(LinkUnknownError):
        confirm_address(token=token, now=NOW)
    with pytest.raises(LinkUnknownError):
        find_confirmation(token)


def test_the_token_itself_is_nowhere_in_the_database(role: Role) -> None:
    token = link(apply_for(role))
    row = EmailConfirmation.objects.get()
    assert row.token_sha256 == token_hash(token) == hashlib.sha256(token.encode()).hexdigest()
    assert len(token) >= 32
    assert token not in str(list(EmailConfirmation.objects.values()))


def test_a_confirmation_that_fails_half_way_is_not_kept(role: Role, monkeypatch: pytest.MonkeyPatch) -> None:
    token = link(apply_for(role))

    def fail(**_columns: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(ConsentEvent.objects, "get_or_create", fail)
    with pytest.raises(ZeroDivisionError):
        confirm_address(token=token, now=NOW)
    assert not Applicant.objects.exists()
    assert EmailConfirmation.objects.get().used_at is None
    assert ApplicationCase.objects.get().applicant is None


# --- the mail ----------------------------------------------------------------------------


def test_the_mail_holds_one_link_and_repeats_nothing_that_was_typed(role: Role, settings: Any) -> None:
    application = apply_for(
        role, name="Mallory buy-now.example", current_role="Spammer Inc", goal="Visit http://spam.example now"
    )
    assert run_once() == 1
    (message,) = mail.outbox
    assert message.to == [CANARY]
    assert message.recipients() == [CANARY]
    links = re.findall(r"https?://\S+", str(message.body))
    assert len(links) == 1
    assert links[0].startswith(f"{settings.SITE_URL}/applications/confirm/")
    everything = f"{message.subject}\n{message.body}"
    for typed in ("Mallory", "buy-now", "Spammer", "spam.example", "Visit"):
        assert typed not in everything
    assert application.role.title in everything
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"


def test_the_mails_link_leads_to_the_button_that_confirms(role: Role, client: Client) -> None:
    apply_for(role)
    run_once()
    path = re.findall(r"https?://[^/]+(/\S+)", str(mail.outbox[0].body))[0]
    assert client.get(path).status_code == 200
    assert not Applicant.objects.exists()
    assert client.post(path).status_code == 303
    assert Applicant.objects.get().confirmed_email == CANARY


def test_a_mail_that_is_sent_again_has_its_own_link_and_the_first_stays_good(role: Role) -> None:
    application = apply_for(role)
    for _ in range(2):
        send_confirmation_mail({"application": str(application.public_id)})
    links = [re.findall(r"/confirm/([^/]+)/", str(message.body))[0] for message in mail.outbox]
    assert len(set(links)) == 2
    for token in links:
        assert find_confirmation(token).application == application


def test_an_application_that_was_erased_meanwhile_gets_no_mail(role: Role) -> None:
    application = apply_for(role)
    payload = {"application": str(application.public_id)}
    application.delete()
    send_confirmation_mail(payload)
    assert mail.outbox == []
    assert run_once() == 1
    assert OutboxEvent.objects.get().done_at is not None


def test_a_mail_server_that_refuses_leaves_the_event_for_later_without_the_address(
    role: Role, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    apply_for(role)

    def refuse(*_args: Any, **_kwargs: Any) -> None:
        raise ConnectionError(f"550 {CANARY} unknown")

    monkeypatch.setattr("django.core.mail.message.EmailMessage.send", refuse)
    assert run_once() == 1
    assert OutboxEvent.objects.get().done_at is None
    assert DeliveryAttempt.objects.get().detail == "ConnectionError"
    assert CANARY not in caplog.text


# --- the page ----------------------------------------------------------------------------


def path_of(token: str) -> str:
    return reverse("application_confirm", args=[token])


@pytest.mark.usefixtures("clock")
def test_opening_the_link_shows_one_button_and_changes_nothing(role: Role, client: Client) -> None:
    path = path_of(link(apply_for(role)))
    for method in (client.get, client.head):
        answer = method(path)
        assert answer.status_code == 200
        assert "no-store" in answer["Cache-Control"]
    page = Page(client.get(path).content.decode())
    (form,) = [form for form in page.forms if form.method == "post"]
    assert form.action in ("", path)
    assert CANARY not in page.html
    assert not Applicant.objects.exists()
    assert EmailConfirmation.objects.get().used_at is None


@pytest.mark.usefixtures("clock")
def test_pressing_the_button_confirms_and_the_page_says_so_ever_after(role: Role, client: Client) -> None:
    path = path_of(link(apply_for(role)))
    answer = client.post(path)
    assert (answer.status_code, answer["Location"]) == (303, path)
    for answer in (client.get(path), client.post(path, follow=True)):
        page = Page(answer.content.decode())
        assert "Your address is confirmed" in page.text
        assert not [form for form in page.forms if form.method == "post"]
        assert CANARY not in page.html
    assert Applicant.objects.count() == 1


def test_an_expired_link_says_so_and_confirms_nothing(
    role: Role, client: Client, clock: time_machine.Traveller
) -> None:
    path = path_of(link(apply_for(role)))
    clock.shift(timedelta(days=LINK_DAYS))
    for answer in (client.get(path), client.post(path)):
        assert answer.status_code == 200
        assert "This link has expired" in answer.content.decode()
    assert not Applicant.objects.exists()


def test_an_unknown_link_is_a_page_that_was_not_found(client: Client) -> None:
    for answer in (client.get(path_of("x" * 43)), client.post(path_of("x" * 43))):
        assert answer.status_code == 404


@pytest.mark.usefixtures("clock")
def test_a_stale_token_of_the_page_gives_the_button_back_and_confirms_nothing(role: Role) -> None:
    client = Client(enforce_csrf_checks=True)
    path = path_of(link(apply_for(role)))
    answer = client.post(path)
    assert answer.status_code == 422
    assert not Applicant.objects.exists()
    token = next(form for form in Page(answer.content.decode()).forms if form.method == "post").values[
        "csrfmiddlewaretoken"
    ]
    assert client.post(path, {"csrfmiddlewaretoken": token}).status_code == 303
    assert Applicant.objects.count() == 1


def test_a_stale_token_with_the_database_away_is_the_sites_503(role: Role) -> None:
    token = link(apply_for(role))
    client = Client(enforce_csrf_checks=True)

    def fail(*_statement: Any) -> None:
        raise OperationalError("the database is away")

    with connection.execute_wrapper(fail):
        answer = client.post(reverse("application_confirm", args=[token]))
    assert answer.status_code == 503
    assert answer["Retry-After"]
    assert "site-header" in answer.content.decode()
