"""A state as HTML: drawn by the real template, and apart from the other states on its page."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from .entries import Entry, State, Words

_REFERENCE = re.compile(
    r"(?P<name>\s(?:id|for|list|form|data-count-for|aria-(?:labelledby|describedby|controls|owns|activedescendant)))"
    r'="(?P<ids>[^"]*)"'
)
_LOCAL = re.compile(r'(?P<before>href="#|url\(#)(?P<id>[^")]+)')
_ID = re.compile(r'\sid="([^"]+)"')
_AUTOFOCUS = re.compile(r"\sautofocus(?=[\s>])")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A state with its HTML and the number it has on its page, from 1."""

    number: int
    name: Words
    html: SafeString


def draw(entry: Entry) -> list[Drawn]:
    """Every state of the entry, in order."""
    return [Drawn(number, state.name, _html(entry, state, number)) for number, state in enumerate(entry.states, 1)]


def _html(entry: Entry, state: State, number: int) -> SafeString:
    html = render_to_string(state.template or entry.template, state.inputs())
    return mark_safe(apart(html, number))  # noqa: S308 - a template of ours, of sample facts


def apart(html: str, number: int) -> str:
    """The fragment with ids of its own, so that a page may hold several states; none takes the focus on load."""
    own = set(_ID.findall(html))

    def renamed(names: str) -> str:
        return " ".join(f"{name}--{number}" if name in own else name for name in names.split())

    html = _REFERENCE.sub(lambda found: f'{found["name"]}="{renamed(found["ids"])}"', html)
    html = _LOCAL.sub(lambda found: found["before"] + renamed(found["id"]), html)
    return _AUTOFOCUS.sub("", html)
