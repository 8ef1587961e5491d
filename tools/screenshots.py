"""The pictures of README: `make screenshots` takes them anew from the starter catalogue.

Serves the site as production does, on a throw-away database and a free port of
loopback, and looks at it with the machine's own Chromium. Writes docs/screenshots/.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from careers.supervise import SITE, answers
from tests.browser.chromium import FLAGS, find_chromium

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "screenshots"
START_SECONDS = 60
EDITOR = "editor@example.com"
GUIDE = "/roles/technical-project-manager/"


@dataclass(frozen=True)
class Shot:
    """One picture: what is looked at, how wide and in which scheme."""

    name: str
    address: str
    width: int = 1280
    height: int = 800
    scheme: str = "light"

    @property
    def is_staff(self) -> bool:
        return self.address.startswith("/admin/")


SHOTS = (
    Shot("guide-light", GUIDE),
    Shot("guide-dark", f"{GUIDE}#salary", scheme="dark"),
    Shot("guide-phone", GUIDE, width=390, height=844),
    Shot("roadmap-phone-dark", f"{GUIDE}#roadmap", width=390, height=844, scheme="dark"),
    Shot("compare", "/compare/engineering-manager-vs-technical-project-manager/"),
    Shot("search", "/roles/?q=cloud&level=senior"),
    Shot("path", "/paths/qa-engineer/technical-project-manager/"),
    Shot("skill", "/skills/python/", scheme="dark"),
    Shot("salaries", "/salaries/data-scientist/#map-title"),
    Shot("admin-today", "/admin/"),
    Shot("admin-editor", "/admin/"),
)


def manage(*words: str, environment: dict[str, str]) -> str:
    """What a management command prints."""
    command = [sys.executable, "manage.py", *words]
    return subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True).stdout


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextlib.contextmanager
def site() -> Iterator[tuple[str, str]]:
    """The running site's address and the editor's password."""
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        # Nothing of this machine's own installation decides what the pictures show.
        environment = {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{folder}/pictures.sqlite3",
            "SECRET_KEY": secrets.token_urlsafe(64),
            "PORT": str(port),
            "SITE_URL": f"http://localhost:{port}",
            "SITE_NAME": "Careers",
            "DEBUG": "off",
        }
        manage("migrate", "--verbosity", "0", environment=environment)
        manage("load_catalogue", environment=environment)
        password = manage("create_staff", EDITOR, "--group", "Publisher", environment=environment).split()[-1]
        server = subprocess.Popen([sys.executable, *SITE], cwd=ROOT, env=environment)
        try:
            wait_for(port)
            yield f"http://localhost:{port}", password
        finally:
            server.terminate()
            server.wait()


def wait_for(port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not answers(port):
        if time.monotonic() > deadline:
            raise TimeoutError(f"The site did not answer within {START_SECONDS} seconds.")
        time.sleep(0.2)


def sign_in(page: Page, password: str) -> None:
    page.goto("/admin/login/")
    page.get_by_label("Email").fill(EDITOR)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")


def start_a_draft(page: Page) -> None:
    """From the start page to the editing screen of a draft, as an editor goes."""
    page.get_by_role("navigation").get_by_role("link", name="Guides").click()
    page.get_by_role("link", name="Technical Project Manager").click()
    page.get_by_role("button", name="draft").first.click()
    page.wait_for_url("**/guideversion/*/change/")


def take(browser: Browser, shot: Shot, base: str, password: str) -> None:
    context = browser.new_context(
        base_url=base,
        viewport={"width": shot.width, "height": shot.height},
        color_scheme=shot.scheme,  # type: ignore[arg-type]  # light or dark
        reduced_motion="reduce",  # at the section at once, not on the way there
        locale="en-US",
    )
    page = context.new_page()
    if shot.is_staff:
        sign_in(page, password)
    page.goto(shot.address)
    if shot.name == "admin-editor":
        start_a_draft(page)
    page.evaluate("() => document.fonts.ready")
    file = FOLDER / f"{shot.name}.png"
    page.screenshot(path=file)
    context.close()
    print(f"{file.relative_to(ROOT)}: {file.stat().st_size // 1024} KB")


def main() -> int:
    executable = find_chromium()
    if not executable:
        print("No Chromium: set CHROMIUM, or install the package chromium.", file=sys.stderr)
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    with site() as (base, password), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(FLAGS))
        for shot in SHOTS:
            take(browser, shot, base, password)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
