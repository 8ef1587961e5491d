"""Areas and occupations that official files name, as rows: made when new, never renamed or moved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from roles.models import Area, Occupation
from roles.states import CODE_OF, STATES

from .faults import RefusedImportError
from .oews import LEVELS, AreaRow, WageTable
from .onet_records import Described

NATION = AreaRow(Area.NATION_CODE, "nation", "United States", "")
SHOWN = 5


def keep_areas(tables: Sequence[WageTable]) -> dict[str, int]:
    """The ids by code of every area in these files. A state stands under the nation, other places under their primary state."""
    wanted: dict[str, AreaRow] = {NATION.code: NATION}
    for table in tables:
        for area in table.areas.values():
            if area.kind != "nation" and (state := CODE_OF.get(area.state)):
                wanted.setdefault(state, AreaRow(state, "state", STATES[state][1], area.state))
    for table in tables:
        wanted.update(table.areas)
    stored = {area.code: area for area in Area.objects.all()}
    for kind in ("nation", "state", "metropolitan", "nonmetropolitan"):  # parents first
        rows = [area for area in wanted.values() if area.kind == kind]
        for row in rows:
            if row.code in stored and stored[row.code].kind != kind:
                raise RefusedImportError(f"Area {row.code} is stored as {stored[row.code].kind}, the file says {kind}.")
        new = [
            Area(code=row.code, kind=kind, name=row.name, parent=_parent(row, stored))
            for row in rows
            if row.code not in stored
        ]
        stored |= {area.code: area for area in Area.objects.bulk_create(new)}
    return {code: stored[code].pk for code in wanted}


def _parent(row: AreaRow, stored: Mapping[str, Area]) -> Area | None:
    if row.kind == "nation":
        return None
    state = CODE_OF.get(row.state) if row.kind != "state" else None
    return stored[state or NATION.code]


def keep_occupations(tables: Sequence[WageTable], notes: list[str]) -> tuple[dict[str, int], set[int]]:
    """The ids by code of every SOC occupation in these files, and of those whose row changed.

    A stored title stands. Only one that differs in capitals alone takes the spelling of the wage
    files: the projections write titles like sentences. Other differences are told in ``notes``.
    """
    levels: dict[str, str] = {}
    titles: dict[str, str] = {}
    for table in tables:
        for row in table.rows:
            titles.setdefault(row.code, row.title)
            levels[row.code] = max(levels.get(row.code, row.level), row.level, key=LEVELS.index)
    keep_soc(titles)
    stored = {found.code: found for found in Occupation.objects.filter(scheme="soc", code__in=list(titles))}
    changed = set()
    for code, found in stored.items():
        if not found.level or LEVELS.index(levels[code]) > LEVELS.index(found.level):
            found.level = levels[code]
            changed.add(code)
    respelt = respell(stored.values(), titles, notes)
    Occupation.objects.bulk_update([stored[code] for code in changed | respelt], ["level", "title"], batch_size=200)
    return {code: found.pk for code, found in stored.items()}, {stored[code].pk for code in respelt}


def keep_onet(described: Sequence[Described], notes: list[str]) -> tuple[dict[str, int], set[int]]:
    """The ids by code of these O*NET occupations, and of those that are new or respelt.

    Each stands under the SOC occupation of its first seven characters, which has the title of its ".00".
    """
    titles = {row.code: row.title for row in described}
    soc = {code[:7]: titles.get(f"{code[:7]}.00", title) for code, title in titles.items()}
    keep_soc(soc)
    parents = {row.code: row for row in Occupation.objects.filter(scheme="soc", code__in=list(soc))}
    respelt = respell(parents.values(), soc, [])
    stored = {row.code: row for row in Occupation.objects.filter(scheme="onet", code__in=list(titles))}
    changed = respell(stored.values(), titles, notes)
    both = [*(parents[code] for code in respelt), *(stored[code] for code in changed)]
    Occupation.objects.bulk_update(both, ["title"], batch_size=200)
    new = Occupation.objects.bulk_create(
        Occupation(scheme="onet", code=code, title=title, parent=parents[code[:7]])
        for code, title in titles.items()
        if code not in stored
    )
    ids = {row.code: row.pk for row in (*stored.values(), *new)}
    return ids, {row.pk for row in (*both, *new)}


def keep_soc(titles: Mapping[str, str]) -> None:
    """Make the SOC occupations that are not there."""
    there = set(Occupation.objects.filter(scheme="soc", code__in=list(titles)).values_list("code", flat=True))
    Occupation.objects.bulk_create(
        Occupation(scheme="soc", code=code, title=title) for code, title in titles.items() if code not in there
    )


def respell(stored: Iterable[Occupation], titles: Mapping[str, str], notes: list[str]) -> set[str]:
    """Give rows the capitals of these titles (unsaved); which changed. What differs otherwise goes to ``notes``."""
    changed, other = set(), []
    for row in stored:
        title = titles.get(row.code, row.title)
        if title == row.title:
            continue
        if title.casefold() == row.title.casefold():
            row.title = title
            changed.add(row.code)
        else:
            other.append(f"{row.code} stays “{row.title}”; the file calls it “{title}”")
    notes += other[:SHOWN]
    if len(other) > SHOWN:
        notes.append(f"{len(other) - SHOWN} more occupations have other titles in the file")
    return changed
