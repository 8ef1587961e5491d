"""Templates without the layout they are written with: a sixth of a page's bytes says nothing."""

import re

from django.template import Origin
from django.template.loaders.filesystem import Loader

_INDENT = re.compile(r"\n\s+")
# A line of nothing but tags that print nothing themselves leaves no line behind.
_SILENT = r"(?:\{% (?:load|if|elif|else|endif|for|empty|endfor|with|endwith)\b[^\n]*?%\}|\{#[^\n]*?#\})"
_SILENT_LINE = re.compile(rf"^({_SILENT}+)\n", re.MULTILINE)
# Space before and after these is drawn nowhere: they begin a line of their own, are marks of an SVG, or stand in the head.
_BLOCK = (
    r"</?(?:html|head|meta|title|link|body|main|section|nav|header|footer|article|aside|div|h[1-6]|p|ul|ol|li|dl|dt|dd"
    r"|table|caption|thead|tbody|tr|th|td|figure|figcaption|details|summary|line|path|rect|text)\b"
)
_BEFORE_BLOCK = re.compile(rf"\n(?={_SILENT}*{_BLOCK})")
_AFTER_BLOCK = re.compile(rf"({_BLOCK}[^<>]*>)\n")


class TrimmedLoader(Loader):
    """The site's HTML files, trimmed once when a process first reads them. Mails and other texts stay as they are.

    What a line break means is kept: where one stood between words or inline elements, one stands, so that
    none grow together.
    """

    def get_contents(self, origin: Origin) -> str:
        contents = super().get_contents(origin)
        return trimmed(contents) if str(origin.name).endswith(".html") else contents


def trimmed(template: str) -> str:
    lines = _SILENT_LINE.sub(r"\1", _INDENT.sub("\n", template))
    return _AFTER_BLOCK.sub(r"\1", _BEFORE_BLOCK.sub("", lines))
