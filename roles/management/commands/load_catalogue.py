"""Load the starter guides."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from roles.importers.catalogue import CATALOGUE_DIR, read_catalogue
from roles.importers.load_catalogue import load_catalogue
from roles.importers.load_official import WageDiffersError
from roles.importers.yaml_lines import CatalogueError
from roles.quality import GATE
from roles.services import ServiceRefusedError


class Command(BaseCommand):
    help = "Load the starter guides with their official figures. Idempotent; an editor's work is never overwritten."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dir", type=Path, default=CATALOGUE_DIR, help="a folder of catalogue files")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            loaded = load_catalogue(read_catalogue(options["dir"]))
        except (CatalogueError, WageDiffersError, ServiceRefusedError, FileNotFoundError) as error:
            raise CommandError(f"Refused, nothing was written. {error}") from error
        if not loaded.added:
            self.stdout.write("The catalogue is already loaded; nothing was added.")
        for noun, count in sorted(loaded.added.items()):
            self.stdout.write(f"{noun}: {count} added")
        for slug, score in sorted(loaded.below.items()):
            self.stdout.write(f"{slug}: stays a draft, its quality is {score} and the gate {GATE}")
