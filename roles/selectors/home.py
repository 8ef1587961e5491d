"""What the home page needs; everything returned is frozen. Nothing here reads every guide."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, Window
from django.db.models.functions import RowNumber

from roles.charts.lists import LIST_CURRENCY
from roles.charts.skyline import MOST_BARS, Picture, evenly, picture
from roles.models import RoleDocument
from roles.selectors.lists import Facet
from roles.selectors.pairs import RolePair, first_pairs, pair_of
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
    """Picture of pay, the domains, the guides to list and pairs of related ones; at most six queries, none of all guides."""
    counted = list(
        RoleDocument.objects.order_by("domain_name")
        .values_list("domain_slug", "domain_name")
        .annotate(count=Count("pk"), priced=Count("pk", filter=_IS_PRICED))
    )
    total = sum(count for _slug, _name, count, _priced in counted)
    with_pay = sum(priced for _slug, _name, _count, priced in counted)
    if not total:
        return HomePage(0, None, (), (), role_list([]), False, ())
    is_latest = total > ALL_SHOWN
    pairs = first_pairs()
    latest = RoleDocument.objects.order_by("-published_at", "title").values_list("slug", flat=True)
    listed = list(latest[: LATEST_SHOWN if is_latest else ALL_SHOWN])
    drawn = _evenly_by_median(with_pay)
    # What rows print is read of these alone, after the database has chosen them by narrow columns.
    wanted = {*listed, *drawn, *(slug for pair in pairs for slug in pair)}
    documents = {document.slug: document for document in for_rows(RoleDocument.objects.for_slugs(*wanted))}
    shown = [documents[slug] for slug in listed if slug in documents]
    if not is_latest:
        shown.sort(key=lambda document: document.title)
    bars = [documents[slug] for slug in drawn if slug in documents]
    return HomePage(
        total=total,
        picture=picture(map(pay_range, bars), of=with_pay),
        picture_sources=tuple(dict.fromkeys(document.headline_source for document in bars)),
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


def _evenly_by_median(count: int) -> list[str]:
    """Slugs of guides that the picture draws, taken evenly from all ``count`` that have pay, the lowest median first."""
    place = Window(RowNumber(), order_by=["headline_amount", "title", "pk"])
    rows = RoleDocument.objects.filter(_IS_PRICED).order_by().annotate(place=place)
    chosen = rows.filter(place__in=[index + 1 for index in evenly(count, MOST_BARS)])
    return list(chosen.order_by("place").values_list("slug", flat=True))
