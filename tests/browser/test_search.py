"""Finding a role: suggestions by keyboard, filters chosen and taken off, all of it also without JavaScript."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Problems, Site
from tests.browser.test_keyboard import tab_to
from tests.browser.visitors import GUIDE, World

pytest_plugins = ("tests.browser.fixtures",)

SEARCH = "Search roles and skills"


def test_a_suggestion_is_chosen_with_the_arrow_keys(page: Page, world: World) -> None:
    page.goto("/roles/")
    field = page.get_by_label(SEARCH)
    tab_to(page, field)
    expect(field).to_have_role("combobox")
    page.keyboard.type("tech")
    options = page.get_by_role("listbox", name="Suggestions").get_by_role("option")
    expect(options).to_have_text([re.compile(r"Technical Project Manager\s+Architecture & Leadership")])
    expect(field).to_have_attribute("aria-expanded", "true")
    assert field.get_attribute("aria-activedescendant") is None, "nothing is chosen for the visitor"
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", options.first.get_attribute("id") or "")
    page.keyboard.press("Escape")
    expect(options.first).to_be_hidden()
    expect(field).to_have_value("tech")
    page.keyboard.type("n")
    expect(options.first).to_be_visible()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(re.escape(GUIDE)))


def test_a_search_is_sent_as_typed_when_no_suggestion_is_chosen(page: Page, world: World) -> None:
    page.goto("/roles/")
    page.get_by_label(SEARCH).focus()
    page.keyboard.type("plan")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/roles/\?q=plan"))


def test_only_the_last_question_is_answered_and_nothing_is_asked_before_somebody_types(
    page: Page, world: World
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.clock.install()
    page.goto(GUIDE)
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "combobox" in url or "suggest" in url]
    page.get_by_label(SEARCH).focus()
    field = page.get_by_role("combobox", name=SEARCH)
    expect(field).to_be_visible()
    page.clock.pause_at(datetime.now(tz=UTC) + timedelta(hours=1))  # no time passes between the letters
    field.press_sequentially("hiring")
    page.clock.run_for(1_000)
    expect(page.get_by_role("option", name=re.compile("Hiring"))).to_be_visible()
    questions = [url for url in asked if "suggest" in url]
    assert questions == [url for url in questions if url.endswith("q=hiring")], "each letter takes back the one before"


def test_without_suggestions_the_search_works(page: Page, world: World, problems: Problems) -> None:
    problems.expect("net::ERR_FAILED .*/api/v1/suggest")
    page.route("**/api/v1/suggest**", lambda route: route.abort())
    page.goto("/roles/")
    page.get_by_label(SEARCH).focus()
    with page.expect_event("requestfailed"):
        page.keyboard.type("scientist")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="1 guide matches “scientist”")).to_be_visible()


def test_filters_are_chosen_and_taken_off_with_the_keyboard_alone(page: Page, world: World) -> None:
    page.goto("/roles/?q=planning")
    expect(page.get_by_role("heading", name="3 guides match “planning”")).to_be_visible()
    tab_to(page, page.get_by_label("All domains"))
    page.keyboard.press("ArrowDown")
    tab_to(page, page.get_by_label("Median pay of at least"))
    page.keyboard.type("$75")
    tab_to(page, page.get_by_role("button", name="Show guides"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("domain=architecture-leadership.*pay_min=75000"))
    tab_to(page, page.get_by_role("link", name="Take off: Median of $75,000 or more"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/roles/\?q=planning&domain=architecture-leadership$"))


@pytest.mark.parametrize("width", [390, 1440])
def test_the_journey_needs_no_javascript(browser: Browser, site: Site, world: World, width: int) -> None:
    context = browser.new_context(
        base_url=site.url, java_script_enabled=False, viewport={"width": width, "height": 900}
    )
    page = context.new_page()
    page.goto("/roles/")
    page.get_by_label(SEARCH).fill("project managers")
    page.get_by_role("button", name="Search", exact=True).last.click()
    if width == 390:
        page.get_by_text("Filters", exact=True).click()
    page.get_by_label("Senior").check()
    page.get_by_role("button", name="Show guides").click()
    expect(page).to_have_url(re.compile("level=senior"))
    expect(page.get_by_role("heading", name="with these filters")).to_be_visible()
    page.get_by_role("link", name="Take off: Senior").click()
    expect(page).to_have_url(re.compile(r"\?q=project\+managers$"))
    page.get_by_role("link", name="Technical Project Manager", exact=True).click()
    expect(page).to_have_url(re.compile(re.escape(GUIDE)))
    context.close()


def test_after_back_every_control_shows_what_the_address_says(page: Page, world: World) -> None:
    from tests.browser.test_paths import WAY

    page.goto("/roles/?domain=architecture-leadership")
    pay = page.get_by_label("Median pay of at least")
    pay.select_option("75000")
    page.get_by_role("button", name="Show guides").click()
    expect(page).to_have_url(re.compile("pay_min=75000"))
    page.go_back()
    expect(pay).to_have_value("")
    page.go_forward()
    expect(pay).to_have_value("75000")
    page.goto(WAY)
    hours = page.get_by_label("Hours a week for learning")
    hours.select_option("10")
    page.get_by_role("main").get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile("hours=10"))
    page.go_back()
    expect(hours).to_have_value("6")


@pytest.mark.parametrize(
    ("address", "name"), [("/roles/", "pay_min"), ("/salaries/", "sort"), ("/paths/", "hours"), ("/skills/", "q")]
)
def test_a_page_that_comes_back_as_it_was_left_shows_what_its_address_says(
    page: Page, world: World, address: str, name: str
) -> None:
    """This browser keeps no page whole, so the test says to the page that it was."""
    page.goto(address)
    control = page.get_by_role("main").locator(f"[name={name}]")
    before = control.input_value()
    if name == "q":
        control.fill("planning")
    else:
        control.select_option(index=2)
    assert control.input_value() != before
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(control).to_have_value(before)
