"""Checks that ask Django: the settings, the database and what lies in it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.models import Group
from django.core.checks import WARNING, run_checks
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from accounts.groups import GROUPS
from careers.health import OUTBOX_LATE_SECONDS
from careers.outbox.models import OutboxEvent
from careers.outbox.services import oldest_waiting_seconds
from roles import documents
from roles.models import RoleDocument

from .findings import Finding, advice, ok, wrong


def findings(settings: Any) -> list[Finding]:
    """All of them; where the database is away or not migrated, what lies in it is not asked for."""
    told = [*settings_sane(settings), *django_checks(is_production=settings.IS_PRODUCTION)]
    database = database_reachable()
    told.append(database)
    if database.level == "wrong":
        return told
    migrated = migrations()
    told.append(migrated)
    if migrated.level == "wrong":
        return told
    return [*told, groups(), read_model(), *outbox(), worker(running_commands(Path("/proc")))]


def settings_sane(settings: Any) -> list[Finding]:
    """Settings that start and are still not what anybody wants."""
    told = []
    address = urlsplit(settings.SITE_URL)
    if address.scheme not in ("http", "https") or not address.hostname or address.path:
        told.append(
            wrong(
                f"SITE_URL is {settings.SITE_URL!r}.", "Write scheme and host alone: SITE_URL=https://careers.example"
            )
        )
    elif settings.IS_PRODUCTION or address.hostname in ("localhost", "127.0.0.1", "::1"):
        told.append(ok(f"SITE_URL is {settings.SITE_URL}"))
    else:
        told.append(
            advice(f"SITE_URL is {settings.SITE_URL}: not https, so cookies are not secure.", "Use https in public.")
        )
    hosts = set(settings.ALLOWED_HOSTS)
    if address.hostname and not hosts & {address.hostname, "*"} and not _covered(address.hostname, hosts):
        told.append(
            wrong(f"ALLOWED_HOSTS leaves out {address.hostname}, the host of SITE_URL.", "Add it, or unset it.")
        )
    if settings.DEBUG:
        told.append(
            advice("DEBUG is on: error pages show source code.", "Only for development; leave it out elsewhere.")
        )
    if settings.SECRET_KEY.startswith("not-for-production"):
        told.append(
            advice("SECRET_KEY is the one that everybody knows.", "make run makes one; set SECRET_KEY elsewhere.")
        )
    told.append(mail(settings.EMAIL_BACKEND, is_production=settings.IS_PRODUCTION))
    return told


def _covered(host: str, hosts: Iterable[str]) -> bool:
    return any(pattern.startswith(".") and f".{host}".endswith(pattern) for pattern in hosts)


def mail(backend: str, *, is_production: bool) -> Finding:
    if not backend.endswith("smtp.EmailBackend"):
        kind = backend.rpartition(".")[0].rpartition(".")[2]
        if is_production:
            return wrong(f"Mail goes to “{kind}”: nobody gets the link to confirm.", "Set EMAIL_URL to a mail server.")
        return ok(f"Mail goes to “{kind}”")
    return ok("Mail goes to a server")


def django_checks(*, is_production: bool) -> list[Finding]:
    """Django's own checks; in production with those for deployment."""
    raised = [
        message
        for message in run_checks(include_deployment_checks=is_production)
        if message.level >= WARNING and not message.is_silenced()
    ]
    if not raised:
        return [ok("Django’s own checks pass")]
    return [
        wrong(f"{message.id}: {message.msg}", message.hint or "See Django’s documentation of it.") for message in raised
    ]


def database_reachable() -> Finding:
    """Which database it is, without user or password, and whether it answers."""
    values = connection.settings_dict
    name = str(values["NAME"])
    if connection.vendor == "sqlite":
        if "memory" not in name and not Path(name).exists():
            return wrong(f"There is no database yet at {name}.", "make run makes it.")
        words = f"SQLite, {name}"
    else:
        words = f"{connection.display_name} at {values['HOST'] or 'a local socket'}, database {name}"
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error as error:
        return wrong(
            f"The database does not answer ({words}): {type(error).__name__}.", "Start it, or set DATABASE_URL."
        )
    return ok(f"The database answers: {words}")


def migrations() -> Finding:
    executor = MigrationExecutor(connection)
    pending = [str(migration) for migration, _back in executor.migration_plan(executor.loader.graph.leaf_nodes())]
    if pending:
        few = ", ".join(pending[:3]) + (" and more" if len(pending) > 3 else "")
        return wrong(f"{len(pending)} migrations are not applied: {few}.", "manage.py migrate, or make run.")
    return ok("Every migration is applied")


def groups() -> Finding:
    """Whether the groups hold exactly the permissions of the table in code."""
    stored = {
        group.name: {f"{row.content_type.app_label}.{row.codename}" for row in group.permissions.all()}
        for group in Group.objects.prefetch_related("permissions__content_type")
    }
    differing = sorted(name for name, wanted in GROUPS.items() if stored.get(name) != set(wanted))
    if differing:
        return wrong(f"Groups differ from accounts/groups.py: {', '.join(differing)}.", "manage.py sync_groups")
    return ok(f"{len(GROUPS)} groups as in code")


def read_model() -> Finding:
    """Whether every stored document equals its rows."""
    differing = documents.differing()
    if differing:
        few = ", ".join(differing[:3]) + (" and more" if len(differing) > 3 else "")
        return wrong(f"{len(differing)} documents differ from their rows: {few}.", "manage.py rebuild_documents")
    return ok(f"{RoleDocument.objects.count()} documents equal their rows")


def outbox() -> list[Finding]:
    """The age of the oldest event that waits, and events that were given up."""
    age = oldest_waiting_seconds(timezone.now())
    words = str(timedelta(seconds=round(age)))
    if age > OUTBOX_LATE_SECONDS:
        told = [wrong(f"The oldest event of the outbox has waited {words}.", "Start a worker: make worker")]
    else:
        told = [ok(f"The oldest event of the outbox has waited {words}" if age else "Nothing waits in the outbox")]
    dead = OutboxEvent.objects.filter(dead_at__isnull=False).count()
    if dead:
        told.append(
            wrong(f"{dead} events of the outbox were given up.", "Look under Deliveries in the admin; mend the cause.")
        )
    return told


def worker(commands: Iterable[str] | None) -> Finding:
    """Whether a worker runs on this machine. ``commands`` are its processes' command lines, None where unknown."""
    if commands is None:
        return advice("Whether a worker runs cannot be seen on this machine.", "The outbox’s age above tells.")
    if any("run_outbox" in command for command in commands):
        return ok("A worker runs on this machine")
    return advice("No worker runs on this machine.", "make run starts one; alone: make worker")


def running_commands(folder: Path) -> list[str] | None:
    """The command lines of processes that this user may see, from a ``/proc``; None where there is none."""
    if not (folder / "self").exists():
        return None
    told = []
    for file in folder.glob("[0-9]*/cmdline"):
        try:
            told.append(file.read_bytes().replace(b"\0", b" ").decode(errors="replace"))
        except OSError:  # it ended meanwhile, or belongs to somebody else
            continue
    return told
