"""Components that say where figures come from and what became of them."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from roles.charts.history import history_chart
from roles.pay import ReleaseCell, by_release
from roles.selectors.changes import Change, CorrectionEntry, Figure, GuideChange, ReleaseRead
from roles.selectors.pay_history import PayHistory

from . import samples
from .entries import State, component


def _cell(year: int, median: int | None = 80_000, **changes: Any) -> ReleaseCell:
    """The sample cell of a year that no release is of, with a middle half around its median."""
    whole: dict[str, Any] = {
        "release": f"Sample wages {year}", "source": "Sample wages", "covers": f"May {year}",
        "citation": f"Sample publisher, Sample wages, May {year}", "occupation": "00-0001", "area": "99",
        "p25": median and median - 20_000, "median": median, "p75": median and median + 20_000,
    }  # fmt: skip
    return ReleaseCell(**(whole | changes))


def _history(*cells: ReleaseCell, left_out: int = 0) -> dict[str, Any]:
    steps = by_release(cells)
    history = PayHistory("00-0001", "Sample occupation 1", samples.AREA, "USD", steps, history_chart(steps), left_out)
    return {"history": history, "id": "sample-history"}


THREE = (_cell(2081, 80_000), _cell(2082, 82_000), _cell(2083, 81_000))
_TOP_CODED = _cell(2083, 100_000, p75=None, flags={"median": "top_coded", "p75": "withheld"})
_WITHHELD = _cell(2082, None, flags=dict.fromkeys(("p25", "median", "p75"), "withheld"))
_MISSING = _cell(2082, None, is_missing=True)

_SOURCED = Figure(80_000, "USD", samples.AREA, samples.SOURCES[0].citation)
_NAMELESS = Figure(90_000, "USD", samples.AREA, "")


def _entry(**changes: Any) -> CorrectionEntry:
    whole: dict[str, Any] = {
        "slug": "sample-role", "title": "Sample Role", "about": "Median pay", "before_text": "", "before": _NAMELESS,
        "after_text": "", "after": _SOURCED, "reason": "The sample figure named no source.",
        "corrected_on": samples.DAY, "noticed_by": "editor",
    }  # fmt: skip
    return CorrectionEntry(**(whole | changes))


_WORDS = _entry(
    slug="", title="", about="Roadmap", before=None, after=None, before_text="A sample step asked for a certificate.",
    after_text="It asks for a finished project.", reason="No sample posting asks for one.", noticed_by="reader",
)  # fmt: skip
_GUIDE = GuideChange("sample-role", "Sample Role", 1, "", is_new=True, is_live=True)
_CHANGES = (
    Change(samples.DAY, correction=_entry()),
    Change(samples.DAY, correction=_WORDS),
    Change(samples.DAY, guide=replace(_GUIDE, number=3, note="Shorter, and with a new step.", is_new=False)),
    Change(samples.DAY, guide=replace(_GUIDE, number=2, is_new=False, is_live=False)),
    Change(samples.DAY, guide=_GUIDE),
    Change(samples.DAY, guide=replace(_GUIDE, title=samples.RTL)),
    Change(samples.DAY, release=ReleaseRead("Sample wages", samples.SOURCES[0].citation, 3)),
)

_EDITORS = samples.role(wages=(samples.SHARED,), estimates=(samples.estimate(),))
_ELSEWHERE = samples.role(
    estimates=(samples.estimate(median=None, low=90_000, area="00", area_name="Another sample area"),)
)
_TWO = samples.role(wages=(samples.wage(), samples.RESIDUAL, samples.OTHER_WAGE))

ENTRIES = (
    component(
        "change_list",
        _("What changed on the site, entry by entry."),
        State(_("Every kind of entry"), lambda: {"changes": _CHANGES}),
        State(_("One"), lambda: {"changes": _CHANGES[-1:]}),
    ),
    component(
        "correction",
        _("What stood there, what stands there now, and why."),
        State(_("An amount without a source, and one with its source"), lambda: {"entry": _entry()}),
        State(_("In words, noticed by a reader"), lambda: {"entry": _WORDS}),
        State(_("An amount and words"), lambda: {"entry": _entry(before_text="It stood in the chart too.")}),
    ),
    component(
        "correction_figure",
        _("An amount of a correction with its place and source."),
        State(_("With its source"), lambda: {"figure": _SOURCED}),
        State(_("Without one"), lambda: {"figure": _NAMELESS}),
        frame="words",
    ),
    component(
        "pay_disagreement",
        _("Figures that are unlike the headline, and why they may be."),
        State(_("Without a source"), lambda: {"facts": samples.UNSOURCED_ROLE}),
        State(_("An editor’s headline, an official figure beside it"), lambda: {"facts": _EDITORS}),
        State(_("A range, of another place"), lambda: {"facts": _ELSEWHERE}),
        State(_("Two occupations"), lambda: {"facts": _TWO}),
        State(_("All agree: nothing is drawn"), lambda: {"facts": samples.OWN}),
    ),
    component(
        "pay_history",
        _("A role’s official pay by release, without a line where two may not be compared."),
        State(_("One release"), partial(_history, THREE[0])),
        State(_("Three that may be compared"), partial(_history, *THREE)),
        State(_("The last is top-coded"), partial(_history, *THREE[:2], _TOP_CODED)),
        State(_("The second is withheld"), partial(_history, THREE[0], _WITHHELD, THREE[2])),
        State(_("The second has no figure for the occupation"), partial(_history, THREE[0], _MISSING, THREE[2])),
        State(_("Two, of which one is withheld: no chart"), partial(_history, THREE[0], _WITHHELD)),
        State(
            _("Twelve of fifteen"),
            lambda: _history(*(_cell(2080 + n, 80_000 + 1_500 * n) for n in range(12)), left_out=3),
        ),
    ),
)
