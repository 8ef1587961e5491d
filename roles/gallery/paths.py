"""Components of a way from one role to another."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from roles.charts.path import hours_chart
from roles.facts import RoleFacts
from roles.paths import USUAL_HOURS, CareerPath, Stone, career_path, pay_ends, weeks
from roles.selectors.finding import FoundRole
from roles.selectors.path_picker import PickerPage, SkillChoice
from roles.selectors.paths import NearRole
from roles.selectors.rows import RoleRow

from . import samples
from .entries import State, component

_HAVE = {"writing": "Writing", "long": samples.LONG}
_LATER = samples.role(
    "other-role", wages=(samples.OTHER_WAGE,), skills=(replace(samples.SKILLS[0], from_level="senior"),)
)
WAYS: tuple[tuple[Any, RoleFacts | None, RoleFacts, dict[str, str]], ...] = (
    (_("Some carried over, some ticked"), samples.OTHER, samples.OWN, {"writing": "Writing"}),
    (_("Asked for later at the start"), _LATER, samples.OWN, {}),
    (_("From skills alone"), None, samples.OWN, _HAVE),
    (_("Everything is new"), samples.BARE, samples.OWN, {}),
    (_("From a role to itself"), samples.OWN, samples.OWN, {}),
    (_("No step, no figure"), samples.OWN, samples.role("sample-stepless", wages=(), roadmap=(), skills=(
        *samples.SKILLS, samples.skill("Hiring", from_level="lead")), outlook=None), {}),
    (_("No skill is listed"), samples.OWN, samples.BARE, {}),
    (_("Long words, right to left"), samples.WORDY, replace(samples.RIGHT_TO_LEFT, skills=(
        samples.skill(samples.LONG, slug="long-word"), samples.skill(samples.RTL, "important", slug="rtl"))), {}),
    (_("No steps are alike: no estimate for one"), None, samples.role(roadmap=(
        samples.ROADMAP[0], replace(samples.ROADMAP[2], skills=("Writing", "Planning")))), {"sample": "Sample"}),
)  # fmt: skip


def _way(start: RoleFacts | None, goal: RoleFacts, have: dict[str, str]) -> CareerPath:
    return career_path(goal, start=start, have=have)


def _path(start: RoleFacts | None, goal: RoleFacts, have: dict[str, str]) -> dict[str, Any]:
    return {"path": _way(start, goal, have)}


def _masthead(start: RoleFacts | None, goal: RoleFacts, have: dict[str, str]) -> dict[str, Any]:
    path = _way(start, goal, have)
    span = weeks(path.hours, USUAL_HOURS) if path.hours else None
    return {"path": path, "ends": pay_ends(start, goal), "hours": USUAL_HOURS, "span": span}


def _line(start: RoleFacts | None, goal: RoleFacts, have: dict[str, str]) -> dict[str, Any]:
    return {"chart": hours_chart(_way(start, goal, have))}


def _untaught(start: RoleFacts | None, goal: RoleFacts, have: dict[str, str]) -> dict[str, Any]:
    return {"skills": _way(start, goal, have).untaught}


def _form(start: RoleFacts | None, goal: RoleFacts, have: dict[str, str]) -> dict[str, Any]:
    return {"path": _way(start, goal, have), "hours": 10}


def _ends(start: RoleFacts | None, goal: RoleFacts) -> dict[str, Any]:
    return {"ends": pay_ends(start, goal)}


def _stones(*stones: Stone) -> dict[str, Any]:
    return {"path": _way(samples.OTHER, samples.OWN, {}), "stones": stones}


def _states(make: Any, wanted: Any = lambda path: True) -> tuple[State, ...]:
    """The ways of which something holds, for components that pages leave out otherwise."""
    return tuple(
        State(name, partial(make, start, goal, have))
        for name, start, goal, have in WAYS
        if wanted(_way(start, goal, have))
    )


def _near(*nears: NearRole) -> dict[str, Any]:
    sources = [near.row.source for near in nears if near.row.source]
    return {"rows": nears, "start": "other-role", "have": {"writing": "Writing"}, "sources": sources[:1]}


def _row(title: str = "Sample Role", **changes: Any) -> NearRole:
    row: dict[str, Any] = {
        "slug": "sample-role", "title": title, "domain_name": "Sample field", "summary": samples.SUMMARY, "skills": (),
        "amount": 80_000, "currency": "USD", "flag": "", "source": samples.SOURCES[0].citation, "p25": None, "p75": None,
        "growth_percent": None, "growth_period": "", "published_at": samples.OWN.published_at, "mark": None,
    }  # fmt: skip
    near: dict[str, Any] = {"known": 3, "skill_count": 9, "missing": ("Budgets", "Hiring"), "left": 4, "share": 40}
    row |= {name: value for name, value in changes.items() if name in row}
    near |= {name: value for name, value in changes.items() if name in near}
    return NearRole(row=RoleRow(**row), **near)


_TITLES = ("Other Role", "Sample Role")
_GROUPS = (
    ("skill", (SkillChoice("planning", "Planning", 9), SkillChoice("hiring", "Hiring", 2))),
    ("tool", (SkillChoice("long-word", samples.LONG, 1), SkillChoice("rtl", samples.RTL, 1))),
)
_NOBODY = FoundRole("plan", alike=(("sample-role", "Sample Role"), ("other-role", "Other Role")))


def _picker(**changes: Any) -> dict[str, Any]:
    page = PickerPage(_TITLES, changes.pop("groups", _GROUPS), changes.pop("find", ""))
    whole: dict[str, Any] = {
        "page": page, "start": FoundRole(""), "goal": FoundRole(""), "have": {}, "hours": USUAL_HOURS,
    }  # fmt: skip
    return whole | changes


def _role(role: FoundRole, **changes: Any) -> dict[str, Any]:
    return {"name": "from", "label": "The role you have", "role": role, "titles": (), "other": "", "have": {}} | changes


_LEAD = Stone("sample-lead", "Sample Lead", ("Writing", "Budgets"), 3, 2, 6)

ENTRIES = (
    component("path_masthead", _("The head of a way."), *_states(_masthead), frame="wide"),
    component("carry", _("Skills that come along."), *_states(_path, lambda path: path.carried)),
    component("path_line", _("The steps of a way, with their hours."), *_states(_line, lambda path: path.steps)),
    component("path_untaught", _("Missing skills that no step teaches."),
              *_states(_untaught, lambda path: path.untaught)),
    component("path_form", _("What is known already, and the hours of a week."),
              *_states(_form, lambda path: path.gap or path.have)),
    component("stones", _("Roles between two ends that are far apart."),
              State(_("Three"), partial(_stones, _LEAD, replace(_LEAD, slug="b", title=samples.LONG),
                                        replace(_LEAD, slug="c", title=samples.RTL))),
              State(_("One, which the goal’s editors name"),
                    partial(_stones, replace(_LEAD, reason="Half of them come from here.")))),
    component("path_pay", _("What both ends pay."),
              State(_("Two official figures"), partial(_ends, samples.OTHER, samples.OWN)),
              State(_("Management beside a residual group"), partial(_ends, samples.MANAGERS, samples.LEFTOVERS)),
              State(_("An editor’s figure"), partial(_ends, samples.EDITORIAL, samples.OWN)),
              State(_("No figure for one"), partial(_ends, samples.NO_OCCUPATION, samples.OPEN_ENDED)),
              State(_("The goal alone"), partial(_ends, None, samples.OWN))),
    component("near_list", _("Roles by how much of what they ask for is brought along."),
              State(_("Several"), partial(_near, _row(), _row("Other Role", missing=(), left=0, share=100, known=9),
                                          _row(samples.LONG, amount=None, source="", share=3),
                                          _row(samples.RTL, missing=("Budgets",), left=0))),
              State(_("Without a figure"), partial(_near, _row(amount=None, source="")))),
    component("path_picker", _("Where a way begins and where it leads."),
              State(_("Nothing chosen"), _picker),
              State(_("Some chosen, a skill looked for"), partial(
                  _picker, start=FoundRole("other-role", "other-role", "Other Role"), have=_HAVE, find="plan", hours=10)),
              State(_("Nothing is called so"), partial(_picker, find=samples.LONG, groups=())),
              State(_("A role that nobody knows"), partial(_picker, goal=_NOBODY))),
    component("path_role", _("A role by its name."),
              State(_("Empty"), partial(_role, FoundRole(""))),
              State(_("Found, with every role to suggest"),
                    partial(_role, FoundRole("sample-role", "sample-role", "Sample Role"), titles=_TITLES)),
              State(_("Not known, with roles called alike"), partial(_role, _NOBODY)),
              State(_("The goal is not known"), partial(_role, _NOBODY, name="to", other="sample-role")),
              State(_("Not known, nothing alike"), partial(_role, FoundRole(samples.LONG)))),
    component("path_hours", _("Hours a week for learning."), State(_("Chosen"), lambda: {"hours": 10}), frame="form"),
    component("skill_name", _("A skill, as an item of a list names it."),
              State(_("Plain"), lambda: {"slug": "planning", "name": "Planning"}),
              State(_("Long words"), lambda: {"slug": "long", "name": samples.LONG}), frame="words"),
)  # fmt: skip
