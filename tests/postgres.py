"""A throw-away PostgreSQL cluster for tests, drills and benchmarks.

    python -m tests.postgres -- pytest -n 2      runs a command with DATABASE_URL set
    with cluster() as url: ...                   the same from Python

It uses the machine's own binaries (PATH, ``pg_config --bindir``, Debian's
folders), lives in the system's temporary folder, listens on loopback and a
unix socket, trusts everyone there, and is stopped and removed at the end, also
on Ctrl-C. PostgreSQL refuses to run as root, so root runs it as ``postgres``
or ``nobody``. Nothing is synced to disk: it must never hold anything dear.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg2

NAME = "careers"  # of the role and of the database
START_SECONDS = 30
STOP_SECONDS = 20
# What the command line answers when there is no PostgreSQL to run; no command of ours uses it.
NOT_FOUND = 69
FAST_NOT_SAFE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60", "jit=off")


class PostgresMissingError(Exception):
    """This machine has no PostgreSQL server binaries."""


class PostgresFailedError(Exception):
    """The cluster could not be made or did not start; the message is the server's own."""


def find_binaries() -> Path:
    """The folder that holds both initdb and postgres, the newest of Debian's if PATH has none."""
    folders = [Path(found).resolve().parent for name in ("initdb", "postgres") if (found := shutil.which(name))]
    if config := shutil.which("pg_config"):
        told = subprocess.run([config, "--bindir"], capture_output=True, text=True, check=False)
        if told.returncode == 0:
            folders.append(Path(told.stdout.strip()))

    def version(folder: Path) -> float:
        try:
            return float(folder.parent.name)
        except ValueError:
            return 0

    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=version, reverse=True)
    for folder in folders:
        if all(os.access(folder / name, os.X_OK) for name in ("initdb", "postgres")):
            return folder
    raise PostgresMissingError("no initdb and postgres in PATH, in pg_config's folder or in /usr/lib/postgresql/*/bin")


def _unprivileged() -> dict[str, Any]:
    """Keyword arguments for Popen: another user when this is root, else nothing."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise PostgresFailedError("root cannot run PostgreSQL, and there is no user 'postgres' or 'nobody' to run it as")


def _die_with_parent() -> None:
    """In the new process: be told to stop when the parent dies, so that nothing is left behind (Linux)."""
    if sys.platform == "linux":
        pr_set_pdeathsig = 1
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGINT)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _make(binaries: Path, folder: Path, who: Mapping[str, Any]) -> None:
    # C.UTF-8 knows letters beyond ASCII and is the same everywhere; a system without it gets plain C.
    for locale in ("C.UTF-8", "C"):
        shutil.rmtree(folder / "data", ignore_errors=True)
        made = subprocess.run(
            [
                *(str(binaries / "initdb"), "-D", str(folder / "data"), "-U", NAME, "-A", "trust"),
                *("-E", "UTF8", f"--locale={locale}", "--no-sync"),
            ],
            cwd=folder,
            env={"PATH": os.defpath, "LC_ALL": "C"},
            capture_output=True,
            text=True,
            check=False,
            **who,
        )
        if made.returncode == 0:
            return
    raise PostgresFailedError(f"initdb failed: {made.stderr.strip()}")


def _start(binaries: Path, folder: Path, who: Mapping[str, Any], port: int) -> subprocess.Popen[bytes]:
    settings = [word for setting in FAST_NOT_SAFE for word in ("-c", setting)]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [binaries / "postgres", "-D", folder / "data", "-k", folder, "-h", "127.0.0.1", "-p", str(port), *settings],
            cwd=folder,
            env={"PATH": os.defpath, "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,  # Ctrl-C is for the tests; they stop the server when they are done
            preexec_fn=_die_with_parent,  # no threads run yet
            **who,
        )
    deadline = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        try:
            psycopg2.connect(host="127.0.0.1", port=port, user=NAME, dbname="postgres", connect_timeout=3).close()
        except psycopg2.OperationalError:
            time.sleep(0.05)
        else:
            return server
    _stop(server)
    raise PostgresFailedError(
        f"PostgreSQL did not start: {(folder / 'log').read_text(errors='replace').strip()[-2000:]}"
    )


def _stop(server: subprocess.Popen[bytes]) -> None:
    for how in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):  # fast, immediate, gone
        if server.poll() is not None:
            return
        server.send_signal(how)
        try:
            server.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            continue


def _create_database(port: int) -> None:
    connection = psycopg2.connect(host="127.0.0.1", port=port, user=NAME, dbname="postgres")
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {NAME}")
    finally:
        connection.close()


@contextmanager
def cluster() -> Iterator[str]:
    """Start a cluster, give its DATABASE_URL, stop and remove it."""
    binaries = find_binaries()
    who = _unprivileged()
    folder = Path(tempfile.mkdtemp(prefix="careers-pg-"))
    server = None
    try:
        if who:
            os.chown(folder, who["user"], who["group"])
        _make(binaries, folder, who)
        for attempts_left in (2, 1, 0):  # another program may take the free port first
            port = _free_port()
            try:
                server = _start(binaries, folder, who, port)
                break
            except PostgresFailedError:
                if not attempts_left:
                    raise
        _create_database(port)
        yield f"postgres://{NAME}@127.0.0.1:{port}/{NAME}"
    finally:
        if server is not None:
            _stop(server)
        shutil.rmtree(folder, ignore_errors=True)


def _exit_on_terminate(number: int, frame: object) -> None:
    raise SystemExit(128 + number)


def main() -> int:
    """Run a command with DATABASE_URL pointing to a cluster; answers its exit status."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("command", nargs="+", help="after --: what to run")
    command = parser.parse_args().command
    signal.signal(signal.SIGTERM, _exit_on_terminate)
    try:
        with cluster() as url:
            running = subprocess.Popen(command, env={**os.environ, "DATABASE_URL": url})
            try:
                return running.wait()
            except BaseException:  # Ctrl-C reached the command too; wait for it before its database goes
                running.terminate()
                running.wait()
                raise
    except PostgresMissingError as missing:
        print(f"No PostgreSQL here: {missing}.", file=sys.stderr)
        return NOT_FOUND
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
