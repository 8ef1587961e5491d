"""What a comparison needs: the guides of its roles, an editor's words about two, and roles that could be added."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from roles.comparison.sides import MOST_SIDES
from roles.comparison.words import Words
from roles.facts import RoleFacts, from_stored
from roles.models import RoleDocument
from roles.selectors.finding import Named
from roles.selectors.words import get_words

MOST_TEXTS = 12  # more are not looked up: four roles are compared at most
MOST_LETTERS = 200
MOST_SUGGESTED = 6
BETWEEN_ROLES = re.compile(r",(?!\s)")


@dataclass(frozen=True, slots=True)
class ComparePage:
    """Live guides side by side, in the order asked for, as their documents stand; and roles that could be added.

    ``qualities`` are the scores with which they were published; ``words`` an editor's about a pair.
    """

    guides: tuple[RoleFacts, ...]
    qualities: tuple[int | None, ...]
    suggested: tuple[Named, ...] = ()
    words: Words | None = None


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


def texts_of(values: Iterable[str]) -> list[str]:
    """What was asked for, in order: values hold one role each, or several between commas. What is very long is cut.

    A comma before a space belongs to a title: "Director, Product" is one role.
    """
    parts = (part.strip()[:MOST_LETTERS] for value in values for part in BETWEEN_ROLES.split(value))
    return [part for part in parts if part]
