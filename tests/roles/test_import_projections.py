"""import_projections: whole jobs from thousands, either table, either form."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from django.core.management import CommandError

from roles import documents
from roles.models import Occupation, OccupationOutlook, WageRelease
from tests.starter import load_main_guides

from .official_files import PROJECTIONS, Row, changed, row_counts, rows_of, run, write_csv

pytestmark = pytest.mark.django_db

TITLE = "2024 National Employment Matrix title"
CODE = "2024 National Employment Matrix code"
KIND = "Occupation type"
GROWTH = "Employment change, percent, 2024–34"
OPENINGS = "Occupational openings, 2024–34 annual average"
EDUCATION = "Typical education needed for entry"


def import_projections(path: Path = PROJECTIONS, **options: object) -> str:
    return run("import_projections", path, **options)


def workbook(path: Path, rows: list[Row]) -> Path:
    """The table as the workbook prints it: among other sheets, under a title, indented, with notes below."""
    book = openpyxl.Workbook()
    book.active.append(["Occupation.xlsx contents"])
    page = book.create_sheet("Table 1.2")
    page.append(["Table 1.2 Occupational projections (Employment in thousands)"])
    page.append(list(rows[0]))
    for row in rows:
        page.append([f"    {row[TITLE]}[1]", *list(row.values())[1:]])
    page.append(["Footnotes:"])
    page.append(["[1] Data are from another program."])
    page.append(["Source: Employment Projections program"])
    book.save(path)
    return path


def test_every_occupation_equals_its_row_and_groups_are_left_out(tmp_path: Path) -> None:
    rows = rows_of(PROJECTIONS)
    group = {**rows[0], KIND: "Summary", CODE: "11-1000", TITLE: "Top executives", EDUCATION: "—"}
    told = import_projections(write_csv(tmp_path / "table.csv", [group, *rows]))
    assert "groups left out 1" in told
    assert OccupationOutlook.objects.count() == len(rows)
    for row in rows:
        outlook = OccupationOutlook.objects.select_related("release").get(occupation__code=row[CODE])
        assert outlook.growth_percent == Decimal(row[GROWTH])
        assert outlook.openings_per_year == Decimal(row[OPENINGS]) * 1000
        assert outlook.employment_base == Decimal(row["Employment, 2024"]) * 1000
        assert outlook.employment_projected == Decimal(row["Employment, 2034"]) * 1000
        assert outlook.entry_education == row[EDUCATION]
        assert (outlook.period, outlook.release.label) == ("2024–34", "Employment Projections 2024–34")


def test_workbook_and_csv_say_the_same(tmp_path: Path) -> None:
    rows = rows_of(PROJECTIONS)
    import_projections(workbook(tmp_path / "occupation.xlsx", rows))
    assert set(Occupation.objects.values_list("title", flat=True)) == {row[TITLE] for row in rows}
    assert f"added 0, unchanged {len(rows)}" in import_projections()


def test_an_em_dash_is_no_figure(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "dash.csv", changed(rows_of(PROJECTIONS), 0, **{OPENINGS: "—", EDUCATION: "—"}))
    import_projections(path)
    outlook = OccupationOutlook.objects.get(occupation__code=rows_of(PROJECTIONS)[0][CODE])
    assert (outlook.openings_per_year, outlook.entry_education) == (None, "")


def test_the_table_without_education_comes_before_or_after_the_other(tmp_path: Path) -> None:
    rows = rows_of(PROJECTIONS)
    narrow = write_csv(tmp_path / "table_1_10.csv", rows, columns=[name for name in rows[0] if name != EDUCATION])
    import_projections(narrow)
    assert f"completed {len(rows)}" in import_projections()
    assert f"added 0, unchanged {len(rows)}" in import_projections(narrow)
    assert not OccupationOutlook.objects.filter(entry_education="").exists()


def test_columns_of_years_are_told_by_their_years(tmp_path: Path) -> None:
    rows = [dict(reversed(row.items())) for row in rows_of(PROJECTIONS)]
    import_projections(write_csv(tmp_path / "turned.csv", rows))
    assert f"added 0, unchanged {len(rows)}" in import_projections()


def test_a_dry_run_writes_nothing_and_the_catalogue_is_no_hindrance() -> None:
    before = row_counts()
    assert "Dry run, nothing was written" in import_projections(dry_run=True)
    assert row_counts() == before
    load_main_guides()
    assert "added 0" in import_projections()
    assert WageRelease.objects.filter(covers="2024–34").count() == 1
    assert documents.differing() == []


def test_a_later_period_is_compared_with_the_one_before(tmp_path: Path) -> None:
    import_projections()
    text = write_csv(tmp_path / "t.csv", changed(rows_of(PROJECTIONS), 0, **{GROWTH: "9.9"})).read_text()
    later = tmp_path / "later.csv"
    later.write_text(text.replace("2024–34", "2025–35").replace(", 2024", ", 2025").replace(", 2034", ", 2035"))
    told = import_projections(later)
    assert "Against Employment Projections 2024–34: added 0, changed 1, gone 0." in told


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({GROWTH: "much"}, f"line 2, column {GROWTH[:26]}"),
        ({OPENINGS: "-1"}, "is negative"),
        ({OPENINGS: "0.00001"}, "thousands is not a whole number"),
        ({CODE: "15-12"}, "is no code such as"),
        ({KIND: "Person"}, "is neither “Line item” nor “Summary”"),
        ({TITLE: ""}, "is empty"),
    ],
)
def test_a_bad_cell_refuses_the_table(tmp_path: Path, cells: dict[str, str], why: str) -> None:
    path = write_csv(tmp_path / "bad.csv", changed(rows_of(PROJECTIONS), 0, **cells))
    before = row_counts()
    with pytest.raises(CommandError, match="nothing was written") as refused:
        import_projections(path)
    assert why in str(refused.value)
    assert row_counts() == before


def test_a_table_that_says_an_occupation_twice_or_has_no_such_years_is_refused(tmp_path: Path) -> None:
    rows = rows_of(PROJECTIONS)
    before = row_counts()
    twice = write_csv(tmp_path / "twice.csv", [*rows, rows[0]])
    with pytest.raises(CommandError, match="stands on line 2 already"):
        import_projections(twice)
    years = tmp_path / "years.csv"
    years.write_text(PROJECTIONS.read_text(encoding="utf-8").replace("Employment, 2034", "Employment, 2035"))
    with pytest.raises(CommandError, match="no employment column is of 2034"):
        import_projections(years)
    assert row_counts() == before


def test_a_stored_outlook_that_differs_refuses_the_table_and_names_both_values(tmp_path: Path) -> None:
    import_projections()
    rows = rows_of(PROJECTIONS)
    path = write_csv(tmp_path / "other.csv", changed(rows, 0, **{GROWTH: "99.9"}))
    with pytest.raises(CommandError) as refused:
        import_projections(path)
    assert f"growth_percent is stored as {rows[0][GROWTH]}, the file says 99.9" in str(refused.value)
