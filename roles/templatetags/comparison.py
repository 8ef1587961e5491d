"""What a comparison says in sentences: each is made from its facts alone, with the source of every amount."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from roles.comparison.compared import Comparison
from roles.comparison.sides import Side
from roles.facts import Headline
from roles.money import money_html, reference
from roles.templatetags.compare_tables import names_html, plural_html
from roles.templatetags.guide import in_words

register = template.Library()

REFUSALS = {
    "editorial": gettext_lazy("At least one of the figures is our editors' own, so no difference is worked out."),
    "currency": gettext_lazy("The figures are in different currencies, so no difference is worked out."),
    "area": gettext_lazy("The figures are of different places, so no difference is worked out."),
    "release": gettext_lazy("The figures are of different releases, so no difference is worked out."),
    "top_coded": gettext_lazy("A median above the release's ceiling is not published, so no difference is worked out."),
}
SCALES = {
    "currency": gettext_lazy("Their pay is in different currencies, so each has a scale of its own."),
    "area": gettext_lazy("Their pay is of different places, so each has a scale of its own."),
    "release": gettext_lazy("Their pay is of different releases, so each has a scale of its own."),
    "component": gettext_lazy(
        "Their pay comes from different publications, which may count different parts of pay, "
        "so each has a scale of its own."
    ),
}


@register.filter
def scale_sentence(compared: Comparison) -> str:
    """Why the pay of the roles is not drawn on one scale."""
    return str(SCALES[compared.scale_refusal or ""])


@register.filter
def gap_sentence(compared: Comparison) -> SafeString:
    """The short answer about pay: the difference where it is honest, else why there is none."""
    gap = compared.gap
    if gap.reason == "missing":
        return _missing(compared)
    first = next(side.headline for side in compared.sides if side.headline is not None)
    if gap.kind == "same_occupation":
        return format_html(
            _(
                "No separate official wage exists for these {number}: all are counted as {occupation} ({code}), "
                "whose median is {amount} a year ({where})."
            )
            if len(compared.sides) > 2
            else _(
                "No separate official wage exists for these two: both are counted as {occupation} ({code}), "
                "whose median is {amount} a year ({where})."
            ),
            number=len(compared.sides) - len(gap.without),
            occupation=first.occupation_title,
            code=first.occupation,
            amount=headline_html(first),
            where=_where(first),
        )
    if gap.kind == "equal":
        return format_html(
            _("The official median is the same, {amount} a year ({where}), though they are different occupations."),
            amount=headline_html(first),
            where=_where(first),
        )
    if gap.kind == "difference":
        return _difference(compared) if compared.is_pair else _order(compared)
    return conditional_escape(str(REFUSALS[gap.reason or ""]))


def _difference(compared: Comparison) -> SafeString:
    """Whose median is higher, with the occupation that each figure is of; and where one of them counts both roles."""
    upper, lower = compared.side(compared.gap.higher[0]), compared.side(compared.gap.lower[0])
    said = format_html(
        _(
            "The official median for {upper} is {difference} a year higher: "
            "{high} for {high_occupation}, against {low} for {low_occupation}. Both figures: {where}."
        ),
        where=_where(upper.headline),
        upper=plural_html(upper),
        difference=difference_html(compared),
        high=headline_html(upper.headline),
        high_occupation=_occupation(upper),
        low=headline_html(lower.headline),
        low_occupation=_occupation(lower),
    )
    for side, other in ((upper, lower), (lower, upper)):
        if side.headline and side.headline.occupation in {row.code for row in other.facts.occupations}:
            return format_html(
                _("{said} {others} are counted in {occupation} too, so the two figures are not of separate groups."),
                said=said,
                others=plural_html(other),
                occupation=_occupation(side),
            )
    return said


def _order(compared: Comparison) -> SafeString:
    """Of three or four roles, who has the highest official median and who the lowest."""
    gap = compared.gap
    upper, lower = compared.side(gap.higher[0]), compared.side(gap.lower[0])
    said = format_html(
        _(
            "The highest official median is that of {upper}, {high} a year for {high_occupation}; "
            "the lowest that of {lower}, {low} for {low_occupation}. Both figures: {where}."
        ),
        where=_where(upper.headline),
        upper=_names(compared, gap.higher),
        high=headline_html(upper.headline),
        high_occupation=_occupation(upper),
        lower=_names(compared, gap.lower),
        low=headline_html(lower.headline),
        low_occupation=_occupation(lower),
    )
    if not gap.without:
        return said
    return format_html(
        _("{said} No figure with a source is known for {others}."), said=said, others=_names(compared, gap.without)
    )


def _where(headline: Headline | None) -> str:
    """The place and the release of a figure: "United States, OEWS May 2025"."""
    return f"{headline.area_name}, {headline.release}" if headline else ""


def _occupation(side: Side) -> str:
    """The official occupation that the headline is of."""
    return (side.headline.occupation_title if side.headline else None) or ""


def _missing(compared: Comparison) -> SafeString:
    without = compared.gap.without
    if len(without) == len(compared.sides):
        return conditional_escape(
            _("No figure with a source is known for either role, so their pay is not compared.")
            if compared.is_pair
            else _("No figure with a source is known for any of these roles, so their pay is not compared.")
        )
    return format_html(
        _("No figure with a source is known for {roles}, so pay is not compared."), roles=_names(compared, without)
    )


def headline_html(headline: Headline | None) -> SafeString:
    """A headline's amount with its source."""
    if headline is None:
        return SafeString()
    return money_html(headline.amount, headline.currency, source=headline.source_number, flag=headline.flag)


def difference_html(compared: Comparison) -> SafeString:
    """The honest difference of the highest and the lowest headline, with the source of both."""
    gap = compared.gap
    if gap.kind != "difference":
        return SafeString()
    headline = compared.side(gap.higher[0]).headline
    if headline is None:
        return SafeString()
    apart = money_html(gap.amount, headline.currency, cited=headline.source, difference=True)
    return format_html("{}{}", apart, reference(headline.source_number))


def _names(compared: Comparison, letters: Iterable[str]) -> SafeString:
    """The roles of these letters in a row: "Coders, Planners and Testers"."""
    return names_html([compared.side(letter) for letter in letters])


@register.filter
def plurals(compared: Comparison) -> SafeString:
    """All roles in a row: "Coders and Planners"."""
    return names_html(compared.sides)


@register.filter
def middle_sentence(compared: Comparison) -> SafeString:
    """How the middle halves of official pay lie; empty where that may not be said."""
    middle = compared.middle
    spread = next((side.spread for side in compared.sides if side.spread is not None), None)
    if middle is None or spread is None:
        return SafeString()
    if middle.upper is None or middle.lower is None:
        return format_html(
            _("The middle halves overlap: pay between {low} and {high} lies in the middle half of both occupations.")
            if compared.is_pair
            else _(
                "The middle halves overlap: pay between {low} and {high} lies in the middle half of every occupation."
            ),
            low=money_html(middle.low, spread.currency, cited=spread.source),
            high=money_html(middle.high, spread.currency, cited=spread.source),
        )
    upper, lower = compared.side(middle.upper).spread, compared.side(middle.lower).spread
    if upper is None or lower is None:
        return SafeString()
    return format_html(
        _(
            "The middle halves do not {all}meet: three quarters of {upper} earn {above} or more, "
            "three quarters of {lower} {below} or less."
        ),
        all="" if compared.is_pair else _("all "),
        upper=upper.occupation_title,
        above=money_html(upper.p25, upper.currency, cited=upper.source),
        lower=lower.occupation_title,
        below=money_html(lower.p75, lower.currency, cited=lower.source),
    )


@register.filter
def skills_sentence(compared: Comparison) -> str:
    """How many skills all share, and which are core in all."""
    skills, is_pair = compared.skills, compared.is_pair
    if not skills.total:
        return _("Neither guide lists skills yet.") if is_pair else _("None of the guides lists skills yet.")
    if not skills.common:
        return _("The two guides share no skill.") if is_pair else _("No skill is in all of the guides.")
    said = ngettext(
        "They share %(shared)d of %(total)d skill.", "They share %(shared)d of %(total)d skills.", skills.total
    ) % {"shared": len(skills.common), "total": skills.total}
    if not skills.core_in_all:
        return said
    core = _("Core in both: %(names)s.") if is_pair else _("Core in all: %(names)s.")
    return " ".join([said, core % {"names": in_words([skill.name for skill in skills.core_in_all])}])
