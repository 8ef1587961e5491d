"""Writing a checked catalogue: adds what is absent, never overwrites an editor's work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
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
    Skill,
    SkillAlias,
)

from .catalogue import Catalogue
from .catalogue_files import CallEntry, RoleEntry, SkillEntry
from .load_comparisons import load_comparisons
from .load_guides import draft_guide, publish_above_gate
from .load_official import add, count, load_official, load_sources
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
    # After the official facts, as imports take it, and before all that staff write too.
    documents.lock()
    for domain in catalogue.taxonomy.domains:
        add(added, Domain, {"slug": domain.slug}, name=domain.name, summary=domain.summary)
    _load_skills(catalogue.taxonomy.skills, added)
    for entry in (*catalogue.taxonomy.roles, *catalogue.guides):
        _add_role(added, entry)
    for call in catalogue.calls.calls_to_action:
        _load_call(call, None, added)
    drafts = []
    for guide in catalogue.guides:
        role = Role.objects.get(slug=guide.slug)
        if not role.versions.exists():
            for call in guide.calls:
                _load_call(call, role, added)
            drafts.append(draft_guide(role, guide))
            added["guide"] += 1
    below = publish_above_gate(drafts)
    if added:
        documents.refresh(set(Role.objects.published().values_list("pk", flat=True)))
    return below


def _add_role(added: Counter[str], entry: RoleEntry) -> None:
    domain = Domain.objects.get(slug=entry.domain)
    add(added, Role, {"slug": entry.slug}, title=entry.title, plural=entry.plural, article=entry.article, domain=domain)


def _load_skills(entries: Sequence[SkillEntry], added: Counter[str]) -> None:
    """The vocabulary and its other names, in four queries: there are hundreds."""
    there = set(Skill.objects.values_list("slug", flat=True))
    new = Skill.objects.bulk_create(
        Skill(slug=entry.slug, name=entry.name, kind=entry.kind, summary=entry.summary, is_special=entry.special)
        for entry in entries
        if entry.slug not in there
    )
    skills = {skill.slug: skill for skill in Skill.objects.all()}
    named = {name.casefold() for name in SkillAlias.objects.values_list("name", flat=True)}
    aliases = SkillAlias.objects.bulk_create(
        SkillAlias(name=alias, skill=skills[entry.slug])
        for entry in entries
        for alias in entry.aliases
        if alias.casefold() not in named
    )
    count(added, "skill", len(new))
    count(added, "skill alias", len(aliases))


def _load_call(entry: CallEntry, role: Role | None, added: Counter[str]) -> None:
    """A call for one role's guide, or for the whole site."""
    values = {"headline": entry.headline, "body": unwrap(entry.body), "button": entry.button}
    key = {"slot": entry.slot, "role": role, "domain": None}
    add(added, CallToAction, key, next_steps="\n".join(entry.next_steps), **values)
