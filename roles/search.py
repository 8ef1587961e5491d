"""Search of the live guides: the one place that knows how words find roles."""

from __future__ import annotations

import unicodedata

from django.db.models import Case, IntegerField, Q, Value, When

from roles.querysets import RoleDocumentQuerySet

# What may stand before a word inside a title: "Agile/Scrum Coach", "Front-end Developer", "Engineer (QA)".
_BEFORE_A_WORD = (" ", "/", "-", "(")


def words_of(text: str) -> list[str]:
    """The words of what a visitor typed, folded to one case as the search text is; each once, in order."""
    folded = unicodedata.normalize("NFC", text).casefold()
    return list(dict.fromkeys(folded.split()))


def search(queryset: RoleDocumentQuerySet, text: str) -> RoleDocumentQuerySet:
    """Documents whose titles, skills, field or summary hold every word, or that are called so; best title first.

    A role is called so if one of its other titles, or of those that the official lists name it by, is the text
    or begins with it. Adds ``rank`` and orders by it: 0 the title is the text, 1 it begins with it, 2 every word
    begins a word of it, 3 and 4 the guide's other titles and the occupations' own are it or begin with it, 5 and 6
    the lists' lay titles, 7 the rest; then by title. No words: everything, rank 7. ``%`` and ``_`` are letters like
    any other.
    """
    words = words_of(text)
    phrase = " ".join(unicodedata.normalize("NFC", text).split())
    titles = [
        Q(**{f"{column}__contains": f"\n{phrase.casefold()}{end}"})
        for column in ("canonical_titles", "lay_titles")
        for end in ("\n", "")
    ]
    ranks = []
    if words:
        conditions = [Q(title__iexact=phrase), Q(title__istartswith=phrase), _each_begins_a_word(words), *titles]
        ranks = [When(condition, then=Value(rank)) for rank, condition in enumerate(conditions)]
    rank = Case(*ranks, default=Value(7), output_field=IntegerField())
    called = titles[1] | titles[3]  # beginnings, which whole titles are too
    return queryset.matching(words, called).annotate(rank=rank).order_by("rank", "title", "pk")


def _each_begins_a_word(words: list[str]) -> Q:
    condition = Q()
    for word in words:
        begins = Q(title__istartswith=word)
        for before in _BEFORE_A_WORD:
            begins |= Q(title__icontains=before + word)
        condition &= begins
    return condition
