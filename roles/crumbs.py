"""The way down to each page: pairs of a label and an address, the last of them the page itself with none.

A page prints them (``components/breadcrumb.html``) and its head tells them to machines
(``roles.seo``), so both come from here. Labels are texts, or HTML made by ``format_html``.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from roles.facts import RoleFacts
from roles.models import Role

Crumb = tuple[str, str]


def to_guide(facts: RoleFacts) -> tuple[Crumb, ...]:
    """Home, roles, field, the role itself."""
    field = ((facts.domain.name, reverse("domain_detail", args=[facts.domain.slug])),) if facts.domain.slug else ()
    return (*_roles(), *field, (facts.title, ""))


def to_domain(name: str) -> tuple[Crumb, ...]:
    """Home, roles, the field."""
    return (*_roles(), (name, ""))


def to_skill(name: str) -> tuple[Crumb, ...]:
    """Home, skills, the skill."""
    return (_home(), (_("Skills"), reverse("skill_list")), (name, ""))


def to_changes() -> tuple[Crumb, ...]:
    """Home, the log of what changed."""
    return (_home(), (_("What changed"), ""))


def to_comparison(titles: Sequence[str]) -> tuple[Crumb, ...]:
    """Home, compare, "A vs B"; of more than two, how many."""
    names = format_html_join(f" {_('vs')} ", "<bdi>{}</bdi>", ((title,) for title in titles))
    if len(titles) > 2:
        names = format_html(_("{count} roles"), count=len(titles))
    return (_home(), (_("Compare"), reverse("compare_picker")), (names, ""))


def to_role_salaries(title: str) -> tuple[Crumb, ...]:
    """Home, salaries, the role."""
    return (_home(), (_("Salaries"), reverse("salaries")), (format_html("<bdi>{}</bdi>", title), ""))


def to_paths() -> tuple[Crumb, ...]:
    """Home, paths."""
    return (_home(), (_("Paths"), ""))


def to_path(start: str, goal: str) -> tuple[Crumb, ...]:
    """Home, paths, "A to B"; without a goal what is near A, without a start the way from skills to B."""
    names = {name: format_html("<bdi>{}</bdi>", title) for name, title in (("a", start), ("b", goal))}
    if start and goal:
        label = format_html(_("{a} to {b}"), **names)
    elif goal:
        label = format_html(_("To {b}"), **names)
    elif start:
        label = format_html(_("From {a}"), **names)
    else:
        label = format_html("{}", _("From your skills"))
    return (_home(), (_("Paths"), reverse("path_picker")), (label, ""))


def below_guide(slug: str, title: str, name: str) -> tuple[Crumb, ...]:
    """Home, the guide, a form that belongs to it."""
    return (_home(), (format_html("<bdi>{}</bdi>", title), reverse("role_detail", args=[slug])), (name, ""))


def to_report(role: Role) -> tuple[Crumb, ...]:
    """Home, the guide, the form that reports a mistake in it."""
    return below_guide(role.slug, role.title, _("Report a mistake"))


def _home() -> Crumb:
    return (settings.SITE_NAME, reverse("home"))


def _roles() -> tuple[Crumb, Crumb]:
    return (_home(), (_("Roles"), reverse("role_list")))
