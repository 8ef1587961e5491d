"""All rows of one kind in the guide editor: read from the form, checked against each other, saved in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext as _

from roles.models import GuideVersion
from roles.models.fields import Rank
from roles.quality import MOST_STEPS

from .choices import Choices
from .parts import PARTS, TABULAR, PartForm, lasting_key, part_model

MOST_ROWS = 1_000  # no guide comes near it; a forged count must not make a million forms
RANKS = [*Rank.values]


def row_count(data: Mapping[str, Any], prefix: str) -> int:
    """How many rows of this kind were sent."""
    try:
        return max(0, min(int(data.get(f"{prefix}-TOTAL_FORMS", 0)), MOST_ROWS))
    except ValueError:
        return 0


def place_of(data: Mapping[str, Any], prefix: str, index: int) -> float:
    """Where a row asked to stand; a row that does not say stands after all that do."""
    try:
        return float(int(data.get(f"{prefix}-{index}-position", "")))
    except ValueError:
        return MOST_ROWS + index


class Rows:
    """The rows of one kind, bound to what was sent (``data``) or to what is stored.

    Stored rows that were not sent stay as they are. ``more`` asks for one empty
    row, its value is what the row starts with.
    """

    def __init__(
        self,
        prefix: str,
        version: GuideVersion,
        choices: Choices,
        *,
        data: QueryDict | None = None,
        more: dict[str, Any] | None = None,
    ) -> None:
        self.prefix, self.version, self.choices, self.data = prefix, version, choices, data
        stored = list(getattr(version, prefix).all())
        self.forms = (
            self._sent(stored, data) if data is not None else [self._form(i, row) for i, row in enumerate(stored)]
        )
        if more is not None:
            self.forms.append(self._empty(len(self.forms), more))
            self.forms[-1].fields[next(iter(self.forms[-1].fields))].widget.attrs["autofocus"] = True
        for index, form in enumerate(self.forms):
            if data is None or form.data is not data:
                form.place = float(MOST_ROWS * 2 + index)
        self.errors: list[str] = []
        for number, form in enumerate((form for form in self if not form.removed), start=1):
            form.number = number
            if prefix in TABULAR:
                form.name_for_ears(_("row"))

    def _sent(self, stored: list[models.Model], data: QueryDict) -> list[PartForm]:
        forms = []
        by_pk = {str(row.pk): row for row in stored}
        keys = {str(row.key) for row in stored}  # type: ignore[attr-defined]  # every part has a key
        for index in range(row_count(data, self.prefix)):
            name = f"{self.prefix}-{index}"
            form = self._form(index, by_pk.pop(data.get(f"{name}-id", ""), None))
            form.place = place_of(data, self.prefix, index)
            form.removed = bool(data.get(f"{name}-DELETE"))
            if form.is_new and str(form.instance.key) in keys:
                form.instance.key = lasting_key("")
            keys.add(str(form.instance.key))
            forms.append(form)
        self.unsent = list(by_pk.values())
        return forms

    def _form(self, index: int | str, row: models.Model | None, initial: dict[str, Any] | None = None) -> PartForm:
        if row is None:
            key = lasting_key(self.data.get(f"{self.prefix}-{index}-key", "") if self.data is not None else "")
            row = part_model(self.prefix)(version=self.version, key=key)
            initial = {**self._start(), **(initial or {})}
        return PARTS[self.prefix](
            self.data, instance=row, prefix=f"{self.prefix}-{index}", choices=self.choices, initial=initial
        )

    def _start(self) -> dict[str, Any]:
        """What a new row of this kind has before anything is typed."""
        if self.prefix == "levels":
            taken = {level.rank for level in self.version.levels.all()}
            return {"rank": next((rank for rank in RANKS if rank not in taken), RANKS[-1])}
        return {"kind": "pro"} if self.prefix == "points" else {}

    def __iter__(self) -> Iterator[PartForm]:
        """The rows in the order they are to stand in; levels by rank, estimates by level."""
        return iter(sorted(self.forms, key=lambda form: (_rank(form), form.place)))

    def blank(self) -> PartForm:
        """An empty row for the browser to copy; its index is ``__prefix__``."""
        form = self._empty("__prefix__", {})
        if self.prefix in TABULAR:
            form.name_for_ears(_("new row"))
        return form

    def _empty(self, index: int | str, initial: dict[str, Any]) -> PartForm:
        data, self.data = self.data, None
        try:
            return self._form(index, None, initial=initial)
        finally:
            self.data = data

    @property
    def shown(self) -> list[PartForm]:
        return [form for form in self if not form.removed]

    @property
    def going(self) -> list[PartForm]:
        """Stored rows that were removed here and not saved yet."""
        return [form for form in self.forms if form.removed and not form.is_new]

    @property
    def total(self) -> int:
        return len(self.forms)

    @property
    def stored_count(self) -> int:
        return sum(not form.is_new for form in self.forms)

    def is_valid(self) -> bool:
        """Every row by itself, then the rows with each other."""
        kept = [form for form in self if form.is_row]
        valid = not [form for form in kept if not form.is_valid()]
        self._refuse_twins(kept)
        if self.prefix == "steps" and len(kept) > MOST_STEPS:
            self.errors.append(
                _("A roadmap has at most %(most)d steps; these are %(count)d. Remove some, then save.")
                % {"most": MOST_STEPS, "count": len(kept)}
            )
        if self.prefix == "steps":
            _refuse_later_needs(kept)
        return valid and not self.errors and not any(form.errors for form in kept)

    def _refuse_twins(self, kept: list[PartForm]) -> None:
        once = PARTS[self.prefix].once
        seen: set[Any] = {getattr(row, once) for row in self.unsent} if once else set()
        for form in kept:
            value = form.cleaned_data.get(form.once) if form.once and hasattr(form, "cleaned_data") else None
            if form.once and not form.has_changed():
                value = getattr(form.instance, form.once)
            if value is not None and value in seen:
                form.add_error(form.once, ValidationError(_("This is already listed."), code="twice"))
            seen.add(value)

    def save(self) -> None:
        """Write what changed and give every row its place, counted from 1. Call it inside a transaction."""
        model = part_model(self.prefix)
        gone = [form.instance.pk for form in self.going]
        kept = [form for form in self if form.is_row]
        # Rows that trade a value nobody else may have (two titles, two ranks) are taken out and put back.
        traded = [form for form in kept if not form.is_new and form.once in form.changed_data]
        model._default_manager.filter(pk__in=[*gone, *(form.instance.pk for form in traded)]).delete()
        for place, form in enumerate(kept, start=1):
            moved = form.instance.position != place
            form.instance.position = place
            if form in traded:
                form.instance.save(force_insert=True)
            elif form.is_new or form.has_changed():
                form.instance.save()
            elif moved:
                form.instance.save(update_fields=["position"])


def _rank(form: PartForm) -> int:
    if form.prefix is None or not form.prefix.startswith(("levels-", "estimates-")):
        return 0
    value = form["rank" if form.prefix.startswith("levels-") else "level"].value()
    return RANKS.index(value) if value in RANKS else len(RANKS)


def _refuse_later_needs(steps: list[PartForm]) -> None:
    places = {str(form.instance.key): form.number for form in steps}
    for form in steps:
        later = [key for key in form.ticked("requires") if places.get(key, 0) > form.number]  # type: ignore[attr-defined]
        if later:
            form.add_error(
                "requires",
                _("This step needs step %(number)d first, which stands after it.") % {"number": places[later[0]]},
            )
