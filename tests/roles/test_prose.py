"""Editors' Markdown to clean HTML; money in prose only as a token. Pure: no database."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles import literals, prose
from roles.facts import Headline

HEADLINE = Headline(
    amount=102_320,
    currency="USD",
    area="99",
    area_name="United States",
    kind="official",
    source="BLS, OEWS, May 2025",
    source_number=3,
    release="OEWS May 2025",
    occupation="13-1082",
    occupation_title="Project <Management> Specialists",
)
EDITORIAL = Headline(
    amount=120_000,
    currency="EUR",
    area="99",
    area_name="United States",
    kind="editorial",
    source="A survey",
    source_number=1,
    release="Survey 2025",
)
ALLOWED = {"p", "ul", "ol", "li", "strong", "em", "a", "code", "blockquote", "br"}


def test_paragraphs_lists_emphasis_links_quotes_and_code_survive() -> None:
    html = prose.render(
        "One *two* **three** `four` [five](https://example.org/).\n\n- six\n\n1. seven\n\n> eight  \n> nine", None
    ).html
    for piece in (
        "<p>One <em>two</em> <strong>three</strong> <code>four</code>",
        'href="https://example.org/"',
        "<ul>\n<li>six</li>\n</ul>",
        "<ol>\n<li>seven</li>\n</ol>",
        "<blockquote>\n<p>eight<br>\nnine</p>\n</blockquote>",
    ):
        assert piece in html


def test_the_markdown_is_kept_as_it_was_written() -> None:
    assert prose.render("# *A*", None).markdown == "# *A*"


@pytest.mark.parametrize("text", ["# One", "###### Six", "Set\n===", "Set\n---"])
def test_a_heading_stays_text_because_the_page_makes_its_own(text: str) -> None:
    html = prose.render(text, None).html
    assert not re.search(r"<h[1-6r]", html)
    assert re.search(r"One|Six|Set", html)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '<a href="/" onclick="alert(1)">x</a>',
        "<style>p{color:red}</style>",
        "<iframe src='https://example.org'></iframe>",
        "![alt](https://example.org/pixel.gif)",
        "[x](javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:alert)",
        "<javascript:alert(1)>",
    ],
)
def test_no_script_no_foreign_element_and_no_odd_address_survives(text: str) -> None:
    html = prose.render(text, None).html
    assert not re.search(r"<(script|img|style|iframe)", html)
    assert not re.search(r"<[^>]*\son\w+=", html)
    assert not re.search(r'href="(?!https?:|mailto:|/)', html)


@given(st.text(alphabet=st.sampled_from("<>/ab\"'=&;:()[]!#*_`-\n {}.$&jscriptonhef"), max_size=80))
def test_whatever_is_typed_only_allowed_elements_with_an_address_alone_come_out(text: str) -> None:
    html = prose.render(text, None).html
    for name, attributes in re.findall(r"<\s*/?\s*([a-zA-Z0-9]+)([^>]*)>", html):
        assert name in ALLOWED
        assert re.fullmatch(r'(\s(href|rel)="[^"]*")*\s*/?', attributes)


def test_the_token_becomes_the_figure_with_its_source_and_what_it_is_of() -> None:
    html = prose.render("They earn {{ pay.headline }}.", HEADLINE).html
    assert html == (
        '<p>They earn <span class="figure">$102,320'
        '<a class="ref" href="#source-3" aria-label="Source 3">3</a></span>'
        " (median of Project &lt;Management&gt; Specialists, United States, OEWS May 2025).</p>"
    )


@pytest.mark.parametrize("token", ["{{pay.headline}}", "{{  pay.headline  }}", "{{ pay.headline }}"])
def test_spaces_inside_the_token_do_not_matter(token: str) -> None:
    assert "$102,320" in prose.render(token, HEADLINE).html


def test_an_editors_headline_is_named_as_a_median_of_its_area_and_release() -> None:
    html = prose.render("{{ pay.headline }}", EDITORIAL).html
    assert "€120,000" in html
    assert "(median, United States, Survey 2025)" in html


def test_a_top_coded_headline_says_or_more() -> None:
    top = Headline(**{name: getattr(HEADLINE, name) for name in HEADLINE.__slots__} | {"flag": "top_coded"})
    assert "$102,320 or more" in prose.render("{{ pay.headline }}", top).html


def test_without_a_headline_the_token_says_that_there_is_no_figure() -> None:
    assert prose.render("Pay: {{ pay.headline }}", None).html == "<p>Pay: (no figure with a source)</p>"


def test_an_unknown_token_stays_as_it_was_typed() -> None:
    assert prose.render("{{ pay.median }}", HEADLINE).html == "<p>{{ pay.median }}</p>"


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("{{ pay.headline }} and {{pay.headline}}", []),
        ("{{ pay.median }} {{ role.title }}", ["pay.median", "role.title"]),
        ("{{ Pay.Headline }}", ["Pay.Headline"]),
        ("{{ pay-headline }}", ["pay-headline"]),
        ("{{ pay.headline|short }}", ["pay.headline|short"]),
        ("{{ pay.headline2 }}", ["pay.headline2"]),
        ("{{ }}", [""]),
        ("{{ pay.\nheadline }}", ["pay.\nheadline"]),
        ("{ pay.headline }", []),
    ],
)
def test_every_pair_of_braces_that_nothing_fills_in_is_named(text: str, unknown: list[str]) -> None:
    assert literals.unknown_tokens(text) == unknown


def test_tokens_are_listed_in_order() -> None:
    assert literals.tokens("{{ b }} {{ pay.headline }} {{ a }}") == ["b", "pay.headline", "a"]


SIGNS = ("$", "€", "£", "¥", "₹", "US$")
CODES = ("USD", "EUR", "GBP", "CHF", "CAD", "AUD", "INR", "SEK")
WORDS = ("dollars", "euros", "pounds", "euro", "dollar")


@st.composite
def amounts(draw: st.DrawFn) -> str:
    number = draw(st.integers(1, 2_000_000))
    text = draw(
        st.sampled_from(
            [
                str(number),
                f"{number:,}",
                f"{number:,}".replace(",", " "),
                f"{number:,}".replace(",", "."),
                f"{number}.50",
            ]
        )
    )
    text += draw(st.sampled_from(["", "", "K", "k", "M", " k"]))
    space = draw(st.sampled_from(["", " ", "\u00a0"]))
    if draw(st.booleans()):
        return draw(st.sampled_from(SIGNS + CODES)) + space + text
    if draw(st.booleans()):
        return f"{text}{space}{draw(st.sampled_from(SIGNS))}"
    return f"{text} {draw(st.sampled_from(CODES + WORDS))}"


@given(amounts(), st.sampled_from(["They earn {} a year.", "{}", "({})", "Pay:\n{}\n", "**{}**"]))
def test_an_amount_in_any_currency_is_found_in_whole_wherever_it_stands(amount: str, sentence: str) -> None:
    found = literals.amounts(sentence.format(amount))
    assert len(found) == 1
    digits = [character for character in found[0] if character.isdigit()]
    assert digits == [character for character in amount if character.isdigit()]


@pytest.mark.parametrize(
    "text",
    [
        "In 2025 there were 120 teams of 5 to 9 people.",
        "Use $HOME and ${name}.",
        "A US company; 40 hours; 3.5 years; 20 %.",
        "{{ pay.headline }}",
        "The 10th percentile of 13-1082.",
        "CAD tools and 3 CADs; EURO 5 engines",
        "",
    ],
)
def test_numbers_that_are_no_money_are_left_alone(text: str) -> None:
    assert literals.amounts(text) == []


def test_each_amount_of_an_unsourced_sentence_is_marked_and_the_rest_is_text() -> None:
    html = prose.unsourced_sentence("Some <b>say</b> $154K or 90,000 euros, unsourced.")
    assert html == (
        'Some &lt;b&gt;say&lt;/b&gt; <span class="figure">$154K</span> or '
        '<span class="figure">90,000 euros</span>, unsourced.'
    )
