"""Whether a guide says all that readers look for."""

from __future__ import annotations

from collections.abc import Iterator

from roles.facts import LevelFacts, RoleFacts

from .findings import Finding, Where
from .rules import MOST_STEPS
from .texts import prose_of

FEW_TITLES, FEW_LEVELS, FEW_STEPS, MANY_STEPS = 3, 3, 6, 9
FEW_SKILLS, MANY_SKILLS = 8, 14
FEW_DUTIES, MANY_DUTIES = 3, 5
FEW_ROUTE_KINDS, FEW_POINTS, FEW_QUESTIONS, FEW_RELATIONS = 3, 3, 4, 4


def complete(facts: RoleFacts) -> Iterator[Finding]:
    """What is missing, or more than a reader takes in."""
    yield from _prose(facts)
    yield from _skills(facts)
    yield from _levels(facts)
    yield from _roadmap(facts)
    yield from _around(facts)


def _fewer(kind: str, section: str, count: int, least: int) -> Iterator[Finding]:
    if count < least:
        yield Finding(kind, Where(section), {"count": count, "least": least})


def _prose(facts: RoleFacts) -> Iterator[Finding]:
    for name, text in (("summary", facts.summary), *prose_of(facts)):
        if not text.strip():
            yield Finding(f"no_{name}", Where(name))
    shown = [title for title in facts.titles if title.kind == "alternate"]
    yield from _fewer("few_titles", "titles", len(shown), FEW_TITLES)


def _skills(facts: RoleFacts) -> Iterator[Finding]:
    if not facts.skills:
        yield Finding("no_skills", Where("skills"))
        return
    count = len(facts.skills)
    yield from _fewer("few_skills", "skills", count, FEW_SKILLS)
    if count > MANY_SKILLS:
        yield Finding("many_skills", Where("skills"), {"count": count, "most": MANY_SKILLS})
    if 1 in (len({skill.importance for skill in facts.skills}), len({skill.from_level for skill in facts.skills})):
        yield Finding("skills_all_alike", Where("skills"))
    for row, skill in enumerate(facts.skills):
        if not skill.note.strip():
            yield Finding("skill_without_note", Where("skills", row, skill.name))


def _levels(facts: RoleFacts) -> Iterator[Finding]:
    if not facts.levels:
        yield Finding("no_levels", Where("levels"))
        return
    yield from _fewer("few_levels", "levels", len(facts.levels), FEW_LEVELS)
    for row, level in enumerate(facts.levels):
        yield from _duties(row, level)


def _duties(row: int, level: LevelFacts) -> Iterator[Finding]:
    where, count = Where("levels", row, level.name), len(level.duties)
    if not count:
        yield Finding("no_duties", where)
    elif not FEW_DUTIES <= count <= MANY_DUTIES:
        yield Finding("duties_out_of_range", where, {"count": count, "least": FEW_DUTIES, "most": MANY_DUTIES})


def _roadmap(facts: RoleFacts) -> Iterator[Finding]:
    count = len(facts.roadmap)
    yield from _fewer("few_steps", "steps", count, FEW_STEPS)
    if count > MOST_STEPS:
        yield Finding("too_many_steps", Where("steps"), {"most": MOST_STEPS})
    elif count > MANY_STEPS:
        yield Finding("many_steps", Where("steps"), {"count": count, "most": MANY_STEPS})
    for row, step in enumerate(facts.roadmap):
        if step.hours_low is None or step.hours_high is None:
            yield Finding("step_without_hours", Where("steps", row))
        if not step.done_when.strip():
            yield Finding("step_without_end", Where("steps", row))
    if count > 1 and not any(step.requires for step in facts.roadmap):
        yield Finding("no_prerequisites", Where("steps"))


def _around(facts: RoleFacts) -> Iterator[Finding]:
    kinds = len({route.kind for route in facts.entry_routes})
    yield from _fewer("few_route_kinds", "routes", kinds, FEW_ROUTE_KINDS)
    if not _speaks_of_certificates(facts):
        yield Finding("no_certificates", Where("break_in"))
    yield from _fewer("few_pros", "pros", len(facts.pros), FEW_POINTS)
    yield from _fewer("few_cons", "cons", len(facts.cons), FEW_POINTS)
    yield from _fewer("no_warning", "not_for_you_if", len(facts.not_for_you_if), 1)
    yield from _fewer("few_questions", "questions", len(facts.questions), FEW_QUESTIONS)
    yield from _fewer("few_relations", "relations", len(facts.relations), FEW_RELATIONS)
    if not facts.calls:
        yield Finding("no_call", Where("call"))


def _speaks_of_certificates(facts: RoleFacts) -> bool:
    texts = [
        *(text for _name, text in prose_of(facts)),
        *(f"{route.title} {route.body.markdown}" for route in facts.entry_routes),
        *(f"{question.question} {question.answer.markdown}" for question in facts.questions),
    ]
    kinds = {skill.kind for skill in facts.skills} | {route.kind for route in facts.entry_routes}
    return bool(kinds & {"certification", "certificate"}) or any("certif" in text.casefold() for text in texts)
