"""Writing the catalogue's official facts: sources, places, occupations and cells, never one that is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeVar

from django.db import models

from roles.models import (
    Area,
    Occupation,
    OccupationOutlook,
    OccupationTitle,
    OccupationWage,
    WageFile,
    WageRelease,
    WageSource,
)

from .catalogue import Catalogue
from .catalogue_files import AreaEntry, OccupationEntry
from .catalogue_titles import ListedTitle
from .catalogue_wages import Cell
from .load_wages import contradiction, new_wage, stored_cells
from .oews import agreed

KINDS = ("nation", "state", "metropolitan", "nonmetropolitan")  # each after what it may stand under

Row = TypeVar("Row", bound=models.Model)


class WageDiffersError(Exception):
    """A cell that is already stored has other figures; releases are never overwritten."""


def add(added: Counter[str], model: type[Row], key: dict[str, Any], /, **values: Any) -> Row:
    """The row with this key, made with these values if it is not there; one that is there stays as it is."""
    row, created = model._default_manager.get_or_create(**key, defaults=values)
    if created:
        added[str(model._meta.verbose_name)] += 1
    return row


def count(added: Counter[str], noun: str, number: int) -> None:
    """Note rows that were added; of none, no noun is noted."""
    if number:
        added[noun] += number


def load_sources(catalogue: Catalogue, added: Counter[str]) -> None:
    """Publications, their releases, and the files that these were read from."""
    for entry in catalogue.sources.sources:
        named = {name: getattr(entry, name).strip() for name in ("publisher", "title")}
        values = {name: getattr(entry, name).strip() for name in ("key", "url", "licence", "attribution")}
        source = add(added, WageSource, named, is_official=True, **values)
        for release in entry.releases:
            row = add(
                added,
                WageRelease,
                {"label": release.label},
                source=source,
                covers=release.covers,
                released_on=release.released_on,
                retrieved_on=release.retrieved_on,
            )
            for file in release.files:
                add(
                    added,
                    WageFile,
                    {"release": row, "sha256": file.sha256},
                    scope=file.scope,
                    format=file.format,
                    name=file.name,
                )


def load_official(catalogue: Catalogue, added: Counter[str]) -> None:
    """Places, occupations with their titles and outlook, and every cell. Raises ``WageDiffersError``."""
    areas = _load_areas(catalogue, added)
    releases = {release.label: release for release in WageRelease.objects.all()}
    occupations: dict[str, int] = {}
    for entry in catalogue.official.occupations:
        named = {"title": entry.title, "level": entry.level}
        occupation = Occupation.objects.get_or_create(scheme="soc", code=entry.code, defaults=named)[0]
        occupations[entry.code] = occupation.pk
        _load_onet(entry, occupation, added)
        _load_outlook(entry, occupation, releases, added)
    for label, titles in catalogue.titles.items():
        _load_titles(releases[label], titles, added)
    for label, cells in catalogue.cells.items():
        _load_cells(releases[label], cells, areas, occupations, added)


def _load_areas(catalogue: Catalogue, added: Counter[str]) -> dict[str, int]:
    """The ids by code of every place. One that is there keeps its name and where it stands."""
    stored = {area.code: area for area in Area.objects.all()}
    for kind in KINDS:
        rows = [row for row in catalogue.areas if row.kind == kind and row.code not in stored]
        new = [
            Area(code=row.code, kind=kind, name=row.name, parent=None if kind == "nation" else stored[_above(row)])
            for row in rows
        ]
        stored |= {area.code: area for area in Area.objects.bulk_create(new)}
        count(added, "area", len(new))
    return {code: area.pk for code, area in stored.items()}


def _above(row: AreaEntry) -> str:
    return row.state or Area.NATION_CODE


def _load_cells(
    release: WageRelease,
    cells: Sequence[Cell],
    areas: Mapping[str, int],
    occupations: Mapping[str, int],
    added: Counter[str],
) -> None:
    """Add the cells that are absent, and what stored ones are silent about; one query for all that are stored."""
    keyed = {(areas[cell.area], occupations[cell.occupation]): cell for cell in cells}
    stored = stored_cells(release, list(keyed))
    completed = []
    for key in keyed.keys() & stored.keys():
        pk, figures = stored[key]
        cell = keyed[key]
        whole = agreed(figures, cell.figures)
        if whole is None:
            said = contradiction(figures, cell.figures)
            raise WageDiffersError(f"{release}, area {cell.area}, {cell.occupation}: {said}; nothing was written.")
        if whole != figures:
            row = new_wage(release, key, whole)
            row.pk = pk
            completed.append(row)
    new = [new_wage(release, key, cell.figures) for key, cell in keyed.items() if key not in stored]
    OccupationWage.objects.bulk_create(new, batch_size=1000)
    OccupationWage.objects.bulk_update(completed, ["basis", "location_quotient", "flags"], batch_size=500)
    count(added, "wage", len(new) + len(completed))


def _load_outlook(
    entry: OccupationEntry, occupation: Occupation, releases: Mapping[str, WageRelease], added: Counter[str]
) -> None:
    for outlook in entry.outlook:
        growth = None if outlook.growth_percent is None else Decimal(str(outlook.growth_percent))
        add(
            added,
            OccupationOutlook,
            {"release": releases[outlook.release], "occupation": occupation},
            period=outlook.period,
            growth_percent=growth,
            openings_per_year=outlook.openings_per_year,
            employment_base=outlook.employment_base,
            employment_projected=outlook.employment_projected,
            entry_education=outlook.entry_education,
        )


def _load_onet(entry: OccupationEntry, occupation: Occupation, added: Counter[str]) -> None:
    for onet in entry.onet:
        add(added, Occupation, {"scheme": "onet", "code": onet.code}, title=onet.title, parent=occupation)


def _load_titles(release: WageRelease, titles: Sequence[ListedTitle], added: Counter[str]) -> None:
    """Add the titles that the release does not have yet, in three queries: there are thousands."""
    codes = {row.onet for row in titles}
    ids = dict(Occupation.objects.filter(scheme="onet", code__in=codes).values_list("code", "pk"))
    there = set(OccupationTitle.objects.filter(release=release).values_list("occupation", "title"))
    new = OccupationTitle.objects.bulk_create(
        (
            OccupationTitle(release=release, occupation_id=ids[row.onet], title=row.title, short_title=row.short_title)
            for row in titles
            if (ids[row.onet], row.title) not in there
        ),
        batch_size=1000,
    )
    count(added, "occupation title", len(new))
