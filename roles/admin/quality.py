"""The quality of a draft as its editor sees it: the score, its parts, what to mend and where, and the reason asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from roles import findings
from roles.findings import Told
from roles.models import GuideVersion
from roles.models.fields import Rank
from roles.quality import GATE, Quality, Where

from .fields import cut_nothing, text

FIRST = 8  # what is listed before "more"

# Where the editor's screen shows a section of a guide.
PANELS = {
    "summary": "fieldset-0",
    "overview": "fieldset-0",
    "what_they_do": "fieldset-0",
    "break_in": "fieldset-0",
    "pros": "points",
    "cons": "points",
    "not_for_you_if": "points",
    "seo_title": "fieldset-1",
    "seo_description": "fieldset-1",
    "reviewed_on": "fieldset-2",
    "change_note": "fieldset-2",
}
_SIDES = {"choose_a": "choose_first", "choose_b": "choose_second"}
_POINTS = {"pros": "pro", "cons": "con", "not_for_you_if": "not_for_you_if"}


class ReasonForm(forms.Form):
    """Why a guide below the gate is published all the same."""

    use_required_attribute = False
    gate_reason = forms.CharField(label=_("Reason"), max_length=500, required=False, widget=text(2))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        cut_nothing(self)


@dataclass(frozen=True, slots=True)
class PartLine:
    name: str
    got: int
    possible: int


@dataclass(frozen=True, slots=True)
class Panel:
    """The quality panel. ``refusals`` and ``fixes`` are findings in words, each with its address or ""."""

    score: int
    gate: int
    is_below: bool
    parts: tuple[PartLine, ...]
    refusals: tuple[tuple[Told, str], ...]
    fixes: tuple[tuple[Told, str], ...]
    places: frozenset[str]

    @property
    def first(self) -> tuple[tuple[Told, str], ...]:
        return self.fixes[:FIRST]

    @property
    def more(self) -> tuple[tuple[Told, str], ...]:
        return self.fixes[FIRST:]

    @property
    def to_go(self) -> int:
        """Points up to the gate; 0 or less where it is reached."""
        return self.gate - self.score


def panel(version: GuideVersion, quality: Quality) -> Panel:
    """What the editor of this version shows; asks nothing that the editor has not read already."""
    return _panel(quality, partial(_address, version))


def words_panel(quality: Quality) -> Panel:
    """The same of the words about a pair."""
    return _panel(quality, _words_address)


def _panel(quality: Quality, address: Callable[[Where], str]) -> Panel:
    costly = (finding.where.section for finding in quality.findings if finding.rule.cost)
    return Panel(
        score=quality.score,
        gate=GATE,
        is_below=quality.is_below,
        parts=tuple(PartLine(findings.part_name(part.key), part.got, part.possible) for part in quality.parts),
        refusals=tuple((told, address(told.finding.where)) for told in findings.refusals(quality)),
        fixes=tuple((told, address(told.finding.where)) for told in findings.told(quality)),
        places=frozenset(PANELS.get(section, section) for section in costly),
    )


def _address(version: GuideVersion, where: Where) -> str:
    """Where on the editor's screen it can be mended, or on which page; "" for a call to action, which is no part of it."""
    section = where.section
    if section == "call":
        return ""
    if section == "occupations":
        return reverse("admin:roles_role_change", args=[version.role_id])
    if PANELS.get(section, "").startswith("fieldset"):
        return f"#id_{section}"
    prefix = PANELS.get(section, section)
    if where.row is None:
        return f"#{prefix}-group"
    return f"#{prefix}-{_index(version, section, where.row)}"


def _words_address(where: Where) -> str:
    """Where on the screen of the words it can be mended."""
    if where.section == "contrasts":
        return f"#id_contrasts-{where.row or 0}-label"
    return f"#id_{_SIDES.get(where.section, where.section)}"


def _index(version: GuideVersion, section: str, row: int) -> int:
    """The number that the editor gives a row of RoleFacts, where levels stand by rank and points by kind."""
    if section == "levels":
        ranks = [level.rank for level in version.levels.all()]
        return sorted(range(len(ranks)), key=lambda index: Rank.values.index(ranks[index]))[row]
    if section in _POINTS:
        kinds = [point.kind for point in version.points.all()]
        return [index for index, kind in enumerate(kinds) if kind == _POINTS[section]][row]
    return row
