"""What may be said of a role's pay. Pure: no database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles import pay
from roles.facts import EstimateFacts, LevelFacts, Percentiles
from roles.pay import HeadlineKey

RANKS = ("junior", "mid", "senior", "lead")
LEVELS = tuple(LevelFacts(rank, rank.title(), f"{rank} planner", 0, None, "", ()) for rank in RANKS)
COLUMNS = ("p10", "p25", "median", "p75", "p90")


def wage(**changes: Any) -> Percentiles:
    whole: dict[str, Any] = {
        "occupation": "13-1082",
        "occupation_title": "Project Management Specialists",
        "match": "exact",
        "specificity": "own",
        "shared_with": 0,
        "area": "99",
        "area_name": "United States",
        "p10": 60_000,
        "p25": 80_000,
        "median": 102_320,
        "p75": 130_000,
        "p90": 165_000,
        "employment": 1_000_000,
        "release": "OEWS May 2025",
        "source": "BLS, OEWS, May 2025",
        "source_number": 1,
        "flags": {},
    }
    return Percentiles(**(whole | changes))


def estimate(**changes: Any) -> EstimateFacts:
    whole: dict[str, Any] = {
        "level": None,
        "low": 90_000,
        "median": 120_000,
        "high": 150_000,
        "currency": "USD",
        "area": "99",
        "area_name": "United States",
        "source": "A survey, 2025",
        "source_number": 2,
        "release": "Survey 2025",
        "as_of": date(2025, 12, 1),
        "note": "",
    }
    return EstimateFacts(**(whole | changes))


UNSOURCED = {"source": None, "source_number": None, "release": None, "as_of": None}


def assembled(*percentiles: Percentiles, estimates: tuple[EstimateFacts, ...] = (), **options: Any) -> Any:
    given_options: dict[str, Any] = {"levels": LEVELS, "has_occupation": True} | options
    return pay.assemble(percentiles=percentiles, estimates=estimates, **given_options)


# --- specificity ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "title", "onet_codes", "live_roles", "expected"),
    [
        ("11-3021", "Managers, All Other", 5, 5, "management"),
        ("15-1299", "Computer Occupations, All Other", 5, 5, "residual"),
        ("15-1252", "Software Developers", 2, 1, "shared"),
        ("15-1252", "Software Developers", 1, 2, "shared"),
        ("15-1252", "Software Developers", 1, 1, "own"),
        ("15-1252", "Software Developers", 0, 0, "own"),
        ("15-1252", "All Other Software Developers", 1, 1, "own"),
        ("15-1111", "Developers of 11-3021", 1, 1, "own"),
    ],
)
def test_specificity_is_management_before_residual_before_shared_before_own(
    code: str, title: str, onet_codes: int, live_roles: int, expected: str
) -> None:
    found = pay.specificity(code=code, title=title, onet_codes=onet_codes, live_roles=live_roles)
    assert found == expected


# --- order -----------------------------------------------------------------------


wages = st.builds(
    wage,
    occupation=st.sampled_from(["13-1082", "15-1299", "11-3021", "15-1252"]),
    match=st.sampled_from(pay.MATCHES),
    specificity=st.sampled_from(pay.SPECIFICITIES),
    median=st.none() | st.integers(1, 400_000),
)


@given(st.lists(wages))
def test_best_first_keeps_every_row_and_orders_by_match_then_specificity_then_the_editors_order(
    rows: list[Percentiles],
) -> None:
    ordered = pay.best_first(rows)
    ranks = [(pay.MATCHES.index(row.match), pay.SPECIFICITIES.index(row.specificity)) for row in ordered]
    assert ranks == sorted(ranks)
    assert sorted(map(id, ordered)) == sorted(map(id, rows))
    place = {id(row): position for position, row in enumerate(rows)}
    for rank in set(ranks):
        alike = [place[id(row)] for row, its in zip(ordered, ranks, strict=True) if its == rank]
        assert alike == sorted(alike)


def test_the_page_lists_percentiles_best_first() -> None:
    rows = (wage(match="editorial"), wage(match="exact", specificity="residual"), wage(match="exact"))
    assert assembled(*rows).percentiles == (rows[2], rows[1], rows[0])


# --- headline ----------------------------------------------------------------------


def test_an_editors_sourced_median_over_all_levels_is_the_headline_before_an_official_one() -> None:
    headline = pay.choose_headline([wage()], [estimate()])
    assert headline is not None
    assert (headline.kind, headline.amount, headline.source, headline.source_number, headline.release) == (
        "editorial",
        120_000,
        "A survey, 2025",
        2,
        "Survey 2025",
    )
    assert (headline.occupation, headline.occupation_title, headline.flag) == (None, None, None)


def test_an_editors_figure_without_a_release_label_still_is_the_headline() -> None:
    headline = pay.choose_headline([], [estimate(release=None)])
    assert headline is not None
    assert headline.release == ""


@pytest.mark.parametrize(
    "changes",
    [
        UNSOURCED,
        {"source": None},
        {"source_number": None},
        {"as_of": None},
        {"median": None},
        {"level": "mid"},
    ],
    ids=["unsourced", "no-source", "no-number", "no-date", "no-median", "of-one-level"],
)
def test_an_editors_figure_that_lacks_source_date_median_or_is_of_one_level_is_never_the_headline(
    changes: dict[str, Any],
) -> None:
    assert pay.choose_headline([], [estimate(**changes)]) is None
    headline = pay.choose_headline([wage()], [estimate(**changes)])
    assert headline is not None
    assert headline.kind == "official"


def test_the_first_sourced_figure_of_the_editors_is_the_headline() -> None:
    figures = [estimate(**UNSOURCED), estimate(median=1), estimate(median=2)]
    headline = pay.choose_headline([], figures)
    assert headline is not None
    assert headline.amount == 1


def test_a_better_match_is_the_headline_before_a_more_specific_occupation() -> None:
    listed_own = wage(match="listed", specificity="own", median=1)
    exact_residual = wage(match="exact", specificity="residual", median=2)
    headline = pay.choose_headline([listed_own, exact_residual], [])
    assert headline is not None
    assert headline.amount == 2


@pytest.mark.parametrize(("better", "worse"), list(zip(pay.SPECIFICITIES, pay.SPECIFICITIES[1:], strict=False)))
def test_among_equal_matches_the_more_specific_occupation_is_the_headline(better: str, worse: str) -> None:
    headline = pay.choose_headline([wage(specificity=worse, median=1), wage(specificity=better, median=2)], [])
    assert headline is not None
    assert headline.amount == 2


def test_a_withheld_median_is_passed_over_for_the_next_best() -> None:
    withheld = wage(median=None, flags={"median": "withheld"})
    headline = pay.choose_headline([withheld, wage(match="editorial", median=7)], [])
    assert headline is not None
    assert headline.amount == 7
    assert pay.choose_headline([withheld], []) is None


def test_an_official_headline_carries_occupation_area_release_source_and_the_top_coded_flag() -> None:
    headline = pay.choose_headline([wage(median=239_200, flags={"median": "top_coded", "p90": "withheld"})], [])
    assert headline is not None
    assert headline.flag == "top_coded"
    assert headline.occupation == "13-1082"
    assert headline.occupation_title == "Project Management Specialists"
    assert (headline.area, headline.area_name, headline.currency) == ("99", "United States", "USD")
    assert (headline.release, headline.source, headline.source_number) == ("OEWS May 2025", "BLS, OEWS, May 2025", 1)


def test_nothing_known_gives_no_headline() -> None:
    assert pay.choose_headline([], []) is None


estimates = st.builds(
    estimate,
    level=st.none() | st.sampled_from(RANKS),
    median=st.none() | st.integers(1, 400_000),
    source=st.none() | st.just("A survey"),
    source_number=st.none() | st.just(2),
    as_of=st.none() | st.just(date(2025, 12, 1)),
)


@given(st.lists(wages), st.lists(estimates))
def test_a_headline_always_names_a_source_and_is_one_of_the_given_medians(
    rows: list[Percentiles], figures: list[EstimateFacts]
) -> None:
    headline = pay.choose_headline(rows, figures)
    official = {row.median for row in rows if row.median is not None}
    sourced = {
        figure.median
        for figure in figures
        if figure.level is None and figure.median and figure.source and figure.source_number and figure.as_of
    }
    if headline is None:
        assert not official
        assert not sourced
    else:
        assert headline.source
        assert headline.source_number
        assert headline.amount in (sourced or official)
        assert headline.kind == ("editorial" if sourced else "official")


# --- pay by level --------------------------------------------------------------------


@pytest.mark.parametrize("specificity", ["own", "shared"])
def test_bands_of_an_own_or_shared_occupation_run_between_two_percentiles_without_a_median(specificity: str) -> None:
    facts = assembled(wage(specificity=specificity))
    assert [(level.level, level.low, level.high) for level in facts.levels] == [
        ("junior", 60_000, 80_000),
        ("mid", 80_000, 102_320),
        ("senior", 102_320, 130_000),
        ("lead", 130_000, 165_000),
    ]
    assert [(level.low_label, level.high_label) for level in facts.levels] == [
        ("10th percentile", "25th percentile"),
        ("25th percentile", "median"),
        ("median", "75th percentile"),
        ("75th percentile", "90th percentile"),
    ]
    for level in facts.levels:
        assert level.median is None
        assert level.basis == "estimated_from_percentiles"
        assert level.is_drawable
        assert (level.occupation, level.source, level.source_number) == ("13-1082", "BLS, OEWS, May 2025", 1)
        assert level.title == f"{level.level} planner"
    assert facts.refusal is None


@pytest.mark.parametrize("specificity", ["management", "residual"])
def test_management_and_residual_occupations_show_percentiles_and_no_seniority(specificity: str) -> None:
    facts = assembled(wage(specificity=specificity))
    assert facts.levels == ()
    assert facts.refusal == specificity
    assert len(facts.percentiles) == 1


def test_bands_come_from_the_first_drawable_occupation_of_the_editors_not_from_the_best_match() -> None:
    residual = wage(match="exact", specificity="residual", occupation="15-1299")
    first = wage(match="editorial", specificity="shared", occupation="13-1082")
    later = wage(match="exact", specificity="own", occupation="15-1252")
    facts = assembled(residual, first, later)
    assert {level.occupation for level in facts.levels} == {"13-1082"}
    assert facts.headline.occupation == "15-1252"


def test_a_withheld_end_leaves_that_level_undrawn_and_says_so() -> None:
    facts = assembled(wage(p10=None, flags={"p10": "withheld"}))
    junior, mid, *_rest = facts.levels
    assert (junior.low, junior.low_flag, junior.high_flag) == (None, "withheld", None)
    assert not junior.is_drawable
    assert mid.is_drawable
    assert facts.refusal is None


def test_a_withheld_upper_end_leaves_that_level_undrawn() -> None:
    facts = assembled(wage(p90=None, flags={"p90": "withheld"}))
    lead = facts.levels[-1]
    assert (lead.high, lead.high_flag) == (None, "withheld")
    assert not lead.is_drawable


def test_a_top_coded_end_keeps_its_ceiling_and_its_flag() -> None:
    facts = assembled(wage(p75=239_200, p90=239_200, flags={"p75": "top_coded", "p90": "top_coded"}))
    senior, lead = facts.levels[2:]
    assert (senior.low_flag, senior.high, senior.high_flag) == (None, 239_200, "top_coded")
    assert (lead.low, lead.high, lead.low_flag, lead.high_flag) == (239_200, 239_200, "top_coded", "top_coded")
    assert lead.is_drawable


def test_an_editors_sourced_level_comes_before_its_band() -> None:
    facts = assembled(wage(), estimates=(estimate(level="mid", low=1, median=2, high=3),))
    mid = facts.levels[1]
    assert (mid.basis, mid.low, mid.median, mid.high) == ("editorial", 1, 2, 3)
    assert (mid.source, mid.source_number, mid.occupation) == ("A survey, 2025", 2, None)
    assert {level.basis for level in facts.levels} == {"editorial", "estimated_from_percentiles"}


def test_an_unsourced_level_never_replaces_a_band() -> None:
    facts = assembled(wage(), estimates=(estimate(level="mid", **UNSOURCED),))
    assert {level.basis for level in facts.levels} == {"estimated_from_percentiles"}
    assert facts.unsourced == facts.editorial


def test_of_two_sourced_figures_for_a_level_the_editors_first_is_printed() -> None:
    facts = assembled(
        estimates=(estimate(level="mid", median=1), estimate(level="mid", median=2)), has_occupation=False
    )
    assert [level.median for level in facts.levels] == [1]


def test_a_figure_over_all_levels_is_no_figure_of_a_level() -> None:
    assert assembled(estimates=(estimate(),), has_occupation=False).levels == ()


def test_only_levels_that_the_guide_describes_have_pay() -> None:
    facts = assembled(wage(), levels=LEVELS[1:3])
    assert [level.level for level in facts.levels] == ["mid", "senior"]


@st.composite
def cells(draw: st.DrawFn) -> Percentiles:
    figures = sorted(draw(st.lists(st.integers(20_000, 239_200), min_size=5, max_size=5)))
    withheld = draw(st.sets(st.sampled_from(COLUMNS)))
    columns = {name: None if name in withheld else value for name, value in zip(COLUMNS, figures, strict=True)}
    specificity = draw(st.sampled_from(pay.SPECIFICITIES))
    return wage(**columns, specificity=specificity, flags=dict.fromkeys(withheld, "withheld"))


@given(st.lists(cells(), max_size=3), st.lists(estimates, max_size=4))
def test_pay_by_level_is_drawn_or_refused_with_a_reason_and_no_figure_is_made_up(
    rows: list[Percentiles], figures: list[EstimateFacts]
) -> None:
    facts = assembled(*rows, estimates=tuple(figures), has_occupation=bool(rows))
    official = {getattr(row, name) for row in rows for name in COLUMNS} | {None}
    for level in facts.levels:
        assert level.source_number
        if level.basis == "estimated_from_percentiles":
            assert level.median is None
            assert {level.low, level.high} <= official
            if level.is_drawable:
                assert level.low <= level.high
            else:
                assert "withheld" in (level.low_flag, level.high_flag)
    said = any(level.is_drawable or level.median is not None for level in facts.levels)
    assert (facts.refusal is None) == said
    assert facts.refusal != "no_level"


# --- refusals --------------------------------------------------------------------------


def test_a_role_without_an_occupation_says_so() -> None:
    assert assembled(has_occupation=False).refusal == "no_occupation"


def test_an_occupation_without_a_wage_here_says_so() -> None:
    assert assembled().refusal == "no_wage"


def test_a_wage_withheld_throughout_says_so() -> None:
    withheld = wage(**dict.fromkeys(COLUMNS), flags=dict.fromkeys(COLUMNS, "withheld"))
    assert assembled(withheld).refusal == "withheld"


@pytest.mark.parametrize("specificity", ["management", "residual"])
def test_a_wage_withheld_throughout_says_so_of_groups_too(specificity: str) -> None:
    withheld = wage(**dict.fromkeys(COLUMNS), flags=dict.fromkeys(COLUMNS, "withheld"), specificity=specificity)
    assert assembled(withheld).refusal == "withheld"
    assert assembled(withheld, wage(specificity=specificity, p10=None)).refusal == specificity


@pytest.mark.parametrize("specificity", ["own", "shared"])
def test_a_draft_without_a_level_is_not_said_to_be_of_a_residual_group(specificity: str) -> None:
    residual = wage(specificity="residual", occupation="15-1299")
    assert assembled(wage(specificity=specificity), levels=()).refusal == "no_level"
    assert assembled(residual, wage(specificity=specificity), levels=()).refusal == "no_level"
    assert assembled(residual, levels=()).refusal == "residual"


def test_one_editorial_level_is_enough_not_to_refuse() -> None:
    facts = assembled(estimates=(estimate(level="lead", low=None, high=None),), has_occupation=False)
    assert facts.refusal is None


# --- differences -----------------------------------------------------------------------

HERE = HeadlineKey(100_000, "USD", "official", "OEWS May 2025", "99", "13-1082")
THERE = HeadlineKey(120_000, "USD", "official", "OEWS May 2025", "99", "15-1252")


def test_two_official_medians_of_one_release_and_area_may_be_subtracted() -> None:
    assert pay.pay_difference(HERE, THERE) == 20_000
    assert pay.pay_difference(THERE, HERE) == -20_000


@pytest.mark.parametrize(
    "changes",
    [
        {"amount": None},
        {"kind": "editorial"},
        {"release": "OEWS May 2024"},
        {"area": "06"},
        {"currency": "EUR"},
        {"flag": "top_coded"},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_figures_that_are_not_of_one_kind_are_never_subtracted(changes: dict[str, Any]) -> None:
    other = replace(THERE, **changes)
    assert pay.pay_difference(HERE, other) is None
    assert pay.pay_difference(other, HERE) is None


def test_one_occupation_has_no_difference_from_itself() -> None:
    assert pay.pay_difference(HERE, replace(THERE, occupation=HERE.occupation)) is None


# --- words -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("amount", "currency", "options", "text"),
    [
        (102_320, "USD", {}, "$102,320"),
        (102_320, "USD", {"short": True}, "$102K"),
        (102_500, "USD", {"short": True}, "$103K"),
        (999, "USD", {"short": True}, "$999"),
        (1_250_000, "USD", {"short": True}, "$1,250K"),
        (0, "USD", {}, "$0"),
        (-4_000, "USD", {}, "−$4,000"),
        (-4_000, "USD", {"short": True}, "−$4K"),
        (54_000, "EUR", {}, "€54,000"),
        (54_000, "GBP", {}, "£54,000"),
        (540_000, "SEK", {}, "SEK\u00a0540,000"),
        (239_200, "USD", {"flag": "top_coded"}, "$239,200 or more"),
        (239_200, "USD", {"flag": "top_coded", "short": True}, "$239,200 or more"),
        (239_200, "USD", {"flag": "withheld"}, "$239,200"),
    ],
)
def test_money_is_printed_with_its_currency(amount: int, currency: str, options: Any, text: str) -> None:
    assert pay.money_text(amount, currency, **options) == text


@given(st.integers(-10_000_000, 10_000_000), st.from_regex(r"[A-Z]{3}", fullmatch=True))
def test_printed_money_loses_no_digit_unless_shortened(amount: int, currency: str) -> None:
    text = pay.money_text(amount, currency)
    digits = "".join(character for character in text if character.isdigit())
    assert int(digits) == abs(amount)
    assert text.startswith("−") == (amount < 0)
    short = pay.money_text(amount, currency, short=True)
    if short.endswith("K"):
        kept = "".join(character for character in short if character.isdigit())
        assert abs(int(kept) * 1_000 - abs(amount)) <= 500
    else:
        assert short == text
