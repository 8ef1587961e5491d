"""Rebuild or check the read model: documents, the counts of their skills, and the standings of pairs."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from roles import documents, search, skill_counts, standings
from roles.models import Role, RoleDocument


class Command(BaseCommand):
    help = "Rebuild every role's document from its rows; with --check, only prove that stored equals computed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail if any document differs")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        differing = documents.differing()
        if check:
            self._check(differing)
            return
        for role in Role.objects.filter(slug__in=differing):
            # One at a time, so that a site that serves meanwhile waits for one document, not for all.
            with transaction.atomic():
                documents.lock()
                documents.rebuild(role.pk)
        with transaction.atomic():
            documents.lock()
            search.forget(search.left_over())
            skill_counts.refresh(skill_counts.differing())
            standings.refresh({pk for pair in standings.differing() for pk in pair})
        if options["verbosity"]:
            self.stdout.write(f"{len(differing)} documents rebuilt, {RoleDocument.objects.count()} in all")

    def _check(self, differing: list[str]) -> None:
        skills, pairs = skill_counts.differing(), standings.differing()
        if differing:
            raise CommandError(f"{len(differing)} documents differ from their rows: {', '.join(differing)}")
        if skills:
            raise CommandError(f"{len(skills)} skills are counted or named otherwise: {', '.join(skills)}")
        if words := search.left_over():
            raise CommandError(f"{len(words)} words are known though no guide is named by them: {', '.join(words)}")
        if pairs:
            keys = ", ".join(f"{first} and {second}" for first, second in pairs)
            raise CommandError(f"{len(pairs)} pairs of roles do not stand as their guides say; their keys: {keys}")
        self.stdout.write(f"{RoleDocument.objects.count()} documents equal their rows")
