"""In which order the steps of a roadmap that teach something missing are taken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from roles.facts import IMPORTANCES, SkillFacts, StepFacts
from roles.paths.weighing import by_importance


@dataclass(frozen=True, slots=True)
class PathStep:
    """A step on the way, with its place on it from 1.

    ``first`` are the missing skills that no step before it teaches, ``further`` the names of those that it goes on
    with, ``known`` the names of what it teaches that is brought along. ``after`` are places on this way, of
    the nearest steps that must come before it.
    """

    place: int
    facts: StepFacts
    first: tuple[SkillFacts, ...]
    further: tuple[str, ...]
    known: tuple[str, ...]
    after: tuple[int, ...]


def in_order(
    roadmap: Sequence[StepFacts], missing: Sequence[SkillFacts], known: frozenset[str]
) -> tuple[PathStep, ...]:
    """The steps that teach at least one of the ``missing`` skills: what others need first, then what matters most.

    Of the steps whose requirements are met, the next is the one with the most important missing skill that no
    step before it teaches, then the earlier one of the roadmap. ``known`` are names.
    """
    by_name = {skill.name: skill for skill in missing}
    wanted = {step.position: step for step in roadmap if by_name.keys() & set(step.skills)}
    needs = _needs(roadmap, wanted.keys())
    places: dict[int, int] = {}
    taught: set[str] = set()
    ordered: list[PathStep] = []
    while len(ordered) < len(wanted):
        left = [step for position, step in wanted.items() if position not in places]
        # Requirements that run in a circle would leave none: then each of them is as good as the others.
        ready = [step for step in left if needs[step.position] <= places.keys()] or left
        step = min(ready, key=lambda step: (_best(step, by_name, taught), step.position))
        names = [name for name in step.skills if name in by_name]
        new = sorted((by_name[name] for name in names if name not in taught), key=by_importance)
        places[step.position] = len(ordered) + 1
        ordered.append(
            PathStep(
                place=places[step.position],
                facts=step,
                first=tuple(new),
                further=tuple(name for name in names if name in taught),
                known=tuple(name for name in step.skills if name in known),
                after=tuple(sorted(places[position] for position in needs[step.position] if position in places)),
            )
        )
        taught.update(names)
    return tuple(ordered)


def _best(step: StepFacts, by_name: dict[str, SkillFacts], taught: set[str]) -> int:
    """The importance of the most important skill that the step is the first to teach; last where there is none."""
    importances = [by_name[name].importance for name in step.skills if name in by_name and name not in taught]
    return min((IMPORTANCES.index(importance) for importance in importances), default=len(IMPORTANCES))


def _needs(roadmap: Sequence[StepFacts], wanted: Iterable[int]) -> dict[int, set[int]]:
    """By position, the nearest wanted steps that a wanted one requires, through steps that are not on the way."""
    requires = {step.position: step.requires for step in roadmap}
    on_the_way = set(wanted)
    needs: dict[int, set[int]] = {}
    for position in on_the_way:
        found: set[int] = set()
        seen: set[int] = {position}
        waiting = list(requires[position])
        while waiting:
            required = waiting.pop()
            if required in seen or required not in requires:
                continue
            seen.add(required)
            if required in on_the_way:
                found.add(required)
            else:
                waiting.extend(requires[required])
        needs[position] = found
    return needs
