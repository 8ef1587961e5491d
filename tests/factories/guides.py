"""Guide versions and their parts; whole live guides made through the services; a big catalogue made in bulk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import factory
from django.db import models, transaction
from factory.django import DjangoModelFactory

from accounts.models import User
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
    RoadmapStep,
    Role,
    RoleDocument,
    SalaryEstimate,
    SearchWord,
    Skill,
    SkillCount,
)
from roles.services import match_occupations, publish, start_draft
from roles.synthetic.roles import make_roles

from .official import OnetOccupationFactory, WageReleaseFactory, nation, official_occupation
from .roles import RoleFactory, SkillFactory

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


class SkillCountFactory(DjangoModelFactory):
    class Meta:
        model = SkillCount

    slug = factory.Sequence(lambda n: f"counted-{n}")
    guides = 1
    words = " counted =counted "


class SearchWordFactory(DjangoModelFactory):
    class Meta:
        model = SearchWord

    word = factory.Sequence(lambda n: f"word{n}")


FEW = 100


def make_scale(n: int) -> list[Role]:
    """``n`` synthetic live roles; of many only what public pages read, which is what is asked of a big catalogue."""
    return make_roles(n, is_read_only=n > FEW)
