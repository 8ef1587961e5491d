"""Words for what visitors do, and what they type."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Locator, Page, Request, expect

APPLICANT = {
    "Full name": "Renée O’Hara",
    "Email address": "renee@applicant.example",
    "Current role (optional)": "QA lead",
    "What do you want to achieve? (optional)": "Move from QA lead\nto project manager — this year.",
}
EXPERIENCE = "Mid-level, 2–5 years"
CONSENT_WORDS = "I agree that you store what I write here and answer me by email about this request."
GUIDE = "/roles/technical-project-manager/"
APPLY = f"{GUIDE}apply/"
# Titles that a page must bear: the other direction, and a word that breaks nowhere.
ARABIC = "مدير المشاريع التقنية"
LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamter"
SUMMARY_TITLE = "There is a problem"


# --- the site's content ------------------------------------------------------


@dataclass(frozen=True)
class World:
    """Live guides of two fields, with calls to action in every slot and the words applicants agree to."""

    role: Any
    similar: Any
    other: Any
    consent: Any


# --- what a visitor does -----------------------------------------------------


@dataclass
class FormRequests:
    """The requests of a page that fetched an apply form's fragment."""

    urls: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> FormRequests:
        page.on("request", self._note)
        return self

    def _note(self, request: Request) -> None:
        if "fragment=" in request.url:
            self.urls.append(request.url)


def apply_form(page: Page) -> Locator:
    """The form itself, on its own page or in the guide."""
    return page.locator("form[data-apply-fields]")


def fill(form: Locator, changed: dict[str, str] | None = None, *, agree: bool = True) -> None:
    """Type an application; ``changed`` overwrites by label."""
    for label, words in (APPLICANT | (changed or {})).items():
        form.get_by_label(label, exact=True).fill(words)
    form.get_by_label("Experience level").select_option(label=EXPERIENCE)
    if agree:
        form.get_by_label(CONSENT_WORDS).check()


def expect_filled(form: Locator, changed: dict[str, str] | None = None, *, agreed: bool = True) -> None:
    """Everything typed is in the form."""
    for label, words in (APPLICANT | (changed or {})).items():
        expect(form.get_by_label(label, exact=True)).to_have_value(words)
    expect(form.get_by_label("Experience level")).to_have_value("mid")
    expect(form.get_by_label(CONSENT_WORDS)).to_be_checked(checked=agreed)


def press_apply(form: Locator, name: str = "Apply Now") -> None:
    form.get_by_role("button", name=name).click()


def expect_thanks(page: Page) -> None:
    expect(page).to_have_url(re.compile(r"/applications/thanks/[0-9a-f-]{36}/$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("We have your application")


def error_summary(page: Page) -> Locator:
    return page.get_by_role("alert")


@contextmanager
def answers(page: Page, status: int) -> Iterator[None]:
    """What the body does ends with a page of this status."""
    with page.expect_response(lambda response: response.request.is_navigation_request()) as caught:
        yield
    assert caught.value.status == status, f"{caught.value.url} answered {caught.value.status}"
    page.wait_for_load_state()


# --- kinds of pages ----------------------------------------------------------

# What a page of ``addresses`` answers if not 200, and which of them carry a form and so a cookie.
STATUS = {
    "search that is too long": 422,
    "not found": 404,
    "a role to compare that is not there": 404,
    "five roles to compare": 422,
    "choice of a path, a role that nobody knows": 404,
    "gone": 410,
}
WITH_FORM = {"apply", "confirm", "report"}
