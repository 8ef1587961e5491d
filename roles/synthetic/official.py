"""Occupations with wages and outlooks for synthetic roles, from releases that are named synthetic."""

from __future__ import annotations

from datetime import date

from roles.models import (
    Area,
    Occupation,
    OccupationOutlook,
    OccupationWage,
    Role,
    RoleOccupation,
    WageRelease,
    WageSource,
)


def official_figures(roles: list[Role]) -> tuple[list[Occupation], list[OccupationWage]]:
    """An occupation for each role, outside every code that is used, with a wage of the nation and an outlook."""
    wages = _release("synthetic-wages", "Synthetic May 2025", "May 2025")
    outlooks = _release("synthetic-outlooks", "Synthetic 2024–34", "2024–34")
    nation, _is_new = Area.objects.get_or_create(
        code=Area.NATION_CODE, defaults={"kind": "nation", "name": "United States"}
    )
    occupations = Occupation.objects.bulk_create(
        Occupation(scheme="soc", code=f"{90 + i // 10_000:02d}-{i % 10_000:04d}", title=f"Specialists {i}")
        for i in range(len(roles))
    )
    RoleOccupation.objects.bulk_create(
        RoleOccupation(role=role, occupation=occupation, match="editorial", basis="Alike.", position=1)
        for role, occupation in zip(roles, occupations, strict=True)
    )
    cells = OccupationWage.objects.bulk_create(
        OccupationWage(
            release=wages, area=nation, occupation=occupation, employment=1_000, p10=median - 30_000,
            p25=median - 15_000, median=median, p75=median + 20_000, p90=median + 50_000,
        )
        for occupation, median in zip(occupations, (60_000 + 97 * (i % 1_000) for i in range(len(roles))), strict=True)
    )  # fmt: skip
    OccupationOutlook.objects.bulk_create(
        OccupationOutlook(
            release=outlooks, occupation=occupation, period="2024–34", growth_percent=i % 20, openings_per_year=100
        )
        for i, occupation in enumerate(occupations)
    )
    return occupations, cells


def _release(key: str, label: str, covers: str) -> WageRelease:
    source, _is_new = WageSource.objects.get_or_create(
        key=key,
        defaults={
            "publisher": "Synthetic", "title": "Synthetic figures for measuring", "licence": "none",
            "url": "https://example.org/",
        },
    )  # fmt: skip
    release, _is_new = WageRelease.objects.get_or_create(
        source=source, label=label, defaults={"covers": covers, "retrieved_on": date(2026, 1, 1)}
    )
    return release
