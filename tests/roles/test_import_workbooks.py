"""Reading workbooks: any bytes either are a table or are refused, and no file stays open."""

from __future__ import annotations

import gc
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roles.importers import workbooks
from roles.importers.faults import RefusedFileError
from roles.importers.oews import read_wages

from .official_files import WORKBOOK, refusal


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=st.integers(0, 289_614), length=st.integers(1, 400), filler=st.binary(min_size=1, max_size=4))
def test_a_damaged_workbook_is_read_or_refused_and_nothing_else(
    tmp_path: Path, start: int, length: int, filler: bytes
) -> None:
    whole = WORKBOOK.read_bytes()
    path = tmp_path / "damaged.xlsx"
    path.write_bytes(whole[:start] + (filler * length)[:length] + whole[start + length :])
    try:
        table = read_wages(path, ceiling=239_200)
    except RefusedFileError as error:
        refused = str(error)
        assert refused.startswith("damaged.xlsx")
    else:
        assert table.rows


def copied(path: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """The workbook with its parts changed; a part of which nothing is left is not in it."""
    with zipfile.ZipFile(WORKBOOK) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            if (content := change(part.filename, source.read(part))) is not None:
                target.writestr(part, content)
    return path


@pytest.mark.parametrize(
    "damaged", ["[Content_Types].xml", "xl/workbook.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"]
)
def test_a_refused_workbook_does_not_stay_open(tmp_path: Path, damaged: str) -> None:
    path = copied(tmp_path / "half.xlsx", lambda name, whole: whole[: len(whole) // 2] if name == damaged else whole)
    words = refusal(path)
    assert "damaged" in words, words
    opened = [one for one in gc.get_objects() if type(one) is io.BufferedReader and one.name == str(path)]
    assert [one for one in opened if not one.closed] == []


def test_an_old_workbook_and_an_archive_of_something_else_are_refused(tmp_path: Path) -> None:
    old = tmp_path / "old.xls"
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    assert "save it as .xlsx" in refusal(old)
    archive = tmp_path / "oesm25st.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.write(WORKBOOK, "state_M2025_dl.xlsx")
    assert "unpack it" in refusal(archive)


def bomb(path: Path, size: int, *, parts: int = 1) -> Path:
    """A workbook whose sheet packs a thousand times smaller than it is."""
    copied(path, lambda name, whole: None if name == "xl/worksheets/sheet1.xml" else whole)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as target:
        for number in range(parts):
            name = "sheet1.xml" if not number else f"more{number}.xml"
            target.writestr(f"xl/worksheets/{name}", b"<worksheet>" + b" " * size)
    return path


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    assert "no honest workbook packs so tight" in refusal(bomb(tmp_path / "bomb.xlsx", 30_000_000))


def test_a_workbook_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "MAX_UNPACKED", 5_000_000)
    assert "would unpack to" in refusal(bomb(tmp_path / "large.xlsx", 900_000, parts=6))
    monkeypatch.setattr(workbooks, "MAX_STRINGS", 50_000)
    assert "texts would fill" in refusal(WORKBOOK)
