"""RoleFacts from the rows of a guide version and today's official wages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from django.db.models import Count, F, Q

from roles import pay, prose
from roles.facts import (
    CallFacts,
    DomainFacts,
    EstimateFacts,
    Headline,
    LevelFacts,
    OccupationFacts,
    OutlookFacts,
    Percentiles,
    QuestionFacts,
    RelationFacts,
    RoleFacts,
    RouteFacts,
    SkillFacts,
    SourceFacts,
    StepFacts,
    TitleFacts,
)
from roles.models import (
    Area,
    CallToAction,
    GuideVersion,
    OccupationOutlook,
    OccupationTitle,
    OccupationWage,
    RoleOccupation,
    WageRelease,
)


class Sources:
    """The numbered list of publications that one page cites, in order of first use."""

    def __init__(self, known: Sequence[SourceFacts] = ()) -> None:
        self._by_label = {source.label: source for source in known}

    def cite(self, release: WageRelease) -> SourceFacts:
        """The release's place in the list, adding it if it is new."""
        if release.label not in self._by_label:
            source = release.source
            self._by_label[release.label] = SourceFacts(
                number=len(self._by_label) + 1,
                publisher=source.publisher,
                title=source.title,
                label=release.label,
                url=source.url,
                covers=release.covers,
                released_on=release.released_on,
                retrieved_on=release.retrieved_on,
                licence=source.licence,
                attribution=source.attribution,
            )
        return self._by_label[release.label]

    def listed(self) -> tuple[SourceFacts, ...]:
        return tuple(self._by_label.values())


def build_facts(version: GuideVersion) -> RoleFacts:
    """The facts of this version with today's official figures. Reads about a dozen queries; never for a public list."""
    sources = Sources()
    occupations = occupation_facts(version)
    percentiles = percentiles_in(Area.NATION_CODE, occupations, sources)
    estimates = _estimates(version, sources)
    levels = _levels(version)
    # A figure of one state or city is kept for readers of that area; it is not the nation's.
    national = tuple(estimate for estimate in estimates if estimate.area == Area.NATION_CODE)
    pay_facts = pay.assemble(
        levels=levels, percentiles=percentiles, estimates=national, has_occupation=bool(occupations)
    )
    pay_facts = replace(pay_facts, editorial=estimates)
    outlook = _outlook(occupations, pay_facts.headline, sources)
    _cite_title_lists(occupations, sources)
    headline = pay_facts.headline
    points: dict[str, list[str]] = {"pro": [], "con": [], "not_for_you_if": []}
    for point in version.points.all():
        points[point.kind].append(point.text)
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
        entry_routes=tuple(
            RouteFacts(route.kind, route.get_kind_display(), route.title, prose.render(route.body, headline))
            for route in version.routes.all()
        ),
        pros=tuple(points["pro"]),
        cons=tuple(points["con"]),
        not_for_you_if=tuple(points["not_for_you_if"]),
        questions=tuple(
            QuestionFacts(row.question, prose.render(row.answer, headline)) for row in version.questions.all()
        ),
        relations=tuple(
            RelationFacts(relation.role.slug, relation.kind, relation.get_kind_display(), relation.reason)
            for relation in version.relations.select_related("role")
        ),
        sources=sources.listed(),
        calls=_calls(version),
    )


def occupation_facts(version: GuideVersion) -> tuple[OccupationFacts, ...]:
    """The role's matched occupations in the editors' order, each with how specific its wage is."""
    matches = (
        RoleOccupation.objects.filter(role=version.role)
        .select_related("occupation")
        .annotate(
            onet_codes=Count("occupation__children", distinct=True),
            other_live_roles=Count(
                "occupation__roles",
                filter=Q(occupation__roles__role__live_version__isnull=False) & ~Q(occupation__roles__role=version.role),
                distinct=True,
            ),
        )
        .order_by("position", "pk")
    )
    return tuple(
        OccupationFacts(
            scheme=row.occupation.scheme,
            code=row.occupation.code,
            title=row.occupation.title,
            match=row.match,
            specificity=pay.specificity(
                code=row.occupation.code,
                title=row.occupation.title,
                onet_codes=row.onet_codes,
                live_roles=row.other_live_roles + 1,
            ),
            basis=row.basis,
            shared_with=row.other_live_roles,
        )
        for row in matches
    )


def percentiles_in(
    area_code: str, occupations: Sequence[OccupationFacts], sources: Sources
) -> tuple[Percentiles, ...]:
    """The newest official wage of each occupation in the area, in the occupations' order; one query."""
    newest: dict[str, OccupationWage] = {}
    wages = (
        OccupationWage.objects.filter(
            area__code=area_code, occupation__code__in=[occupation.code for occupation in occupations]
        )
        .select_related("release__source", "area", "occupation")
        .order_by(F("release__released_on").desc(nulls_last=True), "-release_id")
    )
    for wage in wages:
        newest.setdefault(wage.occupation.code, wage)
    return tuple(
        _percentiles(occupation, newest[occupation.code], sources.cite(newest[occupation.code].release))
        for occupation in occupations
        if occupation.code in newest
    )


def _percentiles(occupation: OccupationFacts, wage: OccupationWage, source: SourceFacts) -> Percentiles:
    return Percentiles(
        occupation=occupation.code,
        occupation_title=occupation.title,
        match=occupation.match,
        specificity=occupation.specificity,
        shared_with=occupation.shared_with,
        area=wage.area.code,
        area_name=wage.area.name,
        p10=wage.p10,
        p25=wage.p25,
        median=wage.median,
        p75=wage.p75,
        p90=wage.p90,
        employment=wage.employment,
        release=source.label,
        source=source.citation,
        source_number=source.number,
        flags=wage.flags,
    )


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


def _outlook(
    occupations: Sequence[OccupationFacts], headline: Headline | None, sources: Sources
) -> OutlookFacts | None:
    """The projection of the headline's occupation, else of the first matched one that has a projection."""
    codes = [occupation.code for occupation in occupations]
    if headline and headline.occupation in codes:
        codes.remove(headline.occupation)
        codes.insert(0, headline.occupation)
    rows: dict[str, OccupationOutlook] = {}
    found = OccupationOutlook.objects.filter(occupation__code__in=codes).select_related("release__source", "occupation")
    for row in found.order_by(F("release__released_on").desc(nulls_last=True), "-release_id"):
        rows.setdefault(row.occupation.code, row)
    for code in codes:
        if code in rows:
            row = rows[code]
            source = sources.cite(row.release)
            return OutlookFacts(
                growth_percent=_number(row.growth_percent),
                openings_per_year=row.openings_per_year,
                period=row.period,
                source=source.citation,
                source_number=source.number,
                occupation=code,
                occupation_title=row.occupation.title,
            )
    return None


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _cite_title_lists(occupations: Iterable[OccupationFacts], sources: Sources) -> None:
    """A match that rests on a published list of titles cites that list."""
    listed = [occupation.code for occupation in occupations if occupation.match in ("exact", "listed")]
    titles = OccupationTitle.objects.filter(
        Q(occupation__code__in=listed) | Q(occupation__parent__code__in=listed)
    ).select_related("release__source")
    for title in titles.order_by("release_id", "pk"):
        sources.cite(title.release)


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
        return prose.TOKEN.sub(lambda found: words.get(found[1], found[0]), text)

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


def facts_in_area(facts: RoleFacts, area_code: str) -> RoleFacts:
    """The same guide with the official wages of another area; one query."""
    sources = Sources(facts.sources)
    percentiles = percentiles_in(area_code, facts.occupations, sources)
    here = tuple(estimate for estimate in facts.pay.editorial if estimate.area == area_code)
    pay_facts = pay.assemble(
        levels=facts.levels, percentiles=percentiles, estimates=here, has_occupation=bool(facts.occupations)
    )
    return replace(facts, pay=pay_facts, sources=sources.listed())
