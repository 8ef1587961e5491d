"""Writing employment projections: one outlook an occupation, all or nothing, nothing ever overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from careers.planner import refresh_statistics
from roles.models import Occupation, OccupationOutlook, WageRelease

from . import places, publications
from .appending import Appender
from .faults import Faults
from .progress import Progress, silent
from .projections import OutlookRow, OutlookTable, read_projections
from .publications import PROJECTIONS
from .report import FileReport, Report


def import_projections(path: Path, *, today: date, dry_run: bool = False, progress: Progress = silent) -> Report:
    """Read table 1.2 or 1.10. Safe to call again, and with the other table: the same values add nothing.

    The file says itself which years it is of. Raises ``RefusedImportError``; then, and after a dry run,
    nothing is written.
    """
    table = read_projections(path)
    report = Report(f"Employment Projections {table.period}", dry_run)
    with transaction.atomic():
        release = publications.release_of(
            PROJECTIONS,
            label=report.release,
            covers=table.period,
            today=today,
            attribution=f"{PROJECTIONS.attribution} {table.period}",
        )
        ids = _keep_occupations(table)
        rows = [_columns(table, row, ids) for row in table.rows]
        appender = Appender(
            OccupationOutlook,
            release,
            key=(),
            fills=("entry_education",),
            faults=Faults(path.name),
            codes={pk: code for code, pk in ids.items()},
            passing=("period",),
            previous=publications.release_before(release, WageRelease.objects.filter(source=release.source_id)),
        )
        with progress(f"Writing {path.name}", len(rows)) as tick:
            appender.append(rows, tick)
        report.files.append(FileReport(path.name, "occupations", appender.counts, appender.differences))
        report.files[0].counts["groups left out"] = table.groups
        publications.keep_file(release, path, scope="national", kind=table.format)
        refresh_statistics(Occupation, OccupationOutlook)
        report.guides = publications.refresh_guides(appender.touched)
        transaction.set_rollback(dry_run)
    return report


def _keep_occupations(table: OutlookTable) -> dict[str, int]:
    """The ids of the table's occupations by code, made when new."""
    titles = {row.code: row.title for row in table.rows}
    places.keep_soc(titles)
    return dict(Occupation.objects.filter(scheme="soc", code__in=list(titles)).values_list("code", "pk"))


def _columns(table: OutlookTable, row: OutlookRow, ids: Mapping[str, int]) -> dict[str, Any]:
    columns = {name: value for name, value in row._asdict().items() if name not in ("line", "code", "title")}
    return {"occupation_id": ids[row.code], "period": table.period, **columns}
