"""What the newest official list says of an occupation, in the order that an editor looks through it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.db.models import F, Q

from roles.models import (
    DraftCandidate,
    Occupation,
    OccupationEducation,
    OccupationRelation,
    OccupationSkill,
    OccupationSoftware,
    OccupationTask,
    OccupationTitle,
    WageRelease,
)
from roles.models.candidate import CandidateKind
from roles.models.occupation import Scheme
from roles.models.occupation_facts import TaskKind, Tier
from roles.periods import period_of

TIERS = list(Tier.values)
TASKS = [*TaskKind.values, ""]
MOST_FOUND = 20


def fold(text: str) -> str:
    """One spelling for texts that differ only in case and blanks."""
    return " ".join(text.split()).casefold()


def with_tasks(occupations: Any) -> Any:
    """Of these occupations, those that some release describes by their tasks."""
    return occupations.filter(pk__in=OccupationTask.objects.order_by().values("occupation"))


def find_occupations(words: str) -> list[Occupation]:
    """Occupations to start from, by the start of a code, part of a title or the start of a job title; at most twenty.

    O*NET's where it has any, else the SOC occupation. Those whose own title has the words come first.
    """
    folded = fold(words)
    if not folded:
        return []
    titled = OccupationTitle.objects.filter(Q(folded__startswith=folded) | Q(short_folded=folded))
    named = Q(code__startswith=words.strip()) | Q(title__icontains=words.strip())
    finest = Q(scheme=Scheme.ONET) | Q(scheme=Scheme.SOC, children__isnull=True, level__in=["", "detailed"])
    found = Occupation.objects.filter(finest).filter(named | Q(pk__in=titled.order_by().values("occupation")))
    rank = models.Case(models.When(named, then=0), default=1)
    return list(found.order_by(rank, "code")[:MOST_FOUND])


def newest_release(occupation: Occupation) -> WageRelease | None:
    """The release of the latest time that says anything of the occupation's work or titles."""
    says = Q()
    for model in (OccupationTask, OccupationTitle):
        says |= Q(pk__in=model.objects.filter(occupation=occupation).order_by().values("release"))
    return max(
        WageRelease.objects.filter(says), key=lambda release: (period_of(release.covers), release.pk), default=None
    )


def candidates_of(occupation: Occupation) -> list[DraftCandidate]:
    """Unsaved candidates, each text of a kind once; none where no release describes the occupation."""
    release = newest_release(occupation)
    if release is None:
        return []
    made: dict[tuple[str, str], DraftCandidate] = {}
    for kind, read in _READERS:
        for said in read(occupation, release):
            candidate = DraftCandidate(kind=kind, release=release, occupation=occupation, **said)
            made.setdefault((kind, fold(candidate.text)), candidate)
    return list(made.values())


Said = Iterator[dict[str, Any]]


def _titles(occupation: Occupation, release: WageRelease) -> Said:
    """The occupation's own title, then job titles by the alphabet, each with its abbreviation after it."""
    yield {"text": occupation.title, "detail": {"canonical": True}}
    for row in OccupationTitle.objects.filter(occupation=occupation, release=release).order_by("folded"):
        yield {"text": row.title}
        if row.short_title:
            yield {"text": row.short_title, "detail": {"short_for": row.title}}


def _tasks(occupation: Occupation, release: WageRelease) -> Said:
    """Core tasks first."""
    rows = OccupationTask.objects.filter(occupation=occupation, release=release)
    for row in sorted(rows, key=lambda row: (TASKS.index(row.kind), row.task_id)):
        yield {"text": row.task, "dated_on": row.dated_on, "detail": {"task": row.kind} if row.kind else {}}


def _software(occupation: Occupation, release: WageRelease) -> Said:
    """In demand first, then hot, then the rest; a name in several categories once, with its strongest mark."""
    rows = OccupationSoftware.objects.filter(occupation=occupation, release=release)
    for row in sorted(rows, key=lambda row: (not row.is_in_demand, not row.is_hot, row.name.casefold())):
        marks = {"in_demand": row.is_in_demand, "hot": row.is_hot, "category": row.category}
        yield {"text": row.name, "dated_on": row.dated_on, "detail": marks}


def _skills(occupation: Occupation, release: WageRelease) -> Said:
    """By importance. What the publisher calls not relevant, or recommends to suppress, has none and is left out."""
    rows = OccupationSkill.objects.filter(occupation=occupation, release=release, importance__isnull=False)
    for row in rows.order_by(F("importance").desc(), "name"):
        level = None if row.level is None else float(row.level)
        yield {
            "text": row.name,
            "dated_on": row.dated_on,
            "detail": {"importance": float(row.importance or 0), "level": level},
        }


def _education(occupation: Occupation, release: WageRelease) -> Said:
    """Levels of education that anybody named, lowest first."""
    rows = OccupationEducation.objects.filter(occupation=occupation, release=release, percent__gt=0).exclude(label="")
    for row in rows.order_by("scale", "category"):
        yield {"text": row.label, "dated_on": row.dated_on, "detail": {"percent": float(row.percent or 0)}}


def _related(occupation: Occupation, release: WageRelease) -> Said:
    """By tier, then nearest first."""
    rows = OccupationRelation.objects.filter(occupation=occupation, release=release).select_related("related")
    for row in sorted(rows, key=lambda row: (TIERS.index(row.tier), row.position)):
        detail = {"tier": row.tier}
        yield {"text": row.related.title, "related": row.related, "dated_on": row.dated_on, "detail": detail}


_READERS = (
    (CandidateKind.TITLE, _titles),
    (CandidateKind.TASK, _tasks),
    (CandidateKind.SOFTWARE, _software),
    (CandidateKind.SKILL, _skills),
    (CandidateKind.EDUCATION, _education),
    (CandidateKind.RELATED, _related),
)
