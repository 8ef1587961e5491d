"""Make the groups equal to the table in code."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.services import sync_groups


class Command(BaseCommand):
    help = "Give the groups exactly the permissions of the table in accounts/groups.py; refuses unknown names."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            counts = sync_groups()
        except ValueError as error:
            raise CommandError(str(error)) from error
        for group, permissions in counts.items():
            self.stdout.write(f"{group}: {permissions} permissions")
