"""Editors' Markdown to clean HTML, and what must not stand in it.

Money in prose is a token, ``{{ pay.headline }}``: it is filled in with the figure
and its source when the document is built. A literal amount is a problem.
"""

from __future__ import annotations

import re
from functools import lru_cache

import nh3
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

from roles.facts import Headline, Prose
from roles.money import money_html, unsourced_html

TOKEN = re.compile(r"\{\{\s*([a-z_.]+)\s*\}\}")
# Any brace pair is meant as a token, also one that TOKEN does not know the shape of.
_ANY_TOKEN = re.compile(r"\{\{\s*(.*?)\s*\}\}", re.DOTALL)
_SIGN = "(?:US)?[$€£¥₹]"
_CODE = r"(?:USD|EUR|GBP|JPY|CHF|CAD|AUD|INR|SEK|NOK|DKK|PLN|CNY)"
_NUMBER = r"\d(?:[\d,.]*\d)?(?:[\s'’]\d{3}(?!\d))*"
LITERAL_AMOUNT = re.compile(
    rf"(?:{_SIGN}|\b{_CODE})\s?{_NUMBER}\s?(?:[KkMm]\b)?"
    rf"|\b{_NUMBER}\s?(?:[KkMm]\s?)?(?:{_SIGN}|(?:{_CODE}|dollars?|euros?|pounds?)\b)"
)
HEADLINE_TOKEN = "pay.headline"  # noqa: S105 - the name of a place in a text

_TAGS = {"p", "ul", "ol", "li", "strong", "em", "a", "code", "blockquote", "br"}


@lru_cache(maxsize=1)
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).disable(
        ["heading", "lheading", "image", "html_block", "html_inline"]
    )


def render(markdown: str, headline: Headline | None) -> Prose:
    """The Markdown and its HTML: paragraphs, lists, emphasis, links, quotes, code; nothing else survives."""
    html = nh3.clean(
        _markdown().render(markdown),
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,  # links open where they stand; the site's policy tells others its origin at most
    )
    return Prose(markdown=markdown, html=TOKEN.sub(lambda found: _token(found, headline), html).strip())


def _token(found: re.Match[str], headline: Headline | None) -> str:
    if found[1] != HEADLINE_TOKEN:
        return found[0]
    if headline is None:
        return _("(no figure with a source)")
    amount = money_html(headline.amount, headline.currency, source=headline.source_number, flag=headline.flag)
    return format_html("{} ({})", amount, headline_basis(headline))


def headline_basis(headline: Headline) -> str:
    """What the headline is of: "median of Project Management Specialists, United States, OEWS May 2025"."""
    if headline.occupation_title:
        return _("median of %(occupation)s, %(area)s, %(release)s") % {
            "occupation": headline.occupation_title,
            "area": headline.area_name,
            "release": headline.release,
        }
    return _("median, %(area)s, %(release)s") % {"area": headline.area_name, "release": headline.release}


def literal_amounts(text: str) -> list[str]:
    """Amounts of money written out in a text, as found."""
    return LITERAL_AMOUNT.findall(text)


def unsourced_sentence(text: str) -> SafeString:
    """A plain sentence about figures that nobody is named for, each amount in it marked as one."""
    pieces, end = [], 0
    for found in LITERAL_AMOUNT.finditer(text):
        amount = found[0].rstrip()
        pieces += [text[end : found.start()], unsourced_html(amount)]
        end = found.start() + len(amount)
    return format_html_join("", "{}", ((piece,) for piece in [*pieces, text[end:]]))


def unknown_tokens(text: str) -> list[str]:
    """Tokens that nothing fills in, by name: braces that stand for nothing would be printed."""
    return [name for name in tokens(text) if name != HEADLINE_TOKEN]


def tokens(text: str) -> list[str]:
    """What stands between double braces in a text, in order."""
    return _ANY_TOKEN.findall(text)
