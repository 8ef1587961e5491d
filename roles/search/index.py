"""What the database keeps beside documents to search them; written by ``roles.documents`` with each document.

PostgreSQL keeps its index by itself (a generated column). SQLite's FTS5 table and the vocabulary are written here.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db import connection

from roles.models import RoleDocument, SearchWord

from .texts import vocabulary

_COLUMNS = ("title_words", "other_words", "skill_words", "more_words")
_READ = "SELECT rowid, title_words, other_words, skill_words, more_words FROM roles_search WHERE rowid IN (%s)"
_WRITE = """
INSERT INTO roles_search (rowid, title_words, other_words, skill_words, more_words) VALUES (%s, %s, %s, %s, %s)
"""
# Those of some words, which are letters only, that stand whole in a title or a skill of a document.
_HELD = {
    "postgresql": """
SELECT word FROM roles_searchword WHERE word = ANY(%s) AND EXISTS (
    SELECT 1 FROM roles_roledocument WHERE search_vector @@ to_tsquery('simple', word || ':ABC'))
""",
    "sqlite": """
SELECT word FROM roles_searchword WHERE word IN (SELECT value FROM json_each(%s)) AND EXISTS (
    SELECT 1 FROM roles_search WHERE roles_search MATCH '{title_words other_words skill_words} : " ' || word || ' "')
""",
}
_AT_ONCE = 50


def keep(documents: Iterable[RoleDocument]) -> None:
    """Let these documents, as they stand, be found."""
    documents = list(documents)
    words = set().union(*map(vocabulary, documents))
    new = words - set(SearchWord.objects.filter(word__in=words).values_list("word", flat=True))
    SearchWord.objects.bulk_create([SearchWord(word=word) for word in sorted(new)], ignore_conflicts=True)
    if connection.vendor == "sqlite":
        drop([document.pk for document in documents])
        with connection.cursor() as cursor:
            cursor.executemany(_WRITE, [_row(document) for document in documents])


def drop(role_ids: Iterable[int]) -> None:
    """Let the documents of these roles be found no longer."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.executemany("DELETE FROM roles_search WHERE rowid = %s", [[role_id] for role_id in role_ids])


def forget(words: Collection[str]) -> None:
    """Let those of these words that no document holds any longer be known no longer: they are misspelled now."""
    if words:
        asked: Any = json.dumps(sorted(words)) if connection.vendor == "sqlite" else sorted(words)
        with connection.cursor() as cursor:
            cursor.execute(_HELD[connection.vendor], [asked])
            held = {word for (word,) in cursor.fetchall()}
        SearchWord.objects.filter(word__in=set(words) - held).delete()


def left_over() -> list[str]:
    """Words that are known though no document holds them."""
    columns = ("title_words", "other_words", "skill_words")
    documents = RoleDocument.objects.only(*columns).order_by().iterator(chunk_size=_AT_ONCE)
    held = set().union(*map(vocabulary, documents))
    return sorted(set(SearchWord.objects.values_list("word", flat=True)) - held)


def unlike(documents: Iterable[RoleDocument]) -> set[int]:
    """Roles whose document is not found by what it says; at most two queries for each fifty."""
    documents = list(documents)
    return set().union(*(_unlike(documents[start : start + _AT_ONCE]) for start in range(0, len(documents), _AT_ONCE)))


def _unlike(documents: Sequence[RoleDocument]) -> set[int]:
    words = {document.pk: vocabulary(document) for document in documents}
    known = set(SearchWord.objects.filter(word__in=set().union(*words.values())).values_list("word", flat=True))
    wrong = {pk for pk, each in words.items() if not each <= known}
    if connection.vendor == "sqlite":
        marks = ", ".join(["%s"] * len(documents))
        with connection.cursor() as cursor:
            cursor.execute(_READ % marks, list(words))
            kept = {row[0]: list(row) for row in cursor.fetchall()}
        wrong |= {document.pk for document in documents if kept.get(document.pk) != _row(document)}
    return wrong


def _row(document: RoleDocument) -> list[int | str]:
    return [document.pk, *(getattr(document, name) for name in _COLUMNS)]
