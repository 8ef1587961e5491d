"""Findings of ``roles.quality`` that the database can count: the start page does, and the list of guides filters by them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from roles.models import GuideRelation, Role, SalaryEstimate
from roles.quality import REVIEW_LASTS


@dataclass(frozen=True, slots=True)
class Gap:
    """What live guides lack: ``key`` is the kind of the finding that tells it of each of them."""

    key: str
    words: str | Promise
    condition: Q


def review_due(today: date) -> Q:
    """Live guides that were never reviewed, too long ago, or on a day that is yet to come."""
    due = Q(live_version__reviewed_on__isnull=True) | Q(live_version__reviewed_on__gt=today)
    return Q(live_version__isnull=False) & (due | Q(live_version__reviewed_on__lt=today - REVIEW_LASTS))


def gaps() -> tuple[Gap, ...]:
    """In the order the start page lists them."""
    live = Q(live_version__isnull=False)
    unsourced = SalaryEstimate.objects.filter(unsourced=True).values("version")
    elsewhere = GuideRelation.objects.filter(role__live_version__isnull=True).values("version")
    return (
        Gap("no_occupation", _("No official occupation is matched"), live & Q(occupations__isnull=True)),
        Gap("no_figure", _("No pay figure with a source"), live & Q(document__headline_amount__isnull=True)),
        Gap("levels_refused", _("Pay by level is refused"), live & ~Q(document__facts__pay__refusal=None)),
        Gap("unsourced_figure", _("A figure that names no source"), live & Q(live_version__in=unsourced)),
        Gap("no_projection", _("No projection"), live & Q(document__growth_percent__isnull=True)),
        Gap("relation_not_live", _("A relation to a role without a live guide"), live & Q(live_version__in=elsewhere)),
    )


def count_gaps() -> list[tuple[Gap, int]]:
    """How many live guides have each gap; gaps that none has are left out. One query."""
    every = gaps()
    counts = Role.objects.aggregate(**{gap.key: Count("pk", filter=gap.condition, distinct=True) for gap in every})
    return [(gap, counts[gap.key]) for gap in every if counts[gap.key]]


class GapFilter(admin.SimpleListFilter):
    """Live guides that lack something."""

    title = _("what is missing")
    parameter_name = "gap"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [*((gap.key, gap.words) for gap in gaps()), ("review", _("Review is due"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Role]) -> QuerySet[Role]:
        conditions = {gap.key: gap.condition for gap in gaps()} | {"review": review_due(timezone.now().date())}
        condition = conditions.get(self.value() or "")
        # By number, so that the list's own annotations are not multiplied by a join.
        return queryset if condition is None else queryset.filter(pk__in=Role.objects.filter(condition).values("pk"))
