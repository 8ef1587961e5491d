"""The official facts laid before an editor, by kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from roles.models import DraftCandidate, GuideVersion, Role, RoleOccupation
from roles.models.candidate import CandidateKind


@dataclass(frozen=True, slots=True)
class Offer:
    """One candidate; ``roles`` are the site's own roles that a related occupation stands for."""

    candidate: DraftCandidate
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True)
class OfferGroup:
    """The candidates of one kind, by decision."""

    kind: CandidateKind
    undecided: tuple[Offer, ...]
    kept: tuple[Offer, ...]
    dropped: tuple[Offer, ...]


def get_offers(version: GuideVersion) -> list[OfferGroup]:
    """Every kind that has candidates, in the order they were offered. Two queries, however many candidates."""
    rows = list(
        version.candidates.select_related("release", "occupation", "related", "decided_by").order_by("position", "pk")
    )
    roles = roles_related(version.role_id, rows)
    groups = []
    for kind in CandidateKind:
        offers = [Offer(row, roles.get(row.related_id or 0, ())) for row in rows if row.kind == kind]
        if offers:
            of = {name: tuple(offer for offer in offers if offer.candidate.decision == name) for name in _DECISIONS}
            groups.append(OfferGroup(kind, **of))
    return groups


_DECISIONS = ("undecided", "kept", "dropped")


def roles_related(role_id: int, candidates: Iterable[DraftCandidate]) -> dict[int, tuple[Role, ...]]:
    """By related occupation, the other roles of the site that are matched to its SOC occupation. One query.

    The candidates come with their ``related`` occupation.
    """
    official = {row.related.pk: row.related.parent_id or row.related.pk for row in candidates if row.related}
    by_soc: dict[int, list[Role]] = {}
    matches = RoleOccupation.objects.filter(occupation__in=set(official.values())).exclude(role=role_id)
    for match in matches.select_related("role").order_by("role__title", "pk"):
        by_soc.setdefault(match.occupation_id, []).append(match.role)
    return {pk: tuple(by_soc.get(soc, ())) for pk, soc in official.items()}
