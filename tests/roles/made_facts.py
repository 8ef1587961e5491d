"""RoleFacts without a database: one to change by hand, and a strategy for any that could be stored."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from hypothesis import strategies as st

from roles import pay
from roles.facts import (
    DomainFacts,
    EstimateFacts,
    LevelFacts,
    OccupationFacts,
    OutlookFacts,
    Percentiles,
    Prose,
    RoleFacts,
    RouteFacts,
    SkillFacts,
    SourceFacts,
)

RANKS = ("junior", "mid", "senior", "lead")
NAMES = {"junior": "Junior", "mid": "Mid-level", "senior": "Senior", "lead": "Lead or principal"}
NOTHING = Prose("", "")


def source(
    number: int, title: str = "Occupational Employment and Wage Statistics", covers: str = "May 2025"
) -> SourceFacts:
    return SourceFacts(
        number=number,
        publisher="U.S. Bureau of Labor Statistics",
        title=title,
        label=f"{title} {covers}",
        url="https://www.bls.gov/oes/",
        covers=covers,
        released_on=date(2026, 5, 15),
        retrieved_on=date(2026, 11, 23),
        licence="Public domain",
        attribution=f"U.S. Bureau of Labor Statistics, {title}, {covers}",
    )


def wage(code: str = "13-1082", **changes: Any) -> Percentiles:
    whole: dict[str, Any] = {
        "occupation": code,
        "occupation_title": f"Occupation {code}",
        "match": "exact",
        "specificity": "own",
        "shared_with": 0,
        "area": "99",
        "area_name": "United States",
        "p10": 61_580,
        "p25": 78_440,
        "median": 102_320,
        "p75": 133_100,
        "p90": 167_970,
        "employment": 1_000_000,
        "release": "OEWS May 2025",
        "source": source(1).citation,
        "source_number": 1,
        "flags": {},
    }
    return Percentiles(**(whole | changes))


def around(median: int) -> dict[str, int]:
    """Columns of a whole cell around a median."""
    return {
        "p10": median - 40_000,
        "p25": median - 20_000,
        "median": median,
        "p75": median + 30_000,
        "p90": median + 60_000,
    }


def estimate(**changes: Any) -> EstimateFacts:
    whole: dict[str, Any] = {
        "level": None,
        "low": 90_000,
        "median": 120_000,
        "high": 150_000,
        "currency": "USD",
        "area": "99",
        "area_name": "United States",
        "source": source(2, "A Survey").citation,
        "source_number": 2,
        "release": "Survey 2025",
        "as_of": date(2025, 12, 1),
        "note": "",
    }
    return EstimateFacts(**(whole | changes))


UNSOURCED: dict[str, Any] = {"source": None, "source_number": None, "release": None, "as_of": None}


def level(rank: str) -> LevelFacts:
    years = 3 * RANKS.index(rank)
    return LevelFacts(rank, NAMES[rank], f"{NAMES[rank]} title", years, years + 3, "A scope.", ("Does it.",))


def skill(slug: str, importance: str = "core") -> SkillFacts:
    return SkillFacts(slug, slug.replace("-", " ").title(), "skill", importance, "junior", "")


def outlook(percent: float | None = 5.6, code: str = "13-1082") -> OutlookFacts:
    cited = source(3, "Employment Projections", "2024–34")
    return OutlookFacts(percent, 78_200, "2024–34", cited.citation, 3, code, f"Occupation {code}")


SOURCES = (source(1), source(2, "A Survey"), source(3, "Employment Projections", "2024–34"))


def role(slug: str = "planner", **changes: Any) -> RoleFacts:
    """A role matched to one occupation of its own. ``wages``, ``estimates``, ``ranks`` and ``skills`` make its pay."""
    wages = changes.pop("wages", (wage(),))
    estimates, nearest = changes.pop("estimates", ()), changes.pop("nearest", ())
    levels = tuple(level(rank) for rank in changes.pop("ranks", RANKS))
    title = slug.replace("-", " ").title()
    occupations = tuple(
        OccupationFacts("soc", row.occupation, row.occupation_title, row.match, row.specificity, "", row.shared_with)
        for row in wages
    )
    whole: dict[str, Any] = {
        "slug": slug,
        "title": title,
        "plural": f"{title}s",
        "article": "a",
        "domain": DomainFacts("work", "Work"),
        "version": 1,
        "published_at": datetime(2026, 1, 1, tzinfo=UTC),
        "reviewed_by": "",
        "reviewed_on": None,
        "change_note": "",
        "seo_title": "",
        "seo_description": "",
        "summary": "Plans the work.",
        "overview": NOTHING,
        "what_they_do": NOTHING,
        "break_in": NOTHING,
        "titles": (),
        "occupations": occupations,
        "pay": pay.assemble(
            levels=levels, percentiles=wages, estimates=estimates, has_occupation=bool(wages), nearest=nearest
        ),
        "outlook": outlook(),
        "skills": (skill("planning"), skill("risk", "important")),
        "levels": levels,
        "roadmap": (),
        "entry_routes": (RouteFacts("work", "Work up", "From a neighboring role", NOTHING),),
        "pros": ("It is seen.",),
        "cons": ("It is loud.",),
        "not_for_you_if": ("You dislike meetings.",),
        "questions": (),
        "relations": (),
        "sources": SOURCES,
        "calls": (),
    }
    return RoleFacts(**(whole | changes))


# --- any role ------------------------------------------------------------------

CODES = ("13-1082", "15-1252", "15-1299", "11-3021")
SPECIFICITY = {
    "13-1082": ("own", "shared"),
    "15-1252": ("own", "shared"),
    "15-1299": ("residual",),
    "11-3021": ("management",),
}


@st.composite
def wages(draw: st.DrawFn, code: str) -> Percentiles:
    """A cell whose percentiles do not fall; some are withheld, the highest may be top-coded, then at one ceiling."""
    columns = ("p10", "p25", "median", "p75", "p90")
    amounts = sorted(draw(st.lists(st.integers(15_000, 700_000), min_size=5, max_size=5)))
    cell: dict[str, Any] = dict(zip(columns, amounts, strict=True))
    flags = {}
    for column in columns[draw(st.integers(1, 5)) :]:
        cell[column], flags[column] = amounts[-1], "top_coded"
    for column in draw(st.sets(st.sampled_from(columns), max_size=draw(st.sampled_from([0, 2, 5])))):
        cell[column], flags[column] = None, "withheld"
    return wage(
        code,
        match=draw(st.sampled_from(pay.MATCHES)),
        specificity=draw(st.sampled_from(SPECIFICITY[code])),
        shared_with=draw(st.integers(0, 3)),
        release=draw(st.sampled_from(["OEWS May 2025", "OEWS May 2026"])),
        flags=flags,
        **cell,
    )


@st.composite
def estimates(draw: st.DrawFn) -> EstimateFacts:
    low, median, high = sorted(draw(st.lists(st.integers(15_000, 700_000), min_size=3, max_size=3)))
    unsourced = UNSOURCED if draw(st.booleans()) else {}
    return estimate(level=draw(st.sampled_from([None, *RANKS])), low=low, median=median, high=high, **unsourced)


@st.composite
def roles(draw: st.DrawFn, slug: str = "planner", official: dict[str, Percentiles] | None = None) -> RoleFacts:
    """Facts of any shape that a guide may have, with any part missing. ``official``: the cell of each occupation."""
    codes = draw(st.lists(st.sampled_from(CODES), unique=True, max_size=3))
    slugs = draw(st.lists(st.sampled_from("abcdefgh"), unique=True))
    numbers = draw(st.permutations([1, 2, 3]))
    cells = tuple(official[code] if official else draw(wages(code)) for code in codes)
    given = (source(1), source(2, "A Survey"), source(3, "Employment Projections", "2024–34"))
    return role(
        slug,
        wages=cells,
        estimates=tuple(draw(st.lists(estimates(), max_size=3))),
        ranks=[rank for rank in RANKS if draw(st.booleans())],
        skills=tuple(skill(name, draw(st.sampled_from(["core", "important", "complementary"]))) for name in slugs),
        outlook=draw(st.sampled_from([None, outlook(), outlook(-3.0, "15-1252"), outlook(None)])),
        sources=given if numbers[0] == 1 else (*given, source(4, "Something Else")),
    )


@st.composite
def several_roles(draw: st.DrawFn, count: int) -> tuple[RoleFacts, ...]:
    """So many roles of one site: an occupation's official cell is the same for all that are matched to it."""
    official = {code: draw(wages(code)) for code in CODES}
    return tuple(draw(roles(slug, official)) for slug in ("planner", "manager", "coder", "tester")[:count])
