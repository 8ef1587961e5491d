"""Marks of pay in lists and the home page's picture. Pure: no database."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from roles.charts.lists import LIST_HIGH, LIST_LOW, PayRange, list_scale
from roles.charts.skyline import CLEAR_SHARE, CLEAR_TOP, FEW, FLOOR, MOST_BARS, TOP, evenly, picture


def pay_range(median: int | None = 100_000, **changes: object) -> PayRange:
    whole = {
        "slug": "planner",
        "title": "Planner",
        "median": median,
        "currency": "USD",
        "flag": "",
        "p25": median and median - 20_000,
        "p75": median and median + 30_000,
    }
    return PayRange(**(whole | changes))  # type: ignore[arg-type]


@st.composite
def pay_ranges(draw: st.DrawFn) -> PayRange:
    p25, median, p75 = sorted(draw(st.lists(st.integers(15_000, 900_000), min_size=3, max_size=3)))
    return pay_range(
        draw(st.sampled_from([median, median, None])),
        title=draw(st.sampled_from(["Planner", "A role with rather a long name", "QA"])),
        currency=draw(st.sampled_from(["USD", "USD", "USD", "EUR"])),
        flag=draw(st.sampled_from(["", "", "top_coded"])),
        p25=draw(st.sampled_from([p25, p25, None])),
        p75=p75,
    )


def share(position: str) -> float:
    return float(position.removesuffix("%"))


# --- rows of a list ----------------------------------------------------------------


def test_a_list_has_the_same_scale_whatever_is_in_it() -> None:
    scale = list_scale([pay_range()]).scale
    assert (scale.low, scale.high) == (LIST_LOW, LIST_HIGH)
    assert list_scale([]).scale == scale


def test_the_scale_widens_only_for_what_lies_outside() -> None:
    scale = list_scale([pay_range(), pay_range(420_000)]).scale
    assert (scale.low, scale.high) == (LIST_LOW, 450_000)


@given(st.lists(pay_ranges(), max_size=20))
def test_every_mark_stands_inside_the_plot(pays: list[PayRange]) -> None:
    scale = list_scale(pays)
    assert len(scale.ticks) <= 7
    for pay in pays:
        mark = scale.mark(pay)
        if mark is None:
            assert pay.currency != "USD" or not pay.amounts
            continue
        if mark.x is not None and mark.width is not None:
            assert 0 <= share(mark.x) <= share(mark.x) + share(mark.width) <= 100.01
        assert mark.tick is None or 0 <= share(mark.tick) <= 100


def test_a_withheld_end_draws_no_band_and_a_top_coded_median_no_tick() -> None:
    scale = list_scale([])
    mark = scale.mark(pay_range(p25=None))
    assert mark is not None
    assert (mark.x, mark.width) == (None, None)
    assert mark.tick is not None
    open_ended = scale.mark(pay_range(239_200, flag="top_coded"))
    assert open_ended is not None
    assert open_ended.tick is None


# --- the picture -------------------------------------------------------------------


def many(count: int) -> list[PayRange]:
    return [pay_range(60_000 + 3_000 * i, slug=f"role-{i}", title=f"Role {i}") for i in range(count)]


def test_without_figures_there_is_no_picture() -> None:
    assert picture([]) is None
    assert picture([pay_range(None), pay_range(currency="EUR"), pay_range(flag="top_coded")]) is None


def test_a_few_guides_are_named_rows_highest_first() -> None:
    drawn = picture(many(3))
    assert drawn is not None
    assert [row.title for row in drawn.rows] == ["Role 2", "Role 1", "Role 0"]
    assert drawn.bars == ()


def test_many_guides_are_bars_in_order_of_median() -> None:
    drawn = picture(reversed(many(FEW + 1)))
    assert drawn is not None
    assert drawn.rows == ()
    assert len(drawn.bars) == FEW + 1
    assert [bar.tick for bar in drawn.bars] == sorted((bar.tick for bar in drawn.bars), reverse=True)
    assert (drawn.lowest, drawn.highest) == (60_000, 60_000 + 3_000 * FEW)


def test_beyond_what_fits_the_picture_is_a_sample_and_says_so() -> None:
    pays = many(1_000)
    drawn = picture([pays[place] for place in evenly(len(pays), MOST_BARS)], of=len(pays))
    assert drawn is not None
    assert drawn.is_sample
    assert (drawn.count, drawn.of) == (MOST_BARS, 1_000)
    assert (drawn.lowest, drawn.highest) == (60_000, 60_000 + 3_000 * 999)


@given(st.integers(0, 20_000), st.integers(2, 60))
def test_places_taken_evenly_are_ends_and_steps_alike(count: int, most: int) -> None:
    places = evenly(count, most)
    assert len(places) == len(set(places)) == min(count, most)
    assert not count or (places[0], places[-1]) == (0, count - 1)
    steps = [there - here for here, there in pairwise(places)]
    assert not steps or max(steps) - min(steps) <= 1


@given(st.lists(pay_ranges(), min_size=FEW + 1, max_size=80))
def test_bars_stay_in_the_picture_and_clear_of_the_search_form(pays: list[PayRange]) -> None:
    drawn = picture(pays)
    if drawn is None:
        return
    for bar in drawn.bars:
        assert TOP <= bar.top <= bar.top + bar.height <= FLOOR + 1
        assert 0 <= share(bar.x) <= share(bar.x) + share(bar.width) <= 100
        if share(bar.x) < 100 * CLEAR_SHARE - 0.01:
            assert bar.top >= CLEAR_TOP
    for callout in drawn.callouts:
        assert 0 < callout.text_y < callout.lead_y


@given(st.lists(pay_ranges(), min_size=FEW + 1, max_size=80))
def test_no_bar_covers_a_grid_label(pays: list[PayRange]) -> None:
    drawn = picture(pays)
    for line in drawn.grid if drawn else ():
        for bar in drawn.bars if drawn else ():
            near = abs(share(bar.x) + share(bar.width) / 2 - share(line.label_x)) < 5
            assert not (near and bar.top <= line.text_y <= bar.top + bar.height)
