"""Which pairs of live guides search engines are told of: kept as rows, equal to what the guides and words say now.

Only named pairs stand here: one guide names the other as related, or an editor wrote about the two. ``refresh``
runs wherever documents are rebuilt or words published, in the same transaction.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from roles.comparison.compared import compare
from roles.comparison.earned import LEAST_DIFFERENCES, LEAST_WORDS, lacking, standing_of
from roles.facts import RoleFacts, from_stored
from roles.models import ComparisonPage, ComparisonVersion, GuideRelation, PairStanding, RoleDocument
from roles.quality import GATE
from roles.selectors.words import words_of

AT_ONCE = 200  # roles whose facts are held at one time
Pair = tuple[int, int]  # keys of two roles, the smaller first

# What each condition asks, as the report says that it is not met.
LACKING = {
    "quality": _("a guide was published below the gate of %(gate)d, or its score is not known") % {"gate": GATE},
    "named": _("no guide names the other and no editor wrote about the two"),
    "differences": _("fewer than %(least)d differences") % {"least": LEAST_DIFFERENCES},
    "sourced": _("no difference between official figures"),
    "own_words": _("fewer than %(least)d words about this pair") % {"least": LEAST_WORDS},
}


def refresh(role_ids: Collection[int]) -> None:
    """Bring the rows of every pair in which one of these roles stands up to what is live now."""
    stored, wanted = _stored(role_ids), computed(role_ids)
    PairStanding.objects.filter(pk__in=[row.pk for pair, row in stored.items() if pair not in wanted]).delete()
    PairStanding.objects.bulk_create(
        PairStanding(first_id=pair[0], second_id=pair[1], **columns)
        for pair, columns in wanted.items()
        if pair not in stored
    )
    changed = []
    for pair, row in stored.items():
        columns = wanted.get(pair)
        if columns is not None and not _equals(row, columns):
            for name, value in columns.items():
                setattr(row, name, value)
            changed.append(row)
    if changed:
        PairStanding.objects.bulk_update(changed, list(wanted[changed[0].first_id, changed[0].second_id]))


def differing() -> list[Pair]:
    """Pairs whose row is missing, left over, or unlike what is live now."""
    wrong: set[Pair] = set(
        PairStanding.objects.filter(Q(first__document=None) | Q(second__document=None)).values_list("first", "second")
    )
    everyone = list(RoleDocument.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(everyone), AT_ONCE):
        role_ids = everyone[start : start + AT_ONCE]
        wanted, stored = computed(role_ids), _stored(role_ids)
        wrong |= {
            pair
            for pair in wanted.keys() | stored.keys()
            if pair not in wanted or pair not in stored or not _equals(stored[pair], wanted[pair])
        }
    return sorted(wrong)


def computed(role_ids: Collection[int]) -> dict[Pair, dict[str, Any]]:
    """The columns of every named pair in which one of these roles stands; three queries."""
    pages = _pages(role_ids)
    pairs = sorted(_related(role_ids) | pages.keys())
    documents = RoleDocument.objects.only("slug", "facts", "quality").in_bulk({pk for pair in pairs for pk in pair})
    facts = {pk: from_stored(document.facts) for pk, document in documents.items()}
    return {
        pair: _columns(
            (facts[pair[0]], facts[pair[1]]), (documents[pair[0]].quality, documents[pair[1]].quality), pages.get(pair)
        )
        for pair in pairs
        if pair[0] in facts and pair[1] in facts
    }


def _stored(role_ids: Collection[int]) -> dict[Pair, PairStanding]:
    return {(row.first_id, row.second_id): row for row in PairStanding.objects.filter(_of(role_ids))}


def _related(role_ids: Collection[int]) -> set[Pair]:
    related = GuideRelation.objects.filter(version__live_for__isnull=False, role__live_version__isnull=False)
    named = related.filter(Q(version__role__in=role_ids) | Q(role__in=role_ids)).order_by()
    return {_in_order(a, b) for a, b in named.values_list("version__role", "role") if a != b}


def _pages(role_ids: Collection[int]) -> dict[Pair, ComparisonVersion]:
    pages = ComparisonPage.objects.filter(_of(role_ids)).values("live_version")
    versions = ComparisonVersion.objects.filter(pk__in=pages)
    return {(version.page.first_id, version.page.second_id): version for version in versions}


def _columns(
    guides: tuple[RoleFacts, RoleFacts], qualities: tuple[int | None, int | None], version: ComparisonVersion | None
) -> dict[str, Any]:
    standing = standing_of(compare(*guides), qualities, words_of(version) if version is not None else None)
    lacks = list(lacking(standing))
    return {
        "is_indexed": not lacks,
        "lacking": lacks,
        "quality_first": standing.qualities[0],
        "quality_second": standing.qualities[1],
        "relations": list(standing.relations),
        "has_words": standing.has_words,
        "differences": standing.differences,
        "sourced": standing.sourced,
        "own_words": standing.own_words,
    }


def _equals(row: PairStanding, columns: dict[str, Any]) -> bool:
    return all(getattr(row, name) == value for name, value in columns.items())


def _of(role_ids: Iterable[int]) -> Q:
    ids = list(role_ids)
    return Q(first__in=ids) | Q(second__in=ids)


def _in_order(a: int, b: int) -> Pair:
    return (a, b) if a < b else (b, a)
