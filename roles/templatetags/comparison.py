"""What a comparison says in sentences: each is made from its facts alone, with the source of every amount."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from roles import crumbs
from roles.comparison.compared import Comparison, LevelPair, Side
from roles.comparison.overlap import SkillOverlap, SkillPair
from roles.crumbs import Crumb
from roles.facts import Headline, LevelPay, OccupationFacts, Percentiles
from roles.money import money_html
from roles.templatetags.guide import growth, words, years

register = template.Library()

REFUSALS = {
    "editorial": gettext_lazy("At least one of the two figures is our editors' own, so no difference is worked out."),
    "currency": gettext_lazy("The two figures are in different currencies, so no difference is worked out."),
    "area": gettext_lazy("The two figures are of different places, so no difference is worked out."),
    "release": gettext_lazy("The two figures are of different releases, so no difference is worked out."),
    "top_coded": gettext_lazy("A median above the release's ceiling is not published, so no difference is worked out."),
}
NOTES = {
    "core": gettext_lazy("core"),
    "important": gettext_lazy("important"),
    "complementary": gettext_lazy("complementary"),
}


@register.filter
def gap_sentence(compared: Comparison) -> SafeString:
    """The short answer about pay: the difference where it is honest, else why there is none."""
    a, b = compared.a.headline, compared.b.headline
    gap = compared.gap
    if a is None or b is None:
        return _missing(compared)
    if gap.kind == "same_occupation":
        return format_html(
            _(
                "No separate official wage exists for these two: both are counted as {occupation} ({code}), "
                "whose median is {amount} a year."
            ),
            occupation=a.occupation_title,
            code=a.occupation,
            amount=headline_html(a),
        )
    if gap.kind == "equal":
        return format_html(
            _("The official median is the same for both, {amount} a year, though they are different occupations."),
            amount=headline_html(a),
        )
    if gap.kind == "difference":
        upper, lower = (compared.b, compared.a) if gap.higher == "b" else (compared.a, compared.b)
        return _difference(compared, upper, lower)
    return conditional_escape(str(REFUSALS[gap.reason or ""]))


def _difference(compared: Comparison, upper: Side, lower: Side) -> SafeString:
    """Whose median is higher, with the occupation that each figure is of; and where one of them counts both roles."""
    said = format_html(
        _(
            "The official median for {upper} is {difference} a year higher: "
            "{high} for {high_occupation}, against {low} for {low_occupation}."
        ),
        upper=_plural(upper),
        difference=difference_html(compared),
        high=headline_html(upper.headline),
        high_occupation=_occupation(upper),
        low=headline_html(lower.headline),
        low_occupation=_occupation(lower),
    )
    for side, other in ((upper, lower), (lower, upper)):
        if side.headline and side.headline.occupation in {row.code for row in other.facts.occupations}:
            return format_html(
                _("{said} {others} are counted in {occupation} too, so the two figures are not of separate groups."),
                said=said,
                others=_plural(other),
                occupation=_occupation(side),
            )
    return said


def _occupation(side: Side) -> str:
    """The official occupation that the headline is of."""
    return (side.headline.occupation_title if side.headline else None) or ""


def _missing(compared: Comparison) -> SafeString:
    without = [side for side in compared.sides if side.headline is None]
    if len(without) == 2:
        return conditional_escape(_("No figure with a source is known for either role, so their pay is not compared."))
    return format_html(
        _("No figure with a source is known for {role}, so the pay of the two is not compared."),
        role=_plural(without[0]),
    )


def headline_html(headline: Headline | None) -> SafeString:
    """A headline's amount with its source."""
    if headline is None:
        return SafeString()
    return money_html(headline.amount, headline.currency, source=headline.source_number, flag=headline.flag)


@register.filter
def difference_html(compared: Comparison) -> SafeString:
    """The honest difference of the two headlines, citing their release."""
    headline = compared.a.headline
    if headline is None or compared.gap.amount is None:
        return SafeString()
    return money_html(compared.gap.amount, headline.currency, cited=headline.source, difference=True)


def _plural(side: Side) -> SafeString:
    return format_html("<bdi>{}</bdi>", side.facts.plural)


def _title(side: Side) -> SafeString:
    return format_html("<bdi>{}</bdi>", side.facts.title)


@register.filter
def middle_sentence(compared: Comparison) -> SafeString:
    """How the two middle halves of official pay lie; empty where that may not be said."""
    middle, a, b = compared.middle, compared.a.spread, compared.b.spread
    if middle is None or a is None or b is None:
        return SafeString()
    if middle.upper is None:
        return format_html(
            _("The middle halves overlap: pay between {low} and {high} lies in the middle half of both occupations."),
            low=money_html(middle.low, a.currency, cited=a.source),
            high=money_html(middle.high, a.currency, cited=a.source),
        )
    upper, lower = (a, b) if middle.upper == "a" else (b, a)
    return format_html(
        _(
            "The middle halves do not meet: three quarters of {upper} earn {above} or more, "
            "three quarters of {lower} {below} or less."
        ),
        upper=upper.occupation_title,
        above=money_html(upper.p25, upper.currency, cited=upper.source),
        lower=lower.occupation_title,
        below=money_html(lower.p75, lower.currency, cited=lower.source),
    )


@register.filter
def skills_sentence(skills: SkillOverlap) -> str:
    """How many skills the two share, and which are core in both."""
    if not skills.total:
        return _("Neither guide lists skills yet.")
    if not skills.both:
        return _("The two guides share no skill.")
    shared = ngettext(
        "They share %(shared)d of %(total)d skill.", "They share %(shared)d of %(total)d skills.", skills.total
    ) % {"shared": len(skills.both), "total": skills.total}
    if not skills.core_in_both:
        return shared
    return " ".join(
        [shared, _("Core in both: %(names)s.") % {"names": ", ".join(skill.name for skill in skills.core_in_both)}]
    )


@register.filter
def levels_sentence(compared: Comparison) -> SafeString:
    """Where the two ladders begin."""
    a, b = compared.a.first_level, compared.b.first_level
    if a is None or b is None:
        return conditional_escape(_("At least one of the guides describes no levels yet."))
    if a.rank == b.rank:
        return format_html(_("Both ladders begin at {level}."), level=a.name.lower())
    return format_html(
        _("The ladder of {a} begins at {level_a} ({years_a}), that of {b} at {level_b} ({years_b})."),
        a=_plural(compared.a),
        level_a=a.name.lower(),
        years_a=years(a),
        b=_plural(compared.b),
        level_b=b.name.lower(),
        years_b=years(b),
    )


@register.filter
def growth_sentence(side: Side) -> str:
    """The projection of one side: "+5.6% over 2024–34", or that there is none."""
    outlook = side.facts.outlook
    if outlook is None or outlook.growth_percent is None:
        return _("no projection")
    return _("%(growth)s over %(period)s") % {"growth": growth(outlook.growth_percent), "period": outlook.period}


@register.filter
def importance_note(skill: SkillPair) -> str:
    """How much a skill matters: "core in both", "core in A", or its importance in the one guide that names it."""
    if skill.a is None or skill.b is None:
        return str(NOTES[skill.importance])
    note = {"importance": NOTES[skill.importance]}
    if skill.a == skill.b:
        return _("%(importance)s in both") % note
    if skill.a == skill.importance:
        return _("%(importance)s in A") % note
    return _("%(importance)s in B") % note


@register.filter
def overlap_bar(skills: SkillOverlap) -> list[dict[str, str]]:
    """The bar of three sets as segments of its width, in per cent, with a hair's breadth between them."""
    sets = (("a", len(skills.only_a)), ("both", len(skills.both)), ("b", len(skills.only_b)))
    given = [(name, count) for name, count in sets if count]
    space = 0.3
    room = 100 - space * (len(given) - 1)
    segments, x = [], 0.0
    for name, count in given:
        width = room * count / skills.total
        segments.append({"name": name, "x": f"{x:.2f}%", "width": f"{width:.2f}%"})
        x += width + space
    return segments


@register.filter
def level_pay(pay: LevelPay) -> SafeString:
    """A level's pay in a table cell: its two ends, and the median where an editor gives one."""
    median = SafeString()
    if pay.median is not None:
        amount = money_html(pay.median, pay.currency, cited=pay.source)
        median = format_html(_("median {amount}"), amount=amount)
    if pay.low is None and pay.high is None and median:
        return median
    ends = [
        (money_html(amount, pay.currency, cited=pay.source, flag=flag),)
        for amount, flag in ((pay.low, pay.low_flag), (pay.high, pay.high_flag))
    ]
    band = format_html_join(" – ", "{}", ends)
    return format_html("{}, {}", band, median) if median else band


@register.filter
def has_estimates(levels: Iterable[LevelPair]) -> bool:
    """At least one level is estimated from percentiles."""
    return any(
        pay is not None and pay.basis == "estimated_from_percentiles"
        for pair in levels
        for pay in (pair.pay_a, pair.pay_b)
    )


@register.filter
def rests_on(pair: LevelPair) -> str:
    """What the pay of a level rests on, in each role that has one."""
    grounds = {letter: _ground(pay) for letter, pay in (("A", pair.pay_a), ("B", pair.pay_b)) if pay is not None}
    if len(set(grounds.values())) == 1:
        return next(iter(grounds.values()))
    return "; ".join(f"{letter}: {ground}" for letter, ground in grounds.items())


def _ground(pay: LevelPay) -> str:
    if pay.basis == "editorial":
        return pay.source
    return _("Between the %(ends)s") % {"ends": words(pay.level, "band")}


@register.filter
def counted(row: OccupationFacts | Percentiles) -> str:
    """Whom the occupation's wage counts, in a sentence: managers of every level, a residual group, several roles."""
    others = row.shared_with
    if row.specificity == "management":
        return _("Counts managers of every level together.")
    if row.specificity == "residual":
        return _("A group of what is counted nowhere else.")
    if row.specificity == "own":
        return _("No other role of this site is matched to it.")
    if others:
        text = ngettext(
            "Counts %(count)d other role of this site too.", "Counts %(count)d other roles of this site too.", others
        )
        return text % {"count": others}
    return _("Counts several kinds of work.")


@register.simple_tag
def versus_crumbs(compared: Comparison) -> tuple[Crumb, ...]:
    """The way down to this comparison."""
    return crumbs.to_pair(compared.a.facts.title, compared.b.facts.title)
