"""What the pages of paths need: the two guides, what was chosen, roles on the way, roles that are near.

Documents are read by slug; what concerns every role is asked of ``DocumentSkill`` in SQL.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, Subquery, Sum, Value, When, Window

from roles.facts import RoleFacts
from roles.models import CareerLevel, DocumentSkill, RoleDocument, Skill
from roles.paths import Candidate, CareerPath, Ends, Stone, career_path, pay_ends, stepping_stones
from roles.paths.stones import PART
from roles.selectors.comparing import get_guides
from roles.selectors.rows import RoleList, RoleRow, for_rows, role_list

MOST_CANDIDATES = 60
MISSING_NAMED = 4


@dataclass(frozen=True, slots=True)
class Chosen:
    """Skills that somebody says they have: names by slug, and what was asked for that no skill is called."""

    skills: Mapping[str, str]
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PathPage:
    """A way with the roles on it and pay at both ends."""

    path: CareerPath
    stones: tuple[Stone, ...]
    ends: Ends


def get_chosen(slugs: Iterable[str]) -> Chosen:
    """The skills of these slugs, in the order given; at most one query."""
    wanted = tuple(dict.fromkeys(slugs))
    if not wanted:
        return Chosen({})
    names = dict(Skill.objects.filter(slug__in=wanted).values_list("slug", "name"))
    return Chosen(
        {slug: names[slug] for slug in wanted if slug in names}, tuple(slug for slug in wanted if slug not in names)
    )


def get_path_page(start: str, goal: str, have: Mapping[str, str]) -> PathPage:
    """The way from a live guide (none: ``start`` is empty) and chosen skills to another; at most three queries.

    Raises ``RoleDocument.DoesNotExist`` where a role has no live guide.
    """
    facts = {guide.slug: guide for guide in get_guides(*{slug for slug in (start, goal) if slug})}
    path = career_path(facts[goal], start=facts[start] if start else None, have=have)
    stones = stepping_stones(path, _candidates(path)) if path.is_wide else ()
    return PathPage(path, stones, pay_ends(path.start, path.goal))


def _candidates(path: CareerPath) -> list[Candidate]:
    """The roles that have most in common with both ends together, of those that bring enough; two queries.

    The first reads one index and no document, so that it costs little with ten thousand roles.
    """
    known, missing = list(path.known), [skill.slug for skill in path.gap]
    brings = [When(slug=skill.slug, then=Value(skill.weight)) for skill in path.gap]
    shared = dict(
        DocumentSkill.objects.filter(slug__in=[*known, *missing])
        .values("document")
        .annotate(
            known=Sum("weight", filter=Q(slug__in=known), default=0),
            brought=Sum(Case(*brings, default=Value(0), output_field=IntegerField())),
        )
        .filter(known__gt=0, brought__gte=path.missing_weight / PART)
        .order_by(-(F("known") + F("brought")), "document")
        .values_list("document", "known")[:MOST_CANDIDATES]
    )
    levels = CareerLevel.objects.filter(version=OuterRef("role__live_version")).order_by("years_min")
    documents = RoleDocument.objects.filter(pk__in=shared).annotate(years=Subquery(levels.values("years_min")[:1]))
    return [
        Candidate(slug, title, weight, shared[key], frozenset(skills), years)
        for key, slug, title, weight, skills, years in documents.values_list(
            "pk", "slug", "title", "skill_weight", "skill_slugs", "years"
        )
    ]


# --- roles that are near ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NearRole:
    """A role that asks for some of the skills. ``missing`` are names, what matters most first; ``left`` counts the rest.

    ``share`` is what is brought along, in per cent of what its guide asks for by weight.
    """

    row: RoleRow
    known: int
    skill_count: int
    missing: tuple[str, ...]
    left: int
    share: int


@dataclass(frozen=True, slots=True)
class NearPage:
    """A page of the roles that ask for at least one of the skills, those of which least is missing first."""

    page: Page[int]
    rows: tuple[NearRole, ...]
    roles: RoleList
    start: RoleFacts | None
    total: int


def get_near_page(start: str, have: Mapping[str, str], *, number: int, size: int) -> NearPage:
    """Page ``number`` of the roles near these skills and those of a live guide; at most four queries.

    A role's own guide is not near itself. Raises ``RoleDocument.DoesNotExist`` where the start has no live guide,
    and ``EmptyPage`` past the end.
    """
    facts = get_guides(start)[0] if start else None
    known = {skill.slug for skill in facts.skills} | have.keys() if facts else set(have)
    ranked = (
        DocumentSkill.objects.filter(slug__in=known)
        .exclude(document__slug=start)
        .values("document")
        .annotate(brought=Sum("weight"), total=Window(Count("*")))
        .order_by(
            F("brought") * Value(-1.0) / F("document__skill_weight"),
            F("document__skill_weight") - F("brought"),
            "document__title",
            "document",
        )
    )
    first = (number - 1) * size
    rows = list(ranked.values_list("document", "total")[first : first + size])
    paginator = Paginator(range(rows[0][1] if rows else 0), size)
    page = paginator.page(number)
    keys = [key for key, _total in rows]
    by_key = for_rows(RoleDocument.objects.filter(pk__in=keys)).prefetch_related("skills").in_bulk()
    documents = [by_key[key] for key in keys if key in by_key]
    roles = role_list(documents)
    near = tuple(_near(document, row, known) for document, row in zip(documents, roles.rows, strict=True))
    return NearPage(page, near, roles, facts, paginator.count)


def _near(document: RoleDocument, row: RoleRow, known: set[str]) -> NearRole:
    names = dict(zip(document.skill_slugs, document.skill_names, strict=True))
    skills = list(document.skills.all())
    missing = sorted((skill for skill in skills if skill.slug not in known), key=lambda skill: -skill.weight)
    brought = document.skill_weight - sum(skill.weight for skill in missing)
    return NearRole(
        row=row,
        known=len(skills) - len(missing),
        skill_count=len(skills),
        missing=tuple(names[skill.slug] for skill in missing[:MISSING_NAMED]),
        left=max(0, len(missing) - MISSING_NAMED),
        share=100 * brought // document.skill_weight,
    )
