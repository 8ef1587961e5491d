"""The contents of the guide editor: every section with how much of it there is."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles.models.fields import Rank
from roles.selectors.candidates import OfferGroup

from .editor import GuideEditor

PROSE = ("summary", "overview", "what_they_do", "break_in")


@dataclass(frozen=True, slots=True)
class Section:
    """``count`` is words such as "3 of 4"; ``is_short`` says that something here costs the guide points."""

    anchor: str
    title: str
    count: str
    is_short: bool


_ROWS = (
    ("titles", gettext_lazy("Other titles")),
    ("skills", gettext_lazy("Skills")),
    ("levels", gettext_lazy("Levels and pay")),
    ("steps", gettext_lazy("Roadmap")),
    ("routes", gettext_lazy("Entry routes")),
    ("points", gettext_lazy("Pros and cons")),
    ("questions", gettext_lazy("Questions")),
    ("relations", gettext_lazy("Relations")),
)


def sections(editor: GuideEditor, offers: Sequence[OfferGroup], costly: Container[str] = ()) -> list[Section]:
    """In the order of the screen. Official facts are counted as long as any waits for a decision.

    ``costly`` holds the places of the screen where a finding costs points.
    """
    waiting = sum(len(group.undecided) for group in offers)
    found = [Section("offers-group", _("Official lists"), str(waiting or ""), False)] if offers else []
    found += [_filled(editor, costly, "fieldset-0", _("Title and prose"), PROSE)]
    for prefix, title in _ROWS:
        count = len(editor.rows[prefix].shown)
        words = _("%(count)d of %(all)d") % {"count": count, "all": len(Rank)} if prefix == "levels" else str(count)
        found.append(Section(f"{prefix}-group", str(title), words, prefix in costly))
    found.append(_filled(editor, costly, "fieldset-1", _("Search result"), ("seo_title", "seo_description")))
    found.append(_filled(editor, costly, "fieldset-2", _("Change note"), ("change_note",)))
    return found


def _filled(editor: GuideEditor, costly: Container[str], anchor: str, title: str, names: tuple[str, ...]) -> Section:
    count = sum(bool(str(editor.form[name].value() or "").strip()) for name in names)
    words = _("%(count)d of %(all)d") % {"count": count, "all": len(names)}
    return Section(anchor, title, words, anchor in costly)
