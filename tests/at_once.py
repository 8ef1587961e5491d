"""Two transactions at once, on PostgreSQL: the second comes in before the first is through."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction

PATIENCE = 20  # seconds


@contextmanager
def at_once(work: Callable[[], object]) -> Iterator[Callable[[], None]]:
    """The body is one transaction. Where it calls what it is given, the work comes in on a connection of its own,
    and the body goes on when the work waits for it or is through. At the end both are."""
    failures: list[BaseException] = []

    def run() -> None:
        try:
            work()
        except BaseException as error:
            failures.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)

    def come_in() -> None:
        thread.start()
        until = time.monotonic() + PATIENCE
        while thread.is_alive() and not _is_waited_for():
            assert time.monotonic() < until, "it neither waits nor ends"

    with transaction.atomic():
        yield come_in
    thread.join(PATIENCE)
    assert not thread.is_alive()
    assert failures == []


def _is_waited_for() -> bool:
    """Some other connection waits for a lock of this one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid))")
        return bool(cursor.fetchone()[0])
