"""Whether every figure has its source, and whether a review vouches for what is said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from roles import literals
from roles.facts import RoleFacts

from .findings import Finding, Where
from .rules import REVIEW_LASTS
from .texts import texts

_SHARE = re.compile(r"\d(?:[\d.,]*\d)?\s?(?:%|percent\b|per cent\b)")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PERIOD = re.compile(r"(\d\d)\d\d\s*[–-]\s*(?:\d\d)?(\d\d)")  # "2024–34", as projections name what they cover
_PARAGRAPH = re.compile(r"\n\s*\n")


def sourced(facts: RoleFacts) -> Iterator[Finding]:
    """Figures that are missing, that nobody is named for, or that stand where no source can."""
    if not facts.occupations:
        yield Finding("no_occupation", Where("occupations"))
    if facts.pay.headline is None:
        yield Finding("no_figure", Where("estimates"))
    if facts.outlook is None or facts.outlook.growth_percent is None:
        yield Finding("no_projection", Where("occupations"))
    if not (facts.occupations or facts.pay.headline or facts.pay.editorial or facts.outlook):
        yield Finding("nothing_sourced", Where("estimates"))
    if facts.pay.refusal is not None:
        yield Finding("levels_refused", Where("levels"), {"refusal": facts.pay.refusal})
    for row, estimate in enumerate(facts.pay.editorial):
        if estimate.source_number is None:
            yield Finding("unsourced_figure", Where("estimates", row))
    yield from _literal(facts)


def _literal(facts: RoleFacts) -> Iterator[Finding]:
    sources = [name for source in facts.sources for name in (source.publisher, source.title, source.label)]
    for text in texts(facts):
        for amount in literals.amounts(text.text):
            detail: dict[str, str | int] = {"amount": amount.strip(), "is_markdown": text.is_markdown}
            yield Finding("amount", text.where, detail)
        for paragraph in _PARAGRAPH.split(text.text):
            if (share := _SHARE.search(paragraph)) and not any(name in paragraph for name in (*sources, "](http")):
                yield Finding("statistic", text.where, {"share": share[0]})


def fresh(facts: RoleFacts, today: date) -> Iterator[Finding]:
    """Whether somebody has looked at it lately, and whether it claims to be newer than that."""
    # A review that is yet to come vouches for nothing.
    reviewed = facts.reviewed_on if facts.reviewed_on is not None and facts.reviewed_on <= today else None
    if reviewed is None:
        yield Finding("never_reviewed", Where("reviewed_on"))
    elif today - reviewed > REVIEW_LASTS:
        yield Finding("review_due", Where("reviewed_on"), {"reviewed_on": reviewed.isoformat()})
    # Without a review a guide may cite last year's figures, and cannot claim to be this year's.
    newest = reviewed.year if reviewed is not None else today.year - 1
    for text in texts(facts):
        if text.where.section == "change_note":  # it tells of a day, and of nothing else
            continue
        for year in _YEAR.findall(text.text):
            if int(year) > newest and year != _projected(facts):
                yield Finding("year_after_review", text.where, {"year": year})


def _projected(facts: RoleFacts) -> str:
    """The year that the projections end with: a guide that names it does not claim to be of that year."""
    period = _PERIOD.search(facts.outlook.period) if facts.outlook is not None else None
    return f"{period[1]}{period[2]}" if period else ""
