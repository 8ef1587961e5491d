"""Two guides side by side: what is said, and what is refused. Pure: no database."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles import pay
from roles.charts.pair import PairChart, pair_chart
from roles.comparison.compared import compare, spread_of
from roles.comparison.overlap import IMPORTANCES
from roles.comparison.pay import PayGap, middle_halves, pay_gap
from roles.facts import RoleFacts
from roles.selectors.guides import canonical_pair
from tests.roles.made_facts import SOURCES, UNSOURCED, estimate, level, outlook, role, roles, skill, source, wage

MANAGER = {
    "specificity": "management",
    "p25": 138_060,
    "median": 175_140,
    "p75": 220_730,
    "p90": 297_510,
    "p10": 107_550,
}


def planner(**changes: object) -> RoleFacts:
    return role("planner", **changes)


def manager(**changes: object) -> RoleFacts:
    return role("manager", **({"wages": (wage("11-3021", **MANAGER),)} | changes))


# --- symmetry ------------------------------------------------------------------

SWAP = {"a": "b", "b": "a", None: None}


@given(roles("planner"), roles("manager"))
def test_the_other_order_says_the_same_with_its_sides_swapped(a: RoleFacts, b: RoleFacts) -> None:
    one, other = compare(a, b), compare(b, a)
    assert replace(other.b, letter="a") == one.a
    assert replace(other.a, letter="b") == one.b
    assert replace(other.gap, higher=SWAP[other.gap.higher]) == one.gap
    assert (other.middle and replace(other.middle, upper=SWAP[other.middle.upper])) == one.middle
    assert other.sources == one.sources
    assert [(pair.rank, pair.b, pair.a, pair.pay_b, pair.pay_a, pair.is_shared) for pair in other.levels] == [
        (pair.rank, pair.a, pair.b, pair.pay_a, pair.pay_b, pair.is_shared) for pair in one.levels
    ]
    assert [skill.slug for skill in other.skills.only_b] == [skill.slug for skill in one.skills.only_a]
    assert [skill.slug for skill in other.skills.both] == [skill.slug for skill in one.skills.both]


@given(st.text("abc-", min_size=1), st.text("abc-", min_size=1))
def test_a_pair_has_one_order(a: str, b: str) -> None:
    assert canonical_pair(a, b) == canonical_pair(b, a)
    assert canonical_pair(*canonical_pair(a, b)) == canonical_pair(a, b)


@given(roles())
def test_a_role_differs_from_itself_in_nothing(facts: RoleFacts) -> None:
    compared = compare(facts, facts)
    assert compared.gap.kind in {"same_occupation", "refused"}
    assert compared.middle is None
    assert not compared.skills.only_a
    assert not compared.skills.only_b
    assert all(pair.a == pair.b for pair in compared.levels)


@given(roles("planner"), roles("manager"))
def test_comparing_changes_no_figure(a: RoleFacts, b: RoleFacts) -> None:
    compared = compare(a, b)
    for side, facts in ((compared.a, a), (compared.b, b)):
        assert [row.median for row in side.facts.pay.percentiles] == [row.median for row in facts.pay.percentiles]
        assert [(row.low, row.high) for row in side.facts.pay.levels] == [
            (row.low, row.high) for row in facts.pay.levels
        ]


# --- pay -------------------------------------------------------------------------


def test_two_official_medians_of_different_occupations_are_subtracted() -> None:
    assert compare(planner(), manager()).gap == PayGap("difference", amount=72_820, higher="b")


def test_equal_medians_are_no_difference() -> None:
    assert compare(planner(), role("coach", wages=(wage("15-1252"),))).gap == PayGap("equal", amount=0)


def test_one_occupation_has_no_separate_wage() -> None:
    compared = compare(planner(), role("coach"))
    assert compared.gap.kind == "same_occupation"
    assert compared.shared_spread is not None
    assert all(pair.is_shared for pair in compared.levels)
    assert pair_chart(compared) is None


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"wages": ()}, "missing"),
        ({"estimates": (estimate(),)}, "editorial"),
        ({"wages": (wage("11-3021", area="06", area_name="California"),)}, "area"),
        ({"wages": (wage("11-3021", release="OEWS May 2024"),)}, "release"),
        ({"wages": (wage("11-3021", currency="EUR"),)}, "currency"),
        ({"wages": (wage("11-3021", flags={"median": "top_coded"}),)}, "top_coded"),
    ],
)
def test_what_may_not_be_subtracted_is_refused_with_its_reason(changes: dict[str, object], reason: str) -> None:
    assert compare(planner(), manager(**changes)).gap == PayGap("refused", reason=reason)


@given(roles("planner"), roles("manager"))
def test_the_gap_is_what_pay_difference_says(a: RoleFacts, b: RoleFacts) -> None:
    gap = pay_gap(a.pay.headline, b.pay.headline)
    if gap.kind == "difference":
        assert a.pay.headline is not None
        assert b.pay.headline is not None
        sign = 1 if gap.higher == "b" else -1
        assert b.pay.headline.amount - a.pay.headline.amount == sign * (gap.amount or 0)
        assert a.pay.headline.kind == b.pay.headline.kind == "official"
        assert a.pay.headline.occupation != b.pay.headline.occupation
    else:
        assert not gap.amount


def test_figures_that_disagree_stand_beside_the_headline() -> None:
    told = estimate(**UNSOURCED, median=154_000)
    facts = planner(wages=(wage(), wage("15-1299", specificity="residual", median=116_580)), estimates=(told,))
    side = compare(facts, manager()).a
    assert side.headline is not None
    assert side.headline.amount == 102_320
    assert [row.median for row in side.other_percentiles] == [116_580]
    assert side.other_estimates == (told,)


def test_an_editors_headline_is_not_listed_again() -> None:
    side = compare(planner(estimates=(estimate(),)), manager()).a
    assert side.headline is not None
    assert side.headline.kind == "editorial"
    assert side.other_estimates == ()
    assert side.spread is not None


# --- middle halves ---------------------------------------------------------------


def test_middle_halves_that_do_not_meet_say_which_is_above() -> None:
    halves = compare(planner(), manager()).middle
    assert halves is not None
    assert halves.upper == "b"


def test_middle_halves_that_meet_say_where() -> None:
    halves = compare(planner(), role("coder", wages=(wage("15-1252", p25=105_210, p75=171_980),))).middle
    assert halves is not None
    assert (halves.low, halves.high) == (105_210, 133_100)


@pytest.mark.parametrize(
    "other",
    [
        wage("15-1252", p25=None, flags={"p25": "withheld"}),
        wage("15-1252", flags={"p75": "top_coded"}),
        wage("15-1252", release="OEWS May 2024"),
        wage("15-1252", currency="EUR"),
        wage("15-1252", area="06"),
        wage(),
        None,
    ],
)
def test_middle_halves_are_not_laid_side_by_side_without_all_ends(other: object) -> None:
    assert middle_halves(wage(), other) is None  # type: ignore[arg-type]


# --- levels, skills, sources -------------------------------------------------------


def test_a_level_of_one_ladder_stands_alone() -> None:
    compared = compare(planner(), manager(ranks=("mid", "lead")))
    assert [(pair.rank, pair.a is not None, pair.b is not None) for pair in compared.levels] == [
        ("junior", True, False),
        ("mid", True, True),
        ("senior", True, False),
        ("lead", True, True),
    ]
    assert compared.b.first_level == level("mid")
    assert [pair.pay_b for pair in compared.levels] == [None] * 4
    assert compared.refused == (compared.b,)


@given(roles("planner"), roles("manager"))
def test_skills_fall_into_three_sets_that_hold_each_once(a: RoleFacts, b: RoleFacts) -> None:
    skills = compare(a, b).skills
    in_a, in_b = {skill.slug for skill in a.skills}, {skill.slug for skill in b.skills}
    assert {skill.slug for skill in skills.both} == in_a & in_b
    assert {skill.slug for skill in skills.only_a} == in_a - in_b
    assert {skill.slug for skill in skills.only_b} == in_b - in_a
    assert skills.total == len(in_a | in_b)
    for part in (skills.only_a, skills.both, skills.only_b):
        order = [IMPORTANCES.index(skill.importance) for skill in part]
        assert order == sorted(order)


def test_core_in_both_needs_both() -> None:
    skills = compare(
        planner(skills=(skill("planning"), skill("risk"))),
        manager(skills=(skill("planning"), skill("risk", "important"))),
    ).skills
    assert [pair.slug for pair in skills.core_in_both] == ["planning"]
    assert [pair.importance for pair in skills.both] == ["core", "core"]


@given(roles("planner"), roles("manager"))
def test_every_figure_cites_the_merged_list(a: RoleFacts, b: RoleFacts) -> None:
    compared = compare(a, b)
    assert [source.number for source in compared.sources] == list(range(1, len(compared.sources) + 1))
    cited = {source.number: source.citation for source in compared.sources}
    for side in compared.sides:
        for row in (*side.facts.pay.percentiles, *side.facts.pay.levels):
            assert cited[row.source_number] == row.source
        if side.headline is not None:
            assert cited[side.headline.source_number] == side.headline.source
        if side.facts.outlook is not None:
            assert cited[side.facts.outlook.source_number] == side.facts.outlook.source


def test_one_publication_is_listed_once_whatever_its_number() -> None:
    own = (source(1, "A Survey"), source(2), source(3, "Employment Projections", "2024–34"))
    other = manager(wages=(wage("11-3021", **MANAGER, source_number=2),), sources=own)
    compared = compare(planner(sources=SOURCES), other)
    assert len(compared.sources) == 3
    assert compared.a.headline is not None
    assert compared.b.headline is not None
    assert compared.a.headline.source_number == compared.b.headline.source_number


def test_an_occupation_of_both_is_one_cell_with_both_letters() -> None:
    compared = compare(planner(), role("coach", wages=(wage(match="listed"), wage("15-1252"))))
    assert [(cell.row.occupation, cell.letters) for cell in compared.cells] == [
        ("13-1082", ("a", "b")),
        ("15-1252", ("b",)),
    ]


def test_one_projection_for_both_is_said_to_be_one() -> None:
    assert compare(planner(), manager()).is_one_projection
    assert not compare(planner(), manager(outlook=outlook(15.2, "11-3021"))).is_one_projection


# --- the chart ---------------------------------------------------------------------


def test_the_chart_begins_with_all_levels_and_skips_what_is_not_estimated() -> None:
    chart = pair_chart(compare(planner(), manager()))
    assert chart is not None
    assert chart.letters == ("a", "b")
    assert [row.name for row in chart.rows] == [None, "Junior", "Mid-level", "Senior", "Lead or principal"]
    assert [len(row.bands) for row in chart.rows] == [2, 1, 1, 1, 1]
    assert [row.is_estimated for row in chart.rows] == [False, True, True, True, True]
    assert all(band.median is None for row in chart.rows[1:] for band in row.bands)


def test_a_missing_level_is_said_in_its_row() -> None:
    chart = pair_chart(compare(planner(), role("coder", wages=(wage("15-1252"),), ranks=("mid",))))
    assert chart is not None
    assert [[band.void for band in row.bands] for row in chart.rows] == [
        [None, None],
        [None, "no_level"],
        [None, None],
        [None, "no_level"],
        [None, "no_level"],
    ]


def test_what_lies_above_the_ceiling_is_said_and_not_drawn() -> None:
    above = dict.fromkeys(("p75", "p90"), "top_coded")
    top = wage("15-1252", p75=239_200, p90=239_200, flags=above)
    chart = pair_chart(compare(planner(), role("developer", wages=(top,))))
    assert chart is not None
    bands = {row.name: row.bands[-1] for row in chart.rows}
    assert bands["Lead or principal"].void == "top_coded"
    assert bands["Lead or principal"].low is None
    assert bands["Senior"].high is not None
    assert bands["Senior"].high.is_open
    assert bands[None].median is not None
    whole = dict.fromkeys(("p25", "median", "p75", "p90"), "top_coded")
    top = wage("15-1252", flags=whole, **dict.fromkeys(whole, 239_200))
    chart = pair_chart(compare(planner(), role("developer", wages=(top,))))
    assert chart is not None
    assert (chart.rows[0].bands[-1].void, chart.rows[0].bands[-1].median) == ("top_coded", None)
    del whole["p25"]
    top = wage("15-1252", flags=whole, **dict.fromkeys(whole, 239_200))
    chart = pair_chart(compare(planner(), role("developer", wages=(top,))))
    assert chart is not None
    assert (chart.rows[0].bands[-1].void, chart.rows[0].bands[-1].median) == (None, None)


def test_two_currencies_share_no_axis() -> None:
    assert pair_chart(compare(planner(), manager(wages=(wage("11-3021", currency="EUR"),)))) is None


@given(roles("planner"), roles("manager"))
def test_the_chart_draws_no_two_equal_bars_of_one_occupation_and_always_names_a_source(
    a: RoleFacts, b: RoleFacts
) -> None:
    compared = compare(a, b)
    chart = pair_chart(compared)
    if chart is None:
        return
    assert chart.sources
    shared = {pair.name for pair in compared.levels if pair.is_shared}
    for row in chart.rows:
        assert row.name not in shared
        if row.name is None:
            assert compared.shared_spread is None
        for band in row.bands:
            for mark in (band.low, band.median, band.high):
                assert mark is None or 0 <= float(mark.x.removesuffix("%")) <= 100
            assert band.void or band.low or band.median


def test_pay_is_only_subtracted_by_pay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pay, "pay_difference", lambda _here, _there: None)
    assert compare(planner(), manager()).gap.amount is None


def test_a_headline_without_its_occupations_cell_stands_beside_the_best_match() -> None:
    facts = planner()
    elsewhere = replace(facts.pay, headline=replace(facts.pay.headline, occupation="99-0000"))
    assert spread_of(replace(facts, pay=elsewhere)) == facts.pay.percentiles[0]


def test_a_pairs_chart_without_a_source_cannot_be_built() -> None:
    with pytest.raises(ValueError, match="source"):
        PairChart(rows=(), ticks=(), sources=(), letters=("a", "b"), currency="USD")
