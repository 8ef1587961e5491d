"""Writing employment projections: one outlook an occupation, all or nothing, nothing ever overwritten."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.db import transaction

from roles.models import Occupation, OccupationOutlook, WageRelease

from . import places, publications
from .appending import Appender
from .faults import Faults
from .progress import Progress, silent
from .projections import read_projections
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
        places.keep_soc({row.code: row.title for row in table.rows})
        found = Occupation.objects.filter(scheme="soc", code__in=[row.code for row in table.rows])
        ids = dict(found.values_list("code", "pk"))
        rows = []
        for row in table.rows:
            columns = {name: value for name, value in row._asdict().items() if name not in ("line", "code", "title")}
            rows.append({"occupation_id": ids[row.code], "period": table.period, **columns})
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
        report.guides = publications.refresh_guides(appender.touched)
        transaction.set_rollback(dry_run)
    return report
