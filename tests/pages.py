"""A page as a visitor's browser takes it: its links, its forms with what stands in them, its text."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Form:
    """A form's address, method and what it would send if nothing more was typed."""

    action: str
    method: str
    values: dict[str, str] = field(default_factory=dict)


class Page(HTMLParser):
    """Read a response's HTML: ``Page(response.content.decode())``."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.html = html
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.bdi: list[str] = []
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._select: tuple[str, str | None] | None = None
        self._textarea: str | None = None
        self._in_bdi = 0
        self._words: list[str] = []
        self.feed(html)
        self.close()

    @property
    def text(self) -> str:
        """Everything that is printed, without the tags."""
        return " ".join(" ".join(self._words).split())

    def form(self, action: str) -> Form:
        """The form that is sent to this address."""
        return next(form for form in self.forms if form.action == action)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids.add(given["id"])
        if tag in ("a", "link") and given.get("href"):
            self.links.append(given["href"])
        elif tag in ("script", "img") and given.get("src"):
            self.links.append(given["src"])
        elif tag == "form":
            self._form = Form(given.get("action", ""), given.get("method", "get").lower())
            self.forms.append(self._form)
        elif tag == "bdi":
            self._in_bdi += 1
            self.bdi.append("")
        elif self._form is not None:
            self._field(tag, given)

    def _field(self, tag: str, given: dict[str, str]) -> None:
        assert self._form is not None
        name = given.get("name", "")
        if tag == "input" and name:
            if given.get("type") in ("checkbox", "radio"):
                if "checked" in given:
                    self._form.values[name] = given.get("value", "on")
            else:
                self._form.values[name] = given.get("value", "")
        elif tag == "textarea":
            self._textarea = name
            self._form.values[name] = ""
        elif tag == "select":
            self._select = (name, None)
        elif tag == "option" and self._select is not None:
            select, chosen = self._select
            if "selected" in given or chosen is None:
                self._select = (select, given.get("value", ""))
                self._form.values[select] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "textarea" and self._textarea is not None:
            assert self._form is not None
            # A line break right after the tag is not part of the text.
            self._form.values[self._textarea] = self._form.values[self._textarea].removeprefix("\n")
            self._textarea = None
        elif tag == "select":
            self._select = None
        elif tag == "bdi":
            self._in_bdi -= 1

    def handle_data(self, data: str) -> None:
        if self._textarea is not None and self._form is not None:
            self._form.values[self._textarea] += data
            return
        self._words.append(data)
        if self._in_bdi:
            self.bdi[-1] += data
