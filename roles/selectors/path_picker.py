"""What is chosen on the page where a way begins: two roles by name, skills by ticking."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q

from roles.models import DocumentSkill, RoleDocument, Skill
from roles.models.taxonomy import SkillKind
from roles.search import search
from roles.selectors.guides import find_moved

MOST_TITLES = 200  # a longer list helps nobody to choose, and every visitor would load it
MOST_SKILLS = 60
MOST_ALIKE = 5


@dataclass(frozen=True, slots=True)
class FoundRole:
    """A role that was asked for. ``slug`` is empty where none is called so; then ``alike`` are slugs and titles to try.

    ``is_address`` says that it was named by its present or former slug, not by its title.
    """

    text: str
    slug: str = ""
    title: str = ""
    is_address: bool = False
    alike: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SkillChoice:
    """A skill to tick; ``count`` guides ask for it."""

    slug: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class PickerPage:
    """``titles`` of every role where they are few, else none; ``groups`` of skills by kind, the most asked for first."""

    titles: tuple[str, ...]
    groups: tuple[tuple[str, tuple[SkillChoice, ...]], ...]
    find: str


def find_role(text: str) -> FoundRole:
    """The live guide of this slug, of this title, or where this former slug leads; else what is called alike."""
    if not text:
        return FoundRole("")
    named = RoleDocument.objects.filter(Q(slug=text) | Q(title__iexact=text)).values_list("slug", "title")
    for slug, title in sorted(named, key=lambda row: row[0] != text):
        return FoundRole(text, slug, title, is_address=slug == text)
    if moved := find_moved(text):
        return FoundRole(text, moved, RoleDocument.objects.get(slug=moved).title, is_address=True)
    alike = search(RoleDocument.objects.all(), text).values_list("slug", "title")[:MOST_ALIKE]
    return FoundRole(text, alike=tuple(alike))


def get_picker_page(find: str, chosen: Mapping[str, str]) -> PickerPage:
    """What can be chosen: the skills that guides ask for most, or those that are called ``find``; three queries.

    Those that are chosen already are left out.
    """
    titles = tuple(RoleDocument.objects.order_by("title").values_list("title", flat=True)[: MOST_TITLES + 1])
    asked = DocumentSkill.objects.exclude(slug__in=list(chosen))
    if find:
        called = Skill.objects.filter(Q(name__icontains=find) | Q(aliases__name__icontains=find))
        asked = asked.filter(slug__in=called.values("slug"))
    counts = dict(
        asked.values("slug")
        .annotate(count=Count("pk"))
        .order_by("-count", "slug")
        .values_list("slug", "count")[:MOST_SKILLS]
    )
    skills = Skill.objects.filter(slug__in=list(counts)).values_list("slug", "name", "kind")
    return PickerPage(titles if len(titles) <= MOST_TITLES else (), _by_kind(skills, counts), find)


def _by_kind(
    skills: Iterable[tuple[str, str, str]], counts: Mapping[str, int]
) -> tuple[tuple[str, tuple[SkillChoice, ...]], ...]:
    groups: dict[str, list[SkillChoice]] = {kind: [] for kind in SkillKind.values}
    for slug, name, kind in skills:
        groups[kind].append(SkillChoice(slug, name, counts[slug]))
    return tuple(
        (kind, tuple(sorted(choices, key=lambda choice: (-choice.count, choice.name))))
        for kind, choices in groups.items()
        if choices
    )
