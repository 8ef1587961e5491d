"""A role's official pay release by release: what changed, and between which two nothing may be said to have."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from roles.periods import Period, period_of

from .differences import DatedFigure, comparable


@dataclass(frozen=True, slots=True)
class ReleaseCell:
    """What one release says of an occupation in an area; amounts are whole units of ``currency`` a year.

    ``source`` is the publication's title, ``citation`` all that is printed as the amounts' source.
    ``is_missing``: the release has figures for the area, and none of this occupation.
    """

    release: str
    source: str
    citation: str
    covers: str
    occupation: str
    area: str
    p25: int | None = None
    median: int | None = None
    p75: int | None = None
    flags: dict[str, str] = field(default_factory=dict)
    currency: str = "USD"
    is_missing: bool = False

    @property
    def period(self) -> Period:
        """When the figures are of."""
        return period_of(self.covers)

    @property
    def is_open(self) -> bool:
        """The median is top-coded: it is this or more."""
        return self.flags.get("median") == "top_coded"

    def of_median(self) -> DatedFigure:
        """The median with all that decides whether it may be set beside that of another release."""
        return DatedFigure(
            self.median, self.currency, self.source, self.covers, self.area, self.occupation,
            self.flags.get("median", ""),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class PayStep:
    """A release and what became of the median since the one before it.

    ``change_percent`` (per cent, to a tenth) is given only where the two may be compared; else ``reason`` says why
    not: "missing", or one of ``comparable``. The first release has neither, and no ``before``.
    """

    cell: ReleaseCell
    before: ReleaseCell | None = None
    change_percent: float | None = None
    reason: str | None = None


def by_release(cells: Iterable[ReleaseCell]) -> tuple[PayStep, ...]:
    """The releases from the oldest to the newest, each with its change since the one before."""
    steps: list[PayStep] = []
    for cell in sorted(cells, key=lambda cell: cell.period):
        steps.append(_step(steps[-1].cell, cell) if steps else PayStep(cell))
    return tuple(steps)


def _step(before: ReleaseCell, cell: ReleaseCell) -> PayStep:
    then, now = before.of_median(), cell.of_median()
    reason = "missing" if before.is_missing or cell.is_missing else comparable(then, now)
    if reason is not None or not then.amount or now.amount is None:
        return PayStep(cell, before, reason=reason or "withheld")
    return PayStep(cell, before, change_percent=round(100 * (now.amount - then.amount) / then.amount, 1))
