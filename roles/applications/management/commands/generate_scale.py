"""``generate_scale --roles N --applications M``: synthetic rows for benchmarks."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from roles.applications.synthetic import make_applications
from roles.synthetic.roles import AlreadyThereError, make_roles


class Command(BaseCommand):
    help = (
        "Fill the database with synthetic live roles and applications, to measure on. Never on a site that people use."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--roles", type=int, required=True, help="how many live roles, scale-0000 onwards")
        parser.add_argument("--applications", type=int, default=0, help="how many applications for them")
        parser.add_argument("--yes", action="store_true", help="do it although DEBUG is off")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        roles, applications = options["roles"], options["applications"]
        if not settings.DEBUG and not options["yes"]:
            raise CommandError("DEBUG is off, so people may use this site. If nobody does, say --yes.")
        if roles < 1 or applications < 0:
            raise CommandError("One role at least, and no fewer applications than none.")
        try:
            made = make_roles(roles)
        except AlreadyThereError as error:
            raise CommandError("The database holds synthetic roles already. Take an empty one.") from error
        make_applications(applications, made)
        self.stdout.write(f"{roles} roles and {applications} applications made; nothing was sent to anybody.")
