"""How far a long import has come: a bar on a terminal, nothing elsewhere. Pure."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from tqdm import tqdm

Tick = Callable[[int], object]
# A bar for each step: what it is called, and how many rows it has if that is known.
Progress = Callable[[str, int | None], AbstractContextManager[Tick]]


def no_tick(_rows: int) -> None:
    """Nobody watches."""


@contextmanager
def silent(_label: str, _total: int | None) -> Iterator[Tick]:
    """No bar."""
    yield no_tick


@contextmanager
def bar(label: str, total: int | None) -> Iterator[Tick]:
    """A bar on standard error, gone when done; none unless that is a terminal."""
    with tqdm(desc=label, total=total, unit=" rows", leave=False, disable=None, file=sys.stderr) as shown:
        yield shown.update
