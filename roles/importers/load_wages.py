"""Writing OEWS wages: areas, occupations and cells of one release, all or nothing, no cell ever overwritten."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from django.db import transaction
from django.db.models import Exists, OuterRef

from careers.planner import refresh_statistics
from roles.models import Area, Occupation, OccupationWage, WageRelease
from roles.periods import period_in, period_of

from . import places, publications
from .appending import in_batches
from .differences import Differences
from .faults import Faults, RefusedImportError
from .oews import CEILINGS, Figures, Stated, WageRow, WageTable, agreed, read_wages, stated
from .progress import Progress, Tick, silent
from .publications import OEWS
from .report import FileReport, Report

Cell = tuple[int, int]  # area, occupation


def import_wages(
    paths: Sequence[Path],
    *,
    label: str,
    today: date,
    released_on: date | None = None,
    ceiling: int | None = None,
    dry_run: bool = False,
    progress: Progress = silent,
) -> Report:
    """Read these files into the release of this label. Safe to call again: the same values add nothing.

    ``ceiling`` is where top-coding begins, in dollars a year; without it, what the files, the stored release
    or ``CEILINGS`` say. Raises ``RefusedImportError``; then, and after a dry run, nothing is written.
    """
    notes = [stated(path) for path in paths]
    covers = _covers(label, paths, notes)
    ceiling = _ceiling(label, covers, ceiling, notes)
    tables = []
    for path in paths:
        with progress(f"Reading {path.name}", None) as tick:
            tables.append(read_wages(path, ceiling=ceiling, tick=tick))
    report = Report(label, dry_run)
    with transaction.atomic():
        release = publications.release_of(
            OEWS,
            label=label,
            covers=covers,
            today=today,
            attribution=f"{OEWS.attribution}, {covers}",
            released_on=released_on,
            ceiling=ceiling,
        )
        _write(release, list(zip(paths, tables, strict=True)), report, progress)
        transaction.set_rollback(dry_run)
    return report


def _write(release: WageRelease, files: Sequence[tuple[Path, WageTable]], report: Report, progress: Progress) -> None:
    tables = [table for _path, table in files]
    areas = places.keep_areas(tables)
    occupations, touched = places.keep_occupations(tables, report.notes)
    for path, table in files:
        loader = _Loader(release, table, areas, occupations)
        with progress(f"Writing {table.name}", len(table.rows)) as tick:
            report.files.append(loader.load(tick))
        touched |= loader.touched
        publications.keep_file(release, path, scope=table.scope, kind=table.format)
    refresh_statistics(Area, Occupation, OccupationWage)
    report.guides = publications.refresh_guides(touched)


def _covers(label: str, paths: Sequence[Path], notes: Sequence[Stated]) -> str:
    """The time that the release is of, from its label; a workbook that says another time is refused."""
    covers = period_in(label)
    if covers is None:
        raise RefusedImportError(f"“{label}” does not say which month it is of; a label is like “OEWS May 2025”.")
    for path, note in zip(paths, notes, strict=True):
        if note.covers is not None and period_of(note.covers)[0] != period_of(covers)[0]:
            raise Faults(path.name).error(0, "", f"says that it holds the estimates of {note.covers}, not {covers}")
    return covers


def _ceiling(label: str, covers: str, given: int | None, notes: Sequence[Stated]) -> int | None:
    stored = WageRelease.objects.filter(label=label).values_list("annual_ceiling", flat=True).first()
    said = {value for value in (given, stored, *(note.ceiling for note in notes)) if value is not None}
    if len(said) > 1:
        amounts = " and ".join(str(value) for value in sorted(said))
        raise RefusedImportError(f"{label}: the ceiling of its wages is said to be {amounts}; it has one.")
    return said.pop() if said else CEILINGS.get(covers)


class _Loader:
    """The cells of one file into one release."""

    def __init__(
        self, release: WageRelease, table: WageTable, areas: dict[str, int], occupations: dict[str, int]
    ) -> None:
        self.release = release
        self.table = table
        self.areas = areas
        self.occupations = occupations
        self.faults = Faults(table.name)
        self.kinds = {area.kind for area in table.areas.values()}
        self.previous = _previous(release, self.kinds)
        self.differences = Differences(self.previous.label if self.previous else None)
        self.counts = FileReport(table.name, table.scope, differences=self.differences)
        self.touched: set[int] = set()

    def load(self, tick: Tick) -> FileReport:
        counts = self.counts.counts
        counts.update({"rows read": self.table.read, "added": 0, "unchanged": 0, "completed": 0})
        counts["repeated"] = self.table.repeated
        for rows in in_batches(self.table.rows, 2000):
            self._load_batch(rows)
            tick(len(rows))
        self.faults.check()
        figures = [row.figures for row in self.table.rows]
        counts["withheld"] = sum(is_flagged(cell, "withheld") for cell in figures)
        counts["top-coded"] = sum(is_flagged(cell, "top_coded") for cell in figures)
        counts["refused"] = 0
        if self.previous is not None:
            self.differences.counts["gone"] = self._gone(self.previous)
        return self.counts

    def _load_batch(self, rows: Sequence[WageRow]) -> None:
        keys = [(self.areas[row.area], self.occupations[row.code]) for row in rows]
        stored = stored_cells(self.release, keys)
        before = (
            {key: figures for key, (_pk, figures) in stored_cells(self.previous, keys).items()} if self.previous else {}
        )
        new = []
        for row, key in zip(rows, keys, strict=True):
            if key in stored:
                self._compare(row, *stored[key])
            else:
                new.append(new_wage(self.release, key, row.figures))
            area = self.table.areas[row.area].name
            self.differences.compare(before.get(key), row.figures, occupation=f"{row.code} {row.title}", area=area)
        OccupationWage.objects.bulk_create(new, batch_size=1000)
        self.counts.counts["added"] += len(new)
        self.touched.update(wage.occupation_id for wage in new)

    def _compare(self, row: WageRow, pk: int, figures: Figures) -> None:
        """Leave an equal cell as it is, fill in what it was silent about, note one that says otherwise."""
        whole = agreed(figures, row.figures)
        if whole is None:
            area = self.table.areas[row.area].name
            self.faults.add(
                row.line, "", f"{row.code} in {area}, {self.release}: {contradiction(figures, row.figures)}"
            )
        elif whole == figures:
            self.counts.counts["unchanged"] += 1
        else:
            self.counts.counts["completed"] += 1
            columns = {"basis": whole.basis, "location_quotient": whole.location_quotient, "flags": dict(whole.flags)}
            OccupationWage.objects.filter(pk=pk).update(**columns)
            self.touched.add(self.occupations[row.code])

    def _gone(self, previous: WageRelease) -> int:
        """Cells of the release before, in places of this kind, that this release does not have."""
        still = OccupationWage.objects.filter(
            release=self.release, area=OuterRef("area"), occupation=OuterRef("occupation")
        )
        return OccupationWage.objects.filter(~Exists(still), release=previous, area__kind__in=self.kinds).count()


def is_flagged(figures: Figures, why: str) -> bool:
    return why in figures.flags.values()


def contradiction(stored: Figures, said: Figures) -> str:
    """Both values of each column on which a stored cell and the file differ."""
    parts = []
    for name in Figures._fields:
        before, after = getattr(stored, name), getattr(said, name)
        if before != after:
            parts.append(f"{name} is stored as {before}, the file says {after}")
    return "; ".join(parts)


def _previous(release: WageRelease, kinds: Iterable[str]) -> WageRelease | None:
    """The newest earlier release of the same source with wages in places of these kinds."""
    candidates = WageRelease.objects.filter(source=release.source_id)
    return publications.release_before(
        release, (other for other in candidates if other.wages.filter(area__kind__in=kinds).exists())
    )


def stored_cells(release: WageRelease, keys: Sequence[Cell]) -> dict[Cell, tuple[int, Figures]]:
    """What a release says of these cells (and of others in the same areas and occupations)."""
    areas, occupations = ({key[place] for key in keys} for place in (0, 1))
    found = OccupationWage.objects.filter(release=release, area__in=areas, occupation__in=occupations)
    rows = found.order_by().values_list("area_id", "occupation_id", "pk", *Figures._fields)
    return {(area, occupation): (pk, Figures(*figures)) for area, occupation, pk, *figures in rows}


def new_wage(release: WageRelease, key: Cell, figures: Figures) -> OccupationWage:
    columns = {**figures._asdict(), "flags": dict(figures.flags)}
    return OccupationWage(release=release, area_id=key[0], occupation_id=key[1], **columns)
