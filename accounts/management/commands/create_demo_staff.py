"""One demo member of staff a group, for a local installation."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.groups import GROUPS
from accounts.models import User
from accounts.services import create_staff, sync_groups


class Command(BaseCommand):
    help = "Create one demo member of staff a group with random passwords, kept in var/demo-staff.txt (mode 0600)."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.IS_PRODUCTION:
            raise CommandError("Demo staff are for local installations; use create_staff.")
        file: Path = settings.VAR_DIR / "demo-staff.txt"
        if User.objects.exists():
            self.stdout.write(f"Staff exist already{f'; see {file.name} in var/' if file.exists() else ''}.")
            return
        sync_groups()
        lines = []
        for group in GROUPS:
            email = f"{group.lower()}@example.com"
            _user, password = create_staff(email=email, group=group, name=f"Demo {group}")
            lines.append(f"{email}  {password}\n")
        file.touch(mode=0o600)
        file.chmod(0o600)
        file.write_text("".join(lines))
        self.stdout.write("".join(lines))
