"""What a comparison needs: the guides of its roles, and which roles a visitor means by what was typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q

from roles.comparison.sides import MOST_SIDES
from roles.comparison.words import Words
from roles.facts import RoleFacts, from_stored
from roles.models import RoleDocument
from roles.search import search
from roles.selectors.guides import find_moved_all
from roles.selectors.words import get_words

MOST_TEXTS = 12  # more are not looked up: four roles are compared at most
MOST_SEARCHED = 4
MOST_LETTERS = 200
MOST_CHOICES = 8
MOST_SUGGESTED = 6
MOST_TITLES = 100  # a longer list than this is typed into, not read

Named = tuple[str, str]  # a role's slug and its title


@dataclass(frozen=True, slots=True)
class ComparePage:
    """Live guides side by side, in the order asked for, as their documents stand; and roles that could be added.

    ``qualities`` are the scores with which they were published; ``words`` an editor's about a pair.
    """

    guides: tuple[RoleFacts, ...]
    qualities: tuple[int | None, ...]
    suggested: tuple[Named, ...] = ()
    words: Words | None = None


@dataclass(frozen=True, slots=True)
class Pick:
    """One role that was asked for, as it was typed. Without a ``slug`` no role is called so; ``choices`` are near it.

    ``is_moved``: what was typed is the former address of the role.
    """

    text: str
    slug: str = ""
    title: str = ""
    is_moved: bool = False
    choices: tuple[Named, ...] = ()


def get_compare_page(*slugs: str) -> ComparePage:
    """Live guides in the order given; three queries. Raises ``RoleDocument.DoesNotExist`` if one of the roles has none."""
    documents = _documents(*slugs)
    guides = tuple(from_stored(document.facts) for document in documents)
    return ComparePage(
        guides,
        tuple(document.quality for document in documents),
        _suggested(guides) if len(slugs) < MOST_SIDES else (),
        get_words(*slugs) if len(slugs) == 2 else None,
    )


def get_guides(*slugs: str) -> tuple[RoleFacts, ...]:
    """The facts of live guides in the order given; one query. Raises ``RoleDocument.DoesNotExist``."""
    return tuple(from_stored(document.facts) for document in _documents(*slugs))


def _documents(*slugs: str) -> list[RoleDocument]:
    found = RoleDocument.objects.for_slugs(*slugs).only("slug", "facts", "quality")
    documents = {document.slug: document for document in found}
    missing = [slug for slug in slugs if slug not in documents]
    if missing:
        raise RoleDocument.DoesNotExist(", ".join(missing))
    return [documents[slug] for slug in slugs]


def _suggested(guides: Sequence[RoleFacts]) -> tuple[Named, ...]:
    """Roles that the guides name as related and that are not compared yet; those that most of them name first."""
    own = {facts.slug for facts in guides}
    named: dict[str, int] = {}
    for facts in guides:
        for relation in facts.relations:
            if relation.slug not in own:
                named[relation.slug] = named.get(relation.slug, 0) + 1
    titles = dict(RoleDocument.objects.for_slugs(*named).values_list("slug", "title")) if named else {}
    first = sorted((slug for slug in named if slug in titles), key=lambda slug: -named[slug])
    return tuple((slug, titles[slug]) for slug in first[:MOST_SUGGESTED])


def get_titles() -> tuple[str, ...]:
    """The titles of all guides, for a field that suggests them; none where they are too many for a list."""
    titles = tuple(RoleDocument.objects.order_by("title").values_list("title", flat=True)[: MOST_TITLES + 1])
    return titles if len(titles) <= MOST_TITLES else ()


def texts_of(values: Iterable[str]) -> list[str]:
    """What was asked for, in order: values hold one role each, or several between commas. What is very long is cut."""
    parts = (part.strip()[:MOST_LETTERS] for value in values for part in value.split(","))
    return [part for part in parts if part]


def find_picks(texts: Sequence[str]) -> tuple[Pick, ...]:
    """The role that each text is the slug, the title or a former slug of; for the first of the rest, roles it may mean.

    One query where all are slugs, as every address of ours has them; titles are looked for in every guide.
    """
    if not texts:
        return ()
    slugs = dict(RoleDocument.objects.for_slugs(*(text.lower() for text in texts)).values_list("slug", "title"))
    titled = _titled([text for text in texts if text.lower() not in slugs])
    unknown = [text for text in texts if text.lower() not in slugs and text.casefold() not in titled]
    moved = find_moved_all(unknown) if unknown else {}
    searched = [text for text in unknown if text not in moved][:MOST_SEARCHED]
    picks = []
    for text in texts:
        slug = text.lower()
        if slug in slugs:
            picks.append(Pick(text, slug, slugs[slug]))
        elif text.casefold() in titled:
            picks.append(Pick(text, *titled[text.casefold()]))
        elif text in moved:
            picks.append(Pick(text, *moved[text], is_moved=True))
        else:
            picks.append(Pick(text, choices=_near(text) if text in searched else ()))
    return tuple(picks)


def _titled(texts: Sequence[str]) -> dict[str, Named]:
    """The first guide, by slug, of each of these titles in whatever case."""
    if not texts:
        return {}
    condition = reduce(or_, (Q(title__iexact=text) for text in texts))
    found = RoleDocument.objects.filter(condition).order_by("-slug").values_list("slug", "title")
    return {title.casefold(): (slug, title) for slug, title in found}


def _near(text: str) -> tuple[Named, ...]:
    words = text.replace("-", " ").strip()
    found = search(RoleDocument.objects.all(), words) if words else RoleDocument.objects.none()
    return tuple(found.values_list("slug", "title")[:MOST_CHOICES])
