"""Components of skills."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from roles.models import RoleDocument
from roles.selectors.rows import RoleList
from roles.selectors.skills import SkillPage

from . import samples
from .entries import State, component


def _page(**changes: Any) -> dict[str, Any]:
    whole: dict[str, Any] = {
        "slug": "sample-skill", "name": "Sample skill", "kind": "skill", "summary": samples.SUMMARY,
        "aliases": ("Sample name", "SN"), "page": Paginator([RoleDocument()], 20).page(1),
        "roles": RoleList((), (), (), ()), "total": 4, "whole": 12,
    }  # fmt: skip
    return {"page": SkillPage(**(whole | changes))}


ENTRIES = (
    component(
        "skill_masthead",
        _("The head of a skill."),
        State(_("Several guides ask for it"), _page),
        State(_("No guide, no other name, nothing said of it"), partial(_page, total=0, aliases=(), summary="")),
        State(_("Long words"), partial(_page, name=samples.LONG, aliases=(samples.LONG,))),
        State(_("Right to left"), partial(_page, name=samples.RTL, summary=samples.RIGHT_TO_LEFT.summary)),
        frame="wide",
    ),
)
