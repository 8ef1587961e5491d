"""Words of a skill's page: why a guide draws no pay at the level that asks for it, and who else asks for what."""

from __future__ import annotations

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from roles import crumbs
from roles.crumbs import Crumb
from roles.selectors.skills import Lesson, SkillPage
from roles.templatetags.guide import hours_of

register = template.Library()

REFUSALS = {
    "management": gettext_lazy("No pay by level: managers of every level are counted together"),
    "residual": gettext_lazy("No pay by level: counted with other kinds of work"),
    "withheld": gettext_lazy("No pay by level: the publisher withholds it"),
    "no_wage": gettext_lazy("No pay by level: no official wage is published"),
    "no_occupation": gettext_lazy("No pay by level: no official occupation is matched"),
    "other_levels": gettext_lazy("Its guide gives no pay for this level"),
}
OTHERS = {
    "skill": gettext_lazy("Other skills in the same guides"),
    "tool": gettext_lazy("Other tools in the same guides"),
    "knowledge": gettext_lazy("Other knowledge in the same guides"),
    "certification": gettext_lazy("Other certifications in the same guides"),
}
KINDS = {
    "skill": gettext_lazy("Skills"),
    "tool": gettext_lazy("Tools"),
    "knowledge": gettext_lazy("Knowledge"),
    "certification": gettext_lazy("Certifications"),
}


@register.filter
def no_level_pay(refusal: str) -> str:
    """Why there is no pay at the level, in words."""
    return str(REFUSALS.get(refusal, REFUSALS["other_levels"]))


@register.filter
def kin_heading(kind: str) -> str:
    """Others of one kind: "Other tools in the same guides"."""
    return str(OTHERS[kind])


@register.filter
def guides(count: int) -> str:
    """ "1 guide", "4 guides"."""
    return ngettext("%(count)d guide", "%(count)d guides", count) % {"count": count}


@register.filter
def kind_heading(kind: str) -> str:
    """Many of one kind: "Tools"."""
    return str(KINDS[kind])


@register.filter
def lesson_hours(lesson: Lesson) -> str:
    """ "40–90 hours"; empty where none are given."""
    return hours_of(lesson.hours_low, lesson.hours_high)


@register.simple_tag
def skill_crumbs(page: SkillPage) -> tuple[Crumb, ...]:
    """The way down to this skill."""
    return crumbs.to_skill(page.name)


@register.simple_tag
def skill_next() -> list[dict[str, str]]:
    """Links out of a skill that no guide asks for."""
    return [
        {"text": _("See every skill that a guide asks for"), "url": reverse("skill_list")},
        {"text": _("Browse every guide"), "url": reverse("role_list")},
    ]


@register.simple_tag
def skill_search_next() -> list[dict[str, str]]:
    """What to try where no skill is called so."""
    return [
        {"text": _("Check the spelling, or try a shorter part of the name")},
        {"text": _("See every skill that a guide asks for"), "url": reverse("skill_list")},
        {"text": _("Search roles instead"), "url": reverse("role_list")},
    ]
