"""The heads of the pages that set roles side by side."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from roles import crumbs
from roles.comparison.compared import Comparison
from roles.comparison.words import Words
from roles.seo import PageHead, page_head


def comparison_head(
    compared: Comparison,
    words: Words | None = None,
    *,
    is_kept: bool = False,
    only: bool = False,
    is_preview: bool = False,
) -> PageHead:
    """Roles side by side, described by their editor's words if there are any.

    A pair that has earned it is kept under its one address; a part of it, a preview, and three or four roles, are not.
    """
    titles = [side.facts.title for side in compared.sides]
    json = reverse("compare_pair_json", args=[compared.slugs]) if compared.is_pair else ""
    description = _(
        "%(titles)s side by side: pay with its source, shared and different skills, what each level is expected to do."
    ) % {"titles": ", ".join(titles)}
    name = _("%(titles)s: pay, skills and levels") % {"titles": f" {_('vs')} ".join(titles)}
    return page_head(
        _("Preview: %(name)s") % {"name": name} if is_preview else name,
        words.seo_description if words and words.seo_description else description,
        path=reverse("compare_pair", args=[compared.slugs]) if is_kept and not only and not is_preview else "",
        way=crumbs.to_comparison(titles),
        alternates=[("application/json", json)] if json else (),
    )


def picker_head(*, is_kept: bool, is_wrong: bool = False) -> PageHead:
    """Where roles to compare are chosen; with something chosen, or wrong, it is one visitor's own."""
    name = _("Compare roles")
    return page_head(
        _("Error: %(name)s") % {"name": name} if is_wrong else name,
        _("Choose two to four roles and see what sets them apart first: pay with its source, skills, levels, way in."),
        path=reverse("compare_picker") if is_kept else "",
    )
