"""What a visitor marks as known: kept in the browser alone, and shown wherever a skill is an item of a list."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Request, expect

from tests.browser.looking import check
from tests.browser.test_weight import SETTLED, WATCH
from tests.browser.visitors import GUIDE, World

pytest_plugins = ("tests.browser.fixtures",)

KEY = "careers.known-skills.v1"
OFFER = "Mark what you know"
MINE = "/my-skills/"
OTHER_GUIDE = "/roles/engineering-manager/"
PAIR = "/compare/engineering-manager-vs-technical-project-manager/"
FOUR = "/compare/?roles=data-scientist,engineering-manager,technical-project-manager"
WAY = "/paths/engineering-manager/technical-project-manager/"
USE = re.compile("^Use what I know")


def offer(page: Page) -> Locator:
    return page.get_by_role("button", name=OFFER)


def tick(page: Page, name: str) -> Locator:
    return page.get_by_role("checkbox", name=f"I know {name}", exact=True).first


def said(page: Page) -> Locator:
    return page.locator(".known-say")


def keep(context: BrowserContext, *slugs: str) -> None:
    """Marks of an earlier visit."""
    put(context, json.dumps({"skills": dict.fromkeys(slugs, "2026-11-20")}))


def put(context: BrowserContext, text: str) -> None:
    """Something in the marks' place, once for this browser."""
    page = context.new_page()
    page.goto("/privacy/")
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, text])
    page.close()


def kept(page: Page) -> list[str]:
    text = page.evaluate("key => localStorage.getItem(key)", KEY)
    return sorted(json.loads(text)["skills"]) if text else []


# --- marking ---------------------------------------------------------------------------


def test_a_first_visit_loads_nothing_for_marks_and_gets_an_offer(page: Page, world: World) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(GUIDE, wait_until="networkidle")
    expect(offer(page)).to_be_visible()
    assert not [url for url in asked if "known" in url]
    expect(page.get_by_role("checkbox")).to_have_count(0)


def test_marks_are_made_by_keyboard_and_carried_from_guide_to_guide(page: Page, world: World) -> None:
    page.goto(GUIDE)
    offer(page).focus()
    page.keyboard.press("Enter")
    expect(tick(page, "Planning")).to_be_focused()
    page.keyboard.press("Space")
    expect(tick(page, "Planning")).to_be_checked()
    page.goto(OTHER_GUIDE)
    expect(tick(page, "Planning")).to_be_checked()
    expect(tick(page, "Hiring")).not_to_be_checked()
    expect(page.get_by_text("You know 1 of 2.")).to_be_visible()
    assert re.fullmatch(
        r'\{"skills":\{"planning":"\d{4}-\d\d-\d\d"\}\}', page.evaluate("key => localStorage.getItem(key)", KEY)
    )


def test_a_mark_is_kept_at_the_press_though_the_visitor_leaves_at_once(page: Page, world: World) -> None:
    """On a first visit what begins to mark comes late, or not at all."""
    page.goto("/skills/planning/")
    page.evaluate("document.querySelector('[data-known] button').click(); location.assign('/privacy/')")
    page.wait_for_url("**/privacy/")
    assert kept(page) == ["planning"]
    page.goto(OTHER_GUIDE)
    tick(page, "Hiring").check()
    assert kept(page) == ["hiring", "planning"]
    page.evaluate("document.querySelectorAll('.known-tick__box:checked')[0].click(); location.assign('/privacy/')")
    page.wait_for_url("**/privacy/")
    assert len(kept(page)) == 1


def test_the_last_mark_taken_away_leaves_nothing_behind(page: Page, world: World) -> None:
    keep(page.context, "planning")
    page.goto(GUIDE)
    tick(page, "Planning").uncheck()
    assert page.evaluate("localStorage.length") == 0
    page.reload()
    expect(offer(page)).to_be_visible()


def test_a_step_of_a_roadmap_says_in_words_which_of_its_skills_are_known(page: Page, world: World) -> None:
    from roles.models import Skill
    from roles.services import start_draft
    from tests.factories import publish_role, publish_thin

    draft = start_draft(role=publish_role("data-planner", skills=("planning", "writing", "hiring")), by=None)
    draft.steps.get(position=1).skills.set(Skill.objects.filter(slug__in=("planning", "hiring")))
    draft.steps.get(position=3).skills.set(Skill.objects.filter(slug="writing"))
    publish_thin(draft)
    keep(page.context, "planning")
    page.goto("/roles/data-planner/")
    step = page.locator(".roadmap > li").first
    expect(step).to_contain_text("1 of 2 known")
    expect(step.locator(".fold")).to_contain_text(re.compile(r"Planning \(known\)"))
    tick(page, "Hiring").check()
    expect(step).to_contain_text("all 2 known")
    expect(page.locator(".roadmap > li").last).not_to_contain_text("known")
    tick(page, "Planning").uncheck()
    expect(step).to_contain_text("1 of 2 known")
    expect(step.locator(".fold")).not_to_contain_text(re.compile(r"Planning \(known\)"))


def test_a_skills_own_page_is_one_press_and_carries_too(page: Page, world: World) -> None:
    page.goto("/skills/planning/")
    page.get_by_role("button", name="I know this").click()
    own = page.get_by_label("I know Planning", exact=True)
    expect(own).to_be_checked()
    expect(own).to_be_focused()
    page.goto(GUIDE)
    expect(tick(page, "Planning")).to_be_checked()


def test_two_tabs_stay_in_step(page: Page, world: World) -> None:
    page.goto(GUIDE)
    offer(page).click()
    other = page.context.new_page()
    other.goto(OTHER_GUIDE)
    offer(other).click()
    tick(other, "Planning").check()
    expect(tick(page, "Planning")).to_be_checked()
    expect(page.get_by_text(re.compile("^You know 1 of"))).to_be_visible()
    tick(other, "Hiring").check()
    tick(page, "Planning").uncheck()
    expect(tick(other, "Planning")).not_to_be_checked()
    assert kept(page) == ["hiring"], "what one tab marked is not lost by the other"


@pytest.mark.parametrize("way", ["phone", "desk"])
def test_a_tick_is_as_large_as_a_finger(open_context: Callable[..., BrowserContext], world: World, way: str) -> None:
    width = 390 if way == "phone" else 1440
    context = open_context(viewport={"width": width, "height": 844})
    keep(context, "planning")
    page = context.new_page()
    for address in (GUIDE, PAIR, FOUR, WAY, "/skills/", MINE):
        page.goto(address)
        label = page.locator(".known-tick").first
        expect(label).to_be_visible()
        box = label.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44, address


# --- nothing leaves the browser --------------------------------------------------------


def words_of(request: Request) -> str:
    return " ".join((request.url, json.dumps(request.all_headers()), request.post_data or ""))


def test_nothing_of_the_marks_leaves_the_browser_until_the_visitor_says_so(page: Page, world: World) -> None:
    """Every request of a whole journey is watched; the pages visited name no marked skill in their own addresses."""
    sent: list[Request] = []
    page.context.on("request", lambda request: sent.append(request))
    page.goto(GUIDE)
    offer(page).click()
    tick(page, "Planning").check()
    page.goto(OTHER_GUIDE)
    tick(page, "Hiring").check()
    for address in (PAIR, WAY, "/skills/", "/paths/", "/skills/statistics/", "/domains/data/"):
        page.goto(address, wait_until="networkidle")
    page.goto(MINE, wait_until="networkidle")
    expect(tick(page, "Hiring")).to_be_checked()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as a file").click()
    page.get_by_label("Bring in a file").set_input_files(saved.value.path())
    page.get_by_role("button", name="Bring in", exact=True).click()
    expect(said(page)).to_contain_text("0 skills added.")
    page.get_by_role("button", name="Clear all").click()
    page.get_by_role("button", name="Undo").click()
    page.wait_for_load_state("networkidle")
    assert len(sent) > 20
    assert [words_of(request) for request in sent if re.search("planning|hiring", words_of(request))] == []
    assert {request.method for request in sent} == {"GET"}
    assert page.context.cookies() == []

    del sent[:]
    with page.expect_navigation(url="**/paths/**"):
        page.get_by_role("button", name=USE).click()
    page.wait_for_load_state("networkidle")
    # What that page loads names the page as its referrer, to this site alone: its own address, nothing more.
    holding = [request for request in sent if re.search("planning|hiring", request.url + (request.post_data or ""))]
    assert [request.url for request in holding] == [page.url]
    assert holding[0].is_navigation_request()


# --- storage that is not as it should be -----------------------------------------------


RUBBISH = (
    "",
    "null",
    "[]",
    "{",
    '{"skills": 3}',
    '{"skills": ["planning"]}',
    "\\u0000",
    '"planning"',
    '{"skills": null}',
)


@pytest.mark.parametrize("text", RUBBISH)
def test_rubbish_in_storage_is_said_once_and_breaks_nothing(page: Page, world: World, text: str) -> None:
    put(page.context, text)
    page.goto(GUIDE)
    expect(said(page)).to_contain_text("could not be read")
    tick(page, "Planning").check()
    assert kept(page) == ["planning"]
    page.reload()
    expect(tick(page, "Planning")).to_be_checked()
    expect(said(page)).to_be_empty()


def test_what_can_be_read_among_rubbish_is_kept(page: Page, world: World) -> None:
    odd = {"planning": 7, "": "2026-01-01", "__proto__": "x", "<b>": "2026-01-01", "PLANNING": "", "x" * 101: ""}
    put(page.context, json.dumps({"skills": odd}))
    page.goto(OTHER_GUIDE)
    expect(tick(page, "Planning")).to_be_checked()
    tick(page, "Hiring").check()
    assert kept(page) == ["hiring", "planning"]


CLOSED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('no', 'QuotaExceededError') }"


@pytest.mark.parametrize(("script", "sentence"), [(CLOSED, "lets the site keep nothing"), (FULL, "has no room left")])
def test_storage_that_is_closed_or_full_is_said_once_and_marks_last_for_the_page(
    page: Page, world: World, script: str, sentence: str
) -> None:
    page.add_init_script(script)
    page.goto(GUIDE)
    offer(page).click()
    tick(page, "Planning").check()
    expect(said(page)).to_contain_text(sentence)
    expect(tick(page, "Planning")).to_be_checked()
    expect(page.get_by_text(re.compile("^You know 1 of"))).to_be_visible()
    page.evaluate("dispatchEvent(new StorageEvent('storage', { key: null }))")
    expect(tick(page, "Planning")).to_be_checked()


def test_more_than_the_most_are_refused_in_words(page: Page, world: World) -> None:
    keep(page.context, *(f"skill-{number}" for number in range(2_000)))
    page.goto(GUIDE)
    tick(page, "Planning").click()
    expect(tick(page, "Planning")).not_to_be_checked()
    expect(said(page)).to_contain_text("No more than 2,000")
    assert len(kept(page)) == 2_000


# --- the page of all marks -------------------------------------------------------------


def test_marks_are_listed_by_name_taken_away_cleared_and_brought_back(page: Page, world: World) -> None:
    keep(page.context, "planning", "hiring", "forgotten-craft")
    page.goto(MINE)
    expect(page.get_by_text("3 skills marked.")).to_be_visible()
    expect(page.get_by_text("marked on 20 November 2026").first).to_be_visible()
    rows = page.locator(".my-skills__list li")
    expect(rows).to_have_text(
        [re.compile("forgotten-craft.*no guide asks for it now"), re.compile("Hiring"), re.compile("Planning")]
    )
    expect(page.get_by_role("link", name="Hiring")).to_have_attribute("href", "/skills/hiring/")
    tick(page, "Hiring").uncheck()
    expect(page.get_by_text("2 skills marked.")).to_be_visible()
    expect(tick(page, "Hiring")).to_be_visible()
    tick(page, "Hiring").check()
    page.get_by_role("button", name="Clear all").click()
    expect(page.get_by_text("Nothing is marked.")).to_be_visible()
    assert kept(page) == []
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    page.keyboard.press("Enter")
    assert kept(page) == ["forgotten-craft", "hiring", "planning"]
    expect(rows).to_have_count(3)


def test_the_page_is_whole_when_the_names_do_not_come(page: Page, world: World) -> None:
    keep(page.context, "planning")
    page.route("**/api/v1/skills*", lambda route: route.fulfill(status=200, body="not a list"))
    page.goto(MINE)
    expect(tick(page, "planning")).to_be_checked()
    expect(said(page)).to_contain_text("names of the skills did not come")


def test_all_names_are_asked_for_to_the_lists_end(page: Page, world: World) -> None:
    from tests.factories import publish_role

    publish_role("many-skilled", skills=tuple(f"zz-{number:03}" for number in range(101)))
    keep(page.context, "zz-100")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(MINE)
    expect(page.locator(".my-skills__list a")).to_have_attribute("href", "/skills/zz-100/")
    assert len([url for url in asked if "/api/v1/skills" in url]) == 2


def test_marks_are_saved_and_brought_into_another_browser(
    page: Page, open_context: Callable[..., BrowserContext], world: World, tmp_path: Path
) -> None:
    keep(page.context, "planning", "hiring", "forgotten-craft")
    page.goto(MINE)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as a file").click()
    assert saved.value.suggested_filename == "careers-skills.json"
    file = tmp_path / "careers-skills.json"
    saved.value.save_as(file)
    said_so = json.loads(file.read_text())
    assert (said_so["schema"], said_so["version"]) == ("careers-skills", 1)
    assert {"slug": "planning", "marked_on": "2026-11-20"} in said_so["skills"]

    other = open_context().new_page()
    keep(other.context, "planning", "statistics")
    other.goto(MINE)
    bring_in(other, file)
    expect(said(other)).to_contain_text("1 skill added. 1 skill of the file was marked before.")
    expect(said(other)).to_contain_text("Left out, because no guide asks for it: forgotten-craft.")
    assert kept(other) == ["hiring", "planning", "statistics"]
    other.get_by_label("Replace it by what the file holds").check()
    bring_in(other, file)
    expect(said(other)).to_contain_text("0 skills added. 2 skills of the file were marked before.")
    assert kept(other) == ["hiring", "planning"]
    other.get_by_role("button", name="Undo").click()
    expect(said(other)).to_have_text("All is as it was.")
    assert kept(other) == ["hiring", "planning", "statistics"]


def bring_in(page: Page, file: Path | dict[str, Any]) -> None:
    page.get_by_label("Bring in a file").set_input_files(file)  # type: ignore[arg-type]  # a path, or name and bytes
    page.get_by_role("button", name="Bring in", exact=True).click()


def file_of(skills: Iterable[Any], **changes: Any) -> str:
    return json.dumps({"schema": "careers-skills", "version": 1, "skills": list(skills)} | changes)


WRONG = {
    "a picture": ("\x89PNG\r\n", "cannot be read"),
    "nothing": ("", "cannot be read"),
    "other JSON": ('{"skills": []}', "something else"),
    "null": ("null", "something else"),
    "another version": (file_of([{"slug": "planning"}], version=2), "another version"),
    "no skill": (file_of([]), "holds no skill"),
    "rows of rubbish": (file_of([None, 3, {"slug": "<b>"}, {"slug": ["planning"]}]), "holds no skill"),
    "too many": (file_of({"slug": f"skill-{number}"} for number in range(2_001)), "No more than 2,000"),
    "unknown skills": (file_of([{"slug": "forgotten-craft"}]), "No guide asks for any"),
    "too large": (" " * 1_000_001, "larger than"),
}


def test_a_wrong_file_is_refused_in_words_and_changes_nothing(page: Page, world: World) -> None:
    keep(page.context, "planning")
    page.goto(MINE)
    problem = page.locator("#marks-error")
    page.get_by_label("Replace it by what the file holds").check()
    page.get_by_role("button", name="Bring in", exact=True).click()
    expect(problem).to_have_text("Choose a file first.")
    for name, (text, sentence) in WRONG.items():
        bring_in(page, {"name": "careers-skills.json", "mimeType": "application/json", "buffer": text.encode()})
        expect(problem, name).to_contain_text(sentence)
        expect(page.get_by_label("Bring in a file")).to_be_focused()
        assert kept(page) == ["planning"], name
    bring_in(
        page, {"name": "f", "mimeType": "text/plain", "buffer": file_of([{"slug": "hiring", "marked_on": 3}]).encode()}
    )
    expect(said(page)).to_contain_text("1 skill added.")
    expect(problem).to_be_hidden()
    assert kept(page) == ["hiring"]
    bring_in(page, {"name": "f", "mimeType": "text/plain", "buffer": b"{"})
    expect(problem).to_contain_text("Nothing was changed.")
    expect(said(page)).to_be_empty()
    page.get_by_role("button", name="Undo").click()
    expect(said(page)).to_have_text("All is as it was.")
    expect(problem).to_be_hidden()


# --- comparisons ------------------------------------------------------------------------


@pytest.mark.parametrize("end", ["", "?only=differences"])
def test_a_comparison_says_how_much_of_each_side_is_known(page: Page, world: World, end: str) -> None:
    """Of all that a side asks for, also where what both ask for is left out."""
    keep(page.context, "hiring", "planning")
    page.goto(PAIR + end)
    count = page.locator(".known-count")
    expect(count).to_have_text("You know 2 of 2 of Engineering Manager, 1 of 3 of Technical Project Manager.")
    tick(page, "Hiring").uncheck()
    expect(count).to_have_text("You know 1 of 2 of Engineering Manager, 1 of 3 of Technical Project Manager.")


def test_a_comparison_of_three_counts_each(page: Page, world: World) -> None:
    keep(page.context, "statistics")
    page.goto(FOUR)
    expect(page.locator(".known-count")).to_have_text(
        "You know 1 of 1 of Data Scientist, 0 of 2 of Engineering Manager, 0 of 3 of Technical Project Manager."
    )
    expect(tick(page, "Statistics")).to_be_checked()


# --- paths -----------------------------------------------------------------------------


def test_a_path_takes_what_is_known_into_its_address_at_a_press(page: Page, world: World) -> None:
    from tests.factories import publish_role

    publish_role("data-planner", skills=("planning", "writing", "budgeting"))
    keep(page.context, "writing", "statistics")
    page.goto("/paths/engineering-manager/data-planner/?hours=5")
    expect(tick(page, "Writing")).to_be_checked()
    expect(page.get_by_text("This puts them in the address.")).to_be_visible()
    page.get_by_role("button", name="Use what I know (1 skill)").click()
    expect(page).to_have_url(re.compile(r"/paths/engineering-manager/data-planner/\?hours=5&have=writing$"))
    expect(page.get_by_role("button", name=USE)).to_be_hidden()


def test_the_choice_of_a_path_takes_all_marks_and_keeps_what_is_typed(page: Page, world: World) -> None:
    keep(page.context, "planning", "statistics")
    page.goto("/paths/")
    page.get_by_label("The role you want").fill("Engineering Manager")
    page.get_by_role("button", name="Use what I know (2 skills)").click()
    expect(page.get_by_label("The role you want")).to_have_value(re.compile("engineering.manager", re.IGNORECASE))
    for name in ("Planning", "Statistics"):
        expect(page.get_by_label(name, exact=True)).to_be_checked()


# --- without script, without a shift, for everyone -------------------------------------


def test_without_javascript_nothing_is_offered_and_the_page_of_marks_says_why(
    page_without_js: Page, world: World
) -> None:
    for address in (GUIDE, PAIR, WAY, "/skills/planning/"):
        page_without_js.goto(address)
        expect(page_without_js.locator(".known")).to_be_hidden()
    page_without_js.goto("/paths/")
    expect(page_without_js.get_by_text("Skills that you marked in this browser")).to_be_hidden()
    page_without_js.goto(MINE)
    expect(page_without_js.locator("noscript p").first).to_contain_text("Marks are kept by JavaScript")
    expect(page_without_js.get_by_role("button", name="Clear all")).to_be_hidden()
    page_without_js.locator("noscript a").click()
    expect(page_without_js).to_have_url(re.compile("/paths/$"))
    expect(page_without_js.get_by_role("checkbox").first).to_be_visible()


@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_moves_when_the_offer_or_the_marks_come(
    open_context: Callable[..., BrowserContext], world: World, width: int
) -> None:
    """On a first visit wherever the reader is, on a later one from the top of a guide."""
    context = open_context(viewport={"width": width, "height": 844})
    page = context.new_page()
    page.add_init_script(WATCH)
    for address in (f"{GUIDE}#skills", PAIR, FOUR, WAY, "/skills/planning/", "/skills/", "/paths/", MINE):
        page.goto("about:blank")
        page.goto(address, wait_until="networkidle")
        assert page.evaluate(SETTLED) == [], address
    keep(context, "planning")
    for address in (GUIDE, "/skills/planning/", MINE):
        page.goto(address, wait_until="networkidle")
        expect(page.get_by_role("checkbox").first).to_be_attached()
        assert page.evaluate(SETTLED) == [], address


@pytest.mark.parametrize("address", [GUIDE, PAIR, FOUR, WAY, "/skills/planning/", "/skills/", "/paths/", MINE])
def test_pages_with_ticks_are_accessible(page: Page, world: World, address: str) -> None:
    keep(page.context, "planning", "statistics")

    def show() -> None:
        page.goto(address, wait_until="networkidle")
        expect(page.locator(".known a, .my-skills__list a").first).to_be_visible()

    assert check(page, address, show) == {}


def test_ticks_are_seen_in_forced_colors(open_context: Callable[..., BrowserContext], world: World) -> None:
    context = open_context(forced_colors="active")
    keep(context, "planning")
    page = context.new_page()
    page.goto(OTHER_GUIDE)
    for name in ("Planning", "Hiring"):
        look = tick(page, name).evaluate(
            "box => [getComputedStyle(box).appearance, getComputedStyle(box).borderTopStyle]"
        )
        assert look[0] != "none" or look[1] == "solid"
