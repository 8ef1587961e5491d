"""Components of public forms, on a form that no page has."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from roles.forms import PublicForm
from roles.views.report import ReportForm

from . import samples
from .entries import State, component

_KEY = "00000000-0000-4000-8000-000000000000"


class SampleForm(PublicForm):
    """A field of every kind that public forms use."""

    use_required_attribute = False
    name = forms.CharField(label="Sample name", max_length=20, error_messages={"required": "Enter your name"})
    email = forms.EmailField(
        label="Sample address",
        help_text="We send one message.",
        error_messages={"required": "Enter your email address", "invalid": "Enter an address like name@example.com"},
    )
    years = forms.IntegerField(label="Sample number", required=False)
    level = forms.ChoiceField(
        label="Sample choice",
        choices=[("", "Choose a level"), ("junior", "Junior"), ("long", samples.LONG)],
        error_messages={"required": "Choose a level"},
    )
    goal = forms.CharField(label="Sample text", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    agreed = forms.BooleanField(
        label="I agree to this sample sentence.", error_messages={"required": "Tick the box to agree"}
    )


FILLED = {
    "name": "Sample",
    "email": "name@example.com",
    "years": "3",
    "level": "junior",
    "goal": "A text.\nWith two lines.",
    "agreed": "on",
}
WRONG = {"name": "x" * 21, "email": "name@", "years": "many", "level": "", "goal": "\x00", "agreed": ""}
_FIELDS = {
    "name": _("Text"),
    "email": _("Email with a hint"),
    "years": _("Optional number"),
    "level": _("Choice"),
    "goal": _("Optional long text"),
}


def sent(data: Mapping[str, Any] | None) -> QueryDict | None:
    """As a browser would send it; None is a form that nobody has sent."""
    return QueryDict(urlencode(data)) if data is not None else None


def _field(name: str, data: dict[str, str] | None = None, **more: Any) -> dict[str, Any]:
    return {"field": SampleForm(sent(data), auto_id="sample-%s")[name], **more}


def _disabled() -> dict[str, Any]:
    form = SampleForm(sent(FILLED), auto_id="sample-%s")
    form.fields["level"].disabled = True
    return {"field": form["level"]}


def _summary(data: dict[str, str] | None = None, **more: Any) -> dict[str, Any]:
    return {"form": SampleForm(sent(data), auto_id="sample-%s"), **more}


def _report(**data: str) -> dict[str, Any]:
    form = ReportForm(sent({"submission_key": _KEY, **data})) if data else ReportForm(initial={"submission_key": _KEY})
    return {"form": form, "action": "#states"}


ENTRIES = (
    component(
        "field",
        _("A labelled field with its hint and its error."),
        *(State(words, partial(_field, name)) for name, words in _FIELDS.items()),
        *(State(_("Filled"), partial(_field, name, FILLED)) for name in _FIELDS),
        *(State(_("Error"), partial(_field, name, WRONG)) for name in _FIELDS),
        State(_("Disabled"), _disabled),
        State(_("Narrow"), partial(_field, "level", medium=True)),
        State(_("Long words"), partial(_field, "name", {"name": samples.LONG})),
        State(_("Right to left"), partial(_field, "goal", {"goal": samples.RTL})),
    ),
    component(
        "choice",
        _("A box to tick."),
        State(_("Unticked"), partial(_field, "agreed")),
        State(_("Ticked"), partial(_field, "agreed", FILLED)),
        State(_("Error"), partial(_field, "agreed", WRONG)),
        State(_("A long sentence"), partial(_field, "agreed", label=f"{samples.SUMMARY} {samples.LONG}")),
        frame="field",
    ),
    component(
        "field_error",
        _("What is wrong with a field."),
        State(_("One error"), partial(_field, "email", WRONG)),
        State(_("No error: nothing is drawn"), partial(_field, "email", FILLED)),
        frame="field",
    ),
    component(
        "attributes",
        _("The attributes of a widget, inside its tag."),
        State(_("A value and a word"), lambda: {"attrs": {"id": "sample-attrs", "maxlength": 20, "required": True}}),
        State(_("None"), lambda: {"attrs": {"class": "is the component's own", "disabled": False}}),
        frame="input",
    ),
    component(
        "error_summary",
        _("Everything that is wrong, first on the page, each linked to its field."),
        State(_("Several errors"), partial(_summary, WRONG)),
        State(_("One error"), partial(_summary, {**FILLED, "name": ""})),
        State(
            _("A title and a text of its own"), partial(_summary, title="Not sent", text="Every word is still here.")
        ),
        State(_("No error: nothing is drawn"), partial(_summary, FILLED)),
    ),
    component(
        "report_form",
        _("Tells the editors what is wrong in a guide."),
        State(_("Empty"), _report),
        State(_("Filled"), partial(_report, kind="figure", message="The year is wrong.")),
        State(_("Error"), partial(_report, kind="", message="")),
    ),
)
