"""An Editor drafts and previews, a Publisher publishes, and readers see nothing until then."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visitors import GUIDE, World, answers

pytest_plugins = ("tests.browser.fixtures",)

OLD_SUMMARY = "Technical Project Manager: plans the work and keeps it honest."
NEW_SUMMARY = "Gets software from a decision to a release — with words the Editor’s readers understand."
NEW_DUTY = "Writes the risk log before anybody asks."
REASON = "A first edition; the steps follow."
SignIn = Callable[..., Page]


def start_draft(page: Page) -> None:
    """From the start page to the editor of a new draft, by its links and buttons."""
    page.get_by_role("navigation", name="Desk").get_by_role("link", name="Guides").click()
    page.get_by_role("link", name="Technical Project Manager", exact=True).click()
    page.get_by_role("button", name="Start a draft from live").click()
    expect(page.get_by_label("Summary", exact=True)).to_have_value(OLD_SUMMARY)
    expect(page).to_have_title(re.compile("version 2"))


def edit(page: Page) -> None:
    """Another summary and duty, one skill more; the second step needs no other and stands first."""
    page.get_by_label("Summary", exact=True).fill(NEW_SUMMARY)
    duties = page.locator("#levels-0").get_by_label("Duties")
    duties.fill(f"{duties.input_value()}\n{NEW_DUTY}")
    page.get_by_label("Add a skill", exact=True).fill("Budgeting")
    page.get_by_role("button", name="Add skill").click()
    expect(page.get_by_role("row", name="Budgeting")).to_be_visible()
    page.locator("#steps-1").get_by_label("1. Step 1 of Technical Project Manager").uncheck()
    page.get_by_role("button", name=re.compile(r"Move .*Step 2 of Technical Project Manager.* up")).click()
    expect(page.locator("#steps-group .row-block__head").first).to_contain_text("Step 2 of Technical Project Manager")


def preview(page: Page) -> Page:
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Preview").click()
    opened.value.wait_for_load_state()
    return opened.value


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()


def expect_old(reader: Page, address: str = GUIDE) -> None:
    reader.goto(address)
    expect(reader.locator(".masthead")).to_contain_text(OLD_SUMMARY)
    expect(reader.get_by_text(NEW_DUTY)).to_have_count(0)
    expect(reader.locator("#skills").get_by_text("Budgeting")).to_have_count(0)
    expect(reader.locator("#roadmap h3").first).to_have_text("Step 1 of Technical Project Manager")


def expect_new(reader: Page) -> None:
    expect(reader.locator(".masthead")).to_contain_text(NEW_SUMMARY)
    expect(reader.locator("#levels").get_by_text(NEW_DUTY)).to_be_visible()
    expect(reader.locator("#skills").get_by_text("Budgeting")).to_be_visible()
    expect(reader.locator("#roadmap h3").first).to_have_text("Step 2 of Technical Project Manager")


@pytest.fixture
def budgeting(world: World) -> Any:
    from tests.factories import SkillFactory

    return SkillFactory(slug="budgeting", name="Budgeting")


@pytest.mark.parametrize("java_script_enabled", [True, False], ids=["script", "no script"])
def test_an_editor_drafts_a_publisher_publishes_and_readers_see_it_only_then(
    sign_in: SignIn, page: Page, budgeting: Any, java_script_enabled: bool
) -> None:
    from roles.models import GuideVersion
    from tests.factories import staff_in

    reader = page
    desk = sign_in(staff_in("Editor"), java_script_enabled=java_script_enabled)
    start_draft(desk)
    edit(desk)
    expect(desk.get_by_role("button", name=re.compile("Publish"))).to_have_count(0)
    expect(desk.get_by_text("Publish", exact=True)).to_have_count(0)

    shown = preview(desk)
    expect_new(shown)
    expect(shown.get_by_text("Preview of version 2")).to_be_visible()
    shown.close()
    expect_old(reader)

    save(desk)
    assert GuideVersion.objects.get(number=2).summary == NEW_SUMMARY
    expect(desk.get_by_label("Summary", exact=True)).to_have_value(NEW_SUMMARY)
    expect_old(reader)

    publisher = sign_in(staff_in("Publisher"), java_script_enabled=java_script_enabled)
    publisher.get_by_role("navigation", name="Desk").get_by_role("link", name="Guides").click()
    publisher.get_by_role("link", name="Technical Project Manager", exact=True).click()
    publisher.get_by_role("link", name="Continue draft 2").click()
    publisher.locator("summary").get_by_text("Publish", exact=True).click()
    publisher.get_by_label("Reason", exact=True).fill(REASON)
    publisher.get_by_role("button", name="Publish version 2").click()
    expect(publisher.get_by_text("Version 2 is live.")).to_be_visible()

    reader.goto(GUIDE)
    expect_new(reader)
    expect_old(reader, f"{GUIDE}?v=1")
    expect(reader.get_by_text("since replaced.")).to_be_visible()


def publish_draft(page: Page, number: int) -> None:
    page.locator("summary").get_by_text("Publish", exact=True).click()
    page.get_by_label("Reason", exact=True).fill(REASON)
    page.get_by_role("button", name=f"Publish version {number}").click()
    expect(page.get_by_text(f"Version {number} is live.")).to_be_visible()


def test_a_first_text_is_restored_published_and_read_again(sign_in: SignIn, page: Page, world: World) -> None:
    from tests.factories import staff_in

    desk = sign_in(staff_in("Publisher"))
    start_draft(desk)
    desk.get_by_label("Summary", exact=True).fill(NEW_SUMMARY)
    publish_draft(desk, 2)
    page.goto(GUIDE)
    expect(page.locator(".masthead")).to_contain_text(NEW_SUMMARY)

    desk.get_by_role("link", name="Read version 1 as readers do").click()
    expect(desk.locator(".masthead")).to_contain_text(OLD_SUMMARY)
    desk.go_back()
    desk.get_by_role("link", name="Restore as a draft , version 1").click()
    expect(desk.get_by_text("Version 2 stays live until the draft is published.")).to_be_visible()
    desk.get_by_role("button", name="Restore as a draft").click()
    expect(desk.get_by_text("has the text of version 1")).to_be_visible()
    expect(desk.get_by_label("Summary", exact=True)).to_have_value(OLD_SUMMARY)
    page.goto(GUIDE)
    expect(page.locator(".masthead")).to_contain_text(NEW_SUMMARY)

    publish_draft(desk, 3)
    page.goto(GUIDE)
    expect(page.locator(".masthead")).to_contain_text(OLD_SUMMARY)
    versions = desk.get_by_role("table").first
    for number, note in ((3, "Text of version 1 restored."), (2, "No note"), (1, "First version.")):
        expect(versions.get_by_role("row", name=re.compile(rf"^Version {number}\b"))).to_contain_text(note)
    page.goto(f"{GUIDE}?v=2")
    expect(page.locator(".masthead")).to_contain_text(NEW_SUMMARY)


def test_a_draft_that_cannot_be_published_says_why_and_keeps_what_was_typed(
    sign_in: SignIn, page: Page, budgeting: Any
) -> None:
    from tests.factories import staff_in

    desk = sign_in(staff_in("Publisher"))
    start_draft(desk)
    desk.get_by_label("Summary", exact=True).fill("They earn $154,000 a year.")
    desk.locator("summary").get_by_text("Publish", exact=True).click()
    with answers(desk, 422):
        desk.get_by_role("button", name="Publish version 2").click()
    expect(desk).to_have_title(re.compile("^Error: "))
    expect(desk.get_by_role("alert")).to_contain_text("The summary states “$154,000”.")
    expect(desk.get_by_label("Summary", exact=True)).to_have_value("They earn $154,000 a year.")
    expect_old(page)
    desk.get_by_label("Summary", exact=True).fill(NEW_SUMMARY)
    publish_draft(desk, 2)


@pytest.mark.parametrize("java_script_enabled", [True, False], ids=["script", "no script"])
def test_below_the_gate_a_publisher_gives_a_reason_and_loses_nothing_without_one(
    sign_in: SignIn, page: Page, budgeting: Any, java_script_enabled: bool
) -> None:
    from roles.models import GuideVersion
    from tests.factories import staff_in

    desk = sign_in(staff_in("Publisher"), java_script_enabled=java_script_enabled)
    start_draft(desk)
    quality = desk.get_by_role("region", name="Quality")
    expect(quality).to_contain_text(re.compile(r"\d+ points to go"))
    quality.get_by_role("link", name="Give the roadmap 6 steps or more; it has 3.").click()
    expect(desk.locator("#steps-group")).to_be_in_viewport()

    desk.get_by_label("Summary", exact=True).fill(NEW_SUMMARY)
    desk.locator("summary").get_by_text("Publish", exact=True).click()
    with answers(desk, 422):
        desk.get_by_role("button", name="Publish version 2").click()
    expect(desk.get_by_role("alert")).to_contain_text("Saved, and not published.")
    expect(desk.get_by_role("alert")).to_contain_text("Give a reason to publish below it.")
    expect(desk.get_by_label("Summary", exact=True)).to_have_value(NEW_SUMMARY)
    assert GuideVersion.objects.get(number=2).summary == NEW_SUMMARY
    expect_old(page)

    desk.get_by_label("Reason", exact=True).fill(REASON)
    desk.get_by_role("button", name="Publish version 2").click()
    expect(desk.get_by_text("Version 2 is live.")).to_be_visible()
    desk.goto("/admin/")
    expect(desk.get_by_role("main")).to_contain_text(re.compile(rf"below the gate, with quality \d+: “{REASON}”"))


def test_two_editors_of_one_draft_lose_nothing(sign_in: SignIn, budgeting: Any) -> None:
    """The later save is shown both texts instead of overwriting, and keeps what its editor chooses."""
    from roles.models import GuideVersion
    from tests.factories import staff_in

    first, second = sign_in(staff_in("Editor")), sign_in(staff_in("Editor"))
    start_draft(first)
    second.goto(first.url)
    first.get_by_label("Summary", exact=True).fill("What the first wrote.")
    save(first)
    second.get_by_label("Summary", exact=True).fill("What the second wrote.")
    with answers(second, 409):
        second.get_by_role("button", name="Save", exact=True).click()
    main = second.get_by_role("main")
    expect(main).to_contain_text("What the first wrote.")
    expect(main).to_contain_text("What the second wrote.")
    assert GuideVersion.objects.get(number=2).summary == "What the first wrote."


def test_leaving_with_unsaved_work_is_asked_about(sign_in: SignIn, budgeting: Any) -> None:
    from tests.factories import staff_in

    desk = sign_in(staff_in("Editor"))
    start_draft(desk)
    asked: list[str] = []

    def stay(dialog: Any) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    desk.on("dialog", stay)
    desk.get_by_label("Summary", exact=True).fill(NEW_SUMMARY)
    expect(desk.get_by_text("Not saved yet")).to_be_visible()
    desk.get_by_role("link", name="View site").click(no_wait_after=True)
    expect(desk.get_by_label("Summary", exact=True)).to_have_value(NEW_SUMMARY)
    assert asked == ["beforeunload"]
    save(desk)
    desk.get_by_role("link", name="View site").click()
    expect(desk).to_have_url(re.compile(r"/$"))
    assert asked == ["beforeunload"]


ASKS_BEFORE_LEAVING = """() => {
    const leaving = new Event("beforeunload", { cancelable: true });
    dispatchEvent(leaving);
    return leaving.defaultPrevented;
}"""


def test_a_save_after_the_draft_was_closed_is_not_left_without_a_question(sign_in: SignIn, world: World) -> None:
    from roles.models import GuideVersion
    from roles.services import set_aside
    from tests.factories import staff_in

    desk = sign_in(staff_in("Editor"))
    start_draft(desk)
    desk.get_by_label("Summary", exact=True).fill(NEW_SUMMARY)
    set_aside(version=GuideVersion.objects.get(number=2), by=None)
    with answers(desk, 409):
        desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.get_by_label("Summary", exact=True)).to_have_value(NEW_SUMMARY)
    assert desk.evaluate(ASKS_BEFORE_LEAVING)


def test_a_save_after_the_session_has_ended_loses_nothing(sign_in: SignIn, world: World) -> None:
    from roles.models import GuideVersion
    from tests.factories import PASSWORD, staff_in

    editor = staff_in("Editor")
    desk = sign_in(editor)
    start_draft(desk)
    desk.get_by_label("Summary", exact=True).fill(NEW_SUMMARY)
    desk.context.clear_cookies(name="sessionid")
    with answers(desk, 401):
        desk.get_by_role("button", name="Save", exact=True).click()
    assert GuideVersion.objects.get(number=2).summary == OLD_SUMMARY
    assert desk.evaluate(ASKS_BEFORE_LEAVING)

    with desk.context.expect_page() as opened:
        desk.get_by_role("link", name="Sign in in another tab").click()
    other = opened.value
    other.get_by_label("Email address").fill(editor.email)
    other.get_by_label("Password", exact=True).fill(PASSWORD)
    other.get_by_role("button", name="Sign in").click()
    expect(other).to_have_url(re.compile(r"/admin/$"))

    desk.get_by_role("button", name="Continue with what I typed").click()
    expect(desk.get_by_label("Summary", exact=True)).to_have_value(NEW_SUMMARY)
    save(desk)
    assert GuideVersion.objects.get(number=2).summary == NEW_SUMMARY
