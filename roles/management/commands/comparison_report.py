"""Say which pairs of roles search engines are told of, and why the others are not."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from roles.models import PairStanding
from roles.selectors.guides import canonical_pair
from roles.standings import LACKING


class Command(BaseCommand):
    help = "Every named pair of live guides: whether its comparison is indexed, what it has to show, and what it lacks."

    def add_arguments(self, parser: CommandParser) -> None:
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--in", action="store_true", dest="only_in", help="only pairs that are indexed")
        which.add_argument("--out", action="store_true", dest="only_out", help="only pairs that are not")

    def handle(self, *args: Any, only_in: bool, only_out: bool, **options: Any) -> None:
        rows = list(PairStanding.objects.select_related("first", "second"))
        shown = [row for row in rows if row.is_indexed or not only_in if not (row.is_indexed and only_out)]
        for row in sorted(shown, key=lambda row: canonical_pair(row.first.slug, row.second.slug)):
            self.stdout.write(self._line(row))
        count = sum(row.is_indexed for row in rows)
        self.stdout.write(f"{count} of {len(rows)} named pairs are indexed; every other pair is served with noindex")

    def _line(self, row: PairStanding) -> str:
        a, b = canonical_pair(row.first.slug, row.second.slug)
        named = [*row.relations, *(["an editor's words"] if row.has_words else [])]
        shows = (
            f"guides {_score(row.quality_first)} and {_score(row.quality_second)}, {', '.join(named)}, "
            f"{row.differences} differences ({row.sourced} between official figures), {row.own_words} words about it"
        )
        lacks = "; ".join(str(LACKING[name]) for name in row.lacking)
        return f"{'in ' if row.is_indexed else 'out'}  {a}-vs-{b}: {f'{lacks}. It has ' if lacks else ''}{shows}"


def _score(quality: int | None) -> str:
    return "unscored" if quality is None else str(quality)
