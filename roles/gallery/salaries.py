"""Components of pay by place, and of the API's page. Figures are samples, round, and rise from state to state."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from roles.api.described import AnswerField, Operation, Parameter
from roles.charts.lists import list_scale
from roles.charts.tile_map import tile_map
from roles.facts import OccupationFacts
from roles.selectors.areas import NATION, AreaChoice
from roles.selectors.lists import Facet
from roles.selectors.places import RoleSalariesPage, pay_range, place_table
from roles.selectors.salaries import SalariesPage, SalaryRow
from roles.states import STATES
from roles.views.browse import SORTS
from roles.views.salaries import PLACE_SORTS
from roles.wages import Cell, Place, PlaceFigure, absence

from . import samples
from .entries import State, component
from .places import CITY, STATE, choices

_OWN = OccupationFacts("soc", "00-0001", "Sample occupation 1", "exact", "own", "")


def cell(median: int | None = 80_000, *, place: Place | None = None, **changes: Any) -> Cell:
    """A sample cell around this median."""
    middle = median or 80_000
    whole: dict[str, Any] = {
        "code": "00-0001", "title": "Sample occupation 1", "place": place or Place("99", "nation", samples.AREA),
        "employment": 12_000, "location_quotient": 1.0, "p10": middle - 30_000, "p25": middle - 20_000,
        "median": median, "p75": middle + 20_000, "p90": middle + 50_000, "flags": {}, "basis": "",
        "source": samples.SOURCES[0],
    }  # fmt: skip
    return Cell(**(whole | changes))


_EMPTY: dict[str, Any] = {"p10": None, "p25": None, "median": None, "p75": None, "p90": None}
WITHHELD = cell(**_EMPTY, flags={"median": "withheld", "p25": "withheld", "p75": "withheld"})
HOURLY = replace(WITHHELD, basis="hourly")
TOP_CODED = cell(200_000, flags={"median": "top_coded", "p75": "top_coded"}, p75=200_000, p90=200_000)


def figures(*, without: bool = False) -> tuple[PlaceFigure, ...]:
    """Every state, a thousand apart; ``without``: some are withheld, one is not published."""
    every = []
    for number, (code, (_letters, name)) in enumerate(STATES.items()):
        place = Place(code, "state", name)
        found: Cell | None = cell(60_000 + 1_000 * number, place=place)
        if without and number % 9 == 4:
            found = None if number == 4 else replace(WITHHELD, place=place)
        every.append(PlaceFigure(place, found))
    return tuple(every)


def _map(given: tuple[PlaceFigure, ...], **more: Any) -> dict[str, Any]:
    return {"map": tile_map(given), "figures": given, "title": "Sample occupation 1", "covers": "no real period", "id": "sample-map", **more}  # fmt: skip


def _table(given: tuple[PlaceFigure, ...]) -> dict[str, Any]:
    return {
        "table": place_table(given, "-pay"), "caption": "Sample occupation 1 by state, US dollars a year",
        "id": "sample-places", "name": "State", "base": "?area=",
    }  # fmt: skip


def _row(number: int = 1, found: Cell | None = None, **changes: Any) -> SalaryRow:
    found = found or cell(60_000 + 20_000 * number)
    whole: dict[str, Any] = {
        "slug": f"sample-role-{number}", "title": f"Sample Role {number}", "domain_name": "Sample field",
        "occupation": _OWN, "same_as": (), "also_of": (), "cell": found, "absence": absence(found),
        "mark": list_scale([]).mark(pay_range("", found)),
    }  # fmt: skip
    return SalaryRow(**(whole | changes))


def _counted(specificity: str, *same_as: str, also_of: tuple[str, ...] = ()) -> dict[str, Any]:
    occupation = replace(_OWN, specificity=specificity, shared_with=len(same_as) + len(also_of))
    return {"row": _row(occupation=occupation, same_as=same_as, also_of=also_of)}


_ROWS = (
    (_("Median, middle half and people"), lambda: {"row": _row()}),
    (_("The figure of other roles too"), partial(_counted, "shared", "Other Role")),
    (_("The figure of many roles"), partial(_counted, "shared", "A Role", "B Role", "C Role", "D Role")),
    (_("An occupation of another role too"), partial(_counted, "shared", also_of=("Other Role",))),
    (_("Other kinds of work too"), partial(_counted, "shared")),
    (_("Managers"), partial(_counted, "management")),
    (_("What is counted nowhere else"), partial(_counted, "residual", "Other Role")),
    (_("Top-coded"), lambda: {"row": _row(found=TOP_CODED)}),
    (_("Withheld"), lambda: {"row": _row(found=WITHHELD)}),
    (_("By the hour only"), lambda: {"row": _row(found=HOURLY)}),
    (_("Not published"), lambda: {"row": _row(cell=None, absence="not_published", mark=None)}),
    (_("No occupation"), lambda: {"row": _row(occupation=None, cell=None, absence="no_occupation", mark=None)}),
    (_("Long words"), lambda: {"row": _row(title=samples.LONG)}),
    (_("Right to left"), lambda: {"row": _row(title=samples.RTL)}),
)


def _list(*rows: SalaryRow, **more: Any) -> dict[str, Any]:
    sources = samples.SOURCES[:1] if any(row.cell for row in rows) else ()
    return {"rows": rows, "ticks": list_scale([]).ticks, "area_name": samples.AREA, "sources": sources, **more}


def _filter(chosen: AreaChoice = NATION, domain: Facet | None = None, sort: str = "title") -> dict[str, Any]:
    page = SalariesPage(
        areas=choices(chosen), domains=(Facet("sample-field", "Sample field", 12),), domain=domain,
        page=Paginator([], 20).page(1), rows=(), ticks=(), states=None, sources=(), total=0,
    )  # fmt: skip
    return {"page": page, "sorts": SORTS.items(), "sort": sort}


def _role_filter(*occupations: OccupationFacts, state: Place | None = None) -> dict[str, Any]:
    page = RoleSalariesPage(
        facts=samples.role(occupations=occupations), occupation=occupations[0],
        areas=choices(STATE if state else NATION), nation=None, states=None, state=state, places=None, sources=(),
        history=None,
    )  # fmt: skip
    return {"page": page, "sorts": PLACE_SORTS.items(), "sort": "-pay"}


def _note(specificity: str, shared_with: int = 0) -> dict[str, Any]:
    occupation = replace(_OWN, specificity=specificity, shared_with=shared_with)
    return {"occupation": occupation, "plural": "Sample Roles"}


_OPERATION = Operation(
    method="GET", path="/api/v1/samples/{code}", key="samples", summary="Samples", words="A sample of an address.",
    parameters=(
        Parameter("code", "path", True, "string", "Which sample."),
        Parameter("limit", "query", False, "integer, 1 to 100, default 20", "How many at most."),
    ),
    fields=(AnswerField("items[]", "list", ""), AnswerField("items[].name", "string", "What it is called.")),
    statuses=("200", "404"),
)  # fmt: skip
_OTHER = replace(_OWN, code="00-0002", title=samples.LONG)

ENTRIES = (
    component("salary_list", _("Roles in one place on one scale, with the sources below."),
              State(_("Many"), lambda: _list(*(made()["row"] for _name, made in _ROWS))),
              State(_("One, of a city"), lambda: _list(_row(), area_code=CITY.code)),
              State(_("No figure at all"), lambda: _list(_ROWS[-3][1]()["row"]))),
    component("salary_row", _("One role’s official figure in one place, and whom it counts."),
              *(State(name, made) for name, made in _ROWS), frame="salaries"),
    component("salary_filter", _("Narrows pay by place to a field and a place, and orders it."),
              State(_("The nation"), _filter), State(_("A state, and an order"), lambda: _filter(STATE, sort="-pay")),
              State(_("A city, and a field"), lambda: _filter(CITY, Facet("sample-field", "Sample field", 12))),
              State(_("A field without a role"), lambda: _filter(domain=Facet("bare", "Bare field", 0)))),
    component("role_salary_filter", _("Chooses an occupation of a role, a state whose areas are shown, and the order."),
              State(_("One occupation"), lambda: _role_filter(_OWN)),
              State(_("Two, and a state"), lambda: _role_filter(_OWN, _OTHER, state=Place(STATE.code, "state", STATE.name)))),
    component("tile_map", _("The states as tiles with their medians, in five shades."),
              State(_("Every state"), lambda: _map(figures())),
              State(_("Tiles are links"), lambda: _map(figures(), base="?area=")),
              State(_("Some withheld, one not published"), lambda: _map(figures(without=True), base="?area=")),
              State(_("Two classes, one top-coded"), lambda: _map((
                  PlaceFigure(Place("06", "state", "California"), replace(TOP_CODED, place=Place("06", "state", "California"))),
                  PlaceFigure(Place("41", "state", "Oregon"), cell(place=Place("41", "state", "Oregon"))))))),
    component("place_table", _("One occupation’s figures by place."),
              State(_("Every state"), lambda: _table(figures())),
              State(_("Some withheld, one not published"), lambda: _table(figures(without=True))),
              State(_("One place, without a page"), lambda: _table((PlaceFigure(Place("66", "state", "Guam"), cell(), is_stored=False),))),
              State(_("No figure at all"), lambda: _table((PlaceFigure(Place("66", "state", "Guam"), None),)))),
    component("occupation_note", _("How far an official occupation’s pay is the pay of a role."),
              State(_("Own"), lambda: _note("own")), State(_("Shared with other roles"), lambda: _note("shared", 2)),
              State(_("Several kinds of work"), lambda: _note("shared")), State(_("Managers"), lambda: _note("management")),
              State(_("Residual, with another role"), lambda: _note("residual", 1))),
    component("api_operation", _("One address of the API."), State(_("With parameters"), lambda: {
        "operation": _OPERATION, "id": "sample-operation"})),
)  # fmt: skip
