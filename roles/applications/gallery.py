"""The apply form in the component gallery."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from roles.gallery import samples
from roles.gallery.entries import State, component
from roles.gallery.forms import sent

from .forms import ApplyForm

_WORDS = "I agree that Careers may email me about this sample application."
_MARKS = {"submission_key": "00000000-0000-4000-8000-000000000000", "consent_text": 1}
_FILLED = {
    **_MARKS,
    "name": "Sample",
    "email": "name@example.com",
    "current_role": "Planner",
    "experience": "mid",
    "goal": "To plan.",
    "consent": "yes",
}


def _form(data: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    form = ApplyForm(sent(data), auto_id="sample-%s", initial=_MARKS)
    return {"form": form, "action": "#states", "consent_words": _WORDS, **more}


ENTRIES = (
    component(
        "apply_form",
        _("Asks for help toward a role, with the consent that is kept beside it."),
        State(_("Empty"), _form),
        State(_("In a guide: two columns where there is room"), partial(_form, paired=True)),
        State(_("Filled"), partial(_form, _FILLED)),
        State(_("Every field wrong"), partial(_form, {**_MARKS, "email": "name@"})),
        State(_("Long words, right to left"), partial(_form, {**_FILLED, "name": samples.LONG, "goal": samples.RTL})),
        State(_("A button of its own"), partial(_form, button="Ask for help")),
    ),
)
