"""Employment Projections of the U.S. Bureau of Labor Statistics: table 1.2 or 1.10, workbook or CSV.

Pure. The files count jobs in thousands; here they are whole. The median wage that
table 1.2 repeats is of an older wage release than the site's and is not read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple, TypeVar

from . import cells
from .faults import CellError, Faults, cell_of
from .tables import Columns, open_table

ABSENT = ("—", "–", "-", "")  # the files print an em dash where there is no figure
_YEARS = r"\d{4}-\d{2,4}"
COLUMNS = Columns(
    required={
        "National Employment Matrix title": r"\d{4} national employment matrix title",
        "National Employment Matrix code": r"\d{4} national employment matrix code",
        "Occupation type": "occupation type",
        "Employment change, percent": rf"employment change, percent, {_YEARS}",
        "Occupational openings, annual average": rf"occupational openings, {_YEARS} annual average",
        "Employment, first year": r"employment, \d{4}",
        "Employment, last year": r"employment, \d{4}",
    },
    optional={"Typical education needed for entry": "typical education needed for entry"},
)
TITLE, CODE, TYPE, GROWTH, OPENINGS, *EMPLOYMENT = COLUMNS.required
(EDUCATION,) = COLUMNS.optional
Value = TypeVar("Value")
_CODE = re.compile(r"\d{2}-\d{4}", re.ASCII)
_NOTE = re.compile(r"^(\[\d+\]|footnotes?:|notes?:|sources?:)", re.IGNORECASE)


class OutlookRow(NamedTuple):
    """The projection of one occupation: jobs now and then, per cent of growth, openings a year."""

    line: int
    code: str
    title: str
    employment_base: int | None
    employment_projected: int | None
    growth_percent: Decimal | None
    openings_per_year: int | None
    entry_education: str


@dataclass(frozen=True, slots=True)
class OutlookTable:
    """A whole table. ``period`` is the file's own, such as "2024–34"; groups of occupations are left out."""

    name: str
    format: str
    period: str
    rows: tuple[OutlookRow, ...]
    read: int
    groups: int


def read_projections(path: Path) -> OutlookTable:
    """The occupations of the table ("Line item"), checked. Raises ``RefusedFileError``."""
    faults = Faults(path.name)
    rows: dict[str, OutlookRow] = {}
    read = groups = 0
    with open_table(path, COLUMNS, faults) as table:
        period, base, projected = _period(table.header, faults)
        for line, row in table.rows:
            if _NOTE.match(row[TITLE]) and not row[CODE]:
                continue
            read += 1
            try:
                if _is_group(row):
                    groups += 1
                    continue
                outlook = _outlook(line, row, base, projected)
                if rows.setdefault(outlook.code, outlook) is not outlook:
                    raise CellError(CODE, f"{outlook.code} stands on line {rows[outlook.code].line} already")
            except CellError as error:
                faults.add(line, error.column, error.why)
        if not rows:
            faults.add(0, "", "holds no occupation")
        faults.check()
        return OutlookTable(path.name, table.format, period, tuple(rows.values()), read, groups)


def _is_group(row: Mapping[str, str]) -> bool:
    kind = row[TYPE].casefold()
    if kind not in ("line item", "summary"):
        raise CellError(TYPE, f"{cells.quoted(row[TYPE])} is neither “Line item” nor “Summary”")
    return kind == "summary"


def _period(header: Mapping[str, str], faults: Faults) -> tuple[str, str, str]:
    """The years that the table is of, as it prints them, and which of its columns is their first and their last."""
    printed = re.findall(r"\d{4}[–-]\d{2,4}", header[GROWTH])[0]
    first, last = re.split(r"[–-]", printed)
    by_year = {header[word][-4:]: word for word in EMPLOYMENT}
    try:
        return printed.replace("-", "–"), by_year[first], by_year[first[: 4 - len(last)] + last]
    except KeyError as error:
        raise faults.error(0, GROWTH, f"is of {printed}, and no employment column is of {error.args[0]}") from error


def _outlook(line: int, row: Mapping[str, str], base: str, projected: str) -> OutlookRow:
    if not _CODE.fullmatch(row[CODE]):
        raise CellError(CODE, f"{cells.quoted(row[CODE])} is no code such as 13-1082")
    with cell_of(TITLE):
        title = _title(row[TITLE])
    return OutlookRow(
        line=line,
        code=row[CODE],
        title=title,
        employment_base=_given(row, base, cells.thousands),
        employment_projected=_given(row, projected, cells.thousands),
        growth_percent=_given(row, GROWTH, _percent),
        openings_per_year=_given(row, OPENINGS, cells.thousands),
        entry_education=_given(row, EDUCATION, lambda text: cells.words(text, 80)) or "",
    )


def _given(row: Mapping[str, str], column: str, read: Callable[[str], Value]) -> Value | None:
    text = row.get(column, "")
    with cell_of(column):
        return None if text in ABSENT else read(text)


def _title(text: str) -> str:
    """Without the marks of notes; the indent that shows a group's members is gone with all white space."""
    return cells.words(re.sub(r"\[\d+\]", "", text), 200)


def _percent(text: str) -> Decimal:
    return cells.places(text, 1, least=-100, most=9999)
