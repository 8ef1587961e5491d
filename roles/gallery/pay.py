"""Components that draw or refuse pay."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from roles.charts.guide import level_chart, percentile_chart, steps_chart
from roles.charts.lists import PayRange, list_scale
from roles.charts.marks import RangeChart, RangeRow
from roles.charts.skyline import picture
from roles.facts import RoleFacts

from . import samples
from .entries import State, component

_CITED = tuple(source.citation for source in samples.SOURCES[:1])


def _chart(facts: RoleFacts) -> RangeChart | None:
    return percentile_chart(facts, nearest=facts.pay.nearest) if facts.pay.refusal else level_chart(facts)


def _range_chart(facts: RoleFacts) -> dict[str, Any]:
    return {"chart": _chart(facts), "pay": facts.pay, "area_name": samples.AREA, "id": "sample-chart"}


def _steps(facts: RoleFacts) -> dict[str, Any]:
    return {"chart": steps_chart(facts), "pay": facts.pay, "area_name": samples.AREA}


def _refusal(facts: RoleFacts) -> dict[str, Any]:
    return {"facts": facts, "area_name": samples.AREA, "is_local": bool(facts.pay.nearest)}


def _table(facts: RoleFacts) -> dict[str, Any]:
    chart = level_chart(facts)
    return {"rows": chart.rows if chart else (), "pay": facts.pay, "area_name": samples.AREA}


def _ladder(facts: RoleFacts) -> dict[str, Any]:
    return {"levels": facts.levels, "chart": level_chart(facts)}


def _cells(*facts: RoleFacts) -> dict[str, Any]:
    return {"percentiles": tuple(row for one in facts for row in one.pay.percentiles), "area_name": samples.AREA}


def _finding(facts: RoleFacts) -> dict[str, Any]:
    return {"chart": _chart(facts), "pay": facts.pay, "where": "table"}


def _row(facts: RoleFacts, void: str = "", place: int = 0) -> dict[str, Any]:
    """A row of the guide's chart, or the same row with nothing to draw."""
    chart = _chart(facts)
    if chart is None:
        raise ValueError("This sample has no chart.")
    first = chart.rows[place]
    return {"row": RangeRow(level=first.level, void=void) if void else first, "ticks": chart.ticks}


def pay_range(number: int, **changes: Any) -> PayRange:
    """The pay of the sample guide of this number, a little more than that of the one before."""
    low = 50_000 + 5_000 * number
    whole: dict[str, Any] = {
        "slug": f"sample-{number}", "title": f"Sample {number}", "median": low + 20_000, "currency": "USD",
        "flag": "", "p25": low, "p75": low + 50_000,
    }  # fmt: skip
    return PayRange(**(whole | changes))


def _mini(**changes: Any) -> dict[str, Any]:
    pay = pay_range(1, **changes)
    return {"mark": list_scale([pay]).mark(pay)}


def _skyline(count: int) -> dict[str, Any]:
    return {"picture": picture(pay_range(number) for number in range(1, count + 1)), "sources": _CITED}


_DRAWN = tuple((name, facts) for name, facts in samples.PAY if _chart(facts) is not None)
_BY_LEVEL = tuple((name, facts) for name, facts in samples.PAY if level_chart(facts) is not None)
_WITH_BAND = tuple((name, facts) for name, facts in samples.PAY if steps_chart(facts) is not None)
_REFUSED = tuple((name, facts) for name, facts in samples.PAY if facts.pay.refusal)
_MISSING_LEVEL = samples.role(ranks=("junior", "lead"))
# An editor's figure for two of four levels: the others have none with a source.
_GAPS = samples.role(
    wages=(),
    occupations=(),
    estimates=(
        samples.estimate(level="junior", low=50_000, median=60_000, high=70_000),
        samples.estimate(level="lead", low=None, median=130_000, high=None),
    ),
)
_HALF_WITHHELD = samples.role(wages=(samples.wage(p75=None, p90=None, flags={"p75": "withheld", "p90": "withheld"}),))


def _states(make: Any, facts: tuple[tuple[str, RoleFacts], ...]) -> tuple[State, ...]:
    return tuple(State(name, partial(make, one)) for name, one in facts)


_EXTRA = (
    (_("Two levels of four"), _MISSING_LEVEL),
    (_("Levels without a figure, a median without ends"), _GAPS),
    (_("Two levels withheld"), _HALF_WITHHELD),
)

ENTRIES = (
    component(
        "range_chart",
        _("Pay on one scale: levels, or occupations where no level may be drawn."),
        *_states(_range_chart, _DRAWN),
        *(State(name, partial(_range_chart, facts)) for name, facts in _EXTRA),
        State(
            _("Two occupations"),
            partial(_range_chart, samples.role(wages=(samples.MANAGEMENT, samples.RESIDUAL))),
        ),
    ),
    component(
        "range_chart_row",
        _("One row of such a chart."),
        State(_("A level"), partial(_row, samples.OWN)),
        State(_("An occupation, top-coded"), partial(_row, samples.MANAGERS)),
        State(_("Withheld"), partial(_row, samples.OWN, "withheld")),
        State(_("Above the ceiling"), partial(_row, samples.ABOVE_ALL, place=-1)),
        State(_("In another currency"), partial(_row, samples.OWN, "currency")),
        State(_("No figure with a source"), partial(_row, samples.OWN, "missing")),
        frame="chart",
    ),
    component(
        "chart_finding",
        _("A chart in one sentence, for people who do not see it."),
        *_states(_finding, _DRAWN),
        frame="words",
    ),
    component("pay_steps", _("The salary chart reduced to its shape."), *_states(_steps, _WITH_BAND)),
    component("pay_refusal", _("What stands where pay by level cannot."), *_states(_refusal, _REFUSED)),
    component(
        "salary_table",
        _("Pay by level in full, with what each row rests on."),
        *_states(_table, _BY_LEVEL),
        *(State(name, partial(_table, facts)) for name, facts in _EXTRA),
    ),
    component(
        "percentile_table",
        _("Official cells as published."),
        State(_("One occupation"), partial(_cells, samples.OWN)),
        State(_("Two occupations"), partial(_cells, samples.OWN, samples.OTHER)),
        State(_("In one place: how many, in proportion to the nation"), partial(_cells, samples.IN_PLACE)),
        State(
            _("Three: top-coded, withheld, residual"),
            partial(_cells, samples.OPEN_ENDED, samples.WITHHELD_ROLE, samples.LEFTOVERS),
        ),
    ),
    component(
        "level_ladder",
        _("The levels of a role with their duties, and pay where it may be drawn."),
        *(State(name, partial(_ladder, facts)) for name, facts in samples.PAY[:2]),
        State(_("No pay by level"), partial(_ladder, samples.MANAGERS)),
        *(State(name, partial(_ladder, facts)) for name, facts in _EXTRA),
    ),
    component(
        "level_span",
        _("The name of a span of levels."),
        State(_("Estimated"), lambda: {"levels": samples.OWN.levels, "estimated": True}),
        State(_("Editors’ figures"), lambda: {"levels": samples.OWN.levels}),
        frame="words",
    ),
    component(
        "mini_range",
        _("The pay of one role in a list, on the list’s scale."),
        State(_("Band and median"), _mini),
        State(_("No band"), partial(_mini, p25=None, p75=None)),
        State(_("Top-coded median, so no tick"), partial(_mini, flag="top_coded")),
    ),
    component(
        "skyline",
        _("Every guide’s pay on the home page: rows for a few, bars for many."),
        State(_("One guide"), partial(_skyline, 1)),
        State(_("A few"), partial(_skyline, 5)),
        State(_("Many"), partial(_skyline, 24)),
    ),
    component(
        "skyline_caption",
        _("What the picture shows, with its sources."),
        State(_("A few"), partial(_skyline, 5)),
        State(_("Many"), partial(_skyline, 24)),
    ),
    component(
        "hatch_defs",
        _("Patterns that other charts fill with; has no look of its own."),
        State(_("Two series")),
        State(_("Four series"), lambda: {"count": 4}),
        frame="hatch",
    ),
)
