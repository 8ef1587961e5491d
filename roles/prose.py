"""Editors' Markdown to clean HTML.

Money in prose is a token, ``{{ pay.headline }}``: it is filled in with the figure
and its source when the document is built. ``roles.literals`` finds what is written out instead.
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
from roles.literals import HEADLINE_TOKEN, LITERAL_AMOUNT, TOKEN
from roles.money import money_html, unsourced_html

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


def unsourced_sentence(text: str) -> SafeString:
    """A plain sentence about figures that nobody is named for, each amount in it marked as one."""
    pieces, end = [], 0
    for found in LITERAL_AMOUNT.finditer(text):
        amount = found[0].rstrip()
        pieces += [text[end : found.start()], unsourced_html(amount)]
        end = found.start() + len(amount)
    return format_html_join("", "{}", ((piece,) for piece in [*pieces, text[end:]]))
