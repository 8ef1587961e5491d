"""What lists of roles say of themselves: how many match, and what to try where none does."""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles import crumbs
from roles.crumbs import Crumb
from roles.models import Role
from roles.models.fields import Rank
from roles.pay import money_text
from roles.selectors.browse import BrowsePage, Filters
from roles.selectors.domains import DomainPage
from roles.selectors.pairs import RolePair

register = template.Library()


@dataclass(frozen=True, slots=True)
class ChosenFilter:
    """What the list is narrowed to, in words, and the address of the list without it."""

    name: str
    text: str
    url: str


@register.filter
def least_pay(amount: int) -> str:
    """An amount that somebody asks for at least: a round number of a filter and no figure."""
    return money_text(amount, "USD")


@register.simple_tag
def results_sentence(page: BrowsePage) -> SafeString:
    """How many guides match what, as a sentence; what was searched is set apart, whichever way it runs."""
    q, count = page.corrected or page.text, page.total
    names = {"count": count, "domain": page.domain.name if page.domain else "", "q": q}
    if q and page.domain:
        text = ngettext(
            "{count} guide in {domain} matches “<bdi>{q}</bdi>”",
            "{count} guides in {domain} match “<bdi>{q}</bdi>”",
            count,
        )
    elif q:
        text = ngettext("{count} guide matches “<bdi>{q}</bdi>”", "{count} guides match “<bdi>{q}</bdi>”", count)
    elif page.domain:
        text = ngettext("{count} guide in {domain}", "{count} guides in {domain}", count)
    else:
        text = ngettext("{count} guide", "{count} guides", count)
    return _narrowed(page, format_html(text, **names))


@register.simple_tag
def corrected_sentence(page: BrowsePage) -> SafeString:
    """That nothing matches as it was typed, and what was searched instead."""
    text = _("No guide matches “<bdi>{typed}</bdi>”. These match a word spelled nearly like it: “<bdi>{right}</bdi>”.")
    return format_html(text, typed=page.text, right=page.corrected)


@register.simple_tag
def nothing_sentence(page: BrowsePage) -> SafeString:
    """The title of an empty list."""
    q = page.corrected or page.text
    if q and page.domain:
        text = format_html(_("No guide in {domain} matches “<bdi>{q}</bdi>”"), domain=page.domain.name, q=q)
    elif q:
        text = format_html(_("No guide matches “<bdi>{q}</bdi>”"), q=q)
    elif page.domain:
        text = format_html(_("No guide in {domain} yet"), domain=page.domain.name)
    elif page.filters.chosen:
        text = format_html("{}", _("No guide is left"))
    else:
        text = format_html("{}", _("No guide is published yet"))
    return _narrowed(page, text)


def _narrowed(page: BrowsePage, sentence: SafeString) -> SafeString:
    """The sentence, and that filters which it does not name narrow it."""
    if page.filters.without("domain").chosen:
        return format_html(_("{sentence} with these filters"), sentence=sentence)
    return sentence


@register.simple_tag
def chosen_filters(page: BrowsePage, sort: str) -> list[ChosenFilter]:
    """What the list is narrowed to, each with the address without it."""
    return [
        ChosenFilter(name, _in_words(page, name), _url(page, page.filters.without(name), sort))
        for name in page.filters.chosen
    ]


@register.simple_tag
def clear_url(page: BrowsePage, sort: str) -> str:
    """The address of the search without any filter."""
    return _url(page, Filters(), sort)


@register.simple_tag
def what_to_try(page: BrowsePage, sort: str) -> list[dict[str, str]]:
    """Links out of an empty list; a number is only said where it is known."""
    items = []
    for name, count in page.fewer:
        if count:
            after = ngettext("to see %(count)d guide", "to see %(count)d guides", count) % {"count": count}
            items.append(
                {"text": _off(page, name), "url": _url(page, page.filters.without(name), sort), "after": after}
            )
    if page.matching and len(page.filters.chosen) > 1:
        after = ngettext("to see %(count)d guide", "to see %(count)d guides", page.matching) % {"count": page.matching}
        items.append({"text": _("Take off all filters"), "url": _url(page, Filters(), sort), "after": after})
    if page.text and not page.matching:
        items.append({"text": _("Check the spelling, or try one word of a title, or a skill")})
    if page.text and not page.near.rows and not page.matching:
        items.append({"text": _("Find roles near the skills that you have"), "url": reverse("path_picker")})
    if page.text:
        items.append({"text": _("Clear the search and browse every guide"), "url": reverse("role_list")})
    elif not page.filters.chosen:
        items.append({"text": _("How figures will be made"), "url": reverse("methodology")})
    return items


def _off(page: BrowsePage, name: str) -> str:
    if name == "domain":
        return _("Search every domain, not only %(domain)s") % {"domain": _in_words(page, name)}
    return _("Take off “%(filter)s”") % {"filter": _in_words(page, name)}


def _in_words(page: BrowsePage, name: str) -> str:
    """A chosen filter as it is printed."""
    filters = page.filters
    match name:
        case "domain":
            return page.domain.name if page.domain else ""
        case "skill":
            return page.skill.name if page.skill else ""
        case "pay_min":
            return _("Median of %(amount)s or more") % {"amount": least_pay(filters.pay_min or 0)}
        case "level":
            return str(Rank(filters.level).label)
        case _:
            return _("Growth of %(percent)d%% or more") % {"percent": filters.growth_min or 0}


def _url(page: BrowsePage, filters: Filters, sort: str) -> str:
    """The first page of the list for the same search, with these filters and in this order."""
    asked = {"q": page.text, **{name: getattr(filters, name) for name in filters.chosen}, "sort": sort}
    query = urlencode({name: value for name, value in asked.items() if value != ""})
    return reverse("role_list") + (f"?{query}" if query else "")


@register.filter
def shared_words(pair: RolePair) -> str:
    """ "5 of 13 skills shared"."""
    return ngettext("%(shared)d of %(total)d skill shared", "%(shared)d of %(total)d skills shared", pair.skills) % {
        "shared": pair.shared_skills,
        "total": pair.skills,
    }


@register.simple_tag
def report_crumbs(role: Role) -> tuple[Crumb, ...]:
    """The way down to the form that reports a mistake in this role's guide."""
    return crumbs.to_report(role)


@register.simple_tag
def domain_crumbs(page: DomainPage) -> tuple[Crumb, ...]:
    """The way down to this field of work."""
    return crumbs.to_domain(page.name)


@register.simple_tag
def domain_next(page: DomainPage) -> list[dict[str, str]]:
    """Links out of a field that has no guide yet; a number is only said where it is known."""
    if not page.whole:
        return [{"text": _("How figures will be made"), "url": reverse("methodology")}]
    after = ngettext("to see %(count)d guide", "to see %(count)d guides", page.whole) % {"count": page.whole}
    return [{"text": _("Browse every field"), "url": reverse("role_list"), "after": after}]
