"""What every test stands on: the database of this run, settings for tests, and the suite's rules.

``TEST_DATABASE`` is ``sqlite`` (default) or ``postgresql`` (then ``DATABASE_URL``
says which server; ``python -m tests.postgres -- pytest`` gives one). Django is
configured in :func:`pytest_configure` and not by an ini option, because the
environment and the few settings below must be in place before apps load; the
site's settings file knows nothing of tests.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest

if TYPE_CHECKING:
    from deploy.stack import Stack

DATABASE = os.environ.get("TEST_DATABASE", "sqlite")
if DATABASE not in {"sqlite", "postgresql"}:
    raise pytest.UsageError(f"TEST_DATABASE is {DATABASE!r}; it must be sqlite or postgresql.")
if DATABASE == "postgresql" and not os.environ.get("DATABASE_URL", "").startswith(("postgres:", "postgresql:")):
    raise pytest.UsageError("TEST_DATABASE=postgresql needs a DATABASE_URL; see tests/postgres.py.")

# What differs from the site's defaults; of the developer's own environment and .env nothing reaches a test.
ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "careers.settings",
    "SECRET_KEY": "only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEF",
}

# Runs on a loaded machine must not fail on a clock, and every run of the suite asks the same.
hypothesis.settings.register_profile("suite", deadline=None, max_examples=60, derandomize=True)
hypothesis.settings.register_profile("wide", deadline=None, max_examples=2_000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))


def on_the_stack(config: pytest.Config) -> bool:
    """Whether this run is that of the stack, `-m stack`: then the site is other processes behind nginx."""
    return str(config.getoption("markexpr")) == "stack"


def pytest_configure(config: pytest.Config) -> None:
    """Configure Django for tests, before pytest-django loads the apps."""
    folder = Path(tempfile.mkdtemp(prefix="careers-tests-"))
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    known = re.findall(r"^#?([A-Z_]+)=", (Path(__file__).parent.parent / ".env.example").read_text(), re.MULTILINE)
    for name in known:
        if name != "DATABASE_URL" or DATABASE == "sqlite":
            os.environ.pop(name, None)
    os.environ.update(ENVIRONMENT)
    if DATABASE == "sqlite":
        # For programs that a test starts: never the database of the site that runs from this folder.
        os.environ["DATABASE_URL"] = f"sqlite:///{folder / 'started.sqlite3'}"

    import environ

    environ.Env.read_env = classmethod(lambda *_args, **_kwargs: None)

    from django.apps import apps
    from django.conf import settings

    if apps.ready:
        raise pytest.UsageError("Unset DJANGO_SETTINGS_MODULE: the suite configures Django itself.")

    if DATABASE == "sqlite":
        # A file, as in production: an in-memory database shared by threads locks by other rules.
        settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = str(folder / "test.sqlite3")
    if not on_the_stack(config):  # whose processes know the site's own hashers only
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Plain names, no manifest: collectstatic need not have run. The browser journeys use the real storage.
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.STATIC_ROOT = folder / "static"
    settings.STATIC_ROOT.mkdir()
    # N+1 queries inside any request fail its test; `with zeal.zeal_ignore():` around a
    # request says where one is meant.
    settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, "zeal"]
    settings.MIDDLEWARE = ["zeal.middleware.zeal_middleware", *settings.MIDDLEWARE]
    # No loops over rows: the admin's page of a member of staff gets who is signed in and who is shown; signing
    # out reads a session and gets it again to delete it.
    settings.ZEAL_ALLOWLIST = [
        {"model": "accounts.User", "field": "get()"},
        {"model": "sessions.Session", "field": "get()"},
    ]
    # Workers of xdist inherit the environment, and would have Django set up before they come here.
    del os.environ["DJANGO_SETTINGS_MODULE"]


def pytest_report_header() -> str:
    return f"database: {DATABASE}"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what this run's database cannot do: deselected by a marker, never skipped."""
    other = "postgresql_only" if DATABASE == "sqlite" else "sqlite_only"
    left_out = [item for item in items if item.get_closest_marker(other)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not item.get_closest_marker(other)]


# --- a skipped test fails the run -------------------------------------------

_skipped: dict[str, str] = {}


def _note_if_skipped(report: pytest.TestReport | pytest.CollectReport) -> None:
    if report.skipped:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else getattr(report, "wasxfail", "")
        _skipped[report.nodeid] = str(reason)


pytest_runtest_logreport = _note_if_skipped
pytest_collectreport = _note_if_skipped


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if _skipped and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if _skipped:
        terminalreporter.section("skipped tests fail the run")
        for nodeid, reason in _skipped.items():
            terminalreporter.line(f"{nodeid}: {reason}")


# --- fixtures ----------------------------------------------------------------


@pytest.fixture(scope="session")
def stack(django_db_setup: None) -> Iterator[Stack]:
    """nginx and two gunicorns, as deployed, on the database of this run; no worker, so that a test is the worker."""
    from django.conf import settings
    from django.db import connection

    from deploy.stack import free_port, running

    given = connection.settings_dict
    place = f"{given['USER']}:{given['PASSWORD']}@{given['HOST']}:{given['PORT']}"
    with running(
        port=free_port(),
        database_url=f"postgres://{place}/{given['NAME']}",
        worker=False,
        SECRET_KEY=settings.SECRET_KEY,
        EMAIL_URL="dummymail://",
    ) as stack:
        settings.SITE_URL = stack.url
        yield stack


@pytest.fixture(scope="module")
def standing(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A transaction around a module's tests, taken back after the last.

    What fixtures of the module write in it stands for all of its tests, each of which takes back only what is its
    own. Such fixtures ask for this one and have the scope of the module.
    """
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    """No test sees what another one cached or counted."""
    from django.core.cache import cache

    cache.clear()
    yield
    cache.clear()
