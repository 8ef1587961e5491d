"""What sets the roles of a comparison apart, biggest first; what is the same; and what may not be compared.

Pure: no Django, no database, no clock. Nothing is filled in: a side without a fact has
None, and at least two sides must have it before anything is said of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from roles.comparison.levels import LevelRow
from roles.comparison.overlap import SkillOverlap, SkillRow
from roles.comparison.pay import PayGap, distinct_cells, spread_refusal
from roles.comparison.sides import Side
from roles.comparison.sizes import columns_apart, sets_apart, spread
from roles.facts import Headline, LevelFacts, LevelPay, OccupationFacts, OutlookFacts, Percentiles, SourceFacts

Names = tuple[str, ...]
Value = (
    Headline
    | Percentiles
    | LevelPay
    | OutlookFacts
    | LevelFacts
    | tuple[OccupationFacts, ...]
    | Names
    | tuple[int, int]
    | None
)

# Every kind, in the order in which equal sizes stand, with how much it weighs in a choice between
# roles: the size of a difference is how far the sides are apart, 0 to 1, times this. The weights are our
# judgment: they only order the list. The last three say how roles are filed and counted, not what they
# are like: whole, they count for no more than 3% of pay, a point of growth or one core skill in ten.
WEIGHTS: dict[str, float] = {
    "pay_median": 1.0,
    "middle_half": 0.8,
    "growth": 0.9,
    "core_skills": 0.3,
    "first_level": 0.45,
    "level_pay": 0.5,
    "years": 0.4,
    "roadmap_hours": 0.6,
    "entry_routes": 0.3,
    "other_skills": 0.25,
    "domain": 0.03,
    "openings": 0.03,
    "occupation": 0.02,
}
KINDS = tuple(WEIGHTS)
# What counts as the farthest apart that two projections, and two ladders, come.
MOST_POINTS = 25.0  # percentage points of growth
MOST_YEARS = 8.0


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is different, or the same, with each side's value in the order of the sides.

    ``kind`` is one of ``KINDS``; ``label`` names the thing where the kind alone does not ("Senior").
    ``size`` is 0 (the same) to 1. ``source`` is the publication that all values come from; None where
    they are the guides' own. ``reason`` is empty unless the values may not be compared: "missing",
    "editorial", "currency", "area", "release", "component", "withheld" or "top_coded".
    """

    kind: str
    label: str
    values: tuple[Value, ...]
    size: float = 0.0
    source: SourceFacts | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """Differences biggest first; what is the same, and what may not be compared, in the order of ``KINDS``."""

    differences: tuple[Difference, ...]
    same: tuple[Difference, ...]
    refused: tuple[Difference, ...]


def find(
    sides: Sequence[Side],
    gap: PayGap,
    levels: Sequence[LevelRow],
    skills: SkillOverlap,
    sources: Sequence[SourceFacts],
) -> Found:
    """Everything that can be said of these sides, each thing once."""
    rows = [
        row
        for row in (
            _median(sides, gap, sources),
            _middle_half(sides, sources),
            _growth(sides, sources),
            *_skills(skills),
            _first_level(sides),
            *(_level_pay(level, sources) for level in levels),
            *(_years(level, sides) for level in levels),
            _hours(sides),
            _entry_routes(sides),
            _openings(sides, sources),
            _domain(sides),
            _occupation(sides),
        )
        if row is not None
    ]
    rows.sort(key=lambda row: (-row.size, KINDS.index(row.kind)))  # stable: rungs stay in their order
    return Found(
        differences=tuple(row for row in rows if row.size and not row.reason),
        same=tuple(row for row in rows if not row.size and not row.reason),
        refused=tuple(row for row in rows if row.reason),
    )


# --- figures with a source ----------------------------------------------------------


def _median(sides: Sequence[Side], gap: PayGap, sources: Sequence[SourceFacts]) -> Difference | None:
    values = tuple(side.headline for side in sides)
    given = [value for value in values if value is not None]
    if not given:
        return None
    if gap.reason is not None:
        return Difference("pay_median", "", values, reason=gap.reason)
    apart = spread(value.amount for value in given) if gap.kind == "difference" else 0.0
    return _sized("pay_median", "", values, apart, _cited(given, sources))


def _middle_half(sides: Sequence[Side], sources: Sequence[SourceFacts]) -> Difference | None:
    values = tuple(side.spread for side in sides)
    given = [value for value in values if value is not None]
    if not given:
        return None
    cells = distinct_cells(values).values()
    reason = "missing" if len(given) < 2 else spread_refusal(cells) if len(cells) > 1 else None
    if reason is not None:
        return Difference("middle_half", "", values, reason=reason)
    apart = columns_apart([(cell.p25, cell.p75) for cell in cells])
    return _sized("middle_half", "", values, apart, _cited(given, sources))


def _level_pay(row: LevelRow, sources: Sequence[SourceFacts]) -> Difference | None:
    given = [pay for pay in row.pays if pay is not None]
    if len(given) < 2:
        return None
    own = [pay for pay, same in zip(row.pays, row.same_as, strict=True) if pay is not None and same is None]
    reason = _level_refusal(own)
    if reason:
        return Difference("level_pay", row.name, row.pays, reason=reason)
    apart = columns_apart([(pay.low, pay.median, pay.high) for pay in own])
    return _sized("level_pay", row.name, row.pays, apart, _cited(given, sources))


def _level_refusal(pays: Sequence[LevelPay]) -> str:
    """Why the pay of one level may not be compared; one figure for all sides always may."""
    if len(pays) < 2:
        return ""
    if len({pay.currency for pay in pays}) > 1:
        return "currency"
    if len({(pay.source, pay.basis) for pay in pays}) > 1:
        return "component"
    if any(not pay.is_drawable for pay in pays):
        return "withheld"
    return "top_coded" if any(pay.low_flag or pay.high_flag for pay in pays) else ""


def _growth(sides: Sequence[Side], sources: Sequence[SourceFacts]) -> Difference | None:
    values = tuple(_with_growth(side.facts.outlook) for side in sides)
    percents = [value.growth_percent for value in values if value is not None and value.growth_percent is not None]
    apart = (max(percents) - min(percents)) / MOST_POINTS if percents else 0.0
    return _projected("growth", values, apart, sources)


def _openings(sides: Sequence[Side], sources: Sequence[SourceFacts]) -> Difference | None:
    values = tuple(_with_openings(side.facts.outlook) for side in sides)
    openings = [
        value.openings_per_year for value in values if value is not None and value.openings_per_year is not None
    ]
    return _projected("openings", values, spread(openings), sources)


def _projected(
    kind: str, values: tuple[OutlookFacts | None, ...], apart: float, sources: Sequence[SourceFacts]
) -> Difference | None:
    given = [value for value in values if value is not None]
    if not given:
        return None
    if len(given) < 2:
        return Difference(kind, "", values, reason="missing")
    if len({(value.source, value.period) for value in given}) > 1:
        return Difference(kind, "", values, reason="release")
    return _sized(kind, "", values, apart, _cited(given, sources))


def _with_growth(outlook: OutlookFacts | None) -> OutlookFacts | None:
    return outlook if outlook is not None and outlook.growth_percent is not None else None


def _with_openings(outlook: OutlookFacts | None) -> OutlookFacts | None:
    return outlook if outlook is not None and outlook.openings_per_year is not None else None


def _cited(
    values: Iterable[Headline | Percentiles | LevelPay | OutlookFacts], sources: Sequence[SourceFacts]
) -> SourceFacts | None:
    """The one publication of these figures."""
    numbers = {value.source_number for value in values}
    return sources[numbers.pop() - 1] if len(numbers) == 1 else None


# --- what the guides say ----------------------------------------------------------------


def _skills(skills: SkillOverlap) -> Iterable[Difference]:
    """Skills that are core in some of the roles only, and other skills that only some ask for; and those of all.

    Core skills are as far apart as can be where no core skill is asked for by another role. The others never
    count for more than the core ones that differ.
    """
    core = [row for row in skills.rows if row.importance == "core"]
    other = [row for row in skills.rows if row.importance != "core"]
    most = 1.0
    for kind, rows in (("core_skills", core), ("other_skills", other)):
        wanted = ("core",) if kind == "core_skills" else ("important", "complementary")
        differ = [row for row in rows if (row.apart if kind == "core_skills" else not row.is_common)]
        agree = [row for row in rows if row not in differ]
        if differ:
            part = sum(row.apart for row in differ) / sum(row.weight for row in rows)
            found = _sized(kind, "", _names(differ, wanted), part, None)
            yield replace(found, size=min(found.size, most))
            most = found.size
        if agree:
            yield Difference(kind, "", tuple(_names(agree, wanted)))


def _names(rows: Sequence[SkillRow], wanted: Names) -> tuple[Names, ...]:
    """For each side the names of those skills that are of such importance to it."""
    return tuple(
        tuple(row.name for row, value in zip(rows, values, strict=True) if value in wanted)
        for values in zip(*(row.importances for row in rows), strict=True)
    )


def _first_level(sides: Sequence[Side]) -> Difference | None:
    """The lowest rungs; they say too which ladder has none for juniors."""
    values = tuple(side.first_level for side in sides)
    ranks = {value.rank for value in values if value is not None}
    return _of_guides("first_level", "", values, _years_apart(values) + (len(ranks) - 1) / 10)


def _years(row: LevelRow, sides: Sequence[Side]) -> Difference | None:
    """A rung that is higher than the lowest on some ladder; the lowest have a line of their own."""
    if all(level is None or level == side.first_level for level, side in zip(row.levels, sides, strict=True)):
        return None
    return _of_guides("years", row.name, row.levels, _years_apart(row.levels))


def _years_apart(levels: Iterable[LevelFacts | None]) -> float:
    """How far the years that a rung begins and ends with are apart; an open end is as far as its beginning."""
    given = [level for level in levels if level is not None]
    begins = [level.years_min for level in given]
    ends = [level.years_min if level.years_max is None else level.years_max for level in given]
    return sum(max(years) - min(years) for years in (begins, ends) if years) / (2 * MOST_YEARS)


def _hours(sides: Sequence[Side]) -> Difference | None:
    values = tuple(side.hours for side in sides)
    return _of_guides("roadmap_hours", "", values, columns_apart([value for value in values if value is not None]))


def _entry_routes(sides: Sequence[Side]) -> Difference | None:
    values = tuple(tuple(dict.fromkeys(route.kind_name for route in side.facts.entry_routes)) or None for side in sides)
    return _of_guides("entry_routes", "", values, sets_apart([set(value) for value in values if value]))


def _domain(sides: Sequence[Side]) -> Difference | None:
    values = tuple((side.facts.domain.name,) if side.facts.domain.name else None for side in sides)
    return _of_guides("domain", "", values, float(len(set(values) - {None}) > 1))


def _occupation(sides: Sequence[Side]) -> Difference | None:
    values = tuple(side.facts.occupations or None for side in sides)
    codes = [{row.code for row in value} for value in values if value]
    return _of_guides("occupation", "", values, sets_apart(codes))


def _of_guides(kind: str, label: str, values: tuple[Value, ...], apart: float) -> Difference | None:
    """A thing that two guides or more say; None where fewer do."""
    known = [value for value in values if value is not None]
    return _sized(kind, label, values, apart, None) if len(known) > 1 else None


def _sized(kind: str, label: str, values: tuple[Value, ...], apart: float, source: SourceFacts | None) -> Difference:
    return Difference(kind, label, values, min(apart, 1.0) * WEIGHTS[kind], source)
