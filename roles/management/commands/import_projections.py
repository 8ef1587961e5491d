"""Import employment projections."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from roles.importers.faults import RefusedImportError
from roles.importers.load_projections import import_projections
from roles.importers.progress import bar


class Command(BaseCommand):
    help = (
        "Read BLS Employment Projections (the occupation workbook, or table 1.2 or 1.10 as .csv), all or nothing. "
        "The same table again adds nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="report the same and write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = import_projections(
                options["file"], today=timezone.localdate(), dry_run=options["dry_run"], progress=bar
            )
        except RefusedImportError as error:
            raise CommandError(f"Refused, nothing was written.\n{error}") from error
        self.stdout.write("\n".join(report.lines()))
