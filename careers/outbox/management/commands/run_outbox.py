"""The worker: delivers outbox events until it is told to stop."""

import logging
import signal
import threading
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, InterfaceError, close_old_connections

from careers.outbox.services import run_once

logger = logging.getLogger(__name__)

PAUSE_SECONDS = 1.0


class Command(BaseCommand):
    help = "Deliver outbox events (mail and the like) until interrupted; --once delivers what is due and ends."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="deliver what is due now, then end")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        if once:
            self.stdout.write(f"{run_once()} tries")
            return
        stop = threading.Event()

        def ask_to_stop(signum: int, frame: FrameType | None) -> None:
            stop.set()

        signal.signal(signal.SIGTERM, ask_to_stop)
        signal.signal(signal.SIGINT, ask_to_stop)
        work_until(stop)


def work_until(stop: threading.Event, pause: float = PAUSE_SECONDS) -> None:
    """Deliver what is due, wait, repeat. A database that is away is waited for, not died of."""
    while not stop.is_set():
        close_old_connections()
        try:
            run_once()
        except (DatabaseError, InterfaceError) as error:
            logger.warning("outbox: the database did not answer: %s", type(error).__name__)
        stop.wait(pause)
