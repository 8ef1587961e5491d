"""What an official fact says besides its text, in words."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from roles.models import DraftCandidate
from roles.models.occupation_facts import Tier

register = template.Library()


@register.filter
def detail_words(candidate: DraftCandidate) -> str:
    """Rating, tier, demand or share, as the publisher gives it; empty where it says no more."""
    detail: dict[str, Any] = candidate.detail
    words = []
    if detail.get("canonical"):
        words.append(_("the occupation’s own title"))
    if short := detail.get("short_for"):
        words.append(_("short for %(title)s") % {"title": short})
    if task := detail.get("task"):
        words.append(_("core task") if task == "core" else _("supplemental task"))
    if detail.get("in_demand"):
        words.append(_("in demand for this occupation"))
    if detail.get("hot"):
        words.append(_("hot in postings of all kinds"))
    if category := detail.get("category"):
        words.append(str(category))
    if (importance := detail.get("importance")) is not None:
        words.append(_("importance %(rating)s of 5") % {"rating": number_format(importance, 2)})
    if (level := detail.get("level")) is not None:
        words.append(_("level %(rating)s of 7") % {"rating": number_format(level, 2)})
    if (percent := detail.get("percent")) is not None:
        words.append(_("%(share)s %% of those asked") % {"share": number_format(percent, 1)})
    if tier := detail.get("tier"):
        words.append(str(Tier(tier).label))
    return "; ".join(words)


@register.filter
def source_words(candidate: DraftCandidate) -> str:
    """The release, the occupation's code, and the month the fact is of; where it has none, the release's time."""
    when = date_format(candidate.dated_on, "F Y") if candidate.dated_on else candidate.release.covers
    return f"{candidate.release.label}, {candidate.occupation.code}, {when}"
