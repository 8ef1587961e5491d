"""Import official wages."""

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from roles.importers.faults import RefusedImportError
from roles.importers.load_wages import import_wages
from roles.importers.progress import bar


class Command(BaseCommand):
    help = (
        "Read official OEWS files (.xlsx or .csv; national, state, metropolitan) into one release, all or nothing. "
        "The same values again add nothing; a cell that is stored with other values refuses the whole."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--release", required=True, metavar="LABEL", help="such as “OEWS May 2025”")
        parser.add_argument(
            "--released-on", type=date.fromisoformat, metavar="DATE", help="day of publication, YYYY-MM-DD"
        )
        parser.add_argument(
            "--ceiling",
            type=int,
            metavar="DOLLARS",
            help="yearly wage at which “#” begins, if the file does not say it and it is not known",
        )
        parser.add_argument("--dry-run", action="store_true", help="report the same and write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = import_wages(
                options["files"],
                label=options["release"].strip(),
                today=timezone.localdate(),
                released_on=options["released_on"],
                ceiling=options["ceiling"],
                dry_run=options["dry_run"],
                progress=bar,
            )
        except RefusedImportError as error:
            raise CommandError(f"Refused, nothing was written.\n{error}") from error
        self.stdout.write("\n".join(report.lines()))
