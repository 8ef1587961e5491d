"""Prose of a catalogue file as an editor would type it."""

from __future__ import annotations

import re

_BEGINS_A_BLOCK = re.compile(r"(?:[-*+>]|\d{1,9}[.)])\s")


def unwrap(text: str) -> str:
    """The same Markdown with every paragraph and list item on one line.

    Files break lines where a reviewer reads them; in the guide editor those breaks would
    stand in the middle of a sentence. Hard breaks (two spaces or a backslash at the end) stay.
    """
    lines: list[str] = []
    for line in text.strip().splitlines():
        continues = bool(lines and lines[-1] and line.strip()) and not _BEGINS_A_BLOCK.match(line.lstrip())
        if continues and not lines[-1].endswith(("  ", "\\")):
            lines[-1] = f"{lines[-1].rstrip()} {line.lstrip()}"
        else:
            lines.append(line)
    return "\n".join(lines)
