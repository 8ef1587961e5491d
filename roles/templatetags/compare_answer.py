"""The short answer beside pay in sentences: how growth is projected, and whose way in asks for least."""

from __future__ import annotations

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from roles.comparison.compared import Comparison
from roles.comparison.sides import Side
from roles.facts import OutlookFacts
from roles.money import reference
from roles.templatetags.compare_tables import hours_text, occupation_text, plural_html, roadmap_hours
from roles.templatetags.guide import growth, years

register = template.Library()


@register.filter
def growth_answer(compared: Comparison) -> SafeString:
    """Whose growth is projected to be fastest, or that all are about the same; else each side's."""
    first = compared.sides[0]
    if compared.is_one_projection:
        text = _("{growth}, one projection for both.") if compared.is_pair else _("{growth}, one projection for all.")
        return format_html(text, growth=growth_html(first))
    if compared.fastest is None or compared.fastest.percent == 0:
        each = format_html_join("; ", "{} {}", ((side.letter.upper(), growth_html(side)) for side in compared.sides))
        return format_html(_("About the same: {each}.") if compared.is_growth_alike else "{each}.", each=each)
    fastest, slowest = compared.side(compared.fastest.letter), compared.side(compared.fastest.slowest)
    return format_html(
        "{said} {most}. {slowest}: {least}.",
        said=_who_grows(compared, fastest, shrinks=compared.fastest.percent < 0),
        most=growth_html(fastest),
        slowest=plural_html(slowest),
        least=growth_html(slowest),
    )


def _who_grows(compared: Comparison, side: Side, *, shrinks: bool) -> SafeString:
    """Of two, whose growth is faster; of more, whose is fastest. Nothing that shrinks grows fastest."""
    if shrinks:
        text = _("Shrinks less for {roles}:") if compared.is_pair else _("Shrinks least for {roles}:")
    else:
        text = _("Faster for {roles}:") if compared.is_pair else _("Fastest for {roles}:")
    return format_html(text, roles=plural_html(side))


def growth_html(side: Side) -> SafeString:
    """The projection of one side with its source: "+5.6% over 2024–34 for Coders, All Other"; or that there is none."""
    outlook = side.facts.outlook
    if outlook is None or outlook.growth_percent is None:
        return conditional_escape(_("no projection"))
    return format_html(
        _("{growth}{source} over {period} for {occupation}"),
        growth=growth(outlook.growth_percent),
        source=reference(outlook.source_number),
        period=outlook.period,
        occupation=_projected(side, outlook),
    )


def _projected(side: Side, outlook: OutlookFacts) -> str:
    return occupation_text(side, outlook.occupation, outlook.occupation_title)


@register.filter
def way_in_answer(compared: Comparison) -> SafeString:
    """Whose way in asks for least, and where the ladders begin."""
    nearest = compared.nearest
    if any(side.first_level is None for side in compared.sides):
        return conditional_escape(_("At least one of the guides describes no levels yet."))
    begin = _ladders(compared)
    if nearest is None:
        return format_html("{} {}", begin, _hours_alike(compared)) if compared.is_hours_alike else begin
    side = compared.side(nearest.letter)
    if nearest.basis == "years":
        text = (
            _("{roles} ask for fewer years first. {begin}")
            if compared.is_pair
            else _("{roles} ask for the fewest years first. {begin}")
        )
        return format_html(text, roles=plural_html(side), begin=begin)
    text = (
        _("{begin} The roadmap of {roles} takes fewer hours, as their editors estimate them: {hours}.")
        if compared.is_pair
        else _("{begin} The roadmap of {roles} takes the fewest hours, as their editors estimate them: {hours}.")
    )
    return format_html(text, begin=begin, roles=plural_html(side), hours=roadmap_hours(side))


def _hours_alike(compared: Comparison) -> str:
    """That no roadmap takes markedly longer than another."""
    each = "; ".join(f"{side.letter.upper()} {hours_text(*side.hours)}" for side in compared.sides if side.hours)
    return _("Their roadmaps take about the same time, as their editors estimate: %(each)s.") % {"each": each}


def _ladders(compared: Comparison) -> SafeString:
    """Where each ladder begins."""
    firsts = [(side, side.first_level) for side in compared.sides if side.first_level is not None]
    if len({level.rank for _side, level in firsts}) == 1:
        text = _("Both ladders begin at {level}.") if compared.is_pair else _("All ladders begin at {level}.")
        return format_html(text, level=firsts[0][1].name.lower())
    return format_html_join(
        " ",
        _("The ladder of {} begins at {} ({})."),
        ((plural_html(side), level.name.lower(), years(level)) for side, level in firsts),
    )
