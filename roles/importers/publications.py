"""The publications that are imported: their sources, releases and files as rows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db.models import Q

from roles import documents
from roles.dependents import IS_MATCHED
from roles.models import Occupation, Role, WageFile, WageRelease, WageSource
from roles.periods import period_of

from .faults import RefusedImportError


@dataclass(frozen=True, slots=True)
class Publication:
    """What is published, by whom, and under which terms; ``attribution`` cites it without a date."""

    key: str
    publisher: str
    title: str
    url: str
    licence: str
    attribution: str


BLS = "U.S. Bureau of Labor Statistics"
OEWS = Publication(
    key="bls-oews",
    publisher=BLS,
    title="Occupational Employment and Wage Statistics",
    url="https://www.bls.gov/oes/",
    licence="Public domain",
    attribution=f"{BLS}, Occupational Employment and Wage Statistics",
)
PROJECTIONS = Publication(
    key="bls-projections",
    publisher=BLS,
    title="Employment Projections",
    url="https://www.bls.gov/emp/",
    licence="Public domain",
    attribution=f"{BLS}, Employment Projections",
)


def onet(version: str, site_name: str) -> Publication:
    """A version of the O*NET database, with the words that its licence asks for."""
    return Publication(
        key=f"onet-{version.replace('.', '-')}",
        publisher="U.S. Department of Labor, Employment and Training Administration",
        title=f"O*NET {version} Database",
        url="https://www.onetcenter.org/database.html",
        licence="CC BY 4.0",
        attribution=(
            f"This page includes information from the O*NET {version} Database by the U.S. Department of Labor, "
            "Employment and Training Administration (USDOL/ETA). Used under the CC BY 4.0 license. O*NET® is a "
            f"trademark of USDOL/ETA. {site_name} has modified all or some of this information. USDOL/ETA has not "
            "approved, endorsed, or tested these modifications."
        ),
    )


def release_of(
    publication: Publication,
    *,
    label: str,
    covers: str,
    today: date,
    attribution: str = "",
    released_on: date | None = None,
    ceiling: int | None = None,
) -> WageRelease:
    """The release of this label, made if there is none. What it lacks is filled in; what it says already stands.

    Raises ``RefusedImportError`` if it says otherwise than it is asked to.
    """
    if released_on is not None and released_on > today:
        raise RefusedImportError(f"{label} cannot have been released on {released_on}: that day is still to come.")
    source = _source(publication)
    release, _created = WageRelease.objects.get_or_create(
        label=label,
        defaults={"source": source, "covers": covers, "retrieved_on": today, "attribution": attribution},
    )
    if release.source.title != publication.title:
        raise RefusedImportError(f"{label} is already a release of another publication: {release.source}.")
    if released_on is not None and released_on > release.retrieved_on:
        raise RefusedImportError(f"{label} was read on {release.retrieved_on}, before {released_on}.")
    for column, value in (("released_on", released_on), ("annual_ceiling", ceiling)):
        stored = getattr(release, column)
        if value is None or stored == value:
            continue
        if stored is not None:
            name = column.replace("_", " ")
            raise RefusedImportError(f"{label} is stored with {name} {stored}; it cannot become {value}.")
        setattr(release, column, value)
    release.save()
    return release


def _source(publication: Publication) -> WageSource:
    """The source of this title, made if there is none."""
    found = WageSource.objects.filter(title=publication.title, publisher=publication.publisher).first()
    return found or WageSource.objects.create(
        key=publication.key,
        publisher=publication.publisher,
        title=publication.title,
        url=publication.url,
        licence=publication.licence,
        attribution=publication.attribution,
        is_official=True,
    )


def keep_file(release: WageRelease, path: Path, *, scope: str, kind: str) -> None:
    """Note that this file was read into the release, by the hash of its bytes."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    WageFile.objects.get_or_create(
        release=release, sha256=digest, defaults={"scope": scope[:40], "format": kind, "name": path.name[:200]}
    )


def refresh_guides(occupation_ids: Iterable[int]) -> int:
    """Rebuild the documents of live roles matched to these occupations or their parents; how many they are."""
    ids = set(occupation_ids)
    if not ids:
        return 0
    # Before the roles are asked for: what is published meanwhile was built without these rows.
    documents.lock()
    matched = Q(occupations__occupation__in=ids) | Q(occupations__occupation__children__in=ids)
    if Occupation.objects.filter(pk__in=ids, code=Occupation.TOTAL_CODE).exists():
        matched |= IS_MATCHED
    roles = set(Role.objects.published().filter(matched).values_list("pk", flat=True))
    documents.refresh(roles)
    return len(roles)


def release_before(release: WageRelease, candidates: Iterable[WageRelease]) -> WageRelease | None:
    """The newest of these releases that is of an earlier time."""
    now = period_of(release.covers)
    earlier = [other for other in candidates if period_of(other.covers) < now]
    return max(earlier, key=lambda other: period_of(other.covers), default=None)
