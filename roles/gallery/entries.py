"""What a gallery entry is, and the list of them all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.functional import Promise

Words = str | Promise
Inputs = Callable[[], dict[str, Any]]
COMPONENTS = "components/"
_FIRST_LINE = re.compile(r"\{#\s*(?P<words>.*?)\s*#\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class State:
    """One way a component can look. ``inputs`` makes what its template is given, each time anew."""

    name: Words
    inputs: Inputs = dict
    template: str = ""  # where the state is drawn by another template than the entry's


@dataclass(frozen=True, slots=True)
class Entry:
    """A component with all its states.

    ``frame`` names what a fragment needs around it (``templates/admin/gallery/state.html``),
    ``is_staff`` that it belongs to the desk and is drawn with the desk's style sheet.
    """

    name: str
    purpose: Words
    template: str
    states: tuple[State, ...] = field(default=())
    frame: str = ""
    is_staff: bool = False

    @property
    def inputs(self) -> str:
        """What the template takes, in the words of its own first line."""
        return first_comment(self.template)


def component(name: str, purpose: Words, *states: State, frame: str = "") -> Entry:
    """An entry of ``templates/components/NAME.html``."""
    return Entry(name, purpose, f"{COMPONENTS}{name}.html", states, frame)


def first_comment(template: str) -> str:
    """The comment on a template's first line, without its own name; empty where there is none."""
    path = Path(settings.BASE_DIR) / "templates" / template
    found = _FIRST_LINE.match(path.read_text(encoding="utf-8"))
    words = found["words"] if found else ""
    return words.removeprefix(f"{path.stem}:").strip()


class Gallery:
    """All entries by name. Upper apps add their own (``roles.applications``)."""

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {}

    def add(self, entries: Iterable[Entry]) -> None:
        """Raises ``ValueError`` for a name that is taken and for an entry without a state."""
        for entry in entries:
            if entry.name in self._entries:
                raise ValueError(f"The gallery has “{entry.name}” already.")
            if not entry.states:
                raise ValueError(f"“{entry.name}” names no state.")
            self._entries[entry.name] = entry

    def get(self, name: str) -> Entry | None:
        return self._entries.get(name)

    def __iter__(self) -> Any:
        return iter(sorted(self._entries.values(), key=lambda entry: entry.name))


gallery = Gallery()
