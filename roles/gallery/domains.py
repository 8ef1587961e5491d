"""Components of a field of work, and the head that every page carries."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from roles.selectors.domains import DomainPage, PaySpan, SharedSkill
from roles.selectors.rows import RoleList
from roles.seo import PageHead

from . import samples
from .entries import State, component

_SKILLS = (SharedSkill("planning", "Planning", 4), SharedSkill("writing", "Writing", 2))
_SPAN = PaySpan(
    70_000,
    "Sample Role",
    2,
    110_000,
    "Other Role",
    0,
    "USD",
    "Sample wages, no real release",
    samples.SOURCES[0].citation,
)


def _page(**changes: Any) -> dict[str, Any]:
    whole: dict[str, Any] = {
        "slug": "sample-field", "name": "Sample field", "summary": samples.SUMMARY,
        "page": Paginator(["sample-role"], 20).page(1), "roles": RoleList((), (), (), ()), "skills": _SKILLS,
        "shared_count": 2, "span": _SPAN, "pairs": (), "others": (), "total": 4, "whole": 12,
    }  # fmt: skip
    return {"page": DomainPage(**(whole | changes))}


def _shares(*skills: SharedSkill) -> dict[str, Any]:
    return {"skills": skills, "total": 4}


def _head(**changes: Any) -> dict[str, Any]:
    whole: dict[str, Any] = {
        "title": "Sample Role · Careers",
        "name": "Sample Role",
        "description": samples.SUMMARY,
        "canonical": "https://careers.example/roles/sample-role/",
    }
    return {"head": PageHead(**(whole | changes)), "site_name": "Careers", "site_url": "https://careers.example"}


ENTRIES = (
    component(
        "domain_masthead",
        _("The head of a field of work."),
        State(_("Several guides"), _page),
        State(_("No two medians to compare, no skill in common"), partial(_page, span=None, skills=(), shared_count=0)),
        State(_("No guide yet"), partial(_page, total=0, span=None)),
        State(_("Long words"), partial(_page, name=samples.LONG)),
        State(_("Right to left"), partial(_page, name=samples.RTL, summary=samples.RIGHT_TO_LEFT.summary)),
        frame="wide",
    ),
    component(
        "skill_share",
        _("How many guides of a field list each skill."),
        State(_("Several"), partial(_shares, *_SKILLS)),
        State(_("One, long words"), partial(_shares, SharedSkill("long", samples.LONG, 3))),
        State(_("Right to left"), partial(_shares, SharedSkill("rtl", samples.RTL, 2))),
    ),
    component(
        "middle_half",
        _("What an official cell says that no level is drawn from."),
        State(_("Both ends"), partial(dict, row=samples.RESIDUAL)),
        State(
            _("Top-coded"),
            lambda: {"row": samples.wage(p75=200_000, p90=None, flags={"p75": "top_coded", "p90": "top_coded"})},
        ),
        State(_("An end withheld: nothing is drawn"), partial(dict, row=samples.WITHHELD)),
        frame="words",
    ),
    component(
        "page_head",
        _("What a page says of itself to browsers, search engines and whoever shares its link. Shown as text."),
        State(
            _("Kept by search engines, with structured data"), partial(_head, kind="article", data='{"@type": "Thing"}')
        ),
        State(_("In another form, too"), partial(_head, alternates=(("application/json", "/roles/sample-role.json"),))),
        State(_("Kept nowhere"), partial(_head, canonical="")),
        frame="source",
    ),
)
