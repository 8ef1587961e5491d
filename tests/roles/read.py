"""What of a page the tests ask for: its text, links, ids and the order of its headings."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from django.http import HttpResponse

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Read(HTMLParser):
    """A page as it is read: ``text`` in one line, ``links``, ``ids``, ``headings`` as (rank, text)."""

    def __init__(self, response: HttpResponse) -> None:
        super().__init__()
        self.html = response.content.decode()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.headings: list[tuple[int, str]] = []
        self._open: list[str] = []
        self._words: list[str] = []
        self._heading: list[str] | None = None
        self.feed(self.html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)
        if re.fullmatch(r"h[1-6]", tag):
            self._heading = []

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag, f"</{tag}> closes nothing at {self.getpos()}"
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append((int(tag[1]), _one_line(self._heading or [])))
            self._heading = None

    def handle_data(self, data: str) -> None:
        if not {"script", "style", "title"} & set(self._open):
            self._words.append(data)
        if self._heading is not None:
            self._heading.append(data)

    @property
    def text(self) -> str:
        return _one_line(self._words)

    @property
    def title(self) -> str:
        found = re.search(r"<title>(.*?)</title>", self.html, re.DOTALL)
        return _one_line([found[1]]) if found else ""

    @property
    def links(self) -> list[str]:
        return [attrs["href"] or "" for tag, attrs in self.tags if tag == "a" and "href" in attrs]

    def check(self) -> None:
        """One h1, no rank left out, ids once, every reference to an id kept, nothing inline, captions on tables."""
        # An error summary comes first in main, before the page's own heading.
        ranks = [rank for rank, text in self.headings if text != "There is a problem"]
        assert ranks.count(1) == 1
        assert all(later - earlier <= 1 for earlier, later in zip([0, *ranks], ranks, strict=False)), self.headings
        ids = [attrs["id"] for _tag, attrs in self.tags if attrs.get("id")]
        assert len(ids) == len(set(ids)), sorted(ids)
        for tag, attrs in self.tags:
            assert "style" not in attrs, tag
            assert not any(name.startswith("on") for name in attrs), tag
            for name in ("for", "aria-labelledby", "aria-describedby"):
                for wanted in (attrs.get(name) or "").split():
                    assert wanted in ids, (tag, name, wanted)
            if tag == "a" and (attrs.get("href") or "").startswith("#"):
                assert (attrs["href"] or "")[1:] in ids, attrs
        assert self.html.count("<table") == self.html.count("<caption")
        printed = re.sub(r'<script type="application/ld\+json">.*?</script>', "", self.html)
        assert not re.search(r"\{[{%#]|[%#}]\}|[\">]None[\"<]", printed), "a template's own words were printed"


def _one_line(words: list[str]) -> str:
    return " ".join("".join(words).split())
