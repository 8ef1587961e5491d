"""What a page says to machines, as schema.org names it (JSON-LD). Pure: no Django, no database, no clock.

Every value is one that the page prints: the same figures, dates, names and codes
(``docs/adr/0009-what-machines-are-told.md``). An amount stands here only where it
is exact: a withheld or top-coded one is left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from roles.facts import Headline, OccupationFacts, Percentiles, RoleFacts

Json = dict[str, Any]

CONTEXT = "https://schema.org"
PERCENTILES = {
    "percentile10": "p10",
    "percentile25": "p25",
    "median": "median",
    "percentile75": "p75",
    "percentile90": "p90",
}
# What an occupation may be without its wage being the wage of a kind of work with the role's name.
ANOTHERS = frozenset({"management", "residual"})
STATE_DIGITS = 2
# Inside a script element these could end it or begin a comment. In JSON they are the same characters.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@dataclass(frozen=True, slots=True)
class Site:
    """Who publishes the page: the site's name, and its address without a trailing slash."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class GuideWords:
    """What a guide's page says beside its facts: its heading, its description, the area of its figures."""

    url: str
    heading: str
    description: str
    area: str
    area_name: str
    nation: str


def as_script(nodes: Iterable[Json]) -> str:
    """The nodes as one JSON text that can stand inside a script element, whatever an editor typed."""
    text = json.dumps({"@context": CONTEXT, "@graph": list(nodes)}, ensure_ascii=False, separators=(",", ":"))
    return text.translate(ESCAPES)


def organization(site: Site) -> Json:
    """The site as author and publisher. No person is named: none is known to machines by name."""
    return {"@type": "Organization", "@id": f"{site.url}/#organization", "name": site.name, "url": f"{site.url}/"}


def website(site: Site) -> Json:
    """The site itself, told on its first page."""
    return {"@type": "WebSite", "name": site.name, "url": f"{site.url}/", "publisher": organization(site)}


def breadcrumb_list(crumbs: Sequence[tuple[str, str]], site: Site) -> Json:
    """The way down to a page; the page itself has no address in it, as on the page."""
    items = []
    for position, (label, path) in enumerate(crumbs, start=1):
        item = {"@type": "ListItem", "position": position, "name": label}
        items.append(item | ({"item": f"{site.url}{path}"} if path else {}))
    return {"@type": "BreadcrumbList", "itemListElement": items}


def skill(name: str, summary: str, aliases: Sequence[str], url: str, terms: str) -> Json:
    """A skill as a term of the list of skills at the address ``terms``: what the page's title block says."""
    return _without_empty(
        {
            "@type": "DefinedTerm",
            "@id": f"{url}#skill",
            "name": name,
            "description": summary,
            "alternateName": list(aliases),
            "url": url,
            "inDefinedTermSet": terms,
        }
    )


def guide(facts: RoleFacts, words: GuideWords, site: Site) -> tuple[Json, ...]:
    """The article and the occupations that it is about."""
    occupations = _occupations(facts, words)
    return (_article(facts, words, site, occupations), *occupations)


def _article(facts: RoleFacts, words: GuideWords, site: Site, about: Sequence[Json]) -> Json:
    """The guide's live version. Its dates are that version's, to the day: the page prints no earlier one."""
    day = facts.published_at.date().isoformat() if facts.published_at else None
    dates = {"datePublished": day, "dateModified": day} if day else {}
    return {
        "@type": "Article",
        "headline": words.heading,
        "description": words.description,
        "mainEntityOfPage": words.url,
        **dates,
        "author": organization(site),
        "publisher": {"@id": f"{site.url}/#organization"},
        "about": [{"@id": node["@id"]} for node in about],
    }


def _occupations(facts: RoleFacts, words: GuideWords) -> tuple[Json, ...]:
    """The role; its pay too, where the figure is the role's.

    Percentiles of managers of every level, or of what is counted nowhere else, belong
    to that official occupation alone, so it stands as a node of its own beside the role.
    """
    salary = _salary(facts, words)
    role: Json = {
        "@type": "Occupation",
        "@id": f"{words.url}#role",
        "name": facts.title,
        "alternateName": [title.title for title in facts.titles if title.kind != "hidden"],
        "occupationalCategory": [occupation.code for occupation in facts.occupations],
    }
    owner = _owner(facts)
    if salary is None:
        return (_without_empty(role),)
    if owner is None:
        return (_without_empty(role | salary),)
    other: Json = {
        "@type": "Occupation",
        "@id": f"{words.url}#occupation-{owner.code}",
        "name": owner.title,
        "occupationalCategory": [owner.code],
    }
    return (_without_empty(role), other | salary)


def _owner(facts: RoleFacts) -> OccupationFacts | None:
    """The official occupation that the headline is of, where that is not the role itself."""
    code = facts.pay.headline.occupation if facts.pay.headline else None
    return next((row for row in facts.occupations if row.code == code and row.specificity in ANOTHERS), None)


def _salary(facts: RoleFacts, words: GuideWords) -> Json | None:
    """The headline and, where it is official, the whole percentiles around it; None without an exact headline."""
    headline = facts.pay.headline
    if headline is None or headline.flag or headline.area != words.area:
        return None
    row = next((row for row in facts.pay.percentiles if row.occupation == headline.occupation), None)
    source = next((source for source in facts.sources if source.number == headline.source_number), None)
    amounts = _exact(row) if row is not None else {"median": headline.amount}
    distribution = {
        "@type": "MonetaryAmountDistribution",
        "name": _basis(headline),
        "currency": headline.currency,
        "duration": "P1Y",
        **amounts,
        "description": headline.source,
        **({"url": source.url} if source else {}),
    }
    return {"estimatedSalary": distribution, "occupationLocation": _place(words)}


def _exact(row: Percentiles) -> dict[str, int]:
    """The percentiles that the release gives in full."""
    amounts = {name: getattr(row, column) for name, column in PERCENTILES.items() if column not in row.flags}
    return {name: amount for name, amount in amounts.items() if amount is not None}


def _basis(headline: Headline) -> str:
    """Whose pay it is, where and when, as it stands under the page's headline."""
    occupation = f"{headline.occupation_title} ({headline.occupation}), " if headline.occupation else ""
    return f"{occupation}{headline.area_name}, {headline.release}"


def _place(words: GuideWords) -> Json:
    if words.area == words.nation:
        kind = "Country"
    else:
        kind = "State" if len(words.area) == STATE_DIGITS else "AdministrativeArea"
    return {"@type": kind, "name": words.area_name}


def _without_empty(node: Json) -> Json:
    return {name: value for name, value in node.items() if value not in ("", [])}
