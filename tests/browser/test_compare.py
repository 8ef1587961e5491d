"""Comparing roles in the browser: what sets them apart is seen first, by keyboard, without scripts, on a small phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import NARROWEST, STANDS_OUT
from tests.browser.test_keyboard import tab_to
from tests.browser.visitors import World

pytest_plugins = ("tests.browser.fixtures",)
PAIR = "/compare/engineering-manager-vs-technical-project-manager/"
PAIRS = (PAIR, "/compare/data-scientist-vs-technical-project-manager/", "/compare/arabic-words-vs-long-words/")
FOUR = "/compare/?roles=arabic-words,engineering-manager,long-words,technical-project-manager"


def test_the_biggest_difference_is_in_the_first_screen_of_a_phone(phone: Page, addresses: dict[str, str]) -> None:
    for address in PAIRS:
        phone.goto(address)
        biggest = phone.locator("#biggest")
        expect(biggest).to_contain_text("Biggest difference")
        first = phone.locator("#facts tbody tr").first.locator("th")
        expect(biggest).to_contain_text(first.inner_text())
        expect(biggest).to_be_in_viewport(ratio=1)


def choose(page: Page) -> None:
    """Two by their titles, a third, then only what is different; by keyboard alone."""
    page.goto("/roles/")
    tab_to(page, page.get_by_role("navigation", name="Main").get_by_role("link", name="Compare"), most=10)
    page.keyboard.press("Enter")
    expect(page).to_have_title(re.compile("^Compare roles"))
    tab_to(page, page.get_by_label("First role"))
    page.keyboard.type("technical project manager")
    tab_to(page, page.get_by_label("Another role"), most=1)
    page.keyboard.type("Engineering Manager")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(re.escape(PAIR)))

    tab_to(page, page.get_by_label("Add a role"), most=200)
    page.keyboard.type("Scientist")
    page.keyboard.press("Enter")
    expect(page).to_have_title(re.compile("^Error:"))
    tab_to(page, page.get_by_role("link", name="Data Scientist", exact=True))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?roles=data-scientist,engineering-manager,technical-project-manager$"))
    expect(page.locator(".same-facts")).to_be_visible()

    tab_to(page, page.get_by_role("link", name="Show only differences"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("only=differences#facts$"))
    expect(page.locator(".same-facts")).to_have_count(0)
    tab_to(page, page.get_by_role("link", name="Remove Data Scientist"), most=200)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(re.escape(PAIR)))


def test_roles_are_chosen_with_the_keyboard_alone(page: Page, world: World) -> None:
    choose(page)


def test_roles_are_chosen_without_scripts(page_without_js: Page, world: World) -> None:
    choose(page_without_js)


@pytest.mark.parametrize("width", [NARROWEST, 390])
def test_nothing_scrolls_sideways_on_a_phone(page: Page, addresses: dict[str, str], width: int) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    for address in (FOUR, PAIRS[-1], "/compare/?roles=long-words"):
        answer = page.goto(address)
        assert answer
        assert answer.ok
        assert page.evaluate(STANDS_OUT) == [], address


def test_the_head_of_a_table_stays_in_sight(page: Page, world: World) -> None:
    page.goto(PAIR)
    table = page.locator("#facts table").first
    table.locator("tbody tr").last.scroll_into_view_if_needed()
    expect(table.locator("thead th").first).to_be_in_viewport()


def test_on_paper_nothing_is_folded_and_nothing_is_left_to_press(page: Page, catalogue: None) -> None:
    page.goto(PAIR)
    page.emulate_media(media="print")
    assert page.locator(".same-facts dl > div").last.is_visible()
    assert page.locator(".same-facts dl").evaluate("e => e.checkVisibility({contentVisibilityAuto: true})")
    expect(page.get_by_role("heading", name="Moving from one to the other")).to_be_visible()
    for gone in (".only-switch", ".compare-change", ".choose__action", "#move .link-list"):
        expect(page.locator(gone).first).to_be_hidden()
    head = page.locator(".compare-table thead").first
    assert head.locator("th").first.evaluate("e => getComputedStyle(e).boxShadow") == "none"
    assert head.evaluate("e => getComputedStyle(e).breakAfter") == "avoid"
    ways_in = page.locator("#ways-in .compare-table")  # its head is not left behind at the foot of a sheet
    assert ways_in.evaluate("e => getComputedStyle(e).breakInside") == "avoid"


def test_wrong_titles_are_named_at_the_top_where_the_focus_is(page: Page, world: World) -> None:
    for address, fields in (
        ("/compare/?roles=zzz&roles=yyy", ("Role 1", "Role 2")),
        ("/paths/?from=zzz&to=yyy", ("The role you have (optional)", "The role you want")),
    ):
        page.goto(address)
        summary = page.get_by_role("alert")
        expect(summary).to_be_focused()
        for place, label in enumerate(fields):
            summary.get_by_role("link").nth(place).click()
            expect(page.get_by_label(label, exact=True)).to_be_focused()
