"""What changed on the site: guides published, figures read in, mistakes corrected. The newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import TruncDate

from roles.models import Correction, GuideVersion, Role, WageFile, WageRelease

# Rows of any table: the day, the kind and the key of an entry.
Rows = QuerySet[Any, dict[str, Any]]
GUIDE, CORRECTION, RELEASE = "guide", "correction", "release"


@dataclass(frozen=True, slots=True)
class GuideChange:
    """A version that went live: the first of its role (``is_new``), or one that replaced another."""

    slug: str
    title: str
    number: int
    note: str
    is_new: bool
    is_live: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount as a correction names it; ``source`` is empty where it named none."""

    amount: int
    currency: str
    area_name: str
    source: str


@dataclass(frozen=True, slots=True)
class CorrectionEntry:
    """What stood there, what stands there now, and why. ``slug`` is empty where it concerns no live guide."""

    slug: str
    title: str
    about: str
    before_text: str
    before: Figure | None
    after_text: str
    after: Figure | None
    reason: str
    corrected_on: date
    noticed_by: str


@dataclass(frozen=True, slots=True)
class ReleaseRead:
    """A publication of which so many files were read in on one day."""

    label: str
    citation: str
    files: int


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the log; exactly one of the three is given."""

    on: date
    guide: GuideChange | None = None
    correction: CorrectionEntry | None = None
    release: ReleaseRead | None = None


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """A page of the log."""

    page: Page[Any]
    changes: tuple[Change, ...]


def get_changes_page(*, number: int, size: int) -> ChangesPage:
    """Page ``number`` of everything that changed; at most five queries. Raises ``EmptyPage`` past the end."""
    rows = _versions().union(_corrections(), _releases(), all=True).order_by("-on", "kind", "-key")
    page = Paginator(rows, size).page(number)
    keys: dict[str, list[int]] = {GUIDE: [], CORRECTION: [], RELEASE: []}
    for row in page.object_list:
        keys[row["kind"]].append(row["key"])
    guides = GuideVersion.objects.select_related("role").in_bulk(keys[GUIDE])
    corrections = _for_entries(Correction.objects.all()).in_bulk(keys[CORRECTION])
    files = _files_read(keys[RELEASE])
    changes = []
    for row in page.object_list:
        on, key = row["on"], row["key"]
        match row["kind"]:
            case "guide":
                changes.append(Change(on, guide=_guide(guides[key])))
            case "correction":
                changes.append(Change(on, correction=_entry(corrections[key])))
            case _:
                changes.append(Change(on, release=_read(files[key, on])))
    return ChangesPage(page, tuple(changes))


def _versions() -> Rows:
    """Versions that were published, of roles that have a live guide."""
    shown = GuideVersion.objects.was_published().filter(role__live_version__isnull=False)
    return _as_rows(shown.annotate(on=TruncDate("published_at")), GUIDE, "pk")


def _corrections() -> Rows:
    return _as_rows(Correction.objects.annotate(on=F("corrected_on")), CORRECTION, "pk")


def _releases() -> Rows:
    """A release once a day, however many of its files were read then."""
    return _as_rows(WageFile.objects.annotate(on=TruncDate("read_at")), RELEASE, "release_id").distinct()


def _as_rows(rows: QuerySet[Any], kind: str, key: str) -> Rows:
    """Entries as (on, kind, key), so that entries of every kind stand in one order."""
    named = rows.annotate(kind=Value(kind, output_field=CharField()), key=F(key))
    entries: Rows = named.order_by().values("on", "kind", "key")
    return entries


def _files_read(releases: list[int]) -> dict[tuple[int, date], list[WageFile]]:
    read: dict[tuple[int, date], list[WageFile]] = {}
    files = WageFile.objects.filter(release__in=releases).select_related("release__source").order_by("pk")
    for file in files.annotate(on=TruncDate("read_at")):
        read.setdefault((file.release_id, file.on), []).append(file)
    return read


def _for_entries(rows: QuerySet[Correction]) -> QuerySet[Correction]:
    return rows.select_related("role", "before_area", "after_area", "before_release__source", "after_release__source")


def _guide(version: GuideVersion) -> GuideChange:
    return GuideChange(
        slug=version.role.slug,
        title=version.title,
        number=version.number,
        note=version.change_note,
        is_new=version.based_on_id is None,
        is_live=version.pk == version.role.live_version_id,
    )


def _entry(row: Correction) -> CorrectionEntry:
    # The title of a role that is not live is an editor's half-done work, or was withdrawn.
    role: Role | None = row.role if row.role is not None and row.role.live_version_id else None
    return CorrectionEntry(
        slug=role.slug if role is not None else "",
        title=role.title if role is not None else "",
        about=row.about,
        before_text=row.before_text,
        before=_figure(row.before_amount, row.currency, row.before_area, row.before_release),
        after_text=row.after_text,
        after=_figure(row.after_amount, row.currency, row.after_area, row.after_release),
        reason=row.reason,
        corrected_on=row.corrected_on,
        noticed_by=row.noticed_by,
    )


def _figure(amount: int | None, currency: str, area: Any, release: WageRelease | None) -> Figure | None:
    if amount is None:
        return None
    return Figure(amount, currency, area.name, _citation(release) if release is not None else "")


def _read(files: list[WageFile]) -> ReleaseRead:
    release = files[0].release
    return ReleaseRead(release.label, _citation(release), len(files))


def _citation(release: WageRelease) -> str:
    return f"{release.source.publisher}, {release.source.title}, {release.covers}"
