"""One numbered list of sources for the guides that stand on one page.

Pure: no Django. Each guide counts its own sources from 1; beside each other all
must cite one list.
"""

from __future__ import annotations

from dataclasses import replace

from roles.facts import RoleFacts, SourceFacts


def merged_sources(*guides: RoleFacts) -> tuple[SourceFacts, ...]:
    """The publications of all guides, each once, numbered from 1: those cited early in any guide first.

    The order is the same whichever guide comes first.
    """
    places: dict[SourceFacts, int] = {}
    for source in (source for guide in guides for source in guide.sources):
        unnumbered = replace(source, number=0)
        places[unnumbered] = min(source.number, places.get(unnumbered, source.number))
    ordered = sorted(places, key=lambda source: (places[source], source.publisher, source.title, str(source)))
    return tuple(replace(source, number=number) for number, source in enumerate(ordered, start=1))


def cited_from(facts: RoleFacts, sources: tuple[SourceFacts, ...]) -> RoleFacts:
    """The same facts with every figure citing this list, which holds all of the guide's own sources."""
    places = {replace(source, number=0): source.number for source in sources}
    numbers = {source.number: places[replace(source, number=0)] for source in facts.sources}
    headline = facts.pay.headline
    outlook = facts.outlook
    return replace(
        facts,
        pay=replace(
            facts.pay,
            headline=replace(headline, source_number=numbers[headline.source_number]) if headline else None,
            percentiles=tuple(replace(row, source_number=numbers[row.source_number]) for row in facts.pay.percentiles),
            editorial=tuple(
                replace(row, source_number=numbers[row.source_number]) if row.source_number is not None else row
                for row in facts.pay.editorial
            ),
            levels=tuple(replace(row, source_number=numbers[row.source_number]) for row in facts.pay.levels),
        ),
        outlook=replace(outlook, source_number=numbers[outlook.source_number]) if outlook else None,
        sources=sources,
    )
