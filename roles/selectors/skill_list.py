"""What the list of skills needs: every skill that a live guide asks for, by kind and letter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import (
    Case,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
    prefetch_related_objects,
)
from django.db.models.functions import Lower

from roles.models import RoleDocument, Skill, SkillAlias, SkillCount
from roles.models.taxonomy import SkillKind


@dataclass(frozen=True, slots=True)
class ListedSkill:
    """A skill with the number of live guides that ask for it."""

    slug: str
    name: str
    kind: str
    summary: str
    aliases: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class LetterGroup:
    """Skills whose names begin with the letter; "0–9" for a digit."""

    letter: str
    skills: tuple[ListedSkill, ...]


@dataclass(frozen=True, slots=True)
class KindGroup:
    """Skills of one kind on this page, by letter."""

    kind: str
    letters: tuple[LetterGroup, ...]

    @property
    def count(self) -> int:
        return sum(len(group.skills) for group in self.letters)


@dataclass(frozen=True, slots=True)
class SkillListPage:
    """A page of the skills that match. ``whole`` counts the site's live guides."""

    page: Page[Skill]
    kinds: tuple[KindGroup, ...]
    total: int
    whole: int


def get_skill_list_page(*, text: str, number: int, size: int) -> SkillListPage:
    """Page ``number`` of the skills whose name or another name holds every word; five queries, and one for words beyond ASCII.

    Raises ``EmptyPage`` past the end.
    """
    page = Paginator(in_list_order(named(asked_for(), text)), size).page(number)
    skills = listed(page.object_list)
    return SkillListPage(page, _by_kind(skills), page.paginator.count, RoleDocument.objects.count())


def asked_for() -> QuerySet[Skill]:
    """Skills that a live guide asks for."""
    return Skill.objects.filter(Exists(SkillCount.objects.filter(slug=OuterRef("slug"))))


def named(skills: QuerySet[Skill], text: str) -> QuerySet[Skill]:
    """Those of which the name, or one other name, holds every word of the text; all where it has none."""
    names = [] if text.isascii() else _all_names()
    holds = Q()
    for word in text.split():
        holds &= Q(name__icontains=word) if word.isascii() else Q(name__in=_with(word, names))
    return skills.filter(holds | Exists(SkillAlias.objects.filter(holds, skill=OuterRef("pk")))) if holds else skills


def _all_names() -> list[str]:
    """Every name of every skill, to be read here: SQLite folds the case of ASCII letters only."""
    skills, aliases = (model.objects.order_by().values_list("name", flat=True) for model in (Skill, SkillAlias))
    return list(skills.union(aliases))


def _with(word: str, names: Iterable[str]) -> list[str]:
    return [name for name in names if word.casefold() in name.casefold()]


def in_list_order(skills: QuerySet[Skill]) -> QuerySet[Skill]:
    """By kind and name."""
    kinds = [When(kind=kind, then=Value(place)) for place, kind in enumerate(SkillKind.values)]
    return skills.order_by(Case(*kinds, output_field=IntegerField()), Lower("name"), "pk")


def listed(skills: Iterable[Skill]) -> tuple[ListedSkill, ...]:
    """These skills with their other names and the number of live guides that ask for each; two queries."""
    shown = list(skills)
    prefetch_related_objects(shown, "aliases")
    counts = SkillCount.objects.filter(slug__in=[skill.slug for skill in shown])
    guides = dict(counts.values_list("slug", "guides"))
    return tuple(
        ListedSkill(
            skill.slug,
            skill.name,
            skill.kind,
            skill.summary,
            tuple(alias.name for alias in skill.aliases.all()),
            guides.get(skill.slug, 0),
        )
        for skill in shown
    )


def _by_kind(skills: Iterable[ListedSkill]) -> tuple[KindGroup, ...]:
    groups: dict[str, dict[str, list[ListedSkill]]] = {}
    for skill in skills:
        groups.setdefault(skill.kind, {}).setdefault(_letter(skill.name), []).append(skill)
    return tuple(
        KindGroup(kind, tuple(LetterGroup(letter, tuple(letters[letter])) for letter in sorted(letters)))
        for kind, letters in groups.items()
    )


def _letter(name: str) -> str:
    """The first letter of the name in upper case: ".NET" stands under N."""
    first = next((character for character in name if character.isalnum()), "0").upper()
    return "0–9" if first.isdigit() else first
