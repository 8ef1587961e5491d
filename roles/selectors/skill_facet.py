"""How many of some guides ask for each skill, in the way that reads the fewest rows."""

from __future__ import annotations

from django.db.models import Count

from roles.models import DocumentSkill, RoleDocument, SkillCount
from roles.querysets import RoleDocumentQuerySet

MANY = 1_000  # guides; fewer are counted as they are


def count_skills(guides: RoleDocumentQuerySet, number: int) -> dict[str, int]:
    """By slug, how many of these ``number`` guides ask for a skill; one query, of many guides three.

    All guides are counted already. Where most of them are asked about, the others are counted and taken off.
    """
    if number < MANY or number < (every := RoleDocument.objects.count()) / 2:
        return _counted(guides)
    counts = dict(SkillCount.objects.values_list("slug", "guides"))
    if number < every:
        for slug, others in _counted(RoleDocument.objects.exclude(pk__in=guides.values("pk"))).items():
            counts[slug] = counts.get(slug, 0) - others
    return {slug: count for slug, count in counts.items() if count > 0}


def _counted(guides: RoleDocumentQuerySet) -> dict[str, int]:
    rows = DocumentSkill.objects.filter(document__in=guides.order_by().values("pk")).order_by()
    return dict(rows.values_list("slug").annotate(count=Count("pk")))
