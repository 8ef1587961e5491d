"""RoleFacts from the rows of a guide version and today's official wages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.db.models import Q

from roles import pay, prose
from roles.facts import (
    CallFacts,
    DomainFacts,
    EstimateFacts,
    Headline,
    LevelFacts,
    OccupationFacts,
    PayFacts,
    QuestionFacts,
    RelationFacts,
    RoleFacts,
    RouteFacts,
    SkillFacts,
    StepFacts,
    TitleFacts,
)
from roles.literals import TOKEN
from roles.models import (
    Area,
    CallToAction,
    GuideVersion,
)
from roles.official import (
    Sources,
    cite_kept,
    cite_title_lists,
    nearest_of,
    newest_wages,
    occupation_facts,
    outlook_of,
    percentiles_of,
)


def build_facts(version: GuideVersion) -> RoleFacts:
    """The facts of this version with today's official figures. Reads about a dozen queries; never for a public list."""
    sources = Sources()
    occupations = occupation_facts(version)
    levels = _levels(version)
    pay_facts = _pay(version, occupations, levels, sources)
    outlook = outlook_of(occupations, pay_facts.headline, sources)
    cite_title_lists(occupations, sources)
    cite_kept(version, sources)
    headline = pay_facts.headline
    points = _points(version)
    return RoleFacts(
        slug=version.role.slug,
        title=version.title,
        plural=version.plural,
        article=version.article,
        domain=DomainFacts(version.domain.slug, version.domain.name),
        version=version.number,
        published_at=version.published_at,
        reviewed_by=version.reviewed_by,
        reviewed_on=version.reviewed_on,
        change_note=version.change_note,
        seo_title=version.seo_title,
        seo_description=version.seo_description,
        summary=version.summary,
        overview=prose.render(version.overview, headline),
        what_they_do=prose.render(version.what_they_do, headline),
        break_in=prose.render(version.break_in, headline),
        titles=tuple(TitleFacts(title.title, title.kind, title.note) for title in version.titles.all()),
        occupations=occupations,
        pay=pay_facts,
        outlook=outlook,
        skills=_skills(version),
        levels=levels,
        roadmap=_roadmap(version, headline),
        entry_routes=_routes(version, headline),
        pros=tuple(points["pro"]),
        cons=tuple(points["con"]),
        not_for_you_if=tuple(points["not_for_you_if"]),
        questions=_questions(version, headline),
        relations=_relations(version),
        sources=sources.listed(),
        calls=_calls(version),
    )


def _pay(
    version: GuideVersion, occupations: tuple[OccupationFacts, ...], levels: tuple[LevelFacts, ...], sources: Sources
) -> PayFacts:
    """The nation's pay, with every figure of the editors."""
    cells = newest_wages([Area.NATION_CODE], occupations)
    percentiles = percentiles_of(cells, Area.NATION_CODE, occupations, sources)
    estimates = _estimates(version, sources)
    # A figure of one state or city is kept for readers of that area; it is not the nation's.
    national = tuple(estimate for estimate in estimates if estimate.area == Area.NATION_CODE)
    national_pay = pay.assemble(
        levels=levels, percentiles=percentiles, estimates=national, has_occupation=bool(occupations)
    )
    return replace(national_pay, editorial=estimates)


def _estimates(version: GuideVersion, sources: Sources) -> tuple[EstimateFacts, ...]:
    facts = []
    for row in version.estimates.select_related("area", "source__source"):
        source = sources.cite(row.source) if row.source is not None else None
        facts.append(
            EstimateFacts(
                level=row.level,
                low=row.annual_low,
                median=row.annual_median,
                high=row.annual_high,
                currency=row.currency,
                area=row.area.code,
                area_name=row.area.name,
                source=source.citation if source else None,
                source_number=source.number if source else None,
                release=source.label if source else None,
                as_of=row.as_of,
                note=row.note,
            )
        )
    return tuple(facts)


def _skills(version: GuideVersion) -> tuple[SkillFacts, ...]:
    return tuple(
        SkillFacts(row.skill.slug, row.skill.name, row.skill.kind, row.importance, row.from_level, row.note)
        for row in version.skills.select_related("skill")
    )


def _levels(version: GuideVersion) -> tuple[LevelFacts, ...]:
    order = list(pay.BANDS)
    rows = sorted(version.levels.all(), key=lambda row: order.index(row.rank))
    return tuple(
        LevelFacts(
            rank=row.rank,
            name=row.get_rank_display(),
            title=row.title,
            years_min=row.years_min,
            years_max=row.years_max,
            scope=row.scope,
            duties=tuple(line.strip() for line in row.duties.splitlines() if line.strip()),
        )
        for row in rows
    )


def _roadmap(version: GuideVersion, headline: Headline | None) -> tuple[StepFacts, ...]:
    rows = list(version.steps.prefetch_related("skills", "requires"))
    place = {row.pk: number for number, row in enumerate(rows, start=1)}
    return tuple(
        StepFacts(
            position=place[row.pk],
            kind=row.kind,
            kind_name=row.get_kind_display(),
            title=row.title,
            body=prose.render(row.body, headline),
            hours_low=row.hours_low,
            hours_typical=row.hours_typical,
            hours_high=row.hours_high,
            done_when=row.done_when,
            skills=tuple(skill.name for skill in row.skills.all()),
            requires=tuple(sorted(place[required.pk] for required in row.requires.all())),
        )
        for row in rows
    )


def _routes(version: GuideVersion, headline: Headline | None) -> tuple[RouteFacts, ...]:
    return tuple(
        RouteFacts(route.kind, route.get_kind_display(), route.title, prose.render(route.body, headline))
        for route in version.routes.all()
    )


def _points(version: GuideVersion) -> dict[str, list[str]]:
    points: dict[str, list[str]] = {"pro": [], "con": [], "not_for_you_if": []}
    for point in version.points.all():
        points[point.kind].append(point.text)
    return points


def _questions(version: GuideVersion, headline: Headline | None) -> tuple[QuestionFacts, ...]:
    return tuple(QuestionFacts(row.question, prose.render(row.answer, headline)) for row in version.questions.all())


def _relations(version: GuideVersion) -> tuple[RelationFacts, ...]:
    return tuple(
        RelationFacts(relation.role.slug, relation.kind, relation.get_kind_display(), relation.reason)
        for relation in version.relations.select_related("role")
    )


def _calls(version: GuideVersion) -> tuple[CallFacts, ...]:
    """One call a slot: the role's own, else its domain's, else the site's; tokens filled in."""
    rows = CallToAction.objects.filter(
        Q(role=version.role) | Q(domain=version.domain) | Q(role__isnull=True, domain__isnull=True)
    )
    chosen: dict[str, CallToAction] = {}
    for row in sorted(rows, key=lambda row: (row.role_id is None, row.domain_id is None, row.pk)):
        chosen.setdefault(row.slot, row)
    words = {"role.title": version.title, "role.plural": version.plural, "role.article": version.article}

    def fill(text: str) -> str:
        return TOKEN.sub(lambda found: words.get(found[1], found[0]), text)

    return tuple(
        CallFacts(
            slot=slot,
            headline=fill(row.headline),
            body=fill(row.body),
            button=fill(row.button),
            next_steps=tuple(fill(line).strip() for line in row.next_steps.splitlines() if line.strip()),
        )
        for slot, row in sorted(chosen.items())
    )


def facts_in_area(facts: RoleFacts, area_code: str, larger: Sequence[str] = ()) -> RoleFacts:
    """The same guide with the official wages of another area; one query.

    ``larger`` are the codes of the areas around it, nearest first, without the nation: what is not
    published here may be there, or else in the nation, whose cells are the guide's own.
    """
    sources = Sources(facts.sources)
    cells = newest_wages([area_code, *larger], facts.occupations)
    here = percentiles_of(cells, area_code, facts.occupations, sources)
    nearest = nearest_of(cells, larger, here, facts.pay.percentiles, facts.occupations, sources)
    estimates = tuple(estimate for estimate in facts.pay.editorial if estimate.area == area_code)
    pay_facts = pay.assemble(
        levels=facts.levels,
        percentiles=here,
        estimates=estimates,
        has_occupation=bool(facts.occupations),
        nearest=nearest,
    )
    return replace(facts, pay=pay_facts, sources=sources.listed())
