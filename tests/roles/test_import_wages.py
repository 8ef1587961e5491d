"""import_wages: every figure as in its cell, all or nothing, nothing overwritten, and told plainly."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from roles import documents
from roles.importers.oews import CEILINGS, stated
from roles.models import Area, Occupation, OccupationWage, Role, WageFile, WageRelease, WageSource
from roles.states import CODE_OF, STATES
from tests.factories import OccupationFactory
from tests.starter import load_main_guides

from .official_files import (
    MAY_2025,
    METROS,
    NATIONAL,
    WORKBOOK,
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
from .official_files import (
    refused_wages as refusal,
)

pytestmark = pytest.mark.django_db

PERCENTILES = {"A_PCT10": "p10", "A_PCT25": "p25", "A_MEDIAN": "median", "A_PCT75": "p75", "A_PCT90": "p90"}


def cell(code: str, area: str = "99", release: str = MAY_2025) -> OccupationWage:
    return OccupationWage.objects.get(occupation__code=code, area__code=area, release__label=release)


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
    load_main_guides()
    cells = OccupationWage.objects.filter(area__kind="nation").count()
    told = import_wages(WORKBOOK)
    assert f"added {1_394 - cells}, unchanged {cells}" in told
    assert f"guides touched: {Role.objects.published().count()}" not in told.splitlines()[0]
    assert documents.differing() == []
    assert WageSource.objects.count() == 3


def test_state_and_metropolitan_files_on_top_of_the_catalogue_are_not_refused() -> None:
    load_main_guides()
    places, before = Area.objects.count(), cells_by_place()
    told = import_wages(STATE_FILE, METROS)
    for file in (STATE_FILE, METROS):
        rows = {(row["AREA"], row["OCC_CODE"]) for row in rows_of(file)}
        there = rows & before.keys()
        assert len(there) >= 10
        assert f"added {len(rows - there)}, unchanged {len(there)}, completed 0" in told
    assert Area.objects.count() == places
    assert {place: cell.pk for place, cell in cells_by_place().items() if place in before} == {
        place: cell.pk for place, cell in before.items()
    }
    assert documents.differing() == []


def test_the_catalogue_on_top_of_official_files_adds_only_what_they_lack() -> None:
    import_wages(NATIONAL, STATE_FILE, METROS)
    load_main_guides()
    first = {place: cell.pk for place, cell in cells_by_place().items()}
    assert len([area for area, _code in first if area == "99"]) == 1_394
    assert WageSource.objects.filter(title="Occupational Employment and Wage Statistics").count() == 1
    assert documents.differing() == []
    load_main_guides()
    assert {place: cell.pk for place, cell in cells_by_place().items()} == first


def cells_by_place() -> dict[tuple[str, str], OccupationWage]:
    cells = OccupationWage.objects.select_related("area", "occupation")
    return {(cell.area.code, cell.occupation.code): cell for cell in cells}


def test_a_newer_release_becomes_the_figure_of_live_guides(tmp_path: Path) -> None:
    load_main_guides()
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


def test_guides_whose_wage_a_newer_release_does_not_have_say_so_at_once(tmp_path: Path) -> None:
    load_main_guides()
    rows = [row for row in rows_of(NATIONAL) if row["OCC_CODE"] in ("00-0000", "15-1252")]
    import_wages(write_csv(tmp_path / "national.csv", rows), release="OEWS May 2026")
    assert documents.differing() == []
    found = {
        row["occupation"]: (row["release"], row["successor"])
        for role in Role.objects.published()
        for row in role.document.facts["pay"]["percentiles"]
    }
    assert found["15-1252"] == ("OEWS May 2026", "")
    assert found["13-1082"] == ("OEWS May 2025", "OEWS May 2026")


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
