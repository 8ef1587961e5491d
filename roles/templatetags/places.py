"""Words and addresses of a guide in one place."""

from __future__ import annotations

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from roles.facts import Percentiles
from roles.models import Area

register = template.Library()


@register.filter
def salary_address(slug: str, area: str) -> str:
    """Where the guide's figures for a place stand; the nation's are on the guide's own address."""
    query = "" if area == Area.NATION_CODE else f"?area={area}"
    return f"{reverse('role_detail', args=[slug])}{query}#salary"


@register.filter
def concentration(row: Percentiles) -> str:
    """The location quotient in words: "2.31 times as many as in the nation"; empty where none is published."""
    if row.location_quotient is None:
        return ""
    if row.location_quotient == 1:
        return _("as many as in the nation")
    return _("%(times)s times as many as in the nation") % {"times": f"{row.location_quotient:.2f}"}
