"""`make test`: the whole suite on SQLite, on PostgreSQL, all HTML judged by vnu, and in a browser on PostgreSQL.

    suite.py [--coverage] -- [arguments for pytest]
    suite.py --stack -- [...]      instead what is deployed: nginx and two gunicorns on PostgreSQL, and journeys there

A half that this machine cannot run is named in plain words; in CI (CI is set)
that is a failure. pytest prints each run's totals itself.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from deploy.stack import StackError, find_nginx  # noqa: E402 - the path is set above
from tests import vnu  # noqa: E402
from tests.browser.chromium import find_chromium  # noqa: E402
from tests.postgres import PostgresMissingError, cluster  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

IN_CI = os.environ.get("CI", "").lower() not in {"", "0", "false"}
NO_TESTS = 5  # pytest's status when nothing was selected
COVERAGE = ROOT / "var" / "coverage"
# Tests that reach what only SQLite runs. Lines are counted for these there, and for all on PostgreSQL: counting
# makes a run half as long again.
COUNTED_ON_SQLITE = (
    "tests/outbox",
    "tests/applications",
    "tests/roles/test_documents.py",
    "tests/roles/test_search.py",
)


def run_to_end(command: list[str], environment: dict[str, str]) -> int:
    """The status of a command; it is never left behind, and on Ctrl-C it may clean up first."""
    running = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        return running.wait()
    except BaseException as stopped:
        # A terminal's Ctrl-C reached it too; anything else is for us to pass on.
        with suppress(subprocess.TimeoutExpired):
            running.wait(10 if isinstance(stopped, KeyboardInterrupt) else 0)
        if running.poll() is None:
            running.terminate()
            running.wait()
        raise


def exit_on_terminate(number: int, _frame: object) -> None:
    raise SystemExit(128 + number)


class Suite:
    """The runs so far."""

    def __init__(self, arguments: list[str], *, coverage: bool) -> None:
        self.arguments = arguments
        self.coverage = coverage
        self.failed: list[str] = []
        self.ran_tests = False

    def run(self, name: str, database: str, url: str, *options: str, coverage: bool = True) -> None:
        """One pytest run over one database. coverage: whether its lines may count."""
        print(f"\n=== {name}", flush=True)
        environment = {**os.environ, "TEST_DATABASE": database, "DATABASE_URL": url}
        if self.coverage and coverage:
            environment["COVERAGE_FILE"] = str(COVERAGE / f"data.{database}")
            options += ("--cov", "--cov-report=")
        status = run_to_end([sys.executable, "-m", "pytest", *options, *self.arguments], environment)
        self.ran_tests |= status != NO_TESTS
        # Arguments may select tests of one half only.
        if status and not (status == NO_TESTS and self.arguments):
            self.failed.append(name)

    def leave_out(self, what: str, why: str) -> None:
        """Say that a half did not run; CI may leave none out."""
        print(f"\n=== {what} did not run: {why}", flush=True)
        if IN_CI:
            self.failed.append(f"{what} (may not be left out in CI)")


@contextmanager
def postgresql() -> Iterator[str]:
    """DATABASE_URL where it names a PostgreSQL server, else a throw-away cluster."""
    url = os.environ.get("DATABASE_URL", "")
    if url.startswith(("postgres:", "postgresql:")):
        yield url
    else:
        with cluster() as url:
            yield url


def run_all(suite: Suite) -> None:
    """The runs of `make test`: SQLite, HTML, PostgreSQL, browser."""
    if suite.coverage:
        COVERAGE.mkdir(parents=True, exist_ok=True)
        for old in COVERAGE.glob("data.*"):
            old.unlink()

    parallel = ("-n", "2", "--dist", "worksteal")
    if suite.coverage:
        suite.run("SQLite, counted", "sqlite", "", *parallel, *COUNTED_ON_SQLITE)
        rest = [f"--ignore={path}" for path in COUNTED_ON_SQLITE]
        suite.run("SQLite, the rest", "sqlite", "", *parallel, *rest, coverage=False)
    else:
        suite.run("SQLite", "sqlite", "", *parallel)
    if lacking := vnu.lacking():
        suite.leave_out("HTML", lacking)
    else:
        suite.run("HTML, judged by vnu", "sqlite", "", "-m", "html", coverage=False)
    try:
        with postgresql() as url:
            suite.run("PostgreSQL", "postgresql", url, *parallel)
            if find_chromium():
                suite.run(
                    "Browser journeys on PostgreSQL", "postgresql", url, *parallel, "-m", "browser", coverage=False
                )
            else:
                suite.leave_out("Browser journeys", "no Chromium (set CHROMIUM, or install the package chromium)")
    except PostgresMissingError as missing:
        suite.leave_out("PostgreSQL half", f"{missing} (set DATABASE_URL, or install the package postgresql)")
        suite.leave_out("Browser journeys", "they need PostgreSQL")


def run_stack(suite: Suite) -> None:
    """The one run of `make test-stack`."""
    what = "The stack"
    try:
        find_nginx()
        with postgresql() as url:
            if find_chromium():
                suite.run("The stack, with journeys through nginx", "postgresql", url, "-m", "stack")
            else:
                suite.leave_out(what, "no Chromium (set CHROMIUM, or install the package chromium)")
    except StackError as missing:
        suite.leave_out(what, str(missing))
    except PostgresMissingError as missing:
        suite.leave_out(what, f"{missing} (set DATABASE_URL, or install the package postgresql)")


def main() -> int:
    """Run what is asked for; 0 when each run passed or, outside CI, could not run here."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--coverage", action="store_true")
    parser.add_argument("--stack", action="store_true")
    parser.add_argument("arguments", nargs="*")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, exit_on_terminate)
    suite = Suite(options.arguments, coverage=options.coverage)
    if options.stack:
        run_stack(suite)
    else:
        run_all(suite)
    if not suite.ran_tests:
        suite.failed.append("no test was selected")
    if suite.failed:
        print("\nFailed: " + "; ".join(suite.failed), file=sys.stderr)
    return 1 if suite.failed else 0


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        sys.exit(main())
    sys.exit(130)
