"""Words of pay by place: why a figure is not there, what a wage counts, where it is lowest and highest."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from roles import crumbs, wages
from roles.crumbs import Crumb
from roles.pay import money_text
from roles.selectors.places import PlaceTable, RoleSalariesPage
from roles.selectors.salaries import SalaryRow
from roles.states import with_article
from roles.templatetags.guide import in_words
from roles.wages import Cell, Extreme, PlaceFigure

register = template.Library()

NAMED = 3  # of places or roles that share a figure; beyond, they are counted
ABSENCES = {
    "withheld": gettext_lazy("Withheld by the publisher"),
    "hourly": gettext_lazy("Published by the hour only"),
    "not_published": gettext_lazy("Not published"),
    "no_occupation": gettext_lazy("No official occupation"),
}


@register.filter
def absent(reason: str) -> str:
    """Why there is no figure, in words."""
    return str(ABSENCES[reason])


register.filter("placed", with_article)


@register.filter
def why_absent(cell: Cell) -> str:
    """Why the cell has no median."""
    return wages.absence(cell)


@register.filter
def counted(row: SalaryRow) -> str:
    """Whom the figure counts, so that nobody takes it for the wage of this role alone."""
    occupation = row.occupation
    if occupation is None:
        return ""
    if occupation.specificity == "management":
        what = _("Counts managers of every level together.")
    elif occupation.specificity == "residual":
        what = _("Counts what is counted nowhere else, not this role alone.")
    elif row.same_as or row.also_of:
        what = ""
    elif occupation.specificity == "shared":
        what = _("Counts other kinds of work too.")
    else:
        what = _("Counts this occupation alone.")
    same = _("The same occupation and figure as %(titles)s.") % {"titles": few(row.same_as)} if row.same_as else ""
    also = _("Counts %(titles)s too.") % {"titles": few(row.also_of)} if row.also_of else ""
    return " ".join(part for part in (what, same, also) if part)


def few(titles: Sequence[str]) -> str:
    """Titles of roles in a row; of many, two of them and how many more."""
    if len(titles) <= NAMED:
        return in_words(titles)
    rest = len(titles) - 2
    others = ngettext("%(count)d other role", "%(count)d other roles", rest) % {"count": rest}
    return in_words([*titles[:2], others])


@register.filter
def extremes(figures: Sequence[PlaceFigure]) -> tuple[Extreme, Extreme] | None:
    """The lowest and the highest median of these places."""
    return wages.extremes(figures)


@register.filter
def places(extreme: Extreme) -> str:
    """Where that median is: "Montana", "Ohio and Maine", "12 states"."""
    if len(extreme.names) <= NAMED:
        return in_words([with_article(name) for name in extreme.names])
    return _("%(count)d states") % {"count": len(extreme.names)}


@register.filter
def without_figure(figures: Sequence[PlaceFigure]) -> str:
    """ "Withheld by the publisher: Idaho and Oregon. Not published: Guam." Empty where every place has a figure."""
    named: dict[str, list[str]] = {}
    for figure in figures:
        if figure.absence:
            named.setdefault(figure.absence, []).append(figure.place.name)
    return " ".join(f"{ABSENCES[reason]}: {in_words(named[reason])}." for reason in ABSENCES if reason in named)


@register.simple_tag
def map_label(title: str, figures: Sequence[PlaceFigure]) -> str:
    """The map in a sentence, for those who do not see it."""
    ends = wages.extremes(figures)
    if ends is None:
        return _("Tile map of the states: median pay of %(title)s. The table has every figure.") % {"title": title}
    low, high = (
        _("%(amount)s in %(places)s")
        % {
            "amount": money_text(end.cell.median or 0, end.cell.currency, flag=end.cell.flags.get("median")),
            "places": places(end),
        }
        for end in ends
    )
    return _(
        "Tile map of the states: median pay of %(title)s, from %(low)s to %(high)s. The table has every figure."
    ) % {
        "title": title,
        "low": low,
        "high": high,
    }


@register.filter
def scale_words(table: PlaceTable) -> str:
    """From where to where the marks' scale is labelled: "$50K to $250K"."""
    return _("%(low)s to %(high)s") % {"low": table.ticks[0].label, "high": table.ticks[-1].label}


@register.simple_tag
def role_salaries_crumbs(page: RoleSalariesPage) -> tuple[Crumb, ...]:
    """The way down to this role's pay by place."""
    return crumbs.to_role_salaries(page.facts.title)
