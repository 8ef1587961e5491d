"""When a release's figures are of, from the words it says so in. Pure."""

from __future__ import annotations

import re

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_TIME = re.compile(rf"(?:\b({'|'.join(MONTHS)}) )?\b((?:19|20)\d\d)\b")

Period = tuple[int, int]


def period_in(text: str) -> str | None:
    """The first time named in the text, "May 2025" or "2024"; none: None."""
    found = _TIME.search(text)
    return found[0] if found else None


def period_of(covers: str) -> Period:
    """Year and month to order releases by: "May 2025" is (2025, 5), "2024–34" (2024, 0), words without a year (0, 0)."""
    found = _TIME.search(covers)
    if not found:
        return 0, 0
    return int(found[2]), MONTHS.index(found[1]) + 1 if found[1] else 0
