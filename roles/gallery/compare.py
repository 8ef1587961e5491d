"""Components that set two roles side by side."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from roles.charts.pair import pair_chart
from roles.comparison.compared import Comparison, compare
from roles.facts import RoleFacts
from roles.templatetags.comparison import difference_html

from . import samples
from .entries import State, component


def _two(a: RoleFacts, b: RoleFacts) -> dict[str, Any]:
    return {"compared": compare(a, b)}


_TWIN = samples.role("other-role", wages=(samples.SHARED,))
_FEWER = samples.role("other-role", wages=(samples.OTHER_WAGE,), ranks=("mid", "lead"))
# Pairs by what can be said of their pay.
PAIRS: tuple[tuple[Any, RoleFacts, RoleFacts], ...] = (
    (_("A difference that may be said"), samples.OTHER, samples.OWN),
    (_("One occupation for both"), _TWIN, samples.SHARED_ROLE),
    (_("An editor’s figure: no difference"), samples.EDITORIAL, samples.OWN),
    (_("No figure for one"), samples.NO_OCCUPATION, samples.OWN),
    (_("No figure for either"), samples.NO_OCCUPATION, samples.NO_WAGE),
    (_("Management beside a residual group"), samples.MANAGERS, samples.LEFTOVERS),
    (_("Withheld beside top-coded"), samples.WITHHELD_ROLE, samples.OPEN_ENDED),
    (_("Other figures, not mixed in"), samples.UNSOURCED_ROLE, samples.role("other", wages=(samples.OTHER_WAGE,))),
    (_("Levels that only one has"), _FEWER, samples.OWN),
    (_("Long words, right to left"), samples.WORDY, samples.RIGHT_TO_LEFT),
    (_("Nothing but a title"), samples.BARE, samples.OWN),
)


def _every(make: Any = _two) -> tuple[State, ...]:
    return tuple(State(name, partial(make, a, b)) for name, a, b in PAIRS)


def _those(wanted: Any, make: Any = _two) -> tuple[State, ...]:
    """The states of which something holds, for components that pages leave out otherwise."""
    return tuple(State(name, partial(make, a, b)) for name, a, b in PAIRS if wanted(compare(a, b)))


def _chart(a: RoleFacts, b: RoleFacts) -> dict[str, Any]:
    compared = compare(a, b)
    return {"chart": pair_chart(compared), "compared": compared, "id": "sample-pair"}


def _headline(letter: str, a: RoleFacts, b: RoleFacts) -> dict[str, Any]:
    compared = compare(a, b)
    side = compared.a if letter == "a" else compared.b
    return {"side": side, "gap": compared.gap, "difference": difference_html(compared)}


def _overlap(a: RoleFacts, b: RoleFacts) -> dict[str, Any]:
    return {"skills": compare(a, b).skills, "title_a": a.title, "title_b": b.title}


def _one_set(name: str) -> dict[str, Any]:
    return {"skills": getattr(compare(samples.OTHER, samples.OWN).skills, name)}


def _cell(index: int = 0, **changes: Any) -> dict[str, Any]:
    pair = compare(samples.OTHER, samples.OWN).levels[index]
    return {"level": pair.a, "pay": pair.pay_a} | changes


def _sides(a: RoleFacts, b: RoleFacts) -> dict[str, Any]:
    return {"sides": compare(a, b).sides}


def _head(a: RoleFacts, b: RoleFacts) -> dict[str, Any]:
    compared = compare(a, b)
    return {"a": compared.a, "b": compared.b}


def _is_drawn(compared: Comparison) -> bool:
    return pair_chart(compared) is not None


_SAID, _ONE_OCCUPATION, _EDITORS, _ONE_WITHOUT = ((a, b) for _name, a, b in PAIRS[:4])
_SHORT = tuple(state for state in _every(_sides) if state.name in (PAIRS[0][0], PAIRS[9][0], PAIRS[10][0]))

ENTRIES = (
    component("versus", _("The head of a comparison."), *_every(), frame="wide"),
    component("verdict", _("The short answer."), *_every()),
    component("compare_facts", _("Key facts side by side."), *_every()),
    component("compare_head", _("The two columns that every table of a comparison has."),
              State(_("Two roles"), partial(_head, *_SAID)),
              State(_("Long words, right to left"), partial(_head, samples.WORDY, samples.RIGHT_TO_LEFT)),
              frame="table"),
    component("compare_headline", _("The headline of one of two roles."),
              State(_("The higher one, with the difference"), partial(_headline, "a", *_SAID)),
              State(_("The lower one"), partial(_headline, "b", *_SAID)),
              State(_("The same figure as A"), partial(_headline, "b", *_ONE_OCCUPATION)),
              State(_("An editor’s figure"), partial(_headline, "a", *_EDITORS)),
              State(_("No figure with a source"), partial(_headline, "a", *_ONE_WITHOUT)), frame="words"),
    component("compare_level", _("What a level is expected to do, in a cell."),
              State(_("With duties"), lambda: {"level": samples.OWN.levels[0]}),
              State(_("Without scope and duties"), lambda: {"level": samples.level("lead", scope="", duties=())}),
              State(_("No such level"), lambda: {"level": None}), frame="words"),
    component("compare_levels", _("What each level is expected to do, side by side."),
              *_those(lambda compared: compared.levels)),
    component("pair_chart", _("Pay of both on one scale, A solid and B hatched."), *_those(_is_drawn, _chart)),
    component("pair_levels", _("Pay at each level in a table."), *_those(lambda compared: compared.has_level_pay)),
    component("pair_level_cell", _("The pay of one level in that table."),
              State(_("Two ends"), _cell), State(_("The same as A"), partial(_cell, is_same=True)),
              State(_("Not estimated"), partial(_cell, pay=None)),
              State(_("No such level"), partial(_cell, level=None)), frame="cell"),
    component("pair_percentiles", _("Official cells of both, as published."),
              *_those(lambda compared: compared.cells)),
    component("pair_refusals", _("Why a side has no pay by level or no bars."),
              *_those(lambda compared: compared.refused or compared.shared_spread or not compared.has_one_scale)),
    component("skill_overlap", _("The skills of both in three sets."),
              State(_("Some shared"), partial(_overlap, *_SAID)),
              State(_("The same skills"), partial(_overlap, samples.OWN, samples.role("other-role"))),
              State(_("None shared"), partial(_overlap, samples.role("other-role", skills=(samples.skill("Hiring"),)),
                                              samples.OWN))),
    component("skill_overlap_list", _("One of the three sets."),
              State(_("Both"), partial(_one_set, "both")), State(_("Only one of the two"), partial(_one_set, "only_b"))),
    component("choose", _("What speaks for each role, in its editors’ words."), *_SHORT),
    component("apply_pair", _("One invitation, two buttons."), *_SHORT),
)  # fmt: skip
