"""What tests start from, made once by a worker and put back for the next one: making it takes seconds, COPY a moment.

Only PostgreSQL copies; on SQLite it is made each time.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from copy import deepcopy
from typing import Any, TypeVar

from django.apps import apps
from django.db import connection, transaction

Made = TypeVar("Made")

# Django fills these itself, after each flush anew.
NOT_OURS = {"contenttypes.ContentType", "auth.Permission"}

_kept: dict[str, tuple[Any, dict[str, bytes]]] = {}


def kept(name: str, make: Callable[[], Made]) -> Made:
    """What ``make`` returns, with all rows that it writes into empty tables. ``name`` is its own."""
    if connection.vendor != "postgresql" or _filled():
        return make()
    if name not in _kept:
        made = make()
        _kept[name] = deepcopy(made), {table: _rows(table) for table in _filled()}
        return made
    made, tables = _kept[name]
    with transaction.atomic(), connection.cursor() as cursor:
        for table, rows in tables.items():
            cursor.copy_expert(f"COPY {_quoted(table)} FROM STDIN (FORMAT binary)", io.BytesIO(rows))
    return deepcopy(made)


def _filled() -> list[str]:
    """Our tables that hold a row."""
    models = apps.get_models(include_auto_created=True)
    tables = [model._meta.db_table for model in models if model._meta.label not in NOT_OURS]
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f"EXISTS (SELECT FROM {_quoted(table)})" for table in tables))  # noqa: S608
        return [table for table, is_filled in zip(tables, cursor.fetchone(), strict=True) if is_filled]


def _rows(table: str) -> bytes:
    copied = io.BytesIO()
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {_quoted(table)} TO STDOUT (FORMAT binary)", copied)
    return copied.getvalue()


def _quoted(table: str) -> str:
    return connection.ops.quote_name(table)
