"""Search of the live guides: the one place that knows how words find roles.

``words`` reads texts, ``texts`` says what a guide is searched by, ``matching`` asks the database, ``ranking`` orders,
``spelling`` corrects, ``suggesting`` completes, ``index`` keeps what the database needs. Everyone else uses what stands here.
"""

from __future__ import annotations

from django.db.models import F, IntegerField, Value

from roles.querysets import RoleDocumentQuerySet

from .index import drop, forget, keep, left_over, unlike
from .matching import holding
from .ranking import REST, rank, score
from .spelling import corrected
from .suggesting import Suggestion, suggest
from .texts import name_words, search_columns, vocabulary
from .words import asked, is_common, words_of

__all__ = [
    "Suggestion",
    "corrected_text",
    "drop",
    "forget",
    "holding",
    "is_common",
    "keep",
    "left_over",
    "name_words",
    "near",
    "search",
    "search_columns",
    "suggest",
    "unlike",
    "vocabulary",
    "words_of",
]


def search(queryset: RoleDocumentQuerySet, text: str) -> RoleDocumentQuerySet:
    """Documents that hold every word of the text, the best first: adds ``rank`` and ``score`` and orders by them.

    A word is held if it begins a word of a title, a skill, the field or the summary. Words that every question holds
    ("how to become a") are passed over. A text without any letter finds nothing; an empty one finds everything.
    """
    words = asked(text)
    if not words:
        found = queryset.none() if text.strip() else queryset
        return found.annotate(rank=Value(REST), score=Value(0, IntegerField())).order_by("title", "pk")
    return _ranked(queryset.filter(holding(words)), words)


def near(queryset: RoleDocumentQuerySet, text: str) -> RoleDocumentQuerySet:
    """Documents that hold some word of the text in a name, those that share most of it first: near, not matches."""
    words = asked(text)
    if not words:
        return queryset.none()
    found = queryset.filter(holding(words, every=False)).annotate(rank=rank(words), score=score(words))
    return found.filter(score__gt=0).order_by(F("score").desc(), "rank", "title", "pk")


def corrected_text(text: str) -> str:
    """The text with misspelled words set right, or nothing where none is or it is not known how."""
    words = asked(text)
    right = corrected(words)
    return "" if right == words else " ".join(right)


def _ranked(queryset: RoleDocumentQuerySet, words: list[str]) -> RoleDocumentQuerySet:
    ranked = queryset.annotate(rank=rank(words), score=score(words))
    return ranked.order_by("rank", F("score").desc(), "title", "pk")
