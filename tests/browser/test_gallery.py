"""Every page of the component gallery in a real browser: axe, the policy, the console, and the narrowest screen.

That nothing is blocked, thrown or asked elsewhere is what the fixture ``problems`` checks of every page visited.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from django.contrib import admin
from playwright.sync_api import Page, expect

from roles.gallery.entries import gallery
from tests.browser.conftest import Problems
from tests.browser.looking import check

pytest_plugins = ("tests.browser.fixtures",)

SignIn = Callable[..., Page]
admin.autodiscover()  # entries are added where the admin is loaded
NAMES = [entry.name for entry in gallery]
PARTS = [NAMES[start::8] for start in range(8)]


@pytest.fixture
def desk(sign_in: SignIn, transactional_db: None) -> Page:
    from accounts.services import sync_groups
    from tests.factories import staff_in

    sync_groups()
    return sign_in(staff_in("Editor"))


@pytest.mark.parametrize("names", PARTS, ids=lambda names: names[0])
def test_every_component_is_accessible_and_nothing_is_blocked(desk: Page, names: list[str]) -> None:
    found: dict[str, list[str]] = {}
    for name in names:
        found |= check(desk, name, partial(desk.goto, f"/admin/gallery/{name}/"), (("light", 1440), ("dark", 390)))
    assert found == {}


def test_the_index_and_the_phone_frame_work_under_the_policy(desk: Page) -> None:
    assert check(desk, "index", partial(desk.goto, "/admin/gallery/")) == {}
    desk.goto("/admin/gallery/apply_bar/")
    expect(desk.locator(".apply-bar").first).to_be_hidden()
    desk.get_by_role("link", name="On a phone").click()
    frame = desk.frame_locator("iframe")
    expect(frame.get_by_role("heading", level=1)).to_have_text("apply_bar")
    # The rules of narrow screens hold inside: on a wide one this bar is not shown.
    expect(frame.locator(".apply-bar").first).to_be_visible()


def test_a_theme_overrides_the_device(desk: Page) -> None:
    desk.emulate_media(color_scheme="light")
    paper = {}
    for theme in ("light", "dark"):
        desk.goto(f"/admin/gallery/notice/?theme={theme}")
        paper[theme] = desk.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert paper["light"] != paper["dark"]


def test_a_planted_defect_in_a_component_is_found(desk: Page, problems: Problems) -> None:
    def plant() -> None:
        desk.goto("/admin/gallery/notice/")
        desk.locator(".notice").first.evaluate("part => part.append(document.createElement('input'))")

    assert check(desk, "planted", plant, (("light", 1440),)) != {}
