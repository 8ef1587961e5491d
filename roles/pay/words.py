"""Amounts of money in words."""

from __future__ import annotations

SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£"}


def money_text(amount: int, currency: str, *, flag: str | None = None, short: bool = False) -> str:
    """ "$102,320", short "$102K"; top-coded "$239,200 or more", never shortened."""
    symbol = SYMBOLS.get(currency)
    lead = symbol if symbol is not None else f"{currency}\u00a0"
    sign = "−" if amount < 0 else ""
    size = abs(amount)
    if flag == "top_coded":
        return f"{sign}{lead}{size:,} or more"
    if short and size >= 1_000:
        return f"{sign}{lead}{(size + 500) // 1_000:,}K"
    return f"{sign}{lead}{size:,}"
