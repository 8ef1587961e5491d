"""Components that say where figures come from and what became of them."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from roles.charts.history import history_chart
from roles.pay import ReleaseCell, by_release
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

ENTRIES = (
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
