"""Pairs of related live guides, as lists offer to compare them; everything returned is frozen."""

from __future__ import annotations

from dataclasses import dataclass

from roles import pay
from roles.models import GuideRelation, PairStanding, RoleDocument
from roles.selectors.guides import canonical_pair, document_key

PAIRS_SHOWN = 6


@dataclass(frozen=True, slots=True)
class RolePair:
    """Two related live guides, in canonical order. ``difference`` is None where the two may not be subtracted."""

    pair: tuple[str, str]
    title_a: str
    title_b: str
    difference: int | None
    currency: str
    source: str
    shared_skills: int
    skills: int


def related_pairs(domain: str = "") -> list[tuple[str, str]]:
    """Pairs of live guides of which one names the other as related, the latest guides' first; one query.

    ``domain`` leaves only pairs of which both guides belong to that field.
    """
    related = GuideRelation.objects.filter(version__live_for__isnull=False, role__live_version__isnull=False)
    if domain:
        related = related.filter(version__domain__slug=domain, role__live_version__domain__slug=domain)
    slugs = related.order_by("-version__published_at", "position", "pk").values_list(
        "version__role__slug", "role__slug"
    )
    # Two guides that name each other are one pair, so twice as many are read.
    pairs = dict.fromkeys(canonical_pair(a, b) for a, b in slugs[: 2 * PAIRS_SHOWN] if a != b)
    return list(pairs)[:PAIRS_SHOWN]


def first_pairs() -> list[tuple[str, str]]:
    """Pairs that search engines may keep, which have the most to say, else related ones; at most two queries."""
    earned = PairStanding.objects.filter(is_indexed=True).order_by("-has_words", "-own_words", "pk")
    pairs = [canonical_pair(a, b) for a, b in earned.values_list("first__slug", "second__slug")[:PAIRS_SHOWN]]
    return pairs if len(pairs) == PAIRS_SHOWN else related_pairs()


def pair_of(a: RoleDocument, b: RoleDocument) -> RolePair:
    """The pair of these two guides; they come in canonical order."""
    difference = pay.pay_difference(document_key(a), document_key(b))
    return RolePair(
        pair=(a.slug, b.slug),
        title_a=a.title,
        title_b=b.title,
        difference=None if difference is None else abs(difference),
        currency=a.headline_currency,
        source=a.headline_source,
        shared_skills=len(set(a.skill_slugs) & set(b.skill_slugs)),
        skills=len(set(a.skill_slugs) | set(b.skill_slugs)),
    )
