"""The states as equal tiles, shaded by which fifth of the published medians theirs is in.

Pure: no Django. Every tile prints its figure or says that there is none, so no colour stands alone. The map is
of the fifty states and the District of Columbia; territories stand in the table beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from roles.charts.marks import ChartSource
from roles.pay import money_text
from roles.states import STATES
from roles.wages import Cell, PlaceFigure

SIDE, GAP = 60, 4  # of the SVG's own units
CLASSES = 5
# Which shades stand for so many classes: as far apart as they go.
SHADES = {1: (3,), 2: (2, 4), 3: (1, 3, 5), 4: (1, 2, 4, 5), 5: (1, 2, 3, 4, 5)}
DARK = 4  # from this shade on, letters are light

ROWS = (
    "AK .. .. .. .. .. .. .. .. .. ME",
    ".. .. .. .. .. .. .. .. .. VT NH",
    "WA MT ND MN WI .. MI .. NY MA RI",
    "ID WY SD IA IL IN OH PA NJ CT ..",
    "OR NV CO NE MO KY WV VA MD DE ..",
    "CA UT NM KS AR TN NC SC DC .. ..",
    ".. AZ .. OK LA MS AL GA .. .. ..",
    "HI .. .. TX .. .. .. .. FL .. ..",
)
POSITIONS = {
    letters: (column, row)
    for row, line in enumerate(ROWS)
    for column, letters in enumerate(line.split())
    if letters != ".."
}
WIDTH, HEIGHT = 11 * (SIDE + GAP), 8 * (SIDE + GAP)


@dataclass(frozen=True, slots=True)
class Tile:
    """A state on the map. ``shade`` is 1 to 5, or 0 without a figure; then ``absence`` says why.

    ``label`` is the median in thousands with its currency, ``short`` without, for narrow screens.
    """

    code: str
    letters: str
    name: str
    x: int
    y: int
    shade: int
    label: str
    short: str
    full: str
    absence: str
    is_stored: bool

    @property
    def is_dark(self) -> bool:
        return self.shade >= DARK

    @property
    def at(self) -> dict[str, int]:
        """Places of its words, from the map's own corner."""
        return {"middle": self.x + SIDE // 2, "letters": self.y + 28, "alone": self.y + 38, "figure": self.y + 49}


@dataclass(frozen=True, slots=True)
class MapClass:
    """A shade of the legend: the states from the lowest to the highest of these published medians."""

    shade: int
    low: Cell
    high: Cell
    count: int


@dataclass(frozen=True, slots=True)
class TileMap:
    """Every state once, and what the shades mean; at least one figure and one source."""

    tiles: tuple[Tile, ...]
    classes: tuple[MapClass, ...]
    sources: tuple[ChartSource, ...]

    def __post_init__(self) -> None:
        if not self.sources:
            raise ValueError("A map without a source is not drawn.")

    @property
    def size(self) -> tuple[int, int]:
        return WIDTH, HEIGHT

    @property
    def has(self) -> frozenset[str]:
        """Why tiles have no figure, each reason once."""
        return frozenset(tile.absence for tile in self.tiles if tile.absence)


def is_on_map(code: str) -> bool:
    """Whether the area of this code is one of the map's states."""
    return code in STATES and STATES[code][0] in POSITIONS


def tile_map(figures: Sequence[PlaceFigure]) -> TileMap | None:
    """The map of these states' medians; None where no state on it has one."""
    drawn = [figure for figure in figures if is_on_map(figure.place.code)]
    cells = [figure.cell for figure in drawn if figure.cell is not None and figure.cell.median is not None]
    if not cells:
        return None
    classes = fifths(cells)
    shades = {cell.place.code: shade for shade, members in classes for cell in members}
    cited = {cell.source.number: ChartSource(cell.source.number, cell.source.citation) for cell in cells}
    return TileMap(
        tiles=tuple(_tile(figure, shades.get(figure.place.code, 0)) for figure in drawn),
        classes=tuple(MapClass(shade, members[0], members[-1], len(members)) for shade, members in classes),
        sources=tuple(cited[number] for number in sorted(cited)),
    )


def fifths(cells: Sequence[Cell]) -> tuple[tuple[int, tuple[Cell, ...]], ...]:
    """Shades with their cells, lowest first: a fifth of the states each, but equal medians stay together."""
    ranked = sorted(cells, key=lambda cell: cell.median or 0)
    lowest = [ranked[step * len(ranked) // CLASSES].median or 0 for step in range(CLASSES)]
    limits = sorted(set(lowest))
    members: list[list[Cell]] = [[] for _limit in limits]
    for cell in ranked:
        members[sum(limit <= (cell.median or 0) for limit in limits) - 1].append(cell)
    return tuple(zip(SHADES[len(limits)], map(tuple, members), strict=True))


def _tile(figure: PlaceFigure, shade: int) -> Tile:
    letters, name = STATES[figure.place.code]
    column, row = POSITIONS[letters]
    label = short = full = ""
    if figure.cell is not None and figure.cell.median is not None:
        amount, currency, flag = figure.cell.median, figure.cell.currency, figure.cell.flags.get("median")
        more = "+" if flag == "top_coded" else ""
        label = money_text(amount, currency, short=True) + more
        short = f"{(amount + 500) // 1000}{more}"
        full = money_text(amount, currency, flag=flag)
    place = GAP // 2
    return Tile(
        code=figure.place.code,
        letters=letters,
        name=name,
        x=column * (SIDE + GAP) + place,
        y=row * (SIDE + GAP) + place,
        shade=shade,
        label=label,
        short=short,
        full=full,
        absence=figure.absence,
        is_stored=figure.is_stored,
    )
