"""Why two figures of one role may differ, in sentences made of what the facts say of both."""

from __future__ import annotations

from collections.abc import Callable

from django import template
from django.utils.translation import gettext as _

from roles import pay
from roles.facts import RoleFacts
from roles.pay import Disagreement
from roles.templatetags.guide import also_counts

register = template.Library()


@register.filter
def disagreements(facts: RoleFacts) -> tuple[Disagreement, ...]:
    """The figures of a guide that are unlike its headline."""
    return pay.disagreements(facts.pay, facts.sources)


@register.filter
def reasons(found: Disagreement) -> list[str]:
    """A sentence for each reason that holds; where none does, that nothing says why."""
    told = [SENTENCES[reason](found) for reason in found.reasons]
    return told or [_("Nothing that the two publications say of themselves explains it.")]


def _no_source(found: Disagreement) -> str:
    return _("Nobody is named for it, so nobody can check whom it counts, where and when.")


def _currency(found: Disagreement) -> str:
    return _("They are in different currencies, and nothing here is converted.")


def _place(found: Disagreement) -> str:
    other = found.estimate or found.cell
    return _("It is of %(there)s, the headline of %(here)s.") % {
        "there": other.area_name if other else "",
        "here": found.headline.area_name,
    }


def _time(found: Disagreement) -> str:
    other = found.estimate or found.cell
    return _("They are of different times: %(there)s, and %(here)s for the headline.") % {
        "there": (other.release if other else None) or "",
        "here": found.headline.release,
    }


def _measure(found: Disagreement) -> str:
    return _("It is a range, and the headline is a median.")


def _occupation(found: Disagreement) -> str:
    return _("Different people are counted: %(there)s, and %(here)s for the headline.") % {
        "there": _name(found.cell.occupation_title, found.cell.occupation) if found.cell else "",
        "here": _name(found.headline.occupation_title or "", found.headline.occupation or ""),
    }


def _group(found: Disagreement) -> str:
    row = found.cell or found.counted
    if row is None:
        return ""
    return _("%(occupation)s is not this role alone. Counted with it: %(others)s.") % {
        "occupation": _name(row.occupation_title, row.occupation),
        "others": also_counts(row)[:1].lower() + also_counts(row)[1:],
    }


def _name(title: str, code: str) -> str:
    return f"{title} ({code})"


SENTENCES: dict[str, Callable[[Disagreement], str]] = {
    "no_source": _no_source,
    "currency": _currency,
    "place": _place,
    "time": _time,
    "measure": _measure,
    "occupation": _occupation,
    "group": _group,
}
