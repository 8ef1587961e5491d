"""A role's pay by release: what may be compared, what the chart draws and leaves out, and what the component says."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from roles.charts.history import HistoryChart, history_chart
from roles.pay import ReleaseCell, by_release
from roles.selectors.pay_history import MOST_RELEASES, get_pay_history
from tests.factories import (
    AreaFactory,
    OccupationFactory,
    OccupationWageFactory,
    WageReleaseFactory,
    WageSourceFactory,
    nation,
    oews,
)

OEWS = "Occupational Employment and Wage Statistics"


def cell(year: int, median: int | None = 100_000, **changes: Any) -> ReleaseCell:
    whole: dict[str, Any] = {
        "release": f"OEWS May {year}", "source": OEWS, "citation": f"BLS, {OEWS}, May {year}", "covers": f"May {year}",
        "occupation": "13-1082", "area": "99", "p25": median and median - 20_000, "median": median,
        "p75": median and median + 30_000,
    }  # fmt: skip
    return ReleaseCell(**(whole | changes))


def drawn(*cells: ReleaseCell) -> HistoryChart:
    chart = history_chart(by_release(cells))
    assert chart is not None
    return chart


# --- what may be said -------------------------------------------------------------


def test_releases_stand_from_the_oldest_to_the_newest_with_the_change_of_each_median() -> None:
    steps = by_release([cell(2025, 102_000), cell(2023, 100_000), cell(2024, 97_000)])
    assert [step.cell.covers for step in steps] == ["May 2023", "May 2024", "May 2025"]
    assert [step.change_percent for step in steps] == [None, -3.0, 5.2]
    assert [step.reason for step in steps] == [None, None, None]
    assert steps[0].before is None


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"median": None, "flags": {"median": "withheld"}}, "withheld"),
        ({"flags": {"median": "top_coded"}}, "top_coded"),
        ({"median": None, "is_missing": True}, "missing"),
        ({"occupation": "15-1299"}, "cell"),
        ({"area": "06"}, "cell"),
        ({"covers": "May 2023"}, "time"),
        ({"median": 0}, None),
    ],
)
def test_no_change_is_given_where_two_may_not_be_compared(changes: dict[str, Any], reason: str | None) -> None:
    step = by_release([cell(2023), cell(2024, **changes)])[1]
    assert (step.reason, step.change_percent) == ((reason, None) if reason else (None, -100.0))


def test_no_change_from_nothing_and_none_over_a_change_of_method() -> None:
    assert by_release([cell(2023, 0, p25=0), cell(2024)])[1].change_percent is None
    step = by_release([cell(2020), cell(2021)])[1]
    assert (step.change_percent, step.reason) == (None, "method")


# --- the chart -------------------------------------------------------------------


def test_three_comparable_releases_have_two_lines_between_their_medians() -> None:
    chart = drawn(cell(2023), cell(2024, 110_000), cell(2025, 105_000))
    assert len(chart.lines) == 2
    for line, before, after in zip(chart.lines, chart.bars, chart.bars[1:], strict=False):
        assert (line.x1, line.y1) == (before.center, before.tick)
        assert (line.x2, line.y2) == (after.center, after.tick)
    assert chart.bars[1].tick is not None
    assert chart.bars[0].tick is not None
    assert chart.bars[1].tick < chart.bars[0].tick, "more pay stands higher"
    assert [bar.amount for bar in chart.bars] == ["$100K", "$110K", "$105K"]
    assert chart.has_bands
    assert not chart.is_open
    assert chart.sources == tuple(f"BLS, {OEWS}, May {year}" for year in (2023, 2024, 2025))


@pytest.mark.parametrize(
    "broken",
    [
        cell(2024, None),
        cell(2024, flags={"median": "top_coded"}),
        cell(2024, None, is_missing=True),
        cell(2024, occupation="15-1299"),
    ],
    ids=["withheld", "top-coded", "missing", "another occupation"],
)
def test_no_line_crosses_what_may_not_be_compared(broken: ReleaseCell) -> None:
    assert drawn(cell(2023), broken, cell(2025)).lines == ()


def test_a_top_coded_median_is_open_and_its_label_says_or_more() -> None:
    last = drawn(cell(2023), cell(2024, 239_200, p75=None, flags={"median": "top_coded"})).bars[1]
    assert last.is_open
    assert last.amount == "$239,200 or more"
    assert last.anchor == "end"
    assert (last.top, last.height) == (None, None)


def test_a_withheld_and_a_missing_release_are_void() -> None:
    bars = drawn(cell(2022), cell(2023, None), cell(2024, None, is_missing=True), cell(2025)).bars
    assert [bar.void for bar in bars] == [None, "withheld", "missing", None]


def test_time_is_true_to_scale() -> None:
    bars = drawn(cell(2020), cell(2021), cell(2025)).bars
    first, second, third = (float(bar.center.rstrip("%")) for bar in bars)
    assert (third - second) == pytest.approx(4 * (second - first), abs=0.1)


def test_a_phone_shows_the_first_and_the_last_of_many_labels() -> None:
    assert [bar.is_minor for bar in drawn(*(cell(year) for year in range(2021, 2026))).bars] == [
        False,
        *[True] * 3,
        False,
    ]
    assert not any(bar.is_minor for bar in drawn(*(cell(year) for year in range(2022, 2026))).bars)


@pytest.mark.parametrize(
    "cells",
    [
        [],
        [cell(2025)],
        [cell(2024, None), cell(2025)],
        [cell(2025), cell(2025)],
        [cell(2025), cell(2024, covers="once")],
        [cell(2024), cell(2025, currency="EUR")],
    ],
    ids=["none", "one", "one given", "one time", "no time", "two currencies"],
)
def test_fewer_than_two_that_share_a_scale_are_not_drawn(cells: list[ReleaseCell]) -> None:
    assert history_chart(by_release(cells)) is None


def test_a_chart_without_a_source_is_not_made() -> None:
    with pytest.raises(ValueError, match="source"):
        HistoryChart((), (), (), ())


amounts = st.none() | st.integers(15_000, 400_000)


@given(st.lists(amounts, min_size=2, max_size=12))
def test_everything_stands_inside_the_plot_and_lines_join_comparable_medians_alone(medians: list[int | None]) -> None:
    cells = [
        cell(2000 + year, median, p25=median and median - 5_000, p75=median and median + 5_000)
        for year, median in enumerate(medians)
    ]
    steps = by_release(cells)
    chart = history_chart(steps)
    given_twice = sum(step.change_percent is not None for step in steps)
    if chart is None:
        assert sum(median is not None for median in medians) < 2
        return
    assert len(chart.lines) == given_twice
    for bar in chart.bars:
        left, width = float(bar.left.rstrip("%")), float(bar.width.rstrip("%"))
        assert left >= 12
        assert left + width <= 100.01
        if bar.tick is not None and bar.top is not None and bar.height is not None:
            assert 0 <= bar.top <= bar.tick <= bar.top + bar.height <= chart.floor


# --- from the database -----------------------------------------------------------


def release(year: int, key: str = "oews") -> Any:
    source = WageSourceFactory(key=key, title=OEWS if key == "oews" else f"Survey {key}")
    return WageReleaseFactory(
        label=f"{key} {year}", covers=f"May {year}", released_on=date(year + 1, 4, 1),
        retrieved_on=date(year + 1, 5, 4), source=source,
    )  # fmt: skip


@pytest.fixture
def occupation(db: None) -> Any:
    return OccupationFactory(code="13-1082", title="Project Management Specialists")


def test_the_history_of_an_occupation_in_an_area(occupation: Any) -> None:
    area = AreaFactory(code="06", kind="state", name="California")
    for year, median in ((2024, 100_000), (2023, 99_000), (2025, 103_000)):
        OccupationWageFactory(release=release(year), occupation=occupation, area=area, median=median)
    OccupationWageFactory(release=release(2025), occupation=occupation)
    history = get_pay_history("13-1082", "06")
    assert history is not None
    assert (history.area_name, history.occupation_title) == ("California", "Project Management Specialists")
    assert [step.cell.median for step in history.steps] == [99_000, 100_000, 103_000]
    assert history.chart is not None
    assert len(history.chart.lines) == 2


def test_a_release_that_has_the_area_and_not_the_occupation_is_a_gap(occupation: Any) -> None:
    for year in (2023, 2025):
        OccupationWageFactory(release=release(year), occupation=occupation)
    OccupationWageFactory(release=release(2024))  # another occupation
    OccupationWageFactory(release=release(2020))  # from before this one was counted
    OccupationWageFactory(release=release(2022), area=AreaFactory(code="06", kind="state"))
    OccupationWageFactory(release=release(2024, "other"))
    history = get_pay_history("13-1082")
    assert history is not None
    assert [(step.cell.covers, step.cell.is_missing) for step in history.steps] == [
        ("May 2023", False), ("May 2024", True), ("May 2025", False),
    ]  # fmt: skip
    assert history.chart is not None
    assert history.chart.lines == ()


def test_what_has_no_cell_has_no_history(occupation: Any) -> None:
    OccupationWageFactory(release=oews())
    assert get_pay_history("13-1082") is None
    assert get_pay_history(None) is None
    assert get_pay_history("13-1082", "06") is None


def test_only_the_newest_releases_are_shown_and_the_rest_counted(occupation: Any) -> None:
    for year in range(2000, 2000 + MOST_RELEASES + 3):
        OccupationWageFactory(release=release(year), occupation=occupation)
    history = get_pay_history("13-1082")
    assert history is not None
    assert len(history.steps) == MOST_RELEASES
    assert history.left_out == 3
    assert history.steps[-1].cell.covers == f"May {2000 + MOST_RELEASES + 2}"
    assert "3 older releases are left out." in said(history)


@pytest.mark.parametrize("years", [1, 6])
def test_a_history_is_two_queries(occupation: Any, years: int, django_assert_num_queries: Any) -> None:
    for year in range(2019, 2019 + years):
        OccupationWageFactory(release=release(year), occupation=occupation)
    with django_assert_num_queries(2):
        said(get_pay_history("13-1082"))


# --- what is said ----------------------------------------------------------------


def said(history: Any) -> str:
    return " ".join(render_to_string("components/pay_history.html", {"history": history, "id": "history"}).split())


def test_one_release_is_said_in_a_sentence_and_not_drawn(occupation: Any) -> None:
    nation()
    OccupationWageFactory(release=release(2025), occupation=occupation)
    html = said(get_pay_history("13-1082"))
    assert "There is one release so far for Project Management Specialists (13-1082), United States: oews 2025." in html
    assert "<svg" not in html
    assert "<table" not in html


def test_the_table_has_every_amount_with_its_release_and_every_break_in_words(occupation: Any) -> None:
    OccupationWageFactory(release=release(2023), occupation=occupation, median=100_000)
    OccupationWageFactory(release=release(2024), occupation=occupation, median=103_000)
    OccupationWageFactory(
        release=release(2025), occupation=occupation, median=None, p25=None, p75=None,
        flags={"median": "withheld", "p25": "withheld", "p75": "withheld"},
    )  # fmt: skip
    html = said(get_pay_history("13-1082"))
    assert f'title="U.S. Bureau of Labor Statistics, {OEWS}, May 2024">$103,000<' in html
    assert "<td>+3.0%</td>" in html
    assert "May 2024 and May 2025 are not compared: one of the two is withheld." in html
    assert "<td>not comparable</td>" in html
    assert f"U.S. Bureau of Labor Statistics, {OEWS}, May 2023, May 2024, May 2025." in html
    assert "withheld</span>" in html
