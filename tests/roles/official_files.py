"""Official files for tests: the real ones, excerpts, and copies that a test may spoil."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable, Iterable, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from roles.importers.faults import RefusedFileError
from roles.importers.oews import read_wages

DATA = Path(__file__).resolve().parent.parent / "data"
NATIONAL = DATA / "national_M2025.csv"
WORKBOOK = DATA / "national_M2025_dl.xlsx"
STATES = DATA / "state_M2025_excerpt.csv"
METROS = DATA / "metro_M2025_excerpt.csv"
PROJECTIONS = DATA / "projections_2024_34_excerpt.csv"
ONET = DATA / "onet_30_3_excerpt"
MAY_2025 = "OEWS May 2025"

Row = dict[str, str]


def run(command: str, *args: Any, **options: Any) -> str:
    """What the command prints."""
    out = StringIO()
    call_command(command, *map(str, args), stdout=out, **options)
    return out.getvalue()


def import_wages(*files: Path, release: str = MAY_2025, **options: Any) -> str:
    return run("import_wages", *files, release=release, **options)


def refusal(path: Path) -> str:
    """The words with which a file of wages is refused while it is read."""
    with pytest.raises(RefusedFileError) as refused:
        read_wages(path, ceiling=239_200)
    return str(refused.value)


def row_counts() -> dict[str, int]:
    """How many rows every table of ``roles`` holds."""
    return {model.__name__: model._default_manager.count() for model in apps.get_app_config("roles").get_models()}


def refused_wages(*files: Path, release: str = MAY_2025, **options: Any) -> str:
    """The words of a refusal, after which every table holds as many rows as before."""
    before = row_counts()
    with pytest.raises(CommandError) as refused:
        import_wages(*files, release=release, **options)
    assert row_counts() == before
    assert str(refused.value).startswith("Refused, nothing was written.\n")
    return str(refused.value)


def rows_of(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_csv(path: Path, rows: Sequence[Row], *, columns: Iterable[str] = ()) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(columns) or list(rows[0]), extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return path


def write_workbook(path: Path, rows: Sequence[Row], *, sheet: str = "state_M2025_dl") -> Path:
    """The rows as a workbook of one sheet, numbers as numbers."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet
    page.append(list(rows[0]))
    for row in rows:
        page.append([float(value) if _is_number(name, value) else value for name, value in row.items()])
    book.save(path)
    return path


def _is_number(name: str, value: str) -> bool:
    return name.startswith(("A_P", "A_M", "TOT", "LOC")) and value.replace(".", "").isdigit()


def changed(rows: Sequence[Row], at: int = 0, **cells: str) -> list[Row]:
    """The same rows, one of them with other cells."""
    copy = [dict(row) for row in rows]
    copy[at].update(cells)
    return copy


def spoiled_onet(folder: Path, file: str, change: Callable[[str], str]) -> Path:
    """A copy of the O*NET excerpt with one file changed."""
    copy = Path(shutil.copytree(ONET, folder / "onet"))
    path = copy / file
    path.write_bytes(change(path.read_bytes().decode()).encode())
    return copy
