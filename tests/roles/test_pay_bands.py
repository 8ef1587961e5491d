"""Bands, charts and comparisons of any cell that may be published: nothing is drawn that is not there."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from roles import pay
from roles.charts.guide import level_chart, percentile_chart, steps_chart
from roles.charts.marks import RangeRow
from roles.charts.sides import sides_charts
from roles.comparison.compared import compare
from roles.facts import Percentiles, RoleFacts

from .made_facts import CODES, roles, wage, wages
from .made_facts import role as guide

CELLS = st.sampled_from(CODES).flatmap(wages)


@given(CELLS)
def test_a_band_lies_between_two_percentiles_and_bands_do_not_fall(cell: Percentiles) -> None:
    bands = [level for level in guide(wages=(cell,)).pay.levels if level.is_drawable]
    for band in bands:
        low, high = pay.BANDS[band.level]
        assert (band.low, band.high) == (getattr(cell, low), getattr(cell, high))
        assert min(cell.given) <= band.low <= band.high <= max(cell.given)
        assert (band.low_flag, band.high_flag) == (cell.flags.get(low), cell.flags.get(high))
    for lower, upper in pairwise(bands):
        assert lower.low <= upper.low
        assert lower.high <= upper.high


@given(CELLS)
def test_no_band_has_a_withheld_end_and_none_is_drawn_from_a_ceiling(cell: Percentiles) -> None:
    facts = guide(wages=(cell,))
    for level in facts.pay.levels:
        low, high = (cell.flags.get(name) for name in pay.BANDS[level.level])
        assert level.is_drawable == ("withheld" not in (low, high))
    for row in chart_rows(facts):
        ends = pay.BANDS[row.level.rank] if row.level else ("p25", "p75")
        low, high = (cell.flags.get(name) for name in ends)
        is_drawn = row in drawn(row)
        assert is_drawn == ("withheld" not in (low, high) and low != "top_coded")
        if is_drawn:
            assert row.high is not None
            assert row.high.is_open == (high == "top_coded")
        if row.median is not None:
            assert not row.median.is_open


def chart_rows(facts: RoleFacts) -> list[RangeRow]:
    charts = (level_chart(facts), percentile_chart(facts), steps_chart(facts))
    return [row for chart in charts if chart is not None for row in chart.rows]


def drawn(row: RangeRow) -> tuple[RangeRow, ...]:
    return (row,) if row.low is not None and row.high is not None else ()


@given(CELLS)
def test_a_wholly_withheld_cell_is_never_given_another_reason(cell: Percentiles) -> None:
    facts = guide(wages=(cell,))
    if not cell.given:
        assert facts.pay.refusal == "withheld"
    if facts.pay.refusal == "withheld":
        assert "withheld" in cell.flags.values()


@given(CELLS, st.lists(CELLS, max_size=2))
def test_figures_of_larger_places_make_no_headline_and_no_band(cell: Percentiles, nearest: list[Percentiles]) -> None:
    alone, beside = guide(wages=(cell,)), guide(wages=(cell,), nearest=tuple(nearest))
    assert beside.pay.nearest == tuple(nearest)
    assert (beside.pay.headline, beside.pay.levels, beside.pay.refusal) == (
        alone.pay.headline, alone.pay.levels, alone.pay.refusal,
    )  # fmt: skip
    assert (level_chart(beside), steps_chart(beside)) == (level_chart(alone), steps_chart(alone))


@given(roles("planner"), roles("manager"))
def test_one_occupation_never_shows_a_difference_of_official_pay(a: RoleFacts, b: RoleFacts) -> None:
    compared = compare(a, b)
    headlines = (a.pay.headline, b.pay.headline)
    if None in headlines or any(headline.kind != "official" for headline in headlines if headline):
        return
    if headlines[0].occupation != headlines[1].occupation:  # type: ignore[union-attr]
        return
    assert compared.gap.kind == "same_occupation"
    assert (compared.gap.amount, compared.gap.higher) == (None, ())
    assert compared.middle is None


@given(CELLS)
def test_two_roles_of_one_cell_are_compared_in_nothing_that_it_says(cell: Percentiles) -> None:
    compared = compare(guide("planner", wages=(cell,)), guide("manager", wages=(cell,)))
    assert compared.gap.amount is None
    assert compared.gap.kind == ("same_occupation" if cell.median is not None else "refused")
    assert compared.middle is None
    assert sides_charts(compared) == ()


def test_a_cell_says_which_percentiles_it_has() -> None:
    assert wage(p10=None, p90=None).given == (78_440, 102_320, 133_100)
    assert not wage(p10=None).is_whole
    assert wage(flags={"p90": "top_coded"}).is_whole
