"""Transactions that must come one after another, whichever rows they touch."""

from __future__ import annotations

import enum

from django.db import connection


class Turn(enum.IntEnum):
    """What is done by one transaction at a time; the numbers are advisory locks of this database alone."""

    DOCUMENTS = 7_263_001
    CORRECTIONS = 7_263_002


def take_turn(turn: Turn) -> None:
    """Wait until no other transaction has this turn, and keep it until this one ends. SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int(turn)])
