"""Every internal link and every form leads somewhere, from the start page and from every refusal."""

from __future__ import annotations

from collections import deque
from urllib.parse import urljoin, urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests.pages import Page
from tests.world import make_world

pytestmark = pytest.mark.django_db

HOST = "testserver"
STARTS = (
    "/",
    "/unknown/",
    "/roles/gone-planner/",
    "/roles/?q=%FF",
    "/roles/?q=nothing-like-this",
    "/roles/unknown/apply/",
)


def _internal(base: str, link: str, site_url: str) -> str | None:
    """The path and query that the link leads to on this site, or None for another place."""
    target = urlsplit(urljoin(f"{site_url}{base}", link))
    ours = urlsplit(site_url)
    if (target.scheme, target.netloc) != (ours.scheme, ours.netloc):
        return None
    return (
        target.path + (f"?{target.query}" if target.query else "") + (f"#{target.fragment}" if target.fragment else "")
    )


def test_no_link_and_no_form_of_the_site_leads_nowhere(client: Client, settings: object) -> None:
    from django.conf import settings as site

    make_world()
    pages: dict[str, tuple[int, Page | None]] = {}
    waiting = deque((start, "the start") for start in STARTS)
    dead: list[str] = []
    fragments: list[tuple[str, str, str]] = []
    while waiting:
        address, found_on = waiting.popleft()
        path, _, fragment = address.partition("#")
        if fragment:
            fragments.append((path, fragment, found_on))
        if path in pages:
            continue
        if path.startswith("/static/"):
            pages[path] = (200 if finders.find(path.removeprefix("/static/")) else 404, None)
        else:
            answer = client.get(path)
            is_page = answer.headers.get("Content-Type", "").startswith("text/html") and answer.content
            pages[path] = (answer.status_code, Page(answer.content.decode()) if is_page else None)
            if 300 <= answer.status_code < 400:
                waiting.append((answer["Location"], path))
        status, page = pages[path]
        if status >= 400 and path not in STARTS:
            dead.append(f"{path} ({status}) on {found_on}")
        if page is None:
            continue
        for link in page.links:
            target = _internal(path, link, site.SITE_URL)
            if target is not None and not target.startswith("/admin/"):
                waiting.append((target, path))
        for form in page.forms:
            target = _internal(path, form.action, site.SITE_URL)
            assert target is not None, f"a form on {path} is sent to {form.action}"
            if form.method == "get":
                waiting.append((target, path))
            else:
                answer = client.options(target)
                assert answer.status_code == 405
                if "POST" not in answer["Allow"]:
                    dead.append(f"the form to {target} on {path} is not taken")
    assert dead == []
    lost = [
        f"{path}#{fragment} on {found_on}"
        for path, fragment, found_on in fragments
        if (page := pages[path][1]) is not None and fragment not in page.ids
    ]
    assert lost == []
    for needed in ("/roles/data-planner/", "/roles/data-planner/apply/", "/roles/", "/privacy/", "/methodology/"):
        assert needed in {path.partition("?")[0] for path in pages}, f"no link leads to {needed}"


@pytest.mark.parametrize("start", STARTS[1:])
def test_an_error_page_leads_on(client: Client, start: str) -> None:
    make_world()
    page = Page(client.get(start).content.decode())
    assert {"/", "/roles/"} <= {link for link in page.links if link.startswith("/")}


@pytest.mark.parametrize("status", [400, 403, 404, 410, 422, 429, 500, 503])
def test_every_refusals_page_can_be_shown_without_a_request_or_a_database(status: int) -> None:
    from careers import errors

    answer = errors.page(None, status)
    page = Page(answer.content.decode())
    assert answer.status_code == status
    assert not answer.cookies
    assert {"/", "/roles/"} <= set(page.links)
    assert len(page.text) > 40
