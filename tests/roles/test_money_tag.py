"""``{% money %}``: no amount without its source, and what each form of it prints. No database."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.template import Context, Template, TemplateSyntaxError

from roles.money import money_html

TEMPLATES = Path(__file__).parents[2] / "templates"


def rendered(tag: str, **values: object) -> str:
    return Template("{% load pay %}" + tag).render(Context({"amount": 102_320, "currency": "USD"} | values))


@pytest.mark.parametrize(
    "tag",
    [
        "{% money amount currency %}",
        "{% money amount currency short %}",
        "{% money amount currency source=1 cited='BLS' %}",
        "{% money amount currency source=1 unsourced %}",
        "{% money amount source=1 %}",
        "{% money amount currency 'USD' source=1 %}",
    ],
)
def test_tag_without_exactly_one_source_does_not_compile(tag: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        Template("{% load pay %}" + tag)


@pytest.mark.parametrize("tag", ["{% money amount currency source=n %}", "{% money amount currency cited=n %}"])
@pytest.mark.parametrize("value", [None, "", 0])
def test_empty_source_is_refused_when_rendered(tag: str, value: object) -> None:
    with pytest.raises(ValueError, match="source"):
        rendered(tag, n=value)


def test_misspelt_amount_is_refused_and_not_called_unpublished() -> None:
    with pytest.raises(ValueError, match="Not an amount"):
        rendered("{% money amonut currency source=1 %}")


def test_numbered_source_becomes_a_link_with_a_name() -> None:
    html = rendered("{% money amount currency source=n %}", n=3)
    assert html == ('<span class="figure">$102,320<a class="ref" href="#source-3" aria-label="Source 3">3</a></span>')


def test_citation_is_the_title_of_the_amount_and_escaped() -> None:
    html = rendered("{% money amount currency cited=text %}", text='BLS "May" <2025>')
    assert html == '<span class="figure" title="BLS &quot;May&quot; &lt;2025&gt;">$102,320</span>'


def test_unsourced_amount_says_so() -> None:
    assert rendered("{% money amount currency unsourced %}") == '<span class="figure">$102,320</span> (no source given)'


@pytest.mark.parametrize(
    ("tag", "values", "words"),
    [
        ("{% money amount currency cited='BLS' short %}", {}, "$102K"),
        ("{% money amount currency cited='BLS' signed short %}", {"amount": 72_820}, "+$73K"),
        ("{% money amount currency cited='BLS' signed %}", {"amount": -1_500}, "−$1,500"),
        ("{% money amount currency cited='BLS' signed %}", {"amount": 0}, "$0"),
        ("{% money amount currency cited='BLS' flag='top_coded' short %}", {"amount": 239_200}, "$239,200 or more"),
        ("{% money amount currency cited='BLS' flag='withheld' %}", {"amount": None}, "withheld"),
        ("{% money amount currency cited='BLS' flag=missing.key %}", {"amount": None}, "not published"),
        ("{% money amount currency cited='INSEE' %}", {"currency": "EUR"}, "€102,320"),
        ("{% money amount currency cited='SCB' %}", {"currency": "SEK"}, "SEK\u00a0102,320"),
    ],
)
def test_amount_is_written_as_its_flag_and_length_ask(tag: str, values: dict[str, object], words: str) -> None:
    assert re.sub(r"<[^>]+>", "", rendered(tag, **values)) == words


def test_python_callers_are_held_to_the_same_rule() -> None:
    with pytest.raises(ValueError, match="source"):
        money_html(1, "USD")


def test_no_template_writes_an_amount_or_shortens_one_by_itself() -> None:
    literal = re.compile(r"[$€£]\s?\d|intcomma|floatformat")
    found = {
        str(path.relative_to(TEMPLATES)): hit.group()
        for path in TEMPLATES.rglob("*.html")
        if (hit := literal.search(path.read_text(encoding="utf-8")))
    }
    assert found == {}


def test_a_difference_says_that_it_is_one() -> None:
    html = rendered("{% money 7000 'USD' cited='Sample, May 2025' short signed difference %}")
    assert html == '<span class="figure" title="Difference of the medians: Sample, May 2025">+$7K</span>'
