"""A role's pay in one area: the headline, a band a level, and why there is none.

Official wages are percentiles of one occupation in one area and release; nobody
publishes US pay by seniority, so a level's band is an estimate between two of those
percentiles and is labelled as one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from roles.facts import EstimateFacts, Headline, LevelFacts, LevelPay, PayFacts, Percentiles

MATCHES = ("exact", "listed", "editorial")
SPECIFICITIES = ("own", "shared", "management", "residual")
DRAWABLE = frozenset({"own", "shared"})

# The two percentiles between which a level's pay is estimated to lie.
BANDS = {
    "junior": ("p10", "p25"),
    "mid": ("p25", "median"),
    "senior": ("median", "p75"),
    "lead": ("p75", "p90"),
}
PERCENTILE_NAMES = {
    "p10": "10th percentile",
    "p25": "25th percentile",
    "median": "median",
    "p75": "75th percentile",
    "p90": "90th percentile",
}


def specificity(*, code: str, title: str, onet_codes: int, live_roles: int) -> str:
    """How far an occupation's wage is the wage of one role.

    "management" (SOC 11-xxxx), else "residual" (its title ends "All Other"), else
    "shared" (it covers several O*NET codes or several live roles), else "own".
    """
    if code.startswith("11-"):
        return "management"
    if title.endswith("All Other"):
        return "residual"
    if onet_codes > 1 or live_roles > 1:
        return "shared"
    return "own"


class Matched(Protocol):
    """What is tied to a role by an occupation."""

    @property
    def match(self) -> str: ...
    @property
    def specificity(self) -> str: ...


AnyMatched = TypeVar("AnyMatched", bound=Matched)


def best_first(rows: Iterable[AnyMatched]) -> tuple[AnyMatched, ...]:
    """By match (exact, listed, editorial), then specificity; ties keep the editors' order."""
    return tuple(sorted(rows, key=lambda row: (MATCHES.index(row.match), SPECIFICITIES.index(row.specificity))))


def choose_headline(percentiles: Iterable[Percentiles], estimates: Iterable[EstimateFacts]) -> Headline | None:
    """An editor's sourced median over all levels, else the best official median, else none.

    A figure without a source is never the headline.
    """
    for estimate in estimates:
        if (
            estimate.level is None
            and estimate.median is not None
            and estimate.source is not None
            and estimate.source_number is not None
            and estimate.as_of is not None
        ):
            return Headline(
                amount=estimate.median,
                currency=estimate.currency,
                area=estimate.area,
                area_name=estimate.area_name,
                kind="editorial",
                source=estimate.source,
                source_number=estimate.source_number,
                release=estimate.release or "",
            )
    for row in best_first(percentiles):
        if row.median is not None:
            return Headline(
                amount=row.median,
                currency=row.currency,
                area=row.area,
                area_name=row.area_name,
                kind="official",
                source=row.source,
                source_number=row.source_number,
                release=row.release,
                occupation=row.occupation,
                occupation_title=row.occupation_title,
                flag=row.flags.get("median"),
            )
    return None


def pay_by_level(
    levels: Sequence[LevelFacts], percentiles: Sequence[Percentiles], estimates: Sequence[EstimateFacts]
) -> tuple[LevelPay, ...]:
    """One entry a level that something may be said of: the editor's sourced estimate, else a band.

    Bands come from the first own or shared occupation in the editors' order.
    """
    drawable = next((row for row in percentiles if row.specificity in DRAWABLE), None)
    # Of two figures for one level the editors' first stays, as for the headline.
    sourced = {estimate.level: estimate for estimate in reversed(estimates) if estimate.source_number is not None}
    pay = []
    for level in levels:
        if level.rank in sourced:
            pay.append(_from_estimate(level, sourced[level.rank]))
        elif drawable is not None:
            pay.append(_band(level, drawable))
    return tuple(pay)


def _from_estimate(level: LevelFacts, estimate: EstimateFacts) -> LevelPay:
    return LevelPay(
        level=level.rank,
        title=level.title,
        low=estimate.low,
        median=estimate.median,
        high=estimate.high,
        currency=estimate.currency,
        basis="editorial",
        low_label="low",
        high_label="high",
        occupation=None,
        occupation_title=None,
        source=estimate.source or "",
        source_number=estimate.source_number or 0,
        area=estimate.area,
        area_name=estimate.area_name,
    )


def _band(level: LevelFacts, row: Percentiles) -> LevelPay:
    low, high = BANDS[level.rank]
    return LevelPay(
        level=level.rank,
        title=level.title,
        low=getattr(row, low),
        median=None,
        high=getattr(row, high),
        currency=row.currency,
        basis="estimated_from_percentiles",
        low_label=PERCENTILE_NAMES[low],
        high_label=PERCENTILE_NAMES[high],
        occupation=row.occupation,
        occupation_title=row.occupation_title,
        source=row.source,
        source_number=row.source_number,
        low_flag=row.flags.get(low),
        high_flag=row.flags.get(high),
        area=row.area,
        area_name=row.area_name,
    )


def refusal(levels: Sequence[LevelPay], percentiles: Sequence[Percentiles], *, has_occupation: bool) -> str | None:
    """Why no pay by level is drawn: see ``PayFacts.refusal``. None if any level is drawn."""
    if any(level.is_drawable or level.median is not None for level in levels):
        return None
    if not has_occupation:
        return "no_occupation"
    if not percentiles:
        return "no_wage"
    if levels or not any(row.given for row in percentiles):
        return "withheld"
    if any(row.specificity in DRAWABLE for row in percentiles):
        return "no_level"
    return "management" if percentiles[0].specificity == "management" else "residual"


def assemble(
    *,
    levels: Sequence[LevelFacts],
    percentiles: Sequence[Percentiles],
    estimates: Sequence[EstimateFacts],
    has_occupation: bool,
    nearest: Sequence[Percentiles] = (),
) -> PayFacts:
    """All that may be said of a role's pay in one area. ``percentiles`` come in the editors' order.

    ``nearest`` are cells of larger areas (see ``PayFacts``): they are shown as such, and nothing is drawn from them.
    """
    by_level = pay_by_level(levels, percentiles, estimates)
    return PayFacts(
        headline=choose_headline(percentiles, estimates),
        percentiles=best_first(percentiles),
        editorial=tuple(estimates),
        levels=by_level,
        refusal=refusal(by_level, percentiles, has_occupation=has_occupation),
        nearest=tuple(nearest),
    )
