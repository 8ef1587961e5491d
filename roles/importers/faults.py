"""What is wrong with an official file, said so that an operator finds the place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One complaint. ``line`` counts from 1, as editors and spreadsheets do; 0 means the file as a whole."""

    file: str
    line: int
    column: str
    why: str

    def __str__(self) -> str:
        place = [self.file]
        if self.line:
            place.append(f"line {self.line}")
        if self.column:
            place.append(f"column {self.column}")
        return f"{', '.join(place)}: {self.why}"


class RefusedImportError(Exception):
    """Nothing may be imported; ``str()`` says why, for an operator."""


class RefusedFileError(RefusedImportError):
    """A file may not be imported; ``faults`` says why, in the file's order."""

    def __init__(self, faults: Sequence[Fault], *, more: bool = False) -> None:
        self.faults = tuple(faults)
        ending = ["There may be more; reading stopped here."] if more else []
        super().__init__("\n".join([*map(str, self.faults), *ending]))


class Faults:
    """The complaints about one file, gathered until there are too many or the file ends."""

    LIMIT = 20

    def __init__(self, file: str) -> None:
        self.file = file
        self._found: list[Fault] = []

    def add(self, line: int, column: str, why: str) -> None:
        """Note a complaint and read on. Raises at the twentieth."""
        self._found.append(Fault(self.file, line, column, why))
        if len(self._found) >= self.LIMIT:
            raise RefusedFileError(self._found, more=True)

    def error(self, line: int, column: str, why: str) -> RefusedFileError:
        """A complaint after which nothing more can be read, behind those noted so far."""
        return RefusedFileError([*self._found, Fault(self.file, line, column, why)])

    def check(self) -> None:
        """Raise if anything was noted."""
        if self._found:
            raise RefusedFileError(self._found)


class CellError(Exception):
    """What is wrong with one cell; whoever reads the row knows its file and line."""

    def __init__(self, column: str, why: str) -> None:
        self.column, self.why = column, why
        super().__init__(f"{column}: {why}")


@contextmanager
def cell_of(column: str) -> Iterator[None]:
    """Give a complaint about a value its column."""
    try:
        yield
    except ValueError as error:
        raise CellError(column, str(error)) from error
