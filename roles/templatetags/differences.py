"""What sets roles apart, printed: the name of each thing, each side's value, and why a value is not compared."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles.comparison.compared import Comparison
from roles.comparison.differences import Difference
from roles.comparison.sides import LETTERS
from roles.facts import Headline, LevelFacts, LevelPay, OccupationFacts, OutlookFacts, Percentiles
from roles.money import money_html, reference
from roles.templatetags.compare_tables import counted, hours_text, level_pay, occupation_text
from roles.templatetags.comparison import headline_html, skills_sentence
from roles.templatetags.guide import count, growth, words, years

register = template.Library()

NAMES = {
    "pay_median": gettext_lazy("Median pay a year"),
    "middle_half": gettext_lazy("Middle half of pay"),
    "level_pay": gettext_lazy("Pay: %(label)s"),
    "growth": gettext_lazy("Projected growth"),
    "openings": gettext_lazy("Openings a year"),
    "core_skills": gettext_lazy("Core skills"),
    "other_skills": gettext_lazy("Skills that are not core"),
    "first_level": gettext_lazy("Where the ladder begins"),
    "years": gettext_lazy("Years: %(label)s"),
    "roadmap_hours": gettext_lazy("Hours of the roadmap"),
    "entry_routes": gettext_lazy("Kinds of ways in"),
    "domain": gettext_lazy("Field of work"),
    "occupation": gettext_lazy("How it is matched"),
}
DIFFERENT = {
    "core_skills": gettext_lazy("Skills that are core in some of them only"),
    "other_skills": gettext_lazy("Skills, not core, that only some of them ask for"),
}
DIFFERENT_OF_TWO = {
    "core_skills": gettext_lazy("Skills that are core in only one of them"),
    "other_skills": gettext_lazy("Skills, not core, that only one of them asks for"),
}
REASONS = {
    "missing": gettext_lazy("Only one has a figure, so there is nothing to compare it with."),
    "editorial": gettext_lazy("A figure is our editors' own, so they are not subtracted."),
    "currency": gettext_lazy("In different currencies, so they are not compared."),
    "area": gettext_lazy("Of different places, so they are not compared."),
    "release": gettext_lazy("Of different releases, so they are not compared."),
    "component": gettext_lazy("From different publications, which may count different parts of pay: not compared."),
    "withheld": gettext_lazy("A figure is withheld, so they are not compared."),
    "top_coded": gettext_lazy("A figure is only known to be so much or more, so they are not compared."),
}
FIGURES = (Headline, Percentiles, LevelPay, OutlookFacts)
MOST_NAMES = 3  # of skills, where there is little room


@register.filter
def kind_name(row: Difference) -> str:
    """What the row is about: "Median pay a year", "Pay: Senior"."""
    different = (DIFFERENT_OF_TWO if len(row.values) == 2 else DIFFERENT) if row.size else {}
    name = different.get(row.kind, NAMES[row.kind])
    return str(name) % {"label": row.label} if row.label else str(name)


@register.filter
def refusal_text(row: Difference) -> str:
    """Why the values of the row are not compared."""
    return str(REASONS[row.reason])


@register.filter
def cells(row: Difference) -> list[dict[str, Any]]:
    """Each side's letter and its value as a cell prints it."""
    printed = _PRINTED[row.kind]
    return [
        {"letter": letter, "html": _absent(row.kind) if value is None else printed(value)}
        for letter, value in zip(LETTERS, row.values, strict=False)
    ]


@register.filter
def one_cell(row: Difference) -> SafeString:
    """The value that is the same for all."""
    value = next(value for value in row.values if value is not None)
    return _PRINTED[row.kind](value)


@register.filter
def shortly(row: Difference) -> SafeString:
    """The values of all sides in a line, each figure with the number of its source: "A $102,320, B $175,140"."""
    values = (
        (letter.upper(), _absent_text(row.kind) if value is None else _short(row.kind, value))
        for letter, value in zip(LETTERS, row.values, strict=False)
    )
    return format_html_join("; ", "<b>{}</b> {}", values)


def _short(kind: str, value: Any) -> SafeString:
    if kind == "pay_median":
        return headline_html(value)
    if kind == "middle_half":
        return format_html("{}{}", _ends(value), reference(value.source_number))
    if kind in {"growth", "openings", "level_pay"}:
        return format_html("{}{}", _SHORT[kind](value), reference(value.source_number))
    if kind in {"core_skills", "other_skills"} and len(value) > MOST_NAMES:
        named = ", ".join(value[:MOST_NAMES])
        return conditional_escape(_("%(names)s and %(more)d more") % {"names": named, "more": len(value) - MOST_NAMES})
    if kind in _SHORT:
        return conditional_escape(_SHORT[kind](value))
    return _PRINTED[kind](value)


@register.filter
def biggest_note(compared: Comparison) -> str:
    """Of the biggest difference: where and when its figures were counted, and as which occupations; or that no skill is shared."""
    biggest = compared.differences[0]
    if biggest.kind == "core_skills" and not compared.skills.common:
        return skills_sentence(compared)
    pairs = zip(compared.sides, biggest.values, strict=True)
    given = [(side, value) for side, value in pairs if isinstance(value, FIGURES)]
    if not given:
        return ""
    named = [
        f"{side.letter.upper()}: {occupation_text(side, value.occupation, value.occupation_title)}"
        for side, value in given
        if value.occupation_title
    ]
    return " ".join(f"{part}." for part in (_counted_in(given[0][1], compared.area_name), "; ".join(named)) if part)


def _counted_in(value: Headline | Percentiles | LevelPay | OutlookFacts, area_name: str) -> str:
    """The place and the release of a figure; the years of a projection."""
    if isinstance(value, OutlookFacts):
        return value.period
    if isinstance(value, LevelPay):
        return ", ".join(text for text in (area_name, value.source) if text)
    return f"{value.area_name}, {value.release}"


def _absent(kind: str) -> SafeString:
    """What stands in a cell whose side has no such value."""
    return format_html('<span class="compare-table__note">{}</span>', _absent_text(kind))


def _absent_text(kind: str) -> str:
    if kind in {"pay_median", "level_pay"}:
        return _("No figure with a source")
    if kind == "middle_half":
        return _("No official figure")
    if kind in {"growth", "openings"}:
        return _("No projection")
    if kind in {"first_level", "years"}:
        return _("The guide describes no such level")
    return _("The guide does not say")


# --- one function a kind ------------------------------------------------------------------


def _big(value: object, note: object) -> SafeString:
    """A value with what it is of below it."""
    return format_html(
        '<span class="compare-table__value">{}</span><span class="compare-table__note">{}</span>', value, note
    )


def _headline(headline: Headline) -> SafeString:
    note = (
        _("%(occupation)s, %(area)s, %(release)s")
        % {"occupation": headline.occupation_title, "area": headline.area_name, "release": headline.release}
        if headline.occupation_title
        else _("Our editors' figure, %(area)s") % {"area": headline.area_name}
    )
    return _big(headline_html(headline), note)


def _ends(row: Percentiles) -> SafeString:
    ends = (
        (money_html(amount, row.currency, cited=row.source, flag=row.flags.get(column)),)
        for column, amount in (("p25", row.p25), ("p75", row.p75))
    )
    return format_html_join(" – ", "{}", ends)


def _middle_half(row: Percentiles) -> SafeString:
    return _big(format_html("{}{}", _ends(row), reference(row.source_number)), row.occupation_title)


def _level_pay(pay: LevelPay) -> SafeString:
    note = _("Estimate: between the %(ends)s") % {"ends": words(pay.level, "band")}
    return _big(
        format_html("{}{}", level_pay(pay), reference(pay.source_number)),
        note if pay.basis == "estimated_from_percentiles" else pay.source,
    )


def _growth_text(outlook: OutlookFacts) -> str:
    return growth(outlook.growth_percent or 0.0)


def _openings_text(outlook: OutlookFacts) -> str:
    return count(outlook.openings_per_year)


def _outlook(text: Callable[[OutlookFacts], str]) -> Callable[[Any], SafeString]:
    def printed(outlook: OutlookFacts) -> SafeString:
        value = format_html("{}{}", text(outlook), reference(outlook.source_number))
        return _big(value, f"{outlook.period}, {outlook.occupation_title}")

    return printed


def _names(names: tuple[str, ...]) -> SafeString:
    return conditional_escape(", ".join(names) or _("No such skill"))


def _first_level(level: LevelFacts) -> SafeString:
    return conditional_escape(_("%(level)s, %(years)s") % {"level": level.name, "years": years(level)})


def _hours(hours: tuple[int, int]) -> SafeString:
    return _big(hours_text(*hours), _("Effort, as the guide's editors estimate it"))


def _occupations(rows: tuple[OccupationFacts, ...]) -> SafeString:
    return format_html_join(
        "",
        '<p>{} ({})<br><span class="compare-table__note">{}. {}</span></p>',
        ((row.title, row.code, _match(row), counted(row)) for row in rows),
    )


def _match(row: OccupationFacts) -> str:
    """How near the match is. A residual group has nobody's title: an occupation that is counted in it does."""
    if row.match == "exact" and row.specificity == "residual":
        return _("Exact: an occupation counted in it has this title")
    return words(row.match, "match")


_PRINTED: dict[str, Callable[[Any], SafeString]] = {
    "pay_median": _headline,
    "middle_half": _middle_half,
    "level_pay": _level_pay,
    "growth": _outlook(_growth_text),
    "openings": _outlook(_openings_text),
    "core_skills": _names,
    "other_skills": _names,
    "first_level": _first_level,
    "years": lambda level: conditional_escape(years(level)),
    "roadmap_hours": _hours,
    "entry_routes": _names,
    "domain": _names,
    "occupation": _occupations,
}
_SHORT: dict[str, Callable[[Any], str]] = {
    "growth": _growth_text,
    "openings": _openings_text,
    "level_pay": level_pay,
    "roadmap_hours": lambda hours: hours_text(*hours),
    "occupation": lambda rows: ", ".join(row.title for row in rows),
}
