"""The starter catalogue: read whole, checked whole, then written in one transaction or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

from roles import literals

from .catalogue_comparisons import ComparisonFile, read_comparisons
from .catalogue_files import (
    AreaEntry,
    CallsFile,
    EstimateEntry,
    GuideFile,
    OccupationsFile,
    RoleEntry,
    SourcesFile,
    Taxonomy,
)
from .catalogue_titles import TITLES, ListedTitle, read_titles
from .catalogue_wages import Cell, read_areas, read_cells
from .yaml_lines import Source, Where

CATALOGUE_DIR = Path(__file__).resolve().parent.parent / "catalogue"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything the files say; its parts agree with one another."""

    taxonomy: Taxonomy
    sources: SourcesFile
    official: OccupationsFile
    calls: CallsFile
    guides: tuple[GuideFile, ...]
    areas: tuple[AreaEntry, ...] = ()
    # By the label of their release:
    cells: Mapping[str, tuple[Cell, ...]] = field(default_factory=dict)
    titles: Mapping[str, tuple[ListedTitle, ...]] = field(default_factory=dict)
    comparisons: tuple[ComparisonFile, ...] = ()


def read_catalogue(folder: Path) -> Catalogue:
    """The catalogue in this folder. Raises ``CatalogueError`` naming file, line and key of the first fault."""
    taxonomy_source = _open(folder, "taxonomy.yaml")
    sources_source = _open(folder, "official/sources.yaml")
    official_source = _open(folder, "official/occupations.yaml")
    calls_source = _open(folder, "calls_to_action.yaml")
    guide_sources = [_open(folder, f"guides/{path.name}") for path in sorted((folder / "guides").glob("*.yaml"))]
    catalogue = Catalogue(
        taxonomy=taxonomy_source.convert(Taxonomy),
        sources=sources_source.convert(SourcesFile),
        official=official_source.convert(OccupationsFile),
        calls=calls_source.convert(CallsFile),
        guides=tuple(source.convert(GuideFile) for source in guide_sources),
    )
    _check_taxonomy(catalogue.taxonomy, taxonomy_source)
    _check_sources(catalogue.sources, sources_source)
    _check_official(catalogue, official_source)
    catalogue = _with_tables(catalogue, folder)
    _once([call.slot for call in catalogue.calls.calls_to_action], calls_source, "calls_to_action", "slot")
    _check_slugs(catalogue, guide_sources)
    names = _Names.of(catalogue)
    for guide, source in zip(catalogue.guides, guide_sources, strict=True):
        _check_guide(guide, source, names)
    return replace(catalogue, comparisons=read_comparisons(folder, names.roles))


def _with_tables(catalogue: Catalogue, folder: Path) -> Catalogue:
    """The catalogue with its places, and the official cells and titles of the files that it keeps."""
    areas = (*catalogue.official.areas, *read_areas(folder))
    codes = frozenset(area.code for area in areas)
    occupations = frozenset(occupation.code for occupation in catalogue.official.occupations)
    onet = frozenset(row.code for occupation in catalogue.official.occupations for row in occupation.onet)
    cells, titles = {}, {}
    for release in (release for source in catalogue.sources.sources for release in source.releases):
        kept = [f"official/{file.kept}" for file in release.files if file.kept.startswith("wages/")]
        if kept:
            cells[release.label] = read_cells(folder, kept, codes, occupations)
        if any(f"official/{file.kept}" == TITLES for file in release.files):
            titles[release.label] = read_titles(folder, onet)
    return replace(catalogue, areas=areas, cells=cells, titles=titles)


def _open(folder: Path, name: str) -> Source:
    path = folder / name
    if not path.is_file():
        raise FileNotFoundError(f"The catalogue has no file {name} in {folder}.")
    return Source(path, name)


@dataclass(frozen=True, slots=True)
class _Names:
    """What guides may refer to."""

    domains: frozenset[str]
    skills: frozenset[str]
    roles: frozenset[str]
    releases: frozenset[str]
    areas: frozenset[str]
    occupations: frozenset[str]

    @classmethod
    def of(cls, catalogue: Catalogue) -> _Names:
        entries: Iterable[RoleEntry] = (*catalogue.taxonomy.roles, *catalogue.guides)
        return cls(
            domains=frozenset(domain.slug for domain in catalogue.taxonomy.domains),
            skills=frozenset(skill.slug for skill in catalogue.taxonomy.skills),
            roles=frozenset(entry.slug for entry in entries),
            releases=_releases(catalogue.sources),
            areas=frozenset(area.code for area in catalogue.areas),
            occupations=frozenset(row.code for row in catalogue.official.occupations if row.level == "detailed"),
        )


def _releases(sources: SourcesFile) -> frozenset[str]:
    return frozenset(release.label for source in sources.sources for release in source.releases)


def _once(values: list[str], source: Source, group: str, key: str, *, around: Where = ()) -> None:
    for place, value in enumerate(values):
        if value in values[:place]:
            raise source.error((*around, group, place, key), f"“{value}” stands twice")


def _known(value: str, known: frozenset[str], source: Source, where: Where, noun: str) -> None:
    if value not in known:
        raise source.error(where, f"unknown {noun} “{value}”")


def _check_taxonomy(taxonomy: Taxonomy, source: Source) -> None:
    _once([domain.slug for domain in taxonomy.domains], source, "domains", "slug")
    _once([skill.slug for skill in taxonomy.skills], source, "skills", "slug")
    _check_skill_names(taxonomy, source)
    _once([role.slug for role in taxonomy.roles], source, "roles", "slug")
    domains = frozenset(domain.slug for domain in taxonomy.domains)
    for place, role in enumerate(taxonomy.roles):
        _known(role.domain, domains, source, ("roles", place, "domain"), "domain")
        _check_role_slug(role.slug, source, ("roles", place, "slug"))


def _check_skill_names(taxonomy: Taxonomy, source: Source) -> None:
    """A name or alias leads to one skill, whatever its case."""
    seen: set[str] = set()
    for place, skill in enumerate(taxonomy.skills):
        named: list[tuple[str, Where]] = [(skill.name, ("skills", place, "name"))]
        named += [(alias, ("skills", place, "aliases", number)) for number, alias in enumerate(skill.aliases)]
        for name, where in named:
            if name.casefold() in seen:
                raise source.error(where, f"“{name}” stands twice")
            seen.add(name.casefold())


def _check_role_slug(slug: str, source: Source, where: Where) -> None:
    if "-vs-" in slug:
        raise source.error(where, "a role’s slug may not hold “-vs-”")


def _check_slugs(catalogue: Catalogue, guide_sources: list[Source]) -> None:
    seen = {role.slug: "taxonomy.yaml" for role in catalogue.taxonomy.roles}
    for guide, source in zip(catalogue.guides, guide_sources, strict=True):
        if guide.slug in seen:
            raise source.error(("slug",), f"“{guide.slug}” is already the slug of a role in {seen[guide.slug]}")
        seen[guide.slug] = source.name
        _check_role_slug(guide.slug, source, ("slug",))


def _check_sources(sources: SourcesFile, source: Source) -> None:
    _once([entry.key for entry in sources.sources], source, "sources", "key")
    labels: set[str] = set()
    for place, entry in enumerate(sources.sources):
        for number, release in enumerate(entry.releases):
            where: Where = ("sources", place, "releases", number)
            if release.label in labels:
                raise source.error((*where, "label"), f"“{release.label}” stands twice")
            labels.add(release.label)
            if release.released_on is not None and release.retrieved_on < release.released_on:
                raise source.error((*where, "retrieved_on"), "is before the day of the release")


def _check_official(catalogue: Catalogue, source: Source) -> None:
    releases = _releases(catalogue.sources)
    _once([area.code for area in catalogue.official.areas], source, "areas", "code")
    _once([occupation.code for occupation in catalogue.official.occupations], source, "occupations", "code")
    for place, occupation in enumerate(catalogue.official.occupations):
        here: Where = ("occupations", place)
        for number, onet in enumerate(occupation.onet):
            _known(onet.release, releases, source, (*here, "onet", number, "release"), "release")
            if not onet.code.startswith(f"{occupation.code}."):
                raise source.error((*here, "onet", number, "code"), f"does not belong to {occupation.code}")
        for number, outlook in enumerate(occupation.outlook):
            _known(outlook.release, releases, source, (*here, "outlook", number, "release"), "release")


def _check_order(given: dict[str, int], source: Source, where: Where) -> None:
    for (lower, below), (upper, above) in pairwise(given.items()):
        if below > above:
            raise source.error((*where, upper), f"{above} is below {lower}, which is {below}")


def _check_guide(guide: GuideFile, source: Source, names: _Names) -> None:
    _known(guide.domain, names.domains, source, ("domain",), "domain")
    _once([entry.skill for entry in guide.skills], source, "skills", "skill")
    _once([entry.rank for entry in guide.levels], source, "levels", "rank")
    _once([entry.title for entry in guide.titles], source, "titles", "title")
    _once([entry.code for entry in guide.occupations], source, "occupations", "code")
    _once([entry.role for entry in guide.relations], source, "relations", "role")
    _once([entry.slot for entry in guide.calls], source, "calls", "slot")
    for place, skill in enumerate(guide.skills):
        _known(skill.skill, names.skills, source, ("skills", place, "skill"), "skill")
    for place, level in enumerate(guide.levels):
        if level.years_max is not None and level.years_max < level.years_min:
            raise source.error(("levels", place, "years_max"), "is below years_min")
    for place, match in enumerate(guide.occupations):
        _known(match.code, names.occupations, source, ("occupations", place, "code"), "occupation")
    for place, relation in enumerate(guide.relations):
        _known(relation.role, names.roles, source, ("relations", place, "role"), "role")
        if relation.role == guide.slug:
            raise source.error(("relations", place, "role"), "a role is not related to itself")
    for place, estimate in enumerate(guide.estimates):
        _check_estimate(estimate, source, ("estimates", place), names)
    _check_roadmap(guide, source, names)
    for key in ("summary", "overview", "what_they_do", "break_in"):
        for amount in literals.amounts(getattr(guide, key)):
            raise source.error(
                (key,), f"states “{amount.strip()}”; write {{{{ pay.headline }}}} so that its source is printed"
            )


def _check_estimate(estimate: EstimateEntry, source: Source, where: Where, names: _Names) -> None:
    _known(estimate.area, names.areas, source, (*where, "area"), "area")
    given = {name: value for name in ("low", "median", "high") if (value := getattr(estimate, name)) is not None}
    _check_order(given, source, where)
    if "median" not in given and not {"low", "high"} <= given.keys():
        raise source.error(where, "give the median, or low and high")
    if estimate.unsourced:
        if isinstance(estimate.source, str):
            raise source.error((*where, "unsourced"), "a figure with a source is not unsourced")
        return
    if not isinstance(estimate.source, str):
        raise source.error((*where, "source"), "is missing: name a release, or say “unsourced: true”")
    _known(estimate.source, names.releases, source, (*where, "source"), "release")
    if estimate.as_of is None:
        raise source.error((*where, "as_of"), "is missing: a figure has a date")


def _check_roadmap(guide: GuideFile, source: Source, names: _Names) -> None:
    _once([step.key for step in guide.roadmap], source, "roadmap", "key")
    earlier: set[str] = set()
    for place, step in enumerate(guide.roadmap):
        for number, required in enumerate(step.requires):
            _known(required, frozenset(earlier), source, ("roadmap", place, "requires", number), "earlier step")
        for number, skill in enumerate(step.skills):
            _known(skill, names.skills, source, ("roadmap", place, "skills", number), "skill")
        if step.hours and not step.hours.low <= step.hours.typical <= step.hours.high:
            raise source.error(("roadmap", place, "hours"), "must rise from low through typical to high")
        earlier.add(step.key)
