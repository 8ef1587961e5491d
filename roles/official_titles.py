"""The titles under which the official lists know a role, for search.

A role is matched to SOC occupations, and one of them may hold several O*NET occupations: the wage of
"Computer Occupations, All Other" is that of ten. Only the titles of those that name the role are its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from roles.facts import RoleFacts
from roles.models import Occupation, OccupationTitle

NAMED = ("exact", "listed")  # the official list names the role; an editor's nearest occupation is another job
_IN_BRACKETS = re.compile(r"(.+?)\s*\((.+)\)")


@dataclass(frozen=True, slots=True)
class ListedOccupation:
    """An O*NET occupation with its SOC code, its own title and the lay titles that stand under it."""

    soc: str
    title: str
    lay: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SearchTitles:
    """Folded titles, each once. ``other``: the guide's; ``canonical``: the occupations' own; ``lay``: the lists'."""

    other: tuple[str, ...]
    canonical: tuple[str, ...]
    lay: tuple[str, ...]


def search_titles(facts: RoleFacts) -> SearchTitles:
    """What this role is also called, by its guide and by the lists it is matched to; two queries."""
    codes = [occupation.code for occupation in facts.occupations if occupation.match in NAMED]
    return chosen_titles(facts, _listed(codes) if codes else ())


def _listed(codes: Sequence[str]) -> tuple[ListedOccupation, ...]:
    lay: Mapping[int, list[str]] = defaultdict(list)
    named = OccupationTitle.objects.filter(Q(occupation__code__in=codes) | Q(occupation__parent__code__in=codes))
    for occupation, title, short in named.order_by("title", "pk").values_list("occupation", "title", "short_title"):
        lay[occupation] += [title, short]
    rows = Occupation.objects.filter(Q(code__in=codes) | Q(parent__code__in=codes)).order_by("code")
    return tuple(
        ListedOccupation(parent or code, title, tuple(lay[pk]))
        for pk, code, title, parent in rows.values_list("pk", "code", "title", "parent__code")
        if parent or pk in lay
    )


def chosen_titles(facts: RoleFacts, listed: Iterable[ListedOccupation]) -> SearchTitles:
    """The titles of the guide and of those occupations that stand for this role. Pure."""
    called = {facts.title, facts.plural, *(title.title for title in facts.titles if title.kind == "alternate")}
    names = {name.casefold() for name in called}
    by_soc: dict[str, list[ListedOccupation]] = defaultdict(list)
    for occupation in listed:
        by_soc[occupation.soc].append(occupation)
    own = [occupation for group in by_soc.values() for occupation in _standing_for(names, group)]
    other = _folded(title.title for title in facts.titles)
    canonical = _folded(occupation.title for occupation in own)
    lay = _folded(title for occupation in own for title in occupation.lay)
    return SearchTitles(other, canonical, tuple(title for title in lay if title not in {*other, *canonical}))


def _standing_for(names: set[str], group: Sequence[ListedOccupation]) -> Sequence[ListedOccupation]:
    """Of the occupations under one SOC code the only one, else those whose titles name the role."""
    if len(group) == 1:
        return group
    return [occupation for occupation in group if not names.isdisjoint(_folded([occupation.title, *occupation.lay]))]


def _folded(titles: Iterable[str]) -> tuple[str, ...]:
    """In lower case, each once; "IT PM (Project Manager)" is also what stands before its brackets and in them."""
    forms: dict[str, None] = {}
    for title in titles:
        folded = " ".join(title.split()).casefold()
        if folded:
            forms[folded] = None
        if found := _IN_BRACKETS.fullmatch(folded):
            forms |= dict.fromkeys(found.groups())
    return tuple(forms)
