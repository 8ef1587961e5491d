"""Writing the guides of a checked catalogue: drafts first, then those go live that are not below the gate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from roles.building import build_facts
from roles.judging import judge_all, live_guides
from roles.models import (
    Area,
    CareerLevel,
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
    RoleRedirect,
    SalaryEstimate,
    Skill,
    WageRelease,
)
from roles.services import BelowGateError, match_occupations, publish, start_draft

from .catalogue_files import GuideFile
from .unwrap import unwrap

Row = TypeVar("Row", Skill, Role)
Entry = TypeVar("Entry")


def roles_by_address() -> dict[str, Role]:
    """Every role by its address and by its former ones: a starter role that an editor renamed is that role."""
    roles = {former.old_slug: former.role for former in RoleRedirect.objects.select_related("role")}
    return roles | {role.slug: role for role in Role.objects.all()}


def draft_guide(role: Role, guide: GuideFile, skills: Mapping[str, Skill], roles: Mapping[str, Role]) -> GuideVersion:
    """A first draft with all that the file says, of a role without any version.

    The role's names, its domain and, if it has any, its occupations stay: an editor may have set them. Skills and
    roles are by the slug that the file calls them.
    """
    if not role.occupations.exists():
        match_occupations(role=role, matches=_matches(guide), by=None)
    version = start_draft(role=role, by=None)
    for name in ("seo_title", "seo_description", "summary", "change_note"):
        setattr(version, name, getattr(guide, name).strip())
    for name in ("overview", "what_they_do", "break_in"):
        setattr(version, name, unwrap(getattr(guide, name)))
    version.save()
    _load_parts(version, guide, skills)
    _load_relations(version, guide, roles)
    _load_levels(version, guide)
    _load_roadmap(version, guide, skills)
    return version


def _matches(guide: GuideFile) -> list[tuple[Occupation, str, str]]:
    codes = {
        row.code: row for row in Occupation.objects.filter(scheme="soc", code__in=[m.code for m in guide.occupations])
    }
    return [(codes[match.code], match.match, match.basis) for match in guide.occupations]


def _load_parts(version: GuideVersion, guide: GuideFile, skills: Mapping[str, Skill]) -> None:
    GuideTitle.objects.bulk_create(
        GuideTitle(version=version, position=place, title=entry.title, kind=entry.kind, note=entry.note)
        for place, entry in enumerate(guide.titles, start=1)
    )
    asked = _first_of((skills[entry.skill], entry) for entry in guide.skills)
    GuideSkill.objects.bulk_create(
        GuideSkill(
            version=version,
            position=place,
            skill=skill,
            importance=entry.importance,
            from_level=entry.from_level,
            note=entry.note,
        )
        for place, (skill, entry) in enumerate(asked, start=1)
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


def _load_relations(version: GuideVersion, guide: GuideFile, roles: Mapping[str, Role]) -> None:
    related = _first_of((roles[entry.role], entry) for entry in guide.relations if roles[entry.role] != version.role)
    GuideRelation.objects.bulk_create(
        GuideRelation(version=version, position=place, role=role, kind=entry.kind, reason=entry.reason)
        for place, (role, entry) in enumerate(related, start=1)
    )


def _first_of(pairs: Iterable[tuple[Row, Entry]]) -> Iterable[tuple[Row, Entry]]:
    """Each row with its first entry: two slugs of the files may lead to one row of an editor."""
    once: dict[Row, Entry] = {}
    for row, entry in pairs:
        once.setdefault(row, entry)
    return once.items()


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


def _load_roadmap(version: GuideVersion, guide: GuideFile, skills: Mapping[str, Skill]) -> None:
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


def publish_above_gate(drafts: list[GuideVersion]) -> dict[str, int]:
    """Publish what is not below the gate; the scores of the others, by slug.

    Drafts are judged beside each other first: of two guides with each other's duties, or
    with the same answer, neither may slip through because it came before the other.
    """
    live = live_guides()
    judged = judge_all([*live, *(build_facts(version) for version in drafts)])[len(live) :]
    below = {}
    for version, quality in zip(drafts, judged, strict=True):
        try:
            if quality.is_below and not quality.refusals:
                raise BelowGateError(quality.score)
            publish(version=version, by=None)
        except BelowGateError as refusal:
            below[version.role.slug] = refusal.score
    return below
