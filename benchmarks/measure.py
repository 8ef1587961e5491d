"""Running the site's commands in processes of their own, and what each of them cost."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.postgres import PostgresMissingError, cluster

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one process: seconds on the clock, seconds of its CPU, the most memory it held, in megabytes, its output."""

    wall: float
    cpu: float
    megabytes: float
    output: str


def environment(url: str) -> dict[str, str]:
    """The settings of a process that works on this database, as in production but for https."""
    return {
        **os.environ,
        "DATABASE_URL": url,
        "DEBUG": "off",
        "DJANGO_SETTINGS_MODULE": "careers.settings",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "SITE_URL": "http://localhost",
    }


def run(url: str, *words: str) -> Cost:
    """Run ``python WORDS`` against this database in a fresh process. Ends the benchmark if that fails."""
    started = time.perf_counter()
    with TemporaryDirectory() as folder:
        told = Path(folder) / "output"
        with told.open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, *words], cwd=ROOT, env=environment(url), stdout=output, stderr=output
            )
            _pid, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        text = told.read_text()
    if process.returncode:
        raise SystemExit(f"{' '.join(words)} failed:\n{text}")
    wall = time.perf_counter() - started
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, text)


@contextmanager
def sqlite() -> Iterator[str]:
    """A new database file, with the site's tables."""
    with TemporaryDirectory(prefix="careers-bench-") as folder:
        url = f"sqlite:///{folder}/bench.sqlite3"
        run(url, "manage.py", "migrate", "--verbosity", "0")
        yield url


@contextmanager
def postgresql() -> Iterator[str]:
    """A database of a throw-away cluster, with the site's tables. Nothing there is synced to disk."""
    with cluster() as url:
        run(url, "manage.py", "migrate", "--verbosity", "0")
        yield url


def has_postgresql() -> bool:
    """Whether this machine can start a cluster."""
    from tests.postgres import find_binaries

    try:
        find_binaries()
    except PostgresMissingError:
        return False
    return True
