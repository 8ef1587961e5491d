"""vnu finds no fault in the HTML of any page, public or of the desk, as first shown, refused, and filled oddly.

A run of its own (``-m html``), as it needs Java: `make test` says so where it cannot run. Style
sheets are not judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests import vnu
from tests.browser.desk_pages import APPS, addresses_of, beside, confirm_one
from tests.browser.visitors import APPLY, ARABIC, CONSENT_WORDS, GUIDE, LONG_WORD, World
from tests.factories import staff_in, superuser
from tests.pages import Page
from tests.roles.admin_form import editor_url, opened, press

pytest_plugins = ("tests.browser.fixtures",)
pytestmark = [pytest.mark.html, pytest.mark.django_db]

REFUSALS = (400, 403, 404, 410, 422, 429, 500, 503)


@pytest.fixture
def site(db: None) -> None:
    """No server: Django's test client asks for the pages that are made for the browser's site."""


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(superuser())
    return client


def html_of(answer: Any) -> str:
    assert answer["Content-Type"].startswith("text/html"), answer
    return str(answer.content.decode())


def assert_valid(pages: dict[str, str], folder: Path) -> None:
    faults = vnu.errors(pages, folder)
    assert not faults, "\n".join(faults)


def test_public_pages(addresses: dict[str, str], client: Client, tmp_path: Path) -> None:
    pages = {name: html_of(client.get(address)) for name, address in addresses.items()}
    pages |= {f"form with errors: {address}": html_of(client.post(address)) for address in (APPLY, f"{GUIDE}report/")}
    pages |= {f"form filled oddly: {words}": html_of(client.post(APPLY, filled_with(words))) for words in ODD}
    pages["fragment"] = (
        f"<!doctype html><html lang='en'><title>Form</title>{html_of(client.get(f'{APPLY}?fragment=1'))}"
    )
    assert_valid(pages, tmp_path)


def test_public_pages_of_an_empty_site(db: None, client: Client, tmp_path: Path) -> None:
    assert_valid({address: html_of(client.get(address)) for address in ("/", "/roles/", "/?q=zzzz")}, tmp_path)


def test_refusals(tmp_path: Path) -> None:
    from careers import errors

    assert_valid({str(status): html_of(errors.page(None, status, retry_after=60)) for status in REFUSALS}, tmp_path)


ODD = (ARABIC, LONG_WORD * 3, "<b>\"'&amp;</b> {{ 7 }}", "🦉" * 40)


def filled_with(words: str) -> dict[str, str]:
    return dict.fromkeys(("name", "email", "current_role", "experience", "goal", "consent", "consent_text"), words)


def desk_pages(world: World, desk: Client) -> Iterator[tuple[str, str]]:
    """Every page of every table, the pages beside them, and what forms answer to nothing and to odd words."""
    for part in APPS:
        for address, _statuses in addresses_of(part):
            answer = desk.get(address, follow=True)
            yield address, html_of(answer)
            if address.endswith("/add/") and answer.status_code == 200:
                yield f"{address} with errors", html_of(desk.post(address))
    for name, address in beside(world).items():
        yield name, html_of(desk.get(address))
    for name in ("role", "occupations", "withdraw", "new role", "password", "new call to action", "new staff"):
        yield f"{name} with errors", html_of(desk.post(beside(world)[name], follow=True))


def test_desk_pages(rows: World, desk: Client, tmp_path: Path) -> None:
    confirm_one(rows)
    assert_valid(dict(desk_pages(rows, desk)), tmp_path)


def test_editor_with_errors_and_with_two_texts(rows: World, desk: Client, tmp_path: Path) -> None:
    from roles.models import GuideVersion

    draft = GuideVersion.objects.open().get()
    sent = opened(desk, draft)
    for name in [name for name in sent if re.search(r"-(title|hours_low|years_min|annual_median)$", name)]:
        sent[name] = "x" * 300
    pages = {"editor with errors": html_of(press(desk, draft, sent, "_save"))}
    sent = opened(desk, draft)
    sent["summary"], sent["lock_version"] = ARABIC, "999"
    pages["conflict"] = html_of(press(desk, draft, sent, "_save"))
    pages["rows to add"] = html_of(desk.get(f"{editor_url(draft)}?rows=steps"))
    assert_valid(pages, tmp_path)


def test_signing_in_and_out(client: Client, tmp_path: Path) -> None:
    pages = {"sign in": html_of(client.get("/admin/login/")), "refused": html_of(client.post("/admin/login/"))}
    client.force_login(staff_in("Editor"))
    pages["forbidden"] = html_of(client.get("/admin/accounts/user/"))
    pages["signed out"] = html_of(client.post("/admin/logout/"))
    assert_valid(pages, tmp_path)


def test_a_planted_defect_is_found(world: World, client: Client, tmp_path: Path) -> None:
    """An id that stands twice, a tag that is not closed, an attribute that is none: each is named, with its page."""
    page = html_of(client.get(GUIDE))
    assert CONSENT_WORDS not in Page(page).text
    planted = page.replace('<main id="main">', '<main id="main"><b id="main"><p align="left">', 1)
    faults = vnu.errors({"whole": page, "planted": planted}, tmp_path)
    assert {fault.partition(",")[0] for fault in faults} == {"planted"}
    for words in ("Duplicate ID", "Unclosed element", "align"):
        assert any(words in fault for fault in faults), words
