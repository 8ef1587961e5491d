"""A new member of staff."""

from typing import Any

from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.groups import GROUPS
from accounts.services import create_staff, sync_groups


class Command(BaseCommand):
    help = "Create a member of staff in a group; prints a random password once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--group", required=True, help=", ".join(GROUPS))
        parser.add_argument("--name", default="")

    def handle(self, *args: Any, email: str, group: str, name: str, **options: Any) -> None:
        sync_groups()
        try:
            _user, password = create_staff(email=email, group=group, name=name)
        except Group.DoesNotExist:
            raise CommandError(f"No group {group!r}; there are {', '.join(GROUPS)}.") from None
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{email}  {group}  {password}")
