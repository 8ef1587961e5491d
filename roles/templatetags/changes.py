"""The way down to the log of changes."""

from __future__ import annotations

from django import template

from roles import crumbs
from roles.crumbs import Crumb

register = template.Library()


@register.simple_tag
def changes_crumbs() -> tuple[Crumb, ...]:
    """The way down to the log of changes."""
    return crumbs.to_changes()
