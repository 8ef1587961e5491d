"""What an import did, in lines that an operator reads. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from .differences import Differences, RowDifferences


@dataclass(slots=True)
class FileReport:
    """One file: its rows by what became of them, and how it differs from the release before."""

    name: str
    scope: str
    counts: Counter[str] = field(default_factory=Counter)
    differences: Differences | RowDifferences | None = None

    def lines(self) -> list[str]:
        counted = ", ".join(f"{what} {count}" for what, count in self.counts.items())
        lines = [f"{self.name} ({self.scope}): {counted}"]
        if self.differences is not None:
            lines += [f"  {line}" for line in self.differences.lines()]
        return lines


@dataclass(slots=True)
class Report:
    """A whole import. ``guides`` counts the live guides that print something that changed."""

    release: str
    dry_run: bool
    files: list[FileReport] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    guides: int = 0

    @property
    def added(self) -> int:
        return sum(file.counts["added"] for file in self.files)

    def lines(self) -> list[str]:
        lines = [line for file in self.files for line in file.lines()]
        lines += [f"Note: {note}" for note in self.notes]
        added = f"{self.added} added" if self.added else "nothing added"
        if self.dry_run:
            return [*lines, f"Dry run, nothing was written. {self.release}: {added}; guides touched: {self.guides}."]
        return [*lines, f"{self.release}: {added}; guides touched: {self.guides}."]
