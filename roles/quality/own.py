"""Whether a guide is of this role and no other: texts that stand in others too, duties of another role or of none."""

from __future__ import annotations

from collections.abc import Iterator

from roles.facts import RoleFacts

from .findings import Finding, Where
from .library import (
    Library,
    Said,
    answer_said,
    call_said,
    description_said,
    duty_said,
    step_said,
    title_said,
    vocabulary,
)
from .rules import FEW_TOLD, NEAR
from .words import likeness, shingles, telling


def unlike(facts: RoleFacts, others: Library) -> Iterator[Finding]:
    """Texts that another guide has in nearly the same words, and those that are not there to be compared."""
    compared = {
        "levels": any(level.duties for level in facts.levels),
        "steps": facts.roadmap,
        "questions": facts.questions,
    }
    for section, rows in compared.items():
        if not rows:
            yield Finding("nothing_compared", Where(section))
    for where, said in _compared(facts):
        other = others.twin(facts.slug, said)
        if other is not None:
            yield Finding(f"{said.kind}_shared", where, {"other": other})


def _compared(facts: RoleFacts) -> Iterator[tuple[Where, Said]]:
    for row, level in enumerate(facts.levels):
        for line, duty in enumerate(level.duties):
            yield Where("levels", row, level.name, line), duty_said(facts, duty)
    for row in range(len(facts.roadmap)):
        yield Where("steps", row), step_said(facts, row)
    for row in range(len(facts.questions)):
        yield Where("questions", row), answer_said(facts, row)
    yield Where("call"), call_said(facts)
    yield Where("seo_title"), title_said(facts)
    yield Where("seo_description"), description_said(facts)


def true(facts: RoleFacts, others: Library) -> Iterator[Finding]:
    """Duties that are of another level, of another role, or of any role; and too few of them to tell."""
    count = sum(len(level.duties) for level in facts.levels)
    if not count:
        yield Finding("nothing_told", Where("levels"))
    elif count < FEW_TOLD:
        yield Finding("little_told", Where("levels"), {"count": count, "least": FEW_TOLD})
    own = vocabulary(facts)
    told: set[str] = set()
    earlier: list[tuple[str, frozenset[str]]] = []
    for row, level in enumerate(facts.levels):
        here: list[tuple[str, frozenset[str]]] = []
        for line, duty in enumerate(level.duties):
            where, said = Where("levels", row, level.name, line), shingles(duty_said(facts, duty).text.split())
            words = telling(duty)
            told |= words
            if not words & own:
                yield Finding("duty_of_anyone", where)
            if again := [name for name, other in (*earlier, *here) if likeness(said, other) >= NEAR]:
                yield Finding("duty_repeated", where, {"level": again[0]})
            here.append((level.name, said))
        earlier += here
    if other := others.better_fit(facts, own, told):
        yield Finding("duties_of_another", Where("levels"), {"other": other})
