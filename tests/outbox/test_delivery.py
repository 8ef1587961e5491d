"""Leasing, delivering, retrying, giving up."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection, transaction

from careers.outbox.models import DeliveryAttempt, OutboxEvent
from careers.outbox.services import (
    LEASE,
    RETRY_AFTER,
    deliver,
    lease_next,
    oldest_waiting_seconds,
    run_once,
)
from tests.factories import CANARY, DeliveryAttemptFactory, OutboxEventFactory

from .conftest import KIND, Receiver

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def event(**columns: object) -> OutboxEvent:
    made: OutboxEvent = OutboxEventFactory(**({"kind": KIND, "payload": {"id": 1}, "available_at": NOW} | columns))
    return made


# --- leasing -----------------------------------------------------------------------


@pytest.mark.django_db
def test_a_lease_takes_the_event_that_waited_longest_and_counts_the_try() -> None:
    later = event(available_at=NOW - SECOND)
    first = event(available_at=NOW - 2 * SECOND)
    leased = lease_next(NOW)
    assert leased == first
    first.refresh_from_db()
    later.refresh_from_db()
    assert (first.leased_until, first.tries) == (NOW + LEASE, 1)
    assert (later.leased_until, later.tries) == (None, 0)


@pytest.mark.django_db
def test_events_that_wait_equally_long_are_leased_in_the_order_they_were_written() -> None:
    events = [event() for _ in range(3)]
    assert [lease_next(NOW) for _ in range(3)] == events
    assert lease_next(NOW) is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    "columns",
    [
        {"available_at": NOW + SECOND},
        {"done_at": NOW - SECOND},
        {"dead_at": NOW - SECOND},
        {"leased_until": NOW + SECOND},
    ],
    ids=["not-due", "done", "dead", "in-hand"],
)
def test_an_event_that_is_not_due_done_dead_or_in_hand_is_left_alone(columns: dict[str, datetime]) -> None:
    event(**columns)
    assert lease_next(NOW) is None


@pytest.mark.django_db
def test_a_lease_that_ran_out_lets_another_worker_take_the_event() -> None:
    made = event()
    assert lease_next(NOW) == made
    assert lease_next(NOW + LEASE - SECOND) is None
    again = lease_next(NOW + LEASE)
    assert again == made
    assert again.tries == 2


# --- delivering ----------------------------------------------------------------------


@pytest.mark.django_db
def test_a_delivered_event_is_done_and_its_try_is_recorded(receiver: Receiver, clock: time_machine.Traveller) -> None:
    event(payload={"id": 7})
    receiver.then = lambda: clock.shift(3)
    leased = lease_next(NOW)
    assert leased is not None
    assert deliver(leased) is True
    assert receiver.payloads == [{"id": 7}]
    leased.refresh_from_db()
    assert (leased.done_at, leased.dead_at, leased.leased_until) == (NOW + 3 * SECOND, None, None)
    attempt = DeliveryAttempt.objects.get()
    assert (attempt.event, attempt.number, attempt.ok, attempt.detail) == (leased, 1, True, "")
    assert (attempt.started_at, attempt.finished_at) == (NOW, NOW + 3 * SECOND)


@pytest.mark.django_db
@pytest.mark.usefixtures("clock")
def test_nothing_is_delivered_inside_a_transaction_of_the_worker(receiver: Receiver) -> None:
    event()
    outside = len(connection.savepoint_ids)
    depths = []
    receiver.then = lambda: depths.append(len(connection.savepoint_ids))
    assert run_once() == 1
    assert depths == [outside]


@pytest.mark.django_db
@pytest.mark.usefixtures("clock")
def test_a_failed_try_is_recorded_by_the_errors_class_and_never_by_its_text(
    receiver: Receiver, caplog: pytest.LogCaptureFixture
) -> None:
    made = event(payload={"address": CANARY})
    receiver.fails_with = ConnectionRefusedError(f"no mailbox {CANARY}")
    assert run_once() == 1
    attempt = DeliveryAttempt.objects.get()
    assert (attempt.ok, attempt.detail) == (False, "ConnectionRefusedError")
    assert str(made.public_id) in caplog.text
    assert "ConnectionRefusedError" in caplog.text
    assert CANARY not in caplog.text


@pytest.mark.django_db
def test_a_failing_event_waits_longer_after_each_try_and_is_dead_after_the_last(
    receiver: Receiver, clock: time_machine.Traveller
) -> None:
    made = event()
    receiver.fails_with = ValueError()
    for number, wait in enumerate(RETRY_AFTER, start=1):
        now = datetime.now(UTC)
        assert run_once() == 1
        made.refresh_from_db()
        assert (made.tries, made.available_at, made.leased_until, made.dead_at) == (number, now + wait, None, None)
        clock.move_to(made.available_at - SECOND)
        assert run_once() == 0
        clock.move_to(made.available_at)
    now = datetime.now(UTC)
    assert run_once() == 1
    made.refresh_from_db()
    assert (made.dead_at, made.done_at) == (now, None)
    clock.move_to(NOW + timedelta(days=365))
    assert run_once() == 0
    assert list(made.attempts.values_list("number", flat=True)) == list(range(1, len(RETRY_AFTER) + 2))
    assert len(receiver.payloads) == len(RETRY_AFTER) + 1


def test_the_waits_only_grow_and_the_first_is_seconds_not_minutes() -> None:
    assert list(RETRY_AFTER) == sorted(set(RETRY_AFTER))
    assert RETRY_AFTER[0] <= timedelta(seconds=10)
    assert RETRY_AFTER[-1] >= timedelta(hours=24)


@pytest.mark.django_db
def test_a_failed_event_that_succeeds_later_is_done(receiver: Receiver, clock: time_machine.Traveller) -> None:
    made = event()
    receiver.fails_with = ValueError()
    run_once()
    receiver.fails_with = None
    clock.shift(RETRY_AFTER[0])
    assert run_once() == 1
    made.refresh_from_db()
    assert made.done_at == NOW + RETRY_AFTER[0]
    assert list(made.attempts.values_list("number", "ok")) == [(1, False), (2, True)]


@pytest.mark.django_db
@pytest.mark.usefixtures("clock")
def test_an_event_whose_handler_is_gone_is_a_failed_try_not_the_end_of_the_worker(receiver: Receiver) -> None:
    gone = event(kind="test.gone", available_at=NOW - SECOND)
    event()
    assert run_once() == 2
    assert gone.attempts.get().detail == "KeyError"
    assert len(receiver.payloads) == 1


@pytest.mark.django_db
@pytest.mark.usefixtures("clock")
def test_one_run_delivers_all_that_is_due_and_what_deliveries_write(receiver: Receiver) -> None:
    event(payload={"id": 1})
    event(payload={"id": 2})

    def write_one_more() -> None:
        if len(receiver.payloads) == 1:
            event(payload={"id": 3})

    receiver.then = write_one_more
    assert run_once() == 3
    assert [payload["id"] for payload in receiver.payloads] == [1, 2, 3]
    assert run_once() == 0


# --- a worker that outlives its lease ------------------------------------------------------


@pytest.mark.django_db
def test_a_slow_failure_does_not_undo_what_another_worker_delivered_meanwhile(
    receiver: Receiver, clock: time_machine.Traveller
) -> None:
    made = event()
    slow = lease_next(NOW)
    assert slow is not None
    clock.shift(LEASE)

    def second_worker() -> None:
        receiver.then = lambda: None
        assert run_once() == 1
        receiver.fails_with = TimeoutError()

    receiver.then = second_worker
    assert deliver(slow) is False
    made.refresh_from_db()
    assert made.done_at == NOW + LEASE
    assert set(made.attempts.values_list("number", "ok")) == {(1, False), (2, True)}
    clock.shift(timedelta(days=2))
    assert run_once() == 0


@pytest.mark.django_db
def test_a_slow_failure_leaves_the_event_with_the_worker_that_has_it_now(
    receiver: Receiver, clock: time_machine.Traveller
) -> None:
    made = event()
    slow = lease_next(NOW)
    assert slow is not None
    receiver.fails_with = TimeoutError()
    later = NOW + LEASE
    clock.move_to(later)
    receiver.then = lambda: lease_next(later) and None
    assert deliver(slow) is False
    made.refresh_from_db()
    assert (made.tries, made.leased_until, made.available_at) == (2, later + LEASE, NOW)


@pytest.mark.django_db
def test_a_slow_success_ends_the_event_for_everyone(receiver: Receiver, clock: time_machine.Traveller) -> None:
    made = event()
    slow = lease_next(NOW)
    assert slow is not None
    later = NOW + LEASE
    clock.move_to(later)
    receiver.then = lambda: lease_next(later) and None
    assert deliver(slow) is True
    made.refresh_from_db()
    assert made.done_at == later
    clock.shift(timedelta(days=2))
    assert run_once() == 0


# --- two workers ---------------------------------------------------------------------------


def _in_threads(*works: Callable[[], None]) -> None:
    failures: list[BaseException] = []

    def guarded(work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=guarded, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert failures == []
    assert not any(thread.is_alive() for thread in threads)


@pytest.mark.postgresql_only
@pytest.mark.django_db(transaction=True)
def test_a_worker_passes_over_the_event_that_another_is_just_taking() -> None:
    first, second = event(), event()
    taken: list[OutboxEvent | None] = []
    with transaction.atomic():
        assert OutboxEvent.objects.select_for_update().get(pk=first.pk)
        _in_threads(lambda: taken.append(lease_next(NOW)))
    assert taken == [second]


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_take_one_event_at_once() -> None:
    made = {event().pk for _ in range(30)}
    start = threading.Barrier(2)
    taken: list[int] = []

    def work() -> None:
        start.wait(10)
        while (leased := lease_next(NOW)) is not None:
            taken.append(leased.pk)

    _in_threads(work, work)
    assert sorted(taken) == sorted(made)


# --- what readiness asks ---------------------------------------------------------------------


@pytest.mark.django_db
def test_nothing_waits_when_all_is_done_dead_or_not_due() -> None:
    assert oldest_waiting_seconds(NOW) == 0.0
    event(available_at=NOW + SECOND)
    event(available_at=NOW - SECOND, done_at=NOW)
    event(available_at=NOW - SECOND, dead_at=NOW)
    assert oldest_waiting_seconds(NOW) == 0.0


@pytest.mark.django_db
def test_the_age_is_of_the_event_that_waits_longest_also_while_it_is_in_hand() -> None:
    event(available_at=NOW - 30 * SECOND)
    event(available_at=NOW - 90 * SECOND, leased_until=NOW + LEASE)
    assert oldest_waiting_seconds(NOW) == 90.0


@pytest.mark.django_db
def test_a_try_names_its_event_and_number() -> None:
    attempt = DeliveryAttemptFactory(number=4)
    assert str(attempt) == f"{attempt.event_id}, try 4"
