"""Reading official files: any bytes either are a table or are refused with file, line, column and why."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roles.importers import cells
from roles.importers.faults import Faults, RefusedFileError
from roles.importers.oews import COLUMNS, read_wages
from roles.importers.onet import read_onet
from roles.importers.projections import read_projections
from roles.importers.tables import folded, open_table
from roles.periods import period_in, period_of

from .official_files import ONET, PROJECTIONS, STATES, WORKBOOK, changed, refusal, rows_of, spoiled_onet, write_csv

ANY_TEXT = st.text(max_size=30)
T = TypeVar("T")
HOSTILE = st.one_of(
    ANY_TEXT,
    st.sampled_from(
        ["#", "*", "**", "~", "-1", "1e9", "NaN", "inf", "٣", "½", "69,770", "6,9770", "0x10", "\0", "=1+1"]
    ),
    st.integers().map(str),
    st.decimals().map(str),
)
TMP = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def told(read: Callable[[], T], refusal: type[Exception] = RefusedFileError) -> T | str:
    """What was read, or the words of the refusal; any other exception fails the test."""
    try:
        return read()
    except refusal as refused:
        return f"{refusal.__name__}: {refused}"


# --- cells ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [("69770", 69_770), ("69,770", 69_770), ("1,234,567", 1_234_567), (" 5 ", 5), ("0", 0), ("69770.0", 69_770)],
)
def test_a_whole_number_is_read_with_or_without_separators(text: str, value: int) -> None:
    assert cells.whole(text) == value


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("-5", "negative"),
        ("69770.5", "whole"),
        ("6,9770", "not a number"),
        ("٣", "not a number"),
        ("nan", "not a number"),
        ("", "not a number"),
        ("$5", "not a number"),
        ("2147483648", "too large"),
        ("9" * 400, "too large"),
    ],
)
def test_what_is_no_amount_is_refused_in_words(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        cells.whole(text)


@given(HOSTILE)
def test_any_cell_either_parses_or_is_refused(text: str) -> None:
    for read in (cells.whole, cells.decimal, cells.thousands, cells.month, cells.yes_or_no):
        value = told(lambda read=read: read(text), ValueError)  # type: ignore[misc]
        assert value != "ValueError: "
        assert not isinstance(value, int | Decimal) or abs(value) <= cells.LARGEST


@given(st.integers(0, cells.LARGEST))
def test_a_number_is_the_same_with_and_without_separators(number: int) -> None:
    assert cells.whole(f"{number:,}") == cells.whole(str(number)) == number


@given(st.integers(0, 2_000_000))
def test_thousands_are_whole_and_never_rounded(tenths: int) -> None:
    assert cells.thousands(f"{tenths // 10}.{tenths % 10}") == tenths * 100


def test_a_name_of_a_column_is_known_whatever_its_case_and_notes() -> None:
    assert folded("LOC_QUOTIENT") == folded("loc quotient") == "loc quotient"
    assert folded("Median annual wage, dollars, 2024[1]") == "median annual wage, dollars, 2024"
    assert folded("Employment change, 2024–34") == "employment change, 2024-34"


def test_a_time_is_found_in_words() -> None:
    assert period_in("OEWS May 2025") == "May 2025"
    assert period_in("no time at all") is None
    assert period_of("May 2024") < period_of("May 2025") < period_of("June 2025")
    assert period_of("2024–34") == (2024, 0)
    assert period_of("always") == (0, 0)


# --- a cell of a file ------------------------------------------------------------


@TMP
@given(column=st.sampled_from([*COLUMNS.required, *COLUMNS.optional]), text=HOSTILE)
def test_any_text_in_any_cell_of_a_wage_file_parses_or_is_refused(tmp_path: Path, column: str, text: str) -> None:
    path = write_csv(tmp_path / "wages.csv", changed(rows_of(STATES), 3, **{column: text.replace("\ud800", "")}))
    table = told(lambda: read_wages(path, ceiling=239_200))
    if isinstance(table, str):
        assert table.startswith("RefusedFileError: wages.csv, line ")
        return
    for row in table.rows:
        given_in_full = [
            amount for amount in (row.figures.p10, row.figures.p25, row.figures.median, row.figures.p75, row.figures.p90)
            if amount is not None
        ]  # fmt: skip
        assert given_in_full == sorted(given_in_full)


@TMP
@given(text=HOSTILE, place=st.integers(0, 15))
def test_any_text_in_any_cell_of_the_projections_parses_or_is_refused(tmp_path: Path, text: str, place: int) -> None:
    rows = rows_of(PROJECTIONS)
    path = write_csv(tmp_path / "outlook.csv", changed(rows, 1, **{list(rows[0])[place]: text}))
    table = told(lambda: read_projections(path))
    assert table.startswith("RefusedFileError: outlook.csv") if isinstance(table, str) else table.rows


@TMP
@given(
    file=st.sampled_from(sorted(path.name for path in ONET.glob("*.txt"))),
    place=st.integers(0, 400),
    text=st.text(st.characters(codec="utf-8"), max_size=12),
)
def test_any_text_anywhere_in_an_onet_table_parses_or_is_refused(
    tmp_path_factory: pytest.TempPathFactory, file: str, place: int, text: str
) -> None:
    folder = spoiled_onet(tmp_path_factory.mktemp("onet"), file, lambda whole: whole[:place] + text + whole[place:])
    release = told(lambda: read_onet(folder))
    assert file in release if isinstance(release, str) else release.version


# --- whole files ------------------------------------------------------------------


def test_columns_may_be_reordered_among_others_and_in_another_case(tmp_path: Path) -> None:
    rows = rows_of(STATES)
    turned = [{"extra": "x", **{name.lower(): value for name, value in reversed(row.items())}} for row in rows]
    path = write_csv(tmp_path / "turned.csv", turned)
    assert read_wages(path, ceiling=239_200).rows == read_wages(STATES, ceiling=239_200).rows


def test_missing_columns_are_named(tmp_path: Path) -> None:
    rows = rows_of(STATES)
    path = write_csv(
        tmp_path / "narrow.csv", rows, columns=[name for name in rows[0] if name not in ("A_PCT90", "AREA")]
    )
    assert refusal(path) == "narrow.csv, line 1: has no column AREA, A_PCT90"


def test_a_column_that_stands_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "twice.csv"
    path.write_text(STATES.read_text().replace("NAICS_TITLE", "A_MEDIAN", 1))
    assert refusal(path) == "twice.csv, line 1, column A_MEDIAN: stands twice"


def test_a_file_that_is_not_utf8_is_refused_with_line_character_and_byte(tmp_path: Path) -> None:
    path = tmp_path / "cp1252.csv"
    path.write_bytes(STATES.read_bytes().replace(b"Oral and", b"Oral \x96 and", 1))
    line = next(number for number, row in enumerate(STATES.read_text().splitlines(), start=1) if "Oral and" in row)
    assert f"cp1252.csv, line {line}: character 72 is the byte 0x96, which is not UTF-8" in refusal(path)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le"])
def test_a_file_in_utf16_is_refused(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "wide.csv"
    path.write_bytes(STATES.read_text().encode(encoding))
    assert "UTF-8" in refusal(path)


def test_a_byte_order_mark_is_no_part_of_the_first_column(tmp_path: Path) -> None:
    path = tmp_path / "marked.csv"
    path.write_bytes(b"\xef\xbb\xbf" + STATES.read_bytes())
    assert read_wages(path, ceiling=239_200).read == len(rows_of(STATES))


@pytest.mark.parametrize("kept", [0.1, 0.51, 0.99])
def test_a_truncated_file_is_refused(tmp_path: Path, kept: float) -> None:
    for source in (STATES, WORKBOOK):
        path = tmp_path / source.name
        whole = source.read_bytes()
        path.write_bytes(whole[: int(len(whole) * kept)])
        assert "cut off" in refusal(path) or "truncated" in refusal(path)


def test_an_empty_file_and_a_file_without_rows_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "empty.csv"
    path.write_bytes(b"")
    assert refusal(path) == "empty.csv: is empty"
    path.write_bytes(STATES.read_bytes().split(b"\r\n")[0] + b"\r\n")
    assert refusal(path) == "empty.csv: has no rows below its header"
    assert "cannot be read" in refusal(tmp_path / "absent.csv")
    assert "cannot be read" in refusal(tmp_path)


def test_a_line_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "endless.csv"
    path.write_bytes(b"A" * 2_000_000)
    assert "too long" in refusal(path)


def test_a_quotation_mark_that_never_closes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "open.csv"
    path.write_text(STATES.read_text() + '01,"Alabama')
    assert "cut off" in refusal(path)


def test_after_twenty_complaints_reading_stops(tmp_path: Path) -> None:
    rows = [{**row, "TOT_EMP": "many"} for row in rows_of(STATES)]
    words = refusal(write_csv(tmp_path / "many.csv", rows))
    assert words.count("“many” is not a number") == Faults.LIMIT
    assert words.endswith("reading stopped here.")


def test_a_title_may_stand_above_the_header_but_not_too_far(tmp_path: Path) -> None:
    path = tmp_path / "titled.csv"
    path.write_text("Wages of the states\r\n\r\n" + STATES.read_bytes().decode())
    assert read_wages(path, ceiling=239_200).rows[0].line == 4
    path.write_text("Wages\r\n" * 12 + STATES.read_bytes().decode())
    assert "has no column" in refusal(path)


def test_a_table_of_more_rows_than_any_release_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roles.importers.tables.MAX_ROWS", 10)
    assert "more than 10 rows" in refusal(STATES)
    with open_table(STATES, COLUMNS, Faults("x")) as table:
        assert table.header["A_MEDIAN"] == "A_MEDIAN"
