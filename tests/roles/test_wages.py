"""Official cells, the map of them and their files: what is given, what is absent and why, in which order."""

from __future__ import annotations

import csv
import io
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles import wage_csv
from roles.charts.tile_map import CLASSES, POSITIONS, SHADES, TileMap, fifths, is_on_map, tile_map
from roles.facts import OccupationFacts
from roles.states import STATES, with_article
from roles.wages import Cell, Extreme, Place, PlaceFigure, absence, extremes, in_order
from tests.roles.made_facts import source

OHIO = Place("39", "state", "Ohio")
WITHHELD = dict.fromkeys(("p10", "p25", "median", "p75", "p90"), "withheld")
NOTHING: dict[str, Any] = dict.fromkeys(("p10", "p25", "median", "p75", "p90"))


def cell(*, place: Place = OHIO, **changes: Any) -> Cell:
    whole: dict[str, Any] = {
        "code": "13-1082", "title": "Specialists", "place": place, "employment": 1_200, "location_quotient": 1.1,
        "p10": 50_000, "p25": 70_000, "median": 100_000, "p75": 140_000, "p90": 170_000, "flags": {}, "basis": "",
        "source": source(1),
    }  # fmt: skip
    return Cell(**(whole | changes))


def states(*medians: int | None, **changes: Any) -> tuple[PlaceFigure, ...]:
    """The first states that the map shows, with these medians; None: withheld."""
    codes = [code for code in STATES if is_on_map(code)]
    figures = []
    for code, median in zip(codes, medians, strict=False):
        place = Place(code, "state", STATES[code][1])
        columns = {**changes, "median": median} if median is not None else {**NOTHING, "flags": WITHHELD}
        figures.append(PlaceFigure(place, cell(place=place, **columns)))
    return tuple(figures)


# --- absence and order -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (cell(), ""),
        (None, "not_published"),
        (cell(**NOTHING, flags=WITHHELD), "withheld"),
        (cell(**NOTHING, flags=WITHHELD, basis="hourly"), "hourly"),
        (cell(**NOTHING), "not_published"),
        (cell(median=239_200, flags={"median": "top_coded"}), ""),
    ],
)
def test_a_median_that_is_not_there_says_why(found: Cell | None, reason: str) -> None:
    assert absence(found) == reason
    assert PlaceFigure(OHIO, found).absence == reason


def test_a_top_coded_figure_is_not_published_in_full() -> None:
    top = cell(median=239_200, flags={"median": "top_coded"})
    assert (top.in_full("median"), top.in_full("p25")) == (None, 70_000)


ROWS = st.lists(st.tuples(st.text(max_size=3), st.none() | st.integers(0, 9)))


@given(rows=ROWS, sort=st.sampled_from(["title", "pay", "-pay"]))
def test_every_row_stays_and_rows_without_a_figure_come_last(rows: list[tuple[str, int | None]], sort: str) -> None:
    ordered = in_order(rows, sort, name=lambda row: row[0], amount=lambda row: row[1])
    assert sorted(map(str, ordered)) == sorted(map(str, rows))
    if sort == "title":
        assert [name for name, _amount in ordered] == sorted(name for name, _amount in rows)
        return
    amounts = [amount for _name, amount in ordered if amount is not None]
    assert amounts == sorted(amounts, reverse=sort == "-pay")
    assert all(amount is None for _name, amount in ordered[len(amounts) :])


def test_the_ends_name_every_place_that_has_them() -> None:
    ends = extremes(states(50_000, 90_000, None, 50_000))
    assert ends is not None
    low, high = ends
    assert isinstance(low, Extreme)
    assert low.names == ("Alabama", "Arkansas")
    assert high.names == ("Alaska",)
    assert extremes(states(None)) is None
    assert extremes(states(50_000, 50_000)) is None


# --- the map ---------------------------------------------------------------------------


def test_the_map_has_every_state_and_the_district_once() -> None:
    assert len(POSITIONS) == len(set(POSITIONS.values())) == 51
    assert {letters for letters, _name in STATES.values()} - set(POSITIONS) == {"GU", "PR", "VI"}
    assert not is_on_map("72")
    assert not is_on_map("999")


@given(medians=st.lists(st.integers(20_000, 300_000), min_size=1, max_size=51))
def test_classes_rise_and_hold_every_figure_once(medians: list[int]) -> None:
    cells = [figure.cell for figure in states(*medians) if figure.cell]
    classes = fifths(cells)
    assert 1 <= len(classes) <= CLASSES
    assert tuple(shade for shade, _members in classes) == SHADES[len(classes)]
    flat = [member.median for _shade, members in classes for member in members]
    assert flat == sorted(medians)
    for (_shade, lower), (_other, higher) in pairwise(classes):
        assert (lower[-1].median or 0) < (higher[0].median or 0), "equal medians share a shade"


def test_fifty_one_different_medians_make_five_even_classes() -> None:
    classes = fifths([figure.cell for figure in states(*range(50_000, 101_000, 1_000)) if figure.cell])
    assert [len(members) for _shade, members in classes] == [10, 10, 10, 10, 11]


def test_every_tile_prints_its_figure_or_why_there_is_none() -> None:
    drawn = tile_map((*states(58_240, None, 239_200, flags={}), PlaceFigure(Place("06", "state", "California"), None)))
    assert drawn is not None
    tiles = {tile.letters: tile for tile in drawn.tiles}
    assert (tiles["AL"].label, tiles["AL"].short, tiles["AL"].full, tiles["AL"].absence) == (
        "$58K",
        "58",
        "$58,240",
        "",
    )
    assert (tiles["AK"].label, tiles["AK"].shade, tiles["AK"].absence) == ("", 0, "withheld")
    assert (tiles["CA"].absence, tiles["CA"].is_dark) == ("not_published", False)
    assert tiles["AZ"].is_dark
    assert drawn.has == {"withheld", "not_published"}
    assert [(each.low.median, each.high.median, each.count) for each in drawn.classes] == [
        (58_240, 58_240, 1),
        (239_200, 239_200, 1),
    ]
    assert tiles["AL"].at["middle"] == tiles["AL"].x + 30
    assert drawn.size == (704, 512)


def test_a_top_coded_tile_is_marked() -> None:
    drawn = tile_map(states(239_200, flags={"median": "top_coded"}))
    assert drawn is not None
    assert (drawn.tiles[0].label, drawn.tiles[0].full) == ("$239K+", "$239,200 or more")


def test_no_map_without_a_figure_or_a_source() -> None:
    assert tile_map(()) is None
    assert tile_map(states(None, None)) is None
    assert tile_map((PlaceFigure(Place("72", "state", "Puerto Rico"), cell()),)) is None
    with pytest.raises(ValueError, match="source"):
        TileMap((), (), ())


def test_some_places_stand_with_an_article() -> None:
    assert with_article("Ohio") == "Ohio"
    assert with_article("United States") == "the United States"


# --- files -------------------------------------------------------------------------------


def read_back(text: str) -> list[dict[str, str]]:
    assert text.endswith("\r\n")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_cell_comes_back_from_its_line() -> None:
    fields = wage_csv.cell_fields("13-1082", "Specialists, “all”", OHIO, cell(p90=239_200, flags={"p90": "top_coded"}))
    [row] = read_back(wage_csv.lines(wage_csv.CELL, [fields]))
    assert row == {
        "code": "13-1082", "title": "Specialists, “all”", "area_code": "39", "area_name": "Ohio", "currency": "USD",
        "p10": "50000", "p25": "70000", "median": "100000", "p75": "140000", "p90": "239200", "employment": "1200",
        "location_quotient": "1.1", "flags": "p90 top-coded: this amount or more", "why_empty": "",
        "release": "Occupational Employment and Wage Statistics May 2025",
        "source": "U.S. Bureau of Labor Statistics, Occupational Employment and Wage Statistics",
        "source_url": "https://www.bls.gov/oes/", "licence": "Public domain", "retrieved_on": "2026-11-23",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("found", "why", "said"),
    [
        (None, "", "not published for this occupation and area"),
        (None, "no_occupation", "no official occupation is matched to this role"),
        (cell(**NOTHING, flags=WITHHELD), "", "withheld by the publisher"),
        (cell(**NOTHING, flags=WITHHELD, basis="hourly"), "", "published by the hour only"),
    ],
)
def test_an_empty_figure_says_why(found: Cell | None, why: str, said: str) -> None:
    [row] = read_back(wage_csv.lines(wage_csv.CELL, [wage_csv.cell_fields("13-1082", "S", OHIO, found, why)]))
    assert (row["median"], row["why_empty"], row["area_code"]) == ("", said, "39")


def test_a_role_says_how_far_the_figure_is_its_own() -> None:
    shared = OccupationFacts("soc", "13-1082", "Specialists", "listed", "shared", "", 2)
    assert wage_csv.role_fields("a", "A", shared) == ("a", "A", "listed", "shared", 3)
    assert wage_csv.role_fields("a", "A", None) == ("a", "A", None, None, None)


@given(text=st.text())
def test_no_text_runs_as_a_formula(text: str) -> None:
    told = wage_csv.harmless(text)
    assert isinstance(told, str)
    assert not told.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert told.removeprefix("'") == text.removeprefix("'") or told == text
    assert (wage_csv.harmless(-5), wage_csv.harmless(None)) == (-5, None)
