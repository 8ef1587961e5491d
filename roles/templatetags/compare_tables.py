"""Cells of a comparison's tables, and where a comparison stands among the site's pages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from roles import addresses, crumbs
from roles.comparison.compared import Comparison
from roles.comparison.levels import LevelRow
from roles.comparison.overlap import SkillRow
from roles.comparison.sides import LETTERS, Side
from roles.comparison.words import Words
from roles.crumbs import Crumb
from roles.facts import LevelFacts, LevelPay, OccupationFacts, Percentiles
from roles.money import money_html
from roles.selectors.finding import FoundRole
from roles.templatetags.guide import words

register = template.Library()

NOTES = {
    "core": gettext_lazy("core"),
    "important": gettext_lazy("important"),
    "complementary": gettext_lazy("complementary"),
}

WIDER = {
    "residual": gettext_lazy("what is counted nowhere else"),
    "management": gettext_lazy("managers of every level together"),
}


@register.filter
def importance_note(skill: SkillRow) -> str:
    """How much a skill matters: "core in both", "core in A", or its importance in the one guide that names it."""
    named = [(letter, value) for letter, value in zip(LETTERS, skill.importances, strict=False) if value is not None]
    note = {"importance": NOTES[skill.importance]}
    if len(named) == 1:
        return str(note["importance"])
    if len({value for _letter, value in named}) == 1 and skill.is_common:
        return _("%(importance)s in both") % note
    letters = ", ".join(letter.upper() for letter, value in named if value == skill.importance)
    return _("%(importance)s in %(letters)s") % {**note, "letters": letters}


@register.filter
def known_sides(sides: Sequence[Side]) -> str:
    """Title and skills of each role as JSON, for the script that counts what a visitor knows of each."""
    return json.dumps(
        [{"title": side.facts.title, "skills": [skill.slug for skill in side.facts.skills]} for side in sides]
    )


@register.filter
def overlap_bar(compared: Comparison) -> list[dict[str, str]]:
    """The skills of a pair as segments of a bar, wide as their importance weighs, a hair's breadth apart."""
    skills = compared.skills
    sets = (("a", skills.only(0)), ("both", skills.common), ("b", skills.only(1)))
    given = [(name, sum(row.weight for row in rows)) for name, rows in sets if rows]
    total = sum(weight for _name, weight in given)
    space = 0.3
    room = 100 - space * (len(given) - 1)
    segments, x = [], 0.0
    for name, weight in given:
        width = room * weight / total
        segments.append({"name": name, "x": f"{x:.2f}%", "width": f"{width:.2f}%"})
        x += width + space
    return segments


@register.filter
def level_pay(pay: LevelPay) -> SafeString:
    """A level's pay in a table cell: its two ends, and the median where an editor gives one."""
    median = SafeString()
    if pay.median is not None:
        amount = money_html(pay.median, pay.currency, cited=pay.source)
        median = format_html(_("median {amount}"), amount=amount)
    if pay.low is None and pay.high is None and median:
        return median
    ends = [
        (money_html(amount, pay.currency, cited=pay.source, flag=flag),)
        for amount, flag in ((pay.low, pay.low_flag), (pay.high, pay.high_flag))
    ]
    band = format_html_join(" – ", "{}", ends)
    return format_html("{}, {}", band, median) if median else band


@register.filter
def has_estimates(levels: Iterable[LevelRow]) -> bool:
    """At least one level is estimated from percentiles."""
    return any(pay is not None and pay.basis == "estimated_from_percentiles" for row in levels for pay in row.pays)


@register.filter
def rests_on(row: LevelRow) -> str:
    """What the pay of a level rests on, in each role that has one."""
    grounds = {letter.upper(): _ground(pay) for letter, pay in zip(LETTERS, row.pays, strict=False) if pay is not None}
    if len(set(grounds.values())) == 1:
        return next(iter(grounds.values()))
    return "; ".join(f"{letter}: {ground}" for letter, ground in grounds.items())


def _ground(pay: LevelPay) -> str:
    if pay.basis == "editorial":
        return pay.source
    return _("Between the %(ends)s") % {"ends": words(pay.level, "band")}


@register.filter
def counted(row: OccupationFacts | Percentiles) -> str:
    """Whom the occupation's wage counts, in a sentence: managers of every level, a residual group, several roles."""
    others = row.shared_with
    if row.specificity == "management":
        return _("Counts managers of every level together.")
    if row.specificity == "residual":
        return _("Counts what is counted nowhere else.")
    if row.specificity == "own":
        return _("No other role of this site is matched to it.")
    if others:
        return _("Counts %(roles)s.") % {"roles": _other_roles(others)}
    return _("Counts several kinds of work.")


def _other_roles(count: int) -> str:
    text = ngettext("%(count)d other role of this site too", "%(count)d other roles of this site too", count)
    return text % {"count": count}


def _wider(row: OccupationFacts) -> str:
    """Whom the occupation counts beside the role, in the words of ``counted``; empty for one of its own."""
    if row.specificity != "shared":
        return str(WIDER.get(row.specificity, ""))
    return _other_roles(row.shared_with) if row.shared_with else _("several kinds of work")


def plural_html(side: Side) -> SafeString:
    """The people of a role, set apart from the words around them."""
    return format_html("<bdi>{}</bdi>", side.facts.plural)


def names_html(sides: Sequence[Side]) -> SafeString:
    """The people of several roles in a row: "Coders", "Coders and Planners", "Coders, Planners and Testers"."""
    names = [plural_html(side) for side in sides]
    if len(names) < 2:
        return names[0] if names else SafeString()
    first = format_html_join(", ", "{}", ((name,) for name in names[:-1]))
    return format_html(_("{first} and {last}"), first=first, last=names[-1])


def occupation_text(side: Side, code: str | None, title: str | None) -> str:
    """An occupation that figures of the side are of, and in brackets whom it counts beside the role itself."""
    wider = next((_wider(row) for row in side.facts.occupations if row.code == code), "")
    return _("%(occupation)s (%(counted)s)") % {"occupation": title, "counted": wider} if wider else title or ""


@register.simple_tag
def versus_crumbs(compared: Comparison) -> tuple[Crumb, ...]:
    """The way down to this comparison."""
    return crumbs.to_comparison([side.facts.title for side in compared.sides])


@register.filter
def by_letter(row: LevelRow) -> list[tuple[str, LevelFacts | None]]:
    """The letter of each side with its level."""
    return list(zip(LETTERS, row.levels, strict=False))


@register.filter
def skill_counts(compared: Comparison) -> str:
    """How many skills each asks for alone, and how many several ask for: "4 only A, 5 both, 3 only B."

    Of three or four: "1 in all, 7 in two of them, 7 only A, 11 only B, 7 only C."
    """
    only = [(side.letter.upper(), len(compared.skills.only(place))) for place, side in enumerate(compared.sides)]
    alone = [_("%(count)d only %(letter)s") % {"count": count, "letter": letter} for letter, count in only]
    common = {"count": len(compared.skills.common)}
    if compared.is_pair:
        return ", ".join([alone[0], _("%(count)d both") % common, alone[1]]) + "."
    shared = [
        text % {"count": count}
        for size, text in ((3, _("%(count)d in three of them")), (2, _("%(count)d in two of them")))
        if size < len(only) and (count := len(compared.skills.asked_by(size)))
    ]
    return ", ".join([_("%(count)d in all") % common, *shared, *alone]) + "."


@register.filter
def reasons(written: Words | None, letter: str) -> tuple[str, ...]:
    """An editor's reasons to choose this side of a pair; none where nobody wrote about the two."""
    if not written:
        return ()
    return written.choose_a if letter == "a" else written.choose_b


@register.simple_tag
def ways_between(compared: Comparison) -> list[tuple[str, str, str]]:
    """Of a pair, both ways: from which role, to which, and where that is told."""
    a, b = (side.facts for side in compared.sides)
    return [
        (start.title, goal.title, addresses.path_address(start=start.slug, goal=goal.slug))
        for start, goal in ((a, b), (b, a))
    ]


@register.simple_tag
def instead(
    chosen: Sequence[FoundRole], unknown: Sequence[FoundRole], pick: FoundRole, slug: str, only: bool = False
) -> str:
    """Where a role is compared that stands for what was typed, with all else that was asked for."""
    texts = [*(each.slug for each in chosen), *(slug if each is pick else each.text for each in unknown)]
    query = [("roles", text) for text in texts] + ([("only", "differences")] if only else [])
    return f"{reverse('compare_picker')}?{urlencode(query)}"


@register.simple_tag
def compare_address(slugs: Sequence[str], only: bool = False) -> str:
    """Where these roles are compared."""
    return addresses.comparison(slugs, only=only)


@register.simple_tag
def with_role(slugs: Sequence[str], slug: str, only: bool = False) -> str:
    """Where these roles are compared with one more."""
    return addresses.comparison([*slugs, slug], only=only)


@register.simple_tag
def without(slugs: Sequence[str], slug: str, only: bool = False) -> str:
    """Where these roles are compared without this one; of two, where another can be chosen for it."""
    return addresses.comparison([other for other in slugs if other != slug], only=only)


@register.filter
def roadmap_hours(side: Side) -> str:
    """The hours of the whole roadmap: "400–700 hours"; empty where they are not all given."""
    if side.hours is None:
        return ""
    return hours_text(*side.hours)


def hours_text(low: int, high: int) -> str:
    """A range of hours of effort: "400–1,200 hours"."""
    return _("%(hours)s hours") % {"hours": f"{low:,}" if low == high else f"{low:,}–{high:,}"}
