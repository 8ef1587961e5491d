"""The HTML of an amount of money: the one function that prints one, and never without its source."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from roles import pay


def money_html(
    amount: int | None,
    currency: str,
    *,
    source: int | None = None,
    cited: str | None = None,
    flag: str | None = None,
    short: bool = False,
    signed: bool = False,
    unsourced: bool = False,
    difference: bool = False,
) -> SafeString:
    """The amount with where it comes from. ValueError where no source is named and ``unsourced`` is not said.

    ``difference``: it stands in no publication, but is what two medians of the one that is ``cited`` are apart.
    """
    if not (source or cited or unsourced):
        raise ValueError("An amount of money is printed with its source, or as unsourced.")
    if not (amount is None or isinstance(amount, int)):  # a misspelt name resolves to ""
        raise ValueError(f"Not an amount of money: {amount!r}")
    if amount is None:
        return format_html('<span class="figure figure--none">{}</span>', absence(flag))
    text = pay.money_text(amount, currency, flag=flag or None, short=short)
    if signed and amount > 0:
        text = f"+{text}"
    if unsourced:
        return format_html("{} {}", unsourced_html(text), _("(no source given)"))
    if source:
        return format_html('<span class="figure">{}{}</span>', text, reference(int(source)))
    if difference:
        cited = f"{_('Difference of the medians:')} {cited}"
    return format_html('<span class="figure" title="{}">{}</span>', cited, text)


def unsourced_html(amount: str) -> SafeString:
    """An amount as an editor wrote it in a sentence that says that nobody is named for it."""
    return format_html('<span class="figure">{}</span>', amount)


def absence(flag: str | None) -> str:
    """Why a figure is not there."""
    return _("withheld") if flag == "withheld" else _("not published")


def reference(number: int) -> SafeString:
    """A superscript link to a source in the page's list."""
    label = _("Source %(number)d") % {"number": number}
    return format_html('<a class="ref" href="#source-{}" aria-label="{}">{}</a>', number, label, number)
