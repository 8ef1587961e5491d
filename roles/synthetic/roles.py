"""Synthetic roles in bulk, for measuring: as many rows as a big catalogue has, none of them about anything real.

Slugs begin with ``scale-``, titles are words drawn from short lists, figures come from a release named synthetic.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from django.db import models, transaction
from django.utils.text import slugify

from careers.planner import refresh_statistics
from roles import documents, pay, search, skill_counts
from roles.building import build_facts
from roles.facts import RANKS, DomainFacts, RelationFacts, RoleFacts
from roles.models import (
    CareerLevel,
    DocumentSkill,
    Domain,
    GuidePoint,
    GuideRelation,
    GuideSkill,
    GuideVersion,
    Occupation,
    OccupationOutlook,
    OccupationWage,
    RoadmapStep,
    Role,
    RoleDocument,
    RoleOccupation,
    Skill,
)

from .official import official_figures
from .words import skill_name
from .words import title as synthetic_title

PREFIX = "scale-"
DOMAINS, SKILLS = 12, 300
# How much a guide's twelve skills matter; no two roles near each other have the same ones.
SKILL_IMPORTANCES = ("core",) * 4 + ("important",) * 5 + ("complementary",) * 3
FROM_LEVELS = ("junior",) * 6 + ("mid",) * 3 + ("senior",) * 2 + ("lead",)
STEPS = 4
POINTS = (
    ("pro", "Clear work."),
    ("pro", "Good pay."),
    ("con", "Many meetings."),
    ("not_for_you_if", "You want quiet."),
)
MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


class AlreadyThereError(Exception):
    """The database holds synthetic roles already."""


@dataclass(frozen=True, slots=True)
class _Made:
    """What belongs together, one place a role."""

    roles: list[Role]
    versions: list[GuideVersion]
    occupations: list[Occupation]
    cells: list[OccupationWage]
    skills: list[Skill]

    def skills_of(self, i: int) -> list[Skill]:
        return [self.skills[(i + place * 23) % SKILLS] for place in range(len(SKILL_IMPORTANCES))]

    def related_to(self, i: int) -> list[Role]:
        n = len(self.roles)
        return [self.roles[j] for j in {(i + 1) % n, (i + 2) % n} - {i}]


@transaction.atomic
def make_roles(n: int, *, is_read_only: bool = False) -> list[Role]:
    """``n`` live roles ``scale-0000`` ... with parts, wages, outlooks and documents. Raises ``AlreadyThereError``.

    The documents equal what ``documents.computed`` would make (a test proves it): the first guide's facts are built
    from rows, the others are that with their own words. ``is_read_only`` leaves out the parts that no public page reads
    of any guide but the first.
    """
    if Role.objects.filter(slug__startswith=PREFIX).exists():
        raise AlreadyThereError
    documents.lock()
    roles = _roles(n)
    versions = _versions(roles)
    skills = [_skill(i) for i in range(SKILLS)]
    occupations, cells = official_figures(roles)
    made = _Made(roles, versions, occupations, cells, skills)
    _parts(replace(made, versions=made.versions[:1]) if is_read_only else made)
    _relations(made)
    _documents(made)
    parts = (GuideSkill, CareerLevel, RoadmapStep, GuidePoint, GuideRelation)
    refresh_statistics(Role, GuideVersion, RoleDocument, DocumentSkill, Skill, *parts)
    refresh_statistics(Occupation, OccupationWage, OccupationOutlook, RoleOccupation)
    return roles


def _roles(n: int) -> list[Role]:
    domains = [
        Domain.objects.get_or_create(slug=f"{PREFIX}field-{i:02d}", defaults={"name": f"Scale Field {i:02d}"})[0]
        for i in range(DOMAINS)
    ]
    return Role.objects.bulk_create(
        Role(slug=f"{PREFIX}{i:04d}", title=title, plural=f"{title}s", domain=domains[i % DOMAINS])
        for i, title in enumerate(map(synthetic_title, range(n)))
    )


def _skill(i: int) -> Skill:
    name = skill_name(i)
    slug = f"{PREFIX}{slugify(name)}"
    return Skill.objects.get_or_create(slug=slug, defaults={"name": name, "summary": "What it is in practice."})[0]


def _versions(roles: list[Role]) -> list[GuideVersion]:
    versions = GuideVersion.objects.bulk_create(
        GuideVersion(
            role=role,
            number=1,
            state="published",
            published_at=MOMENT,
            quality=100,
            title=role.title,
            plural=role.plural,
            domain=role.domain,
            summary="Plans the work and keeps it honest.",
            overview="They plan the work.",
            what_they_do="They plan.",
            break_in="Start where you are.",
        )
        for role in roles
    )
    for role, version in zip(roles, versions, strict=True):
        role.live_version = version
    Role.objects.bulk_update(roles, ["live_version"], batch_size=200)
    return versions


def _parts(made: _Made) -> None:
    rows: dict[type[models.Model], list[Any]] = {
        model: [] for model in (GuideSkill, CareerLevel, RoadmapStep, GuidePoint)
    }
    for i, version in enumerate(made.versions):
        rows[GuideSkill] += [
            GuideSkill(version=version, skill=skill, importance=importance, from_level=rank, position=place)
            for place, (skill, importance, rank) in enumerate(
                zip(made.skills_of(i), SKILL_IMPORTANCES, FROM_LEVELS, strict=True)
            )
        ]
        rows[CareerLevel] += [
            CareerLevel(version=version, rank=rank, title=rank.title(), duties="Plans.\nTells.", position=place)
            for place, rank in enumerate(RANKS)
        ]
        rows[RoadmapStep] += [
            RoadmapStep(
                version=version, title=f"Step {place}", position=place, hours_low=20, hours_typical=40, hours_high=80
            )
            for place in range(STEPS)
        ]
        rows[GuidePoint] += [
            GuidePoint(version=version, kind=kind, text=text, position=place)
            for place, (kind, text) in enumerate(POINTS)
        ]
    for model, every in rows.items():
        model._default_manager.bulk_create(every, batch_size=500)
    _teach(rows[RoadmapStep], made)


def _relations(made: _Made) -> None:
    GuideRelation.objects.bulk_create(
        [
            GuideRelation(version=version, role=role, reason="Alike.", position=place)
            for i, version in enumerate(made.versions)
            for place, role in enumerate(made.related_to(i))
        ],
        batch_size=500,
    )


def _teach(steps: list[RoadmapStep], made: _Made) -> None:
    """Each step teaches three of its guide's skills and needs the step before it."""
    taught, needed = RoadmapStep.skills.through, RoadmapStep.requires.through
    each = len(SKILL_IMPORTANCES) // STEPS
    taught._default_manager.bulk_create(
        [
            taught(roadmapstep_id=steps[i * STEPS + place].pk, skill_id=skill.pk)
            for i in range(len(made.versions))
            for place in range(STEPS)
            for skill in made.skills_of(i)[place * each : (place + 1) * each]
        ],
        batch_size=2_000,
    )
    needed._default_manager.bulk_create(
        [
            needed(from_roadmapstep_id=steps[number].pk, to_roadmapstep_id=steps[number - 1].pk)
            for number in range(len(steps))
            if number % STEPS
        ],
        batch_size=2_000,
    )


def _documents(made: _Made) -> None:
    if not made.versions:
        return
    first = build_facts(made.versions[0])
    documents_made = [
        RoleDocument(role=role, updated_at=MOMENT, **documents.columns_of(version, _facts(first, made, i)))
        for i, (role, version) in enumerate(zip(made.roles, made.versions, strict=True))
    ]
    RoleDocument.objects.bulk_create(documents_made, batch_size=200)
    skills = [row for document in documents_made for row in documents.skill_rows(document)]
    DocumentSkill.objects.bulk_create(skills, batch_size=2_000)
    search.keep(documents_made)
    skill_counts.refresh({row.slug for row in skills})


def _facts(first: RoleFacts, made: _Made, i: int) -> RoleFacts:
    """The first guide's facts in the words and figures of role ``i``."""
    role, occupation, cell, skills = made.roles[i], made.occupations[i], made.cells[i], made.skills_of(i)
    row = replace(
        first.pay.percentiles[0], occupation=occupation.code, occupation_title=occupation.title,
        p10=cell.p10, p25=cell.p25, median=cell.median, p75=cell.p75, p90=cell.p90,
    )  # fmt: skip
    each = len(SKILL_IMPORTANCES) // STEPS
    outlook = first.outlook and replace(
        first.outlook, growth_percent=float(i % 20), occupation=occupation.code, occupation_title=occupation.title
    )
    return replace(
        first,
        slug=role.slug,
        title=role.title,
        plural=role.plural,
        domain=DomainFacts(role.domain.slug, role.domain.name),
        occupations=(replace(first.occupations[0], code=occupation.code, title=occupation.title),),
        pay=pay.assemble(levels=first.levels, percentiles=(row,), estimates=(), has_occupation=True),
        outlook=outlook,
        skills=tuple(
            replace(stated, slug=skill.slug, name=skill.name)
            for stated, skill in zip(first.skills, skills, strict=True)
        ),
        roadmap=tuple(
            replace(step, skills=tuple(sorted(skill.name for skill in skills[place * each : (place + 1) * each])))
            for place, step in enumerate(first.roadmap)
        ),
        relations=tuple(
            RelationFacts(related.slug, "similar", "Similar work", "Alike.") for related in made.related_to(i)
        ),
    )
