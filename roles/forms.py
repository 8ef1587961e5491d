"""What every public form has: texts kept exactly, and unreadable ones refused with words."""

from __future__ import annotations

from typing import Any, Self

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

# U+FFFD is what stands in for bytes that were no text.
_UNREADABLE = "\ufffd"


def readable(text: str) -> str:
    """The text unchanged; ``ValidationError`` if it holds NUL, half a character, or bytes that were no text.

    Emoji, right-to-left text and overrides are text and pass.
    """
    if "\x00" in text or _UNREADABLE in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise ValidationError(_("This holds characters we could not read. Type it again."), code="unreadable")
    return text


def printable(text: str) -> str:
    """The text with what no page can print replaced by U+FFFD, for giving a refused form back."""
    return "".join(
        _UNREADABLE if character == "\x00" or "\ud800" <= character <= "\udfff" else character for character in text
    )


class PublicForm(forms.Form):
    """A form anyone may send. Unreadable text is an error of its field; everything else typed is given back."""

    def __init__(self, data: Any = None, **options: Any) -> None:
        self._unreadable: list[str] = []
        if data is not None:
            data = data.copy()
            for name in list(data):
                if name in self.base_fields:
                    values = data.getlist(name)
                    if any(_is_unreadable(value) for value in values):
                        self._unreadable.append(name)
                    data.setlist(name, [printable(value) for value in values])
        super().__init__(data, label_suffix="", **options)

    def unjudged(self) -> Self:
        """The form with what was typed and without a word about it, for giving it back."""
        self._errors = ErrorDict()
        return self

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in self._unreadable:
            self._errors.pop(name, None)  # the field's own complaint about the same text adds nothing
            self.add_error(name, ValidationError(_("This holds characters we could not read. Type it again.")))
        return cleaned


def _is_unreadable(value: str) -> bool:
    try:
        readable(value)
    except ValidationError:
        return True
    return False
