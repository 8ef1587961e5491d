"""Every public page, and every refusal: under the policy, without an error, a third party, a cookie, or sideways scroll.

That nothing is blocked, thrown or asked elsewhere is what the fixture ``problems`` checks of every page visited.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import REPORT_VIOLATIONS, VIOLATION, Problems
from tests.browser.looking import check
from tests.browser.visitors import GUIDE, STATUS, WITH_FORM, World

pytest_plugins = ("tests.browser.fixtures",)


def visit(page: Page, name: str, address: str) -> None:
    response = page.goto(address)
    assert response is not None
    assert response.status == STATUS.get(name, 200), f"{name} answered {response.status}"


def test_public_pages_set_no_cookie_and_hold_no_token(page: Page, addresses: dict[str, str]) -> None:
    for name, address in addresses.items():
        if name in WITH_FORM:
            continue
        visit(page, name, address)
        assert page.context.cookies() == [], f"{name} set a cookie"
        assert "csrfmiddlewaretoken" not in page.content(), f"{name} holds a token"
        assert page.evaluate("Object.keys(localStorage).length") == 0


def test_a_page_with_a_form_sets_the_forms_cookie_and_is_never_stored(
    open_context: Callable[..., BrowserContext], addresses: dict[str, str]
) -> None:
    for name in sorted(WITH_FORM):
        page = open_context().new_page()
        response = page.goto(addresses[name])
        assert response is not None
        assert [cookie["name"] for cookie in page.context.cookies()] == ["csrftoken"], name
        [cookie] = page.context.cookies()
        assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Lax")
        assert "no-store" in response.headers["cache-control"], name


def test_a_guide_is_the_same_for_every_visitor(open_context: Callable[..., BrowserContext], world: World) -> None:
    """A shared cache may keep it: it differs neither by visitor nor by cookie."""
    texts = []
    for _visitor in range(2):
        page = open_context().new_page()
        page.goto(f"{GUIDE}apply/")  # this visitor now has the form's cookie
        response = page.goto(GUIDE)
        assert response is not None
        assert "cookie" not in response.headers.get("vary", "").lower()
        assert "set-cookie" not in response.headers
        texts.append(response.text())
    assert texts[0] == texts[1]
    assert "submission_key" not in texts[0]


def test_pages_work_under_the_policy_without_errors_at_any_size(phone: Page, addresses: dict[str, str]) -> None:
    for name, address in addresses.items():
        visit(phone, name, address)
        expect(phone.get_by_role("heading", level=1)).to_have_count(1)
        expect(phone).to_have_title(re.compile(r" · Careers$|^Careers"))


# --- refusals ----------------------------------------------------------------

RAISED: dict[int, Exception] = {
    400: BadRequest(),
    403: PermissionDenied(),
    404: Http404(),
    500: RuntimeError("a defect"),
    503: OperationalError("the database is gone"),
}


def refuse(monkeypatch: pytest.MonkeyPatch, status: int) -> None:
    """Let the home page be refused with this status: as the site does when the error is raised, else by its page."""
    from careers import errors

    def fail() -> None:
        raise RAISED[status]

    def answer(request: HttpRequest, *_rest: object) -> HttpResponse:
        return errors.page(request, status, retry_after=120)

    if status in RAISED:
        monkeypatch.setattr("roles.views.home.get_home_page", fail)
    else:
        monkeypatch.setattr("roles.views.home.render", answer)


@pytest.mark.parametrize("status", [400, 403, 404, 410, 422, 429, 500, 503])
def test_every_refusal_is_a_page_of_the_site(
    page: Page, world: World, problems: Problems, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    problems.expect(f"answer {status}: GET /$")
    refuse(monkeypatch, status)
    response = page.goto("/")
    assert response is not None
    assert response.status == status
    assert "no-store" in response.headers["cache-control"]
    assert page.context.cookies() == []
    assert check(page, str(status), lambda: None) == {}
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    monkeypatch.undo()
    page.get_by_role("main").get_by_role("link", name=re.compile("roles")).first.click()
    expect(page).to_have_url(re.compile("/roles/"))


def test_an_address_that_is_no_text_is_refused_in_the_sites_look(page: Page, world: World) -> None:
    response = page.goto("/roles/?q=%00")
    assert response is not None
    assert response.status == 400
    expect(page.get_by_role("banner").get_by_role("link", name="Careers")).to_be_visible()


def test_the_watch_finds_what_the_policy_blocks(page: Page, world: World, problems: Problems) -> None:
    """A violation planted in a page is reported; so silence elsewhere means something."""
    problems.expect(re.escape(VIOLATION))
    problems.expect("Content Security Policy|inline style")
    assert REPORT_VIOLATIONS
    page.goto("/")
    with page.expect_console_message(lambda message: VIOLATION in message.text):
        page.evaluate("document.body.setAttribute('style', 'color: red')")
    assert any(VIOLATION in problem for problem in problems.found)
