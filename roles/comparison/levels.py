"""The rungs of all ladders, side by side. Pure: no Django, no database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from roles.comparison.sides import LETTERS
from roles.facts import RANKS, LevelFacts, LevelPay, RoleFacts


@dataclass(frozen=True, slots=True)
class LevelRow:
    """One rung on every ladder; None where a guide describes no such level or gives no pay for it.

    ``same_as`` names, for each side, the first side before it whose pay is estimated
    from the same occupation: the same two figures, which are not drawn as another bar.
    """

    rank: str
    name: str
    levels: tuple[LevelFacts | None, ...]
    pays: tuple[LevelPay | None, ...]
    same_as: tuple[str | None, ...]

    @property
    def cells(self) -> tuple[tuple[LevelFacts | None, LevelPay | None, str | None], ...]:
        """For each side its level, its pay, and whose figures these are already."""
        return tuple(zip(self.levels, self.pays, self.same_as, strict=True))

    @property
    def is_shared(self) -> bool:
        """All sides' pay is the same two figures."""
        return None not in self.pays and None not in self.same_as[1:]


def level_rows(guides: Sequence[RoleFacts]) -> tuple[LevelRow, ...]:
    """Every rung that some guide describes, the lowest first."""
    rungs = [{level.rank: level for level in facts.levels} for facts in guides]
    paid = [{pay.level: pay for pay in facts.pay.levels} for facts in guides]
    rows = []
    for rank in RANKS:
        levels = tuple(ladder.get(rank) for ladder in rungs)
        described = next((level for level in levels if level is not None), None)
        if described is not None:
            pays = tuple(levels_pay.get(rank) for levels_pay in paid)
            rows.append(LevelRow(rank, described.name, levels, pays, _same_as(pays)))
    return tuple(rows)


def _same_as(pays: Sequence[LevelPay | None]) -> tuple[str | None, ...]:
    first: dict[str, str] = {}
    same: list[str | None] = []
    for letter, pay in zip(LETTERS, pays, strict=False):
        occupation = pay.occupation if pay is not None else None
        same.append(first.get(occupation) if occupation else None)
        if occupation:
            first.setdefault(occupation, letter)
    return tuple(same)
