"""Writing the starter's fields of work and skills, and knowing again those that an editor gave another address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from roles.models import Domain, Skill, SkillAlias

from .catalogue_files import DomainEntry, SkillEntry, Taxonomy
from .load_official import count


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Domains and skills by the slug that the files call them, whatever address they have by now."""

    domains: Mapping[str, Domain]
    skills: Mapping[str, Skill]


def load_vocabulary(taxonomy: Taxonomy, added: Counter[str]) -> Vocabulary:
    """Add the domains and skills that are absent. One that has the name already is used as it stands."""
    return Vocabulary(_load_domains(taxonomy.domains, added), _load_skills(taxonomy.skills, added))


def _load_domains(entries: Sequence[DomainEntry], added: Counter[str]) -> dict[str, Domain]:
    there = _domains_there(entries)
    new = [
        Domain(slug=entry.slug, name=entry.name, summary=entry.summary) for entry in entries if entry.slug not in there
    ]
    count(added, "domain", len(Domain.objects.bulk_create(new)))
    return there | {domain.slug: domain for domain in new}


def _domains_there(entries: Sequence[DomainEntry]) -> dict[str, Domain]:
    domains = list(Domain.objects.all())
    slugs, names = {row.slug: row for row in domains}, {row.name: row for row in domains}
    found = {entry.slug: slugs.get(entry.slug) or names.get(entry.name) for entry in entries}
    return {slug: domain for slug, domain in found.items() if domain is not None}


def _skills_there(entries: Sequence[SkillEntry]) -> dict[str, Skill]:
    """By slug, else by name, else by another name: an editor may keep the old name as one of these."""
    skills = {row.pk: row for row in Skill.objects.all()}
    slugs, names = {row.slug: row for row in skills.values()}, {row.name: row for row in skills.values()}
    others = {name.casefold(): skills[pk] for name, pk in SkillAlias.objects.values_list("name", "skill")}
    found = {
        entry.slug: slugs.get(entry.slug) or names.get(entry.name) or others.get(entry.name.casefold())
        for entry in entries
    }
    return {slug: skill for slug, skill in found.items() if skill is not None}


def _load_skills(entries: Sequence[SkillEntry], added: Counter[str]) -> dict[str, Skill]:
    """The vocabulary, other names only with a new skill, in a few queries: there are hundreds."""
    there = _skills_there(entries)
    new = Skill.objects.bulk_create(
        Skill(slug=entry.slug, name=entry.name, kind=entry.kind, summary=entry.summary, is_special=entry.special)
        for entry in entries
        if entry.slug not in there
    )
    skills = {skill.slug: skill for skill in new}
    taken = {name.casefold() for name in SkillAlias.objects.values_list("name", flat=True)}
    taken |= {name.casefold() for name in Skill.objects.values_list("name", flat=True)}
    aliases = SkillAlias.objects.bulk_create(
        SkillAlias(name=alias, skill=skills[entry.slug])
        for entry in entries
        if entry.slug not in there
        for alias in entry.aliases
        if alias.casefold() not in taken
    )
    count(added, "skill", len(new))
    count(added, "skill alias", len(aliases))
    return there | skills
