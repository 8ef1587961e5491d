"""Official wage cells as frozen objects: of one place, of one occupation in every state, of the places in a state."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, QuerySet

from roles.models import Area, OccupationWage
from roles.official import Sources, newest_first
from roles.states import STATES
from roles.wages import Cell, Place, PlaceFigure

ALL_OCCUPATIONS = "00-0000"


def newest_wages(wages: QuerySet[OccupationWage]) -> list[OccupationWage]:
    """These rows with all that a cell prints, by the time that they cover, the newest first; one query."""
    return newest_first(
        wages.select_related("release__source", "area", "occupation").order_by(
            F("release__released_on").desc(nulls_last=True), "-release_id"
        )
    )


def cell_of(wage: OccupationWage, sources: Sources) -> Cell:
    """The row as a cell; its release takes its place in ``sources``."""
    return Cell(
        code=wage.occupation.code,
        title=wage.occupation.title,
        place=place_of(wage.area),
        employment=wage.employment,
        location_quotient=None if wage.location_quotient is None else float(wage.location_quotient),
        p10=wage.p10,
        p25=wage.p25,
        median=wage.median,
        p75=wage.p75,
        p90=wage.p90,
        flags=wage.flags,
        basis=wage.basis,
        source=sources.cite(wage.release),
    )


def place_of(area: Area) -> Place:
    return Place(area.code, area.kind, area.name)


@dataclass(frozen=True, slots=True)
class Spread:
    """One occupation across the country: the nation's cell, and each state's of one release.

    ``states`` are empty where no state's figures have been read; else all that OEWS knows stand there.
    """

    nation: Cell | None
    states: tuple[PlaceFigure, ...]


def get_spread(code: str, sources: Sources, *, stored: Iterable[str]) -> Spread:
    """The newest figures of a SOC occupation by state; one query. ``stored`` are codes of states that have pages."""
    wages = newest_wages(
        OccupationWage.objects.filter(
            occupation__scheme="soc", occupation__code=code, area__kind__in=("nation", "state")
        )
    )
    nation = next((wage for wage in wages if wage.area.code == Area.NATION_CODE), None)
    of_states = [wage for wage in wages if wage.area.kind == "state"]
    cells = {
        # States are compared with each other, so they are of one release.
        wage.area.code: cell_of(wage, sources)
        for wage in of_states
        if wage.release_id == of_states[0].release_id
    }
    known = set(stored)
    return Spread(
        nation=cell_of(nation, sources) if nation else None,
        states=tuple(
            PlaceFigure(Place(code, "state", name), cells.get(code), code in known)
            for code, (_letters, name) in STATES.items()
        )
        if cells
        else (),
    )


def get_places(code: str, places: Iterable[Place], sources: Sources) -> tuple[PlaceFigure, ...]:
    """The newest figures of a SOC occupation in each of these places; one query."""
    listed = tuple(places)
    wages = newest_wages(
        OccupationWage.objects.filter(
            occupation__scheme="soc", occupation__code=code, area__code__in=[place.code for place in listed]
        )
    )
    newest: dict[str, OccupationWage] = {}
    for wage in wages:
        newest.setdefault(wage.area.code, wage)
    return tuple(
        PlaceFigure(place, cell_of(newest[place.code], sources) if place.code in newest else None) for place in listed
    )
