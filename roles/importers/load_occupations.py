"""Writing an O*NET release: occupations and what it says of them, all or nothing, nothing ever overwritten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from django.db import models, transaction

from careers.planner import refresh_statistics
from roles.models import (
    Occupation,
    OccupationEducation,
    OccupationProfile,
    OccupationRelation,
    OccupationSkill,
    OccupationSoftware,
    OccupationTask,
    OccupationTitle,
    WageRelease,
)

from . import places, publications
from .appending import Appender
from .faults import Faults
from .onet import read_onet
from .onet_records import OnetRelease
from .progress import Progress, silent
from .report import FileReport, Report


class Part(NamedTuple):
    """A table of the release: its scopes in the folder, its model, what tells rows apart, what may be filled in."""

    scopes: tuple[str, ...]
    model: type[models.Model]
    key: tuple[str, ...]
    fills: tuple[str, ...] = ()


# By the release's attribute that holds the rows.
PARTS = {
    "profiles": Part(("occupations", "zones"), OccupationProfile, ()),
    "titles": Part(("titles",), OccupationTitle, ("title",), ("short_title",)),
    "tasks": Part(("tasks",), OccupationTask, ("task_id",)),
    "software": Part(("software",), OccupationSoftware, ("name", "category_code")),
    "skills": Part(("skills",), OccupationSkill, ("element_id",)),
    "education": Part(("education", "categories"), OccupationEducation, ("scale", "category")),
    "related": Part(("related",), OccupationRelation, ("related_id",)),
}


def import_occupations(
    folder: Path, *, today: date, site_name: str, dry_run: bool = False, progress: Progress = silent
) -> Report:
    """Read the O*NET text release in this folder. Safe to call again: the same values add nothing.

    The release says itself which one it is. Raises ``RefusedImportError``; then, and after a dry run,
    nothing is written.
    """
    with progress("Reading O*NET", None) as tick:
        onet = read_onet(folder, tick=tick)
    report = Report(f"O*NET {onet.version}", dry_run)
    with transaction.atomic():
        publication = publications.onet(onet.version, site_name)
        release = publications.release_of(publication, label=report.release, covers=onet.month, today=today)
        codes, touched = places.keep_onet(onet.occupations, report.notes)
        writer = _Writer(onet, release, codes, progress)
        for name, part in PARTS.items():
            file, changed = writer.write(name, part)
            report.files.append(file)
            touched |= changed
        for source in onet.files:
            publications.keep_file(release, source.path, scope=source.scope, kind="txt")
        refresh_statistics(Occupation, *(part.model for part in PARTS.values()))
        report.guides = publications.refresh_guides(touched)
        transaction.set_rollback(dry_run)
    return report


@dataclass(slots=True)
class _Writer:
    """Writes the tables of one release. ``ids`` are the occupations' by code."""

    onet: OnetRelease
    release: WageRelease
    ids: Mapping[str, int]
    progress: Progress

    def write(self, name: str, part: Part) -> tuple[FileReport, set[int]]:
        """Append one table; what happened, and the occupations whose guides print it."""
        files = [source.path.name for source in self.onet.files if source.scope in part.scopes]
        earlier = WageRelease.objects.filter(source__title__startswith="O*NET ")
        appender = Appender(
            part.model,
            self.release,
            key=part.key,
            fills=part.fills,
            faults=Faults(files[0]),
            codes={pk: code for code, pk in self.ids.items()},
            previous=publications.release_before(self.release, earlier),
        )
        rows = self._rows(name)
        with self.progress(f"Writing {name}", len(rows)) as tick:
            appender.append(rows, tick)
        printed = part.model is OccupationTitle
        report = FileReport(", ".join(files), name, appender.counts, appender.differences)
        return report, appender.touched if printed else set()

    def _rows(self, name: str) -> Sequence[Mapping[str, Any]]:
        """Columns by name, occupations by id."""
        if name == "profiles":
            zones = {zone.code: zone for zone in self.onet.zones}
            return [
                {
                    "occupation_id": self.ids[row.code],
                    "description": row.description,
                    "job_zone": zones[row.code].zone if row.code in zones else None,
                    "dated_on": zones[row.code].dated_on if row.code in zones else None,
                }
                for row in self.onet.occupations
            ]
        called = (
            {"short": "short_title"} if name == "titles" else {"related": "related_id"} if name == "related" else {}
        )
        return [self._columns(row, called) for row in getattr(self.onet, name)]

    def _columns(self, row: Any, called: Mapping[str, str]) -> dict[str, Any]:
        columns = {called.get(name, name): value for name, value in row._asdict().items()}
        columns["occupation_id"] = self.ids[columns.pop("code")]
        if "related_id" in columns:
            columns["related_id"] = self.ids[columns["related_id"]]
        return columns
