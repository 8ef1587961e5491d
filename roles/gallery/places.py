"""Components that name or choose a place. The places are samples; codes of three digits stand for no area."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from roles.selectors.areas import NATION, AreaChoice, AreaChoices

from . import samples
from .entries import State, component

STATE = AreaChoice("001", "state", "Sample state")
CITY = AreaChoice("00101", "metropolitan", "Sample City-Other Town")
_STATES = (STATE, AreaChoice("002", "state", "Other state"), AreaChoice("003", "state", samples.LONG))
_PLACES = (
    CITY,
    AreaChoice("00102", "metropolitan", samples.LONG),
    AreaChoice("0010003", "nonmetropolitan", "Countryside"),
)


def choices(chosen: AreaChoice) -> AreaChoices:
    """What may be chosen from a sample place on."""
    is_nation, is_state = chosen == NATION, chosen == STATE
    state = None if is_nation else STATE
    larger = () if is_nation else (NATION,) if is_state else (STATE, NATION)
    return AreaChoices(chosen, larger, state, _PLACES if state else (), _STATES)


def _picker(chosen: AreaChoice, **more: Any) -> dict[str, Any]:
    return {"choices": choices(chosen), "action": "#sample", **more}


_ADRIFT = AreaChoice("00201", "metropolitan", "Area without a state")

ENTRIES = (
    component(
        "area_picker",
        _("The place that figures are for; without a script, and nothing is remembered."),
        State(_("The nation"), lambda: _picker(NATION)),
        State(_("A state"), lambda: _picker(STATE)),
        State(_("A metropolitan area"), lambda: _picker(CITY)),
        State(
            _("An area whose state is not known, and an address that keeps more"),
            lambda: {
                "choices": AreaChoices(_ADRIFT, (NATION,), None, (), _STATES),
                "action": "#sample",
                "kept": (("v", "2"),),
            },
        ),
    ),
    component(
        "local_jobs",
        _("How many people work in a place, and in proportion to the nation."),
        State(_("Both are published"), lambda: {"percentiles": (samples.LOCAL,)}),
        State(
            _("As many as in the nation, and two that are not published"),
            lambda: {
                "percentiles": (samples.wage(location_quotient=1.0), samples.wage(), samples.wage(employment=None))
            },
        ),
    ),
    component(
        "nearest_pay",
        _("Where the next larger place has what is not published here."),
        State(
            _("Two occupations"),
            lambda: {"nearest": (samples.NEAREST, samples.OTHER_WAGE), "slug": "sample-role"},
        ),
        State(_("Top-coded"), lambda: {"nearest": (samples.ABOVE_MEDIAN,), "slug": "sample-role"}),
    ),
    component(
        "older_wage",
        _("Figures of a release that was not followed for their occupation."),
        State(_("One occupation"), lambda: {"rows": (samples.OLDER,)}),
    ),
)
