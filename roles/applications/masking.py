"""Personal data as it stands in lists: recognisable to who knows it, of no use to who does not. Pure."""

from __future__ import annotations

import unicodedata

DOT = "•"


def mask_name(name: str) -> str:
    """Every word's first letter, then a dot for each further one: "Sam Ode" is "S•• O••". At most six dots a word."""
    return " ".join(_masked(word) for word in name.split())


def mask_email(email: str) -> str:
    """The first letter before the @, dots, and the host: "sam@example.org" is "s••@example.org".

    What has no @, or more than one, is masked whole: nothing says which part is the host.
    """
    local, at, host = email.strip().partition("@")
    if not at or "@" in host:
        return _masked(email.strip())
    return f"{_masked(local)}@{_visible(host)}"


def _masked(word: str) -> str:
    letters = _visible(word)
    if not letters:
        return DOT if word else ""
    return letters[0] + DOT * min(len(letters) - 1, 6)


def _visible(text: str) -> str:
    """Without marks that turn the writing direction, join emoji, or stack on letters."""
    return "".join(character for character in text if unicodedata.category(character) not in {"Cf", "Cc", "Mn", "Me"})
