"""When two people saved the same draft: what each changed, both texts, and the form put together again."""

from __future__ import annotations

import difflib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from .choices import Choices
from .editor import GuideEditor, VersionForm, fingerprints, mark, row_fields, said
from .parts import PARTS
from .rows import row_count

MINE, THEIRS = "mine", "theirs"


@dataclass(frozen=True, slots=True)
class Difference:
    """One part that both changed. Each side is a list of lines; a line is words, each marked if only this side has it."""

    name: str
    label: str
    mine: tuple[tuple[tuple[str, bool], ...], ...]
    theirs: tuple[tuple[tuple[str, bool], ...], ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A save that came too late: what must be chosen, and what is decided already (name -> "theirs")."""

    differences: tuple[Difference, ...]
    taken: tuple[str, ...]
    kept: int
    hidden: tuple[tuple[str, str], ...]
    lock_version: int


def compare(mine: QueryDict, editor: GuideEditor) -> Conflict:
    """A late save against what is stored now (an unbound ``editor``).

    The marks sent with the form say what it started from: a part that only one
    of the two changed needs no choice.
    """
    here, there = said(mine), said(editor.as_data())
    return late_save(
        mine,
        here,
        there,
        differ=lambda name: difference(name, here[name], there[name], editor.choices),
        lock_version=editor.version.lock_version,
    )


def late_save(
    mine: QueryDict,
    here: dict[str, Any],
    there: dict[str, Any],
    *,
    differ: Callable[[str], Difference],
    lock_version: int,
) -> Conflict:
    """The same of any form: what it says ``here``, what is stored ``there``, and how to show a part that differs."""
    started = _started(mine)
    differing = [name for name in here if here[name] != there[name]]
    taken = tuple(name for name in differing if started.get(name) == mark(here[name]))
    kept = [name for name in differing if name not in taken and started.get(name) == mark(there[name])]
    both = [name for name in differing if name not in taken and name not in kept]
    left_out = {"lock_version", "was", "csrfmiddlewaretoken"}
    hidden = [
        (name, value)
        for name, values in mine.lists()
        for value in values
        if name not in left_out and not name.startswith(("_", "choose-"))
    ]
    return Conflict(
        differences=tuple(differ(name) for name in both),
        taken=taken,
        kept=len(kept),
        hidden=(*hidden, ("was", fingerprints(there))),
        lock_version=lock_version,
    )


def _started(data: QueryDict) -> dict[str, str]:
    try:
        marks = json.loads(data.get("was", ""))
    except ValueError:
        return {}
    return marks if isinstance(marks, dict) else {}


def resolve(sent: QueryDict, editor: GuideEditor) -> QueryDict:
    """The form as chosen part by part (``choose-<name>`` is "mine" or "theirs"), ready to be saved."""
    stored, data = editor.as_data(), sent.copy()
    for name in VersionForm.base_fields:
        if sent.get(f"choose-{name}") == THEIRS:
            data.setlist(name, stored.getlist(name))
    for prefix in PARTS:
        chosen = sent.get(f"choose-{prefix}")
        if chosen == THEIRS:
            for name in [name for name in data if name.startswith(f"{prefix}-")]:
                del data[name]
            for name, values in stored.lists():
                if name.startswith(f"{prefix}-"):
                    data.setlist(name, values)
        elif chosen == MINE:
            _drop_others(prefix, data, stored)
    return data


def _drop_others(prefix: str, data: QueryDict, stored: QueryDict) -> None:
    """Rows that only the other one has are removed: my list is the one that was chosen."""
    count = row_count(data, prefix)
    mine = {data.get(f"{prefix}-{index}-id") for index in range(count)}
    for index in range(row_count(stored, prefix)):
        if stored[f"{prefix}-{index}-id"] not in mine:
            data[f"{prefix}-{count}-id"] = str(stored[f"{prefix}-{index}-id"])
            data[f"{prefix}-{count}-DELETE"] = "on"
            count += 1
    data[f"{prefix}-TOTAL_FORMS"] = str(count)


def difference(name: str, mine: Any, theirs: Any, choices: Choices) -> Difference:
    """One part as each of the two says it; the name and what is said come of ``said``."""
    if name in PARTS:
        rows = [[_row_words(name, row, choices) for row in side] for side in (mine, theirs)]
        label = str(PARTS[name]._meta.model._meta.verbose_name_plural).capitalize()
        sides = [tuple(((line, line not in other),) for line in side) for side, other in (rows, rows[::-1])]
        return Difference(name, label, *sides)
    label = str(VersionForm.base_fields[name].label)
    if name == "domain":
        mine, theirs = (str(choices.domain.get(pk, "")) for pk in (mine, theirs))
    return Difference(name, label, words_apart(mine, theirs), words_apart(theirs, mine))


def _row_words(prefix: str, row: dict[str, list[str]], choices: Choices) -> str:
    part, words = PARTS[prefix], []
    for name in row_fields(part):
        shared = getattr(choices, name, None) if name in ("skill", "role", "area", "source") else None
        if name == "skills":
            shared = choices.skill
        if name != "requires":
            words += [str(shared.get(value, "")) if shared is not None else value for value in row[name] if value]
    return " · ".join(word for word in words if word)


def words_apart(text: str, other: str) -> tuple[tuple[tuple[str, bool], ...], ...]:
    """The lines of a text, each as runs of words that the other text has too, or has not."""
    ours, others = text.split(" "), other.split(" ")
    runs: list[tuple[str, bool]] = []
    for change, start, end, _i, _j in difflib.SequenceMatcher(a=ours, b=others, autojunk=False).get_opcodes():
        if start != end:
            runs.append((" ".join(ours[start:end]) + " ", change != "equal"))
    return (tuple(runs),)
