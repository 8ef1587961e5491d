"""Writing a checked catalogue: adds what is absent, never overwrites an editor's work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from msgspec import structs

from careers.planner import refresh_statistics
from roles import documents, skill_counts
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
from .catalogue_files import CallEntry, RoleEntry, Taxonomy
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

    A role that already has any version of a guide is left alone, and so is a pair with any version of its words. Calls
    for the whole site come with the first load, other names with their skill: what an editor took away stays away.
    Raises ``WageDiffersError`` naming the cell if an official figure differs from a stored one.
    """
    added: Counter[str] = Counter()
    with documents.once_at_the_end():
        below = _load(catalogue, added)
    if added["skill alias"]:
        skill_counts.refresh({entry.slug for entry in catalogue.taxonomy.skills})
    below |= load_comparisons(catalogue.comparisons, added)
    if added:
        refresh_statistics(Role, GuideVersion, GuideRelation, GuideSkill, Occupation, OccupationWage, RoleDocument)
    return Loaded(added, below)


def _load(catalogue: Catalogue, added: Counter[str]) -> dict[str, int]:
    """The scores of the guides that stay drafts, by slug."""
    load_sources(catalogue, added)
    load_official(catalogue, added)
    # After the official facts, as imports take it, and before all that staff write too.
    documents.lock()
    roles = roles_by_address()
    is_first = not _is_loaded(catalogue, roles)
    vocabulary = load_vocabulary(_wanted(catalogue, roles, is_first=is_first), added)
    for entry in (*catalogue.taxonomy.roles, *catalogue.guides):
        if entry.slug not in roles:
            roles[entry.slug] = _add_role(added, entry, vocabulary.domains[entry.domain])
    for call in catalogue.calls.calls_to_action if is_first else ():
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


def _is_loaded(catalogue: Catalogue, roles: Mapping[str, Role]) -> bool:
    """Whether a starter guide was written before. What an editor then took away does not come back."""
    there = [roles[guide.slug].pk for guide in catalogue.guides if guide.slug in roles]
    return GuideVersion.objects.filter(role__in=there, author=None).exists()


def _wanted(catalogue: Catalogue, roles: Mapping[str, Role], *, is_first: bool) -> Taxonomy:
    """The domains and skills to be there: all at first, later those that a new role or a new guide names."""
    taxonomy = catalogue.taxonomy
    if is_first:
        return taxonomy
    written = set(GuideVersion.objects.values_list("role", flat=True))
    guides = [guide for guide in catalogue.guides if guide.slug not in roles or roles[guide.slug].pk not in written]
    domains = {entry.domain for entry in (*taxonomy.roles, *guides) if entry.slug not in roles}
    skills = {entry.skill for guide in guides for entry in guide.skills}
    skills |= {skill for guide in guides for step in guide.roadmap for skill in step.skills}
    return structs.replace(
        taxonomy,
        domains=[entry for entry in taxonomy.domains if entry.slug in domains],
        skills=[entry for entry in taxonomy.skills if entry.slug in skills],
    )


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
