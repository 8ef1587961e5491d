"""When figures of two years may be set side by side. Pure: no database."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles.pay import NEW_METHODS, DatedFigure, comparable
from roles.periods import MONTHS, period_of

OEWS = "Occupational Employment and Wage Statistics"
BEFORE = DatedFigure(100_000, "USD", OEWS, "May 2024", "06", "15-1252")
AFTER = replace(BEFORE, amount=102_000, covers="May 2025")


def test_two_years_of_one_cell_that_are_both_given_in_full_are_comparable() -> None:
    assert comparable(BEFORE, AFTER) is None


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ({}, {"occupation": "15-1251"}, "cell"),
        ({"area": "99"}, {}, "cell"),
        ({"currency": "EUR"}, {}, "cell"),
        ({}, {"source": "A survey"}, "cell"),
        ({"covers": "May 2025"}, {}, "time"),
        ({"covers": "May 2026"}, {}, "time"),
        ({"covers": "long ago"}, {}, "time"),
        ({"amount": None, "flag": "withheld"}, {}, "withheld"),
        ({}, {"amount": None, "flag": "withheld"}, "withheld"),
        ({"amount": 239_200, "flag": "top_coded"}, {}, "top_coded"),
        ({}, {"amount": 239_200, "flag": "top_coded"}, "top_coded"),
        ({"covers": "May 2020"}, {"covers": "May 2021"}, "method"),
        ({"covers": "May 2019"}, {}, "method"),
        ({"covers": "2020"}, {"covers": "2022"}, "method"),
    ],
)
def test_what_is_not_comparable_says_why(before: dict[str, Any], after: dict[str, Any], reason: str) -> None:
    assert comparable(replace(BEFORE, **before), replace(AFTER, **after)) == reason


def test_the_first_year_of_a_method_is_comparable_with_the_next_and_other_publications_have_their_own() -> None:
    assert comparable(replace(BEFORE, covers="May 2021"), AFTER) is None
    assert comparable(replace(BEFORE, covers="May 2018"), replace(AFTER, covers="May 2020")) is None
    survey = {"source": "A survey"}
    assert comparable(replace(BEFORE, covers="May 2020", **survey), replace(AFTER, **survey)) is None


times = st.builds("{} {}".format, st.sampled_from(MONTHS), st.integers(1999, 2040))
figures = st.builds(
    DatedFigure,
    amount=st.none() | st.integers(15_000, 800_000),
    currency=st.sampled_from(["USD", "EUR"]),
    source=st.sampled_from([OEWS, "A survey"]),
    covers=times,
    area=st.sampled_from(["99", "06"]),
    occupation=st.sampled_from(["15-1252", "11-3021"]),
    flag=st.sampled_from(["", "top_coded"]),
)


@given(figures, figures, st.booleans())
def test_a_change_is_only_printed_forward_in_time_within_one_cell_one_method_and_between_whole_figures(
    before: DatedFigure, after: DatedFigure, same_cell: bool
) -> None:
    if same_cell:
        after = replace(before, amount=after.amount, covers=after.covers, flag=after.flag)
    if comparable(before, after) is not None:
        return
    then, now = period_of(before.covers), period_of(after.covers)
    assert then < now
    assert (before.occupation, before.area, before.currency) == (after.occupation, after.area, after.currency)
    assert before.amount is not None
    assert after.amount is not None
    assert (before.flag, after.flag) == ("", "")
    for first in NEW_METHODS.get(before.source, ()):
        assert (then < period_of(first)) == (now < period_of(first))


@given(figures, figures)
def test_no_two_figures_are_comparable_both_ways(one: DatedFigure, other: DatedFigure) -> None:
    assert comparable(one, other) is not None or comparable(other, one) is not None
