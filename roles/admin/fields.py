"""Fields and widgets of the guide editor: fast selects, amounts as people type them, lines that wrap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _


class OneOf(forms.Select):
    """A select written without a template for each option: an editor page has thousands."""

    def render(self, name: str, value: Any, attrs: Mapping[str, Any] | None = None, renderer: Any = None) -> SafeString:
        chosen = "" if value is None else str(value)
        attributes = {**self.attrs, **(attrs or {}), "name": name}
        written = "".join(
            f" {key}" if given is True else f' {key}="{conditional_escape(given)}"'
            for key, given in attributes.items()
            if given not in (False, None)
        )
        options = "".join(_option(option, label, chosen) for option, label in self.choices)
        return format_html("<select{}>{}</select>", mark_safe(written), mark_safe(options))  # noqa: S308 - escaped above


def _option(value: Any, label: Any, chosen: str) -> str:
    key = "" if value is None else str(value)
    mark = " selected" if key == chosen else ""
    return f'<option value="{conditional_escape(key)}"{mark}>{conditional_escape(label)}</option>'


class RowField(forms.Field):
    """One row of a shared list. Its value is the row, or None where empty is allowed."""

    widget = OneOf
    default_error_messages = {"unknown": _("Choose one of the listed rows.")}

    def __init__(self, *, empty: Any = "", **options: Any) -> None:
        super().__init__(**options)
        self.empty = empty
        self._rows: Mapping[str, models.Model] = {}

    @property
    def rows(self) -> Mapping[str, models.Model]:
        return self._rows

    @rows.setter
    def rows(self, rows: Mapping[str, models.Model]) -> None:
        self._rows = rows
        widget = cast(Any, self.widget)
        if isinstance(widget, OneOf):
            widget.choices = [("", self.empty), *((pk, str(row)) for pk, row in rows.items())]

    def to_python(self, value: Any) -> models.Model | None:
        if value in self.empty_values:
            return None
        row = self._rows.get(str(value))
        if row is None:
            raise ValidationError(self.error_messages["unknown"], code="unknown")
        return row

    def prepare_value(self, value: Any) -> Any:
        return value.pk if isinstance(value, models.Model) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(self.prepare_value(initial) or "") != str(data or "")


class AmountField(forms.IntegerField):
    """A whole amount or number, as people type it: 98000, 98,000 or $98,000."""

    widget = forms.TextInput(attrs={"class": "input input--num", "inputmode": "numeric", "autocomplete": "off"})

    def to_python(self, value: Any) -> int | None:
        if isinstance(value, str):
            value = value.strip().lstrip("$€£").replace(",", "").replace(" ", "").replace("\u00a0", "")
        return super().to_python(value)


class ManyField(forms.MultipleChoiceField):
    """Several ticked boxes; which of them still exist is seen when the whole form is put together."""

    widget = forms.SelectMultiple

    def valid_value(self, value: str) -> bool:
        return True


def lines(text: str) -> Sequence[str]:
    """The lines of a text without bullets and empty ones."""
    return [stripped for line in text.splitlines() if (stripped := line.strip().lstrip("-•*").strip())]


def text(rows: int = 0) -> forms.Widget:
    """An input, or a text area of so many lines."""
    return (
        forms.Textarea(attrs={"class": "textarea", "rows": rows}) if rows else forms.TextInput(attrs={"class": "input"})
    )


def cut_nothing(form: forms.BaseForm) -> None:
    """Let browsers take long texts whole: they cut what is pasted without a word, where a form that comes back says so."""
    for field in form.fields.values():
        field.widget.attrs.pop("maxlength", None)


class LineArea(forms.Textarea):
    """One line of text that may be long: it wraps instead of hiding its end, and line breaks become spaces."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        value = super().value_from_datadict(data, files, name)
        return " ".join(value.split()) if isinstance(value, str) else value


def line() -> forms.Widget:
    return LineArea(attrs={"class": "textarea textarea--line", "rows": 1})


def select() -> OneOf:
    return OneOf(attrs={"class": "select"})
