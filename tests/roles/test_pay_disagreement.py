"""Figures of one role that disagree: which, and why, from what the facts say. Pure: no database."""

from __future__ import annotations

from typing import Any

import pytest
from django.template.loader import render_to_string
from hypothesis import given

from roles.facts import RoleFacts
from roles.pay import disagreements
from roles.pay.disagreement import Disagreement
from roles.templatetags.disagreement import SENTENCES, reasons
from tests.roles.made_facts import UNSOURCED, estimate, role, roles, source, wage


def found_in(facts: RoleFacts) -> tuple[Disagreement, ...]:
    return disagreements(facts.pay, facts.sources)


def reason_of(facts: RoleFacts) -> tuple[str, ...]:
    (found,) = found_in(facts)
    return found.reasons


EDITORS = estimate(source=source(1).citation, source_number=1, release="OEWS May 2025")


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (role(estimates=(estimate(**UNSOURCED),)), ("no_source",)),
        (role(estimates=(estimate(**UNSOURCED, median=None, low=1, high=2),)), ("no_source", "measure")),
        (role(wages=(wage(specificity="shared"),), estimates=(estimate(**UNSOURCED),)), ("no_source", "group")),
        (role(estimates=(estimate(**UNSOURCED, currency="EUR"),)), ("no_source", "currency")),
        (role(wages=(wage(), wage("15-1299", median=116_580, specificity="residual"))), ("occupation", "group")),
        (role(wages=(wage(), wage("15-1299", median=116_580))), ("occupation",)),
        (role(wages=(wage(), wage("15-1299", median=116_580, release="OEWS May 2024"))), ("time", "occupation")),
        (role(estimates=(estimate(median=None, low=150_000),)), ("measure",)),
        (role(estimates=(EDITORS,)), ()),
    ],
    ids=["unsourced", "unsourced range", "shared", "currency", "residual", "two own", "two times", "range", "editors"],
)
def test_the_reasons_are_those_that_hold(facts: RoleFacts, expected: tuple[str, ...]) -> None:
    assert reason_of(facts) == expected


def test_a_figure_of_another_place_and_time() -> None:
    other = estimate(median=None, low=150_000, area="06", area_name="California", release="A Survey 2023")
    facts = role(estimates=(other,), sources=(source(1), source(2, "A Survey", "2023"), source(3)))
    assert reason_of(facts) == ("place", "time", "measure")
    told = reasons(found_in(facts)[0])
    assert told == [
        "It is of California, the headline of United States.",
        "They are of different times: A Survey 2023, and OEWS May 2025 for the headline.",
        "It is a range, and the headline is a median.",
    ]


@pytest.mark.parametrize(
    "facts",
    [
        role(),
        role(wages=(), estimates=(estimate(**UNSOURCED),)),
        role(estimates=(estimate(**UNSOURCED, median=102_320),)),
        role(estimates=(estimate(median=None, low=100_000, high=110_000),)),
        role(estimates=(estimate(**UNSOURCED, level="mid"),)),
        role(wages=(wage(), wage("15-1299"))),
        role(wages=(wage(), wage("15-1299", median=None))),
    ],
    ids=["one", "no headline", "equal", "within the range", "of a level", "equal cells", "withheld cell"],
)
def test_where_nothing_is_unlike_the_headline_nothing_is_said(facts: RoleFacts) -> None:
    assert found_in(facts) == ()
    assert not said(facts)


def test_figures_in_two_currencies_are_not_converted() -> None:
    (found,) = found_in(role(estimates=(estimate(**UNSOURCED, currency="EUR"),)))
    assert reasons(found)[-1] == "They are in different currencies, and nothing here is converted."


def test_a_half_range_is_unlike_any_median() -> None:
    assert reason_of(role(estimates=(estimate(median=None, low=None, high=90_000),))) == ("measure",)


def test_where_no_reason_holds_that_is_what_is_said() -> None:
    (found,) = found_in(role(estimates=(EDITORS,)))
    assert found.cell is not None
    assert reasons(found) == ["Nothing that the two publications say of themselves explains it."]


def said(facts: RoleFacts) -> str:
    html = render_to_string("components/pay_disagreement.html", {"facts": facts})
    return " ".join(html.split())


def test_the_component_prints_each_figure_with_its_source_and_why_it_may_differ() -> None:
    facts = role(
        wages=(wage(), wage("15-1299", median=116_580, specificity="residual")),
        estimates=(estimate(**UNSOURCED, note="Somebody says $154K."),),
    )
    html = said(facts)
    assert 'The headline is <span class="figure">$102,320<a class="ref" href="#source-1"' in html
    assert 'Somebody says <span class="figure">$154K</span>. Nobody is named for it' in html
    assert "$116,580" in html
    assert "Different people are counted: Occupation 15-1299 (15-1299), and Occupation 13-1082 (13-1082)" in html
    assert "Counted with it: what is counted nowhere else." in html


def test_an_editors_median_and_range_beside_the_headline() -> None:
    second: dict[str, Any] = {"source_number": 3, "source": source(3, "Employment Projections", "2024–34").citation}
    html = said(role(estimates=(estimate(), estimate(median=140_000, **second))))
    assert "$140,000" in html
    html = said(role(estimates=(estimate(median=None, low=150_000, high=160_000),)))
    assert "$150,000" in html
    assert "$160,000" in html


@given(roles())
def test_every_reason_has_a_sentence_and_every_figure_is_one_of_the_facts(facts: RoleFacts) -> None:
    for found in found_in(facts):
        assert set(found.reasons) <= set(SENTENCES)
        assert all(reasons(found))
        assert (found.estimate in facts.pay.editorial) != (found.cell in facts.pay.percentiles)
        if found.cell is not None:
            assert found.cell.median != found.headline.amount
