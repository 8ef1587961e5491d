"""Pay as a page says it: figures, the sources they cite, and what is refused.

Amounts are whole units of a currency a year; percentages are per cent.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """A dated publication that figures or facts on the page come from; ``number`` is its place in the list."""

    number: int
    publisher: str
    title: str
    label: str
    url: str
    covers: str
    released_on: date | None
    retrieved_on: date
    licence: str
    attribution: str

    @property
    def citation(self) -> str:
        """Publisher, title and the time covered, on one line."""
        return f"{self.publisher}, {self.title}, {self.covers}"


@dataclass(frozen=True, slots=True)
class OccupationFacts:
    """A matched official occupation. ``specificity`` is own, shared, management or residual.

    ``shared_with`` is how many *other* live roles of the site are matched to it.
    """

    scheme: str
    code: str
    title: str
    match: str
    specificity: str
    basis: str
    shared_with: int = 0


@dataclass(frozen=True, slots=True)
class Headline:
    """The one figure that stands for the role: a median over all levels."""

    amount: int
    currency: str
    area: str
    area_name: str
    kind: str  # official | editorial
    source: str
    source_number: int
    release: str
    occupation: str | None = None
    occupation_title: str | None = None
    flag: str | None = None


@dataclass(frozen=True, slots=True)
class Percentiles:
    """A whole official cell. ``flags`` names withheld (null) and top-coded (ceiling) columns.

    ``location_quotient`` is how many times as many people work in it, in proportion to all jobs of the
    area, as in the nation; the publisher's own figure. ``successor`` is the label of a newer release of
    the same publication that is of this area and, as far as it was read, holds no such cell.
    """

    occupation: str
    occupation_title: str
    match: str
    specificity: str
    shared_with: int
    area: str
    area_name: str
    p10: int | None
    p25: int | None
    median: int | None
    p75: int | None
    p90: int | None
    employment: int | None
    release: str
    source: str
    source_number: int
    flags: dict[str, str]
    currency: str = "USD"
    location_quotient: float | None = None
    successor: str = ""

    @property
    def given(self) -> tuple[int, ...]:
        """The percentiles that are not withheld, lowest first."""
        amounts = (self.p10, self.p25, self.median, self.p75, self.p90)
        return tuple(amount for amount in amounts if amount is not None)

    @property
    def is_whole(self) -> bool:
        """No percentile is withheld."""
        return len(self.given) == 5


@dataclass(frozen=True, slots=True)
class EstimateFacts:
    """An editor's figure. Without a source it has ``source_number`` None and is printed as unsourced."""

    level: str | None
    low: int | None
    median: int | None
    high: int | None
    currency: str
    area: str
    area_name: str
    source: str | None
    source_number: int | None
    release: str | None
    as_of: date | None
    note: str


@dataclass(frozen=True, slots=True)
class LevelPay:
    """Pay at one rung: an editor's sourced estimate, or a band between two official percentiles.

    A band has two ends and no median: nothing is interpolated. ``low_flag`` and
    ``high_flag`` are "withheld" (that end is null, no band is drawn) or "top_coded".
    """

    level: str
    title: str
    low: int | None
    median: int | None
    high: int | None
    currency: str
    basis: str  # editorial | estimated_from_percentiles
    low_label: str
    high_label: str
    occupation: str | None
    occupation_title: str | None
    source: str
    source_number: int
    low_flag: str | None = None
    high_flag: str | None = None
    area: str = ""
    area_name: str = ""

    @property
    def is_drawable(self) -> bool:
        """Both ends are given."""
        return self.low is not None and self.high is not None


@dataclass(frozen=True, slots=True)
class PayFacts:
    """All that is known of the role's pay in one area.

    ``refusal`` says why there is no pay by level: "management", "residual",
    "withheld", "no_wage" (nothing published for the area), "no_occupation" or
    "no_level" (a draft that describes none yet); None where levels are given.
    ``nearest`` holds, for each occupation whose cell is withheld or absent here, the whole cell of the
    nearest larger area that publishes it; the nation has none.
    """

    headline: Headline | None
    percentiles: tuple[Percentiles, ...]
    editorial: tuple[EstimateFacts, ...]
    levels: tuple[LevelPay, ...]
    refusal: str | None
    nearest: tuple[Percentiles, ...] = ()

    @property
    def older(self) -> tuple[Percentiles, ...]:
        """Cells of a release that has a successor without them."""
        return tuple(row for row in self.percentiles if row.successor)

    @property
    def unsourced(self) -> tuple[EstimateFacts, ...]:
        """Figures that nobody is named for; printed only with those words."""
        return tuple(estimate for estimate in self.editorial if estimate.source_number is None)

    @property
    def banded(self) -> Percentiles | None:
        """The official cell between whose percentiles pay by level is estimated, if any is."""
        code = next((pay.occupation for pay in self.levels if pay.basis == "estimated_from_percentiles"), None)
        return next((row for row in self.percentiles if row.occupation == code), None)

    @property
    def beside(self) -> tuple[EstimateFacts, ...]:
        """Editors' sourced figures over all levels that are not the headline: shown beside it, never averaged."""
        return tuple(
            estimate
            for estimate in self.editorial
            if estimate.source_number is not None and estimate.level is None and not self._is_headline(estimate)
        )

    def _is_headline(self, estimate: EstimateFacts) -> bool:
        headline = self.headline
        return (
            headline is not None
            and headline.kind == "editorial"
            and (headline.amount, headline.area, headline.source_number)
            == (estimate.median, estimate.area, estimate.source_number)
        )


@dataclass(frozen=True, slots=True)
class OutlookFacts:
    growth_percent: float | None
    openings_per_year: int | None
    period: str
    source: str
    source_number: int
    occupation: str
    occupation_title: str
