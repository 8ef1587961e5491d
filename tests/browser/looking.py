"""What a page looks like to axe and at the narrowest: judged here, asked for by several modules.

axe is put into the page by the debugger's evaluate, which the policy does not govern: the pages keep it whole.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
HEIGHTS = {390: 844, 1440: 900}
WAYS = (("light", 390), ("light", 1440), ("dark", 390), ("dark", 1440))
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


def check(
    page: Page, name: str, show: Callable[[], object], ways: Sequence[tuple[str, int]] = WAYS
) -> dict[str, list[str]]:
    """What axe finds in what ``show`` brings, by the way of looking at it: a scheme and a width."""
    found = {}
    shown_in = ""
    for scheme, width in ways:
        page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        if scheme != shown_in:
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # light or dark
            show()  # anew: a page that is open changes its colours over several frames
            shown_in = scheme
        if wrong := violations(page):
            found[f"{name}, {scheme}, {width} px"] = wrong
    return found
