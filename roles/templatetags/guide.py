"""Words and small shapes of a guide: years, hours, counts, matches, and which sections a guide has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from roles import crumbs, pay
from roles.charts.marks import ChartSource, sources_cited
from roles.crumbs import Crumb
from roles.facts import (
    CallFacts,
    EstimateFacts,
    LevelFacts,
    OccupationFacts,
    Percentiles,
    Prose,
    RoleFacts,
    SourceFacts,
    StepFacts,
    TitleFacts,
)
from roles.literals import LITERAL_AMOUNT
from roles.prose import unsourced_sentence as unsourced_words
from roles.selectors.guides import RolePage

register = template.Library()

MATCHES = {
    "exact": gettext_lazy("Exact: it has this title"),
    "listed": gettext_lazy("Listed: this title stands under it"),
    "editorial": gettext_lazy("Editorial: the nearest we found"),
}
BANDS = {
    "junior": gettext_lazy("10th and 25th percentile"),
    "mid": gettext_lazy("25th percentile and median"),
    "senior": gettext_lazy("median and 75th percentile"),
    "lead": gettext_lazy("75th and 90th percentile"),
}
IMPORTANCES = {
    "core": gettext_lazy("Core"),
    "important": gettext_lazy("Important"),
    "complementary": gettext_lazy("Complementary"),
}
IMPORTANCE_HINTS = {
    "core": gettext_lazy("You cannot do the work without these"),
    "important": gettext_lazy("Expected of most people in the role"),
    "complementary": gettext_lazy("Useful, or needed later"),
}
SKILL_KINDS = {
    "skill": gettext_lazy("Skill"),
    "tool": gettext_lazy("Tool"),
    "knowledge": gettext_lazy("Knowledge"),
    "certification": gettext_lazy("Certification"),
}
FROM_LEVELS = {
    "junior": gettext_lazy("from junior"),
    "mid": gettext_lazy("from mid-level"),
    "senior": gettext_lazy("from senior"),
    "lead": gettext_lazy("from lead"),
}
AT_LEVELS = {
    "junior": gettext_lazy("at junior level"),
    "mid": gettext_lazy("at mid-level"),
    "senior": gettext_lazy("at senior level"),
    "lead": gettext_lazy("at lead level"),
}
CURRENCIES = {
    "USD": gettext_lazy("US dollars"),
    "EUR": gettext_lazy("euros"),
    "GBP": gettext_lazy("pounds sterling"),
}
WORDS = {
    "match": MATCHES,
    "band": BANDS,
    "importance": IMPORTANCES,
    "importance_hint": IMPORTANCE_HINTS,
    "skill_kind": SKILL_KINDS,
    "from_level": FROM_LEVELS,
    "at_level": AT_LEVELS,
    "currency": CURRENCIES,
}


# A line's end between two of these is drawn nowhere, and a guide has a limit in bytes.
_BLOCK = r"</?(?:p|ul|ol|li|h[2-6]|blockquote)>"
_BETWEEN_BLOCKS = re.compile(rf"({_BLOCK})\n(?={_BLOCK})")


@register.filter
def words(value: str, table: str) -> str:
    """The printed words for a stored value, from one of the tables above; an unknown value prints as it is."""
    return str(WORDS[table].get(value, value))


@register.filter
def prose(value: Prose) -> SafeString:
    """HTML that ``roles.prose`` made and cleaned; the one place that trusts it."""
    html = _BETWEEN_BLOCKS.sub(r"\1", value.html)
    return mark_safe(html)  # noqa: S308 - cleaned by nh3 when the document was built


@register.filter
def shown_titles(titles: Iterable[TitleFacts]) -> list[TitleFacts]:
    """Titles that readers see; hidden ones are for search alone."""
    return [title for title in titles if title.kind != "hidden"]


@register.filter
def years(level: LevelFacts) -> str:
    """Years of experience: "0–2 years", "9+ years"."""
    if level.years_max is None:
        return _("%(low)d+ years") % {"low": level.years_min}
    if level.years_max == level.years_min:
        return ngettext("%(count)d year", "%(count)d years", level.years_min) % {"count": level.years_min}
    return _("%(low)d–%(high)d years") % {"low": level.years_min, "high": level.years_max}


@register.filter
def hours(step: StepFacts) -> str:
    """Hours of effort: "40–90 hours", "12 hours"; empty where none are given."""
    return hours_of(step.hours_low, step.hours_high)


def hours_of(low: int | None, high: int | None) -> str:
    """A range of hours in words; empty where an end is not given."""
    if low is None or high is None:
        return ""
    if low == high:
        return ngettext("%(count)d hour", "%(count)d hours", low) % {"count": low}
    return _("%(low)d–%(high)d hours") % {"low": low, "high": high}


@register.filter
def count(value: int | None) -> str:
    """A count in full: "1,066,670"."""
    return _("not published") if value is None else f"{value:,}"


@register.filter
def growth(percent: float) -> str:
    """A projected change: "+5.6%", "−2.0%", "0.0%"."""
    sign = "+" if percent > 0 else "−" if percent < 0 else ""
    return f"{sign}{abs(percent):.1f}%"


@register.filter
def share(part: int, whole: int) -> str:
    """A part of a whole as the width of a bar, to a whole per cent: "50%"."""
    return f"{100 * part / whole:.0f}%" if whole else "0%"


@register.filter
def positions(numbers: Iterable[int]) -> str:
    """Places of earlier steps: "1, 2"."""
    return ", ".join(str(number) for number in numbers)


@register.filter
def also_counts(row: Percentiles) -> str:
    """Whom the wage covers besides this role: how specific it is, and how many roles of ours share it."""
    others = ""
    if row.shared_with:
        others = ngettext("%(count)d other role here", "%(count)d other roles here", row.shared_with) % {
            "count": row.shared_with
        }
    if row.specificity == "management":
        return _and(_("Managers of every level"), others)
    if row.specificity == "residual":
        return _and(_("What is counted nowhere else"), others)
    if row.specificity == "shared":
        return others or _("Other kinds of work")
    return _("No other role here")


def _and(first: str, second: str) -> str:
    return _("%(first)s, and %(second)s") % {"first": first, "second": second} if second else first


@register.filter
def occupation_names(rows: Iterable[OccupationFacts | Percentiles]) -> SafeString:
    """Titles and codes in a row: "A (11-3021) and B (11-9041)"."""
    return mark_safe(in_words([escape(_name(row)) for row in rows]))  # noqa: S308 - each name is escaped


@register.filter
def in_words(names: Sequence[str]) -> str:
    """Names in a row: "A", "A and B", "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


@register.filter
def of_specificity(rows: Iterable[Percentiles], specificity: str) -> list[Percentiles]:
    """The official cells of occupations of one kind: own, shared, management or residual."""
    return [row for row in rows if row.specificity == specificity]


def _name(row: OccupationFacts | Percentiles) -> str:
    if isinstance(row, Percentiles):
        return f"{row.occupation_title} ({row.occupation})"
    return f"{row.title} ({row.code})"


@register.filter
def unsourced_sentence(estimate: EstimateFacts) -> SafeString:
    """What is said of a figure that nobody is named for: the editors' own sentence, with the figure in it."""
    if LITERAL_AMOUNT.search(estimate.note):
        return unsourced_words(estimate.note)
    amounts = [amount for amount in (estimate.low, estimate.median, estimate.high) if amount is not None]
    figure = " – ".join(pay.money_text(amount, estimate.currency) for amount in amounts)
    return unsourced_words(" ".join(part for part in (figure, _("(no source given)."), estimate.note) if part))


@register.filter
def call(facts: RoleFacts, slot: str) -> CallFacts | None:
    """The call to action of a slot, if one is written."""
    return facts.call(slot)


@register.filter
def sources_of(rows: Iterable[Percentiles]) -> tuple[ChartSource, ...]:
    """The sources of these official cells, each once, by number."""
    return sources_cited(rows)


@register.filter
def publisher(sources: Sequence[SourceFacts], number: int) -> str:
    """Who publishes the source of this number."""
    return next((source.publisher for source in sources if source.number == number), "")


@register.filter
def source_name(source: SourceFacts) -> str:
    """The citation that the publisher asks for, where it is one; else publisher, title and release."""
    if is_cited_by_name(source):
        return source.attribution
    name = f"{source.publisher}, {source.title}"
    return name if source.label in source.title else f"{name}: {source.label}"


@register.filter
def is_cited_by_name(source: SourceFacts) -> bool:
    """The attribution names the publication itself, so it need not be printed a second time."""
    return source.attribution.startswith(f"{source.publisher}, {source.title}")


@register.filter
def address(url: str) -> str:
    """An address as a reader would write it: "bls.gov/oes"."""
    return url.partition("://")[2].removeprefix("www.").rstrip("/") or url


@register.simple_tag
def guide_crumbs(facts: RoleFacts) -> tuple[Crumb, ...]:
    """The way down to this guide."""
    return crumbs.to_guide(facts)


@register.simple_tag
def guide_contents(page: RolePage) -> dict[str, str]:
    """The sections that this guide has, in the page's order: the id of each and its name in the contents."""
    facts = page.facts
    has_pay = bool(facts.occupations or facts.pay.percentiles or facts.pay.editorial)
    sections = (
        ("overview", _("Overview"), facts.overview.html),
        ("what-they-do", _("What they do"), facts.what_they_do.html or shown_titles(facts.titles)),
        ("salary", _("Salary") if facts.pay.refusal else _("Salary by level"), has_pay or not page.is_preview),
        ("skills", _("Required skills"), facts.skills),
        ("levels", _("Career levels"), facts.levels),
        ("roadmap", _("Learning roadmap"), facts.roadmap),
        ("break-in", _("How to break in"), facts.break_in.html or facts.entry_routes),
        ("pros-cons", _("Pros and cons"), facts.pros or facts.cons or facts.not_for_you_if),
        ("related", _("Related paths"), page.related),
        ("compare", _("Compare"), page.related),
        ("faq", _("Questions"), facts.questions),
        ("sources", _("Sources and method"), facts.sources),
    )
    return {anchor: name for anchor, name, is_there in sections if is_there}
