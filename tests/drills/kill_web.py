"""Drill: web processes die while people apply. Nothing may be lost, nothing doubled.

    python -m tests.drills.kill_web [--smoke]

Starts a throw-away PostgreSQL and gunicorn with two processes, sends applications from client
threads, and kills a gunicorn process with SIGKILL three times on the way. A client does what a
patient person does: it sends the same form again until it is thanked. Every tenth presses the
button twice. Afterwards every thanked application must be stored exactly once and have its outbox
event. Prints the figures; the exit status is 0 only if all of that is so.

Load goes to loopback only, its amount and time are bounded, and every process it started is ended.
"""

from __future__ import annotations

import argparse
import http.client
import os
import queue
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

from tests.postgres import PostgresMissingError, cluster

ROOT = Path(__file__).resolve().parent.parent.parent
HOST = "127.0.0.1"
FORM = "/roles/technical-project-manager/apply/"
CLIENTS = 8
KILLS = 3
REQUEST_SECONDS = 20
FULL = (1_000, 600.0)  # applications, seconds
SMOKE = (200, 45.0)


# --- one visitor ---------------------------------------------------------------


class HiddenFields(HTMLParser):
    """The name and value of every hidden input."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "input" and given.get("type") == "hidden" and given.get("name"):
            self.values[given["name"] or ""] = given.get("value") or ""


@dataclass
class Answer:
    status: int
    location: str
    body: str
    cookies: str


class NotAnsweredError(Exception):
    """The form could not be had, or the application was not thanked for, within the drill's time."""


def ask(port: int, method: str, headers: dict[str, str], body: str = "") -> Answer:
    """One request on a connection of its own."""
    connection = http.client.HTTPConnection(HOST, port, timeout=REQUEST_SECONDS)
    try:
        connection.request(method, FORM, body=body or None, headers=headers)
        response = connection.getresponse()
        jar = SimpleCookie()
        for cookie in response.headers.get_all("Set-Cookie", []):
            jar.load(cookie)
        return Answer(
            status=response.status,
            location=response.headers.get("Location", ""),
            body=response.read().decode(),
            cookies="; ".join(f"{name}={morsel.value}" for name, morsel in jar.items()),
        )
    finally:
        connection.close()


@dataclass
class Run:
    """What is shared by the clients, the killer and the count at the end."""

    port: int
    wanted: int
    deadline: float
    thanked: dict[str, str] = field(default_factory=dict)  # submission key: where it was sent on to
    emails: dict[str, str] = field(default_factory=dict)  # submission key: address
    seconds: list[float] = field(default_factory=list)  # from pressing the button to the thanks, with all retries
    retries: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    kills: list[int] = field(default_factory=list)

    def until(self, what: str, wanted: int, send: Callable[[], Answer]) -> Answer:
        """Send again, after a pause, until the wanted status comes: as long as the fault is the site's."""
        pause = 0.05
        while time.monotonic() < self.deadline:
            try:
                answer = send()
            except (OSError, http.client.HTTPException) as error:
                self.retries[type(error).__name__] += 1
            else:
                if answer.status == wanted:
                    return answer
                if answer.status < 500:
                    raise NotAnsweredError(f"{what} was answered {answer.status}")
                self.retries[f"answer {answer.status}"] += 1
            time.sleep(pause)
            pause = min(pause * 2, 1.0)
        raise NotAnsweredError(f"{what} was not answered in time")

    def apply(self, number: int) -> None:
        """One visitor: open the form, fill it in, send it until thanked."""
        # A network of its own for each: the limits on applications are not what is drilled here.
        headers = {"Host": f"localhost:{self.port}", "X-Forwarded-For": f"10.{number >> 8 & 255}.{number & 255}.7"}
        opened = self.until("the form", 200, lambda: ask(self.port, "GET", headers))
        hidden = HiddenFields(opened.body).values
        key = hidden["submission_key"]
        self.emails[key] = f"drill-{number}@example.org"
        body = urlencode(
            hidden
            | {
                "name": f"Drill {number}",
                "email": self.emails[key],
                "current_role": "QA lead",
                "experience": "mid",
                "goal": f"Move on by month {number}.",
                "consent": "yes",
                "website": "",
            }
        )
        headers |= {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": opened.cookies,
            "Origin": f"http://localhost:{self.port}",
            "Sec-Fetch-Site": "same-origin",
        }
        started = time.monotonic()
        answer = self.until("an application", 303, lambda: ask(self.port, "POST", headers, body))
        self.seconds.append(time.monotonic() - started)
        self.thanked[key] = answer.location
        if number % 10 == 0:
            again = self.until("a second press", 303, lambda: ask(self.port, "POST", headers, body))
            if again.location != answer.location:
                self.wrong.append(f"a second press was sent on to another page than the first: {again.location}")


# --- the site ------------------------------------------------------------------


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def manage(*words: str) -> None:
    subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


@contextmanager
def gunicorn(port: int) -> Iterator[int]:
    """The site on a port; gives the process id of gunicorn's master."""
    master = subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn", "--config", "careers/gunicorn_conf.py", "--workers", "2"),
            # Each killed process is an error line of gunicorn's; the drill prints its own.
            *("--log-level", "critical", "--bind", f"{HOST}:{port}", "careers.wsgi:application"),
        ],
        cwd=ROOT,
    )
    try:
        deadline = time.monotonic() + 30
        while True:
            try:
                socket.create_connection((HOST, port), 1).close()
                break
            except OSError:
                if master.poll() is not None or time.monotonic() > deadline:
                    raise SystemExit("gunicorn did not start") from None
                time.sleep(0.1)
        yield master.pid
    finally:
        master.terminate()
        try:
            master.wait(30)
        except subprocess.TimeoutExpired:
            master.kill()
            master.wait()


def children_of(parent: int) -> list[int]:
    """Process ids whose parent is this one (Linux: the fourth word of /proc/<pid>/stat)."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            after_name = entry.read_text().rpartition(")")[2].split()
        except OSError:  # it ended meanwhile
            continue
        if int(after_name[1]) == parent:
            found.append(int(entry.parent.name))
    return found


def kill_child_of(master: int) -> int:
    """SIGKILL one of gunicorn's processes; gives its id."""
    victim = secrets.choice(children_of(master))
    os.kill(victim, signal.SIGKILL)
    return victim


def kill_now_and_then(run: Run, kill: Callable[[], int]) -> None:
    """Kill at a quarter, a half and three quarters of the way. kill: gives the id of what it killed."""
    for turn in range(1, KILLS + 1):
        while len(run.thanked) < run.wanted * turn // (KILLS + 1):
            if time.monotonic() > run.deadline:
                return
            time.sleep(0.005)
        run.kills.append(kill())


def send_all(run: Run, kill: Callable[[], int]) -> None:
    numbers: queue.SimpleQueue[int] = queue.SimpleQueue()
    for number in range(run.wanted):
        numbers.put(number)

    def client() -> None:
        while time.monotonic() < run.deadline:
            try:
                number = numbers.get_nowait()
            except queue.Empty:
                return
            try:
                run.apply(number)
            except (NotAnsweredError, KeyError) as error:
                run.wrong.append(f"visitor {number}: {error}")

    threads = [threading.Thread(target=client) for _ in range(CLIENTS)]
    threads.append(threading.Thread(target=kill_now_and_then, args=(run, kill)))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


# --- the count -------------------------------------------------------------------


def count(run: Run) -> dict[str, int]:
    """What the database holds of what was thanked for."""
    import django

    django.setup()
    from careers.outbox.models import OutboxEvent
    from roles.applications.models import Application

    rows = list(
        Application.objects.filter(email__startswith="drill-").values_list("submission_key", "public_id", "email")
    )
    stored = {str(key): str(public_id) for key, public_id, _email in rows}
    told = Counter(
        event.payload["application"] for event in OutboxEvent.objects.filter(kind="application.received").iterator()
    )
    people = Counter(email for _key, _public_id, email in rows)
    return {
        "thanked but lost": sum(key not in stored for key in run.thanked),
        "thanked with another's page": sum(
            key in stored and stored[key] not in page for key, page in run.thanked.items()
        ),
        "doubled": sum(times - 1 for times in people.values()),
        "without an outbox event": sum(not told[public_id] for public_id in stored.values()),
        "with two outbox events": sum(told[public_id] > 1 for public_id in stored.values()),
        "stored and never thanked": sum(key not in run.thanked for key in stored),
        "never thanked": run.wanted - len(run.thanked),
        "kills that did not happen": KILLS - len(run.kills),
    }


def report(run: Run, took: float, faults: dict[str, int]) -> bool:
    slowest = sorted(run.seconds) or [0.0]
    print(f"applications {run.wanted}, thanked {len(run.thanked)}, in {took:.1f} s by {CLIENTS} clients")
    print(f"web processes killed: {len(run.kills)}; sent again: {sum(run.retries.values())} {dict(run.retries)}")
    print(
        f"from press to thanks: median {slowest[len(slowest) // 2] * 1000:.0f} ms, "
        f"p95 {slowest[len(slowest) * 95 // 100] * 1000:.0f} ms, slowest {slowest[-1] * 1000:.0f} ms"
    )
    for name, figure in faults.items():
        print(f"{name}: {figure}")
    for line in run.wrong[:10]:
        print(f"wrong: {line}")
    return not any(faults.values()) and not run.wrong


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--smoke", action="store_true", help="a minute instead of minutes")
    wanted, seconds = SMOKE if parser.parse_args().smoke else FULL
    print(f"drill: web processes killed under {wanted} applications")
    port = free_port()
    try:
        with cluster() as url:
            os.environ.update(
                DJANGO_SETTINGS_MODULE="careers.settings",
                DATABASE_URL=url,
                SECRET_KEY=secrets.token_urlsafe(64),
                DEBUG="off",
                ALLOWED_HOSTS="localhost,127.0.0.1",
                SITE_URL=f"http://localhost:{port}",
                PORT=str(port),
                EMAIL_URL="dummymail://",
                TRUSTED_PROXIES="1",
            )
            manage("migrate")
            manage("load_catalogue")
            with gunicorn(port) as master:
                started = time.monotonic()
                run = Run(port=port, wanted=wanted, deadline=started + seconds)
                send_all(run, lambda: kill_child_of(master))
                took = time.monotonic() - started
            return 0 if report(run, took, count(run)) else 1
    except PostgresMissingError as missing:
        print(f"The drill needs PostgreSQL: {missing}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
