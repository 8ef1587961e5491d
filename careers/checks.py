"""What `check --deploy` says of settings that start, yet lose mail, loop or refuse every visitor.

Values that are unsafe whatever stands around them do not start at all: see settings.py.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Tags, register
from django.http.request import validate_host

# Backends that deliver nothing: a mail ends on the terminal, in a file or nowhere.
NO_DELIVERY = ("console", "dummy", "filebased", "locmem")


@register(Tags.security, deploy=True)
def production_settings(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """One warning for each setting that cannot serve visitors as https promises."""
    if not settings.IS_PRODUCTION:
        return [
            checks.Warning(
                "SITE_URL is not https.", hint="Set SITE_URL to the public https address.", id="careers.W001"
            )
        ]
    found: list[CheckMessage] = []
    if any(f".{name}." in settings.EMAIL_BACKEND for name in NO_DELIVERY):
        found.append(
            checks.Warning(
                "No mail leaves this site: applicants cannot confirm their address.",
                hint="Set EMAIL_URL, for instance smtp+tls://user:password@host:587.",
                id="careers.W002",
            )
        )
    if settings.DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
        found.append(
            checks.Warning(
                "The database is one SQLite file: one machine only, and no backup while the site runs but its own.",
                hint="Set DATABASE_URL to a PostgreSQL database.",
                id="careers.W003",
            )
        )
    if not settings.TRUSTED_PROXIES:
        found.append(
            checks.Warning(
                "TRUSTED_PROXIES is 0: behind a proxy every page would redirect to itself for ever.",
                hint="Set TRUSTED_PROXIES to the number of proxies in front of the site, usually 1.",
                id="careers.W004",
            )
        )
    if not validate_host(settings.SITE_HOST, settings.ALLOWED_HOSTS):
        found.append(
            checks.Warning(
                f"ALLOWED_HOSTS lacks {settings.SITE_HOST}, the host of SITE_URL: every visitor would be refused.",
                hint="Leave ALLOWED_HOSTS empty, or add that host.",
                id="careers.W005",
            )
        )
    return found
