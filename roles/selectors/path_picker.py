"""What is chosen on the page where a way begins: two roles by name, skills by ticking."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from roles.models import Skill, SkillCount
from roles.models.taxonomy import SkillKind
from roles.selectors.finding import get_titles

MOST_SKILLS = 60


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


def get_picker_page(find: str, chosen: Mapping[str, str]) -> PickerPage:
    """What can be chosen: the skills that guides ask for most, or those that are called ``find``; three queries.

    Those that are chosen already are left out.
    """
    asked = SkillCount.objects.exclude(slug__in=list(chosen))
    if find:
        called = Skill.objects.filter(Q(name__icontains=find) | Q(aliases__name__icontains=find))
        asked = asked.filter(slug__in=called.values("slug"))
    counts = dict(asked.order_by("-guides", "slug").values_list("slug", "guides")[:MOST_SKILLS])
    skills = Skill.objects.filter(slug__in=list(counts)).values_list("slug", "name", "kind")
    return PickerPage(get_titles(), _by_kind(skills, counts), find)


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
