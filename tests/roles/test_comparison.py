"""Two guides side by side: what is said, and what is refused. Pure: no database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roles import pay
from roles.addresses import canonical
from roles.charts.sides import SidesChart, sides_charts
from roles.comparison.answer import Fastest, Nearest
from roles.comparison.compared import Comparison, compare
from roles.comparison.differences import KINDS, Difference
from roles.comparison.overlap import IMPORTANCES
from roles.comparison.pay import PayGap, middle_halves, pay_gap
from roles.comparison.sides import spread_of
from roles.facts import RoleFacts
from tests.roles.made_facts import (
    SOURCES,
    UNSOURCED,
    estimate,
    level,
    outlook,
    role,
    roles,
    several_roles,
    skill,
    source,
    wage,
)

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


def facts_of(compared: Comparison) -> list[RoleFacts]:
    return [side.facts for side in compared.sides]


def turned(values: Sequence[Any], order: Sequence[int]) -> tuple[Any, ...]:
    return tuple(values[place] for place in order)


def without_letters(row: Difference, order: Sequence[int]) -> Difference:
    return replace(row, values=turned(row.values, order))


@settings(max_examples=40)
@given(st.integers(2, 4).flatmap(lambda count: st.tuples(several_roles(count), st.permutations(range(count)))))
def test_another_order_says_the_same_with_its_sides_in_that_order(
    drawn: tuple[tuple[RoleFacts, ...], list[int]],
) -> None:
    guides, order = drawn
    one, other = compare(*guides), compare(*turned(guides, order))
    assert facts_of(other) == list(turned(facts_of(one), order))
    assert other.sources == one.sources
    assert (other.gap.kind, other.gap.amount, other.gap.reason) == (one.gap.kind, one.gap.amount, one.gap.reason)
    for ours, theirs in ((one.gap.higher, other.gap.higher), (one.gap.lower, other.gap.lower)):
        assert {one.side(letter).facts.slug for letter in ours} == {other.side(letter).facts.slug for letter in theirs}
    assert (other.middle is None) == (one.middle is None)
    assert other.middle is None or (other.middle.low, other.middle.high) == (one.middle.low, one.middle.high)
    assert other.scale_refusal == one.scale_refusal
    assert [(row.rank, row.levels, row.pays, row.is_shared) for row in other.levels] == [
        (row.rank, turned(row.levels, order), turned(row.pays, order), row.is_shared) for row in one.levels
    ]
    assert {(row.slug, row.importances) for row in other.skills.rows} == {
        (row.slug, turned(row.importances, order)) for row in one.skills.rows
    }
    assert list(other.differences) == [without_letters(row, order) for row in one.differences]
    assert list(other.same) == [without_letters(row, order) for row in one.same]
    assert list(other.refused) == [without_letters(row, order) for row in one.refused]
    assert _slug(other, other.fastest) == _slug(one, one.fastest)
    assert _slug(other, other.nearest) == _slug(one, one.nearest)


def _slug(compared: Comparison, found: Fastest | Nearest | None) -> str | None:
    return compared.side(found.letter).facts.slug if found else None


@given(st.text("abc-", min_size=1), st.text("abc-", min_size=1))
def test_a_pair_has_one_order(a: str, b: str) -> None:
    assert canonical((a, b)) == canonical((b, a)) == canonical((a, b, a))
    assert canonical(canonical((a, b))) == canonical((a, b))


@given(roles(), st.integers(2, 4))
def test_a_role_differs_from_itself_in_nothing(facts: RoleFacts, count: int) -> None:
    compared = compare(*[facts] * count)
    assert compared.differences == ()
    assert compared.gap.kind in {"same_occupation", "refused"}
    assert compared.middle is None
    assert compared.scale_refusal is None
    assert not compared.skills.partial
    assert all(len(set(row.levels)) == 1 for row in compared.levels)
    assert (compared.fastest, compared.nearest) == (None, None)


@given(roles("planner"), roles("manager"), st.sampled_from(["core", "important", "complementary"]))
def test_a_skill_that_all_ask_for_alike_never_adds_a_difference(a: RoleFacts, b: RoleFacts, importance: str) -> None:
    more = (skill("zen", importance),)
    before, after = compare(a, b), compare(replace(a, skills=a.skills + more), replace(b, skills=b.skills + more))
    assert {(row.kind, row.label) for row in after.differences} == {(row.kind, row.label) for row in before.differences}
    assert [row.slug for row in after.skills.partial] == [row.slug for row in before.skills.partial]


@settings(max_examples=40)
@given(several_roles(3))
def test_differences_are_differences_and_stand_biggest_first(guides: tuple[RoleFacts, ...]) -> None:
    compared = compare(*guides)
    sizes = [row.size for row in compared.differences]
    assert sizes == sorted(sizes, reverse=True)
    assert all(0 < size <= 1 for size in sizes)
    for row in (*compared.differences, *compared.same, *compared.refused):
        assert len(row.values) == 3
        assert row.kind in KINDS
        assert any(value is not None for value in row.values)
    assert all(any(value != row.values[0] for value in row.values) for row in compared.differences)
    assert all(row.source is None for row in compared.refused)
    said = [(row.kind, row.label) for row in (*compared.differences, *compared.refused)]
    assert len(said) == len(set(said))


@given(roles("planner"), roles("manager"))
def test_comparing_changes_no_figure(a: RoleFacts, b: RoleFacts) -> None:
    compared = compare(a, b)
    for side, facts in zip(compared.sides, (a, b), strict=True):
        assert [row.median for row in side.facts.pay.percentiles] == [row.median for row in facts.pay.percentiles]
        assert [(row.low, row.high) for row in side.facts.pay.levels] == [
            (row.low, row.high) for row in facts.pay.levels
        ]


# --- pay -------------------------------------------------------------------------


def test_two_official_medians_of_different_occupations_are_subtracted() -> None:
    assert compare(planner(), manager()).gap == PayGap("difference", amount=72_820, higher=("b",), lower=("a",))


def test_equal_medians_are_no_difference() -> None:
    assert compare(planner(), role("coach", wages=(wage("15-1252"),))).gap == PayGap("equal", amount=0)


def test_one_occupation_has_no_separate_wage() -> None:
    compared = compare(planner(), role("coach"))
    assert compared.gap.kind == "same_occupation"
    assert compared.shared_spread is not None
    assert all(row.is_shared for row in compared.levels)
    assert sides_charts(compared) == ()


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
    gap = compare(planner(), manager(**changes)).gap
    assert (gap.kind, gap.amount, gap.reason) == ("refused", None, reason)


@given(roles("planner"), roles("manager"))
def test_the_gap_is_what_pay_difference_says(a: RoleFacts, b: RoleFacts) -> None:
    gap = pay_gap([a.pay.headline, b.pay.headline])
    if gap.kind == "difference":
        assert a.pay.headline is not None
        assert b.pay.headline is not None
        sign = 1 if gap.higher == ("b",) else -1
        assert b.pay.headline.amount - a.pay.headline.amount == sign * (gap.amount or 0)
        assert a.pay.headline.kind == b.pay.headline.kind == "official"
        assert a.pay.headline.occupation != b.pay.headline.occupation
    else:
        assert not gap.amount


def test_figures_that_disagree_stand_beside_the_headline() -> None:
    told = estimate(**UNSOURCED, median=154_000)
    facts = planner(wages=(wage(), wage("15-1299", specificity="residual", median=116_580)), estimates=(told,))
    side = compare(facts, manager()).sides[0]
    assert side.headline is not None
    assert side.headline.amount == 102_320
    assert [row.median for row in side.other_percentiles] == [116_580]
    assert side.other_estimates == (told,)


def test_an_editors_headline_is_not_listed_again() -> None:
    side = compare(planner(estimates=(estimate(),)), manager()).sides[0]
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
    assert middle_halves([wage(), other]) is None  # type: ignore[list-item]


# --- levels, skills, sources -------------------------------------------------------


def test_a_level_of_one_ladder_stands_alone() -> None:
    compared = compare(planner(), manager(ranks=("mid", "lead")))
    assert [(row.rank, *(level is not None for level in row.levels)) for row in compared.levels] == [
        ("junior", True, False),
        ("mid", True, True),
        ("senior", True, False),
        ("lead", True, True),
    ]
    assert compared.sides[1].first_level == level("mid")
    assert [row.pays[1] for row in compared.levels] == [None] * 4
    assert compared.unpaid == (compared.sides[1],)


@given(roles("planner"), roles("manager"))
def test_skills_fall_into_three_sets_that_hold_each_once(a: RoleFacts, b: RoleFacts) -> None:
    skills = compare(a, b).skills
    in_a, in_b = {skill.slug for skill in a.skills}, {skill.slug for skill in b.skills}
    assert {skill.slug for skill in skills.common} == in_a & in_b
    assert {skill.slug for skill in skills.only(0)} == in_a - in_b
    assert {skill.slug for skill in skills.only(1)} == in_b - in_a
    assert skills.total == len(in_a | in_b)
    for part in (skills.common, *skills.only_each):
        order = [IMPORTANCES.index(skill.importance) for skill in part]
        assert order == sorted(order)


def test_core_in_both_needs_both() -> None:
    skills = compare(
        planner(skills=(skill("planning"), skill("risk"))),
        manager(skills=(skill("planning"), skill("risk", "important"))),
    ).skills
    assert [pair.slug for pair in skills.core_in_all] == ["planning"]
    assert [pair.importance for pair in skills.common] == ["core", "core"]


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
    assert compared.sides[0].headline is not None
    assert compared.sides[1].headline is not None
    assert compared.sides[0].headline.source_number == compared.sides[1].headline.source_number


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
    (chart,) = sides_charts(compare(planner(), manager()))
    assert chart.letters == ("a", "b")
    assert [row.name for row in chart.rows] == [None, "Junior", "Mid-level", "Senior", "Lead or principal"]
    assert [len(row.bands) for row in chart.rows] == [2, 1, 1, 1, 1]
    assert [row.is_estimated for row in chart.rows] == [False, True, True, True, True]
    assert all(band.median is None for row in chart.rows[1:] for band in row.bands)


def test_a_missing_level_is_said_in_its_row() -> None:
    (chart,) = sides_charts(compare(planner(), role("coder", wages=(wage("15-1252"),), ranks=("mid",))))
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
    (chart,) = sides_charts(compare(planner(), role("developer", wages=(top,))))
    bands = {row.name: row.bands[-1] for row in chart.rows}
    assert bands["Lead or principal"].void == "top_coded"
    assert bands["Lead or principal"].low is None
    assert bands["Senior"].high is not None
    assert bands["Senior"].high.is_open
    assert bands[None].median is not None
    whole = dict.fromkeys(("p25", "median", "p75", "p90"), "top_coded")
    top = wage("15-1252", flags=whole, **dict.fromkeys(whole, 239_200))
    (chart,) = sides_charts(compare(planner(), role("developer", wages=(top,))))
    assert (chart.rows[0].bands[-1].void, chart.rows[0].bands[-1].median) == ("top_coded", None)
    del whole["p25"]
    top = wage("15-1252", flags=whole, **dict.fromkeys(whole, 239_200))
    (chart,) = sides_charts(compare(planner(), role("developer", wages=(top,))))
    assert (chart.rows[0].bands[-1].void, chart.rows[0].bands[-1].median) == (None, None)


OTHER_TERMS = [
    ({"currency": "EUR"}, "currency"),
    ({"area": "06", "area_name": "California"}, "area"),
    ({"release": "OEWS May 2024"}, "release"),
]


@pytest.mark.parametrize(("changes", "reason"), OTHER_TERMS)
def test_what_is_of_other_terms_has_a_scale_of_its_own(changes: dict[str, str], reason: str) -> None:
    compared = compare(planner(), role("coder", wages=(wage("15-1252", **changes),)))
    assert compared.scale_refusal == reason
    charts = sides_charts(compared)
    assert [chart.letters for chart in charts] == [("a",), ("b",)]
    assert all(len(row.bands) == 1 for chart in charts for row in chart.rows)


def test_levels_of_another_publication_have_a_scale_of_their_own() -> None:
    own = tuple(estimate(level=rank) for rank in ("junior", "mid", "senior", "lead"))
    compared = compare(planner(), role("coder", wages=(wage("15-1252"),), estimates=own))
    assert compared.scale_refusal == "component"
    assert {row.reason for row in compared.refused if row.kind == "level_pay"} == {"component"}


def test_roles_of_one_occupation_among_others_share_a_bar() -> None:
    (chart,) = sides_charts(compare(planner(), role("coder", wages=(wage("15-1252"),)), role("coach")))
    assert chart.letters == ("a", "b", "c")
    assert {band.letters for row in chart.rows for band in row.bands} == {("a", "c"), ("b",)}


@given(roles("planner"), roles("manager"))
def test_the_chart_draws_no_two_equal_bars_of_one_occupation_and_always_names_a_source(
    a: RoleFacts, b: RoleFacts
) -> None:
    compared = compare(a, b)
    shared = {row.name for row in compared.levels if row.is_shared}
    for chart in sides_charts(compared):
        assert chart.sources
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
        SidesChart(rows=(), ticks=(), sources=(), letters=("a", "b"), currency="USD")
