"""Everything a visitor does works with the keyboard alone, and where the focus is can be seen."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.visitors import APPLICANT, CONSENT_WORDS, EXPERIENCE, GUIDE, World, apply_form, expect_thanks

pytest_plugins = ("tests.browser.fixtures",)

# An outline of the element or, where the whole row is the link, of what it lays over the row.
FOCUS_IS_SEEN = """
element => {
  const isDrawn = part => {
    const { outlineWidth, outlineStyle } = getComputedStyle(element, part);
    return parseFloat(outlineWidth) >= 2 && outlineStyle !== "none";
  };
  return element.matches(":focus-visible") && (isDrawn(null) || isDrawn("::after"));
}
"""


def tab_to(page: Page, wanted: Locator, *, most: int = 60) -> None:
    """Press Tab until the wanted element has the focus; each stop on the way must be seen."""
    for _step in range(most):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        expect(focused).to_be_in_viewport()
        assert focused.evaluate(FOCUS_IS_SEEN), f"focus is not visible on {focused.evaluate('e => e.outerHTML')}"
        if wanted.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"Tab did not reach {wanted} in {most} presses")


def test_a_visitor_applies_with_the_keyboard_alone(page: Page, world: World) -> None:
    from roles.applications.models import Application

    page.goto("/")
    tab_to(page, page.get_by_role("link", name="Skip to main content"), most=1)
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_label("Search a job title or a skill"), most=1)
    page.keyboard.type("project")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?q=project"))

    tab_to(page, page.get_by_role("link", name="Skip to main content"), most=1)
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("main").get_by_role("link", name="Technical Project Manager", exact=True))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(re.escape(GUIDE)))

    tab_to(page, page.get_by_role("navigation", name="On this page").get_by_role("link", name="Apply Now"))
    page.keyboard.press("Enter")
    form = apply_form(page)
    expect(form.get_by_label("Full name")).to_be_focused()
    page.keyboard.type(APPLICANT["Full name"])
    for label in list(APPLICANT)[1:3]:
        tab_to(page, form.get_by_label(label, exact=True), most=1)
        page.keyboard.type(APPLICANT[label])
    tab_to(page, form.get_by_label("Experience level"), most=1)
    page.keyboard.type(EXPERIENCE[:3])
    expect(form.get_by_label("Experience level")).to_have_value("mid")
    tab_to(page, form.get_by_label("What do you want to achieve?"), most=1)
    page.keyboard.insert_text(APPLICANT["What do you want to achieve? (optional)"])
    tab_to(page, form.get_by_label(CONSENT_WORDS), most=1)
    page.keyboard.press("Space")
    expect(form.get_by_label(CONSENT_WORDS)).to_be_checked()
    tab_to(page, form.get_by_role("button", name="Apply Now"), most=2)
    page.keyboard.press("Enter")
    expect_thanks(page)
    application = Application.objects.get()
    assert [application.name, application.email, application.current_role] == list(APPLICANT.values())[:3]
    assert application.experience == "mid"


def test_folds_of_a_guide_on_a_phone_open_with_the_keyboard(phone: Page, world: World) -> None:
    page = phone
    page.goto(GUIDE)
    fold = page.locator("#roadmap details").first
    summary = fold.locator("summary")
    summary.focus()
    page.keyboard.press("Space")
    expect(fold).to_have_attribute("open", "")
    expect(fold.get_by_text("exactly")).to_be_visible()
    page.keyboard.press("Enter")
    expect(fold).not_to_have_attribute("open", "")
