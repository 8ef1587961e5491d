"""Say how good every live guide is, and what would make it better."""

from __future__ import annotations

import csv
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from roles.facts import RoleFacts
from roles.findings import PARTS, Told, refusals, told
from roles.judging import judge_all, live_guides
from roles.quality import GATE, Quality


class Command(BaseCommand):
    help = "The score of every live guide with its parts and findings; fails if one is below the gate."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--slug", help="this role's guide alone")
        parser.add_argument("--below", action="store_true", help="only guides below the gate")
        parser.add_argument("--format", choices=["text", "csv"], default="text")

    def handle(self, *args: Any, slug: str | None, below: bool, format: str, **options: Any) -> None:  # noqa: A002
        guides = live_guides()
        judged = [
            (facts, quality)
            for facts, quality in zip(guides, judge_all(guides), strict=True)
            if slug in (None, facts.slug)
        ]
        if slug is not None and not judged:
            raise CommandError(f"No live guide has the slug “{slug}”.")
        shown = [(facts, quality) for facts, quality in judged if quality.is_below or not below]
        (self._csv if format == "csv" else self._text)(shown)
        low = [facts.slug for facts, quality in judged if quality.is_below]
        if low:
            raise CommandError(f"{len(low)} of {len(judged)} guides below the gate of {GATE}: {', '.join(low)}")

    def _text(self, shown: list[tuple[RoleFacts, Quality]]) -> None:
        for facts, quality in shown:
            self.stdout.write(f"{facts.slug}: {quality.score} of 100{', below the gate' * quality.is_below}")
            for part in quality.parts:
                self.stdout.write(f"  {PARTS[part.key]}: {part.got} of {part.possible}")
            for one in _all(quality):
                self.stdout.write(f"  {one.worth:+3d}  {one.place}: {one.what} {one.why}".rstrip())

    def _csv(self, shown: list[tuple[RoleFacts, Quality]]) -> None:
        """One row a finding; a guide without one has a row that says so by its empty columns."""
        writer = csv.writer(self.stdout, lineterminator="\n")
        writer.writerow(["slug", "score", *PARTS, "kind", "place", "what", "why", "worth"])
        for facts, quality in shown:
            start = [facts.slug, quality.score, *(part.got for part in quality.parts)]
            for one in _all(quality):
                writer.writerow([*start, one.finding.kind, one.place, one.what, one.why, one.worth])
            if not quality.findings:
                writer.writerow([*start, "", "", "", "", ""])


def _all(quality: Quality) -> list[Told]:
    return [*refusals(quality), *told(quality)]
