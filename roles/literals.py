"""What must not be written out in a text: amounts of money, and tokens that nothing fills in. Pure."""

from __future__ import annotations

import re

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


def amounts(text: str) -> list[str]:
    """Amounts of money written out in a text, as found."""
    return LITERAL_AMOUNT.findall(text)


def unknown_tokens(text: str) -> list[str]:
    """Tokens that nothing fills in, by name: braces that stand for nothing would be printed."""
    return [name for name in tokens(text) if name != HEADLINE_TOKEN]


def tokens(text: str) -> list[str]:
    """What stands between double braces in a text, in order."""
    return _ANY_TOKEN.findall(text)
