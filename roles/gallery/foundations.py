"""What components are made of: colors, type, and looks that are a class and no template."""

from __future__ import annotations

from functools import partial

from django.utils.translation import gettext_lazy as _

from . import samples
from .entries import Entry, State

SPECIMENS = "admin/gallery/specimens/"
_SURFACES = ("paper", "paper-sunken", "petrol-tint", "petrol-deep")
_INKS = (
    "ink",
    "ink-muted",
    "rule",
    "control",
    "petrol",
    "series-a",
    "series-b",
    "action",
    "focus-fill",
    "good",
    "error",
)
_SIZES = (
    ("3xl", "Display 3xl, width 114"),
    ("2xl", "Heading 2xl, width 114"),
    ("xl", "Lead paragraph xl, width 100"),
    ("lg", "Large text lg, for lists and statements"),
    ("md", "Body text md. 0123456789, tabular figures by default."),
    ("sm", "Small text sm, for tables and forms"),
    ("xs", "Data label xs, width 90, for sources and captions"),
)
_OPTIONS = (("Planner", "see Sample Role"), ("Sample Role", "Sample field"), ("Planning", "skill"))

ENTRIES = (
    Entry("colors", _("Every color has a name and two values, for light and for dark."), f"{SPECIMENS}colors.html", (
        State(_("Surfaces"), partial(dict, names=_SURFACES)), State(_("Inks, data and signals"), partial(dict, names=_INKS)))),
    Entry("type", _("Sizes and widths of the one font."), f"{SPECIMENS}type.html", (
        State(_("Every size"), partial(dict, sizes=_SIZES)),
        State(_("Long words"), partial(dict, sizes=[(size, samples.LONG) for size, _words in _SIZES])),
        State(_("Right to left"), partial(dict, sizes=[(size, samples.RTL) for size, _words in _SIZES])))),
    Entry("button", _("What a press does something with. Marigold is for applying alone."), f"{SPECIMENS}button.html", (
        State(_("Apply"), partial(dict, words="Apply Now", kind="apply", href="#state-1")),
        State(_("Primary"), partial(dict, words="Show guides", kind="primary")),
        State(_("Plain"), partial(dict, words="Read the guide")),
        State(_("Small"), partial(dict, words="Compare", kind="small")),
        State(_("Quiet"), partial(dict, words="Clear", kind="quiet")),
        State(_("Danger"), partial(dict, words="Withdraw", kind="danger")),
        State(_("As wide as its place"), partial(dict, words="Show guides", kind="wide")),
        State(_("Disabled"), partial(dict, words="Sending", disabled=True)),
        State(_("Apply, disabled"), partial(dict, words="Sending", kind="apply", disabled=True)),
        State(_("Long words"), partial(dict, words=samples.LONG, kind="wide")))),
    Entry("tag", _("A word about a thing."), f"{SPECIMENS}tag.html", (
        State(_("Core"), partial(dict, words="Core", kind="core")),
        State(_("Important"), partial(dict, words="Important", kind="important")),
        State(_("Plain"), partial(dict, words="Complementary")),
        State(_("Good"), partial(dict, words="Updated", kind="good")))),
    Entry("chip", _("A filter that is applied, or a small link."), f"{SPECIMENS}chip.html", (
        State(_("Filter applied"), partial(dict, words="Sample field", is_filter=True, url="#state-1")),
        State(_("Link"), partial(dict, words="Clear all", url="#state-2")))),
    Entry("combobox", _("A search with its suggestions open."), f"{SPECIMENS}combobox.html", (
        State(_("Open"), partial(dict, options=_OPTIONS)),
        State(_("The second is active"), partial(dict, options=_OPTIONS, active=2)),
        State(_("One, long words"), partial(dict, options=((samples.LONG, ""),)))), frame="open"),
)  # fmt: skip
