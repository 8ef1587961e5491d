"""Printing what machines are told of a page."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString, mark_safe

from roles.seo import PageHead

register = template.Library()


@register.simple_tag
def data_block(head: PageHead) -> SafeString:
    """The JSON-LD of a page, for a script element; the one place that trusts it."""
    return mark_safe(head.data)  # noqa: S308 - structured_data.as_script escapes what could end the element
