"""How many live guides ask for each skill: counted again for the skills of each document that is written."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Count

from roles.models import DocumentSkill, SkillCount


def refresh(slugs: Collection[str]) -> None:
    """Count the guides of these skills again; a skill that none asks for has no row."""
    if not slugs:
        return
    counts = _counted(slugs)
    SkillCount.objects.filter(slug__in=set(slugs) - counts.keys()).delete()
    SkillCount.objects.bulk_create(
        [SkillCount(slug=slug, guides=guides) for slug, guides in sorted(counts.items())],
        update_conflicts=True, unique_fields=["slug"], update_fields=["guides"],
    )  # fmt: skip


def differing() -> list[str]:
    """Slugs of skills whose count is missing, left over, or another than that of the rows."""
    kept, counted = dict(SkillCount.objects.values_list("slug", "guides")), _counted(None)
    return sorted(slug for slug in kept.keys() | counted.keys() if kept.get(slug) != counted.get(slug))


def _counted(slugs: Collection[str] | None) -> dict[str, int]:
    rows = DocumentSkill.objects.order_by()
    if slugs is not None:
        rows = rows.filter(slug__in=slugs)
    return dict(rows.values_list("slug").annotate(guides=Count("pk")))
