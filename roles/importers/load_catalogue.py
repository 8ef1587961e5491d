"""Writing a checked catalogue: adds what is absent, never overwrites an editor's work."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db import transaction

from careers.planner import refresh_statistics
from roles import documents
from roles.models import (
    CallToAction,
    Domain,
    GuideRelation,
    GuideSkill,
    GuideVersion,
    Occupation,
    OccupationWage,
    Role,
    RoleDocument,
)

from .catalogue import Catalogue
from .catalogue_files import CallEntry, RoleEntry
from .load_comparisons import load_comparisons
from .load_guides import draft_guide, publish_above_gate, roles_by_address
from .load_official import add, load_official, load_sources
from .load_vocabulary import load_vocabulary
from .unwrap import unwrap


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows of each kind were added, and the score of what stays a draft: a guide, or words about a pair."""

    added: Counter[str]
    below: dict[str, int]


@transaction.atomic
def load_catalogue(catalogue: Catalogue) -> Loaded:
    """Write what is absent, all or nothing, and publish what is not below the quality gate.

    A role that already has any version of a guide is left alone, and so is a pair with any version of its words. Raises
    ``WageDiffersError`` naming the cell if an official figure differs from a stored one.
    """
    added: Counter[str] = Counter()
    with documents.once_at_the_end():
        below = _load(catalogue, added)
    below |= load_comparisons(catalogue.comparisons, added)
    if added:
        refresh_statistics(Role, GuideVersion, GuideRelation, GuideSkill, Occupation, OccupationWage, RoleDocument)
    return Loaded(added, below)


def _load(catalogue: Catalogue, added: Counter[str]) -> dict[str, int]:
    """The scores of the guides that stay drafts, by slug."""
    load_sources(catalogue, added)
    load_official(catalogue, added)
    vocabulary = load_vocabulary(catalogue.taxonomy, added)
    roles = roles_by_address()
    for entry in (*catalogue.taxonomy.roles, *catalogue.guides):
        if entry.slug not in roles:
            roles[entry.slug] = _add_role(added, entry, vocabulary.domains[entry.domain])
    for call in catalogue.calls.calls_to_action:
        _load_call(call, None, added)
    drafts = []
    for guide in catalogue.guides:
        role = roles[guide.slug]
        if not role.versions.exists():
            for call in guide.calls:
                _load_call(call, role, added)
            drafts.append(draft_guide(role, guide, vocabulary.skills, roles))
            added["guide"] += 1
    below = publish_above_gate(drafts)
    if added:
        documents.refresh(set(Role.objects.published().values_list("pk", flat=True)))
    return below


def _add_role(added: Counter[str], entry: RoleEntry, domain: Domain) -> Role:
    added["role"] += 1
    return Role.objects.create(
        slug=entry.slug, title=entry.title, plural=entry.plural, article=entry.article, domain=domain
    )


def _load_call(entry: CallEntry, role: Role | None, added: Counter[str]) -> None:
    """A call for one role's guide, or for the whole site."""
    values = {"headline": entry.headline, "body": unwrap(entry.body), "button": entry.button}
    key = {"slot": entry.slot, "role": role, "domain": None}
    add(added, CallToAction, key, next_steps="\n".join(entry.next_steps), **values)
