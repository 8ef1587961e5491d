"""Text of a cell into a value. Every complaint is a ``ValueError`` that says what is wrong in words."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

LARGEST = 2_147_483_647  # what the database's whole-number columns hold

_NUMBER = re.compile(r"(-?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?", re.ASCII)
_MONTH = re.compile(r"(\d{2})/(\d{4})", re.ASCII)


def quoted(text: str) -> str:
    """The cell's text as a message shows it: short, on one line."""
    shown = " ".join(text.split())
    return f"“{shown[:40]}…”" if len(shown) > 40 else f"“{shown}”"


def decimal(text: str) -> Decimal:
    """A number, with or without thousands separators: 69770, "69,770", -0.5."""
    found = _NUMBER.fullmatch(text.strip())
    if not found:
        raise ValueError(f"{quoted(text)} is not a number")
    sign, whole_part, fraction = found.groups()
    value = Decimal(f"{sign}{whole_part.replace(',', '')}{fraction or ''}")
    if abs(value) > LARGEST:
        raise ValueError(f"{quoted(text)} is too large")
    return value


def whole(text: str) -> int:
    """A whole number from nought up."""
    value = decimal(text)
    if value < 0:
        raise ValueError(f"{quoted(text)} is negative")
    if value != value.to_integral_value():
        raise ValueError(f"{quoted(text)} is not a whole number")
    return int(value)


def places(text: str, digits: int, *, least: int, most: int) -> Decimal:
    """A number from ``least`` to ``most`` with at most so many decimals, which is kept as it stands."""
    value = decimal(text)
    if not least <= value <= most:
        raise ValueError(f"{quoted(text)} does not lie between {least} and {most}")
    kept = value.quantize(Decimal(1).scaleb(-digits))
    if kept != value:
        raise ValueError(f"{quoted(text)} has more than {digits} decimals")
    return kept


def thousands(text: str) -> int:
    """A number of thousands, with one decimal or more, as a whole number: 170.3 is 170,300."""
    value = decimal(text) * 1000
    if value < 0:
        raise ValueError(f"{quoted(text)} is negative")
    if value != value.to_integral_value():
        raise ValueError(f"{quoted(text)} thousands is not a whole number")
    if value > LARGEST:
        raise ValueError(f"{quoted(text)} thousands is too large")
    return int(value)


def month(text: str) -> date:
    """ "08/2023" as the first day of that month."""
    found = _MONTH.fullmatch(text.strip())
    if not found or not 1 <= int(found[1]) <= 12 or int(found[2]) < 1900:
        raise ValueError(f"{quoted(text)} is not a month such as 08/2023")
    return date(int(found[2]), int(found[1]), 1)


def yes_or_no(text: str) -> bool:
    """Y or N."""
    if text not in ("Y", "N"):
        raise ValueError(f"{quoted(text)} is neither Y nor N")
    return text == "Y"


def words(text: str, longest: int) -> str:
    """Text that is there and fits; runs of white space become one blank."""
    shown = " ".join(text.split())
    if not shown:
        raise ValueError("is empty")
    if len(shown) > longest:
        raise ValueError(f"{quoted(text)} is longer than {longest} characters")
    if not shown.isprintable():
        raise ValueError(f"{shown[:40]!r} holds a character that cannot be printed")
    return shown
