"""Import an O*NET release."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from roles.importers.faults import RefusedImportError
from roles.importers.load_occupations import import_occupations
from roles.importers.progress import bar


class Command(BaseCommand):
    help = (
        "Read the folder of an O*NET text release, all or nothing: occupations, job titles, tasks, software, skills, "
        "education, related occupations, job zones. The same release again adds nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR", help="where “Read Me.txt” and the tables lie")
        parser.add_argument("--dry-run", action="store_true", help="report the same and write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = import_occupations(
                options["folder"],
                today=timezone.localdate(),
                site_name=settings.SITE_NAME,
                dry_run=options["dry_run"],
                progress=bar,
            )
        except RefusedImportError as error:
            raise CommandError(f"Refused, nothing was written.\n{error}") from error
        self.stdout.write("\n".join(report.lines()))
