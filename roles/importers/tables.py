"""A table in an official file: its columns found by name, its rows one after another.

Pure: no Django, no database. A file is told by its content, never by its name:
a workbook, or text. Columns may stand in any order, among others, in any case.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from . import workbooks
from .faults import Faults

HEADER_WITHIN = 10  # lines: a title may stand above the names of the columns
MAX_LINE = 1_000_000  # bytes
MAX_ROWS = 1_000_000

Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class Columns:
    """Names of columns: our word for each, and a pattern for what the file may call it (see ``folded``)."""

    required: Mapping[str, str]
    optional: Mapping[str, str]

    def find(self, header: Row) -> dict[str, list[int]]:
        """Where each of our words stands in this row; words of one pattern share its places in order."""
        names = [folded(name) for name in header]
        sharing: dict[str, list[str]] = {}
        for word, pattern in {**self.required, **self.optional}.items():
            sharing.setdefault(pattern, []).append(word)
        found = {}
        for pattern, words in sharing.items():
            places = [place for place, name in enumerate(names) if re.fullmatch(pattern, name)]
            for nth, word in enumerate(words, start=1):
                # The last word of a pattern gets what is left: more than one place is a fault of the file.
                found[word] = places[nth - 1 :] if nth == len(words) else places[nth - 1 : nth]
        return {word: places for word, places in found.items() if places}


def folded(name: str) -> str:
    """A column's name without what differs from year to year: case, underscores, dashes, notes such as [1]."""
    name = re.sub(r"\[\d+\]", "", name).replace("_", " ").replace("–", "-").replace("—", "-")
    return " ".join(name.split()).casefold()


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose header was found. ``rows`` can be gone through once: (line, cells by our words)."""

    format: str
    header: Mapping[str, str]
    rows: Iterator[tuple[int, dict[str, str]]]


@contextmanager
def open_table(
    path: Path, columns: Columns, faults: Faults, *, delimiter: str = ",", quoted: bool = True
) -> Iterator[Table]:
    """The first table of this file that has the required columns. Raises ``RefusedFileError``."""
    if workbooks.is_workbook(path, faults):
        with workbooks.sheets(path, faults) as sheets:
            yield _first_sheet(sheets, columns, faults)
        return
    with path.open("rb") as file:
        lines = _text_lines(file.readline, faults)
        rows = _split(lines, faults, delimiter=delimiter, quoted=quoted)
        yield _table("csv" if delimiter == "," else "txt", rows, columns, faults)


def _first_sheet(sheets: Iterable[tuple[str, Iterator[tuple[int, Row]]]], columns: Columns, faults: Faults) -> Table:
    complaints = []
    for name, rows in sheets:
        first, missing = _header(rows, columns)
        if first is not None and not missing:
            return _named("xlsx", first, rows, columns, faults)
        complaints.append((len(missing), f"sheet “{name}” has no column {', '.join(missing)}"))
    why = min(complaints)[1] if complaints else "the workbook has no sheet"
    raise faults.error(0, "", f"{why}: is this the right workbook?")


def _table(kind: str, rows: Iterator[tuple[int, Row]], columns: Columns, faults: Faults) -> Table:
    first, missing = _header(rows, columns)
    if first is None:
        raise faults.error(0, "", "is empty")
    if missing:
        raise faults.error(first[0], "", f"has no column {', '.join(missing)}")
    return _named(kind, first, rows, columns, faults)


def _header(rows: Iterator[tuple[int, Row]], columns: Columns) -> tuple[tuple[int, Row] | None, list[str]]:
    """The row that names the most required columns among the first ten, and which it lacks."""
    best: tuple[int, Row] | None = None
    missing = list(columns.required)
    for number, row in rows:
        lacking = [word for word in columns.required if word not in columns.find(row)]
        if best is None or len(lacking) < len(missing):
            best, missing = (number, row), lacking
        if not lacking or number >= HEADER_WITHIN:
            break
    return best, missing


def _named(
    kind: str, header: tuple[int, Row], rows: Iterator[tuple[int, Row]], columns: Columns, faults: Faults
) -> Table:
    line, names = header
    places = columns.find(names)
    for word, found in places.items():
        if len(found) > 1:
            raise faults.error(line, word, "stands twice")
    where = {word: found[0] for word, found in places.items()}
    width = len(names) if kind != "xlsx" else 0
    return Table(
        format=kind,
        header={word: names[place].strip() for word, place in where.items()},
        rows=_by_word(rows, where, width, faults),
    )


def _by_word(
    rows: Iterator[tuple[int, Row]], where: Mapping[str, int], width: int, faults: Faults
) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row that holds anything. Text rows must be as wide as the header: a shorter one was cut off."""
    places = list(where.items())
    for line, row in rows:
        if line > MAX_ROWS:
            raise faults.error(line, "", f"has more than {MAX_ROWS:,} rows")
        if not any(row):
            continue
        if width and len(row) != width:
            cut = " (cut off here?)" if len(row) < width else ""
            faults.add(line, "", f"has {len(row)} cells instead of {width}{cut}")
            continue
        yield line, {word: row[place].strip() if place < len(row) else "" for word, place in places}


# --- text ----------------------------------------------------------------------


def _text_lines(readline: Callable[[int], bytes], faults: Faults) -> Iterator[str]:
    number = 0
    while raw := readline(MAX_LINE + 1):
        number += 1
        if len(raw) > MAX_LINE:
            raise faults.error(number, "", "is too long for a line of a table")
        try:
            line = raw.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            place = len(raw[: error.start].decode("utf-8", "replace")) + 1
            why = f"character {place} is the byte 0x{raw[error.start]:02X}, which is not UTF-8"
            raise faults.error(number, "", f"{why} (Windows-1252?): save the file as UTF-8") from error
        if "\0" in line:
            raise faults.error(number, "", "holds a zero byte: this is not a text file in UTF-8")
        yield line


def _split(lines: Iterator[str], faults: Faults, *, delimiter: str, quoted: bool) -> Iterator[tuple[int, Row]]:
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
    reader = csv.reader(lines, delimiter=delimiter, quoting=quoting, strict=True)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise faults.error(reader.line_num, "", f"cannot be split into cells ({error}): cut off?") from error
        yield reader.line_num, row
