"""The site as it is deployed, on this machine and without a container engine: `make stack`.

    python -m deploy.stack      until Ctrl-C; PORT says where

PostgreSQL (DATABASE_URL, else a throw-away cluster), two gunicorns, the outbox worker and nginx, with the
configuration files that the containers use. Everything listens on loopback and lies in one temporary folder.
A web process or the worker that ends is started again, as docker-compose.yml says; without nginx all stop.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from careers.supervise import (
    BASE_DIR,
    START_SECONDS,
    TICK,
    WORKER,
    Children,
    Stopped,
    answers,
    stop_on_signals,
    why_port_is_not_free,
)

TEMPLATES = BASE_DIR / "deploy" / "nginx" / "templates"
HOST = "127.0.0.1"
WEB = ("Web process 1", "Web process 2")
THE_WORKER = "The worker"
PROXY = "nginx"


class StackError(Exception):
    """The stack cannot run here; the message says what is missing or what went wrong."""


def find_nginx() -> str:
    """The program's path. Debian keeps it where only root's PATH looks."""
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    if not found:
        raise StackError("There is no nginx on this machine: install the package nginx.")
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def render(folder: Path, values: Mapping[str, str]) -> Path:
    """Fill the configuration's ${PROXY_...} in, as the nginx image does; gives the main file.

    folder: where the files go. Raises StackError for a name without a value.
    """

    def value(found: re.Match[str]) -> str:
        if found[1] not in values:
            raise StackError(f"nginx's configuration asks for {found[1]}, which has no value.")
        return values[found[1]]

    for template in TEMPLATES.glob("*.template"):
        text = re.sub(r"\$\{(PROXY_[A-Z0-9_]+)\}", value, template.read_text())
        (folder / template.stem).write_text(text)
    return folder / "nginx.conf"


def proxy_values(folder: Path, port: int, webs: tuple[int, int]) -> dict[str, str]:
    """What the configuration's names stand for on this machine: plain http on loopback, nothing in front."""
    return {
        "PROXY_CONF": str(folder),
        "PROXY_RUN": str(folder),
        "PROXY_ROOT": str(folder),
        "PROXY_TLS": str(folder),
        "PROXY_ACCESS_LOG": str(folder / "access.log"),
        "PROXY_SERVE": "http",
        "PROXY_HTTP": f"{HOST}:{port}",
        "PROXY_HTTPS": f"{HOST}:{port}",
        "PROXY_SITE_URL": f"http://localhost:{port}",
        "PROXY_VISITOR_SCHEME": "http",
        "PROXY_BEHIND": "unix:",
        "PROXY_WEB_1": f"{HOST}:{webs[0]}",
        "PROXY_WEB_2": f"{HOST}:{webs[1]}",
    }


@dataclass
class Stack:
    """The running stack. webs: the ports of the two gunicorns; folder: everything it has written."""

    port: int
    webs: tuple[int, int]
    folder: Path
    environment: dict[str, str]
    children: Children

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    def collect(self) -> None:
        """The files that nginx serves: what the image holds in /srv/careers."""
        manage(self.environment, "collectstatic", "--no-input", "--verbosity", "0")
        manage(self.environment, "render_error_pages", str(self.folder / "errors"))

    def start(self, name: str) -> None:
        if name == PROXY:
            self.children.start(name, [find_nginx(), "-c", str(self.folder / "nginx.conf"), "-g", "daemon off;"])
        elif name == THE_WORKER:
            self.children.start(name, [sys.executable, *WORKER])
        else:
            place = f"{HOST}:{self.webs[WEB.index(name)]}"
            words = ("-m", "gunicorn", "--config", "careers/gunicorn_conf.py", "--bind", place)
            self.children.start(name, [sys.executable, *words, "careers.wsgi:application"])

    def start_again(self) -> str:
        """Start what has ended; a sentence where the stack cannot go on, else an empty string."""
        for name, child in self.children.children.items():
            if child.poll() is not None:
                if name == PROXY:
                    return f"nginx ended with status {child.returncode}"
                print(f"{name} ended with status {child.returncode}; starting it again.", file=sys.stderr, flush=True)
                self.start(name)
                time.sleep(TICK)  # one that cannot start must not take the whole machine
        return ""

    def wait(self) -> None:
        """Until all three answer. Raises StackError if one ends first or takes more than a minute."""
        waiting = {*self.webs, self.port}
        deadline = time.monotonic() + START_SECONDS
        while waiting:
            if ended := self.children.ended():
                raise StackError(f"{ended}.")
            if time.monotonic() > deadline:
                raise StackError(f"The site did not answer within {START_SECONDS} seconds.")
            time.sleep(TICK)
            waiting = {port for port in waiting if not answers(port)}


@contextmanager
def running(*, port: int, database_url: str, worker: bool = True, **settings: str) -> Iterator[Stack]:
    """Start everything, give it, stop everything and remove the folder.

    The database must be migrated. settings: further names of .env.example. Raises StackError where it cannot start.
    """
    find_nginx()
    folder = Path(tempfile.mkdtemp(prefix="careers-stack-"))
    folder.chmod(0o755)  # root's nginx reads files as another user
    webs = (free_port(), free_port())
    environment = os.environ | {
        "DATABASE_URL": database_url,
        "DEBUG": "off",
        "PORT": str(port),
        "SITE_URL": f"http://localhost:{port}",
        "ALLOWED_HOSTS": f"localhost,{HOST}",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "STATIC_ROOT": str(folder / "static"),
        "TRUSTED_PROXIES": "1",
        **settings,
    }
    stack = Stack(port, webs, folder, environment, Children({}, environment))
    try:
        stack.collect()
        render(folder, proxy_values(folder, port, webs))
        for name in (*WEB, *([THE_WORKER] if worker else []), PROXY):
            stack.start(name)
        stack.wait()
        yield stack
    finally:
        stack.children.stop()
        shutil.rmtree(folder, ignore_errors=True)


def manage(environment: Mapping[str, str], *words: str) -> None:
    """Run a command of the site's to its end. Raises StackError if it fails."""
    command = [sys.executable, "manage.py", *words]
    if subprocess.run(command, cwd=BASE_DIR, env=environment, check=False).returncode:  # noqa: S603 - our own
        raise StackError(f"manage.py {words[0]} failed.")


@contextmanager
def database(port: int) -> Iterator[str]:
    """A migrated database with the starter guides: DATABASE_URL's, else a throw-away one with an administrator."""
    from tests.postgres import PostgresFailedError, PostgresMissingError, cluster

    def prepare(url: str) -> None:
        environment = os.environ | {"DATABASE_URL": url, "PORT": str(port), "SITE_URL": f"http://localhost:{port}"}
        manage(environment, "migrate", "--verbosity", "0")
        for command in ("sync_groups", "rebuild_documents", "load_catalogue"):
            manage(environment, command)
        if url != given:
            manage(environment, "create_staff", "administrator@example.com", "--group", "Administrator")

    given = os.environ.get("DATABASE_URL", "")
    if given.startswith(("postgres:", "postgresql:")):
        prepare(given)
        yield given
        return
    try:
        with cluster() as url:
            prepare(url)
            yield url
    except (PostgresMissingError, PostgresFailedError) as trouble:
        raise StackError(f"No PostgreSQL: {trouble}. Set DATABASE_URL, or install the package postgresql.") from trouble


def keep_running(stack: Stack) -> str:
    """Until nginx ends or whoever started this is gone; says which."""
    parent = os.getppid()
    while os.getppid() == parent:
        if trouble := stack.start_again():
            return f"{trouble}; stopping."
        time.sleep(TICK)
    return "Whoever started this is gone; stopping."


def main() -> int:
    """Run the stack; the exit status is 0 when a signal ended it, else 1."""
    port = int(os.environ.get("PORT") or 8000)
    if trouble := why_port_is_not_free(port):
        print(trouble.replace("make run", "make stack"), file=sys.stderr)
        return 1
    stop_on_signals()
    with contextlib.suppress(Stopped):
        try:
            find_nginx()
            with database(port) as url, running(port=port, database_url=url) as stack:
                print(f"\n  http://localhost:{port}/ through nginx   (Ctrl-C stops it)\n", flush=True)
                print(keep_running(stack), file=sys.stderr)
        except StackError as trouble_here:
            print(trouble_here, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
