"""How many of some guides ask for each skill, in the way that reads the fewest rows."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F
from django.db.models.lookups import In

from roles.models import DocumentSkill, RoleDocument, SkillCount
from roles.querysets import RoleDocumentQuerySet

MANY = 1_000  # guides; fewer are counted as they are


class InLookedUp(In):
    """Whether a key is among those of a subquery, each of them looked up in the key's index.

    PostgreSQL plans an array for a few keys; for a subquery of many it would read every row of the table.
    """

    def get_rhs_op(self, connection: Any, rhs: str) -> str:
        return f"= ANY(ARRAY{rhs})" if connection.vendor == "postgresql" else super().get_rhs_op(connection, rhs)


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
    keys = guides.order_by().values("pk")
    rows = DocumentSkill.objects.filter(InLookedUp(F("document_id"), keys)).order_by()
    return dict(rows.values_list("slug").annotate(count=Count("pk")))
