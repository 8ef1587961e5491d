"""Frozen facts for the gallery. Every figure is a sample, says so in its source, and stands nowhere else.

Amounts are round thousands, so that nobody takes one for an official figure.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from django.utils.text import slugify

from roles import pay
from roles.facts import (
    CallFacts,
    DomainFacts,
    EstimateFacts,
    LevelFacts,
    OccupationFacts,
    OutlookFacts,
    Percentiles,
    Prose,
    QuestionFacts,
    RelationFacts,
    RoleFacts,
    RouteFacts,
    SkillFacts,
    SourceFacts,
    StepFacts,
    TitleFacts,
)

AREA = "Sample area"
DAY = date(2026, 1, 2)
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsanwärterinnenbetreuung"
RTL = "מנהלת פרויקטים טכניים"
RANKS = ("junior", "mid", "senior", "lead")
_NAMES = {"junior": "Junior", "mid": "Mid-level", "senior": "Senior", "lead": "Lead or principal"}


def text(words: str) -> Prose:
    return Prose(words, f"<p>{words}</p>")


NOTHING = Prose("", "")


def source(number: int, title: str) -> SourceFacts:
    """A source that nobody can mistake: publisher and title both say that it is a sample."""
    return SourceFacts(
        number=number,
        publisher="Sample publisher",
        title=title,
        label=f"{title}, no real release",
        url="https://example.com/",
        covers="no real period",
        released_on=DAY if number == 1 else None,
        retrieved_on=DAY,
        licence="none: made for this gallery",
        attribution=f"{title}: made for this gallery.",
    )


SOURCES = (source(1, "Sample wages"), source(2, "Sample survey"), source(3, "Sample projections"))
SUMMARY = "Plans the work, says what is late, and gets it done. A sample text of ordinary length."


def wage(code: str = "00-0001", **changes: Any) -> Percentiles:
    """A whole sample cell; ``changes`` overwrite."""
    whole: dict[str, Any] = {
        "occupation": code, "occupation_title": f"Sample occupation {code[-1]}", "match": "exact",
        "specificity": "own", "shared_with": 0, "area": "99", "area_name": AREA,
        "p10": 50_000, "p25": 60_000, "median": 80_000, "p75": 100_000, "p90": 130_000, "employment": 12_000,
        "release": "Sample wages", "source": SOURCES[0].citation, "source_number": 1, "flags": {},
    }  # fmt: skip
    return Percentiles(**(whole | changes))


OTHER_WAGE = wage("00-0002", p10=70_000, p25=90_000, median=110_000, p75=140_000, p90=170_000, match="listed")
TOP_CODED = wage(p90=200_000, flags={"p90": "top_coded"})
WITHHELD = wage(p25=None, median=None, p75=None, flags={"p25": "withheld", "median": "withheld", "p75": "withheld"})
MANAGEMENT = wage("00-0003", specificity="management", match="listed", p90=200_000, flags={"p90": "top_coded"})
RESIDUAL = wage("00-0004", specificity="residual", match="editorial", shared_with=2)
SHARED = wage("00-0005", specificity="shared", shared_with=1)
ABOVE = wage(p75=200_000, p90=200_000, flags={"p75": "top_coded", "p90": "top_coded"})
# A place that is not the nation, and a larger one around it.
LOCAL = wage(area="98", location_quotient=2.31)
NEAREST = wage(area="97", area_name="Larger sample area")
ABOVE_MEDIAN = wage(area="97", area_name="Larger sample area", median=200_000, p75=200_000, p90=200_000,
                    flags=dict.fromkeys(("median", "p75", "p90"), "top_coded"))  # fmt: skip
OLDER = wage(release="Sample wages, first release", successor="Sample wages, second release")
UNTOLD = ("p10", "p25", "median", "p75", "p90")
NOT_RELEASED = wage(area="98", location_quotient=0.31, p10=None, p25=None, median=None, p75=None, p90=None,
                    flags=dict.fromkeys(UNTOLD, "withheld"))  # fmt: skip


def estimate(**changes: Any) -> EstimateFacts:
    """An editor's sample figure over all levels, with its sample source."""
    whole: dict[str, Any] = {
        "level": None, "low": 70_000, "median": 90_000, "high": 120_000, "currency": "USD", "area": "99",
        "area_name": AREA, "source": SOURCES[1].citation, "source_number": 2, "release": "Sample survey",
        "as_of": DAY, "note": "",
    }  # fmt: skip
    return EstimateFacts(**(whole | changes))


UNSOURCED = estimate(
    low=None, high=None, source=None, source_number=None, release=None, as_of=None, note="A sample without a source."
)


def level(rank: str, **changes: Any) -> LevelFacts:
    start = 3 * RANKS.index(rank)
    whole: dict[str, Any] = {
        "rank": rank, "name": _NAMES[rank], "title": f"{_NAMES[rank]} Sample Role", "years_min": start,
        "years_max": None if rank == "lead" else start + 3, "scope": "One team and its plan.",
        "duties": ("Keeps the plan true.", "Says early what is late.", "Writes down what was decided."),
    }  # fmt: skip
    return LevelFacts(**(whole | changes))


def skill(name: str, importance: str = "core", **changes: Any) -> SkillFacts:
    whole = {
        "slug": slugify(name) or "sample",
        "name": name,
        "kind": "skill",
        "importance": importance,
        "from_level": "junior",
        "note": "",
    }
    return SkillFacts(**(whole | changes))


SKILLS = (
    skill("Planning", note="Week by week."),
    skill("Writing"),
    skill("Sample Tool", "important", kind="tool", from_level="mid"),
    skill("Budgets", "important", kind="knowledge", from_level="senior"),
    skill("Sample Certificate", "complementary", kind="certification"),
)
OUTLOOK = OutlookFacts(4.5, 1_000, "no real period", SOURCES[2].citation, 3, "00-0001", "Sample occupation 1")
ROADMAP = (
    StepFacts(1, "learn", "Learn", "Read how plans are made", text("What to read first."), 20, 30, 40,
              "You can explain a plan to somebody else.", ("Planning",), ()),
    StepFacts(2, "build", "Build", "Plan something small", text("A week of your own."), 30, 40, 50,
              "The plan was kept, or you can say why not.", ("Planning", "Writing"), (1,)),
    StepFacts(3, "prove", "Prove", "Show it", NOTHING, None, None, None, "", (), (1, 2)),
)  # fmt: skip
ROUTES = (
    RouteFacts("work", "Work up", "From a neighboring role", text("You know the work and ask for more of it.")),
    RouteFacts("study", "Study", "By a course", text("A year of evenings.")),
)
CALL = CallFacts(
    "end", "Become a Sample Role", "We help you find the way in.", "Apply Now",
    ("You confirm your address.", "A person reads what you wrote."),
)  # fmt: skip
TITLES = (
    TitleFacts("Sample Lead", "alternate", ""),
    TitleFacts("SR", "abbreviation", "the same in two letters"),
    TitleFacts("Never Printed", "hidden", ""),
)
QUESTIONS = (
    QuestionFacts("Is this a real role?", text("No. It stands in the gallery alone.")),
    QuestionFacts("Are its figures real?", text("No. Each of them names a sample source.")),
)


def role(slug: str = "sample-role", **changes: Any) -> RoleFacts:
    """A sample guide. ``wages``, ``estimates`` and ``ranks`` make its pay; anything else overwrites a field."""
    wages = changes.pop("wages", (wage(),))
    nearest = changes.pop("nearest", ())
    levels = tuple(level(rank) for rank in changes.pop("ranks", RANKS))
    estimates = changes.pop("estimates", ())
    occupations = changes.pop("occupations", occupations_of(wages))
    title = slug.replace("-", " ").title()
    whole: dict[str, Any] = {
        "slug": slug, "title": title, "plural": f"{title}s", "article": "a",
        "domain": DomainFacts("sample-field", "Sample field"), "version": 2,
        "published_at": datetime(2026, 1, 2, 9, tzinfo=UTC), "reviewed_by": "", "reviewed_on": None,
        "change_note": "", "seo_title": "", "seo_description": "", "summary": SUMMARY,
        "overview": text("A sample overview."), "what_they_do": text("A sample day."),
        "break_in": text("A sample way in."), "titles": TITLES, "occupations": occupations,
        "pay": pay.assemble(
            levels=levels, percentiles=wages, estimates=estimates, has_occupation=bool(occupations),
            nearest=nearest,
        ),
        "outlook": OUTLOOK, "skills": SKILLS, "levels": levels, "roadmap": ROADMAP, "entry_routes": ROUTES,
        "pros": ("The work is seen.", "It is different every week."), "cons": ("Everybody asks you first.",),
        "not_for_you_if": ("You dislike meetings.",), "questions": QUESTIONS,
        "relations": (RelationFacts("other-role", "similar", "Similar", "It plans, too."),),
        "sources": SOURCES, "calls": (CALL,),
    }  # fmt: skip
    return RoleFacts(**(whole | changes))


def occupations_of(wages: tuple[Percentiles, ...]) -> tuple[OccupationFacts, ...]:
    return tuple(
        OccupationFacts("soc", row.occupation, row.occupation_title, row.match, row.specificity, "", row.shared_with)
        for row in wages
    )


OWN = role()
OTHER = role(
    "other-role",
    wages=(OTHER_WAGE,),
    skills=(SKILLS[0], SKILLS[3], skill("Hiring")),
    outlook=replace(OUTLOOK, growth_percent=-1.5, occupation="00-0002", occupation_title="Sample occupation 2"),
)
REVIEWED = role(reviewed_by="Sample Reviewer", reviewed_on=DAY)
EDITORIAL = role(wages=(), estimates=(estimate(), *(
    estimate(level=rank, low=low, median=low + 10_000, high=low + 20_000)
    for rank, low in zip(RANKS, (50_000, 70_000, 90_000, 120_000), strict=True)
)), occupations=())  # fmt: skip
UNSOURCED_ROLE = role(estimates=(UNSOURCED,))
SHARED_ROLE = role(wages=(SHARED,))
MANAGERS = role("sample-manager", wages=(MANAGEMENT,))
LEFTOVERS = role("sample-residual", wages=(RESIDUAL,))
WITHHELD_ROLE = role("sample-withheld", wages=(WITHHELD,))
IN_PLACE = role("sample-in-place", wages=(LOCAL,))
UNRELEASED = role("sample-unreleased", wages=(NOT_RELEASED,), nearest=(NEAREST,))
OPEN_ENDED = role("sample-top", wages=(TOP_CODED,))
NO_WAGE = role("sample-no-wage", wages=(), occupations=occupations_of((wage(),)), outlook=None)
NO_WAGE_HERE = role("sample-not-here", wages=(), occupations=occupations_of((wage(),)), nearest=(NEAREST,))
SUCCEEDED = role("sample-older", wages=(OLDER,))
ABOVE_ALL = role("sample-above", wages=(ABOVE,))
NO_OCCUPATION = role("sample-no-occupation", wages=(), outlook=None)
WORDY = role("sample-wordy", title=LONG, plural=f"{LONG}en", summary=f"{SUMMARY} {LONG} {SUMMARY}")
RIGHT_TO_LEFT = role("sample-rtl", title=RTL, plural=RTL, summary="מתכננת את העבודה, אומרת מה מאחר ומביאה לסוף.")
BARE = role(
    "sample-bare", wages=(), outlook=None, summary="", skills=(), ranks=(), roadmap=(), entry_routes=(), titles=(),
    pros=(), cons=(), not_for_you_if=(), questions=(), relations=(), sources=(), calls=(), published_at=None,
    domain=DomainFacts("", ""),
)  # fmt: skip

# Every pay a guide can have, by the words for it.
PAY: tuple[tuple[str, RoleFacts], ...] = (
    ("Official headline, own occupation", OWN),
    ("Editors’ sourced figures, no official one", EDITORIAL),
    ("An unsourced figure beside the official one", UNSOURCED_ROLE),
    ("Shared occupation", SHARED_ROLE),
    ("Management occupation", MANAGERS),
    ("Residual occupation", LEFTOVERS),
    ("Withheld", WITHHELD_ROLE),
    ("No wage released here, the nearest larger area beside it", UNRELEASED),
    ("Top-coded", OPEN_ENDED),
    ("A level above the ceiling", ABOVE_ALL),
    ("Of a release that was not followed", SUCCEEDED),
    ("No wage published", NO_WAGE),
    ("No wage published here, but in a larger area", NO_WAGE_HERE),
    ("No occupation", NO_OCCUPATION),
)
