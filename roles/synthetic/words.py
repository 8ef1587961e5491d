"""Words that synthetic titles and skills are put together from. They mean no job."""

from __future__ import annotations

FIELDS = (
    "Amber", "Birch", "Cobalt", "Delta", "Ember", "Fjord", "Granite", "Harbor", "Indigo", "Juniper", "Kelp",
    "Lantern", "Meadow", "Nickel", "Orchard", "Pebble", "Quartz", "Ridge", "Saffron", "Timber", "Umber", "Velvet",
)  # fmt: skip
THINGS = (
    "Archive", "Bridge", "Circuit", "Draft", "Engine", "Fabric", "Gauge", "Hinge", "Insight", "Jacket", "Kernel",
    "Ledger", "Mirror", "Notice", "Outline", "Parcel", "Query", "Relay", "Signal", "Ticket", "Update", "Vessel",
)  # fmt: skip
JOBS = (
    "Adviser", "Builder", "Checker", "Drafter", "Engineer", "Finder", "Grader", "Handler", "Keeper", "Leader", "Maker",
    "Notary", "Operator", "Planner", "Reader", "Sorter", "Tester", "Usher", "Verifier", "Weaver", "Writer",
)  # fmt: skip


def title(i: int) -> str:
    """Three words; unlike those of the roles beside it, and the same only once in 10,164."""
    words = (FIELDS[i % len(FIELDS)], THINGS[i // len(FIELDS) % len(THINGS)], JOBS[i % len(JOBS)])
    return " ".join(words)


def skill_name(i: int) -> str:
    """Two words, the same only once in 484."""
    return f"{THINGS[i % len(THINGS)]} {FIELDS[i // len(THINGS)]}"
