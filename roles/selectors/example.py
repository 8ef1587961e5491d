"""The live guide that the page about method walks through, citing that page's own list of releases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import F
from django.db.models.fields.json import KT

from roles.charts.guide import level_chart
from roles.charts.marks import RangeChart
from roles.facts import OccupationFacts, Percentiles, RoleFacts, from_stored
from roles.models import Area, RoleDocument
from roles.pay import Candidate, disagreements, pick
from roles.selectors.lists import Release

LOOKED_AT = 50  # guides, by slug: enough to find one that shows much, at a cost that does not grow


@dataclass(frozen=True, slots=True)
class Example:
    """A guide whose facts cite the releases by their place in the list of them all.

    ``cell`` is the official cell that the headline is of, ``occupation`` its match; None where an editor's figure
    is the headline, or nothing is.
    """

    facts: RoleFacts
    chart: RangeChart | None
    cell: Percentiles | None
    occupation: OccupationFacts | None

    @property
    def has_disagreement(self) -> bool:
        """Some figure of the guide is unlike its headline."""
        return bool(disagreements(self.facts.pay, self.facts.sources))

    @property
    def withheld(self) -> int:
        """How many of the official figures shown are withheld."""
        return sum(why == "withheld" for row in self.facts.pay.percentiles for why in row.flags.values())

    @property
    def top_coded(self) -> int:
        """How many of them are top-coded."""
        return sum(why == "top_coded" for row in self.facts.pay.percentiles for why in row.flags.values())


def get_example(releases: Sequence[Release]) -> Example | None:
    """The live guide that shows the most; two queries. None without a live guide whose releases are all listed."""
    chosen = pick(_candidates())
    if chosen is None:
        return None
    facts = from_stored(RoleDocument.objects.only("facts").get(slug=chosen.slug).facts)
    places = {release.label: place for place, release in enumerate(releases, start=1)}
    if not {source.label for source in facts.sources} <= places.keys():
        return None
    facts = _cited_by(facts, {source.number: places[source.label] for source in facts.sources})
    code = facts.pay.headline.occupation if facts.pay.headline else None
    return Example(
        facts=facts,
        chart=level_chart(facts),
        cell=next((row for row in facts.pay.percentiles if row.occupation == code), None),
        occupation=next((row for row in facts.occupations if row.code == code), None),
    )


def _candidates() -> list[Candidate]:
    # "official" sorts after "editorial" and after none.
    first = RoleDocument.objects.order_by("-headline_kind", "slug").values("pk")[:LOOKED_AT]
    rows = RoleDocument.objects.filter(pk__in=first).values(
        "slug",
        has_headline=F("headline_amount"),
        basis=KT("facts__pay__levels__0__basis"),
        second=KT("facts__pay__percentiles__1__occupation"),
        editorial=KT("facts__pay__editorial__0__area"),
    )
    return [
        Candidate(
            slug=row["slug"],
            has_headline=row["has_headline"] is not None,
            basis=row["basis"] or "",
            has_two_occupations=row["second"] is not None,
            has_editorial=row["editorial"] == Area.NATION_CODE,
        )
        for row in rows
    ]


def _cited_by(facts: RoleFacts, numbers: dict[int, int]) -> RoleFacts:
    """The same facts with other numbers for their sources."""
    pay = facts.pay
    return replace(
        facts,
        pay=replace(
            pay,
            headline=pay.headline and replace(pay.headline, source_number=numbers[pay.headline.source_number]),
            percentiles=tuple(replace(row, source_number=numbers[row.source_number]) for row in pay.percentiles),
            editorial=tuple(
                replace(row, source_number=row.source_number and numbers[row.source_number]) for row in pay.editorial
            ),
            levels=tuple(replace(row, source_number=numbers[row.source_number]) for row in pay.levels),
        ),
        sources=tuple(replace(source, number=numbers[source.number]) for source in facts.sources),
    )
