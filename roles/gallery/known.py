"""Components of what a visitor marks as known. Script fills them; here they stand as the server sends them."""

from __future__ import annotations

from functools import partial

from django.utils.translation import gettext_lazy as _

from .entries import State, component

ENTRIES = (
    component(
        "known",
        _("Where script offers to mark what a visitor knows, then says how much of a list it is."),
        State(_("Above a list"), dict),
        State(_("On the page of one skill"), partial(dict, skill="sample-skill")),
        State(_("On a path: with the way to use the marks"), partial(dict, use="here")),
        State(_("In a comparison"), partial(dict, sides='[{"title": "Sample Role", "skills": ["sample-skill"]}]')),
        State(_("In a form that takes all marks"), partial(dict, use="all")),
        frame="form",
    ),
    component(
        "my_skills",
        _("All marks of this browser: what can be done with them, and their file."),
        State(_("Before script has filled it")),
    ),
)
