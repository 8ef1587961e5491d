"""Writing a checked catalogue: adds what is absent, never overwrites an editor's work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.db import transaction

from careers.planner import refresh_statistics
from roles import documents
from roles.models import (
    Area,
    CallToAction,
    CareerLevel,
    Domain,
    EntryRoute,
    GuidePoint,
    GuideQuestion,
    GuideRelation,
    GuideSkill,
    GuideTitle,
    GuideVersion,
    Occupation,
    OccupationWage,
    RoadmapStep,
    Role,
    RoleDocument,
    SalaryEstimate,
    Skill,
    SkillAlias,
    WageRelease,
)
from roles.services import match_occupations, publish, start_draft

from .catalogue import Catalogue
from .catalogue_files import CallEntry, GuideFile, RoleEntry, SkillEntry
from .load_official import add, count, load_official, load_sources
from .unwrap import unwrap


@transaction.atomic
def load_catalogue(catalogue: Catalogue) -> Counter[str]:
    """Write what is absent, all or nothing; how many rows of each kind were added.

    A role that already has any version of a guide is left alone. Raises
    ``WageDiffersError`` naming the cell if an official figure differs from a stored one.
    """
    added: Counter[str] = Counter()
    with documents.once_at_the_end():
        _load(catalogue, added)
    if added:
        refresh_statistics(Role, GuideVersion, GuideRelation, GuideSkill, Occupation, OccupationWage, RoleDocument)
    return added


def _load(catalogue: Catalogue, added: Counter[str]) -> None:
    load_sources(catalogue, added)
    load_official(catalogue, added)
    for domain in catalogue.taxonomy.domains:
        add(added, Domain, {"slug": domain.slug}, name=domain.name, summary=domain.summary)
    _load_skills(catalogue.taxonomy.skills, added)
    for entry in (*catalogue.taxonomy.roles, *catalogue.guides):
        _add_role(added, entry)
    for call in catalogue.calls.calls_to_action:
        _load_call(call, None, added)
    for guide in catalogue.guides:
        role = Role.objects.get(slug=guide.slug)
        if not role.versions.exists():
            for call in guide.calls:
                _load_call(call, role, added)
            _load_guide(role, guide)
            added["guide"] += 1
    if added:
        documents.refresh(set(Role.objects.published().values_list("pk", flat=True)))


def _add_role(added: Counter[str], entry: RoleEntry) -> None:
    domain = Domain.objects.get(slug=entry.domain)
    add(added, Role, {"slug": entry.slug}, title=entry.title, plural=entry.plural, article=entry.article, domain=domain)


def _load_skills(entries: Sequence[SkillEntry], added: Counter[str]) -> None:
    """The vocabulary and its other names, in four queries: there are hundreds."""
    there = set(Skill.objects.values_list("slug", flat=True))
    new = Skill.objects.bulk_create(
        Skill(slug=entry.slug, name=entry.name, kind=entry.kind, summary=entry.summary, is_special=entry.special)
        for entry in entries
        if entry.slug not in there
    )
    skills = {skill.slug: skill for skill in Skill.objects.all()}
    named = {name.casefold() for name in SkillAlias.objects.values_list("name", flat=True)}
    aliases = SkillAlias.objects.bulk_create(
        SkillAlias(name=alias, skill=skills[entry.slug])
        for entry in entries
        for alias in entry.aliases
        if alias.casefold() not in named
    )
    count(added, "skill", len(new))
    count(added, "skill alias", len(aliases))


def _load_call(entry: CallEntry, role: Role | None, added: Counter[str]) -> None:
    """A call for one role's guide, or for the whole site."""
    values = {"headline": entry.headline, "body": unwrap(entry.body), "button": entry.button}
    key = {"slot": entry.slot, "role": role, "domain": None}
    add(added, CallToAction, key, next_steps="\n".join(entry.next_steps), **values)


def _load_guide(role: Role, guide: GuideFile) -> None:
    codes = {
        row.code: row for row in Occupation.objects.filter(scheme="soc", code__in=[m.code for m in guide.occupations])
    }
    matches = [(codes[match.code], match.match, match.basis) for match in guide.occupations]
    match_occupations(role=role, matches=matches, by=None)
    version = start_draft(role=role, by=None)
    for name in ("title", "plural", "article", "seo_title", "seo_description", "summary", "change_note"):
        setattr(version, name, getattr(guide, name).strip())
    for name in ("overview", "what_they_do", "break_in"):
        setattr(version, name, unwrap(getattr(guide, name)))
    version.domain = Domain.objects.get(slug=guide.domain)
    version.save()
    _load_parts(version, guide)
    _load_levels(version, guide)
    _load_roadmap(version, guide)
    publish(version=version, by=None)


def _load_parts(version: GuideVersion, guide: GuideFile) -> None:
    skills = {skill.slug: skill for skill in Skill.objects.all()}
    roles = {role.slug: role for role in Role.objects.all()}
    GuideTitle.objects.bulk_create(
        GuideTitle(version=version, position=place, title=entry.title, kind=entry.kind, note=entry.note)
        for place, entry in enumerate(guide.titles, start=1)
    )
    GuideSkill.objects.bulk_create(
        GuideSkill(
            version=version,
            position=place,
            skill=skills[entry.skill],
            importance=entry.importance,
            from_level=entry.from_level,
            note=entry.note,
        )
        for place, entry in enumerate(guide.skills, start=1)
    )
    EntryRoute.objects.bulk_create(
        EntryRoute(version=version, position=place, kind=entry.kind, title=entry.title, body=unwrap(entry.body))
        for place, entry in enumerate(guide.entry_routes, start=1)
    )
    GuidePoint.objects.bulk_create(
        GuidePoint(version=version, position=place, kind=entry.kind, text=entry.text)
        for place, entry in enumerate(guide.points, start=1)
    )
    GuideQuestion.objects.bulk_create(
        GuideQuestion(version=version, position=place, question=entry.question, answer=unwrap(entry.answer))
        for place, entry in enumerate(guide.questions, start=1)
    )
    GuideRelation.objects.bulk_create(
        GuideRelation(version=version, position=place, role=roles[entry.role], kind=entry.kind, reason=entry.reason)
        for place, entry in enumerate(guide.relations, start=1)
    )


def _load_levels(version: GuideVersion, guide: GuideFile) -> None:
    areas = {area.code: area for area in Area.objects.all()}
    releases = {release.label: release for release in WageRelease.objects.all()}
    CareerLevel.objects.bulk_create(
        CareerLevel(
            version=version,
            position=place,
            rank=entry.rank,
            title=entry.title,
            years_min=entry.years_min,
            years_max=entry.years_max,
            scope=entry.scope,
            duties="\n".join(entry.duties),
        )
        for place, entry in enumerate(guide.levels, start=1)
    )
    SalaryEstimate.objects.bulk_create(
        SalaryEstimate(
            version=version,
            position=place,
            level=entry.level,
            area=areas[entry.area],
            currency=entry.currency,
            annual_low=entry.low,
            annual_median=entry.median,
            annual_high=entry.high,
            source=releases[entry.source] if isinstance(entry.source, str) else None,
            as_of=entry.as_of,
            unsourced=entry.unsourced,
            note=entry.note,
        )
        for place, entry in enumerate(guide.estimates, start=1)
    )


def _load_roadmap(version: GuideVersion, guide: GuideFile) -> None:
    skills = {skill.slug: skill for skill in Skill.objects.all()}
    steps: dict[str, RoadmapStep] = {}
    for place, entry in enumerate(guide.roadmap, start=1):
        step = RoadmapStep.objects.create(
            version=version,
            position=place,
            kind=entry.kind,
            title=entry.title,
            body=unwrap(entry.body),
            hours_low=entry.hours.low if entry.hours else None,
            hours_typical=entry.hours.typical if entry.hours else None,
            hours_high=entry.hours.high if entry.hours else None,
            done_when=entry.done_when,
        )
        step.requires.set([steps[key] for key in entry.requires])
        step.skills.set([skills[slug] for slug in entry.skills])
        steps[entry.key] = step
