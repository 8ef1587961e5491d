"""`make run` and `make dev`: the site and the outbox worker, started and stopped together.

    python -m careers.supervise [--dev]      until Ctrl-C, or until one of the two ends
    python -m careers.supervise --check      only asks whether the port is free

Prints the site's address once `/healthz` answers. Each child leads a process
group of its own; only those groups are ever signalled.
"""

from __future__ import annotations

import argparse
import contextlib
import errno
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType
from urllib.parse import urlsplit

BASE_DIR = Path(__file__).resolve().parent.parent
START_SECONDS = 60
STOP_SECONDS = 25  # gunicorn's graceful_timeout and a little
TICK = 0.2

WORKER = ("manage.py", "run_outbox")
SITE = ("-m", "gunicorn", "--config", "careers/gunicorn_conf.py", "careers.wsgi:application")


def why_port_is_not_free(port: int) -> str:
    """A sentence for whoever started this, or an empty string."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return (
                    f"Port {port} is taken by another program. Stop that, or choose another: make run PORT={port + 1}"
                )
            return f"Port {port} cannot be used: {error.strerror}. Choose another: make run PORT=8000"
    return ""


def answers(port: int) -> bool:
    """Whether `/healthz` says 200 now."""
    host = urlsplit(os.environ.get("SITE_URL", "")).hostname or "localhost"
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/healthz", headers={"Host": host})
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


class Pair:
    """The two children, as one thing to start, watch and stop."""

    def __init__(self, commands: dict[str, tuple[str, ...]]) -> None:
        self.children = {
            name: subprocess.Popen([sys.executable, *command], cwd=BASE_DIR, start_new_session=True)  # noqa: S603
            for name, command in commands.items()
        }

    def ended(self) -> str:
        """Which of the two has ended, with its status, or an empty string."""
        for name, child in self.children.items():
            if child.poll() is not None:
                return f"{name} ended with status {child.returncode}"
        return ""

    def stop(self) -> None:
        """Ask both to finish what they are doing, wait, and end what is left of their groups."""
        for child in self.children.values():
            if child.poll() is None:
                child.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        for child in self.children.values():
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(max(0.0, deadline - time.monotonic()))
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()


class Stopped(Exception):  # noqa: N818 - not an error
    """A signal asked this program to end."""


def _stop_on_signal(_number: int, _frame: FrameType | None) -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)  # one is enough; the second would interrupt the stopping
    raise Stopped


def watch(pair: Pair, port: int, parent: int) -> str:
    """Return why the pair must stop: one of the two ended, the site never answered, or `make` is gone."""
    deadline: float | None = time.monotonic() + START_SECONDS
    while os.getppid() == parent:
        if ended := pair.ended():
            return f"{ended}; stopping."
        if deadline is not None:
            if answers(port):
                print(f"\n  http://localhost:{port}/   (Ctrl-C stops it)\n", flush=True)
                deadline = None
            elif time.monotonic() > deadline:
                return f"The site did not answer within {START_SECONDS} seconds; stopping."
        time.sleep(TICK)
    return "Whoever started this is gone; stopping."


def main() -> int:
    """Run the pair; the exit status is 0 when a signal ended it, else 1."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--dev", action="store_true", help="the site by runserver, which reloads changed code")
    parser.add_argument("--check", action="store_true", help="only ask whether the port is free")
    options = parser.parse_args()
    port = int(os.environ.get("PORT") or 8000)
    if trouble := why_port_is_not_free(port):
        print(trouble, file=sys.stderr)
        return 1
    if options.check:
        return 0

    parent = os.getppid()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop_on_signal)
    pair: Pair | None = None
    try:
        pair = Pair({"The site": ("manage.py", "runserver", str(port)) if options.dev else SITE, "The worker": WORKER})
        print(watch(pair, port, parent), file=sys.stderr)
        return 1
    except Stopped:
        return 0
    finally:
        if pair is not None:
            pair.stop()


if __name__ == "__main__":
    sys.exit(main())
