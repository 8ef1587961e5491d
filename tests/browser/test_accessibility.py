"""axe finds nothing of WCAG 2.0 to 2.2, A and AA, on any public page: phone and desk, light and dark.

axe is put into the page by the debugger's evaluate, which the policy does not govern: the pages keep it whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.visitors import APPLY, GUIDE, World, answers, apply_form, press_apply

pytest_plugins = ("tests.browser.fixtures",)

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SIZES = ({"width": 390, "height": 844}, {"width": 1440, "height": 900})
RUN = """
tags => axe.run({ runOnly: tags, rules: { "target-size": { enabled: true } }, resultTypes: ["violations"] }).then(({ violations }) => violations.flatMap(
  found => found.nodes.map(node => `${found.id}: ${node.target} ${node.failureSummary.replace(/\\s+/g, " ")}`)
))
"""
# Two frames: by then the new scheme's colours are computed everywhere.
PAINTED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def violations(page: Page) -> list[str]:
    """What axe finds in the page as it stands."""
    if not page.evaluate("() => 'axe' in globalThis"):
        page.evaluate(AXE)
    found: list[str] = page.evaluate(RUN, WCAG)
    return found


def ways_of_looking(page: Page) -> Iterator[str]:
    """The page in both sizes and both schemes, by name."""
    for size in SIZES:
        page.set_viewport_size(size)  # type: ignore[arg-type]  # a dict of these two keys
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.evaluate(PAINTED)
            yield f"{size['width']} px, {scheme}"


def check(page: Page, name: str) -> dict[str, list[str]]:
    return {f"{name}, {way}": found for way in ways_of_looking(page) if (found := violations(page))}


@pytest.fixture
def reader(open_context: Callable[..., BrowserContext]) -> Page:
    return open_context(reduced_motion="reduce").new_page()


@pytest.mark.parametrize(
    "names",
    [
        ("home", "list", "domain"),
        ("search", "search without a hit", "search that is too long"),
        ("guide",),
        ("guide of managers", "guide without a figure"),
        ("older version",),
        ("comparison", "comparison without figures"),
        ("apply", "thanks", "confirm", "confirmed", "expired link"),
        ("report", "report sent", "method", "privacy", "not found", "gone"),
    ],
    ids=lambda names: names[0],
)
def test_axe_finds_nothing(reader: Page, addresses: dict[str, str], names: tuple[str, ...]) -> None:
    found: dict[str, list[str]] = {}
    for name in names:
        reader.goto(addresses[name])
        found |= check(reader, name)
    assert found == {}


def test_axe_finds_nothing_in_the_guides_form_and_in_errors(reader: Page, world: World) -> None:
    reader.goto(GUIDE)
    reader.locator("a[data-apply]:visible").first.click()
    expect(apply_form(reader)).to_be_visible()
    reader.evaluate("document.querySelectorAll('.guide, .masthead').forEach(part => part.remove())")  # looked at elsewhere
    found = check(reader, "guide with its form")
    reader.goto(APPLY)
    with answers(reader, 422):
        press_apply(apply_form(reader))
    found |= check(reader, "apply with errors")
    reader.goto(f"{GUIDE}report/")
    with answers(reader, 422):
        reader.get_by_role("button", name=re.compile("send", re.I)).click()
    found |= check(reader, "report with errors")
    assert found == {}


DEFECTS: dict[str, str] = {
    # Faint in either scheme, in the colour space of the site's own tokens.
    "color-contrast": "p => { p.style.setProperty('color', 'light-dark(oklch(0.9 0.01 212), oklch(0.3 0.01 212))') }",
    "label": "p => p.append(document.createElement('input'))",
    "target-size": """p => { for (const name of "ab") {
        const link = p.appendChild(document.createElement("button"));
        link.append(name);
        Object.assign(link.style, { inlineSize: "12px", blockSize: "12px", minBlockSize: 0, padding: 0, border: 0 });
    } }""",
}


@pytest.mark.parametrize("rule", DEFECTS)
def test_axe_finds_a_planted_defect(reader: Page, world: World, rule: str) -> None:
    reader.goto("/privacy/")
    assert violations(reader) == []
    reader.locator("main p").last.evaluate(DEFECTS[rule])
    for way in ways_of_looking(reader):
        assert any(found.startswith(f"{rule}: ") for found in violations(reader)), way


def test_names_are_unique_and_ids_are_too(reader: Page, addresses: dict[str, str]) -> None:
    """What axe leaves to best practice and links from the error summary need."""
    twice: dict[str, Any] = {}
    for name, address in addresses.items():
        reader.goto(address)
        ids = reader.evaluate("[...document.querySelectorAll('[id]')].map(element => element.id)")
        if repeated := {one for one in ids if ids.count(one) > 1}:
            twice[name] = repeated
    assert twice == {}
