"""import_wages: every figure as in its cell, all or nothing, nothing overwritten, and told plainly."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from roles import documents
from roles.importers.differences import Differences, change
from roles.importers.oews import CEILINGS, Figures, agreed, stated
from roles.models import Area, Occupation, OccupationWage, Role, WageFile, WageRelease, WageSource
from roles.states import CODE_OF, STATES
from tests.factories import OccupationFactory, WageReleaseFactory

from .official_files import (
    MAY_2025,
    METROS,
    NATIONAL,
    WORKBOOK,
    Row,
    changed,
    import_wages,
    row_counts,
    rows_of,
    write_csv,
    write_workbook,
)
from .official_files import (
    STATES as STATE_FILE,
)

pytestmark = pytest.mark.django_db

PERCENTILES = {"A_PCT10": "p10", "A_PCT25": "p25", "A_MEDIAN": "median", "A_PCT75": "p75", "A_PCT90": "p90"}


def cell(code: str, area: str = "99", release: str = MAY_2025) -> OccupationWage:
    return OccupationWage.objects.get(occupation__code=code, area__code=area, release__label=release)


def refusal(*files: Path, release: str = MAY_2025, **options: object) -> str:
    """The words of a refusal, after which every table holds what it held."""
    before = row_counts()
    with pytest.raises(CommandError) as refused:
        import_wages(*files, release=release, **options)
    assert row_counts() == before
    assert str(refused.value).startswith("Refused, nothing was written.\n")
    return str(refused.value)


# --- figures -------------------------------------------------------------------------


def test_every_percentile_of_the_national_workbook_equals_its_cell() -> None:
    """Read here by another way than the importer's: the whole sheet at once, by position."""
    import_wages(WORKBOOK)
    header, *rows = openpyxl.load_workbook(WORKBOOK)["national_M2025_dl"].iter_rows(values_only=True)
    place = {name: header.index(name) for name in header}
    assert len(rows) == 1_401
    stored = {wage.occupation.code: wage for wage in OccupationWage.objects.select_related("occupation", "area")}
    assert len(stored) == 1_394
    for row in rows:
        wage = stored[row[place["OCC_CODE"]]]
        assert wage.area.code == "99"
        assert wage.occupation.title == row[place["OCC_TITLE"]]
        assert wage.employment == row[place["TOT_EMP"]]
        for column, name in PERCENTILES.items():
            said = row[place[column]]
            assert getattr(wage, name) == (None if said == "*" else said), (row[place["OCC_CODE"]], column)
            assert wage.flags.get(name) == ("withheld" if said == "*" else None)
        basis = {("TRUE", ""): "annual", ("", "TRUE"): "hourly", ("", ""): ""}
        assert wage.basis == basis[row[place["ANNUAL"]] or "", row[place["HOURLY"]] or ""]


def test_csv_and_workbook_say_the_same() -> None:
    import_wages(WORKBOOK)
    assert "added 0, unchanged 1394" in import_wages(NATIONAL)
    assert sorted(WageFile.objects.values_list("format", "scope")) == [("csv", "national"), ("xlsx", "national")]


def test_a_code_that_is_broad_and_detailed_is_one_detailed_cell() -> None:
    import_wages(NATIONAL)
    assert Occupation.objects.get(code="13-1020").level == "detailed"
    assert Occupation.objects.filter(level="detailed").count() == 830
    assert {row.level for row in Occupation.objects.all()} == {"total", "major", "minor", "broad", "detailed"}


@pytest.mark.parametrize("file", [STATE_FILE, METROS])
def test_every_row_of_the_state_and_metropolitan_files_equals_its_cell(file: Path) -> None:
    import_wages(file)
    for row in rows_of(file):
        wage = cell(row["OCC_CODE"], row["AREA"])
        assert wage.employment == (None if row["TOT_EMP"] == "**" else int(row["TOT_EMP"]))
        quotient = row["LOC_QUOTIENT"]
        assert wage.location_quotient == (None if quotient == "**" else Decimal(quotient))
        for column, name in PERCENTILES.items():
            expected = {"*": "withheld", "#": "top_coded"}.get(row[column])
            assert wage.flags.get(name) == expected
            if expected is None:
                assert getattr(wage, name) == int(row[column])
    assert OccupationWage.objects.count() == len(rows_of(file))


def test_a_top_coded_figure_is_the_least_that_it_can_be() -> None:
    import_wages(STATE_FILE)
    everything = cell("29-1022", "01")
    assert everything.p10 == everything.p90 == 239_200
    assert set(everything.flags.values()) == {"top_coded"}
    above = cell("29-1249", "19")  # Surgeons in Iowa: the 75th percentile is given, far above the ceiling
    assert (above.p75, above.p90, above.flags) == (657_190, 657_190, {"p90": "top_coded"})


def test_the_ceiling_is_the_releases_own_and_is_never_guessed(tmp_path: Path) -> None:
    assert stated(WORKBOOK).ceiling == CEILINGS["May 2025"] == 239_200
    assert stated(NATIONAL).ceiling is None
    told = refusal(STATE_FILE, release="OEWS May 2019")
    assert "line 12, column A_PCT10: “#” means" in told
    assert "--ceiling DOLLARS" in told
    import_wages(STATE_FILE, release="OEWS May 2019", ceiling=208_000)
    assert WageRelease.objects.get(label="OEWS May 2019").annual_ceiling == 208_000
    assert cell("29-1022", "01", "OEWS May 2019").median == 208_000
    assert "has one" in refusal(STATE_FILE, release="OEWS May 2019", ceiling=239_200)
    assert "has one" in refusal(WORKBOOK, ceiling=208_000)


def test_a_number_may_have_thousands_separators_and_a_workbook_may_hold_numbers(tmp_path: Path) -> None:
    rows = [
        {name: f"{int(value):,}" if name.startswith("A_") and value.isdigit() else value for name, value in row.items()}
        for row in rows_of(STATE_FILE)
    ]
    import_wages(write_csv(tmp_path / "separated.csv", rows))
    assert "added 0, unchanged 31" in import_wages(STATE_FILE)
    assert "added 0, unchanged 31" in import_wages(write_workbook(tmp_path / "state.xlsx", rows_of(STATE_FILE)))


# --- places ----------------------------------------------------------------------------


def test_areas_form_a_tree_whatever_the_order_of_the_files() -> None:
    import_wages(METROS)
    san_francisco = Area.objects.get(code="41860")
    assert san_francisco.kind == "metropolitan"
    assert san_francisco.parent is not None
    assert (san_francisco.parent.code, san_francisco.parent.name) == ("06", "California")
    assert san_francisco.parent.parent == Area.objects.get(code="99", kind="nation", name="United States", parent=None)
    import_wages(STATE_FILE)
    assert Area.objects.get(code="06").pk == san_francisco.parent.pk


def test_the_table_of_states_is_that_of_the_state_file() -> None:
    for row in rows_of(STATE_FILE):
        assert STATES[row["AREA"]] == (row["PRIM_STATE"], row["AREA_TITLE"])
    assert len(STATES) == len(CODE_OF) == 54


def test_a_place_outside_metropolitan_areas_has_seven_digits(tmp_path: Path) -> None:
    rows = changed(rows_of(METROS)[:1], AREA="100001", AREA_TITLE="North Alabama nonmetropolitan area", AREA_TYPE="6")
    import_wages(write_csv(tmp_path / "rest.csv", [{**rows[0], "PRIM_STATE": "AL"}]))
    area = Area.objects.get(code="0100001")
    assert (area.kind, area.parent.name if area.parent else "") == ("nonmetropolitan", "Alabama")


def _everything() -> list[tuple[object, ...]]:
    wages = OccupationWage.objects.values_list(
        "release__label", "area__code", "area__parent__code", "occupation__code", "occupation__title",
        "occupation__level", "employment", "location_quotient", "p10", "p25", "median", "p75", "p90", "basis",
    )  # fmt: skip
    return sorted(wages, key=str)


def test_the_order_of_the_files_does_not_matter() -> None:
    import_wages(NATIONAL, STATE_FILE, METROS)
    first = _everything()
    OccupationWage.objects.all().delete()
    Occupation.objects.all().delete()
    Area.objects.exclude(code="99").filter(kind="metropolitan").delete()
    Area.objects.exclude(code="99").delete()
    WageFile.objects.all().delete()
    WageRelease.objects.all().delete()
    for file in (METROS, STATE_FILE, NATIONAL):
        import_wages(file)
    assert _everything() == first


# --- again, dry, on top of others --------------------------------------------------------


def test_the_same_values_again_add_nothing() -> None:
    told = import_wages(NATIONAL, STATE_FILE, METROS)
    assert "national_M2025.csv (national): rows read 1401, added 1394, unchanged 0" in told
    before = row_counts()
    again = import_wages(NATIONAL, STATE_FILE, METROS)
    assert row_counts() == before
    assert again.splitlines()[-1] == "OEWS May 2025: nothing added; guides touched: 0."


def test_a_dry_run_reports_the_same_and_writes_nothing() -> None:
    before = row_counts()
    dry = import_wages(STATE_FILE, dry_run=True)
    assert row_counts() == before
    wet = import_wages(STATE_FILE)
    assert dry.splitlines()[0] == wet.splitlines()[0]
    assert "Dry run, nothing was written. OEWS May 2025: 31 added" in dry


def test_the_release_says_what_it_covers_and_how_it_is_cited() -> None:
    import_wages(NATIONAL, released_on=date(2026, 5, 15))
    release = WageRelease.objects.get()
    assert (release.covers, str(release.released_on)) == ("May 2025", "2026-05-15")
    assert release.attribution.endswith("Occupational Employment and Wage Statistics, May 2025")
    assert "cannot become 2026-05-16" in refusal(NATIONAL, released_on=date(2026, 5, 16))
    assert "still to come" in refusal(NATIONAL, released_on=date(2999, 1, 1))


def test_the_national_file_on_top_of_the_catalogue_is_not_refused_and_guides_stay_true() -> None:
    call_command("load_catalogue", verbosity=0)
    cells = OccupationWage.objects.count()
    told = import_wages(WORKBOOK)
    assert f"added {1_394 - cells}, unchanged {cells}" in told
    assert f"guides touched: {Role.objects.published().count()}" not in told.splitlines()[0]
    assert documents.differing() == []
    assert WageSource.objects.count() == 3


def test_the_catalogue_on_top_of_the_national_file_adds_no_wage() -> None:
    import_wages(NATIONAL)
    before = OccupationWage.objects.count()
    call_command("load_catalogue", verbosity=0)
    assert OccupationWage.objects.count() == before
    assert WageSource.objects.filter(title="Occupational Employment and Wage Statistics").count() == 1
    assert documents.differing() == []


def test_a_newer_release_becomes_the_figure_of_live_guides(tmp_path: Path) -> None:
    call_command("load_catalogue", verbosity=0)
    rows = [
        {**row, "A_MEDIAN": str(int(row["A_MEDIAN"]) + 10)} if row["OCC_CODE"] == "13-1082" else row
        for row in rows_of(NATIONAL)
    ]
    path = write_csv(tmp_path / "national.csv", rows)
    import_wages(path, release="OEWS May 2026")
    assert documents.differing() == []
    role = Role.objects.get(slug="technical-project-manager")
    facts = role.document.facts["pay"]["percentiles"]
    assert {"OEWS May 2026"} == {row["release"] for row in facts}
    # An older release that is read later does not take its place.
    import_wages(path, release="OEWS May 2023")
    assert documents.differing() == []
    role.document.refresh_from_db()
    assert {"OEWS May 2026"} == {row["release"] for row in role.document.facts["pay"]["percentiles"]}


def test_a_cell_that_was_silent_is_completed_and_not_contradicted(tmp_path: Path) -> None:
    rows = [{**row, "LOC_QUOTIENT": "", "ANNUAL": "", "HOURLY": ""} for row in rows_of(STATE_FILE)]
    import_wages(write_csv(tmp_path / "silent.csv", rows))
    assert "added 0, unchanged 0, completed 31" in import_wages(STATE_FILE)
    assert cell("27-2021", "06").basis == "annual"
    assert cell("27-2021", "06").location_quotient == Decimal("0.47")
    assert "added 0, unchanged 31, completed 0" in import_wages(tmp_path / "silent.csv")


def test_a_title_takes_the_capitals_of_the_wage_file_and_nothing_else() -> None:
    OccupationFactory(code="13-1082", title="Project management specialists")
    OccupationFactory(code="15-1252", title="Programmers")
    told = import_wages(NATIONAL)
    assert Occupation.objects.get(code="13-1082").title == "Project Management Specialists"
    assert Occupation.objects.get(code="15-1252").title == "Programmers"
    assert "Note: 15-1252 stays “Programmers”; the file calls it “Software Developers”" in told


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
