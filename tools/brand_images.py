"""The icons and the picture of a shared link, made anew from our own mark: ``python -m tools.brand_images``.

Draws ``static/img/favicon.svg`` and ``tools/share.html`` with the machine's own Chromium and
writes ``static/img/``. Its output is committed; run it when the mark, the tokens or the words change.
"""

from __future__ import annotations

import struct
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.chromium import FLAGS, find_chromium

TOOLS = Path(__file__).resolve().parent
IMAGES = TOOLS.parent / "static" / "img"
SHARE_SIZE = (1200, 630)
ICONS = {"apple-touch-icon.png": 180, "icon-192.png": 192, "icon-512.png": 512}
FAVICON_SIZES = (16, 32, 48)


def draw(browser: Browser, address: str, width: int, height: int, *, is_clear: bool = False) -> bytes:
    """A page or picture as PNG of this size in pixels; ``is_clear`` leaves see-through what it leaves empty."""
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme="light")
    page.goto(address)
    page.evaluate("document.fonts && document.fonts.ready")
    png = page.screenshot(omit_background=is_clear)
    page.close()
    return png


def ico(pngs: dict[int, bytes]) -> bytes:
    """One .ico of several PNGs, by their size in pixels: a header, an entry each, then the pictures."""
    header = struct.pack("<3H", 0, 1, len(pngs))
    entries, pictures = b"", b""
    start = len(header) + 16 * len(pngs)
    for size, png in sorted(pngs.items()):
        entries += struct.pack("<4B2H2I", size, size, 0, 0, 1, 32, len(png), start + len(pictures))
        pictures += png
    return header + entries + pictures


def main() -> int:
    if not (chromium := find_chromium()):
        sys.stderr.write("No Chromium found. Name it in CHROMIUM.\n")
        return 1
    mark, share = (IMAGES / "favicon.svg").as_uri(), (TOOLS / "share.html").as_uri()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=[*FLAGS, "--allow-file-access-from-files"])
        (IMAGES / "share.png").write_bytes(draw(browser, share, *SHARE_SIZE))
        for name, size in ICONS.items():
            (IMAGES / name).write_bytes(draw(browser, mark, size, size))
        pngs = {size: draw(browser, mark, size, size, is_clear=True) for size in FAVICON_SIZES}
        (IMAGES / "favicon.ico").write_bytes(ico(pngs))
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
