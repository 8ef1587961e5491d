"""A starter guide on a phone: short to scroll, with nothing lost on paper or without a script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.visitors import GUIDE

pytest_plugins = ("tests.browser.fixtures",)

LONGEST = 15_500  # CSS pixels at 390 px of width, folds closed
# The height of what each fold holds, two frames on: 0 where it is closed.
HEIGHTS = """
async () => {
  for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
  return [...document.querySelectorAll("details.fold > :not(summary)")].map(e => e.checkVisibility({
  contentVisibilityAuto: true, visibilityProperty: true
}) ? e.getBoundingClientRect().height : 0);
}
"""


@pytest.fixture
def guide(catalogue: None) -> str:
    return GUIDE


def test_a_guide_on_a_phone_is_folded_short(phone: Page, guide: str) -> None:
    phone.goto(guide)
    assert phone.evaluate("document.documentElement.scrollHeight") <= LONGEST
    heights = phone.evaluate(HEIGHTS)
    assert len(heights) > 15
    assert not any(heights)


def test_paper_and_wide_screens_show_all_that_a_phone_folds(page: Page, guide: str) -> None:
    page.goto(guide)
    assert all(page.evaluate(HEIGHTS))
    page.set_viewport_size({"width": 390, "height": 844})
    assert not any(page.evaluate(HEIGHTS))
    page.emulate_media(media="print")
    assert all(page.evaluate(HEIGHTS))
