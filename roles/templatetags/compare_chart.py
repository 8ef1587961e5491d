"""The charts of a comparison in words, for people who do not see them, and where a side has no band."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

from roles.charts.sides import SideBand, SidesChart, SidesRow
from roles.templatetags.guide import in_words

register = template.Library()


@register.filter
def letters_of(band: SideBand) -> str:
    """The sides whose figures a band is: "A", "A and B"."""
    return in_words([letter.upper() for letter in band.letters])


@register.filter
def chart_sentence(chart: SidesChart) -> str:
    """The chart's rows in words, for people who do not see it."""
    rows = "; ".join(_row_sentence(row) for row in chart.rows)
    return _("Range chart. %(rows)s. Exact figures are in the tables after the chart.") % {"rows": rows}


def _row_sentence(row: SidesRow) -> str:
    bands = ", ".join(_band_sentence(band) for band in row.bands)
    return f"{row.name or _('All levels')}: {bands}"


def _band_sentence(band: SideBand) -> str:
    letters = letters_of(band)
    if band.low is None or band.high is None:
        return _("%(letters)s no figure") % {"letters": letters}
    return _("%(letters)s %(low)s to %(high)s") % {
        "letters": letters,
        "low": band.low.label,
        "high": band.high.label,
    }


@register.filter
def void_text(band: SideBand, name: str | None) -> str:
    """Why a side has no band in a row of the chart."""
    words = {"letter": letters_of(band), "level": (name or "").lower()}
    if band.void == "no_level":
        return _("No %(level)s level for %(letter)s") % words
    if band.void == "withheld":
        return _("Withheld for %(letter)s by the publisher") % words
    if band.void == "top_coded":
        return _("Above what the release counts for %(letter)s") % words
    return _("No figure with a source for %(letter)s") % words
