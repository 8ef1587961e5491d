"""What a browser without JavaScript would send of a page's form."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from roles.models import GuideVersion
from roles.services import start_draft


class SentForm(HTMLParser):
    """The successful controls of one form, by its id. What stands in a template is no control."""

    def __init__(self, form_id: str, html: str) -> None:
        super().__init__()
        self.form_id, self.data = form_id, QueryDict(mutable=True)
        self.inside = self.in_template = False
        self._select = self._area = ""
        self._first: str | None = None
        self._text: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given: dict[str, Any] = dict(attrs)
        if tag == "form" and given.get("id") == self.form_id:
            self.inside = True
        if tag == "template":
            self.in_template = True
        if not self.inside or self.in_template:
            return
        name = given.get("name") or ""
        if tag == "input" and name:
            self._input(name, given)
        elif tag == "select" and name:
            self._select, self._first = name, None
        elif tag == "option" and self._select:
            if self._first is None:
                self._first = given.get("value", "")
            if "selected" in given:
                self.data.appendlist(self._select, given.get("value", ""))
        elif tag == "textarea" and name:
            self._area, self._text = name, []

    def _input(self, name: str, given: dict[str, Any]) -> None:
        if given.get("type") in {"checkbox", "radio"}:
            if "checked" in given:
                self.data.appendlist(name, given.get("value", "on"))
        else:
            self.data.appendlist(name, given.get("value") or "")

    def handle_data(self, data: str) -> None:
        if self._area:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "select" and self._select:
            if self._select not in self.data:
                self.data[self._select] = self._first or ""
            self._select = ""
        elif tag == "textarea" and self._area:
            self.data.appendlist(self._area, "".join(self._text).removeprefix("\n"))
            self._area = ""
        elif tag == "template":
            self.in_template = False
        elif tag == "form":
            self.inside = False


def form_of(html: str, form_id: str = "guideversion_form") -> QueryDict:
    return SentForm(form_id, html).data


def editor_url(version: GuideVersion) -> str:
    return reverse("admin:roles_guideversion_change", args=[version.pk])


def opened(client: Client, version: GuideVersion, query: str = "") -> QueryDict:
    """The editor's form of a version, as a browser would send it unchanged."""
    response = client.get(editor_url(version) + query)
    assert response.status_code == 200
    return form_of(response.content.decode())


def press(client: Client, version: GuideVersion, data: QueryDict, button: str, value: str = "1") -> Any:
    """Send the form by one of its buttons."""
    sent = data.copy()
    sent[button] = value
    return client.post(editor_url(version), sent.urlencode(), content_type="application/x-www-form-urlencoded")


def draft_of(role: Any, by: Any = None) -> GuideVersion:
    return start_draft(role=role, by=by)
