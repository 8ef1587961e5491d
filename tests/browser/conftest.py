"""The browser, the site it visits, and what makes any journey fail.

The site runs in a thread of this process, as Django's own live server does, but
as production serves it: bundled, hashed files by WhiteNoise and no file handler
of Django's in front. Journeys may run side by side: each worker has a browser, a
site and a database of its own. So nothing is waited for less than an action is.
"""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from inspect import signature
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    expect,
    sync_playwright,
)

from tests.browser.chromium import FLAGS, find_chromium

ACTION_MS = 10_000
expect.set_options(timeout=ACTION_MS)
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
VIOLATION = "Content-Security-Policy violation:"
# Runs in every page before its own scripts; reports what the policy blocked, with the place.
REPORT_VIOLATIONS = f"""
addEventListener("securitypolicyviolation", (e) => console.error(
  "{VIOLATION} " + e.effectiveDirective + " blocked " + e.blockedURI + " " + e.sourceFile + ":" + e.lineNumber
));
"""


# The journeys that are made through nginx too. One that breaks the site's own process on the way cannot be.
ON_THE_STACK = {"test_read_and_apply", "test_apply_recovery", "test_editing", "test_desk"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is a browser test and sees committed data."""
    for item in items:
        if isinstance(item, pytest.Function) and "browser" in item.path.parts[-2:]:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))
            if item.path.stem in ON_THE_STACK and "monkeypatch" not in signature(item.function).parameters:
                item.add_marker(pytest.mark.stack)


# --- the site ----------------------------------------------------------------


@dataclass(frozen=True)
class Site:
    """Where the site under test answers."""

    url: str

    def owns(self, address: str) -> bool:
        """Whether an address is the site's own, or no address of a host at all (data:, blob:, about:)."""
        return address.startswith((self.url, "data:", "blob:", "about:"))


@pytest.fixture(scope="session")
def _orm_beside_playwright() -> Iterator[None]:
    """Let Django's ORM run in the thread that drives the browser.

    Playwright's synchronous API keeps an event loop in this thread, by greenlets, so Django
    takes any query here for one inside a coroutine and refuses it. None is: the loop rests
    while a test's own lines run. Set for this run only, and taken back at its end.
    """
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    yield
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def _production_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Collect the static files with the storage of production, which names and joins them."""
    from django.core.management import call_command
    from django.test import override_settings

    import careers.settings

    root = tmp_path_factory.mktemp("static")
    with override_settings(STATIC_ROOT=root, STORAGES=careers.settings.STORAGES):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield


@pytest.fixture(scope="session")
def _server(request: pytest.FixtureRequest, _orm_beside_playwright: None) -> Site:
    """The site in this process; in the run `-m stack` the one that is deployed."""
    if request.config.getoption("markexpr") == "stack":
        return Site(request.getfixturevalue("stack").url)
    site: Site = request.getfixturevalue("_own_server")
    return site


@pytest.fixture(scope="session")
def _own_server(django_db_setup: None, django_db_blocker: Any, _production_files: None) -> Iterator[Site]:
    from django.conf import settings
    from django.core.handlers.wsgi import WSGIHandler
    from django.core.servers.basehttp import ThreadedWSGIServer
    from django.test.testcases import QuietWSGIRequestHandler

    # The server's threads ask the database whenever a page does, whichever test is running.
    with django_db_blocker.unblock():
        server = ThreadedWSGIServer(("127.0.0.1", 0), QuietWSGIRequestHandler, allow_reuse_address=False)
        server.set_app(WSGIHandler())
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        site = Site(f"http://127.0.0.1:{server.server_port}")
        settings.SITE_URL = site.url
        yield site
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def site(_server: Site, transactional_db: None) -> Site:
    """The running site, on a database that this test may fill; it is emptied afterwards."""
    return _server


# --- the browser -------------------------------------------------------------


@pytest.fixture(scope="session")
def browser(_orm_beside_playwright: None) -> Iterator[Browser]:
    executable = find_chromium()
    if not executable:
        pytest.fail("No Chromium: set CHROMIUM, or install the package chromium.", pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(FLAGS))
        yield browser
        browser.close()


@dataclass
class Problems:
    """What went wrong in a page that no assertion looks at. Any entry fails the test."""

    site: Site
    found: list[str] = field(default_factory=list)
    expected: list[re.Pattern[str]] = field(default_factory=list)

    def expect(self, pattern: str) -> None:
        """Let this test cause a problem that matches the pattern."""
        self.expected.append(re.compile(pattern))

    def watch(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self._add(f"uncaught in the page: {error}"))
        page.on("request", self._request)
        page.on("response", self._response)

    def unexpected(self) -> list[str]:
        return [problem for problem in self.found if not any(wanted.search(problem) for wanted in self.expected)]

    def _add(self, problem: str) -> None:
        self.found.append(problem)

    def _console(self, message: ConsoleMessage) -> None:
        # An answer like 404 or 422 is an error line in the console too; _response judges those.
        if message.type == "error" and not message.text.startswith("Failed to load resource: the server responded"):
            self._add(f"console: {message.text} ({message.location.get('url', '')})")

    def _request(self, request: Request) -> None:
        if not self.site.owns(request.url):
            self._add(f"request to another host: {request.url}")

    def _response(self, response: Response) -> None:
        # A page may answer 404 or 422 and the test looks at it; what a page loads must be there.
        limit = 500 if response.request.is_navigation_request() else 400
        if response.status >= limit:
            self._add(f"answer {response.status}: {response.request.method} {urlsplit(response.url).path}")


@pytest.fixture
def problems(site: Site) -> Iterator[Problems]:
    """The problems of every page of this test; `problems.expect(pattern)` allows one that is meant."""
    problems = Problems(site)
    yield problems
    if unexpected := problems.unexpected():
        pytest.fail("Problems in the page:\n  " + "\n  ".join(dict.fromkeys(unexpected)), pytrace=False)


@pytest.fixture
def open_context(browser: Browser, site: Site, problems: Problems) -> Iterator[Callable[..., BrowserContext]]:
    """Make a visitor: a browser context with its own cookies, watched for problems."""
    opened: list[BrowserContext] = []

    def open_one(**options: Any) -> BrowserContext:
        context = browser.new_context(base_url=site.url, **{"viewport": DESKTOP, "locale": "en-US", **options})
        context.set_default_timeout(ACTION_MS)
        if options.get("java_script_enabled", True):
            context.add_init_script(REPORT_VIOLATIONS)
        context.on("page", problems.watch)
        opened.append(context)
        return context

    yield open_one
    for context in opened:
        context.close()


@pytest.fixture
def page(open_context: Callable[..., BrowserContext]) -> Page:
    """A visitor at a desk. `page.goto("/roles/")` is the site's own address."""
    return open_context().new_page()


@pytest.fixture
def page_without_js(open_context: Callable[..., BrowserContext]) -> Page:
    """A visitor whose browser runs no script."""
    return open_context(java_script_enabled=False).new_page()


@pytest.fixture
def phone(open_context: Callable[..., BrowserContext]) -> Page:
    """A visitor with a phone, 390 by 844 CSS pixels."""
    return open_context(viewport=PHONE, device_scale_factor=2, is_mobile=True, has_touch=True).new_page()
