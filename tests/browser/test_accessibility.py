"""axe finds nothing of WCAG 2.0 to 2.2, A and AA, on any public page: phone and desk, light and dark.

The same look sees that nothing scrolls sideways at 320 px or with text twice as large, and that nothing moves for
readers who asked for that (``looking.check``).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import check, share
from tests.browser.visitors import APPLY, GUIDE, World, answers, apply_form

pytest_plugins = ("tests.browser.fixtures",)


SHARES = 8


@pytest.mark.parametrize("number", range(SHARES))
def test_every_public_page_is_accessible(page: Page, addresses: dict[str, str], number: int) -> None:
    found: dict[str, list[str]] = {}
    for name, address in share(addresses, number, SHARES).items():
        found |= check(page, name, partial(page.goto, address))
    assert not found, "\n".join(f"{way}: {wrong}" for way, wrong in found.items())


# --- what a visitor opens ------------------------------------------------------------------


def open_form(page: Page) -> None:
    page.goto(GUIDE)
    page.locator("a[data-apply]:visible").first.click()
    expect(apply_form(page)).to_be_visible()
    # The rest of the guide is looked at elsewhere.
    page.evaluate("document.querySelectorAll('.guide, .masthead').forEach(part => part.remove())")


def open_folds(page: Page) -> None:
    page.goto(GUIDE)
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true })")


def open_filters(page: Page) -> None:
    page.goto("/roles/")
    page.locator(".filters-toggle").evaluate("filters => { filters.open = true }")


def scroll_under_the_bar(page: Page) -> None:
    page.goto(GUIDE)
    page.evaluate("document.querySelector('#roadmap').scrollIntoView()")


OPENED = (open_form, open_folds, open_filters, scroll_under_the_bar)


@pytest.mark.parametrize("show", OPENED, ids=lambda show: show.__name__)
def test_what_a_visitor_opens_is_accessible(page: Page, world: World, show: Callable[[Page], None]) -> None:
    assert check(page, show.__name__, partial(show, page)) == {}


@pytest.mark.parametrize(("address", "button"), [(APPLY, "Apply Now"), (f"{GUIDE}report/", "Send report")])
def test_axe_finds_nothing_in_a_form_with_errors(page: Page, world: World, address: str, button: str) -> None:
    def press() -> None:
        page.goto(address)
        with answers(page, 422):
            page.get_by_role("main").get_by_role("button", name=button).click()

    assert check(page, "with errors", press) == {}


DEFECTS: dict[str, str] = {
    # Faint in either scheme, in the colour space of the site's own tokens.
    "color-contrast": "p => { p.style.setProperty('color', 'light-dark(oklch(0.9 0.01 212), oklch(0.3 0.01 212))') }",
    "label": "p => p.append(document.createElement('input'))",
    "target-size": """p => { const row = document.createElement("div"); p.after(row); for (const name of "ab") {
        const button = row.appendChild(document.createElement("button"));
        button.append(name);
        Object.assign(button.style, { width: "12px", height: "12px", minHeight: 0, padding: 0, border: 0 });
    } }""",
}


@pytest.mark.parametrize("rule", DEFECTS)
def test_axe_finds_a_planted_defect(page: Page, world: World, rule: str) -> None:
    def plant() -> None:
        page.goto("/privacy/")
        page.locator("main p").last.evaluate(DEFECTS[rule])

    found = check(page, "planted", plant)
    assert len(found) == 4, "in every way of looking"
    assert all(wrong.startswith(f"{rule}: ") for found_so in found.values() for wrong in found_so)


def test_ids_are_unique(page: Page, addresses: dict[str, str]) -> None:
    """Labels, descriptions and links of the contents lead to the element they mean."""
    twice: dict[str, Any] = {}
    for name, address in addresses.items():
        page.goto(address)
        ids = page.evaluate("[...document.querySelectorAll('[id]')].map(element => element.id)")
        if repeated := {one for one in ids if ids.count(one) > 1}:
            twice[name] = repeated
    assert twice == {}
