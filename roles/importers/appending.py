"""Appending rows of a release: what is there and equal stays, what is there and differs refuses the whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import models

from roles.models import WageRelease

from .differences import RowDifferences
from .faults import Faults
from .progress import Tick

Item = TypeVar("Item")
Columns = Mapping[str, Any]
Key = tuple[Any, ...]
BATCH = 1000  # rows


def in_batches(rows: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    """The rows in order, so many at a time."""
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


@dataclass(slots=True)
class Appender:
    """Adds to a release the rows of one table that it does not have yet.

    Rows are columns by name; ``key`` says which columns besides the occupation tell one from another. A column
    of ``fills`` that is stored empty takes the file's value; any other difference is noted in ``faults``.
    Against ``previous`` rows are compared in all columns but those of ``passing``, which every release has its own of.
    ``codes`` names occupations in messages. ``touched`` are the occupations that got anything.
    """

    model: type[models.Model]
    release: WageRelease
    key: tuple[str, ...]
    faults: Faults
    codes: Mapping[int, str]
    fills: tuple[str, ...] = ()
    previous: WageRelease | None = None
    passing: tuple[str, ...] = ()
    counts: Counter[str] = field(default_factory=Counter)
    differences: RowDifferences = field(default_factory=RowDifferences)
    touched: set[int] = field(default_factory=set)

    def append(self, rows: Sequence[Columns], tick: Tick) -> None:
        """Write what is new. Raises ``RefusedFileError`` if anything that is stored says otherwise."""
        self.counts.update({"rows read": len(rows), "added": 0, "unchanged": 0, "completed": 0, "refused": 0})
        if not rows:
            return
        names = list(rows[0])
        stored = self._stored(self.release, names)
        for batch in in_batches(rows, BATCH):
            new = []
            for row in batch:
                earlier = stored.get(self._key(row))
                if earlier is None:
                    new.append(self.model(release=self.release, **row))
                    self.touched.add(row["occupation_id"])
                else:
                    self._compare(row, earlier[0], dict(zip(names, earlier[1], strict=True)))
            self.model._default_manager.bulk_create(new, batch_size=BATCH)
            self.counts["added"] += len(new)
            tick(len(batch))
        self.faults.check()
        if self.previous is not None:
            self._differ(self.previous, rows, names)

    def _stored(self, release: WageRelease, names: Sequence[str]) -> dict[Key, tuple[int, tuple[Any, ...]]]:
        """The rows of a release by what tells them apart: id, and columns in the order of ``names``."""
        found = self.model._default_manager.filter(release=release).order_by().values_list("pk", *names).iterator()
        places = [names.index(name) for name in ("occupation_id", *self.key)]
        return {tuple(values[place] for place in places): (pk, tuple(values)) for pk, *values in found}

    def _differ(self, previous: WageRelease, rows: Sequence[Columns], names: Sequence[str]) -> None:
        before = self._stored(previous, names)
        counts = self.differences.counts
        self.differences.previous = previous.label
        compared = [name for name in names if name not in self.passing]
        for row in rows:
            earlier = before.pop(self._key(row), None)
            if earlier is None:
                counts["added"] += 1
            elif any(dict(zip(names, earlier[1], strict=True))[name] != row[name] for name in compared):
                counts["changed"] += 1
        counts["gone"] = len(before)

    def _key(self, row: Columns) -> Key:
        return (row["occupation_id"], *(row[name] for name in self.key))

    def _compare(self, row: Columns, pk: int, stored: Columns) -> None:
        differing = {name: value for name, value in row.items() if stored[name] != value}
        filled = {name: value for name, value in differing.items() if name in self.fills and not stored[name]}
        # What a file leaves empty takes nothing away.
        contradicted = [
            name
            for name, value in differing.items()
            if name not in filled and not (name in self.fills and value in ("", None))
        ]
        if contradicted:
            said = "; ".join(f"{name} is stored as {stored[name]}, the file says {row[name]}" for name in contradicted)
            which = " ".join([self.codes[row["occupation_id"]], *(str(row[name]) for name in self.key)])
            self.faults.add(0, "", f"{which}, {self.release}: {said}")
        elif filled:
            self.model._default_manager.filter(pk=pk).update(**filled)
            self.counts["completed"] += 1
            self.touched.add(row["occupation_id"])
        else:
            self.counts["unchanged"] += 1
