"""What lists of roles say of themselves: how many match, and what to try where none does."""

from __future__ import annotations

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
from roles.selectors.domains import DomainPage
from roles.selectors.lists import BrowsePage
from roles.selectors.pairs import RolePair

register = template.Library()


@register.simple_tag
def results_sentence(page: BrowsePage, q: str) -> SafeString:
    """How many guides match what, as a sentence; what was typed is set apart, whichever way it runs."""
    count = page.total
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
    return format_html(text, **names)


@register.simple_tag
def nothing_sentence(page: BrowsePage, q: str) -> SafeString:
    """The title of an empty list."""
    if q and page.domain:
        return format_html(_("No guide in {domain} matches “<bdi>{q}</bdi>”"), domain=page.domain.name, q=q)
    if q:
        return format_html(_("No guide matches “<bdi>{q}</bdi>”"), q=q)
    if page.domain:
        return format_html(_("No guide in {domain} yet"), domain=page.domain.name)
    return format_html("{}", _("No guide is published yet"))


@register.simple_tag
def what_to_try(page: BrowsePage, q: str) -> list[dict[str, str]]:
    """Links out of an empty list; a number is only said where it is known."""
    path = reverse("role_list")
    items = []
    if page.domain and page.matching:
        after = ngettext("to see %(count)d guide", "to see %(count)d guides", page.matching) % {"count": page.matching}
        items.append(
            {
                "text": _("Search every domain, not only %(domain)s") % {"domain": page.domain.name},
                "url": f"{path}?{urlencode({'q': q})}" if q else path,
                "after": after,
            }
        )
    if q:
        items.append({"text": _("Check the spelling, or try one word of a title, or a skill")})
    if q or page.domain:
        items.append({"text": _("Clear the search and browse every guide"), "url": path})
    else:
        items.append({"text": _("How figures will be made"), "url": reverse("methodology")})
    return items


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
