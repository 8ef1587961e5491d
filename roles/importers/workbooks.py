"""Excel workbooks (.xlsx), read row by row and never unpacked beyond a bound.

Pure: no Django, no database. The size of every part is checked against what the
archive declares before any of it is read; Python's ``zipfile`` reads no more than that.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from .faults import Faults

MAX_UNPACKED = 600_000_000  # bytes of all parts together; the largest official workbook unpacks to a third of it
MAX_STRINGS = 100_000_000  # bytes of the one part that is held in memory whole
MAX_RATIO = 200  # times smaller than its content; official sheets pack 5 to 30 times
SMALL = 1_000_000  # bytes that may pack as well as they like

# What the library raises at a damaged or lying archive: it does not wrap the errors of its parts.
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    InvalidFileException,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
)


def is_workbook(path: Path, faults: Faults) -> bool:
    """Whether the file is a workbook rather than text, by its first bytes. Refuses what is neither."""
    try:
        with path.open("rb") as file:
            start = file.read(8)
    except OSError as error:
        raise faults.error(0, "", f"cannot be read ({error.strerror})") from error
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise faults.error(0, "", "is a workbook of the old kind (.xls): save it as .xlsx")
    if start.startswith((b"\x1f\x8b", b"%PDF", b"\xff\xfe", b"\xfe\xff")):
        raise faults.error(0, "", "is neither an .xlsx workbook nor text in UTF-8")
    return start.startswith(b"PK")


@contextmanager
def sheets(path: Path, faults: Faults) -> Iterator[Iterator[tuple[str, Iterator[tuple[int, Sequence[str]]]]]]:
    """The workbook's sheets in order: name, and rows of (line, cells as text)."""
    _check_archive(path, faults)
    # The library keeps a file that it opened itself open when what is in it is damaged.
    with path.open("rb") as file:
        try:
            workbook = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        except DAMAGED as error:
            raise faults.error(0, "", f"is a damaged workbook ({error})") from error
        yield ((sheet.title, _rows(sheet, faults)) for sheet in workbook.worksheets)


def _check_archive(path: Path, faults: Faults) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except DAMAGED as error:
        raise faults.error(0, "", "is a damaged or truncated workbook: download it again") from error
    if all(part.filename != "[Content_Types].xml" for part in parts):
        raise faults.error(0, "", "is an archive and no workbook: unpack it, and name the .xlsx in it")
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MAX_UNPACKED:
        raise faults.error(0, "", f"would unpack to {unpacked:,} bytes; more than {MAX_UNPACKED:,} are refused")
    for part in parts:
        if part.file_size > SMALL and part.file_size > MAX_RATIO * part.compress_size:
            why = f"its part {part.filename} would unpack to {part.file_size:,} bytes from {part.compress_size:,}"
            raise faults.error(0, "", f"{why}; no honest workbook packs so tight")
        if "sharedstrings" in part.filename.casefold() and part.file_size > MAX_STRINGS:
            raise faults.error(0, "", f"its texts would fill {part.file_size:,} bytes")


def _rows(sheet: Any, faults: Faults) -> Iterator[tuple[int, Sequence[str]]]:
    number = 0
    try:
        # The size that a sheet states may be wrong, and a wrong one would cut rows off or pad them without end.
        sheet.reset_dimensions()
        for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
            yield number, [_text(value) for value in row]
    except DAMAGED as error:
        raise faults.error(number + 1, "", f"is damaged ({error})") from error


def _text(value: object) -> str:
    """A cell as the text that a CSV file would hold."""
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return str(value).upper()
        case int():
            return str(value)
        case float():
            return str(int(value)) if value.is_integer() else repr(value)
        case datetime() | date() | time():
            return value.isoformat()
        case _:
            return str(value)
