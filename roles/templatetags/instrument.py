"""Small marks of the staff side: the state of a version or an application, and readings on a scale."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from roles.quality import LENGTHS

register = template.Library()

# A shape for every state, so that colour carries nothing alone.
_CIRCLE = '<circle cx="6" cy="6" r="5"/>'
_DISC = '<circle class="state__fill" cx="6" cy="6" r="5.5"/>'
_HALF = '<circle cx="6" cy="6" r="5"/><path class="state__fill" d="M6 1a5 5 0 0 0 0 10z"/>'
_TICK = '<path d="m1.5 6.5 3.2 3.2 6-7"/>'
_CROSS = '<path d="m2 2 8 8M10 2l-8 8"/>'
_DASH = '<path d="M1 6h10"/>'
_SQUARE = '<rect x="1" y="1" width="10" height="10"/>'
_CLOCK = '<circle cx="6" cy="6" r="5"/><path d="M6 3v3.2l2.2 1.4"/>'
SHAPES = {
    "draft": (_CIRCLE, ""),
    "in_review": (_HALF, ""),
    "approved": (_TICK, ""),
    "scheduled": (_CLOCK, ""),
    "published": (_DISC, "live"),
    "live": (_DISC, "live"),
    "superseded": (_DASH, "quiet"),
    "withdrawn": (_CROSS, "stop"),
    "set_aside": (_DASH, "quiet"),
    "never": (_CIRCLE, "quiet"),
    "new": (_SQUARE, "new"),
    "contacted": (_HALF, ""),
    "qualified": (_TICK, ""),
    "converted": (_DISC, "live"),
    "closed": (_DASH, "quiet"),
    "held": (_CLOCK, "warn"),
    "given": (_TICK, "live"),
    "confirmed": (_TICK, "live"),
    "expired": (_DASH, "quiet"),
    "done": (_DISC, "live"),
    "waits": (_CLOCK, ""),
    "dead": (_CROSS, "stop"),
}


@register.simple_tag
def state(key: str, words: Any) -> SafeString:
    """The mark of a state and its words."""
    shape, tone = SHAPES.get(key, (_CIRCLE, ""))
    return format_html(
        '<span class="state{}"><svg class="state__mark" viewBox="0 0 12 12" aria-hidden="true" focusable="false">'
        "{}</svg>{}</span>",
        f" state--{tone}" if tone else "",
        mark_safe(shape),  # noqa: S308 - one of the shapes above
        words,
    )


@register.simple_tag
def reading(field: Any, low: int, high: int, most: int) -> SafeString:
    """How many characters a field has, on a scale of 0 to ``most``, with the band that is aimed for."""
    count = len(str(field.value() or "").strip())
    out = not low <= count <= high
    at = min(count, most) / most * 100
    return format_html(
        '<div class="reading reading--short"><svg class="gauge" width="100%" height="12" aria-hidden="true"'
        ' focusable="false"><rect class="gauge__rest" y="5" width="100%" height="2"/>'
        '<rect class="gauge__band gauge__band--calm" x="{}%" y="2" width="{}%" height="8"/>'
        '<svg x="{}%" width="1" height="12" overflow="visible">'
        '<rect class="gauge__tick{}" x="-2" width="4" height="12"/></svg></svg>'
        '<span{} data-count-for="{}" data-lo="{}" data-hi="{}" data-most="{}" data-words="{}">{}</span></div>',
        f"{low / most * 100:.2f}",
        f"{(high - low) / most * 100:.2f}",
        f"{at:.2f}",
        " gauge__tick--out" if out else "",
        mark_safe(' class="reading__out"') if out else "",
        field.auto_id,
        low,
        high,
        most,
        _("%(count)s characters, aim for %(low)s–%(high)s") % {"count": "{n}", "low": low, "high": high},
        _("%(count)s characters, aim for %(low)s–%(high)s") % {"count": count, "low": low, "high": high},
    )


@register.simple_tag
def aimed(field: Any) -> SafeString:
    """The same of a field whose length counts for the guide's quality."""
    return reading(field, *LENGTHS[field.name])


@register.simple_tag
def score(value: int, gate: int) -> SafeString:
    """A mark at ``value`` on a scale of 0 to 100; the band is what is good, from ``gate``."""
    return format_html(
        '<svg class="gauge" width="100%" height="16" aria-hidden="true" focusable="false">'
        '<rect class="gauge__rest" y="7" width="100%" height="2"/>'
        '<rect class="gauge__band" x="{}%" y="4" width="{}%" height="8"/>'
        '<svg x="{}%" width="1" height="16" overflow="visible">'
        '<rect class="gauge__tick{}" x="-2" width="4" height="16"/></svg></svg>',
        gate,
        100 - gate,
        value,
        " gauge__tick--out" if value < gate else "",
    )


@register.simple_tag
def share(got: int, possible: int) -> SafeString:
    """How much there is of what could be, as a bar."""
    return format_html(
        '<svg class="gauge" width="100%" height="8" aria-hidden="true" focusable="false">'
        '<rect class="gauge__rest" width="100%" height="8"/>'
        '<rect class="gauge__band" width="{}%" height="8"/></svg>',
        f"{got / possible * 100:.2f}",
    )


@register.simple_tag
def gauge(value: float, good: float, most: float) -> SafeString:
    """A mark at ``value`` on a scale of 0 to ``most``; the band is what is good, from 0 to ``good``."""
    return format_html(
        '<svg class="gauge" width="100%" height="12" aria-hidden="true" focusable="false">'
        '<rect class="gauge__rest" y="5" width="100%" height="2"/>'
        '<rect class="gauge__band gauge__band--calm" y="2" width="{}%" height="8"/>'
        '<svg x="{}%" width="1" height="12" overflow="visible">'
        '<rect class="gauge__tick{}" x="-2" width="4" height="12"/></svg></svg>',
        f"{good / most * 100:.2f}",
        f"{max(0.0, min(value, most)) / most * 100:.2f}",
        " gauge__tick--out" if value > good else "",
    )


@register.filter
def grouped(number: int) -> str:
    """A whole number with its thousands set apart."""
    return number_format(number, force_grouping=True)


@register.filter
def labelled(cells: list[str], headers: list[dict[str, Any]]) -> list[SafeString]:
    """The cells of a list's row, each with its column's name for narrow screens, where no head is shown."""
    return [
        mark_safe(cell.replace("<td", format_html('<td data-label="{}"', capfirst(header["text"])), 1))  # noqa: S308
        for cell, header in zip(cells, headers, strict=True)
    ]


@register.filter
def value_of(field: Any) -> str:
    """What a field holds, as text."""
    return str(field.value() or "")


@register.filter
def ticked(form: Any, name: str) -> list[str]:
    """The values of a field's ticked boxes."""
    values: list[str] = form.ticked(name)
    return values


@register.filter
def skill_options(editor: Any, form: Any) -> list[tuple[str, str]]:
    """The skills a roadmap step may build: those of the guide, and any it names already."""
    named = [str(row.instance.skill_id or row["skill"].value() or "") for row in editor.rows["skills"].shown]
    keys = dict.fromkeys([*named, *form.ticked("skills")])
    return [(key, str(editor.choices.skill[key])) for key in keys if key in editor.choices.skill]


@register.filter
def earlier_steps(editor: Any, form: Any) -> list[tuple[str, int, str]]:
    """The steps that may come before this one, and any it names already: key, number, title."""
    named = form.ticked("requires")
    return [
        (str(step.instance.key), step.number, str(step["title"].value() or ""))
        for step in editor.rows["steps"].shown
        if step is not form and (step.number < form.number or str(step.instance.key) in named)
    ]
