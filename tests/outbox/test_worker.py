"""``manage.py run_outbox``: delivers until told to stop, and waits for a database that is away."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import InterfaceError, OperationalError

from careers.outbox.management.commands import run_outbox
from careers.outbox.models import OutboxEvent
from tests.factories import CANARY, OutboxEventFactory

from .conftest import KIND, Receiver


@pytest.mark.django_db
def test_once_delivers_what_is_due_and_ends(receiver: Receiver) -> None:
    OutboxEventFactory(kind=KIND, payload={"id": 1})
    out = StringIO()
    call_command("run_outbox", "--once", stdout=out)
    assert out.getvalue() == "1 tries\n"
    assert receiver.payloads == [{"id": 1}]
    assert OutboxEvent.objects.get().done_at is not None


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_worker_after_the_event_in_hand(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    handlers: dict[int, Callable[[int, Any], None]] = {}
    monkeypatch.setattr(run_outbox.signal, "signal", handlers.__setitem__)
    first, second = OutboxEventFactory(kind=KIND), OutboxEventFactory(kind=KIND)
    receiver.then = lambda: handlers[number](number, None)
    call_command("run_outbox")
    first.refresh_from_db()
    second.refresh_from_db()
    assert set(handlers) == {signal.SIGTERM, signal.SIGINT}
    assert first.done_at is not None
    assert second.done_at is not None


@pytest.fixture
def events(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the loop did, in order; there is no database behind it."""
    done: list[str] = []
    monkeypatch.setattr(run_outbox, "close_old_connections", lambda: done.append("renew"))
    return done


def test_a_worker_that_is_told_before_it_starts_delivers_nothing(
    monkeypatch: pytest.MonkeyPatch, events: list[str]
) -> None:
    monkeypatch.setattr(run_outbox, "run_once", lambda: events.append("run"))
    stop = threading.Event()
    stop.set()
    run_outbox.work_until(stop)
    assert events == []


@pytest.mark.parametrize("away", [OperationalError, InterfaceError])
def test_a_database_that_is_away_is_waited_for_and_named_without_its_words(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, events: list[str], away: type[Exception]
) -> None:
    stop = threading.Event()

    def run() -> int:
        events.append("run")
        if events.count("run") == 1:
            raise away(f"could not read {CANARY}")
        stop.set()
        return 0

    monkeypatch.setattr(run_outbox, "run_once", run)
    run_outbox.work_until(stop, pause=0.0)
    assert events == ["renew", "run", "renew", "run"]
    assert away.__name__ in caplog.text
    assert CANARY not in caplog.text


@pytest.mark.usefixtures("events")
def test_an_error_that_is_not_the_databases_ends_the_worker_loudly(monkeypatch: pytest.MonkeyPatch) -> None:
    def run() -> int:
        raise ZeroDivisionError

    monkeypatch.setattr(run_outbox, "run_once", run)
    with pytest.raises(ZeroDivisionError):
        run_outbox.work_until(threading.Event(), pause=0.0)
