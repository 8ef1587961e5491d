"""What a search that is still being typed may be about: roles, skills and fields whose names hold its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce

from roles.models import Domain, RoleDocument, Skill, SkillCount

from .matching import holding
from .ranking import rank, score
from .spelling import corrected
from .words import alternatives, asked

MOST_ROLES, MOST_SKILLS, MOST_DOMAINS = 6, 3, 1


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something that a page is about. ``count`` is how many guides ask for a skill, or are of a field; 1 for a role.

    ``field`` is the name of a role's field.
    """

    kind: str
    slug: str
    title: str
    field: str
    count: int


def suggest(text: str) -> list[Suggestion]:
    """At most ten, roles first; where nothing is called so, what a misspelled word was meant to be; at most eight queries."""
    words = asked(text)
    if not words:
        return []
    found = _suggestions(words)
    if found or (right := corrected(words)) == words:
        return found
    return _suggestions(right)


def _suggestions(words: Sequence[str]) -> list[Suggestion]:
    return [*_roles(words), *_skills(words), *_domains(words)]


def _roles(words: Sequence[str]) -> list[Suggestion]:
    named = RoleDocument.objects.filter(_titled(words))
    weighed = named.annotate(rank=rank(words, typing=True), score=score(words, typing=True))
    ranked = weighed.order_by("rank", F("score").desc(), "title", "pk")
    rows = ranked.values_list("slug", "title", "domain_name")[:MOST_ROLES]
    return [Suggestion("role", slug, title, field, 1) for slug, title, field in rows]


def _titled(words: Sequence[str]) -> Q:
    """Documents whose titles hold the words, the last of them unfinished. One letter is too short for SQLite's index."""
    *whole, last = words
    if len(last) > 1:
        return Q(holding(words, names_only=True, typing=True))
    begun = Q(title_words__contains=f" {last}") | Q(other_words__contains=f" {last}")
    return Q(holding(whole, names_only=True)) & begun if whole else begun


def _skills(words: Sequence[str]) -> list[Suggestion]:
    """Those that guides ask for, first what is called exactly so, then the most asked for."""
    name = Subquery(Skill.objects.filter(slug=OuterRef("slug")).values("name"))
    whole = Case(When(words__contains=f" ={''.join(words)} ", then=0), default=1, output_field=IntegerField())
    found = SkillCount.objects.filter(_named(words)).order_by(whole, "-guides", "slug").annotate(name=name)
    rows = found.values_list("slug", "name", "guides")[:MOST_SKILLS]
    return [Suggestion("skill", slug, name, "", count) for slug, name, count in rows]


def _named(words: Sequence[str]) -> Q:
    """Every word, or it and a neighbor as one, begins a word of a name."""
    held = (
        reduce(or_, (Q(words__contains=f" {word}") for word in alternatives(words, place)))
        for place in range(len(words))
    )
    return reduce(and_, held)


def _domains(words: Sequence[str]) -> list[Suggestion]:
    guides = RoleDocument.objects.filter(domain_slug=OuterRef("slug")).order_by().values("domain_slug")
    named = Domain.objects.filter(reduce(and_, (_begins_a_word(word) for word in words)))
    counted = named.annotate(guides=Coalesce(Subquery(guides.annotate(n=Count("pk")).values("n")), 0))
    rows = counted.filter(guides__gt=0).order_by("name").values_list("slug", "name", "guides")[:MOST_DOMAINS]
    return [Suggestion("domain", slug, name, "", count) for slug, name, count in rows]


def _begins_a_word(word: str) -> Q:
    """What stands before a word inside the name of a field is a space or one of its marks."""
    begins = Q(name__istartswith=word)
    for before in (" ", "/", "-", "("):
        begins |= Q(name__icontains=before + word)
    return begins
