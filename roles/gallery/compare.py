"""Components that set two to four roles side by side."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from roles.charts.sides import sides_charts
from roles.comparison.compared import Comparison, compare
from roles.comparison.words import Contrast, Words
from roles.facts import RoleFacts
from roles.selectors.finding import FoundRole

from . import samples
from .entries import State, component

_TWIN = samples.role("other-role", wages=(samples.SHARED,))
_FEWER = samples.role("other-role", wages=(samples.OTHER_WAGE,), ranks=("mid", "lead"))
_THIRD = samples.role("third-role", wages=(samples.OPEN_ENDED.pay.percentiles[0],), skills=(samples.skill("Hiring"),))
# Roles by what can be said of their pay.
GROUPS: tuple[tuple[Any, tuple[RoleFacts, ...]], ...] = (
    (_("A difference that may be said"), (samples.OTHER, samples.OWN)),
    (_("One occupation for both"), (_TWIN, samples.SHARED_ROLE)),
    (_("An editor’s figure: no difference"), (samples.EDITORIAL, samples.OWN)),
    (_("No figure for one"), (samples.NO_OCCUPATION, samples.OWN)),
    (_("No figure for either"), (samples.NO_OCCUPATION, samples.NO_WAGE)),
    (_("Management beside a residual group"), (samples.MANAGERS, samples.LEFTOVERS)),
    (_("Withheld beside top-coded"), (samples.WITHHELD_ROLE, samples.OPEN_ENDED)),
    (_("Other figures, not mixed in"), (samples.UNSOURCED_ROLE, samples.role("other", wages=(samples.OTHER_WAGE,)))),
    (_("Levels that only one has"), (_FEWER, samples.OWN)),
    (_("Different places: no one scale"), (samples.IN_PLACE, samples.OTHER)),
    (_("Long words, right to left"), (samples.WORDY, samples.RIGHT_TO_LEFT)),
    (_("Nothing but a title"), (samples.BARE, samples.OWN)),
    (_("The same guide twice"), (samples.OWN, samples.role("other-role"))),
    (_("Three roles"), (samples.OTHER, samples.OWN, _FEWER)),
    (_("Four roles, two of one occupation"), (samples.OTHER, samples.OWN, _THIRD, samples.MANAGERS)),
    (_("Four roles, long words among them"), (samples.BARE, samples.OWN, samples.RIGHT_TO_LEFT, samples.WORDY)),
)
WORDS = Words(
    answer="Sample words: one plans, the other does.",
    text=samples.text("A sample text about the two."),
    contrasts=(Contrast("Judged on", "What was kept", "What was made"),),
    choose_a=("You like to see the whole.",),
    choose_b=("You like to finish a thing.",),
    seo_description="",
    number=1,
    published_at=datetime(2026, 1, 2, tzinfo=UTC),
)
_PICKS = tuple(
    FoundRole(title, title.lower().replace(" ", "-"), title) for title in ("Sample Role", samples.LONG, "Third")
)
_UNKNOWN = FoundRole("sampel", alike=(("sample-role", "Sample Role"), ("sample-lead", "Sample Lead")))


def _compared(guides: tuple[RoleFacts, ...], **more: Any) -> dict[str, Any]:
    return {"compared": compare(*guides)} | more


def _every(make: Any = _compared) -> tuple[State, ...]:
    return tuple(State(name, partial(make, guides)) for name, guides in GROUPS)


def _those(wanted: Any, make: Any = _compared) -> tuple[State, ...]:
    """The states of which something holds, for components that pages leave out otherwise."""
    return tuple(State(name, partial(make, guides)) for name, guides in GROUPS if wanted(compare(*guides)))


def _chart(guides: tuple[RoleFacts, ...]) -> dict[str, Any]:
    compared = compare(*guides)
    return {"chart": sides_charts(compared)[-1], "compared": compared, "id": "sample-chart"}


def _set(name: str) -> dict[str, Any]:
    skills = compare(samples.OTHER, samples.OWN).skills
    return {"skills": skills.common if name == "both" else skills.only(1)}


def _grid(guides: tuple[RoleFacts, ...]) -> dict[str, Any]:
    compared = compare(*guides)
    return {"rows": compared.skills.rows, "sides": compared.sides, "caption": "Sample skills"}


def _cell(index: int = 0, **changes: Any) -> dict[str, Any]:
    row = compare(samples.OTHER, samples.OWN).levels[index]
    return {"level": row.levels[0], "pay": row.pays[0]} | changes


def _same(guides: tuple[RoleFacts, ...]) -> dict[str, Any]:
    return {"rows": compare(*guides).same, "count": len(guides)}


def _sides(guides: tuple[RoleFacts, ...], **more: Any) -> dict[str, Any]:
    return {"sides": compare(*guides).sides} | more


def _fields(**given: Any) -> dict[str, Any]:
    return {"chosen": (), "unknown": (), "slugs": (), "blanks": range(2), "titles": ("Sample Role",)} | given


def _is_drawn(compared: Comparison) -> bool:
    return bool(sides_charts(compared))


_SAID = GROUPS[0][1]
_THREE, _FOUR, _LONG = GROUPS[13][1], GROUPS[14][1], GROUPS[15][1]
_SHORT = tuple(State(name, partial(_sides, guides)) for name, guides in (GROUPS[0], GROUPS[10], GROUPS[11], GROUPS[15]))
_PAIRS = _those(lambda compared: compared.is_pair and compared.skills.total)

ENTRIES = (
    component("versus", _("The head of a comparison, with the biggest difference."), *_every(), frame="wide"),
    component("series_key", _("The sign of a role in titles, tables and charts."),
              *(State(letter.upper(), partial(dict, letter=letter)) for letter in "abcd"), frame="words"),
    component("verdict", _("The short answer."), *_every(),
              State(_("With an editor’s words"), partial(_compared, _SAID, words=WORDS))),
    component("only_switch", _("Everything, or only what is different."),
              State(_("Everything"), partial(_compared, _SAID, only=False)),
              State(_("Only differences"), partial(_compared, _SAID, only=True))),
    component("differences", _("What sets roles apart, biggest first."), *_every(),
              State(_("With an editor’s words"), partial(_compared, _SAID, words=WORDS))),
    component("same_facts", _("What is the same, folded."), *_those(lambda compared: compared.same, _same)),
    component("compare_others", _("Figures that are not mixed in."),
              *_those(lambda compared: compared.has_other_figures)),
    component("compare_head", _("The columns that every table of a comparison has."),
              State(_("Two roles"), partial(_sides, _SAID)), State(_("Four roles"), partial(_sides, _FOUR)),
              State(_("Long words, right to left"), partial(_sides, _LONG)),
              frame="table"),
    component("compare_key", _("Whose value it is, on a phone."),
              State(_("C"), partial(dict, letter="c")), frame="words"),
    component("compare_level", _("What a level is expected to do, in a cell."),
              State(_("With duties"), lambda: {"level": samples.OWN.levels[0]}),
              State(_("Without scope and duties"), lambda: {"level": samples.level("lead", scope="", duties=())}),
              State(_("No such level"), lambda: {"level": None}), frame="words"),
    component("compare_levels", _("What each level is expected to do, side by side."),
              *_those(lambda compared: compared.levels)),
    component("compare_routes", _("How people come into each role."), *_SHORT),
    component("compare_outlook", _("The projection of each role’s occupation."), *_SHORT),
    component("compare_chart", _("Pay of the roles on one scale, or of one on its own."), *_those(_is_drawn, _chart)),
    component("compare_pay", _("Pay at each level in a table."), *_those(lambda compared: compared.has_level_pay)),
    component("compare_pay_cell", _("The pay of one level in that table."),
              State(_("Two ends"), _cell), State(_("The same as A"), partial(_cell, same_as="a")),
              State(_("Not estimated"), partial(_cell, pay=None)),
              State(_("No such level"), partial(_cell, level=None)), frame="cell"),
    component("compare_percentiles", _("Official cells of all roles, as published."),
              *_those(lambda compared: compared.cells)),
    component("compare_refusals", _("Why a role has no pay by level or no bars."),
              *_those(lambda compared: compared.unpaid or compared.shared_spread)),
    component("skill_overlap", _("The skills of two in three sets."), *_PAIRS,
              State(_("Only differences"), partial(_compared, _SAID, only=True))),
    component("skill_overlap_list", _("One of the three sets."),
              State(_("Both"), partial(_set, "both")), State(_("Only one of the two"), partial(_set, "only"))),
    component("skill_grid", _("The skills of three or four in a table."),
              State(_("Three roles"), partial(_grid, _THREE)), State(_("Four roles"), partial(_grid, _LONG))),
    component("choose", _("What speaks for each role, in its editors’ words."), *_SHORT,
              State(_("With reasons of the comparison’s editor"), partial(_sides, _SAID, words=WORDS))),
    component("compare_change", _("Take a role away, or add one."),
              State(_("Two roles"), partial(_compared, _SAID, may_add=True, suggested=(("third", "Third Role"),))),
              State(_("Four roles"), partial(_compared, _LONG, may_add=False))),
    component("compare_fields", _("Fields in which roles to compare are chosen."),
              State(_("Nothing chosen"), _fields),
              State(_("One chosen"), partial(_fields, chosen=_PICKS[:1], slugs=("sample-role",), blanks=range(1))),
              State(_("A title that no guide has"), partial(_fields, chosen=_PICKS[1:2], slugs=(_PICKS[1].slug,),
                                                            unknown=(_UNKNOWN,), blanks=range(0)))),
    component("compare_many", _("More roles than may be compared."),
              State(_("To untick"), partial(dict, chosen=_PICKS))),
    component("apply_sides", _("One invitation, a button for each role."), *_SHORT),
)  # fmt: skip
