"""What a page looks like to axe and at the narrowest: judged here, asked for by several modules.

axe is put into the page by the debugger's evaluate, which the policy does not govern: the pages keep it whole.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files

from playwright.sync_api import Page

NARROWEST = 320
# What stands out of the page to the right, by the elements that begin it; scrollers inside the page may.
STANDS_OUT = """
() => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] :
  [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > innerWidth + 1)
    .slice(0, 5).map(e => e.outerHTML.slice(0, 120))
"""
AXE = (files("axe_playwright_python") / "axe.min.js").read_text()
# preload: its copies of style sheets would be inline ones, which the policy blocks; no rule of these needs them.
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SIZES = ({"width": 390, "height": 844}, {"width": 1440, "height": 900})
RUN = """
tags => axe.run({
  runOnly: tags, rules: { "target-size": { enabled: true } }, resultTypes: ["violations"], preload: false
}).then(({ violations }) => violations.flatMap(
  found => found.nodes.map(node => `${found.id}: ${node.target} ${node.failureSummary.replace(/\\s+/g, " ")}`)
))
"""


def violations(page: Page) -> list[str]:
    """What axe finds in the page as it stands."""
    if not page.evaluate("() => 'axe' in globalThis"):
        page.evaluate(AXE)
    found: list[str] = page.evaluate(RUN, WCAG)
    return found


def check(page: Page, name: str, show: Callable[[], object]) -> dict[str, list[str]]:
    """What axe finds in what ``show`` brings, in both schemes and both sizes, by the way of looking."""
    found = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of these two
        show()  # anew: a page that is open changes its colours over several frames
        for size in SIZES:
            page.set_viewport_size(size)  # type: ignore[arg-type]  # a dict of these two keys
            if wrong := violations(page):
                found[f"{name}, {scheme}, {size['width']} px"] = wrong
    return found
