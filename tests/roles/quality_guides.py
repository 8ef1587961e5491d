"""Guides for tests of quality: two that lack nothing, and one with the flaws of a page made from a template."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from roles import pay
from roles.facts import (
    CallFacts,
    LevelFacts,
    Prose,
    QuestionFacts,
    RelationFacts,
    RoleFacts,
    RouteFacts,
    SkillFacts,
    StepFacts,
    TitleFacts,
)

from . import made_facts
from .made_facts import NAMES, RANKS, UNSOURCED, estimate, wage

TODAY = date(2026, 11, 25)


def text(markdown: str) -> Prose:
    return Prose(markdown, "")


def level(rank: str, *duties: str) -> LevelFacts:
    years = 3 * RANKS.index(rank)
    return LevelFacts(rank, NAMES[rank], f"{NAMES[rank]} title", years, years + 3, "A scope.", duties)


def step(position: int, title: str, body: str, **changes: Any) -> StepFacts:
    whole: dict[str, Any] = {
        "position": position, "kind": "learn", "kind_name": "Learn", "title": title, "body": text(body),
        "hours_low": 10, "hours_typical": 20, "hours_high": 40, "done_when": f"Somebody has tasted it, {title.lower()}.",
        "skills": (), "requires": (position - 1,) if position > 1 else (),
    }  # fmt: skip
    return StepFacts(**(whole | changes))


def skill(name: str, kind: str = "skill", **changes: Any) -> SkillFacts:
    whole: dict[str, Any] = {
        "slug": name.casefold().replace(" ", "-"), "name": name, "kind": kind, "importance": "core",
        "from_level": "junior", "note": f"Every morning asks for {name.casefold()} before anything else.",
    }  # fmt: skip
    return SkillFacts(**(whole | changes))


def _skills(*names: str) -> tuple[SkillFacts, ...]:
    made = [skill(name) for name in names]
    made[-1] = replace(made[-1], kind="tool", importance="important", from_level="mid")
    return tuple(made)


def guide(slug: str, **changes: Any) -> RoleFacts:
    """A guide matched to one official occupation, reviewed this year."""
    facts = made_facts.role(slug, skills=(), ranks=())
    levels = changes.get("levels", ())
    title = facts.title.casefold()
    facts = replace(
        facts,
        reviewed_by="Rita Reviewer",
        reviewed_on=date(2026, 9, 1),
        seo_title=f"How to Become a {facts.title} by Trade",
        not_for_you_if=(f"You do not like what a {title} smells of.",),
        titles=tuple(TitleFacts(f"{word} {title}", "alternate", "") for word in ("Assistant", "Head", "Hotel")),
        relations=tuple(
            RelationFacts(other, "next", "A next step", f"A {title} gets on with them.")
            for other in ("porter", "waiter", "host", "cook")
        ),
        **changes,
    )
    return replace(facts, pay=pay.assemble(levels=levels, percentiles=(wage(),), estimates=(), has_occupation=True))


def baker() -> RoleFacts:
    return guide(
        "baker",
        calls=(CallFacts("end", "Smell a bakery at four", "A baker shows you the bench before dawn.", "Apply Now", ()),),
        summary="Bakers make bread while a town sleeps, and know by touch when a dough is ready. This guide covers the"
        " ovens, the hours and the way into a bakery.",
        seo_description="What bakers do from the first loaf to a bakery of their own, what the nights are like, which"
        " doughs to learn first and how to find a bench.",
        overview=text(
            "A baker turns flour, water and salt into bread. Dough is alive: it rises faster when the bakery is warm, so"
            " the same recipe is never the same day. Bakers read the flour, the weather and the oven."
        ),
        what_they_do=text(
            "You scale flour, mix and knead, fold the sourdough, shape loaves, score them and load the oven. You feed the"
            " starter. You sell what came out of it, and you sweep."
        ),
        break_in=text("Knock at a bakery at five. Ask for a trial at the bench. No certificate is asked for."),
        skills=_skills("Kneading", "Sourdough", "Shaping Loaves", "Scoring", "Fermentation", "Oven Loading", "Costing", "Deck Oven"),
        levels=(
            level("junior", "Scale flour and water for each dough by the recipe card",
                  "Feed the starter and write down how far it rose", "Sweep the bench and scrub the mixer bowls"),
            level("mid", "Shape a tray of loaves that rise alike", "Judge by touch when the sourdough is ready",
                  "Load the deck oven without losing its steam"),
            level("senior", "Change the hydration when a new flour arrives", "Plan the night so that no oven waits",
                  "Teach an apprentice to score without tearing"),
            level("lead", "Choose the mill and taste each new harvest", "Price bread so that the bakery outlives you",
                  "Decide which breads leave the shelf"),
        ),
        roadmap=(
            step(1, "Bake one loaf daily", "Use the same flour for a month and keep the slices side by side."),
            step(2, "Raise a starter", "Feed rye and water until it doubles in six hours, three days in a row."),
            step(3, "Learn to shape", "Shape forty rolls from one dough and weigh each of them."),
            step(4, "Master steam", "Bake with and without steam and compare the crusts."),
            step(5, "Work a night", "Ask a bakery for one shift and stay until the shop opens."),
            step(6, "Show your bread", "Take three loaves to a baker and listen."),
        ),
        entry_routes=(
            RouteFacts("apprenticeship", "Apprenticeship", "At a bench", text("Two years of nights.")),
            RouteFacts("work", "Work up", "From the shop", text("You sell by day, then ask for a night.")),
            RouteFacts("self_taught", "Self-taught", "From your kitchen", text("Bring loaves, not words.")),
        ),
        pros=("You eat what you make.", "Bread is asked for daily.", "Hands learn what books cannot say."),
        cons=("You work when friends sleep.", "Flour hurts lungs.", "Sacks weigh on your back."),
        questions=(
            QuestionFacts("Must I get up at two?", text("Most bakeries start then; some bake by day.")),
            QuestionFacts("Is it heavy?", text("A sack weighs what a child weighs, and you lift many.")),
            QuestionFacts("Do I need a diploma?", text("A loaf convinces a baker sooner than paper.")),
            QuestionFacts("Can I open a bakery?", text("After years, with an oven that somebody sells.")),
        ),
    )  # fmt: skip


def gardener() -> RoleFacts:
    return guide(
        "gardener",
        calls=(CallFacts("end", "Come when we lift the tulips", "Borrow a gardener's spade.", "Apply Now", ()),),
        summary="Gardeners keep plants alive for people who look at them, and plan now what blooms in three years. This"
        " guide covers soil, seasons and clients.",
        seo_description="What gardeners do through the year, which plants and soils to know first, how clients are won"
        " and kept, and what a winter without income looks like.",
        overview=text(
            "A gardener plants, prunes and waters, and mostly waits. Soil decides what grows. Clients want a meadow by"
            " June, and you tell them in March what is possible in their shade."
        ),
        what_they_do=text(
            "You weed, mulch and stake. You prune roses in late winter and hedges after nesting. You dig borders, lay"
            " turf, and answer what ails a tree."
        ),
        break_in=text("Offer a neighbour one border for one season. A pesticide certificate is asked for in parks."),
        skills=_skills("Pruning", "Weeding", "Soil Testing", "Planting Plans", "Turf", "Hedges", "Irrigation", "Chainsaw"),
        levels=(
            level("junior", "Weed a border without lifting the perennials", "Mulch beds to the depth that was asked for",
                  "Rake turf and edge the lawn"),
            level("mid", "Prune roses and fruit trees in their season", "Test the soil and choose what grows in it",
                  "Lay irrigation that survives a winter"),
            level("senior", "Draw a planting plan for shade, sun and neighbours", "Fell a tree beside a greenhouse",
                  "Tell a client that the hedge cannot be saved"),
            level("lead", "Win the park's tender and staff its seasons", "Decide which lawns become meadow",
                  "Answer for the pesticide store"),
        ),
        roadmap=(
            step(1, "Name fifty plants", "Walk one park weekly and write down what changed."),
            step(2, "Dig a border", "Double dig four square yards and describe each layer of soil."),
            step(3, "Prune a hedge", "Cut one side in summer, the other in winter, and photograph both."),
            step(4, "Grow from seed", "Raise a tray of lettuces and count what germinates."),
            step(5, "Keep a lawn", "Mow, edge and scarify a lawn from March to October."),
            step(6, "Win a client", "Quote for a garden, and ask why you lost."),
        ),
        entry_routes=(
            RouteFacts("work", "Work up", "From labour", text("Carry soil for a season and ask names.")),
            RouteFacts("degree", "Degree", "From horticulture", text("You know Latin; learn the spade.")),
            RouteFacts("self_taught", "Self-taught", "From your garden", text("Show what you grew.")),
        ),
        pros=("You are outside.", "What you plant outlives you.", "Clients thank you in May."),
        cons=("January pays nothing.", "Knees wear out.", "Hail undoes a month."),
        questions=(
            QuestionFacts("What of winter?", text("You prune, repair tools and live on summer's money.")),
            QuestionFacts("Do I need Latin?", text("For ordering plants, yes: common names lie.")),
            QuestionFacts("Is it lonely?", text("You meet robins, and a client at the gate.")),
            QuestionFacts("Are machines needed?", text("A mower early, a chainsaw once you are trained.")),
        ),
    )  # fmt: skip


def from_a_template() -> RoleFacts:
    """A page that fits any role: a figure that nobody is named for, duties of a programmer, skills that say nothing."""
    return replace(
        made_facts.role("delivery-planner", wages=(), skills=(), ranks=(), estimates=(estimate(**UNSOURCED),)),
        seo_title="How to Get a Job as a Delivery Planner in the Year 2026",
        outlook=None,
        summary="The complete guide to a career as a Delivery Planner: salaries, skills and a roadmap for 2026.",
        overview=text(
            "Delivery planners coordinate complex initiatives across organizational boundaries. The national median"
            " salary is $154K, and 80% of employers are hiring. Professionals collaborate across multiple industries."
        ),
        what_they_do=text("Day-to-day activities involve utilizing Communication, Teamwork and Problem Solving."),
        break_in=text("Build a portfolio of personal projects that demonstrates your abilities."),
        skills=tuple(skill(name, note="") for name in ("Communication", "Teamwork", "Problem Solving", "Jira")),
        levels=(
            level("junior", "Write clean, tested code", "Fix bugs under supervision", "Participate in code reviews"),
            level("mid", "Write clean, tested code", "Implement features independently", "Lead code reviews"),
            level("senior", "Architect systems", "Introduce new frameworks", "Write clean, tested code"),
            level("lead", "Set the technical vision", "Speak at conferences", "Bridge engineering and business"),
        ),
        roadmap=(
            step(1, "Learn the fundamentals", "", hours_low=None, done_when="", requires=()),
            step(2, "Build 2-3 projects", "", hours_low=None, done_when="", requires=()),
        ),
        entry_routes=(),
        not_for_you_if=(),
    )
