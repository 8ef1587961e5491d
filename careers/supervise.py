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
from collections.abc import Mapping, Sequence
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


class Stopped(Exception):  # noqa: N818 - not an error
    """A signal asked this program to end."""


class _Request:
    """A signal's request to stop: whether it came, and whether it has to wait for a child that is being started."""

    came = False
    must_wait = False


class Children:
    """Programs as one thing to start, watch and stop. Each is known by a name that stands in messages."""

    def __init__(self, commands: Mapping[str, Sequence[str]], environment: Mapping[str, str] | None = None) -> None:
        """commands: what to run by name, as arguments for this Python. environment: in place of this program's."""
        self.environment = environment
        self.children: dict[str, subprocess.Popen[bytes]] = {}
        try:
            for name, command in commands.items():
                self.start(name, [sys.executable, *command])
        except BaseException:  # whoever asked for all will never hold those that did start
            self.stop()
            raise

    def start(self, name: str, command: Sequence[str]) -> None:
        """Start one more, or again one that has ended. command: the program and its arguments."""
        _Request.must_wait = True  # a child must be known here before anything is stopped
        try:
            self.children[name] = subprocess.Popen(  # noqa: S603 - commands of our own
                command, cwd=BASE_DIR, env=self.environment, start_new_session=True
            )
        finally:
            _Request.must_wait = False
        if _Request.came:
            raise Stopped

    def ended(self) -> str:
        """Which of them has ended, with its status, or an empty string."""
        for name, child in self.children.items():
            if child.poll() is not None:
                return f"{name} ended with status {child.returncode}"
        return ""

    def stop(self) -> None:
        """Ask all to finish what they are doing, wait, and end what is left of their groups."""
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


def _stop_on_signal(_number: int, _frame: FrameType | None) -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)  # one is enough; the second would interrupt the stopping
    _Request.came = True
    if not _Request.must_wait:
        raise Stopped


def stop_on_signals() -> None:
    """From now on Ctrl-C, a request to end and a closed terminal raise Stopped, once."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop_on_signal)


def watch(children: Children, port: int, parent: int) -> str:
    """Return why all must stop: one of them ended, the site never answered, or `make` is gone."""
    deadline: float | None = time.monotonic() + START_SECONDS
    while os.getppid() == parent:
        if ended := children.ended():
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
    """Run both; the exit status is 0 when a signal ended it, else 1."""
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
    stop_on_signals()
    children: Children | None = None
    try:
        children = Children(
            {"The site": ("manage.py", "runserver", str(port)) if options.dev else SITE, "The worker": WORKER}
        )
        print(watch(children, port, parent), file=sys.stderr)
        return 1
    except Stopped:
        return 0
    finally:
        if children is not None:
            children.stop()


if __name__ == "__main__":
    sys.exit(main())
