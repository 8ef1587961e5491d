"""What a page of one role's pay across the country needs; all of it is frozen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from roles import pay
from roles.charts.lists import LIST_CURRENCY, ListScale, MiniRange, PayRange, list_scale
from roles.charts.marks import Scale, Tick
from roles.charts.tile_map import TileMap, is_on_map, tile_map
from roles.facts import OccupationFacts, RoleFacts, SourceFacts, from_stored
from roles.models import Area, RoleDocument
from roles.official import Sources
from roles.selectors.areas import AreaChoices, AreaUnknownError, get_area_choices
from roles.selectors.pay_history import PayHistory, get_pay_history
from roles.selectors.wages import Spread, get_places, get_spread
from roles.wages import Cell, Place, PlaceFigure, in_order


class OccupationUnknownError(LookupError):
    """The role is not matched to an occupation of this code."""


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place in a table of one occupation's figures, with its mark on the table's scale."""

    figure: PlaceFigure
    mark: MiniRange | None


@dataclass(frozen=True, slots=True)
class PlaceTable:
    """Rows on one scale."""

    rows: tuple[PlaceRow, ...]
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class StateMap:
    """One occupation in every state: the map, the table of the same, and the nation's own figure."""

    code: str
    title: str
    covers: str
    figures: tuple[PlaceFigure, ...]
    tiles: TileMap | None
    table: PlaceTable
    nation: Cell | None

    @property
    def on_map(self) -> tuple[PlaceFigure, ...]:
        """The states that the map shows; territories stand in the table alone."""
        return tuple(figure for figure in self.figures if is_on_map(figure.place.code))


def pay_range(slug: str, cell: Cell | None) -> PayRange:
    """What a mark needs; an end or a median that is not published in full is not drawn."""
    if cell is None:
        return PayRange(slug, "", None, "", "", None, None)
    median, low, high = (cell.in_full(column) for column in ("median", "p25", "p75"))
    return PayRange(slug, "", median, cell.currency, "", low, high)


def get_state_map(code: str, sources: Sources, areas: AreaChoices, sort: str = "title") -> StateMap | None:
    """One occupation in every state, or None where no state's figures have been read; one query."""
    spread = get_spread(code, sources, stored=[state.code for state in areas.states])
    return state_map(spread, sort) if spread.states else None


def state_map(spread: Spread, sort: str) -> StateMap:
    """The map of these states and the table of the same."""
    cell = next(figure.cell for figure in spread.states if figure.cell is not None)
    return StateMap(
        code=cell.code,
        title=cell.title,
        covers=cell.source.covers,
        figures=spread.states,
        tiles=tile_map(spread.states),
        table=place_table(spread.states, sort),
        nation=spread.nation,
    )


def place_table(figures: Sequence[PlaceFigure], sort: str) -> PlaceTable:
    """The places in the order asked for, on one scale."""
    scale = _scale([pay_range("", figure.cell) for figure in figures])
    ordered = in_order(figures, sort, name=_place_name, amount=_median)
    rows = tuple(PlaceRow(figure, scale.mark(pay_range("", figure.cell))) for figure in ordered)
    return PlaceTable(rows, scale.ticks)


def _scale(ranges: Sequence[PayRange]) -> ListScale:
    """Around the figures of this table alone: its places are compared with each other. Every second amount is named."""
    amounts = [amount for each in ranges for amount in each.amounts]
    if not amounts:
        return list_scale(())
    scale = Scale.around(amounts)
    return ListScale(scale, scale.ticks(LIST_CURRENCY)[::2])


def _place_name(figure: PlaceFigure) -> str:
    return figure.place.name


def _median(figure: PlaceFigure) -> int | None:
    return figure.median


@dataclass(frozen=True, slots=True)
class RoleSalariesPage:
    """A role's official pay across the country. ``occupation`` is the one of the role's that is shown.

    ``state`` and ``places`` are a state and its areas, where one was asked for; ``history`` is the nation's, by release.
    """

    facts: RoleFacts
    occupation: OccupationFacts | None
    areas: AreaChoices
    nation: Cell | None
    states: StateMap | None
    state: Place | None
    places: PlaceTable | None
    sources: tuple[SourceFacts, ...]
    history: PayHistory | None

    @property
    def tables(self) -> tuple[PlaceTable, ...]:
        """Every table of places that is shown."""
        return tuple(table for table in (self.states.table if self.states else None, self.places) if table)

    @property
    def has_figures(self) -> bool:
        """There is something that this page says of pay."""
        return self.nation is not None or self.states is not None


def get_role_salaries_page(slug: str, *, occupation: str, state: str, sort: str) -> RoleSalariesPage:
    """The pay of a live role by state, and by release in the nation; at most six queries.

    Raises ``RoleDocument.DoesNotExist``, ``OccupationUnknownError``, and ``AreaUnknownError`` for what is no state.
    """
    facts = from_stored(RoleDocument.objects.only("facts").get(slug=slug).facts)
    shown = _shown(facts, occupation)
    areas = get_area_choices(state or Area.NATION_CODE)
    if state and areas.chosen.kind != "state":
        raise AreaUnknownError(state)
    # Where figures differ, the list is numbered as they cite it.
    sources = Sources(facts.sources if pay.disagreements(facts.pay, facts.sources) else ())
    spread = get_spread(shown.code, sources, stored=[each.code for each in areas.states]) if shown else None
    places = None
    if shown and state:
        listed = (Place(place.code, place.kind, place.name) for place in areas.places)
        places = place_table(get_places(shown.code, listed, sources), sort)
    return RoleSalariesPage(
        facts=facts,
        occupation=shown,
        areas=areas,
        nation=spread.nation if spread else None,
        states=state_map(spread, sort) if spread and spread.states else None,
        state=Place(areas.chosen.code, "state", areas.chosen.name) if state else None,
        places=places,
        sources=sources.listed(),
        history=get_pay_history(shown.code) if shown else None,
    )


def _shown(facts: RoleFacts, asked: str) -> OccupationFacts | None:
    """The occupation asked for, else the one of the official headline, else one with a cell, else the best matched."""
    by_code = {occupation.code: occupation for occupation in facts.occupations}
    if asked and asked not in by_code:
        raise OccupationUnknownError(asked)
    with_median = [row.occupation for row in facts.pay.percentiles if row.median is not None]
    with_cell = [row.occupation for row in facts.pay.percentiles]
    ranked = [occupation.code for occupation in pay.best_first(facts.occupations)]
    code = asked or next(iter([*with_median, *with_cell, *ranked]), "")
    return by_code.get(code)
