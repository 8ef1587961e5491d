"""The catalogue's places and official cells: compact CSV files, which ``tools/catalogue_wages.py`` writes. Pure.

Amounts are whole US dollars a year, employment whole jobs. ``*`` is a withheld figure, ``#239200`` a top-coded
one with the least that it can be. A location quotient and a basis are empty where the release does not say them.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import msgspec

from . import cells
from .catalogue_files import AreaEntry
from .faults import CellError, cell_of
from .oews import PERCENTILES, Figures
from .yaml_lines import CatalogueError

AREAS = "official/areas.csv"
AREA_COLUMNS = ("code", "kind", "name", "state")
CELL_COLUMNS = ("area", "occupation", "employment", "location_quotient", *PERCENTILES, "basis")
WITHHELD, TOP_CODED = "*", "#"
BASES = ("", "annual", "hourly")


class Cell(NamedTuple):
    """What a release says of one occupation in one place."""

    area: str
    occupation: str
    figures: Figures


def read_areas(folder: Path) -> tuple[AreaEntry, ...]:
    """Every place, a state before what stands under it; none where there is no such file."""
    if not (folder / AREAS).is_file():
        return ()
    areas: dict[str, AreaEntry] = {}
    for line, row in csv_rows(folder, AREAS, AREA_COLUMNS):
        try:
            area = msgspec.convert(dict(zip(AREA_COLUMNS, row, strict=True)), AreaEntry)
        except msgspec.ValidationError as error:
            raise CatalogueError(AREAS, line, "", str(error)) from error
        if area.code in areas:
            raise CatalogueError(AREAS, line, "code", f"“{area.code}” stands twice")
        if area.state and (area.state not in areas or areas[area.state].kind != "state"):
            raise CatalogueError(AREAS, line, "state", f"“{area.state}” is no state of an earlier line")
        areas[area.code] = area
    return tuple(areas.values())


def read_cells(
    folder: Path, names: Iterable[str], areas: Collection[str], occupations: Collection[str]
) -> tuple[Cell, ...]:
    """Every cell of a release's files; each stands once, of a place and an occupation that are known."""
    read: dict[tuple[str, str], Cell] = {}
    for name in names:
        for line, (area, occupation, *values) in csv_rows(folder, name, CELL_COLUMNS):
            for value, known, column in ((area, areas, "area"), (occupation, occupations, "occupation")):
                if value not in known:
                    raise CatalogueError(name, line, column, f"unknown {column} “{value}”")
            if (area, occupation) in read:
                raise CatalogueError(name, line, "occupation", f"“{occupation}” in area {area} stands twice")
            try:
                read[area, occupation] = Cell(area, occupation, _figures(values))
            except CellError as error:
                raise CatalogueError(name, line, error.column, error.why) from error
    return tuple(read.values())


def csv_rows(folder: Path, name: str, columns: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Lines below the header, which must be these columns."""
    try:
        with (folder / name).open(encoding="utf-8", newline="") as file:
            rows = csv.reader(file, strict=True)
            if next(rows, None) != list(columns):
                raise CatalogueError(name, 1, "", f"its columns are not {', '.join(columns)}")
            for row in rows:
                if len(row) != len(columns):
                    raise CatalogueError(name, rows.line_num, "", f"has {len(row)} columns, not {len(columns)}")
                yield rows.line_num, row
    except (UnicodeDecodeError, csv.Error) as error:
        raise CatalogueError(name, 1, "", f"is no CSV file in UTF-8 ({error})") from error


def _figures(values: Sequence[str]) -> Figures:
    texts = dict(zip(CELL_COLUMNS[2:], values, strict=True))
    flags: dict[str, str] = {}
    amounts: dict[str, int | None] = {}
    for name in ("employment", *PERCENTILES):
        text = texts[name]
        if text == WITHHELD:
            flags[name], amounts[name] = "withheld", None
            continue
        if text.startswith(TOP_CODED) and name in PERCENTILES:
            flags[name] = "top_coded"
        with cell_of(name):
            amounts[name] = cells.whole(text.removeprefix(TOP_CODED) if name in flags else text)
    quotient = None
    if texts["location_quotient"] == WITHHELD:
        flags["location_quotient"] = "withheld"
    elif texts["location_quotient"]:
        with cell_of("location_quotient"):
            quotient = cells.places(texts["location_quotient"], 2, least=0, most=9999)
    if texts["basis"] not in BASES:
        raise CellError("basis", f"{cells.quoted(texts['basis'])} is neither annual nor hourly")
    _check_order(amounts)
    return Figures(location_quotient=quotient, flags=flags, basis=texts["basis"], **amounts)


def _check_order(amounts: dict[str, int | None]) -> None:
    given = [(name, amount) for name, amount in amounts.items() if amount is not None and name in PERCENTILES]
    for (lower, below), (upper, above) in pairwise(given):
        if below > above:
            raise CellError(upper, f"{above} is below {lower}, which is {below}")


def cell_row(cell: Cell) -> list[str]:
    """The line of a cell, as ``read_cells`` reads it."""
    figures = cell.figures

    def text(name: str) -> str:
        flag, value = figures.flags.get(name), getattr(figures, name)
        if flag == "withheld":
            return WITHHELD
        return f"{TOP_CODED if flag else ''}{'' if value is None else value}"

    return [cell.area, cell.occupation, *(text(name) for name in CELL_COLUMNS[2:])]
