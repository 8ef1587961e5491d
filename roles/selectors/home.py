"""What the home page needs; everything returned is frozen. Nothing here reads every guide."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, Window
from django.db.models.functions import RowNumber

from roles.charts.lists import LIST_CURRENCY
from roles.charts.skyline import MOST_BARS, Picture, evenly, picture
from roles.models import RoleDocument
from roles.selectors.lists import Facet
from roles.selectors.pairs import RolePair, pair_of, related_pairs
from roles.selectors.rows import RoleList, for_rows, pay_range, role_list

ALL_SHOWN = 12  # up to here the home page lists every guide
LATEST_SHOWN = 6


@dataclass(frozen=True, slots=True)
class HomePage:
    """The first page. ``roles`` is every guide by title, or the latest where there are many (``is_latest``)."""

    total: int
    picture: Picture | None
    picture_sources: tuple[str, ...]
    domains: tuple[Facet, ...]
    roles: RoleList
    is_latest: bool
    pairs: tuple[RolePair, ...]

    @property
    def pair_sources(self) -> tuple[str, ...]:
        """Where the figures come from whose differences the pairs name."""
        return tuple(dict.fromkeys(pair.source for pair in self.pairs if pair.difference is not None))


def get_home_page() -> HomePage:
    """Picture of pay, the domains, the guides to list and pairs of related ones; at most five queries, none of all guides."""
    counted = list(
        RoleDocument.objects.order_by("domain_name")
        .values_list("domain_slug", "domain_name")
        .annotate(count=Count("pk"), priced=Count("pk", filter=_IS_PRICED))
    )
    total = sum(count for _slug, _name, count, _priced in counted)
    if not total:
        return HomePage(0, None, (), (), role_list([]), False, ())
    is_latest = total > ALL_SHOWN
    pairs = related_pairs()
    listed = list(
        for_rows(RoleDocument.objects.order_by("-published_at", "title"))[: LATEST_SHOWN if is_latest else ALL_SHOWN]
    )
    documents = {document.slug: document for document in listed}
    missing = {slug for pair in pairs for slug in pair} - documents.keys()
    documents |= {document.slug: document for document in for_rows(RoleDocument.objects.for_slugs(*missing))}
    shown = listed if is_latest else sorted(listed, key=lambda document: document.title)
    drawn, sources = _drawn(sum(priced for _slug, _name, _count, priced in counted))
    return HomePage(
        total=total,
        picture=drawn,
        picture_sources=sources,
        domains=tuple(Facet(slug, name, count) for slug, name, count, _priced in counted),
        roles=role_list(shown),
        is_latest=is_latest,
        pairs=tuple(pair_of(documents[a], documents[b]) for a, b in pairs if a in documents and b in documents),
    )


# A guide that the picture can draw: a median and the middle half around it, all three given in full.
_IS_PRICED = Q(
    headline_currency=LIST_CURRENCY,
    headline_flag="",
    headline_amount__isnull=False,
    p25__isnull=False,
    p75__isnull=False,
)


def _drawn(count: int) -> tuple[Picture | None, tuple[str, ...]]:
    """The picture of ``count`` guides with pay, evenly taken from all of them in order of median, and its sources."""
    place = Window(RowNumber(), order_by=["headline_amount", "title", "pk"])
    rows = (
        RoleDocument.objects.filter(_IS_PRICED)
        .annotate(place=place)
        .filter(place__in=[index + 1 for index in evenly(count, MOST_BARS)])
        .order_by("place")
        .for_lists()
    )
    drawn = list(rows)
    sources = dict.fromkeys(document.headline_source for document in drawn)
    return picture(map(pay_range, drawn), of=count), tuple(sources)
