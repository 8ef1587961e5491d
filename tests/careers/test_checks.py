"""Settings that start and still would not serve: `check --deploy` names each."""

from __future__ import annotations

import pytest
from django.test import override_settings

from careers.checks import production_settings

GOOD = {
    "IS_PRODUCTION": True,
    "SITE_HOST": "careers.example",
    "ALLOWED_HOSTS": [".careers.example"],
    "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    "DATABASES": {"default": {"ENGINE": "django.db.backends.postgresql"}},
    "TRUSTED_PROXIES": 1,
}


def found(**changes: object) -> list[str]:
    """The identities of what is warned of."""
    from django.conf import settings

    class Given:
        def __getattr__(self, name: str) -> object:
            return (GOOD | changes).get(name, getattr(settings, name, None))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("careers.checks.settings", Given())
        return [str(warning.id) for warning in production_settings(None)]


def test_a_whole_production_is_warned_of_nothing() -> None:
    assert found() == []


@pytest.mark.parametrize(
    ("changes", "warning"),
    [
        ({"IS_PRODUCTION": False}, "careers.W001"),
        ({"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}, "careers.W002"),
        ({"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}, "careers.W002"),
        ({"DATABASES": {"default": {"ENGINE": "django.db.backends.sqlite3"}}}, "careers.W003"),
        ({"TRUSTED_PROXIES": 0}, "careers.W004"),
        ({"ALLOWED_HOSTS": ["localhost"]}, "careers.W005"),
    ],
)
def test_what_would_lose_mail_loop_or_refuse_is_warned_of(changes: dict[str, object], warning: str) -> None:
    assert found(**changes) == [warning]


def test_the_check_is_one_of_deployment() -> None:
    from django.core import checks

    with override_settings(IS_PRODUCTION=False):
        assert "careers.W001" in {message.id for message in checks.run_checks(include_deployment_checks=True)}
        assert "careers.W001" not in {message.id for message in checks.run_checks()}
