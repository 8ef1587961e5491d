"""Guide versions and their parts; whole live guides made through the services; a big catalogue made in bulk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from unittest import mock

import factory
from django.db import models, transaction
from factory.django import DjangoModelFactory

from accounts.models import User
from careers.planner import refresh_statistics
from roles import documents, pay
from roles.building import build_facts
from roles.facts import DomainFacts, RelationFacts
from roles.models import (
    CareerLevel,
    DocumentSkill,
    Domain,
    DraftCandidate,
    EntryRoute,
    GuidePoint,
    GuideQuestion,
    GuideRelation,
    GuideSkill,
    GuideTitle,
    GuideVersion,
    Occupation,
    OccupationOutlook,
    OccupationWage,
    RoadmapStep,
    Role,
    RoleDocument,
    RoleOccupation,
    SalaryEstimate,
    Skill,
)
from roles.services import match_occupations, publish, start_draft

from .official import OnetOccupationFactory, WageReleaseFactory, nation, oews, official_occupation, projections
from .roles import DomainFactory, RoleFactory, SkillFactory

# --- one row each ------------------------------------------------------------


def _next_number(version: Any) -> int:
    if version.role.pk is None:
        return 1
    last = GuideVersion.objects.filter(role=version.role).aggregate(last=models.Max("number"))["last"]
    return (last or 0) + 1


class GuideVersionFactory(DjangoModelFactory):
    """An open draft with its prose and no parts."""

    class Meta:
        model = GuideVersion

    role = factory.SubFactory(RoleFactory)
    number = factory.LazyAttribute(_next_number)
    title = factory.LazyAttribute(lambda version: version.role.title)
    plural = factory.LazyAttribute(lambda version: version.role.plural)
    article = factory.LazyAttribute(lambda version: version.role.article)
    domain = factory.LazyAttribute(lambda version: version.role.domain)
    summary = "Plans the work and keeps it honest."
    overview = "They plan the work. It pays {{ pay.headline }}."
    what_they_do = "They plan:\n\n- scope\n- time"
    break_in = "Start where you are."


class _PartFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    version = factory.SubFactory(GuideVersionFactory)
    position = factory.Sequence(lambda n: n + 1)


class GuideTitleFactory(_PartFactory):
    class Meta:
        model = GuideTitle

    title = factory.Sequence(lambda n: f"Other Title {n}")


class GuideSkillFactory(_PartFactory):
    class Meta:
        model = GuideSkill

    skill = factory.SubFactory(SkillFactory)
    note = "Needed every day."


class CareerLevelFactory(_PartFactory):
    class Meta:
        model = CareerLevel

    rank = "junior"
    title = factory.LazyAttribute(lambda level: f"{level.rank.title()} {level.version.title}")
    scope = "A part of one project."
    duties = "Keeps the plan.\nWrites the minutes."


class RoadmapStepFactory(_PartFactory):
    class Meta:
        model = RoadmapStep

    title = factory.Sequence(lambda n: f"Step {n}")
    body = "Do *this*, exactly."
    hours_low = 10
    hours_typical = 20
    hours_high = 40
    done_when = "Somebody else can use it."


class EntryRouteFactory(_PartFactory):
    class Meta:
        model = EntryRoute

    title = "From a neighbouring role"
    body = "Take over a small project."


class GuidePointFactory(_PartFactory):
    class Meta:
        model = GuidePoint

    kind = "pro"
    text = factory.Sequence(lambda n: f"Point {n}")


class GuideQuestionFactory(_PartFactory):
    class Meta:
        model = GuideQuestion

    question = factory.Sequence(lambda n: f"Question {n}?")
    answer = "It depends on the team."


class GuideRelationFactory(_PartFactory):
    class Meta:
        model = GuideRelation

    role = factory.SubFactory(RoleFactory)
    reason = "Much of the work is the same."


class SalaryEstimateFactory(_PartFactory):
    """An editor's sourced figure over all levels."""

    class Meta:
        model = SalaryEstimate

    area = factory.LazyFunction(nation)
    annual_low = 90_000
    annual_median = 120_000
    annual_high = 150_000
    source = factory.SubFactory(WageReleaseFactory)
    as_of = date(2025, 12, 1)


class DraftCandidateFactory(_PartFactory):
    """A task that nobody has decided about."""

    class Meta:
        model = DraftCandidate

    kind = "task"
    text = factory.Sequence(lambda n: f"Plan the work of group {n}.")
    release = factory.SubFactory(WageReleaseFactory)
    occupation = factory.SubFactory(OnetOccupationFactory)
    dated_on = date(2023, 8, 1)


# --- whole guides ------------------------------------------------------------

THIN = "A guide of the tests is thinner than the gate asks."


def publish_thin(version: GuideVersion, by: User | None = None) -> GuideVersion:
    """Publish a version whose quality is not what the test is about."""
    return publish(version=version, by=by, reason=THIN)


RANKS = ("junior", "mid", "senior", "lead")
STANDARD_SKILLS = ("planning", "risk-management", "stakeholder-communication")
POINTS = (
    ("pro", "The work is seen."),
    ("con", "The pressure is high."),
    ("not_for_you_if", "You dislike meetings."),
)


def add_parts(
    version: GuideVersion,
    *,
    skills: Iterable[Skill | str] = STANDARD_SKILLS,
    levels: Sequence[str] = RANKS,
    steps: int = 3,
    relations: Iterable[Role] = (),
) -> None:
    """Every kind of part on an open version: steps after the first require the one before and name a skill."""
    rows = [SkillFactory(slug=skill) if isinstance(skill, str) else skill for skill in skills]
    importances = ("core", "important", "complementary")
    for place, skill in enumerate(rows):
        GuideSkillFactory(
            version=version,
            skill=skill,
            position=place + 1,
            importance=importances[place % 3],
            from_level=RANKS[place % 4],
        )
    for place, rank in enumerate(levels):
        CareerLevelFactory(version=version, rank=rank, position=place + 1, years_min=place * 3, years_max=place * 3 + 3)
    before = None
    for place in range(1, steps + 1):
        step = RoadmapStepFactory(version=version, position=place, title=f"Step {place} of {version.title}")
        if rows:
            step.skills.add(rows[place % len(rows)])
        if before is not None:
            step.requires.add(before)
        before = step
    GuideTitleFactory(version=version, title=f"{version.title} Expert", position=1)
    GuideTitleFactory(version=version, title=f"{version.title} hidden name", kind="hidden", position=2)
    EntryRouteFactory(version=version, position=1)
    for place, (kind, text) in enumerate(POINTS, start=1):
        GuidePointFactory(version=version, kind=kind, text=text, position=place)
    GuideQuestionFactory(version=version, position=1, question=f"Is {version.title} a good career?")
    for place, role in enumerate(relations, start=1):
        GuideRelationFactory(version=version, role=role, position=place)


@transaction.atomic
def publish_role(
    slug: str | None = None,
    *,
    title: str | None = None,
    domain: Domain | None = None,
    skills: Iterable[Skill | str] = STANDARD_SKILLS,
    levels: Sequence[str] = RANKS,
    steps: int = 3,
    relations: Iterable[Role] = (),
    occupation: Occupation | bool | None = True,
    match: str = "exact",
    wage: dict[str, Any] | None = None,
    estimate: dict[str, Any] | None = None,
    role: Role | None = None,
    **prose: Any,
) -> Role:
    """A role with a live guide, made through the services.

    ``occupation`` True makes one with a national wage (``wage`` overwrites columns of
    it) and an outlook; None or False matches none. ``estimate`` adds an editor's figure.
    ``role`` publishes a role that is already there. ``prose`` overwrites columns of the version.
    """
    if role is None:
        names = {"slug": slug, "title": title, "domain": domain}
        role = RoleFactory(**{name: value for name, value in names.items() if value is not None})
    draft = start_draft(role=role, by=None)
    text = {
        "summary": f"{role.title}: plans the work and keeps it honest.",
        "overview": f"{role.plural} plan the work. The pay is {{{{ pay.headline }}}}.",
        "what_they_do": "They plan:\n\n- scope\n- time",
        "break_in": "Start where you are.",
        "seo_title": f"{role.title}: the guide"[:70],
        "seo_description": f"What {role.plural} do.",
        "reviewed_by": "Rita Reviewer",
        "reviewed_on": date(2026, 1, 15),
        "change_note": "First version.",
    } | prose
    for name, value in text.items():
        setattr(draft, name, value)
    draft.save()
    add_parts(draft, skills=skills, levels=levels, steps=steps, relations=relations)
    if estimate is not None:
        SalaryEstimateFactory(version=draft, **estimate)
    if occupation is True:
        occupation = official_occupation(wage=wage)
    if isinstance(occupation, Occupation):
        match_occupations(role=role, matches=[(occupation, match, "Chosen for the test.")], by=None)
    publish_thin(draft)
    return Role.objects.select_related("live_version", "domain").get(pk=role.pk)


class RoleDocumentFactory(DjangoModelFactory):
    """The document of a newly published role: nothing writes one by hand. Arguments are ``publish_role``'s."""

    class Meta:
        model = RoleDocument

    @classmethod
    def _create(cls, model_class: type[RoleDocument], *args: Any, **kwargs: Any) -> RoleDocument:
        return model_class.objects.get(role=publish_role(**kwargs))


class DocumentSkillFactory(DjangoModelFactory):
    """A skill's row of a newly published role's document. Arguments are ``publish_role``'s."""

    class Meta:
        model = DocumentSkill

    @classmethod
    def _create(cls, model_class: type[DocumentSkill], *args: Any, **kwargs: Any) -> DocumentSkill:
        row: DocumentSkill = RoleDocumentFactory(**kwargs).skills.earliest("pk")
        return row


# --- a big catalogue ---------------------------------------------------------

SCALE_DOMAINS = 12
SCALE_SKILLS = 60
SKILLS_A_ROLE = 6


@transaction.atomic
def make_scale(n: int) -> list[Role]:
    """``n`` live roles ``scale-0000`` ... with parts, wages, outlooks and documents, in bulk.

    The documents equal what ``documents.computed`` would make (a test proves it):
    the first guide's facts are built from rows, the others are that with their own words.
    """
    domains = [DomainFactory(slug=f"scale-field-{i:02d}") for i in range(SCALE_DOMAINS)]
    skills = [SkillFactory(slug=f"scale-skill-{i:02d}") for i in range(SCALE_SKILLS)]
    wages, outlooks, area = oews(), projections(), nation()
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    numbers = range(n)
    roles = Role.objects.bulk_create(
        Role(
            slug=f"scale-{i:04d}",
            title=f"Scale {i:04d}",
            plural=f"Scale {i:04d}s",
            domain=domains[i % SCALE_DOMAINS],
        )
        for i in numbers
    )
    versions = GuideVersion.objects.bulk_create(
        GuideVersion(
            role=role,
            number=1,
            state="published",
            published_at=moment,
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

    def skills_of(i: int) -> list[Skill]:
        return [skills[(i + place * 7) % SCALE_SKILLS] for place in range(SKILLS_A_ROLE)]

    def related_to(i: int) -> list[Role]:
        return [roles[j] for j in {(i + 1) % n, (i + 2) % n} - {i}]

    rows: dict[type[models.Model], list[Any]] = {}
    for i, version in enumerate(versions):
        rows.setdefault(GuideSkill, []).extend(
            GuideSkill(version=version, skill=skill, position=place) for place, skill in enumerate(skills_of(i))
        )
        rows.setdefault(CareerLevel, []).extend(
            CareerLevel(version=version, rank=rank, title=rank.title(), duties="Plans.\nTells.", position=place)
            for place, rank in enumerate(RANKS)
        )
        rows.setdefault(RoadmapStep, []).extend(
            RoadmapStep(version=version, title=f"Step {place}", position=place) for place in range(3)
        )
        rows.setdefault(GuidePoint, []).extend(
            GuidePoint(version=version, kind=kind, text=text, position=place)
            for place, (kind, text) in enumerate(POINTS)
        )
        rows.setdefault(GuideRelation, []).extend(
            GuideRelation(version=version, role=role, reason="Alike.", position=place)
            for place, role in enumerate(related_to(i))
        )
    for model, made in rows.items():
        model._default_manager.bulk_create(made, batch_size=500)
    occupations = Occupation.objects.bulk_create(
        Occupation(scheme="soc", code=f"{17 + i // 10_000:02d}-{i % 10_000:04d}", title=f"Specialists {i}")
        for i in numbers
    )
    RoleOccupation.objects.bulk_create(
        RoleOccupation(role=role, occupation=occupation, match="editorial", basis="Alike.", position=1)
        for role, occupation in zip(roles, occupations, strict=True)
    )
    median = [60_000 + 97 * i for i in numbers]
    cells = OccupationWage.objects.bulk_create(
        OccupationWage(
            release=wages,
            area=area,
            occupation=occupation,
            employment=1_000,
            p10=median[i] - 30_000,
            p25=median[i] - 15_000,
            median=median[i],
            p75=median[i] + 20_000,
            p90=median[i] + 50_000,
        )
        for i, occupation in enumerate(occupations)
    )
    OccupationOutlook.objects.bulk_create(
        OccupationOutlook(
            release=outlooks, occupation=occupation, period="2024–34", growth_percent=i % 20, openings_per_year=100
        )
        for i, occupation in enumerate(occupations)
    )
    _bulk_documents(roles, versions, skills_of, related_to, occupations, cells, moment)
    refresh_statistics(
        Role, GuideVersion, RoleDocument, DocumentSkill, Occupation, OccupationWage, RoleOccupation, *rows
    )
    return roles


def _bulk_documents(
    roles: list[Role],
    versions: list[GuideVersion],
    skills_of: Any,
    related_to: Any,
    occupations: list[Occupation],
    cells: list[OccupationWage],
    moment: datetime,
) -> None:
    first = build_facts(versions[0])
    made = []
    for i, (role, version, occupation, cell) in enumerate(zip(roles, versions, occupations, cells, strict=True)):
        matched = replace(first.occupations[0], code=occupation.code, title=occupation.title)
        row = replace(
            first.pay.percentiles[0],
            occupation=occupation.code,
            occupation_title=occupation.title,
            p10=cell.p10,
            p25=cell.p25,
            median=cell.median,
            p75=cell.p75,
            p90=cell.p90,
        )
        assert first.outlook is not None
        facts = replace(
            first,
            slug=role.slug,
            title=role.title,
            plural=role.plural,
            domain=DomainFacts(role.domain.slug, role.domain.name),
            occupations=(matched,),
            pay=pay.assemble(levels=first.levels, percentiles=(row,), estimates=(), has_occupation=True),
            outlook=replace(
                first.outlook,
                growth_percent=float(i % 20),
                occupation=occupation.code,
                occupation_title=occupation.title,
            ),
            skills=tuple(
                replace(first.skills[0], slug=skill.slug, name=skill.name, kind=skill.kind) for skill in skills_of(i)
            ),
            relations=tuple(
                RelationFacts(related.slug, "similar", "Similar work", "Alike.") for related in related_to(i)
            ),
        )
        with mock.patch.object(documents, "build_facts", return_value=facts):
            made.append(RoleDocument(role=role, updated_at=moment, **documents.computed(version)))
    RoleDocument.objects.bulk_create(made, batch_size=200)
    DocumentSkill.objects.bulk_create([row for document in made for row in documents.skill_rows(document)])
