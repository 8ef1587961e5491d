"""What stands in the heads of the pages of paths."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from roles import crumbs
from roles.facts import RoleFacts
from roles.paths import CareerPath
from roles.seo import PageHead, page_head


def path_head(path: CareerPath) -> PageHead:
    """A way. None is indexed: it says of two guides what each says of itself, for one reader; there are as many as pairs.

    What is worth finding of two roles together stands on their comparison.
    """
    goal = path.goal.title
    start = path.start.title if path.start else ""
    names = {"start": start, "goal": goal}
    return page_head(
        _("From %(start)s to %(goal)s") % names if start else _("From your skills to %(goal)s") % names,
        _("What carries over, what is missing, in what order and in how many hours, by the guide’s own roadmap."),
        way=crumbs.to_path(start, goal),
    )


def near_head(start: RoleFacts | None) -> PageHead:
    """The roles near a guide or a set of skills: a view for one reader, not indexed."""
    title = start.title if start else ""
    return page_head(
        _("Roles near %(title)s") % {"title": title} if title else _("Roles near your skills"),
        _("Every role that asks for some of the skills, those of which least is missing first."),
        way=crumbs.to_path(title, ""),
    )


def picker_head(*, is_wrong: bool = False) -> PageHead:
    """Where a way begins; a refused choice is not indexed."""
    name = _("Paths: from where you are to the role you want")
    return page_head(
        _("Error: %(name)s") % {"name": name} if is_wrong else name,
        _(
            "Choose the role or the skills you have and the role you want: what carries over, what is missing, "
            "in what order and in how many hours."
        ),
        path="" if is_wrong else reverse("path_picker"),
        way=crumbs.to_paths(),
    )
