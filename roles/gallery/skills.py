"""Components of skills and of the list of them."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from roles.charts.lists import list_scale
from roles.facts import LevelPay
from roles.selectors.domains import SharedSkill
from roles.selectors.lists import Facet
from roles.selectors.skill_list import KindGroup, LetterGroup, ListedSkill
from roles.selectors.skills import Lesson, SkillPage, SkillUse
from roles.views.skills import SkillSearchForm

from . import samples
from .entries import State, component
from .forms import sent
from .lists import UNPAID, sample_row

_WAGES = samples.SOURCES[0].citation
_SKILLS = (SharedSkill("planning", "Planning", 4), SharedSkill("writing", "Writing", 2))


def _level(**changes: Any) -> LevelPay:
    whole: dict[str, Any] = {
        "level": "mid", "title": "Sample Role", "low": 80_000, "median": None, "high": 100_000, "currency": "USD",
        "basis": "estimated_from_percentiles", "low_label": "p25", "high_label": "median", "occupation": "00-0001",
        "occupation_title": "Sample occupation", "source": _WAGES, "source_number": 1,
    }  # fmt: skip
    return LevelPay(**(whole | changes))


def _use(number: int = 1, row: dict[str, Any] | None = None, **changes: Any) -> SkillUse:
    whole: dict[str, Any] = {
        "row": sample_row(number, **(row or {})), "importance": "core", "from_level": "mid", "pay": _level(),
        "refusal": "", "lessons": (Lesson("Plan a sample", 10, 40),),
    }  # fmt: skip
    return SkillUse(**(whole | changes))


_USES: tuple[tuple[Any, SkillUse], ...] = (
    (_("Core, with pay at the level and the step that teaches it"), _use()),
    (_("Top-coded at the upper end"), _use(2, pay=_level(high=200_000, high_flag="top_coded"), importance="important")),
    (_("An editor’s own figure"), _use(3, pay=_level(basis="editorial"), lessons=())),
    (_("No pay by level"), _use(4, pay=None, refusal="management", importance="complementary", lessons=())),
    (_("Withheld"), _use(5, pay=_level(low=None, low_flag="withheld"), lessons=())),
    (_("No figure at all"), _use(6, row=UNPAID, pay=None, refusal="no_occupation", lessons=())),
    (_("Long words"), _use(1, row={"title": samples.LONG}, lessons=(Lesson(samples.LONG, None, None),))),
    (_("Right to left"), _use(2, row={"title": samples.RTL}, lessons=(Lesson(samples.RTL, 10, 10),))),
)


def _page(*uses: SkillUse, **changes: Any) -> dict[str, Any]:
    paid = (_WAGES,) if any(use.row.amount for use in uses) else ()
    whole: dict[str, Any] = {
        "slug": "sample-skill", "name": "Sample skill", "kind": "skill", "summary": samples.SUMMARY,
        "aliases": ("Sample name", "SN"), "page": Paginator([0], 20).page(1), "uses": uses,
        "ticks": list_scale([]).ticks, "pay_sources": paid, "level_sources": paid,
        "fields": (Facet("sample-field", "Sample field", 3),), "beside": _SKILLS, "kin": _SKILLS, "total": 4,
        "core": 1, "junior": 2, "whole": 12,
    }  # fmt: skip
    return {"page": SkillPage(**(whole | changes))}


def _group(*names: str, aliases: tuple[str, ...] = ()) -> dict[str, Any]:
    skills = tuple(ListedSkill("sample", name, "tool", "", aliases, place) for place, name in enumerate(names, 1))
    return {"group": KindGroup("tool", (LetterGroup("S", skills),))}


def _search(text: str) -> dict[str, Any]:
    form = SkillSearchForm(sent({"q": text}), auto_id="skill-%s")
    form.is_valid()
    return {"form": form}


ENTRIES = (
    component(
        "skill_masthead",
        _("The head of a skill."),
        State(_("Several guides ask for it"), _page),
        State(
            _("No guide, no other name, nothing said of it"),
            partial(_page, total=0, core=0, junior=0, aliases=(), summary=""),
        ),
        State(_("Long words"), partial(_page, name=samples.LONG, aliases=(samples.LONG,))),
        State(_("Right to left"), partial(_page, name=samples.RTL, summary=samples.RIGHT_TO_LEFT.summary)),
        frame="wide",
    ),
    component(
        "skill_uses",
        _("The roles that ask for a skill, on one scale, with the sources below."),
        State(_("Many"), partial(_page, *(use for _name, use in _USES))),
        State(_("One"), partial(_page, _USES[0][1])),
        State(_("No figure at all"), partial(_page, _USES[5][1])),
    ),
    component(
        "skill_use",
        _("One role in such a list."),
        *(State(name, partial(dict, use=use)) for name, use in _USES),
        frame="skill uses",
    ),
    component(
        "skill_links",
        _("Skills with the number of guides that list each."),
        State(_("Several"), partial(dict, skills=_SKILLS)),
        State(_("One, long words"), lambda: {"skills": (SharedSkill("long", samples.LONG, 1),)}),
        State(_("Right to left"), lambda: {"skills": (SharedSkill("rtl", samples.RTL, 2),)}),
    ),
    component(
        "skill_index",
        _("Skills of one kind by letter."),
        State(_("Several"), partial(_group, "Sample A", "Sample B")),
        State(_("With other names"), partial(_group, "Sample A", aliases=("SA", "Example A"))),
        State(_("Long words"), partial(_group, samples.LONG, aliases=(samples.LONG,))),
        State(_("Right to left"), partial(_group, samples.RTL)),
    ),
    component(
        "skill_search",
        _("Finds skills by a part of a name."),
        State(_("Empty"), partial(_search, "")),
        State(_("Searched"), partial(_search, "plan")),
        State(_("Error: too long"), partial(_search, "plan " * 50)),
        frame="form",
    ),
)
