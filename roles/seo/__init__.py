"""What stands in the head of every page: title, description, the one address, and what machines are told.

One rule decides what search engines keep: a page that has a canonical address is
indexed under it, and a page that has none is ``noindex``. Comparisons, paths and skills
have a module each beside this one.
"""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import strip_tags
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from roles import crumbs, structured_data
from roles.crumbs import Crumb
from roles.models import Area, Role
from roles.selectors.browse import BrowsePage
from roles.selectors.changes import ChangesPage
from roles.selectors.domains import DomainPage
from roles.selectors.guides import RolePage
from roles.selectors.places import RoleSalariesPage
from roles.selectors.salaries import SalariesPage
from roles.states import with_article
from roles.structured_data import GuideWords, Json, Site

# Search engines show about this many characters.
DESCRIPTION_LENGTH = 160
ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class PageHead:
    """The head of one page.

    ``title`` names the site too, ``name`` does not. ``canonical`` is the absolute address under
    which the page is kept, or empty where it is to be kept nowhere. ``kind`` is its Open Graph
    type. ``alternates`` are media types and addresses of the same facts in another form.
    ``data`` is JSON-LD, safe inside a script element.
    """

    title: str
    name: str
    description: str
    canonical: str = ""
    kind: str = "website"
    alternates: tuple[tuple[str, str], ...] = ()
    data: str = ""

    @property
    def is_indexed(self) -> bool:
        """Search engines may keep it."""
        return bool(self.canonical)


def page_head(
    name: str,
    description: str,
    *,
    title: str = "",
    path: str = "",
    query: dict[str, str | int] | None = None,
    kind: str = "website",
    way: Iterable[Crumb] = (),
    nodes: Iterable[Json] = (),
    alternates: Iterable[tuple[str, str]] = (),
) -> PageHead:
    """A page's head. ``path`` and ``query`` are its one address; without a path it is not indexed.

    ``title`` replaces "name · site"; ``way`` is the page's breadcrumb, ``nodes`` what else is told in JSON-LD.
    """
    site = this_site()
    told = [*nodes]
    steps = [(plain(label), address) for label, address in way]
    if steps:
        told.append(structured_data.breadcrumb_list(steps, site))
    return PageHead(
        title=title or f"{name} · {site.name}",
        name=name,
        description=shortened(description, DESCRIPTION_LENGTH),
        canonical=absolute(path, query) if path else "",
        kind=kind,
        alternates=tuple(alternates),
        data=structured_data.as_script(told) if told else "",
    )


# --- one function a page -----------------------------------------------------


def home_head() -> PageHead:
    site = this_site()
    name = _("%(site)s: what each role pays, needs and leads to") % {"site": site.name}
    return page_head(
        name,
        _(
            "Career guides: pay at every level where official figures allow it, required skills and a roadmap. "
            "Every figure names its source and date."
        ),
        title=name,
        path=reverse("home"),
        nodes=[structured_data.website(site)],
    )


def browse_head(page: BrowsePage | None, sort: str = "") -> PageHead:
    """The list of roles. Searched, narrowed, sorted or refused it is a view of the list, and not indexed.

    Narrowed to a field of work alone it holds the guides of that field's own page, page for page,
    so that page's address stands for it.
    """
    description = _("Career guides by title, other title or skill, each with its median pay and the source of it.")
    if page is None:
        return page_head(_("Error: %(name)s") % {"name": _("Roles")}, description)
    field, number, q = page.domain, page.page.number, page.text
    if q:
        name = _("“%(words)s” in roles") % {"words": q}
    elif field:
        name = _("Roles in %(domain)s") % {"domain": field.name}
    else:
        name = _("Roles")
    path = reverse("domain_detail", args=[field.slug]) if field else reverse("role_list")
    is_narrowed = bool(page.filters.without("domain").chosen)
    is_kept = not q and not sort and not is_narrowed and (field is None or page.total)
    return page_head(numbered(name, number), description, path=path if is_kept else "", query=page_query(number))


def domain_head(page: DomainPage) -> PageHead:
    """A field of work; one without a guide has nothing to be found for and is not indexed."""
    names = {"domain": page.name}
    number = page.page.number
    return page_head(
        numbered(_("%(domain)s: roles, pay and skills") % names, number),
        _("Career guides in %(domain)s with their median pay, its source, and the skills they share.") % names
        + (f" {page.summary}" if page.summary else ""),
        path=reverse("domain_detail", args=[page.slug]) if page.total else "",
        query=page_query(number),
        way=crumbs.to_domain(page.name),
    )


def guide_head(page: RolePage, *, is_permalink: bool = False) -> PageHead:
    """A guide. Every area's figures stand under the guide's one address; versions and previews under none."""
    facts = page.facts
    heading = _("How to get a job as %(article)s %(title)s") % {"article": facts.article, "title": facts.title}
    name = facts.seo_title or heading
    description = shortened(facts.seo_description or facts.summary or facts.title, DESCRIPTION_LENGTH)
    is_kept = not is_permalink and not page.is_preview
    path = reverse("role_detail", args=[facts.slug])
    words = GuideWords(absolute(path), heading, description, page.area_code, page.area_name, nation=Area.NATION_CODE)
    return page_head(
        _("Preview: %(name)s") % {"name": name} if page.is_preview else name,
        description,
        path=path if is_kept else "",
        kind="article",
        way=crumbs.to_guide(facts),
        nodes=structured_data.guide(facts, words, this_site()) if is_kept else (),
        alternates=[("application/json", reverse("role_json", args=[facts.slug]))],
    )


def salaries_head(page: SalariesPage, sort: str = "") -> PageHead:
    """Pay of every role in one place. Of one area or field, or in another order, it is a view of the list, and not indexed."""
    place, number = with_article(page.areas.chosen.name), page.page.number
    name = _("Salaries in %(place)s") % {"place": place}
    if page.domain:
        name = _("%(domain)s salaries in %(place)s") % {"domain": page.domain.name, "place": place}
    is_kept = page.areas.is_nation and page.domain is None and not sort
    return page_head(
        numbered(_("Salaries by role and place") if is_kept else name, number),
        _("The official median and middle half of every role in %(place)s, each with its source and date.")
        % {"place": place},
        path=reverse("salaries") if is_kept else "",
        query=page_query(number),
    )


def role_salaries_head(page: RoleSalariesPage, *, is_whole: bool) -> PageHead:
    """One role's pay by state; a part of it, another order, or a page without a figure is not indexed."""
    names = {"title": page.facts.title}
    return page_head(
        _("%(title)s salaries by state") % names,
        _("What official statistics say %(title)s pays in each state: median and middle half, with source and date.")
        % names,
        path=reverse("role_salaries", args=[page.facts.slug]) if is_whole and page.has_figures else "",
        way=crumbs.to_role_salaries(page.facts.title),
    )


def api_docs_head() -> PageHead:
    return page_head(
        _("API: the same figures as JSON"),
        _("The same figures as JSON, read-only and without a key: addresses, parameters and answers."),
        path=reverse("api_docs"),
    )


def methodology_head() -> PageHead:
    return page_head(
        _("How figures are made"),
        _(
            "Where pay figures come from, which one becomes the headline, how pay by level is estimated, "
            "and when we refuse a figure."
        ),
        path=reverse("methodology"),
    )


def changes_head(page: ChangesPage) -> PageHead:
    number = page.page.number
    return page_head(
        numbered(_("What changed"), number),
        _("Guides published and updated, official figures read in, and every correction with what stood there before."),
        path=reverse("changes"),
        query=page_query(number),
        way=crumbs.to_changes(),
    )


def privacy_head() -> PageHead:
    return page_head(
        _("Privacy: what is stored and why"),
        _("What the apply form stores, why, who sees it, and how to withdraw. Reading the site stores nothing."),
        path=reverse("privacy"),
    )


def my_skills_head() -> PageHead:
    """What one browser keeps is nothing for search engines."""
    return page_head(_("Your skills"), _("The skills that you marked as known, kept in your browser alone."))


def form_head(name: str, description: str = "", *, way: Iterable[Crumb] = (), is_wrong: bool = False) -> PageHead:
    """A form, or what follows it: for the one who sends it, not for search engines."""
    return page_head(_("Error: %(name)s") % {"name": name} if is_wrong else name, description or name, way=way)


def report_head(role: Role, *, is_wrong: bool = False) -> PageHead:
    name = _("Report a mistake in the guide to %(title)s") % {"title": role.title}
    return form_head(name, way=crumbs.to_report(role), is_wrong=is_wrong)


def report_thanks_head(role: Role) -> PageHead:
    return form_head(_("Thank you: your report is kept"), way=crumbs.to_report(role))


# --- parts ---------------------------------------------------------------------


def this_site() -> Site:
    return Site(settings.SITE_NAME, settings.SITE_URL)


def absolute(path: str, query: dict[str, str | int] | None = None) -> str:
    """The public address of a path."""
    return f"{settings.SITE_URL}{path}" + (f"?{urlencode(query)}" if query else "")


def shortened(text: str, length: int) -> str:
    """The text on one line, of at most so many characters; what is cut is cut between words."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    cut = line[: length - len(ELLIPSIS)]
    return (cut.rpartition(" ")[0] or cut).rstrip(" .,;:") + ELLIPSIS


def plain(label: str | Promise) -> str:
    """A label without markup: what ``format_html`` made is read back as text."""
    return html.unescape(strip_tags(label)) if isinstance(label, SafeString) else str(label)


def numbered(name: str, number: int) -> str:
    """The name of a page, and which one of a list's pages it is from the second on."""
    return _("%(name)s, page %(number)d") % {"name": name, "number": number} if number > 1 else name


def page_query(number: int) -> dict[str, str | int]:
    """What the address of a list's page asks with; the first page's with nothing."""
    return {"page": number} if number > 1 else {}
