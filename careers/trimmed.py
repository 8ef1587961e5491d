"""Templates without the indentation they are written with: an eighth of a page's bytes says nothing."""

import re

from django.template import Origin
from django.template.loaders.filesystem import Loader

_INDENT = re.compile(r"\n\s+")
# A line of nothing but tags that print nothing themselves leaves no line behind.
_SILENT = r"(?:\{% (?:load|if|elif|else|endif|for|empty|endfor|with|endwith)\b[^\n]*?%\}|\{#[^\n]*?#\})"
_SILENT_LINE = re.compile(rf"^({_SILENT}+)\n", re.MULTILINE)


class TrimmedLoader(Loader):
    """The site's HTML files, trimmed once when a process first reads them. Mails and other texts stay as they are.

    What a line break means is kept: where one stood, one stands, so no words and no inline elements grow together.
    """

    def get_contents(self, origin: Origin) -> str:
        contents = super().get_contents(origin)
        return trimmed(contents) if str(origin.name).endswith(".html") else contents


def trimmed(template: str) -> str:
    return _SILENT_LINE.sub(r"\1", _INDENT.sub("\n", template))
