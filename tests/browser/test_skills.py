"""From the header to a skill, to a guide that asks for it and to the next skill, without a script, on a phone."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, expect

from tests.browser.visitors import World

pytest_plugins = ("tests.browser.fixtures",)


def test_skills_are_found_and_followed_without_a_script(
    open_context: Callable[..., BrowserContext], world: World
) -> None:
    from roles.models import Skill
    from tests.factories import SkillAliasFactory

    SkillAliasFactory(skill=Skill.objects.get(slug="risk-management"), name="Risk log")
    page = open_context(viewport={"width": 390, "height": 844}, java_script_enabled=False).new_page()
    page.goto("/")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Skills").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Skills")
    page.get_by_label("Find a skill").fill("risk log")
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_text("1 skill matches")).to_be_visible()
    page.get_by_role("link", name="Risk Management").click()
    expect(page).to_have_url(re.compile("/skills/risk-management/$"))
    expect(page.get_by_text("Also called: Risk log")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="Technical Project Manager").click()
    expect(page).to_have_url(re.compile("/roles/technical-project-manager/$"))
    page.locator("#skills").get_by_role("link", name="Planning").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Planning")
