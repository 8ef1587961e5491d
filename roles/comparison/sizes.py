"""How far amounts, ranges and sets are apart, from 0 (the same) to 1. Pure: no Django."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def spread(amounts: Iterable[int]) -> float:
    """What the greatest is above the least, as a part of the greatest."""
    given = tuple(amounts)
    greatest = max(given, default=0)
    return (greatest - min(given)) / greatest if greatest else 0.0


def columns_apart(rows: Sequence[tuple[int | None, ...]]) -> float:
    """How far rows of amounts lie apart: the mean of what each column's amounts are apart."""
    columns = [[amount for amount in column if amount is not None] for column in zip(*rows, strict=True)]
    return sum(spread(column) for column in columns) / len(columns) if columns else 0.0


def sets_apart(sets: Sequence[set[str]]) -> float:
    """0 where all hold the same, 1 where no thing is in all of them."""
    if not sets:
        return 0.0
    return 1 - len(set.intersection(*sets)) / len(set.union(*sets))
