"""What a first visit costs, and that nothing moves under the reader while it loads.

Bytes are as the browser counts them on the wire, headers and font with them, from an empty cache, of every
starter guide, served by the storage and the middleware of production.
"""

from __future__ import annotations

import random
import re
import string
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.visitors import GUIDE, World, apply_form

pytest_plugins = ("tests.browser.fixtures",)

MOST_BYTES = 75_000
MOST_BYTES_OF_HTML = {"br": 12 * 1024, "gzip": 14 * 1024}
SIZES = ((390, 844), (1440, 900))


def starter_guides() -> list[str]:
    """Their addresses."""
    from roles.models import RoleDocument

    slugs = RoleDocument.objects.order_by("slug").values_list("slug", flat=True)
    return [f"/roles/{slug}/" for slug in slugs]


def bytes_of_first_visit(page: Page, address: str) -> dict[str, int]:
    """By address, what came over the wire for a visitor who was never here."""
    addresses: dict[str, str] = {}
    sizes: dict[str, int] = {}
    session = page.context.new_cdp_session(page)
    session.on("Network.responseReceived", lambda e: addresses.update({e["requestId"]: e["response"]["url"]}))
    session.on(
        "Network.loadingFinished",
        lambda e: sizes.update(
            {addresses[e["requestId"]].partition("//")[2].partition("/")[2]: e["encodedDataLength"]}
        ),
    )
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    page.goto(address, wait_until="networkidle")
    page.evaluate("document.fonts.ready.then(() => null)")
    session.detach()
    return {name: int(size) for name, size in sizes.items()}


def test_the_first_visit_to_a_guide_is_light(page: Page, catalogue: None, capsys: pytest.CaptureFixture[str]) -> None:
    for guide in starter_guides():
        sizes = bytes_of_first_visit(page, guide)
        with capsys.disabled():
            print(f"\nFirst visit to {guide}: {sum(sizes.values()):,} bytes: {sizes}")  # noqa: T201 - people ask for it
        assert any(name.endswith(".woff2") for name in sizes), "the font is counted"
        assert sum(sizes.values()) <= MOST_BYTES, sizes


@pytest.mark.parametrize("encoding", MOST_BYTES_OF_HTML)
def test_the_html_of_a_guide_is_light(page: Page, catalogue: None, encoding: str) -> None:
    for guide in starter_guides():
        answer = page.request.get(guide, headers={"Accept-Encoding": encoding})
        assert answer.headers["content-encoding"] == encoding
        assert int(answer.headers["content-length"]) <= MOST_BYTES_OF_HTML[encoding], guide


def test_a_heavy_guide_is_weighed(page: Page, world: World) -> None:
    """Planted: words that no encoding makes small."""
    from tests.factories import publish_role

    chance = random.Random(1)
    words = " ".join("".join(chance.choices(string.ascii_letters, k=12)) for _word in range(4_000))
    publish_role("heavy-role", overview=words)
    sizes = bytes_of_first_visit(page, "/roles/heavy-role/")
    assert sizes["roles/heavy-role/"] > MOST_BYTES_OF_HTML["br"]
    assert sum(sizes.values()) > MOST_BYTES


# --- nothing moves ---------------------------------------------------------------------

WATCH = """
globalThis.moved = [];
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) moved.push(
    `${entry.value.toFixed(4)}: ${entry.sources.map(s => s.node?.outerHTML?.slice(0, 90) ?? s.node?.textContent).join(" | ")}`
  );
}).observe({ type: "layout-shift", buffered: true });
"""
SETTLED = "() => document.fonts.ready.then(() => new Promise(done => setTimeout(() => done(moved), 150)))"


def late_font(route: Route) -> None:
    """The font comes when everything else was painted, as on a slow line."""
    time.sleep(0.4)
    route.continue_()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
@pytest.mark.parametrize(
    "address",
    [
        GUIDE,
        "/",
        "/roles/",
        "/compare/engineering-manager-vs-technical-project-manager/",
        f"{GUIDE}apply/",
        "/methodology/",
    ],
)
def test_nothing_moves_while_a_page_loads(
    open_context: Callable[..., BrowserContext], catalogue: None, address: str, size: tuple[int, int]
) -> None:
    page = open_context(viewport={"width": size[0], "height": size[1]}).new_page()
    page.add_init_script(WATCH)
    page.route("**/*.woff2", late_font)
    page.goto(address, wait_until="load")
    assert page.evaluate(SETTLED) == []


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
def test_nothing_moves_when_the_form_comes(
    open_context: Callable[..., BrowserContext], world: World, size: tuple[int, int]
) -> None:
    page = open_context(viewport={"width": size[0], "height": size[1]}).new_page()
    page.add_init_script(WATCH)
    page.goto(GUIDE, wait_until="networkidle")
    page.locator("a[data-apply]:visible").first.focus()
    page.keyboard.press("Enter")
    expect(apply_form(page).get_by_label("Full name")).to_be_focused()
    assert page.evaluate(SETTLED) == []


def test_what_moves_is_seen(page: Page, world: World) -> None:
    """Planted: a block that comes late, above what is read."""
    page.add_init_script(WATCH)
    page.goto("/methodology/", wait_until="load")
    page.evaluate(
        "setTimeout(() => document.querySelector('main').prepend(Object.assign("
        "document.createElement('p'), { textContent: 'late', className: 'band' })), 50)"
    )
    expect(page.locator("main")).to_contain_text(re.compile("^late"))
    assert page.evaluate(SETTLED) != []
