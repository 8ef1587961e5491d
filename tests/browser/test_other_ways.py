"""Other ways to read: on paper, in the system's own colors, by keyboard under a sticky bar."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visitors import GUIDE, World

pytest_plugins = ("tests.browser.fixtures",)

MOST_SHEETS = 9


def test_a_guide_prints_on_few_sheets_with_its_answers(page: Page, catalogue: None) -> None:
    page.goto(GUIDE)
    page.emulate_media(media="print")
    for gone in (".site-nav", ".contents", ".apply-bar", ".apply-panel", ".apply-cta", ".skip-link", ".feedback"):
        assert page.locator(f"{gone}:visible").count() == 0, gone
    questions = page.locator("#faq details")
    assert questions.count() > 2
    for number in range(questions.count()):
        expect(questions.nth(number).locator("p").first).to_be_visible()
    expect(page.locator("#roadmap .fold .prose").first).to_be_visible()
    sheets = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))
    assert 3 <= sheets <= MOST_SHEETS


# What carries a figure, and what is pressed, must differ from what lies behind it in the system's own colors.
UNSEEN = """
() => {
  const probe = document.body.appendChild(document.createElement("i"));
  probe.style.color = "Canvas";
  const canvas = getComputedStyle(probe).color;
  probe.remove();
  const isNone = paint => paint === "none" || paint === canvas || paint === "rgba(0, 0, 0, 0)";
  const marks = [...document.querySelectorAll("main svg [class*='__band'], main svg [class*='__tick'], main svg [class*='__seg']")]
    .filter(mark => { const s = getComputedStyle(mark); return isNone(s.fill) && isNone(s.stroke) && !s.fill.startsWith("url"); });
  const controls = [...document.querySelectorAll("main .button, main .input, main .select, main .textarea")]
    .filter(control => control.checkVisibility()).filter(control => {
      const s = getComputedStyle(control);
      return s.appearance === "none" && (parseFloat(s.borderTopWidth) === 0 || isNone(s.borderTopColor));
    });
  return [...marks, ...controls].map(e => e.outerHTML.slice(0, 90));
}
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_charts_and_controls_are_seen_in_the_systems_own_colors(page: Page, catalogue: None, scheme: str) -> None:
    page.emulate_media(forced_colors="active", color_scheme=scheme)  # type: ignore[arg-type]  # light or dark
    unseen = {}
    for address in (
        GUIDE,
        "/",
        "/roles/",
        "/compare/engineering-manager-vs-technical-project-manager/",
        f"{GUIDE}apply/",
        f"{GUIDE}report/",
    ):
        page.goto(address)
        if found := page.evaluate(UNSEEN):
            unseen[address] = found
    assert unseen == {}


def test_what_nobody_could_see_is_found(page: Page, world: World) -> None:
    """Planted: a band without fill, a button without border."""
    page.emulate_media(forced_colors="active")
    page.goto(GUIDE)
    page.locator("#salary .range-chart__band").last.evaluate(
        "band => { band.style.fill = 'none'; band.style.stroke = 'none' }"
    )
    page.locator("main .button:visible").first.evaluate("button => { button.style.border = '0' }")
    assert len(page.evaluate(UNSEEN)) == 2


# How much of the focused element no sticky bar covers, from 0 to 1.
SHOWN = """
() => {
  const e = document.activeElement, r = e.getClientRects()[0], points = [];
  for (const x of [0.1, 0.5, 0.9]) for (const y of [0.15, 0.5, 0.85]) points.push([r.left + r.width * x, r.top + r.height * y]);
  const seen = points.filter(([x, y]) => { const top = document.elementFromPoint(x, y); return top && (e.contains(top) || top.contains(e)); });
  return { shown: seen.length / points.length, html: e.outerHTML.slice(0, 100) };
}
"""


@pytest.mark.parametrize("address", [GUIDE, "/compare/engineering-manager-vs-technical-project-manager/"])
@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
def test_nothing_that_has_the_focus_is_covered(phone: Page, catalogue: None, address: str, key: str) -> None:
    """The bar at the end of the screen hides nothing that is reached by keyboard, down the page or up."""
    phone.goto(address)
    if key == "Shift+Tab":
        phone.locator(".site-footer a").last.focus()
    reached: set[str] = set()
    covered: list[str] = []
    for _step in range(150):
        phone.keyboard.press(key)
        if not phone.evaluate("document.activeElement !== document.body"):
            break
        found = phone.evaluate(SHOWN)
        if found["html"] in reached and len(reached) > 100:
            break
        reached.add(found["html"])
        if found["shown"] == 0:
            covered.append(found["html"])
    assert len(reached) > 25
    assert covered == []
