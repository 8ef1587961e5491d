"""What stands in the heads of the pages of skills; ``roles.seo`` says what a head is."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from roles import crumbs, structured_data
from roles.selectors.skill_list import SkillListPage
from roles.selectors.skills import SkillPage
from roles.seo import PageHead, absolute, numbered, page_head, page_query


def skill_head(page: SkillPage) -> PageHead:
    """A skill; one that a single guide asks for, or none, is not indexed: its page says little that the guide does not."""
    names = {"skill": page.name}
    number = page.page.number
    path = "" if page.is_thin else reverse("skill_detail", args=[page.slug])
    terms = absolute(reverse("skill_list"))
    asks = (
        _("The roles that ask for %(skill)s, how much it matters to each, from which level, and what they pay.") % names
    )
    return page_head(
        numbered(_("%(skill)s: roles that ask for it and what they pay") % names, number),
        f"{page.summary} {asks}".strip(),
        path=path,
        query=page_query(number),
        way=crumbs.to_skill(page.name),
        nodes=[structured_data.skill(page.name, page.summary, page.aliases, absolute(path), terms)] if path else (),
    )


def skill_list_head(page: SkillListPage | None, q: str = "") -> PageHead:
    """The list of skills. Searched or refused it is a view of the list, and not indexed."""
    description = _("Every skill, tool, body of knowledge and certification that a guide asks for, and how many do.")
    if page is None:
        return page_head(_("Error: %(name)s") % {"name": _("Skills")}, description)
    number = page.page.number
    name = _("“%(words)s” in skills") % {"words": q} if q else _("Skills, and the roles that ask for them")
    path = "" if q else reverse("skill_list")
    return page_head(numbered(name, number), description, path=path, query=page_query(number))
