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
from roles.templatetags.compare_tables import hours_text, names_html, occupation_text, plural_html
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
        "{said} {most}. {rest} {least}.",
        said=_who_grows(compared, fastest, shrinks=compared.fastest.percent < 0),
        most=growth_html(fastest),
        rest=_who_grows_least(compared, slowest),
        least=growth_html(slowest),
    )


def _who_grows(compared: Comparison, side: Side, *, shrinks: bool) -> SafeString:
    """Of two, whose growth is faster; of more, whose is fastest. Nothing that shrinks grows fastest."""
    if shrinks:
        text = _("Shrinks less for {roles}:") if compared.is_pair else _("Shrinks least for {roles}:")
    else:
        text = _("Faster for {roles}:") if compared.is_pair else _("Fastest for {roles}:")
    return format_html(text, roles=plural_html(side))


def _who_grows_least(compared: Comparison, side: Side) -> SafeString:
    """The other of two; of more, whose growth is slowest."""
    outlook = side.facts.outlook
    if compared.is_pair:
        text = "{roles}:"
    elif outlook is not None and (outlook.growth_percent or 0) < 0:
        text = _("Shrinks most for {roles}:")
    else:
        text = _("Slowest for {roles}:")
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
            _("Fewer years of experience are asked of {roles}. {begin}")
            if compared.is_pair
            else _("The fewest years of experience are asked of {roles}. {begin}")
        )
        return format_html(text, roles=plural_html(side), begin=begin)
    text = (
        _("{begin} The roadmap of {roles} takes fewer hours, as their editors estimate: {each}.")
        if compared.is_pair
        else _("{begin} The roadmap of {roles} takes the fewest hours, as their editors estimate: {each}.")
    )
    return format_html(text, begin=begin, roles=plural_html(side), each=_each_hours(compared))


def _hours_alike(compared: Comparison) -> str:
    """That no roadmap takes markedly longer than another."""
    each = _each_hours(compared)
    return _("Their roadmaps take about the same time, as their editors estimate: %(each)s.") % {"each": each}


def _each_hours(compared: Comparison) -> str:
    """The hours of every roadmap: "A 340–960 hours; B 500–1,200 hours"."""
    return "; ".join(f"{side.letter.upper()} {hours_text(*side.hours)}" for side in compared.sides if side.hours)


def _ladders(compared: Comparison) -> SafeString:
    """Where each ladder begins and with which years, ladders that begin alike named together."""
    alike: dict[tuple[str, str], list[Side]] = {}
    for side in compared.sides:
        if side.first_level is not None:
            alike.setdefault((side.first_level.name.lower(), years(side.first_level)), []).append(side)
    if len(alike) == 1:
        [(level, first_years)] = alike
        text = (
            _("Both ladders begin at {level} ({years}).")
            if compared.is_pair
            else _("All ladders begin at {level} ({years}).")
        )
        return format_html(text, level=level, years=first_years)
    (first, *others) = [(names_html(sides), *begin) for begin, sides in alike.items()]
    return format_html(
        "{}{}.",
        format_html(_("The ladder of {} begins at {} ({})"), *first),
        format_html_join("", _(", that of {} at {} ({})"), others),
    )
