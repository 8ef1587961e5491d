"""Which roles a visitor means by what was typed: a slug, a former one, or a title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q

from roles.models import RoleDocument
from roles.querysets import RoleDocumentQuerySet
from roles.search import corrected_text, holding, near, search, words_of
from roles.selectors.guides import find_moved_all

MOST_SEARCHED = 4
MOST_PARTS = 12  # of one text between commas: four roles are compared at most
MOST_ALIKE = 8
MOST_TITLES = 100  # a longer list than this is typed into, not read

Named = tuple[str, str]  # a role's slug and its title


@dataclass(frozen=True, slots=True)
class FoundRole:
    """One role that was asked for, as it was typed. Without a ``slug`` no role is called so; ``alike`` are near it.

    ``is_address``: it was named by its present or former slug to the letter, not by its title.
    """

    text: str
    slug: str = ""
    title: str = ""
    is_address: bool = False
    alike: tuple[Named, ...] = ()


def find_roles(texts: Sequence[str]) -> tuple[FoundRole, ...]:
    """The role that each text is the slug, the title or a former slug of; for the first of the rest, roles it may mean.

    One query where all are slugs, as every address of ours has them; titles are looked for in every guide.
    """
    if not texts:
        return ()
    slugs = dict(RoleDocument.objects.for_slugs(*(text.lower() for text in texts)).values_list("slug", "title"))
    titled = _titled([text for text in texts if text.lower() not in slugs])
    unknown = [text for text in texts if text.lower() not in slugs and text.casefold() not in titled]
    moved = find_moved_all([text.lower() for text in unknown]) if unknown else {}
    searched = [text for text in unknown if text.lower() not in moved][:MOST_SEARCHED]
    found = []
    for text in texts:
        slug = text.lower()
        if slug in slugs:
            found.append(FoundRole(text, slug, slugs[slug], is_address=slug == text))
        elif text.casefold() in titled:
            found.append(FoundRole(text, *titled[text.casefold()]))
        elif slug in moved:
            found.append(FoundRole(text, *moved[slug], is_address=slug == text))
        else:
            found.append(FoundRole(text, alike=_alike(text) if text in searched else ()))
    return tuple(found)


def find_listed(texts: Sequence[str]) -> tuple[FoundRole, ...]:
    """The same, of texts that may be lists: one that names no role as a whole is split at its commas, if a part names one."""
    found = find_roles(texts)
    lists = {pick.text: _parts(pick.text) for pick in found if not pick.slug}
    named = {pick.text for pick in find_roles([part for parts in lists.values() for part in parts]) if pick.slug}
    split = {text: parts for text, parts in lists.items() if named.intersection(parts)}
    return find_roles([part for text in texts for part in split.get(text, (text,))]) if split else found


def _parts(text: str) -> tuple[str, ...]:
    """What stands between the commas of a text; nothing where it has none, or more of them than any list of roles."""
    parts = tuple(part.strip() for part in text.split(",") if part.strip())
    return parts if 1 < len(parts) <= MOST_PARTS else ()


def find_role(text: str) -> FoundRole:
    """The role that one text names; nothing is found for an empty one."""
    return find_roles([text])[0] if text else FoundRole("")


def get_titles() -> tuple[str, ...]:
    """The titles of all guides, for a field that suggests them; none where they are too many for a list."""
    titles = tuple(RoleDocument.objects.order_by("title").values_list("title", flat=True)[: MOST_TITLES + 1])
    return titles if len(titles) <= MOST_TITLES else ()


def _titled(texts: Sequence[str]) -> dict[str, Named]:
    """The first guide, by slug, of each of these titles in whatever case."""
    if not texts:
        return {}
    condition = reduce(or_, map(_may_be_called, texts))
    found = RoleDocument.objects.filter(condition).order_by("-slug").values_list("slug", "title")
    return {title.casefold(): (slug, title) for slug, title in found}


def _may_be_called(text: str) -> Q:
    """Guides of this title, with others beside them if it has letters beyond ASCII: SQLite folds no case of those."""
    words = [] if text.isascii() else words_of(text)
    return Q(holding(words, names_only=True)) if words else Q(title__iexact=text)


def _alike(text: str) -> tuple[Named, ...]:
    """Guides that the text finds; else those that its words spelled right find, else those that are near, as in the list."""
    words, guides = text.replace("-", " ").strip(), RoleDocument.objects.all()
    if not words:
        return ()
    found = _named(search(guides, words))
    if not found and (right := corrected_text(words)):
        words, found = right, _named(search(guides, right))
    return found or _named(near(guides, words))


def _named(guides: RoleDocumentQuerySet) -> tuple[Named, ...]:
    return tuple(guides.values_list("slug", "title")[:MOST_ALIKE])
