"""What a history of pay says between two releases."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles.pay import PayStep
from roles.templatetags.guide import growth

register = template.Library()

REASONS = {
    "cell": gettext_lazy("counted as another occupation"),
    "time": gettext_lazy("the two do not say which time they follow"),
    "withheld": gettext_lazy("one of the two is withheld"),
    "top_coded": gettext_lazy("one of the two is top-coded, the true figure is that or more"),
    "method": gettext_lazy("the publisher estimates in another way from here on"),
    "missing": gettext_lazy("one of the two has no figure for this occupation"),
}


@register.filter
def change(step: PayStep) -> str:
    """What became of the median since the release before: "+3.2%", or that this cannot be said."""
    if step.before is None:
        return _("first release")
    return _("not comparable") if step.change_percent is None else growth(step.change_percent)


@register.filter
def why_not(step: PayStep) -> str:
    """Why no change is printed between this release and the one before."""
    return str(REASONS[step.reason or "withheld"])


@register.filter
def breaks(steps: tuple[PayStep, ...]) -> list[PayStep]:
    """The releases that no line leads to, though another stands before them."""
    return [step for step in steps if step.before is not None and step.change_percent is None]
