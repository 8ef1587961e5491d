"""What a page looks like to axe and at the narrowest: judged here, asked for by several modules.

axe is put into the page by the debugger's evaluate, which the policy does not govern: the pages keep it whole.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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


# Without motion nothing moves: no transition waits to run, and none runs.
MOVES = """
() => [...document.querySelectorAll("*")].filter(e => [null, "::before", "::after"].some(part => {
  const { transitionDuration, animationName } = getComputedStyle(e, part);
  return /[1-9]/.test(transitionDuration) || animationName !== "none";
})).map(e => e.outerHTML.slice(0, 80)).slice(0, 3).concat(document.getAnimations().map(a => a.animationName ?? "runs"))
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
    """What is wrong with what ``show`` brings, by the way of looking at it.

    axe at each way (a scheme and a width); at the narrowest, and with text of twice the size at twice
    the narrowest, whether it scrolls sideways; whether anything moves for a reader who asked that nothing
    does. One load: without motion, colours change at once.
    """
    found = {}
    size = page.viewport_size
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.set_viewport_size({"width": ways[0][1], "height": HEIGHTS[ways[0][1]]})
    show()
    for scheme, width in ways:
        page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]  # light or dark
        found[f"{name}, {scheme}, {width} px"] = violations(page)
    found[f"{name}, without motion"] = page.evaluate(MOVES)
    found |= narrow(page, name)
    if size:
        page.set_viewport_size(size)
    return {way: wrong for way, wrong in found.items() if wrong}


def narrow(page: Page, name: str) -> dict[str, list[str]]:
    """What stands out to the right, by the way of looking."""
    page.set_viewport_size({"width": NARROWEST, "height": 640})
    found = {f"{name}, {NARROWEST} px": page.evaluate(STANDS_OUT)}
    page.set_viewport_size({"width": 2 * NARROWEST, "height": 640})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    found[f"{name}, text twice as large"] = page.evaluate(STANDS_OUT)
    page.evaluate("document.documentElement.style.fontSize = ''")
    return found


def share(things: Mapping[str, str], number: int, of: int) -> dict[str, str]:
    """Every so many-th of the things, so that no test takes long and none is forgotten."""
    return dict(list(things.items())[number::of])
