"""The chart of a comparison in words, for people who do not see it, and where a side has no band."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

from roles.charts.pair import PairBand, PairChart, PairRow

register = template.Library()


@register.filter
def chart_sentence(chart: PairChart) -> str:
    """The chart's rows in words, for people who do not see it."""
    rows = "; ".join(_row_sentence(row) for row in chart.rows)
    return _("Range chart. %(rows)s. Exact figures are in the tables after the chart.") % {"rows": rows}


def _row_sentence(row: PairRow) -> str:
    bands = ", ".join(_band_sentence(band) for band in row.bands)
    return f"{row.name or _('All levels')}: {bands}"


def _band_sentence(band: PairBand) -> str:
    letter = band.letter.upper()
    if band.low is None or band.high is None:
        return _("%(letter)s no figure") % {"letter": letter}
    return _("%(letter)s %(low)s to %(high)s") % {"letter": letter, "low": band.low.label, "high": band.high.label}


@register.filter
def void_text(band: PairBand, name: str | None) -> str:
    """Why a side has no band in a row of the chart."""
    words = {"letter": band.letter.upper(), "level": (name or "").lower()}
    if band.void == "no_level":
        return _("No %(level)s level for %(letter)s") % words
    if band.void == "withheld":
        return _("Withheld for %(letter)s by the publisher") % words
    if band.void == "top_coded":
        return _("Above what the release counts for %(letter)s") % words
    return _("No figure with a source for %(letter)s") % words
