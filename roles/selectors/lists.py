"""What the home page and the list of roles need; everything returned is frozen.

Both read stored documents alone, in a number of queries that does not grow with the catalogue.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Count, F

from roles.models import Domain, RoleDocument, WageRelease
from roles.querysets import RoleDocumentQuerySet
from roles.search import search
from roles.selectors.rows import RoleList, for_rows, role_list


@dataclass(frozen=True, slots=True)
class Facet:
    """A domain with the number of live guides in it that match the search."""

    slug: str
    name: str
    count: int


class DomainUnknownError(LookupError):
    """No domain has this slug."""


@dataclass(frozen=True, slots=True)
class BrowsePage:
    """A page of the list of roles. ``matching`` counts guides that match in every domain, ``total`` in the chosen one."""

    page: Page[RoleDocument]
    roles: RoleList
    facets: tuple[Facet, ...]
    domain: Facet | None
    matching: int
    total: int


def get_browse_page(*, text: str, domain: str, sort: str, number: int, size: int) -> BrowsePage:
    """Page ``number`` of the live guides that match; two queries.

    ``sort`` is "" (best match first; without a text by title), "title", "pay" or "-pay".
    Raises ``DomainUnknownError``, and ``EmptyPage`` past the end.
    """
    found = search(RoleDocument.objects.all(), text)
    facets = facets_of(found)
    chosen = next((facet for facet in facets if facet.slug == domain), None)
    if domain and chosen is None:
        chosen = _empty_facet(domain)
    matching = sum(facet.count for facet in facets)
    rows = for_rows(found.in_domain(domain) if domain else found).sorted_by(sort)
    paginator = Paginator(rows, size)
    paginator.count = total = chosen.count if chosen else matching  # already known: spares the query
    page = paginator.page(number)
    return BrowsePage(page, role_list(list(page.object_list)), facets, chosen, matching, total)


def facets_of(found: RoleDocumentQuerySet) -> tuple[Facet, ...]:
    """The fields of these guides by name, with the number of guides in each; one query."""
    counted = found.order_by("domain_name").values_list("domain_slug", "domain_name").annotate(count=Count("pk"))
    return tuple(Facet(slug, name, count) for slug, name, count in counted)


def _empty_facet(slug: str) -> Facet:
    """A domain in which nothing matches."""
    domain = Domain.objects.filter(slug=slug).first()
    if domain is None:
        raise DomainUnknownError(slug)
    return Facet(domain.slug, domain.name, 0)


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
