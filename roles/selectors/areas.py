"""Places that figures are for, as a reader chooses among them; everything returned is frozen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from roles.models import Area
from roles.states import STATES

NATION_NAME = "United States"


class AreaUnknownError(LookupError):
    """No area has this code."""


@dataclass(frozen=True, slots=True)
class AreaChoice:
    """A place by its BLS code. ``kind`` is nation, state, metropolitan or nonmetropolitan."""

    code: str
    kind: str
    name: str


NATION = AreaChoice(Area.NATION_CODE, "nation", NATION_NAME)


@dataclass(frozen=True, slots=True)
class AreaChoices:
    """The place that is shown, the larger ones around it (nearest first), and every place to go to from there.

    ``places`` are the metropolitan and nonmetropolitan areas of ``state``, which is the chosen state or the
    one that the chosen area belongs to; empty for the nation. An area that reaches into several states
    stands among the places of each.
    """

    chosen: AreaChoice
    larger: tuple[AreaChoice, ...]
    state: AreaChoice | None
    places: tuple[AreaChoice, ...]
    states: tuple[AreaChoice, ...]
    nation: AreaChoice = NATION

    @property
    def is_nation(self) -> bool:
        return self.chosen.code == self.nation.code

    @property
    def other_states(self) -> tuple[AreaChoice, ...]:
        """Every state but the one whose places are listed."""
        return tuple(state for state in self.states if state != self.state)


def get_area_choices(code: str = Area.NATION_CODE) -> AreaChoices:
    """What a reader who looks at this place may choose; one query. Raises ``AreaUnknownError``.

    Metropolitan areas are found from their state, so the nation alone lists none.
    """
    areas = Area.objects.exclude(kind="nation").order_by("name", "code")
    if code == Area.NATION_CODE:
        areas = areas.filter(kind="state")
    rows = list(areas.values_list("code", "kind", "name", "parent__code"))
    found = {row[0]: AreaChoice(*row[:3]) for row in rows} | {NATION.code: NATION}
    if code not in found:
        raise AreaUnknownError(code)
    chosen = found[code]
    parents = {place: parent for place, _kind, _name, parent in rows}
    state = _state_of(chosen, found.get(parents.get(code) or ""))
    around = (state, NATION) if state else (NATION,)
    return AreaChoices(
        chosen=chosen,
        larger=tuple(area for area in around if area != chosen),
        state=state,
        places=tuple(_places(state, found.values(), parents)) if state else (),
        states=tuple(area for area in found.values() if area.kind == "state"),
    )


def _state_of(area: AreaChoice, parent: AreaChoice | None) -> AreaChoice | None:
    """The state that the area is, or stands under."""
    return next((place for place in (area, parent) if place is not None and place.kind == "state"), None)


def _places(state: AreaChoice, areas: Iterable[AreaChoice], parents: Mapping[str, str | None]) -> Iterable[AreaChoice]:
    """The areas that stand under the state, and those whose names say that they reach into it: "…, NY-NJ"."""
    letters = STATES[state.code][0] if state.code in STATES else ""
    for area in areas:
        named = area.name.rpartition(", ")[2].split("-") if area.kind == "metropolitan" else []
        if parents.get(area.code) == state.code or letters in named:
            yield area
