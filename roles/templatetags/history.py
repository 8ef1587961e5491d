"""What a history of pay says between two releases."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles.pay import PayStep
from roles.templatetags.guide import growth

register = template.Library()

REASONS = {
    "cell": gettext_lazy("Not comparable: counted as another occupation"),
    "time": gettext_lazy("Not comparable: the two do not say which time they follow"),
    "withheld": gettext_lazy("Not comparable: one of the two is withheld"),
    "top_coded": gettext_lazy("Not comparable: one of the two is top-coded, the true figure is that or more"),
    "method": gettext_lazy("Not comparable: the publisher estimates in another way from here on"),
    "missing": gettext_lazy("Not comparable: one of the two has no figure for this occupation"),
}


@register.filter
def change(step: PayStep) -> str:
    """What became of the median since the release before: "+3.2% since May 2024", or why that cannot be said."""
    if step.before is None:
        return _("The first release that we have")
    if step.change_percent is None:
        return str(REASONS[step.reason or "withheld"])
    return _("%(change)s since %(before)s") % {"change": growth(step.change_percent), "before": step.before.covers}


@register.filter
def breaks(steps: tuple[PayStep, ...]) -> list[PayStep]:
    """The releases that no line leads to, though another stands before them."""
    return [step for step in steps if step.before is not None and step.change_percent is None]
