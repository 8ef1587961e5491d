"""How many live guides ask for each skill, and the words it is found by: written anew with each document of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from django.db.models import Count

from roles import search
from roles.models import DocumentSkill, Skill, SkillCount


def refresh(slugs: Collection[str]) -> None:
    """Count the guides of these skills and read their names again; a skill that none asks for has no row."""
    if not slugs:
        return
    counted = _counted(slugs)
    SkillCount.objects.filter(slug__in=set(slugs) - counted.keys()).delete()
    SkillCount.objects.bulk_create(
        [SkillCount(slug=slug, guides=guides, words=words) for slug, (guides, words) in sorted(counted.items())],
        update_conflicts=True, unique_fields=["slug"], update_fields=["guides", "words"],
    )  # fmt: skip


def differing() -> list[str]:
    """Slugs of skills whose row is missing, left over, or says another number or other names than the rows."""
    rows = SkillCount.objects.values_list("slug", "guides", "words")
    kept, counted = {slug: (guides, words) for slug, guides, words in rows}, _counted(None)
    return sorted(slug for slug in kept.keys() | counted.keys() if kept.get(slug) != counted.get(slug))


def _counted(slugs: Collection[str] | None) -> dict[str, tuple[int, str]]:
    """The number of guides and the words of each of these skills, or of every one; two queries."""
    rows = DocumentSkill.objects.order_by()
    if slugs is not None:
        rows = rows.filter(slug__in=slugs)
    counts = dict(rows.values_list("slug").annotate(guides=Count("pk")))
    names = _names(counts)
    return {slug: (guides, search.name_words(names[slug])) for slug, guides in counts.items()}


def _names(slugs: Collection[str]) -> dict[str, list[str]]:
    """The name of each skill and then its other names."""
    names: dict[str, list[str]] = defaultdict(list)
    rows = Skill.objects.filter(slug__in=list(slugs)).order_by("slug", "aliases__name", "aliases")
    for slug, name, alias in rows.values_list("slug", "name", "aliases__name"):
        names[slug] += [name, alias] if alias else [name]
    return names
