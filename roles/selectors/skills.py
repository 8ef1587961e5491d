"""What the pages of skills need: which roles ask for a skill, and how many guides list each one."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count

from roles.models import GuideSkill, RoleDocument, Skill
from roles.selectors.rows import RoleList, for_rows, role_list


@dataclass(frozen=True, slots=True)
class SkillPage:
    """A skill and a page of the live guides that ask for it. ``whole`` counts the site's live guides."""

    slug: str
    name: str
    kind: str
    summary: str
    aliases: tuple[str, ...]
    page: Page[RoleDocument]
    roles: RoleList
    total: int
    whole: int


@dataclass(frozen=True, slots=True)
class ListedSkill:
    """A skill with the number of live guides that ask for it."""

    slug: str
    name: str
    kind: str
    count: int


def get_skill_page(slug: str, *, number: int, size: int) -> SkillPage:
    """Page ``number`` of the guides that ask for the skill; at most five queries.

    Raises ``Skill.DoesNotExist``, and ``EmptyPage`` past the end.
    """
    skill = Skill.objects.prefetch_related("aliases").get(slug=slug)
    asking = GuideSkill.objects.filter(version__live_for__document__isnull=False, skill=skill)
    documents = for_rows(RoleDocument.objects.filter(role__in=asking.values("version__role"))).sorted_by("title")
    page = Paginator(documents, size).page(number)
    return SkillPage(
        slug=skill.slug,
        name=skill.name,
        kind=skill.kind,
        summary=skill.summary,
        aliases=tuple(alias.name for alias in skill.aliases.all()),
        page=page,
        roles=role_list(list(page.object_list)),
        total=page.paginator.count,
        whole=RoleDocument.objects.count(),
    )


def get_skill_list() -> tuple[ListedSkill, ...]:
    """Every skill that a live guide asks for, by name; one query."""
    asked = GuideSkill.objects.filter(version__live_for__document__isnull=False)
    rows = asked.order_by("skill__name").values_list("skill__slug", "skill__name", "skill__kind")
    return tuple(ListedSkill(*row) for row in rows.annotate(count=Count("pk")))
