"""The form of what is written about two roles, and what it says part by part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles.models import ComparisonPage, ComparisonVersion, Role
from roles.models.comparison import MOST_CONTRASTS, validate_contrasts

from .fields import LineArea, RowField, cut_nothing, line, lines, text

CELLS = ("label", "first", "second")


class PairForm(forms.ModelForm):
    """Which two roles, in either order."""

    use_required_attribute = False
    first = RowField(label=gettext_lazy("One role"), empty=gettext_lazy("Choose a role"))
    second = RowField(label=gettext_lazy("The other"), empty=gettext_lazy("Choose a role"))

    class Meta:
        model = ComparisonPage
        fields = ["first", "second"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        shown = [field for field in self.fields.values() if isinstance(field, RowField)]
        rows = {str(role.pk): role for role in Role.objects.all()} if shown else {}
        for field in shown:
            field.rows = rows

    def clean(self) -> dict[str, Any]:
        """The role with the smaller key first, as the page keeps them."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        one, other = given.get("first"), given.get("second")
        if isinstance(one, Role) and one == other:
            raise ValidationError(_("Choose two different roles."))
        if isinstance(one, Role) and isinstance(other, Role):
            given["first"], given["second"] = sorted((one, other), key=lambda role: role.pk)
        return given


class ContrastTable(forms.Widget):
    """As many rows as there may be, each a label and one line for either role. Rows that are left empty are no rows."""

    columns: tuple[Any, ...] = (gettext_lazy("What differs"), "", "")

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[dict[str, str]]:
        return [
            {cell: " ".join(data.get(f"{name}-{row}-{cell}", "").split()) for cell in CELLS}
            for row in range(MOST_CONTRASTS)
        ]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-0-label"

    def render(self, name: str, value: Any, attrs: Mapping[str, Any] | None = None, renderer: Any = None) -> SafeString:
        given = [*(value or []), *({} for _row in range(MOST_CONTRASTS))][:MOST_CONTRASTS]
        area = LineArea(attrs={"class": "textarea textarea--line", "rows": 1})
        rows = [
            [
                (self.columns[place], f"id_{name}-{row}-{cell}", area.render(f"{name}-{row}-{cell}", said.get(cell, ""), {
                    "id": f"id_{name}-{row}-{cell}",
                    "aria-label": f"{self.columns[place]}, {row + 1}",
                }))
                for place, cell in enumerate(CELLS)
            ]
            for row, said in enumerate(given)
        ]  # fmt: skip
        return mark_safe(render_to_string("admin/comparison/contrasts.html", {"columns": self.columns, "rows": rows}))  # noqa: S308 - a template


class ContrastsField(forms.Field):
    """Rows of a label and two sides; a row with a gap is named by its number."""

    widget = ContrastTable

    def to_python(self, value: Any) -> list[dict[str, str]]:
        for number, row in enumerate(value, start=1):
            if any(row.values()) and not all(row.values()):
                raise ValidationError(_("Row %(number)d: give a label and both sides, or none.") % {"number": number})
        return [row for row in value if all(row.values())]

    def validate(self, value: list[dict[str, str]]) -> None:
        validate_contrasts(value)


class WordsForm(forms.ModelForm):
    """What is written about two roles. Points stand one a line, without bullets."""

    use_required_attribute = False
    contrasts = ContrastsField(label=gettext_lazy("Contrasts"), required=False)

    class Meta:
        model = ComparisonVersion
        fields = ["answer", "text", "contrasts", "choose_first", "choose_second", "seo_description", "change_note"]
        labels = {
            "answer": gettext_lazy("The short answer"),
            "text": gettext_lazy("What sets them apart"),
            "seo_description": gettext_lazy("Description"),
            "change_note": gettext_lazy("What changed"),
        }
        widgets = {
            "answer": line(),
            "text": text(14),
            "choose_first": text(4),
            "choose_second": text(4),
            "seo_description": text(2),
            "change_note": text(2),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.label_suffix = ""
        cut_nothing(self)
        page = self.instance.page
        table: Any = self.fields["contrasts"].widget
        table.columns = (ContrastTable.columns[0], page.first.title, page.second.title)
        for name, role in (("choose_first", page.first), ("choose_second", page.second)):
            self.fields[name].label = _("Choose %(role)s if you …") % {"role": role.title}

    def clean_choose_first(self) -> str:
        return "\n".join(lines(self.cleaned_data["choose_first"]))

    def clean_choose_second(self) -> str:
        return "\n".join(lines(self.cleaned_data["choose_second"]))

    @property
    def problems(self) -> list[tuple[str, str, str]]:
        """Every error as (where it is, its field's id, its words)."""
        return [
            (str(self.fields[name].label), self[name].id_for_label, str(error))
            for name, errors in self.errors.items()
            for error in errors
        ]

    def as_data(self) -> QueryDict:
        """What this form, unbound, would send if nothing were typed."""
        data = QueryDict(mutable=True)
        for name in self.fields:
            value = self[name].value()
            if name == "contrasts":
                data.update({f"{name}-{row}-{cell}": said[cell] for row, said in enumerate(value) for cell in CELLS})
            else:
                data[name] = str(value or "")
        return data


def said(data: QueryDict) -> dict[str, Any]:
    """What a sent form says, field by field; the contrasts as lines."""
    texts = {name: data.get(name, "").replace("\r\n", "\n").strip() for name in WordsForm.base_fields}
    rows = ContrastTable().value_from_datadict(data, None, "contrasts")
    texts["contrasts"] = "\n".join(" · ".join(row[cell] for cell in CELLS) for row in rows if any(row.values()))
    return texts


def resolve(sent: QueryDict, stored: QueryDict) -> QueryDict:
    """The form as chosen field by field (``choose-<name>`` is "mine" or "theirs"), ready to be saved."""
    data = sent.copy()
    for name in WordsForm.base_fields:
        if sent.get(f"choose-{name}") == "theirs":
            for key in [key for key in data if key == name or key.startswith(f"{name}-")]:
                del data[key]
            data.update({key: str(stored[key]) for key in stored if key == name or key.startswith(f"{name}-")})
    return data
