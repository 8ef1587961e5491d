"""The environment says how the site runs; what would be unsafe in production does not start."""

from __future__ import annotations

import os
import re
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = ROOT / "careers" / "settings.py"
NAMED = re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
# Promised by the interface before the part that reads them is built.
PROMISED = {
    "DATABASE_REPLICA_URL",
    "WEBHOOK_ALLOWED_NETWORKS",
    "APPLY_HOLD_PREFIX",
    "APPLY_LIMIT_PREFIX",
    "APPLY_HOLD_ADDRESS",
    "SENTRY_DSN",
}
# What docker-compose.yml fills in, and gunicorn reads for itself.
COMPOSE = set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "docker-compose.yml").read_text()))
GUNICORN = {"WEB_CONCURRENCY"}
SECRET = "k" * 20 + "0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJ"
PRODUCTION = {
    "SITE_URL": "https://careers.example",
    "SECRET_KEY": SECRET,
    "ALLOWED_HOSTS": "careers.example",
    "DATABASE_URL": "postgres://careers@db/careers",
    "EMAIL_URL": "smtp+tls://mail.careers.example:587",
    "TRUSTED_PROXIES": "1",
}


def read() -> set[str]:
    return set(re.findall(r"\benv(?:\.[a-z_]+)?\(\s*[\"']([A-Z_]+)[\"']", SETTINGS.read_text()))


def loaded(monkeypatch: pytest.MonkeyPatch, **environment: str) -> dict[str, Any]:
    """The settings that this environment gives, read anew, with nothing of this machine's own."""
    for name in {*NAMED, *read()}:
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return runpy.run_path(str(SETTINGS))


def test_every_setting_that_is_read_is_explained_and_no_other_is() -> None:
    assert len(NAMED) == len(set(NAMED))
    assert read() | COMPOSE | GUNICORN <= set(NAMED)
    assert set(NAMED) - read() - COMPOSE - GUNICORN == PROMISED


def test_nothing_is_read_from_the_environment_but_by_settings() -> None:
    pattern = re.compile(r"os\.environ|os\.getenv|\benviron\b")
    allowed = {f"careers/{name}.py" for name in ("settings", "supervise", "gunicorn_conf", "wsgi")}
    allowed |= {"careers/doctor/__main__.py", "careers/doctor/machine.py"}  # they look at it, and give it on
    readers = {
        str(file.relative_to(ROOT))
        for app in ("accounts", "careers", "roles")
        for file in (ROOT / app).rglob("*.py")
        if pattern.search(file.read_text())
    }
    assert readers <= allowed


def test_without_any_setting_the_site_runs_locally_with_debug_off(monkeypatch: pytest.MonkeyPatch) -> None:
    found = loaded(monkeypatch)
    assert (found["DEBUG"], found["IS_PRODUCTION"], found["SITE_URL"]) == (False, False, "http://localhost:8000")
    assert found["SITE_NAME"] == "Careers"
    assert "localhost" in found["ALLOWED_HOSTS"]
    assert loaded(monkeypatch, ALLOWED_HOSTS="")["ALLOWED_HOSTS"] == found["ALLOWED_HOSTS"]
    assert "*" not in found["ALLOWED_HOSTS"]
    assert found["DATABASES"]["default"]["ENGINE"] == "django.db.backends.sqlite3"
    assert found["SECURE_SSL_REDIRECT"] is False
    assert found["EMAIL_BACKEND"] == "django.core.mail.backends.console.EmailBackend"


def test_the_port_is_part_of_the_local_address(monkeypatch: pytest.MonkeyPatch) -> None:
    assert loaded(monkeypatch, PORT="8123")["SITE_URL"] == "http://localhost:8123"


def test_production_is_https_with_secure_cookies_hsts_and_its_own_host(monkeypatch: pytest.MonkeyPatch) -> None:
    found = loaded(monkeypatch, **PRODUCTION)
    assert found["IS_PRODUCTION"] is True
    for name in ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_PRELOAD"):
        assert found[name] is True, name
    assert found["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert found["ALLOWED_HOSTS"] == ["careers.example"]
    assert found["CSRF_TRUSTED_ORIGINS"] == ["https://careers.example"]
    assert found["DEFAULT_FROM_EMAIL"] == "Careers <applications@careers.example>"


@pytest.mark.parametrize(
    ("changes", "names"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"SECRET_KEY": "k" * 49}, "SECRET_KEY"),
        ({"SECRET_KEY": "django-insecure-" + SECRET}, "SECRET_KEY"),
        ({"SECRET_KEY": "not-for-production-only-for-local-use-and-tests-0123456789"}, "SECRET_KEY"),
        ({"SECRET_KEY": "changeme" * 8}, "SECRET_KEY"),
        ({"DATABASE_URL": "sqlite://:memory:"}, "DATABASE_URL"),
        ({"DEBUG": "on"}, "DEBUG"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": "careers.example,*"}, "ALLOWED_HOSTS"),
        ({"REQUIRE_MFA": "on"}, "REQUIRE_MFA"),
    ],
)
def test_a_value_that_is_unsafe_in_production_does_not_start_and_is_named(
    monkeypatch: pytest.MonkeyPatch, changes: dict[str, str], names: str
) -> None:
    with pytest.raises(ImproperlyConfigured, match=names):
        loaded(monkeypatch, **(PRODUCTION | changes))


def test_a_second_factor_that_is_not_built_cannot_be_asked_for_locally_either(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ImproperlyConfigured, match="REQUIRE_MFA"):
        loaded(monkeypatch, REQUIRE_MFA="on")


@pytest.mark.parametrize("url", ["http://careers.example", "http://localhost:9000/"])
def test_an_address_that_is_not_https_is_not_production(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    found = loaded(monkeypatch, SITE_URL=url)
    assert (found["IS_PRODUCTION"], found["SITE_URL"]) == (False, url.rstrip("/"))


def test_sqlite_is_opened_so_that_no_write_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    options = loaded(monkeypatch, DATABASE_URL="sqlite:////tmp/x.sqlite3")["DATABASES"]["default"]["OPTIONS"]
    assert (options["transaction_mode"], options["timeout"]) == ("IMMEDIATE", 20)
    assert "journal_mode=WAL" in options["init_command"]
    assert "synchronous=FULL" in options["init_command"]


def test_postgresql_gives_up_in_time_for_the_visitor(monkeypatch: pytest.MonkeyPatch) -> None:
    url = "postgres://careers@db:5432/careers"
    found = loaded(monkeypatch, DATABASE_URL=url, STATEMENT_TIMEOUT_MS="2000")
    assert found["DATABASES"]["default"]["OPTIONS"] == {"connect_timeout": 3}
    assert found["STATEMENT_TIMEOUT_MS"] == 2000


@pytest.mark.postgresql_only
@pytest.mark.parametrize(("started", "limit"), [("import careers.wsgi", "2s"), ("import django; django.setup()", "0")])
def test_only_what_answers_requests_gives_up_a_long_statement(started: str, limit: str) -> None:
    """A migration, an import or the worker may take longer. Asked twice: the limit outlives a transaction."""
    program = f"""{started}
from django.db import connection, transaction
for _ in range(2):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        print(cursor.fetchone()[0])
        transaction.set_rollback(True)
"""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "careers.settings", "STATEMENT_TIMEOUT_MS": "2000"}
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert ran.stdout.split() == [limit, limit]


def test_the_scheme_of_a_proxy_is_believed_only_where_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "SECURE_PROXY_SSL_HEADER" not in loaded(monkeypatch)
    assert loaded(monkeypatch, TRUSTED_PROXIES="1")["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")


@pytest.mark.parametrize("name", ["TRUSTED_PROXIES", "STATEMENT_TIMEOUT_MS"])
def test_a_number_that_cannot_be_read_does_not_start(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    with pytest.raises(ValueError, match="many"):
        loaded(monkeypatch, **({"DATABASE_URL": "postgres://db/careers"} | {name: "many"}))


def test_static_files_lie_where_the_setting_says(monkeypatch: pytest.MonkeyPatch) -> None:
    assert loaded(monkeypatch)["STATIC_ROOT"] == ROOT / "var" / "static"
    assert loaded(monkeypatch, STATIC_ROOT="/srv/careers/static")["STATIC_ROOT"] == Path("/srv/careers/static")


def test_the_policy_is_closed_and_the_same_for_site_and_admin(monkeypatch: pytest.MonkeyPatch) -> None:
    policy = loaded(monkeypatch)["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]
    assert policy["default-src"] == ["'none'"]
    assert all(value in (["'none'"], ["'self'"]) for value in policy.values())
    assert {"script-src", "style-src", "form-action", "base-uri", "frame-ancestors"} <= set(policy)


def test_the_suites_own_environment_is_not_the_developers() -> None:
    assert "SITE_URL" not in os.environ
