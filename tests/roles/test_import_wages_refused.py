"""import_wages: what is refused, with every table as it was; and what changed since the release before."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from roles.importers.differences import Differences, change
from roles.importers.oews import Figures, agreed
from roles.models import Area
from tests.factories import WageReleaseFactory

from .official_files import (
    METROS,
    NATIONAL,
    WORKBOOK,
    Row,
    changed,
    import_wages,
    rows_of,
    write_csv,
    write_workbook,
)
from .official_files import (
    STATES as STATE_FILE,
)
from .official_files import (
    refused_wages as refusal,
)

pytestmark = pytest.mark.django_db

PERCENTILES = {"A_PCT10": "p10", "A_PCT25": "p25", "A_MEDIAN": "median", "A_PCT75": "p75", "A_PCT90": "p90"}


# --- refusals ------------------------------------------------------------------------------


def test_another_value_for_a_stored_cell_refuses_the_file_and_names_the_cell(tmp_path: Path) -> None:
    import_wages(STATE_FILE)
    rows = rows_of(STATE_FILE)
    place = next(n for n, row in enumerate(rows) if (row["AREA"], row["OCC_CODE"]) == ("06", "13-1082"))
    other = write_csv(tmp_path / "other.csv", changed(rows, place, A_MEDIAN=str(int(rows[place]["A_MEDIAN"]) + 10)))
    stored, said = rows[place]["A_MEDIAN"], int(rows[place]["A_MEDIAN"]) + 10
    expected = f"13-1082 in California, OEWS May 2025: median is stored as {stored}, the file says {said}"
    assert f"other.csv, line {place + 2}: {expected}" in refusal(METROS, other)


BAD: list[tuple[str, Callable[[list[Row]], list[Row]], str]] = [
    ("out of order", lambda rows: changed(rows, 2, A_PCT10="99999999"), "column A_PCT25"),
    ("negative", lambda rows: changed(rows, 2, A_MEDIAN="-1"), "column A_MEDIAN: “-1” is negative"),
    ("no number", lambda rows: changed(rows, 2, A_MEDIAN="n/a"), "column A_MEDIAN: “n/a” is not a number"),
    ("blank", lambda rows: changed(rows, 2, A_MEDIAN=""), "column A_MEDIAN: “” is not a number"),
    ("top-coded employment", lambda rows: changed(rows, 2, TOT_EMP="#"), "column TOT_EMP"),
    ("duplicate", lambda rows: [*rows, {**rows[2], "A_PCT90": "99999999"}], "with other values"),
    ("unknown level", lambda rows: changed(rows, 2, O_GROUP="tiny"), "column O_GROUP"),
    ("code", lambda rows: changed(rows, 2, OCC_CODE="15-12"), "column OCC_CODE"),
    ("area type", lambda rows: changed(rows, 2, AREA_TYPE="5"), "column AREA_TYPE"),
    ("area code", lambda rows: changed(rows, 2, AREA="123"), "column AREA"),
    ("nation as state", lambda rows: changed(rows, 2, AREA="99"), "does not go with AREA_TYPE"),
    ("area renamed", lambda rows: changed(rows, 2, AREA_TITLE="Elsewhere"), "on an earlier line"),
    ("occupation renamed", lambda rows: [*rows, {**rows[2], "AREA": "72", "AREA_TITLE": "Puerto Rico", "PRIM_STATE": "PR",
        "AREA_TYPE": "3", "OCC_TITLE": "Others"}], "column OCC_TITLE"),
    ("one industry", lambda rows: changed(rows, 2, NAICS="541500"), "only rows of all industries"),
    ("one owner", lambda rows: changed(rows, 2, OWN_CODE="5"), "only rows of all industries"),
    ("quotient", lambda rows: changed(rows, 2, LOC_QUOTIENT="0.123"), "more than 2 decimals"),
    ("annual and hourly", lambda rows: changed(rows, 2, ANNUAL="TRUE", HOURLY="TRUE"), "column HOURLY"),
    ("flag", lambda rows: changed(rows, 2, ANNUAL="maybe"), "column ANNUAL"),
]  # fmt: skip


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize(("spoil", "why"), [pytest.param(spoil, why, id=name) for name, spoil, why in BAD])
def test_a_bad_row_refuses_the_whole_and_changes_nothing(
    tmp_path: Path, kind: str, spoil: Callable[[list[Row]], list[Row]], why: str
) -> None:
    write = write_csv if kind == "csv" else write_workbook
    path = write(tmp_path / f"bad.{kind}", spoil(rows_of(STATE_FILE)))
    assert why in refusal(path)


def test_a_wrong_workbook_and_a_wrong_sheet_are_refused(tmp_path: Path) -> None:
    wrong = write_workbook(tmp_path / "wrong.xlsx", [{"name": "Ada", "born": "1815"}], sheet="people")
    assert "sheet “people” has no column AREA, AREA_TITLE" in refusal(wrong)
    book = openpyxl.load_workbook(WORKBOOK)
    del book["national_M2025_dl"]
    book.save(tmp_path / "notes.xlsx")
    assert "is this the right workbook?" in refusal(tmp_path / "notes.xlsx")


def test_files_that_are_no_tables_change_nothing(tmp_path: Path) -> None:
    cp1252, cut, absent = (tmp_path / name for name in ("cp1252.csv", "cut.xlsx", "absent.csv"))
    cp1252.write_bytes(STATE_FILE.read_bytes().replace(b"Oral and", b"Oral \x96 and", 1))
    cut.write_bytes(WORKBOOK.read_bytes()[:200_000])
    assert "0x96" in refusal(cp1252)
    assert "truncated" in refusal(cut)
    assert "cannot be read" in refusal(absent)
    # One bad file among good ones refuses them all.
    refusal(NATIONAL, STATE_FILE, cut)


def test_a_workbook_of_another_year_than_the_label_is_refused() -> None:
    told = refusal(WORKBOOK, release="OEWS May 2024")
    assert "says that it holds the estimates of May 2025, not May 2024" in told


def test_a_label_without_a_time_and_a_label_of_another_publication_are_refused() -> None:
    assert "does not say which month" in refusal(NATIONAL, release="The newest")
    WageReleaseFactory(label="Projections 2024", covers="2024")
    assert "another publication" in refusal(NATIONAL, release="Projections 2024")


def test_an_area_of_another_kind_is_refused() -> None:
    Area.objects.create(code="06", kind="nonmetropolitan", name="Elsewhere")
    assert "is stored as nonmetropolitan" in refusal(STATE_FILE)


# --- differences -----------------------------------------------------------------------------


def test_differences_from_the_release_before_are_told(tmp_path: Path) -> None:
    rows = rows_of(STATE_FILE)
    import_wages(STATE_FILE, release="OEWS May 2024")
    index = {(row["AREA"], row["OCC_CODE"]): place for place, row in enumerate(rows)}
    far, near, top = index["06", "13-1082"], index["36", "13-1082"], index["01", "29-1022"]
    withheld = dict.fromkeys(PERCENTILES, "*")
    newer = changed(rows, far, **{name: str(int(rows[far][name]) * 6 // 5) for name in PERCENTILES})
    newer = changed(newer, near, **{name: str(int(rows[near][name]) + 100) for name in PERCENTILES})
    newer = changed(newer, top, **dict.fromkeys(PERCENTILES, "300000"))
    newer = changed(newer, index["06", "15-1299"], **withheld)
    gone = newer.pop(index["48", "15-1299"])
    newer.append({**gone, "OCC_CODE": "15-1298", "OCC_TITLE": "Made Up"})
    told = import_wages(write_csv(tmp_path / "newer.csv", newer), dry_run=True)
    assert "Against OEWS May 2024: added 1, moved 3, newly withheld 1, newly published 0, gone 1." in told
    assert "Top-coded at one of the two ends, so no change in per cent: 1." in told
    before, after = int(rows[far]["A_MEDIAN"]), int(rows[far]["A_MEDIAN"]) * 6 // 5
    assert "Moved by more than 15 %: 1." in told
    assert f"! 13-1082 Project Management Specialists, California: {before} to {after} (+20.0 %)" in told
    assert "No earlier release" in import_wages(NATIONAL, dry_run=True)


def figures(median: int | None, **others: object) -> Figures:
    flags = {} if median is not None else {"median": "withheld"}
    values = {"employment": 10, "location_quotient": None, "p10": None, "p25": None, "p75": None, "p90": None}
    return Figures(**{**values, "median": median, "flags": flags, "basis": "", **others})  # type: ignore[arg-type]


def test_a_cell_changes_in_one_way() -> None:
    assert change(None, figures(5)) == "added"
    assert change(figures(5), figures(5, employment=20)) == "same"
    assert change(figures(5), figures(6)) == "moved"
    assert change(figures(5), figures(None)) == "newly withheld"
    assert change(figures(None), figures(5)) == "newly published"
    assert change(figures(5), figures(5, flags={"median": "top_coded"})) == "moved"


@pytest.mark.parametrize(
    ("before", "after", "marked"), [(100, 115, 0), (100, 116, 1), (100, 85, 0), (100, 84, 1), (100, 100, 0)]
)
def test_only_more_than_fifteen_per_cent_is_marked(before: int, after: int, marked: int) -> None:
    differences = Differences("before")
    differences.compare(figures(before), figures(after), occupation="x", area="y")
    assert len(differences.marked) == marked


def test_many_marked_cells_are_counted_and_the_farthest_shown() -> None:
    differences = Differences("before")
    for step in range(30):
        differences.compare(figures(100), figures(120 + step), occupation=f"occupation {step}", area="y")
    lines = differences.lines()
    assert "Moved by more than 15 %: 30." in lines
    assert "occupation 29" in lines[2]
    assert lines[-1].strip() == "… and 10 more"


def test_two_cells_agree_where_either_is_silent() -> None:
    said = figures(5, location_quotient=Decimal("0.5"), basis="annual")
    assert agreed(figures(5), said) == said
    assert agreed(said, figures(5)) == said
    assert agreed(said, figures(5, basis="hourly")) is None
    assert agreed(said, figures(6)) is None
    assert agreed(figures(5, flags={"location_quotient": "withheld"}), said) is None
