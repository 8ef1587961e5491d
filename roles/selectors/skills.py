"""What the page of a skill needs: the guides that ask for it with their pay, and the skills that stand beside it.

It counts rows of ``DocumentSkill`` and reads the documents of one page, in a number of queries that does not grow
with the catalogue.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from django.core.paginator import Page, Paginator
from django.db.models import Count, F, QuerySet
from django.db.models.fields.json import KT

from roles.charts.marks import Tick
from roles.facts import LevelPay
from roles.models import DocumentSkill, RoadmapStep, RoleDocument, Skill
from roles.selectors.domains import SharedSkill
from roles.selectors.lists import Facet
from roles.selectors.rows import RoleList, RoleRow, for_rows, role_list

BESIDE_SHOWN = 12
KIN_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Lesson:
    """A step of a guide's roadmap that teaches the skill; hours are the guide's estimate of effort."""

    title: str
    hours_low: int | None
    hours_high: int | None


@dataclass(frozen=True, slots=True)
class SkillUse:
    """A live guide that asks for the skill from ``from_level`` on.

    ``pay`` is what the guide draws at that level in the nation. Where it draws none, ``refusal`` says why, as
    ``PayFacts.refusal`` does, or is "other_levels": it has pay by level, but not for this one.
    """

    row: RoleRow
    importance: str
    from_level: str
    pay: LevelPay | None
    refusal: str
    lessons: tuple[Lesson, ...]


@dataclass(frozen=True, slots=True)
class SkillPage:
    """A skill and a page of the live guides that ask for it, those that it matters most to first.

    ``total`` counts the guides that ask for it, ``core`` those that it is a core skill of, ``junior`` those that
    ask for it from the first level on, ``whole`` all live guides. ``beside`` are skills that two of its guides or
    more list too, the most frequent first, ``kin`` the next ones of its own kind; ``count`` of each is the number
    of its guides that list it.
    """

    slug: str
    name: str
    kind: str
    summary: str
    aliases: tuple[str, ...]
    page: Page[Any]
    uses: tuple[SkillUse, ...]
    ticks: tuple[Tick, ...]
    pay_sources: tuple[str, ...]
    level_sources: tuple[str, ...]
    fields: tuple[Facet, ...]
    beside: tuple[SharedSkill, ...]
    kin: tuple[SharedSkill, ...]
    total: int
    core: int
    junior: int
    whole: int

    @property
    def is_thin(self) -> bool:
        """At most one guide asks for it, so its page says little that the guide does not."""
        return self.total < 2


def get_skill_page(slug: str, *, number: int, size: int) -> SkillPage:
    """Page ``number`` of the guides that ask for the skill; at most nine queries.

    Raises ``Skill.DoesNotExist``, and ``EmptyPage`` past the end.
    """
    skill = Skill.objects.prefetch_related("aliases").get(slug=slug)
    counted = _counted(slug)
    total = sum(counted.values())
    fields = _fields(counted)
    page = _page(slug, total=total, number=number, size=size)
    roles, uses = _uses(slug, page.object_list)
    beside, kin = _beside(skill) if total else ((), ())
    return SkillPage(
        slug=skill.slug,
        name=skill.name,
        kind=skill.kind,
        summary=skill.summary,
        aliases=tuple(alias.name for alias in skill.aliases.all()),
        page=page,
        uses=uses,
        ticks=roles.ticks,
        pay_sources=roles.pay_sources,
        level_sources=tuple(dict.fromkeys(use.pay.source for use in uses if use.pay and use.pay.is_drawable)),
        fields=fields,
        beside=beside,
        kin=kin,
        total=total,
        core=sum(count for key, count in counted.items() if key.importance == "core"),
        junior=sum(count for key, count in counted.items() if key.from_level == "junior"),
        whole=RoleDocument.objects.count(),
    )


@dataclass(frozen=True, slots=True)
class _Key:
    domain_slug: str
    domain_name: str
    importance: str
    from_level: str


def _counted(slug: str) -> dict[_Key, int]:
    """How many live guides ask for the skill, by field, importance and level; one query."""
    rows = (
        DocumentSkill.objects.filter(slug=slug)
        .order_by()
        .values_list("document__domain_slug", "document__domain_name", "importance", "from_level")
        .annotate(count=Count("pk"))
    )
    return {_Key(*key): count for *key, count in rows}


def _fields(counted: dict[_Key, int]) -> tuple[Facet, ...]:
    """The fields of work whose guides ask for it, the one with most guides first."""
    found: Counter[tuple[str, str]] = Counter()
    for key, count in counted.items():
        found[key.domain_slug, key.domain_name] += count
    facets = [Facet(slug, name, count) for (slug, name), count in found.items()]
    return tuple(sorted(facets, key=lambda facet: (-facet.count, facet.name)))


def asking(slug: str) -> QuerySet[DocumentSkill]:
    """The skill in each live guide that asks for it: guides that it matters most to first, then by title."""
    return DocumentSkill.objects.filter(slug=slug).order_by("-weight", "document__title", "document_id")


def _page(slug: str, *, total: int, number: int, size: int) -> Page[Any]:
    """Role, importance and level of each guide on the page."""
    paginator = Paginator(asking(slug).values_list("document_id", "importance", "from_level"), size)
    paginator.count = total  # already known: spares the query
    return paginator.page(number)


def _uses(slug: str, asking: Iterable[tuple[int, str, str]]) -> tuple[RoleList, tuple[SkillUse, ...]]:
    """The guides of one page as rows on one scale, and what each says of the skill; two queries."""
    asked = {role: (importance, from_level) for role, importance, from_level in asking}
    found: dict[int, Any] = (
        for_rows(RoleDocument.objects.all())
        .annotate(level_pay=F("facts__pay__levels"), level_refusal=KT("facts__pay__refusal"))
        .in_bulk(list(asked))
    )
    lessons = _lessons(slug, asked)
    documents = [found[role] for role in asked if role in found]
    roles = role_list(documents)
    return roles, tuple(
        _use(row, document, *asked[document.pk], lessons.get(document.pk, ()))
        for row, document in zip(roles.rows, documents, strict=True)
    )


def _use(row: RoleRow, document: Any, importance: str, from_level: str, lessons: Sequence[Lesson]) -> SkillUse:
    levels = msgspec.convert(document.level_pay, tuple[LevelPay, ...])
    pay = next((level for level in levels if level.level == from_level), None)
    refusal = "" if pay else document.level_refusal or "other_levels"
    return SkillUse(row, importance, from_level, pay, refusal, tuple(lessons))


def _lessons(slug: str, roles: Iterable[int]) -> dict[int, list[Lesson]]:
    """By role, the steps of its live guide that teach the skill; one query."""
    steps = RoadmapStep.objects.filter(version__live_for__in=list(roles), skills__slug=slug).order_by("position", "pk")
    found: dict[int, list[Lesson]] = {}
    for role, title, low, high in steps.values_list("version__role_id", "title", "hours_low", "hours_high"):
        found.setdefault(role, []).append(Lesson(title, low, high))
    return found


def _counted_beside(slug: str) -> dict[str, int]:
    """How many of the skill's guides list each other skill, the most frequent first; one query."""
    guides = DocumentSkill.objects.filter(slug=slug).values("document")
    rows = DocumentSkill.objects.filter(document__in=guides).exclude(slug=slug).values_list("slug")
    return dict(rows.annotate(count=Count("pk")).order_by("-count", "slug"))


def _beside(skill: Skill) -> tuple[tuple[SharedSkill, ...], tuple[SharedSkill, ...]]:
    """The skills that most of its guides list too, and the next ones of its own kind; two queries."""
    counts = _counted_beside(skill.slug)
    known = {row.slug: row for row in Skill.objects.filter(slug__in=counts).only("slug", "name", "kind")}
    shared = [slug for slug, count in counts.items() if count > 1 and slug in known][:BESIDE_SHOWN]
    kin = [slug for slug in counts if slug in known and known[slug].kind == skill.kind and slug not in shared]
    return (
        tuple(SharedSkill(slug, known[slug].name, counts[slug]) for slug in shared),
        tuple(SharedSkill(slug, known[slug].name, counts[slug]) for slug in kin[:KIN_SHOWN]),
    )
