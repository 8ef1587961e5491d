"""Parts that lists share, and the releases that figures come from; everything returned is frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F

from roles.models import WageRelease
from roles.querysets import RoleDocumentQuerySet


@dataclass(frozen=True, slots=True)
class Facet:
    """A field, or a skill, with the number of live guides that are of it, or ask for it."""

    slug: str
    name: str
    count: int


class DomainUnknownError(LookupError):
    """No domain has this slug."""


def facets_of(found: RoleDocumentQuerySet) -> tuple[Facet, ...]:
    """The fields of these guides by name, with the number of guides in each; one query."""
    counted = found.order_by("domain_name").values_list("domain_slug", "domain_name").annotate(count=Count("pk"))
    return tuple(Facet(slug, name, count) for slug, name, count in counted)


@dataclass(frozen=True, slots=True)
class Release:
    """A publication that was read in, as the page about method names it. ``released_on`` None: no file states the day."""

    key: str
    publisher: str
    title: str
    url: str
    licence: str
    attribution: str
    label: str
    covers: str
    released_on: date | None
    retrieved_on: date

    @property
    def is_onet(self) -> bool:
        """Its licence asks for a sentence that names the release and this site."""
        return self.key == "onet" or self.key.startswith("onet-")


def get_releases() -> tuple[Release, ...]:
    """Every release that figures or facts are taken from, by publisher, the newest of each source first; one query."""
    rows = WageRelease.objects.select_related("source").order_by(
        "source__publisher", "source__title", F("released_on").desc(nulls_last=True), "-pk"
    )
    return tuple(
        Release(
            row.source.key, row.source.publisher, row.source.title, row.source.url, row.source.licence,
            row.attribution or row.source.attribution, row.label, row.covers, row.released_on, row.retrieved_on,
        )
        for row in rows
    )  # fmt: skip
