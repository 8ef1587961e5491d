"""Rebuild or check the read model."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from roles import documents
from roles.models import Role, RoleDocument


class Command(BaseCommand):
    help = "Rebuild every role's document from its rows; with --check, only prove that stored equals computed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail if any document differs")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        differing = documents.differing()
        if check:
            if differing:
                raise CommandError(f"{len(differing)} documents differ from their rows: {', '.join(differing)}")
            self.stdout.write(f"{RoleDocument.objects.count()} documents equal their rows")
            return
        for role in Role.objects.filter(slug__in=differing):
            with transaction.atomic():
                documents.rebuild(role.pk)
        if options["verbosity"]:
            self.stdout.write(f"{len(differing)} documents rebuilt, {RoleDocument.objects.count()} in all")
