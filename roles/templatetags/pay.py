"""``{% money %}``: the only way a template prints an amount of money. It never prints one without its source."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.base import FilterExpression, Node, Parser, Token
from django.utils.safestring import SafeString

from roles.money import money_html, reference

register = template.Library()

NAMED = frozenset({"source", "cited", "flag"})
WORDS = frozenset({"short", "signed", "unsourced", "difference"})


class MoneyNode(Node):
    """One amount, where it comes from, and how it is written."""

    def __init__(
        self,
        amount: FilterExpression,
        currency: FilterExpression,
        named: dict[str, FilterExpression],
        words: frozenset[str],
    ) -> None:
        self.amount = amount
        self.currency = currency
        self.named = named
        self.words = words

    def render(self, context: template.Context) -> SafeString:
        named: dict[str, Any] = {name: value.resolve(context) for name, value in self.named.items()}
        said: dict[str, Any] = dict.fromkeys(self.words, True)
        return money_html(self.amount.resolve(context), self.currency.resolve(context), **named, **said)


@register.tag
def money(parser: Parser, token: Token) -> MoneyNode:
    """An amount in whole units a year, with where it comes from; exactly one of these is required.

    * ``source=NUMBER``: a superscript link to that source in the page's list;
    * ``cited=TEXT``: the citation as the amount's title, where a caption or line beside it prints the source;
    * ``unsourced``: nobody is named for it, and the page says "(no source given)".

    ``{% money amount currency source=number %}``. Further words: ``flag=`` ("top_coded" prints "$239,200 or
    more", "withheld" says so), ``short`` ("$102K"), ``difference`` (worked out from two medians of the
    one publication that is ``cited``), ``signed`` ("+$34,000").
    Raises TemplateSyntaxError where the source is left out, and ValueError where it turns out to be empty.
    """
    name, *bits = token.split_contents()
    words = frozenset(bit for bit in bits if bit in WORDS)
    named, places = {}, []
    for bit in bits:
        key, equals, value = bit.partition("=")
        if bit in WORDS:
            continue
        if equals and key in NAMED:
            named[key] = parser.compile_filter(value)
        else:
            places.append(parser.compile_filter(bit))
    if len(places) != 2:
        raise template.TemplateSyntaxError(f"{{% {name} %}} takes an amount and a currency, then named options.")
    if len({"source", "cited"} & named.keys()) + ("unsourced" in words) != 1:
        raise template.TemplateSyntaxError(f"{{% {name} %}} needs exactly one of source=, cited= or unsourced.")
    return MoneyNode(places[0], places[1], named, words)


register.simple_tag(name="ref")(reference)
