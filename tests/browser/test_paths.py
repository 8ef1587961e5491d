"""From where somebody is to the role they want: by keyboard alone, without JavaScript, at the narrowest, on paper."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.test_keyboard import tab_to
from tests.browser.test_other_ways import UNSEEN

pytest_plugins = ("tests.browser.fixtures",)

WAY = "/paths/engineering-manager/technical-project-manager/"


def choose(page: Page) -> None:
    """From the choice to a way, and a skill ticked on it, pressing keys alone."""
    page.goto("/paths/")
    tab_to(page, page.get_by_label("The role you have (optional)"))
    page.keyboard.type("Engineering Manager")
    tab_to(page, page.get_by_label("The role you want"), most=2)
    page.keyboard.type("Technical Project Manager")
    tab_to(page, page.get_by_role("button", name="Show the path").first, most=2)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/paths/engineering-manager/technical-project-manager/$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("From Engineering Manager to Technical Project Manager")
    box = page.get_by_role("checkbox").first
    skill = box.get_attribute("value") or ""
    missing = page.get_by_role("checkbox").count()
    tab_to(page, box)
    page.keyboard.press("Space")
    tab_to(page, page.get_by_role("main").get_by_role("button", name="Show"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"\?have={skill}&hours=6$"))
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(1)
    assert page.get_by_role("checkbox").count() == missing


def test_a_way_is_chosen_with_the_keyboard_alone(page: Page, catalogue: None) -> None:
    choose(page)


def test_a_role_taken_from_the_suggestions_fills_its_field_and_waits_for_the_other(page: Page, catalogue: None) -> None:
    page.goto("/paths/")
    start = page.get_by_label("The role you have (optional)")
    start.click()
    expect(start).to_have_role("combobox")
    start.press_sequentially("engineering", delay=20)
    expect(page.get_by_role("option", name="Engineering Manager")).to_be_visible()
    start.press("ArrowDown")
    start.press("Enter")
    expect(start).to_have_value("Engineering Manager")
    expect(page).to_have_url(re.compile(r"/paths/$"))
    expect(start).to_be_focused()


def test_a_way_is_chosen_without_javascript(open_context: Callable[..., BrowserContext], catalogue: None) -> None:
    page = open_context(java_script_enabled=False).new_page()
    page.goto("/paths/")
    page.get_by_label("Find a skill").fill("sql")
    page.get_by_role("button", name="Find", exact=True).click()
    page.get_by_role("checkbox", name="SQL & Databases").check()
    page.get_by_role("button", name="Show the path").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Roles near your skills")
    page.locator(".near-list__link").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("From your skills to")
    expect(page).to_have_url(re.compile(r"/paths/\?to=[a-z-]+&have=sql-databases$"))
    page.get_by_label("Hours a week for learning").select_option("20")
    page.get_by_role("main").get_by_role("button", name="Show").click()
    expect(page.get_by_text("at 20 a week")).to_be_visible()
    assert page.context.cookies() == []


def test_a_role_that_nobody_knows_leads_on_to_one_that_is_there(page: Page, catalogue: None) -> None:
    page.goto("/paths/?to=technical-project-manager")
    page.get_by_label("The role you have (optional)").fill("engineering")
    page.get_by_role("button", name="Show the path").first.press("Enter")
    page.get_by_role("main").get_by_role("link", name="Engineering Manager").click()
    expect(page).to_have_url(re.compile(r"/paths/engineering-manager/technical-project-manager/$"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_hours_are_seen_in_the_systems_own_colors_and_on_paper(page: Page, catalogue: None, scheme: str) -> None:

    page.emulate_media(forced_colors="active", color_scheme=scheme)  # type: ignore[arg-type]  # light or dark
    for path in (WAY, "/paths/?from=engineering-manager", "/paths/"):
        page.goto(path)
        assert page.evaluate(UNSEEN) == []
    page.emulate_media(media="print", forced_colors="none")
    page.goto(WAY)
    assert page.locator(".path-form:visible, .apply-cta:visible, .site-nav:visible").count() == 0
    expect(page.locator(".path-line__hours").first).to_be_visible()
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) <= 4
