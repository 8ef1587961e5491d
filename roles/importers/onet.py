"""The O*NET database in its text form, a folder of tab-separated tables, in both layouts.

Pure. Up to 30.2 the tables are called ``Alternate Titles``, ``Technology Skills``, ``Skills`` and
``Education, Training, and Experience``; from 30.3 ``Job Titles``, ``Software Skills``, ``Essential Skills`` with
``Transferable Skills``, and ``Education``. A missing value is ``n/a`` or empty. The release says in
``Read Me.txt`` which one it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from . import cells
from .faults import CellError, Faults, cell_of
from .onet_layout import CODE, LAYOUTS, Source
from .onet_records import (
    Category,
    Described,
    Education,
    JobTitle,
    JobZone,
    OnetFile,
    OnetRelease,
    Rated,
    Rating,
    Related,
    Software,
    Task,
)
from .progress import Tick, no_tick
from .tables import open_table

EDUCATION = "2.D.1"  # "Required Level of Education"
EDUCATION_SCALES = ("RL", "RQ")
TIERS = {"primary-short": "primary_short", "primary-long": "primary_long", "supplemental": "supplemental"}
_CODE = re.compile(r"\d{2}-\d{4}\.\d{2}", re.ASCII)
_ABSENT = ("", "n/a")


Cells = Mapping[str, str]
Fact = TypeVar("Fact")


def read_onet(folder: Path, *, tick: Tick = no_tick) -> OnetRelease:
    """The release in this folder, checked. Raises ``RefusedFileError``; ``tick`` is called at each row."""
    version, month = _read_me(folder)
    release = OnetRelease(version, month)
    reader = _Reader(folder, release.files, tick)
    release.occupations = reader.facts("occupations", _described, lambda row: row.code)
    reader.known = frozenset(row.code for row in release.occupations)
    release.zones = reader.facts("zones", _zone, lambda row: row.code)
    release.titles = reader.facts("titles", _job_title, lambda row: (row.code, row.title))
    release.tasks = reader.facts("tasks", _task, lambda row: (row.code, row.task_id))
    release.software = reader.facts("software", _software, lambda row: (row.code, row.name, row.category_code))
    release.related = reader.facts("related", _related, lambda row: (row.code, row.related))
    ratings = reader.facts("skills", _rating, lambda row: (row.code, row.element_id, row.scale))
    release.skills = _by_skill(ratings)
    labels = {row[:3]: row.label for row in reader.facts("categories", _category, lambda row: row[:3])}
    shares = reader.facts("education", _share, lambda row: (row.code, row.scale, row.category))
    release.education = tuple(
        row._replace(label=labels.get((EDUCATION, row.scale, row.category), "")) for row in shares
    )
    return release


def _read_me(folder: Path) -> tuple[str, str]:
    faults = Faults("Read Me.txt")
    try:
        text = (folder / faults.file).read_text(encoding="utf-8")[:10_000]
    except UnicodeDecodeError as error:
        raise faults.error(0, "", "is not text in UTF-8") from error
    except OSError as error:
        raise faults.error(0, "", f"cannot be read ({error.strerror}): is {folder} an O*NET text release?") from error
    version = re.search(r"O\*NET (\d{1,3}\.\d{1,3}) Database", text)
    month = re.search(r"([A-Z][a-z]+ \d{4}) Release", text)
    if not version or not month:
        raise faults.error(0, "", "does not say “O*NET … Database” and “… Release”")
    return version[1], month[1]


class _Reader:
    """The tables of one folder. ``known`` are the occupations that rows may name, once they have been read."""

    def __init__(self, folder: Path, files: list[OnetFile], tick: Tick) -> None:
        self.folder = folder
        self.files = files
        self.tick = tick
        self.known: frozenset[str] | None = None

    def facts(
        self, scope: str, make: Callable[[Cells], Fact | None], key: Callable[[Fact], Hashable]
    ) -> tuple[Fact, ...]:
        """What the tables of this scope say, each thing once; rows of which ``make`` makes nothing are passed over."""
        found: dict[Hashable, Fact] = {}
        for source in self._sources(scope):
            path, faults, read = self.folder / source.file, Faults(source.file), 0
            _check_end(path, faults)
            with open_table(path, source.columns, faults, delimiter="\t", quoted=False) as table:
                for line, row in table.rows:
                    self.tick(1)
                    read += 1
                    try:
                        self._check_codes(row)
                        fact = make(row)
                        if fact is not None and found.setdefault(key(fact), fact) != fact:
                            raise CellError("", "says otherwise than an earlier line")
                    except CellError as error:
                        faults.add(line, error.column, error.why)
            faults.check()
            self.files.append(OnetFile(scope, path, read))
        return tuple(found.values())

    def _sources(self, scope: str) -> tuple[Source, ...]:
        """The layout of this scope whose files are all there, the newest first."""
        for sources in LAYOUTS[scope]:
            if all((self.folder / source.file).is_file() for source in sources):
                return sources
        wanted = "; or ".join(" and ".join(source.file for source in sources) for sources in LAYOUTS[scope])
        raise Faults(str(self.folder)).error(0, "", f"has no {wanted}")

    def _check_codes(self, row: Cells) -> None:
        for column in (CODE, "Related O*NET-SOC Code"):
            code = row.get(column)
            if code is None:
                continue
            if not _CODE.fullmatch(code):
                raise CellError(column, f"{cells.quoted(code)} is no code such as 13-1082.00")
            if self.known is not None and code not in self.known:
                raise CellError(column, f"{code} is not in the release’s list of occupations")


def _check_end(path: Path, faults: Faults) -> None:
    with path.open("rb") as file:
        file.seek(0, 2)
        if file.tell():
            file.seek(-1, 2)
            if file.read(1) != b"\n":
                raise faults.error(0, "", "ends in the middle of a line: it was cut off, download it again")


# --- one row each ----------------------------------------------------------------


def _words(row: Cells, column: str, longest: int) -> str:
    with cell_of(column):
        return cells.words(row[column], longest)


def _whole(row: Cells, column: str) -> int:
    with cell_of(column):
        return cells.whole(row[column])


def _flag(row: Cells, column: str) -> bool:
    with cell_of(column):
        return cells.yes_or_no(row[column])


def _dated(row: Cells) -> date | None:
    with cell_of("Date"):
        return None if row["Date"] in _ABSENT else cells.month(row["Date"])


def _value(row: Cells, least: int, most: int) -> Decimal | None:
    """The figure, unless there is none, the publisher would suppress it, or it is of something not relevant."""
    if row["Data Value"] in _ABSENT or row.get("Recommend Suppress") == "Y" or row.get("Not Relevant") == "Y":
        return None
    with cell_of("Data Value"):
        return cells.places(row["Data Value"], 2, least=least, most=most)


def _described(row: Cells) -> Described:
    return Described(row[CODE], _words(row, "Title", 200), _words(row, "Description", 4000))


def _zone(row: Cells) -> JobZone:
    zone = _whole(row, "Job Zone")
    if not 1 <= zone <= 5:
        raise CellError("Job Zone", f"{zone} does not lie between 1 and 5")
    return JobZone(row[CODE], zone, _dated(row))


def _job_title(row: Cells) -> JobTitle:
    short = "" if row["Short Title"] in _ABSENT else _words(row, "Short Title", 120)
    return JobTitle(row[CODE], _words(row, "Job Title", 250), short)


def _task(row: Cells) -> Task:
    kind = "" if row["Task Type"] in _ABSENT else row["Task Type"].casefold()
    if kind not in ("", "core", "supplemental"):
        raise CellError("Task Type", f"{cells.quoted(kind)} is neither Core nor Supplemental")
    return Task(row[CODE], _whole(row, "Task ID"), _words(row, "Task", 1000), kind, _dated(row))


def _software(row: Cells) -> Software:
    return Software(
        code=row[CODE],
        name=_words(row, "Workplace Example", 200),
        category_code=_words(row, "Element ID", 20),
        category=_words(row, "Element Name", 160),
        is_hot=_flag(row, "Hot Technology"),
        is_in_demand=_flag(row, "In Demand"),
    )


def _related(row: Cells) -> Related:
    tier = TIERS.get(row["Relatedness Tier"].casefold())
    if tier is None:
        raise CellError("Relatedness Tier", f"{cells.quoted(row['Relatedness Tier'])} is no known tier")
    related = row["Related O*NET-SOC Code"]
    if related == row[CODE]:
        raise CellError("Related O*NET-SOC Code", "an occupation is not related to itself")
    return Related(row[CODE], related, tier, _whole(row, "Index"))


def _rating(row: Cells) -> Rating | None:
    scale = row["Scale ID"]
    if scale not in ("IM", "LV"):
        return None
    value = _value(row, 1, 5) if scale == "IM" else _value(row, 0, 7)
    return Rating(row[CODE], _words(row, "Element ID", 20), _words(row, "Element Name", 120), scale, value, _dated(row))


def _by_skill(ratings: tuple[Rating, ...]) -> tuple[Rated, ...]:
    """Importance and level of a skill beside each other, with the later of their months."""
    found: dict[tuple[str, str], Rated] = {}
    for rating in ratings:
        key = rating.code, rating.element_id
        rated = found.get(key) or Rated(*key, rating.name, None, None, None)
        months = [month for month in (rated.dated_on, rating.dated_on) if month]
        rated = rated._replace(dated_on=max(months, default=None))
        if rating.scale == "IM":
            found[key] = rated._replace(importance=rating.value)
        else:
            found[key] = rated._replace(level=rating.value)
    return tuple(row for row in found.values() if row.importance is not None or row.level is not None)


def _category(row: Cells) -> Category:
    label = _words(row, "Category Description", 400)
    return Category(row["Element ID"], row["Scale ID"], _whole(row, "Category"), label)


def _share(row: Cells) -> Education | None:
    if row["Element ID"] != EDUCATION or row["Scale ID"] not in EDUCATION_SCALES:
        return None
    return Education(row[CODE], row["Scale ID"], _whole(row, "Category"), "", _value(row, 0, 100), _dated(row))
