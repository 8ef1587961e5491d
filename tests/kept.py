"""What tests start from, made once by a worker and put back for the next one: making it takes seconds, a copy a moment."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import deepcopy
from typing import Any, TypeVar

from django.apps import apps
from django.db import connection, transaction

Made = TypeVar("Made")
Line = Any  # a row as this database copies it
Rows = dict[str, list[Line]]

# Django fills these itself, after each flush anew.
NOT_OURS = {"contenttypes.ContentType", "auth.Permission"}

_kept: dict[tuple[str, Any], tuple[Any, Rows]] = {}


def kept(name: str, make: Callable[[], Made]) -> Made:
    """What ``make`` returns, with the rows that it adds to the database as it stands.

    Made once for each state of the database before, by a ``make`` that changes none of the rows that are there;
    ``name`` is its own. Each caller has its own copy of what it returned.
    """
    columns = _columns()
    before = _rows(columns)
    state = name, frozenset((table, tuple(lines)) for table, lines in before.items())
    if state not in _kept:
        made = make()
        after = _rows(columns)
        changed = [table for table, lines in before.items() if not set(lines) <= set(after.get(table, ()))]
        if changed:
            raise ValueError(f"{name} changes rows of {', '.join(changed)} and cannot be kept")
        added = {table: [line for line in lines if line not in before.get(table, ())] for table, lines in after.items()}
        _kept[state] = deepcopy(made), added
        return made
    made, added = _kept[state]
    with transaction.atomic():
        for table, lines in added.items():
            _put_back(table, columns[table], lines)
    return deepcopy(made)


def _columns() -> dict[str, list[str]]:
    """The columns of our tables that are written."""
    columns = {
        model._meta.db_table: [str(field.column) for field in model._meta.local_concrete_fields if not field.generated]
        for model in apps.get_models(include_auto_created=True)
        if model._meta.label not in NOT_OURS
    }
    if connection.vendor == "sqlite":
        columns["roles_search"] = ["rowid", "title_words", "other_words", "skill_words", "more_words"]
    return columns


def _rows(columns: Mapping[str, Sequence[str]]) -> Rows:
    """The rows of each table that holds any."""
    tables = [connection.ops.quote_name(table) for table in columns]
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f"EXISTS (SELECT 1 FROM {table})" for table in tables))  # noqa: S608
        filled = [table for table, is_filled in zip(columns, cursor.fetchone(), strict=True) if is_filled]
    return {table: _read(table, columns[table]) for table in filled}


def _read(table: str, columns: Sequence[str]) -> list[Line]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            copied = io.BytesIO()
            cursor.copy_expert(f"COPY {_named(table, columns)} TO STDOUT", copied)
            return copied.getvalue().splitlines(keepends=True)
        cursor.execute(f"SELECT {_list(columns)} FROM {connection.ops.quote_name(table)}")  # noqa: S608
        return list(cursor.fetchall())


def _put_back(table: str, columns: Sequence[str], lines: Sequence[Line]) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.copy_expert(f"COPY {_named(table, columns)} FROM STDIN", io.BytesIO(b"".join(lines)))
        else:
            values = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {_named(table, columns)} VALUES ({values})", lines)  # noqa: S608


def _named(table: str, columns: Iterable[str]) -> str:
    return f"{connection.ops.quote_name(table)} ({_list(columns)})"


def _list(columns: Iterable[str]) -> str:
    return ", ".join(map(connection.ops.quote_name, columns))
