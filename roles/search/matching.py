"""Which documents hold the words that are asked for: full text on PostgreSQL, an FTS5 table on SQLite.

Both answer the same question of the same words, so both find the same guides: every word begins a word of the
guide. A word of one or two letters is a whole word ("R", "AI"), except where somebody is still typing it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import BooleanField, F, Func, Value

from .words import alternatives, root

SHORTEST_BEGINNING = 3
Term = tuple[str, bool]  # a word, and whether it may only be the beginning of one


class Holds(Func):
    """Whether the document of this key is found by a query in the database's own language."""

    output_field = BooleanField()

    def as_postgresql(self, compiler: Any, connection: Any, **_context: Any) -> tuple[str, tuple[Any, ...]]:
        key, query = self.get_source_expressions()
        sql, params = compiler.compile(query)
        table = compiler.quote_name_unless_alias(key.alias)
        return f"{table}.search_vector @@ to_tsquery('simple', {sql})", tuple(params)

    def as_sqlite(self, compiler: Any, connection: Any, **_context: Any) -> tuple[str, tuple[Any, ...]]:
        key, query = self.get_source_expressions()
        key_sql, key_params = compiler.compile(key)
        sql, params = compiler.compile(query)
        found = f"SELECT rowid FROM roles_search WHERE roles_search MATCH {sql}"  # noqa: S608 - a placeholder
        return f"{key_sql} IN ({found})", (*key_params, *params)


def holding(words: Sequence[str], *, every: bool = True, names_only: bool = False, typing: bool = False) -> Holds:
    """The condition that a document holds every one of these words, or else any; ``words`` is not empty.

    ``names_only``: in its titles. ``typing``: the last word may be the beginning of one however short it is.
    """
    groups = [_terms(words, place, typing and place == len(words) - 1) for place in range(len(words))]
    if connection.vendor == "postgresql":
        query = (" & " if every else " | ").join(_tsquery(group, "AB" if names_only else "") for group in groups)
    else:
        query = (" AND " if every else " OR ").join(map(_fts5, groups))
        query = f"{{title_words other_words}} : ({query})" if names_only else query
    return Holds(F("pk"), Value(query))


def _terms(words: Sequence[str], place: int, is_typed: bool) -> list[Term]:
    terms: dict[str, bool] = {}
    for word in alternatives(words, place):
        is_beginning = is_typed or len(word) >= SHORTEST_BEGINNING
        terms[root(word) if is_beginning else word] = is_beginning
    return list(terms.items())


def _tsquery(group: Sequence[Term], weights: str) -> str:
    def lexeme(word: str, is_beginning: bool) -> str:
        suffix = ("*" if is_beginning else "") + weights
        return f"'{word}'{':' if suffix else ''}{suffix}"

    return f"({' | '.join(lexeme(*term) for term in group)})"


def _fts5(group: Sequence[Term]) -> str:
    """The columns hold words with a space on both sides, and the table finds any three letters and more in a row."""
    phrases = (f'" {word}"' if is_beginning else f'" {word} "' for word, is_beginning in group)
    return f"({' OR '.join(phrases)})"
