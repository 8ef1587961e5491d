"""Where figures of one role disagree, and which reasons for it the facts themselves give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from roles.facts import EstimateFacts, Headline, PayFacts, Percentiles, SourceFacts
from roles.periods import Period, period_of


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A figure that is not the headline's: an editor's (``estimate``) or another official cell's (``cell``).

    ``counted`` is the official cell that the headline is of, where it is of one. ``reasons`` are those that hold:

    * "no_source": nobody is named for it;
    * "currency", "place", "time": it is of another one, and both say of which;
    * "measure": it is a range, and the headline is a median;
    * "occupation": two official occupations, so different people are counted;
    * "group": the headline's occupation counts more than this role.

    None of them holds: nothing that is known says why.
    """

    headline: Headline
    reasons: tuple[str, ...]
    estimate: EstimateFacts | None = None
    cell: Percentiles | None = None
    counted: Percentiles | None = None


def disagreements(pay: PayFacts, sources: Sequence[SourceFacts]) -> tuple[Disagreement, ...]:
    """Every figure over all levels that is unlike the headline: editors' first, then those of other occupations.

    Nothing is averaged or corrected. Empty where there is no headline, and where all agree.
    """
    headline = pay.headline
    if headline is None:
        return ()
    counted = next((row for row in pay.percentiles if row.occupation == headline.occupation), None)
    others = tuple(estimate for estimate in (*pay.beside, *pay.unsourced) if estimate.level is None)
    found = [
        Disagreement(headline, _of_estimate(headline, counted, other, sources), estimate=other, counted=counted)
        for other in others
        if _is_unlike(headline, other)
    ]
    found += [
        Disagreement(headline, _of_cell(headline, row), cell=row, counted=counted)
        for row in pay.percentiles
        if row is not counted and row.median is not None and row.median != headline.amount
    ]
    return tuple(found)


def _is_unlike(headline: Headline, other: EstimateFacts) -> bool:
    """It says something else of the median: another one, or a range that the headline lies outside of."""
    if other.median is not None:
        return (other.median, other.currency) != (headline.amount, headline.currency)
    if other.low is None or other.high is None or other.currency != headline.currency:
        return True
    return not other.low <= headline.amount <= other.high


def _of_estimate(
    headline: Headline, counted: Percentiles | None, other: EstimateFacts, sources: Sequence[SourceFacts]
) -> tuple[str, ...]:
    then, now = _time_of(other.source_number, sources), _time_of(headline.source_number, sources)
    return _those(
        no_source=other.source_number is None,
        currency=other.currency != headline.currency,
        place=other.area != headline.area,
        time=then is not None and now is not None and then != now,
        measure=other.median is None,
        group=counted is not None and counted.specificity != "own",
    )


def _of_cell(headline: Headline, row: Percentiles) -> tuple[str, ...]:
    return _those(
        place=row.area != headline.area,
        time=row.release != headline.release,
        occupation=headline.occupation is not None,
        group=row.specificity != "own",
    )


def _those(**reasons: bool) -> tuple[str, ...]:
    return tuple(name for name, holds in reasons.items() if holds)


def _time_of(number: int | None, sources: Sequence[SourceFacts]) -> Period | None:
    """What time the source of this number covers; None where it does not say."""
    covers = next((source.covers for source in sources if source.number == number), "")
    period = period_of(covers)
    return period if period != period_of("") else None
