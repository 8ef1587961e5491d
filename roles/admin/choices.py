"""What the guide editor's selects choose from, loaded once a request and shared by every row."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import Q

from roles.models import Area, Domain, GuideVersion, Role, Skill, SkillAlias, WageRelease
from roles.models.pay import AreaKind


class Choices:
    """The lists of one request: each is one query, asked when a form first needs it."""

    def __init__(self, version: GuideVersion) -> None:
        self.version = version

    @cached_property
    def domain(self) -> dict[str, models.Model]:
        return _by_pk(Domain.objects.only("pk", "name"))

    @cached_property
    def skill(self) -> dict[str, models.Model]:
        return _by_pk(Skill.objects.only("pk", "name", "kind"))

    @cached_property
    def other_names(self) -> list[tuple[str, str]]:
        """Every other name of a skill, with the skill's own."""
        return list(SkillAlias.objects.values_list("name", "skill__name"))

    @cached_property
    def role(self) -> dict[str, models.Model]:
        return _by_pk(Role.objects.exclude(pk=self.version.role_id).only("pk", "title"))

    @cached_property
    def area(self) -> dict[str, models.Model]:
        """The nation and its states, and every smaller place that this version already names."""
        named = [estimate.area_id for estimate in self.version.estimates.all()]
        areas = Area.objects.filter(Q(kind__in=[AreaKind.NATION, AreaKind.STATE]) | Q(pk__in=named))
        return _by_pk(sorted(areas, key=lambda area: (area.kind != AreaKind.NATION, area.name)))

    @cached_property
    def source(self) -> dict[str, models.Model]:
        return _by_pk(WageRelease.objects.only("pk", "label"))


def _by_pk(rows: Any) -> dict[str, models.Model]:
    return {str(row.pk): row for row in rows}
