"""The official wages of the starter catalogue: `python -m tools.catalogue_wages FOLDER` writes them anew.

Reads the OEWS files in FOLDER (``national*.csv``, ``state*.csv``, ``metro*.csv``) and keeps the cells of every
occupation that the catalogue names, as ``roles/importers/catalogue_wages.py`` reads them. Prints what belongs
in ``sources.yaml``.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import yaml

from roles.importers.catalogue_wages import AREA_COLUMNS, AREAS, CELL_COLUMNS, Cell, cell_row
from roles.importers.oews import CEILINGS, AreaRow, WageTable, read_wages
from roles.states import CODE_OF, STATES

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "roles" / "catalogue"
KEPT = {"national": "wages/national.csv", "state": "wages/states.csv", "metro": "wages/metropolitan.csv"}
KINDS = ("state", "metropolitan", "nonmetropolitan")


def main(folder: Path, catalogue: Path, covers: str) -> None:
    """Write the files; the places are those that a kept cell is of, and the states they stand under."""
    listed = yaml.safe_load((catalogue / "official" / "occupations.yaml").read_text(encoding="utf-8"))
    codes = {occupation["code"] for occupation in listed["occupations"]}
    areas: dict[str, AreaRow] = {}
    for start, kept in KEPT.items():
        path = next(iter(sorted(folder.glob(f"{start}*.csv"))))
        table = read_wages(path, ceiling=CEILINGS.get(covers))
        cells = cells_of(table, codes)
        areas |= {cell.area: table.areas[cell.area] for cell in cells}
        for code in {state_of(area) for area in areas.values()} - areas.keys() - {""}:
            areas[code] = AreaRow(code, "state", STATES[code][1], STATES[code][0])
        write(catalogue / "official" / kept, CELL_COLUMNS, map(cell_row, cells))
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        print(f"- {{scope: {table.scope}, format: csv, name: {path.name}, sha256: {digest}, kept: {kept}}}")
    places = sorted((area for area in areas.values() if area.kind != "nation"), key=place_order)
    write(catalogue / AREAS, AREA_COLUMNS, ([area.code, area.kind, area.name, state_of(area)] for area in places))


def cells_of(table: WageTable, codes: set[str]) -> list[Cell]:
    """The cells of these occupations, by place and code."""
    return sorted(Cell(row.area, row.code, row.figures) for row in table.rows if row.code in codes)


def place_order(area: AreaRow) -> tuple[int, str]:
    return KINDS.index(area.kind), area.code


def state_of(area: AreaRow) -> str:
    """The code of the state that the place stands under; none for a state and the nation."""
    return "" if area.kind in ("nation", "state") else CODE_OF[area.state]


def write(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where the OEWS files are")
    parser.add_argument("--catalogue", type=Path, default=CATALOGUE)
    parser.add_argument("--covers", default="May 2025", help="the time that the files are of")
    options = parser.parse_args()
    main(options.folder, options.catalogue, options.covers)
