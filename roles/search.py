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
    """Documents whose titles, other titles, skills, field or summary hold every word; best title first.

    Adds ``rank`` and orders by it: 0 the title is the text, 1 it begins with it, 2 every
    word begins a word of it, 3 the rest; then by title. No words: everything, rank 3.
    ``%`` and ``_`` are letters like any other.
    """
    words = words_of(text)
    phrase = " ".join(unicodedata.normalize("NFC", text).split())
    ranks = []
    if words:
        ranks = [
            When(title__iexact=phrase, then=Value(0)),
            When(title__istartswith=phrase, then=Value(1)),
            When(_each_begins_a_word(words), then=Value(2)),
        ]
    rank = Case(*ranks, default=Value(3), output_field=IntegerField())
    return queryset.matching(words).annotate(rank=rank).order_by("rank", "title", "pk")


def _each_begins_a_word(words: list[str]) -> Q:
    condition = Q()
    for word in words:
        begins = Q(title__istartswith=word)
        for before in _BEFORE_A_WORD:
            begins |= Q(title__icontains=before + word)
        condition &= begins
    return condition
