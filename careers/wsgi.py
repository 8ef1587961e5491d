"""The WSGI entry point that gunicorn loads."""

import os
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created


def limit_statements(connection: BaseDatabaseWrapper, **_kwargs: Any) -> None:
    """A slow database becomes the filled 503 page, not a hanging request. Commands never come here."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('statement_timeout', %s, false)", [str(settings.STATEMENT_TIMEOUT_MS)])


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "careers.settings")
application = get_wsgi_application()
connection_created.connect(limit_statements)
