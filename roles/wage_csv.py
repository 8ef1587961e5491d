"""Official wage cells as CSV (RFC 4180, UTF-8), for spreadsheets and programs. Pure.

A figure that is not published is an empty field, and ``why_empty`` says why; a top-coded one holds the least that
it can be, and ``flags`` says so. Column names and words are English in every language, as programs read them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from roles.facts import OccupationFacts
from roles.wages import COLUMNS, Cell, Place, absence

CONTENT_TYPE = "text/csv; charset=utf-8; header=present"
ROLE = ("role", "role_title", "match", "specificity", "roles_sharing_it")
CELL = (
    "code", "title", "area_code", "area_name", "currency", *COLUMNS, "employment", "location_quotient", "flags",
    "why_empty", "release", "source", "source_url", "licence", "retrieved_on",
)  # fmt: skip
WHY = {
    "": "",
    "withheld": "withheld by the publisher",
    "hourly": "published by the hour only",
    "not_published": "not published for this occupation and area",
    "no_occupation": "no official occupation is matched to this role",
}
FLAGS = {"withheld": "withheld", "top_coded": "top-coded: this amount or more"}
# What a spreadsheet would take for the beginning of a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")

Field = str | int | float | None


def lines(header: Sequence[str], rows: Iterable[Sequence[Field]]) -> str:
    """The whole file. A text that a spreadsheet would run as a formula begins with an apostrophe."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(header)
    writer.writerows([harmless(field) for field in row] for row in rows)
    return file.getvalue()


def harmless(field: Field) -> Field:
    """The field as it is, unless it is a text that a spreadsheet would run."""
    return f"'{field}" if isinstance(field, str) and field.startswith(FORMULA) else field


def role_fields(slug: str, title: str, occupation: OccupationFacts | None) -> tuple[Field, ...]:
    """A role and how far the occupation's figure is its own, under ``ROLE``."""
    if occupation is None:
        return slug, title, None, None, None
    return slug, title, occupation.match, occupation.specificity, occupation.shared_with + 1


def cell_fields(code: str, title: str, place: Place, cell: Cell | None, why: str = "") -> tuple[Field, ...]:
    """What is published for an occupation in a place, under ``CELL``. ``why`` replaces the cell's own absence."""
    reason = WHY[why or absence(cell)]
    if cell is None:
        known = {"code": code, "title": title, "area_code": place.code, "area_name": place.name, "why_empty": reason}
        return tuple(known.get(column) for column in CELL)
    source = cell.source
    return (
        code,
        title,
        place.code,
        place.name,
        cell.currency,
        *cell.amounts.values(),
        cell.employment,
        cell.location_quotient,
        "; ".join(f"{column} {FLAGS.get(flag, flag)}" for column, flag in sorted(cell.flags.items())),
        reason,
        source.label,
        f"{source.publisher}, {source.title}",
        source.url,
        source.licence,
        source.retrieved_on.isoformat(),
    )
