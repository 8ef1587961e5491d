"""Components of the desk: marks, readings, bars, ledgers and what the desk says."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from roles import findings
from roles.admin.quality import Panel, ReasonForm, panel
from roles.models import ComparisonPage, ComparisonVersion, GuideReport, GuideVersion, Role
from roles.quality import Finding, Quality, Where
from roles.templatetags.instrument import SHAPES

from . import samples
from .entries import Entry, State
from .foundations import SPECIMENS

_AT = datetime(2026, 1, 2, 9, tzinfo=UTC)


class _DeskForm(forms.Form):
    """Fields as the desk draws them."""

    use_required_attribute = False
    title = forms.CharField(label="Sample title", help_text="At most 20 characters.", max_length=20)
    kind = forms.ChoiceField(label="Sample choice", choices=[("a", "One"), ("b", "Another")])
    ticked = forms.BooleanField(label="Sample box", required=False)


def _form(name: str, data: dict[str, str] | None = None) -> dict[str, Any]:
    return {"field": _DeskForm(data, auto_id="sample-%s", label_suffix="")[name]}


def _reading(characters: int) -> dict[str, Any]:
    return {**_form("title", {"title": "x" * characters}), "low": 5, "high": 15, "most": 20}


def version(**changes: Any) -> GuideVersion:
    """A version that is in no table."""
    role = Role(pk=1, slug="sample-role", title="Sample Role")
    whole: dict[str, Any] = {
        "pk": 1, "role": role, "number": 3, "title": "Sample Role", "state": GuideVersion.State.DRAFT,
        "created_at": _AT, "updated_at": _AT, "change_note": "A sample note.",
    }  # fmt: skip
    return GuideVersion(**(whole | changes))


def _words_of(other: str) -> ComparisonVersion:
    """A version of words that is in no table."""
    first, second = Role(pk=1, slug="sample-role", title="Sample Role"), Role(pk=2, slug="other-role", title=other)
    page = ComparisonPage(pk=1, first=first, second=second)
    return ComparisonVersion(pk=1, page=page, number=1, state=ComparisonVersion.State.DRAFT, updated_at=_AT)


def _quality(*kinds: str) -> Panel:
    """The panel of a version in which these were found; every figure is a sample."""
    detail: dict[str, str | int] = {
        "count": 1,
        "least": 3,
        "amount": "1 USD",
        "is_markdown": False,
        "other": samples.LONG,
    }
    return panel(version(), Quality.of(Finding(kind, Where("summary"), detail) for kind in kinds))


BELOW = ("no_break_in", "no_figure", "no_occupation", "no_projection", "never_reviewed", "few_pros", "few_cons",
         "few_titles", "call_shared", "few_questions", "unrelated_role", "levels_refused")  # fmt: skip


def _bar(**changes: Any) -> dict[str, Any]:
    reason = ReasonForm(changes.pop("sent", None), auto_id="sample-%s", label_suffix="")["gate_reason"]
    whole = {
        "version": version(),
        "quality": _quality(),
        "reason": reason,
        "may_publish": True,
        "is_behind": False,
        "history": "#main",
    }
    return whole | changes


def _fix(kind: str, address: str) -> dict[str, Any]:
    [told] = findings.told(Quality.of([Finding(kind, Where("summary"))]))
    return {"told": told, "address": address}


def _report() -> GuideReport:
    return GuideReport(pk=1, role=Role(slug="sample-role", title="Sample Role"), kind="figure", received_at=_AT)


def _data(**data: Any) -> dict[str, Any]:
    return {"data": data}


def _side(side: str, *lines: str) -> dict[str, Any]:
    part = {"name": f"sample-{side}", "label": "Summary"}
    told = [[(line, index == 0)] for index, line in enumerate(lines)]
    return {"part": part, "side": side, "words": "Yours" if side == "mine" else "Theirs", "lines": told,
            "checked": side == "mine"}  # fmt: skip


def _staff(name: str, purpose: Any, template: str, *states: State, frame: str = "") -> Entry:
    return Entry(f"desk_{name}", purpose, template, states, frame=frame, is_staff=True)


ENTRIES = (
    _staff("state", _("The state of a version or an application, by shape, words and color."),
           f"{SPECIMENS}state_mark.html",
           *(State(key, partial(dict, key=key, words=key.replace("_", " ").capitalize())) for key in SHAPES)),
    _staff("reading", _("How much is written, on a scale with what is aimed for."), f"{SPECIMENS}reading.html",
           State(_("Nothing yet"), partial(_reading, 0)), State(_("Too short"), partial(_reading, 2)),
           State(_("As aimed for"), partial(_reading, 10)), State(_("Too long"), partial(_reading, 20))),
    _staff("field", _("A labelled field of the desk."), "admin/guide/field.html",
           State(_("Text with a hint"), partial(_form, "title")), State(_("Choice"), partial(_form, "kind")),
           State(_("Box, unticked"), partial(_form, "ticked")),
           State(_("Box, ticked"), partial(_form, "ticked", {"ticked": "on"})),
           State(_("Error"), partial(_form, "title", {"title": "x" * 21})),
           State(_("Long words"), partial(_form, "title", {"title": samples.LONG[:20]}))),
    _staff("edit_bar", _("The bar over a draft: its state, and what may be done."), "admin/guide/edit_bar.html",
           State(_("May publish"), _bar), State(_("May not publish"), partial(_bar, may_publish=False)),
           State(_("Something stands against it"), lambda: _bar(quality=_quality("no_summary"))),
           State(_("Below the gate: a reason is asked for"), lambda: _bar(quality=_quality(*BELOW), asks_reason=True)),
           State(_("The reason is too long"), lambda: _bar(quality=_quality(*BELOW), sent={"gate_reason": "x" * 501})),
           State(_("Behind: another version went live"), partial(_bar, is_behind=True)),
           State(_("Based on an older version"), lambda: _bar(version=version(based_on=version(pk=2, number=1))))),
    _staff("quality", _("The score of a draft as the sum of its parts, and what would raise it."),
           "admin/guide/quality.html",
           State(_("Whole"), lambda: {"quality": _quality()}),
           State(_("Below the gate"), lambda: {"quality": _quality(*BELOW)}),
           State(_("Something stands against publishing"), lambda: {"quality": _quality("no_summary", "amount")}),
           State(_("Typed and not saved"), lambda: {"quality": None})),
    _staff("fix", _("Something to mend in a guide: what, where, why, and the points it is worth."),
           "admin/guide/fix.html",
           State(_("With its way there"), partial(_fix, "no_break_in", "#main")),
           State(_("Elsewhere"), partial(_fix, "no_call", "")),
           State(_("To know, worth nothing"), partial(_fix, "levels_refused", "#main")), frame="fixes"),
    _staff("message", _("What the desk says after a press."), f"{SPECIMENS}message.html",
           State(_("Done"), partial(dict, text="Saved.", level="success")),
           State(_("Warning"), partial(dict, text="Version 3 is open already.", level="warning")),
           State(_("Error"), partial(dict, text="Nothing was changed.", level="error"))),
    _staff("alert", _("What must be known before going on."), f"{SPECIMENS}alert.html",
           State(_("To know"), partial(dict, text="Another version went live meanwhile.")),
           State(_("Wrong"), partial(dict, text="Saved, and not published.", is_error=True))),
    _staff("conflict_side", _("One of two texts that somebody must choose between; what only one has is marked."),
           "admin/guide/conflict_side.html",
           State(_("Mine"), partial(_side, "mine", "A text that was typed here.", "A line of both.")),
           State(_("Theirs"), partial(_side, "theirs", "A text that was saved meanwhile.", "A line of both.")),
           State(_("Nothing"), partial(_side, "theirs"))),
    _staff("drafts", _("Open drafts, in a ledger."), "admin/blocks/drafts.html",
           State(_("Several"), lambda: _data(drafts=[version(), version(title=samples.LONG), version(title=samples.RTL)])),
           State(_("One"), lambda: _data(drafts=[version()])), State(_("None"), partial(_data, drafts=[]))),
    _staff("word_drafts", _("Open drafts of the words about pairs; nothing where there is none."),
           "admin/blocks/word_drafts.html",
           State(_("Several"), lambda: _data(drafts=[_words_of("Other Role"), _words_of(samples.LONG), _words_of(samples.RTL)])),
           State(_("None: nothing is drawn"), partial(_data, drafts=[]))),
    _staff("reports", _("Reports of readers that wait."), "admin/blocks/reports.html",
           State(_("One"), lambda: _data(reports=[_report()], report_count=1)),
           State(_("None"), partial(_data, reports=[], report_count=0))),
)  # fmt: skip
