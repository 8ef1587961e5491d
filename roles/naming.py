"""Working names for a new role, from an official title. Pure."""

from __future__ import annotations

_SIBILANT = ("ches", "shes", "sses", "xes", "zes")


def singular(title: str) -> str:
    """One of those that an official title names: "Project Management Specialists" are of this kind.

    A title whose last word is not what it counts, or not alone, stays as it is: "Managers, All Other",
    "Supervisors of Clerks", "Accountants and Auditors".
    """
    several = any(part in title for part in (",", " of ", "s and "))
    if several or not title.endswith("s") or title.endswith("ss"):
        return title
    if title.endswith("ies"):
        return f"{title[:-3]}y"
    return title[:-2] if title.endswith(_SIBILANT) else title[:-1]


def plural(title: str, official: str = "") -> str:
    """More of them: the official title that the name was taken from, which is plural already, or else
    by the ordinary rules of English; an editor mends the rest."""
    if official and title in (official, singular(official)):
        return official
    lower = title.lower()
    if lower.endswith("y") and lower[-2:-1] not in "aeiou":
        return f"{title[:-1]}ies"
    return f"{title}es" if lower.endswith(("s", "x", "z", "ch", "sh")) else f"{title}s"


def article(title: str) -> str:
    """Which article stands before it, by the first letter."""
    return "an" if title[:1].lower() in set("aeiou") else "a"
