"""What a screen reader reads of roadmap, charts and tables of the starter guides, and in which order.

Compared exactly with what was read and found good.

Renew after a wanted change: ``RENEW_SNAPSHOTS=1 pytest -m browser tests/browser/test_read_out.py``, then read the
difference as somebody who only hears it.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.visitors import GUIDE

pytest_plugins = ("tests.browser.fixtures",)

SNAPSHOTS = Path(__file__).parent / "snapshots"
COMPARISON = "/compare/engineering-manager-vs-technical-project-manager/"
PARTS = {
    "guide-head": (GUIDE, ".masthead"),
    "guide-salary": (GUIDE, "#salary"),
    "guide-levels": (GUIDE, "#levels"),
    "guide-roadmap": (GUIDE, "#roadmap"),
    "guide-of-managers-salary": ("/roles/engineering-manager/", "#salary"),
    "comparison": (COMPARISON, "main"),
}


def read_out(page: Page, address: str, part: str) -> str:
    page.goto(address)
    heard = page.locator(part).first.aria_snapshot() + "\n"
    heard = re.sub(r"(words about these two, as of )[^.]*", r"\1the day of this run", heard)
    return re.sub(r"(?m)^( *- term: Published\n *- definition:\n *- time: ).*$", r"\1the day of this run", heard)


@pytest.mark.parametrize("name", PARTS)
def test_what_is_read_out_is_what_was_found_good(page: Page, catalogue: None, name: str) -> None:
    heard = read_out(page, *PARTS[name])
    file = SNAPSHOTS / f"{name}.yaml"
    if os.environ.get("RENEW_SNAPSHOTS"):
        SNAPSHOTS.mkdir(exist_ok=True)
        file.write_text(heard)
    assert heard == file.read_text(), f"{file.name}: see the head of {Path(__file__).name}"


def test_every_snapshot_has_its_part() -> None:
    assert {file.stem for file in SNAPSHOTS.glob("*.yaml")} == set(PARTS)
