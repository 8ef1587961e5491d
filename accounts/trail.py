"""The audit trail as people read it: each action's code as a sentence, with a link where the reader may follow it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .models import AuditEntry, User

# A sentence with {who}, {what} and names of the entry's detail; or what makes one of that detail.
Sentence = str | Promise
Words = Sentence | Callable[[Mapping[str, Any]], Sentence]

_WORDS: dict[str, Words] = {}
# Rows of any table, where an action has no words of its own.
_ANY: dict[str, Sentence] = {
    "add": gettext_lazy("{who} added {what}"),
    "change": gettext_lazy("{who} changed {what}"),
    "delete": gettext_lazy("{who} deleted {what}"),
}


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the trail. ``times`` counts equal entries in a row, of which ``at`` is the last."""

    at: datetime
    sentence: SafeString
    times: int


def say(words: Mapping[str, Words]) -> None:
    """Add the words for actions. Raises ``ValueError`` for an action that has some already."""
    if twice := words.keys() & _WORDS.keys():
        raise ValueError(f"These actions have words already: {', '.join(sorted(twice))}")
    _WORDS.update(words)


def told_actions() -> frozenset[str]:
    """Every action that has words."""
    return frozenset(_WORDS)


def happenings(entries: Iterable[AuditEntry], *, reader: User, most: int) -> list[Happening]:
    """The entries in words, newest first, equal ones in a row as one. One query for each kind of subject."""
    runs = _runs(entries)[:most]
    subjects = _subjects(entry for entry, _times in runs)
    return [Happening(entry.at, _sentence(entry, subjects, reader), times) for entry, times in runs]


def sentences(entries: Sequence[AuditEntry], *, reader: User) -> dict[int, SafeString]:
    """Each entry in words, by its number. One query for each kind of subject."""
    subjects = _subjects(entries)
    return {entry.pk: _sentence(entry, subjects, reader) for entry in entries}


def _runs(entries: Iterable[AuditEntry]) -> list[tuple[AuditEntry, int]]:
    runs: list[tuple[AuditEntry, int]] = []
    for entry in entries:
        if runs and _is_same(runs[-1][0], entry):
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((entry, 1))
    return runs


def _is_same(one: AuditEntry, other: AuditEntry) -> bool:
    return all(
        getattr(one, name) == getattr(other, name) for name in ("actor_id", "action", "subject_type", "subject_id")
    )


def _subjects(entries: Iterable[AuditEntry]) -> dict[tuple[str, str], models.Model]:
    wanted: dict[str, set[str]] = {}
    for entry in entries:
        wanted.setdefault(entry.subject_type, set()).add(entry.subject_id)
    found: dict[tuple[str, str], models.Model] = {}
    for kind, numbers in wanted.items():
        rows = apps.get_model(kind)._default_manager.in_bulk([number for number in numbers if number.isdecimal()])
        found.update({(kind, str(pk)): row for pk, row in rows.items()})
    return found


def _sentence(entry: AuditEntry, subjects: Mapping[tuple[str, str], models.Model], reader: User) -> SafeString:
    who = str(entry.actor) if entry.actor is not None else _("A command")
    what = _subject(entry, subjects.get((entry.subject_type, entry.subject_id)), reader)
    words = _WORDS.get(entry.action) or _ANY.get(entry.action.partition(".")[2])
    detail = {name: _listed(value) for name, value in entry.detail.items()}
    if words is not None:
        try:
            text = words(entry.detail) if callable(words) else words
            return format_html(str(text), **{**detail, "who": who, "what": what})
        except KeyError:  # written before the action had this detail
            pass
    return format_html("{}: {}, {}", who, entry.action, what)


def _listed(value: Any) -> str:
    return ", ".join(str(one) for one in value) if isinstance(value, list) else str(value)


def _subject(entry: AuditEntry, row: models.Model | None, reader: User) -> SafeString:
    """The row's name, as a link for those who may see it."""
    app, _dot, model = entry.subject_type.partition(".")
    name = (
        str(row) if row is not None else f"{apps.get_model(entry.subject_type)._meta.verbose_name} {entry.subject_id}"
    )
    if row is not None and reader.has_perm(f"{app}.view_{model}"):
        try:
            return format_html('<a href="{}">{}</a>', reverse(f"admin:{app}_{model}_change", args=[row.pk]), name)
        except NoReverseMatch:  # a table without a page of its own
            pass
    return format_html("{}", name)
