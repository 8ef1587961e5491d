"""The charts of a guide: no chart without its source, nothing drawn that is withheld or interpolated. Pure."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles import pay
from roles.charts.guide import level_chart, percentile_chart, steps_chart
from roles.charts.marks import LABEL_ROOM, MOST_INTERVALS, ChartSource, RangeChart, Scale
from roles.facts import (
    DomainFacts,
    EstimateFacts,
    LevelFacts,
    Percentiles,
    Prose,
    RoleFacts,
)

CITATION = "U.S. Bureau of Labor Statistics, Occupational Employment and Wage Statistics, May 2025"
LEVELS = tuple(
    LevelFacts(rank, name, f"{name} Manager", years, years + 2, "", ())
    for rank, name, years in (
        ("junior", "Junior", 0),
        ("mid", "Mid-level", 2),
        ("senior", "Senior", 5),
        ("lead", "Lead", 9),
    )
)


def cell(**columns: object) -> Percentiles:
    """13-1082 in the nation, OEWS May 2025, as published; ``columns`` overwrite."""
    values: dict[str, object] = {
        "occupation": "13-1082",
        "occupation_title": "Project Management Specialists",
        "match": "listed",
        "specificity": "own",
        "shared_with": 0,
        "area": "99",
        "area_name": "United States",
        "p10": 61_580,
        "p25": 78_440,
        "median": 102_320,
        "p75": 133_100,
        "p90": 167_970,
        "employment": 1_066_670,
        "release": "OEWS May 2025",
        "source": CITATION,
        "source_number": 1,
        "flags": {},
    }
    return Percentiles(**(values | columns))  # type: ignore[arg-type]


def estimate(**columns: object) -> EstimateFacts:
    values: dict[str, object] = {
        "level": "junior",
        "low": 50_000,
        "median": 60_000,
        "high": 70_000,
        "currency": "USD",
        "area": "99",
        "area_name": "United States",
        "source": "Survey, Example, 2025",
        "source_number": 2,
        "release": "Survey 2025",
        "as_of": None,
        "note": "",
    }
    return EstimateFacts(**(values | columns))  # type: ignore[arg-type]


def guide(*percentiles: Percentiles, estimates: tuple[EstimateFacts, ...] = (), levels=LEVELS) -> RoleFacts:
    """A guide of which only the pay is written."""
    empty = Prose("", "")
    return RoleFacts(
        slug="manager", title="Manager", plural="Managers", article="a", domain=DomainFacts("", ""), version=1,
        published_at=None, reviewed_by="", reviewed_on=None, change_note="", seo_title="", seo_description="",
        summary="", overview=empty, what_they_do=empty, break_in=empty, titles=(), occupations=(),
        pay=pay.assemble(levels=levels, percentiles=percentiles, estimates=estimates, has_occupation=bool(percentiles)),
        outlook=None, skills=(), levels=levels, roadmap=(), entry_routes=(), pros=(), cons=(), not_for_you_if=(),
        questions=(), relations=(), sources=(), calls=(),
    )  # fmt: skip


@pytest.mark.parametrize(("number", "citation"), [(0, CITATION), (1, ""), (1, "  ")])
def test_chart_source_needs_number_and_citation(number: int, citation: str) -> None:
    with pytest.raises(ValueError, match="citation"):
        ChartSource(number, citation)


def test_chart_without_source_cannot_be_built() -> None:
    with pytest.raises(ValueError, match="source"):
        RangeChart(sources=(), rows=(), ticks=(), currency="USD")


def test_figure_that_names_no_source_makes_no_chart() -> None:
    with pytest.raises(ValueError, match="citation"):
        level_chart(guide(cell(source="")))


def test_levels_are_bands_between_two_percentiles_without_a_median() -> None:
    chart = level_chart(guide(cell()))
    assert chart is not None
    assert [(row.low.label, row.high.label) for row in chart.rows] == [
        ("$62K", "$78K"),
        ("$78K", "$102K"),
        ("$102K", "$133K"),
        ("$133K", "$168K"),
    ]
    assert not any(row.median for row in chart.rows)
    assert not chart.has_median
    assert chart.is_wholly_estimated
    assert [source.citation for source in chart.sources] == [CITATION]


def test_neighbouring_bands_meet_at_the_percentile_they_share() -> None:
    chart = level_chart(guide(cell()))
    ends = [(float(row.low.x[:-1]), float(row.width[:-1]), float(row.high.x[:-1])) for row in chart.rows]
    for (_start, _width, end), (start, _next_width, _next_end) in pairwise(ends):
        assert end == start
    assert all(abs(start + width - end) < 0.011 for start, width, end in ends)


def test_sourced_estimate_has_its_median_and_its_own_source() -> None:
    chart = level_chart(guide(cell(), estimates=(estimate(),)))
    junior, mid = chart.rows[:2]
    assert junior.median.label == "$60K"
    assert mid.median is None
    assert [source.number for source in chart.sources] == [1, 2]
    assert chart.is_estimated
    assert not chart.is_wholly_estimated


def test_unsourced_estimate_is_in_no_chart() -> None:
    unsourced = estimate(source=None, source_number=None, release=None, low=None, high=None, median=1_000_000)
    assert level_chart(guide(estimates=(unsourced,))) is None
    assert steps_chart(guide(estimates=(unsourced,))) is None
    chart = level_chart(guide(cell(), estimates=(replace(unsourced, level=None),)))
    assert "1,000" not in "".join(row.high.label for row in chart.rows)


def test_withheld_end_leaves_a_void_and_never_a_band() -> None:
    chart = level_chart(guide(cell(median=None, flags={"median": "withheld"})))
    assert [row.void for row in chart.rows] == [None, "withheld", "withheld", None]
    assert [row.low is not None and row.high is not None for row in chart.rows] == [True, False, False, True]


def test_top_coded_end_stays_open_and_is_written_in_full() -> None:
    chart = level_chart(guide(cell(p75=230_000, p90=239_200, flags={"p90": "top_coded"})))
    lead = chart.rows[-1]
    assert lead.high.is_open
    assert lead.open_mark.label == "$239,200 or more"
    assert chart.is_open
    assert lead.height > chart.rows[0].height


def test_a_level_above_the_ceiling_is_written_and_not_drawn() -> None:
    """Both of its ends are only known to be so much or more."""
    above = {"p75": "top_coded", "p90": "top_coded"}
    chart = level_chart(guide(cell(p75=239_200, p90=239_200, flags=above)))
    senior, lead = chart.rows[2:]
    assert (senior.void, senior.high.is_open) == (None, True)
    assert (lead.void, lead.low.label, lead.high, lead.open_mark) == ("top_coded", "$239,200 or more", None, None)
    assert chart.highest == senior


def test_an_occupation_above_the_ceiling_is_written_and_not_drawn_and_an_open_median_has_no_tick() -> None:
    above = dict.fromkeys(("p25", "median", "p75", "p90"), "top_coded")
    ceiling = dict.fromkeys(above, 239_200)
    chart = percentile_chart(guide(cell(specificity="management", flags=above, **ceiling)))
    assert (chart.rows[0].void, chart.rows[0].low.label, chart.drawn) == ("top_coded", "$239,200 or more", ())
    del above["p25"], ceiling["p25"]
    chart = percentile_chart(guide(cell(specificity="management", flags=above, **ceiling)))
    assert (chart.rows[0].void, chart.rows[0].median, chart.rows[0].high.is_open) == (None, None, True)


def test_figures_of_a_larger_place_stand_below_a_place_without_any() -> None:
    columns = ("p10", "p25", "median", "p75", "p90")
    here = cell(area="48", area_name="Texas", flags=dict.fromkeys(columns, "withheld"), **dict.fromkeys(columns))
    larger = cell()
    chart = percentile_chart(guide(here), nearest=(larger,))
    assert [(row.official.area_name, row.void) for row in chart.rows] == [
        ("Texas", "withheld"),
        ("United States", None),
    ]
    assert chart.areas == ("Texas", "United States")
    residual = percentile_chart(guide(cell(specificity="residual")), nearest=(larger,))
    assert len(residual.rows) == 1


def test_level_in_another_currency_is_not_put_on_the_scale() -> None:
    chart = level_chart(guide(cell(), estimates=(estimate(level="lead", currency="EUR"),)))
    assert [row.void for row in chart.rows] == [None, None, None, "currency"]
    assert chart.currency == "USD"


def test_level_that_nothing_is_known_of_is_a_row_that_says_so() -> None:
    chart = level_chart(guide(estimates=(estimate(),)))
    assert [row.void for row in chart.rows] == [None, "missing", "missing", "missing"]


@pytest.mark.parametrize("specificity", ["management", "residual"])
def test_refused_occupation_shows_percentiles_without_seniority(specificity: str) -> None:
    facts = guide(cell(specificity=specificity))
    assert level_chart(facts) is None
    chart = percentile_chart(facts)
    assert [row.level for row in chart.rows] == [None]
    row = chart.rows[0]
    assert (row.tail_low.label, row.low.label, row.median.label, row.high.label, row.tail_high.label) == (
        "$62K", "$78K", "$102K", "$133K", "$168K",
    )  # fmt: skip
    assert steps_chart(facts).rows[0].official == facts.pay.percentiles[0]


def test_cell_that_is_wholly_withheld_is_a_void_without_a_scale() -> None:
    columns = ("p10", "p25", "median", "p75", "p90")
    facts = guide(cell(**dict.fromkeys(columns), flags=dict.fromkeys(columns, "withheld")))
    chart = percentile_chart(facts)
    assert [row.void for row in chart.rows] == ["withheld"]
    assert chart.ticks == ()
    assert chart.lowest is None
    assert steps_chart(facts) is None


def test_occupations_keep_the_order_of_best_match_and_levels_climb() -> None:
    two = guide(cell(specificity="management"), cell(occupation="11-9041", specificity="management", p10=70_000))
    assert [row.official.occupation for row in steps_chart(two).from_top] == ["13-1082", "11-9041"]
    assert [row.level.rank for row in steps_chart(guide(cell())).from_top] == ["lead", "senior", "mid", "junior"]


def test_guide_without_any_figure_has_no_chart() -> None:
    facts = guide()
    assert level_chart(facts) is None
    assert percentile_chart(facts) is None
    assert steps_chart(facts) is None


def test_outer_ticks_keep_their_labels_inside_the_plot() -> None:
    ticks = Scale(40_000, 200_000, 40_000).ticks("USD")
    assert [tick.label for tick in ticks] == ["$40K", "$80K", "$120K", "$160K", "$200K"]
    assert [tick.anchor for tick in ticks] == ["start", "middle", "middle", "middle", "end"]


@given(st.lists(st.integers(1_000, 2_000_000), min_size=1, max_size=8), st.sampled_from([0.0, LABEL_ROOM]))
def test_scale_holds_every_amount_with_room_for_labels(amounts: list[int], room: float) -> None:
    scale = Scale.around(amounts, room=room)
    assert scale.low % scale.step == 0
    assert (scale.high - scale.low) % scale.step == 0
    assert 1 <= (scale.high - scale.low) // scale.step <= MOST_INTERVALS
    for amount in amounts:
        assert 0 <= scale.share(amount) <= 100
    if scale.low > 0:
        assert min(amounts) - scale.low >= room * (scale.high - scale.low)
    assert scale.high - max(amounts) >= room * (scale.high - scale.low)


def test_levels_of_which_no_amount_is_known_make_no_chart() -> None:
    facts = guide(cell())
    empty = tuple(replace(level, low=None, high=None, median=None) for level in facts.pay.levels)
    assert level_chart(replace(facts, pay=replace(facts.pay, levels=empty))) is None


def test_an_occupation_in_another_currency_is_not_put_on_the_scale() -> None:
    chart = percentile_chart(guide(cell(), cell(occupation="11-9041", currency="EUR")))
    assert [row.void for row in chart.rows] == [None, "currency"]
    assert chart.currency == "USD"


def test_amounts_that_no_axis_of_money_holds_are_refused() -> None:
    with pytest.raises(ValueError, match="No scale"):
        Scale.around([0, 10**14])
