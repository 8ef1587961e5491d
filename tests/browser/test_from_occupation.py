"""An Editor starts a guide from an occupation, keeps some official facts and drops others; only what was kept shows."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.visitors import World

pytest_plugins = ("tests.browser.fixtures",)

SignIn = Callable[..., Page]
WAYS = [
    pytest.param({}, id="script"),
    pytest.param({"java_script_enabled": False}, id="no script"),
    pytest.param({"viewport": {"width": 390, "height": 844}}, id="phone"),
]


@pytest.fixture
def described(world: World) -> Any:
    from tests.factories import SkillFactory, described_occupation

    SkillFactory(slug="jira", name="JIRA", kind="tool")
    return described_occupation()


def start_from_occupation(desk: Page) -> None:
    """By a job title, from the list of guides to the editor of the new draft."""
    desk.goto("/admin/roles/role/")
    desk.get_by_role("link", name="Start from an occupation").click()
    desk.get_by_label("Code, occupation or job title").fill("scrum")
    desk.get_by_role("button", name="Find").click()
    desk.get_by_role("link", name="13-1082.00 Project Management Specialists").click()
    expect(desk.get_by_label("Role")).to_have_value("Project Management Specialist")
    desk.get_by_label("Role").fill("Work Tamer")
    desk.get_by_label("Plural").fill("")
    desk.get_by_label("Domain").select_option(index=1)
    desk.get_by_role("button", name="Start the draft").click()
    expect(desk.get_by_text("14 official facts wait to be kept or dropped.")).to_be_visible()


def facts(desk: Page, kind: str) -> Locator:
    """The facts of a kind, unfolded."""
    group = desk.locator(f"#offers-{kind}")
    if group.get_attribute("open") is None:
        group.locator("summary").first.click()
    return group


def describe_level(desk: Page) -> None:
    desk.locator("#levels-new").get_by_role("button", name="Add a level").click()
    desk.wait_for_load_state()  # without a script the button asks for the page anew
    desk.get_by_label("Title at this level").fill("Work Tamer")
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.get_by_text("Saved.", exact=True)).to_be_visible()


def preview(desk: Page) -> Page:
    with desk.context.expect_page() as opened:
        desk.get_by_role("button", name="Preview").click()
    opened.value.wait_for_load_state()
    return opened.value


@pytest.mark.parametrize("way", WAYS)
def test_a_guide_is_started_from_an_occupation_and_only_kept_facts_show(
    sign_in: SignIn, page: Page, described: Any, way: dict[str, Any]
) -> None:
    from roles.models import GuideVersion
    from tests.factories import staff_in

    desk = sign_in(staff_in("Editor"), **way)
    start_from_occupation(desk)
    desk.get_by_label("Summary", exact=True).fill("Tames the work of many.")
    facts(desk, "title").get_by_role("button", name="Keep Scrum Master").click()
    expect(desk.get_by_text("Saved, and 1 fact kept.")).to_be_visible()
    expect(desk.get_by_label("Summary", exact=True)).to_have_value("Tames the work of many.")

    software = facts(desk, "software")
    for name in ("Excel", "Abacus"):
        software.get_by_label(f"Tick {name}").check()
    software.get_by_role("button", name="Drop all ticked").click()
    expect(desk.get_by_text("Saved, and 2 facts dropped.")).to_be_visible()
    facts(desk, "software").get_by_role("button", name="Keep Jira").click()
    expect(desk.get_by_text("Saved, and 1 fact kept.")).to_be_visible()

    describe_level(desk)
    facts(desk, "task").get_by_label("Level that does these tasks").select_option(index=0)
    facts(desk, "task").get_by_role("button", name="Keep Plan the work.").click()
    expect(desk.get_by_label("Duties")).to_have_value("Plan the work.")

    shown = preview(desk)
    for words in ("Scrum Master", "JIRA", "Plan the work.", "information from the O*NET 30.3 Database"):
        expect(shown.get_by_text(words).first).to_be_attached()
    for words in ("Excel", "Abacus", "Monitor costs.", "IT PM", "Bachelor", "Actors"):
        expect(shown.get_by_text(words)).to_have_count(0)
    shown.close()

    software = facts(desk, "software")
    software.get_by_text(re.compile("^Dropped: 2")).click()
    software.get_by_role("button", name="Take back Excel").click()
    expect(desk.get_by_text("Saved, and 1 decision taken back.")).to_be_visible()
    draft = GuideVersion.objects.get(title="Work Tamer")
    assert dict(draft.candidates.exclude(decision="undecided").values_list("text", "decision")) == {
        "Scrum Master": "kept",
        "Jira": "kept",
        "Plan the work.": "kept",
        "Abacus": "dropped",
    }
    response = page.goto("/roles/work-tamer/")
    assert response is not None
    assert response.status == 404
