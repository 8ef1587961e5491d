"""OEWS wage files of the U.S. Bureau of Labor Statistics: national, state and metropolitan, workbook or CSV.

Pure. Amounts are whole US dollars a year, employment whole jobs. In the files ``*``
means a withheld wage, ``**`` withheld employment, and ``#`` a wage that is not given
because it lies at or above the release's ceiling.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from roles.periods import period_in

from . import cells, workbooks
from .faults import CellError, Faults, cell_of
from .progress import Tick, no_tick
from .tables import Columns, open_table

PERCENTILES = {"p10": "A_PCT10", "p25": "A_PCT25", "median": "A_MEDIAN", "p75": "A_PCT75", "p90": "A_PCT90"}
LEVELS = ("total", "major", "minor", "broad", "detailed")  # coarsest first
# AREA_TYPE: what kind of place, and how many digits its code has.
AREA_TYPES = {
    "1": ("nation", 2),
    "2": ("state", 2),
    "3": ("state", 2),  # a territory
    "4": ("metropolitan", 5),
    "6": ("nonmetropolitan", 7),
}
# What the workbooks' own notes say of "#", for releases read from files that do not say it.
CEILINGS = {"May 2024": 239_200, "May 2025": 239_200}

_REQUIRED = ["AREA", "AREA_TITLE", "AREA_TYPE", "OCC_CODE", "OCC_TITLE", "O_GROUP", "TOT_EMP", *PERCENTILES.values()]
_OPTIONAL = ["PRIM_STATE", "NAICS", "I_GROUP", "OWN_CODE", "ANNUAL", "HOURLY"]
COLUMNS = Columns(
    required={name: name.replace("_", " ").casefold() for name in _REQUIRED},
    optional={
        **{name: name.replace("_", " ").casefold() for name in _OPTIONAL},
        "LOC_QUOTIENT": r"loc[ .]?q(uotient)?",
    },
)
_CODE = re.compile(r"\d{2}-\d{4}", re.ASCII)
_CEILING_NOTE = re.compile(r"#\s*=.*greater than.*?\$([\d,]+(?:\.\d+)?) per year")
_NO_FLAGS: Mapping[str, str] = {}


class AreaRow(NamedTuple):
    """A place: its code, kind, name, and the postal letters of its primary state (empty where not given)."""

    code: str
    kind: str
    name: str
    state: str


class Figures(NamedTuple):
    """What a cell says. Null and flagged: withheld; a figure flagged top-coded is the least that it can be."""

    employment: int | None
    location_quotient: Decimal | None
    p10: int | None
    p25: int | None
    median: int | None
    p75: int | None
    p90: int | None
    flags: Mapping[str, str]
    basis: str


class WageRow(NamedTuple):
    """A row of the file: one occupation in one area."""

    line: int
    area: str
    code: str
    title: str
    level: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class WageTable:
    """A whole file. ``read`` counts its rows, ``repeated`` those that say again what another row said."""

    name: str
    format: str
    areas: Mapping[str, AreaRow]
    rows: tuple[WageRow, ...]
    read: int
    repeated: int

    @property
    def scope(self) -> str:
        """Which kinds of place the file is of: "national", "state", "metropolitan", joined by "+"."""
        kinds = {area.kind for area in self.areas.values()}
        return "+".join(sorted("national" if kind == "nation" else kind for kind in kinds))


@dataclass(frozen=True, slots=True)
class Stated:
    """What a workbook's notes say of itself: the time it is of ("May 2025"), and its ceiling in dollars a year."""

    covers: str | None = None
    ceiling: int | None = None


def stated(path: Path) -> Stated:
    """What the file says of itself beside its rows. A CSV file says nothing."""
    faults = Faults(path.name)
    if not workbooks.is_workbook(path, faults):
        return Stated()
    covers = ceiling = None
    with workbooks.sheets(path, faults) as sheets:
        for title, rows in sheets:
            if "description" not in title.casefold():
                continue
            for number, row in rows:
                text = " ".join(cell for cell in row if cell)
                if covers is None and "OEWS Estimates" in text:
                    covers = period_in(text)
                if found := _CEILING_NOTE.search(text):
                    ceiling = int(cells.decimal(found[1]))
                if number > 200:
                    break
    return Stated(covers, ceiling)


def read_wages(path: Path, *, ceiling: int | None, tick: Tick = no_tick) -> WageTable:
    """Every row of the file, checked. Raises ``RefusedFileError``; ``tick`` is called at each row."""
    faults = Faults(path.name)
    reader = _Reader(faults, ceiling)
    with open_table(path, COLUMNS, faults) as table:
        for line, row in table.rows:
            tick(1)
            reader.take(line, row)
        if not reader.read:
            faults.add(0, "", "has no rows below its header")
        faults.check()
        return WageTable(
            name=path.name,
            format=table.format,
            areas=reader.areas,
            rows=tuple(reader.rows.values()),
            read=reader.read,
            repeated=reader.read - len(reader.rows),
        )


class _Reader:
    """Rows as they come, and what earlier rows said of the same cell or area."""

    def __init__(self, faults: Faults, ceiling: int | None) -> None:
        self.faults = faults
        self.ceiling = ceiling
        self.read = 0
        self.areas: dict[str, AreaRow] = {}
        self.rows: dict[tuple[str, str], WageRow] = {}
        self._titles: dict[str, str] = {}

    def take(self, line: int, row: Mapping[str, str]) -> None:
        self.read += 1
        try:
            self._check_industry(row)
            area = self._area(row)
            code, title, level = self._occupation(row)
            figures = self._figures(row)
        except CellError as error:
            self.faults.add(line, error.column, error.why)
            return
        self._keep(WageRow(line, area, code, title, level, figures))

    def _keep(self, row: WageRow) -> None:
        earlier = self.rows.setdefault((row.area, row.code), row)
        if earlier is row:
            return
        if earlier.figures != row.figures:
            why = f"{row.code} in area {row.area} stands on line {earlier.line} with other values"
            self.faults.add(row.line, "OCC_CODE", why)
        elif LEVELS.index(row.level) > LEVELS.index(earlier.level):
            self.rows[row.area, row.code] = earlier._replace(level=row.level)

    def _check_industry(self, row: Mapping[str, str]) -> None:
        for column, whole in (("NAICS", {"", "0"}), ("I_GROUP", {"", "cross-industry"}), ("OWN_CODE", {"", "1235"})):
            value = row.get(column, "").casefold()
            if (value.strip("0") if column == "NAICS" else value) not in whole:
                raise CellError(column, f"{cells.quoted(value)}: only rows of all industries and owners are imported")

    def _area(self, row: Mapping[str, str]) -> str:
        kind, digits = AREA_TYPES.get(row["AREA_TYPE"], ("", 0))
        if not kind:
            raise CellError("AREA_TYPE", f"{cells.quoted(row['AREA_TYPE'])} is not 1, 2, 3, 4 or 6")
        code = row["AREA"].zfill(digits)
        if len(code) != digits or not code.isascii() or not code.isdigit():
            raise CellError("AREA", f"{cells.quoted(row['AREA'])} is no area code of {digits} digits")
        if (kind == "nation") != (code == "99"):
            raise CellError("AREA", f"{cells.quoted(row['AREA'])} does not go with AREA_TYPE {row['AREA_TYPE']}")
        with cell_of("AREA_TITLE"):
            name = "United States" if kind == "nation" else cells.words(row["AREA_TITLE"], 160)
        area = AreaRow(code, kind, name, row.get("PRIM_STATE", "").upper())
        if self.areas.setdefault(code, area) != area:
            raise CellError("AREA", f"{code} was {self.areas[code].name} on an earlier line")
        return code

    def _occupation(self, row: Mapping[str, str]) -> tuple[str, str, str]:
        code, level = row["OCC_CODE"], row["O_GROUP"].casefold()
        if not _CODE.fullmatch(code):
            raise CellError("OCC_CODE", f"{cells.quoted(code)} is no SOC code such as 13-1082")
        if level not in LEVELS:
            raise CellError("O_GROUP", f"{cells.quoted(level)} is not one of {', '.join(LEVELS)}")
        with cell_of("OCC_TITLE"):
            title = cells.words(row["OCC_TITLE"], 200)
        if self._titles.setdefault(code, title) != title:
            raise CellError("OCC_TITLE", f"{code} was {cells.quoted(self._titles[code])} on an earlier line")
        return code, self._titles[code], level

    def _figures(self, row: Mapping[str, str]) -> Figures:
        flags: dict[str, str] = {}
        employment = quotient = None
        if row["TOT_EMP"] == "**":
            flags["employment"] = "withheld"
        else:
            with cell_of("TOT_EMP"):
                employment = cells.whole(row["TOT_EMP"])
        match row.get("LOC_QUOTIENT", ""):
            case "":
                pass
            case "**" | "*":
                flags["location_quotient"] = "withheld"
            case text:
                with cell_of("LOC_QUOTIENT"):
                    quotient = cells.places(text, 2, least=0, most=9999)
        p10, p25, median, p75, p90 = self._percentiles(row, flags)
        return Figures(employment, quotient, p10, p25, median, p75, p90, flags or _NO_FLAGS, _basis(row))

    def _percentiles(self, row: Mapping[str, str], flags: dict[str, str]) -> list[int | None]:
        amounts: list[int | None] = []
        least, lower = 0, ""  # no later percentile may be below an earlier one
        for name, column in PERCENTILES.items():
            amount: int | None = None
            if row[column] == "*":
                flags[name] = "withheld"
            elif row[column] == "#":
                flags[name] = "top_coded"
                amount = max(self._ceiling(column), least)
            else:
                with cell_of(column):
                    amount = cells.whole(row[column])
            if amount is not None:
                if amount < least:
                    raise CellError(column, f"{amount} is below {lower}, which is {least}")
                least, lower = amount, column
            amounts.append(amount)
        return amounts

    def _ceiling(self, column: str) -> int:
        if self.ceiling is None:
            why = "“#” means a wage at or above the release’s ceiling, and nothing says how high that is"
            raise CellError(column, f"{why}: give --ceiling DOLLARS, from the release’s own notes")
        return self.ceiling


def _basis(row: Mapping[str, str]) -> str:
    annual, hourly = (row.get(column, "").upper() for column in ("ANNUAL", "HOURLY"))
    for column, value in (("ANNUAL", annual), ("HOURLY", hourly)):
        if value not in ("", "TRUE", "FALSE"):
            raise CellError(column, f"{cells.quoted(value)} is neither TRUE nor empty")
    if annual == hourly == "TRUE":
        raise CellError("HOURLY", "is TRUE, and so is ANNUAL")
    return "annual" if annual == "TRUE" else "hourly" if hourly == "TRUE" else ""


def agreed(stored: Figures, said: Figures) -> Figures | None:
    """The stored cell with what the file adds where it was silent; None if the two contradict each other.

    Silent may be which wages are published (``basis``) and the location quotient.
    """
    whole = _filled(stored, said)
    return whole if whole == _filled(said, stored) else None


def _filled(figures: Figures, other: Figures) -> Figures:
    """These figures, with the other's basis and location quotient where they have none of their own."""
    if not figures.basis:
        figures = figures._replace(basis=other.basis)
    if figures.location_quotient is None and "location_quotient" not in figures.flags:
        flag = {name: why for name, why in other.flags.items() if name == "location_quotient"}
        figures = figures._replace(location_quotient=other.location_quotient, flags={**figures.flags, **flag})
    return figures
