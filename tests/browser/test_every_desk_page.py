"""Every list, add and change page of the admin, and what stands beside them, as somebody who may open all of it.

That nothing is blocked, thrown or asked elsewhere is what the fixture ``problems`` checks of every page visited.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk_pages import APPS, addresses_of, beside, confirm_one
from tests.browser.looking import check, share
from tests.browser.visitors import World, answers

pytest_plugins = ("tests.browser.fixtures",)

SignIn = Callable[..., Page]
# Forms to add are forms to change, histories and questions before deleting differ in words: one of each is in `beside`.
LOOKS_ALIKE = re.compile(r"/(add|history|delete)/$|\?q=")
# Tables are many and alike.
TWO_WAYS = (("light", 1440), ("dark", 390))


def visit(desk: Page, address: str, statuses: set[int]) -> None:
    response = desk.goto(address)
    assert response is not None
    assert response.status in statuses, f"{address} answered {response.status}"
    expect(desk.get_by_role("heading", level=1)).to_have_count(1)


@pytest.mark.parametrize("part", APPS)
def test_every_page_of_every_table_works_under_the_policy(sign_in: SignIn, rows: World, part: str) -> None:
    from tests.factories import superuser

    confirm_one(rows)
    desk = sign_in(superuser())
    found: dict[str, list[str]] = {}
    for address, statuses in addresses_of(part):
        visit(desk, address, statuses)
        if LOOKS_ALIKE.search(address):
            continue
        found |= check(desk, address, lambda: None, TWO_WAYS)
    assert not found, "\n".join(f"{way}: {wrong}" for way, wrong in found.items())


@pytest.mark.parametrize("group", ["Editor", "Publisher", "Marketing", "Administrator"])
def test_every_link_that_staff_are_shown_opens(sign_in: SignIn, rows: World, group: str) -> None:
    """The menu and the start page lead nobody to a refusal."""
    from tests.factories import staff_in

    desk = sign_in(staff_in(group))
    links = set(desk.locator("a[href^='/admin/']").evaluate_all("all => all.map(a => a.getAttribute('href'))"))
    assert "/admin/roles/role/" in links
    for link in sorted(links):
        response = desk.goto(link)
        assert response is not None
        assert response.status == 200, f"{link} answered {response.status}"


SHARES = 5


@pytest.mark.parametrize("number", range(SHARES))
def test_pages_beside_the_tables_are_accessible(sign_in: SignIn, rows: World, number: int) -> None:
    from tests.factories import superuser

    desk = sign_in(superuser())
    found: dict[str, list[str]] = {}
    for name, address in share(beside(rows), number, SHARES).items():
        found |= check(desk, name, partial(visit, desk, address, {200}))
    assert not found, "\n".join(f"{way}: {wrong}" for way, wrong in found.items())


# --- what staff open, and what they are told ---------------------------------------------------


def open_menu(desk: Page, _addresses: dict[str, str]) -> None:
    desk.goto("/admin/")
    desk.evaluate("document.querySelector('.admin-nav').open = true")


def open_own_menu(desk: Page, _addresses: dict[str, str]) -> None:
    desk.goto("/admin/password_change/")  # it lies over what is below it: here, over nothing that is pressed
    desk.evaluate("document.querySelector('.menu').open = true")


def open_filters(desk: Page, addresses: dict[str, str]) -> None:
    desk.goto(addresses["desk"])
    desk.evaluate("document.querySelectorAll('main details').forEach(fold => { fold.open = true })")


def open_editor_folds(desk: Page, addresses: dict[str, str]) -> None:
    desk.goto(addresses["editor"])
    desk.evaluate("document.querySelectorAll('main details').forEach(fold => { fold.open = true })")


def open_suggestions(desk: Page, addresses: dict[str, str]) -> None:
    desk.goto(addresses["editor"])
    desk.get_by_label("Add a skill").press_sequentially("h")
    expect(desk.locator("[role=listbox] [role=option]").first).to_be_visible()


def refuse_a_draft(desk: Page, addresses: dict[str, str]) -> None:
    desk.goto(addresses["editor"])
    desk.locator("[name='title']").fill("")
    with answers(desk, 422):
        desk.locator("button[name='_save']").first.click()


def refuse_a_role(desk: Page, addresses: dict[str, str]) -> None:
    desk.goto(addresses["new role"])
    desk.evaluate("document.querySelector('#content-main form').noValidate = true")
    desk.locator("#content-main form [type=submit]").first.click()
    expect(desk.locator(".errorlist").first).to_be_visible()


OPENED = (open_menu, open_own_menu, open_filters, open_editor_folds, open_suggestions, refuse_a_draft, refuse_a_role)


@pytest.mark.parametrize("show", OPENED, ids=lambda show: show.__name__)
def test_what_staff_open_is_accessible(
    sign_in: SignIn, rows: World, show: Callable[[Page, dict[str, str]], None]
) -> None:
    from tests.factories import superuser

    desk = sign_in(superuser())
    assert check(desk, show.__name__, partial(show, desk, beside(rows))) == {}


def test_the_numbers_of_a_list_in_pages_are_accessible(sign_in: SignIn, rows: World) -> None:
    """Django paints them as buttons, and our links have the color of these: axe takes such text for hidden."""
    from tests.factories import SkillFactory, superuser

    SkillFactory.create_batch(120)
    desk = sign_in(superuser())

    def open_second() -> None:
        desk.goto("/admin/roles/skill/?p=2")
        expect(desk.get_by_role("navigation", name="Pages").get_by_role("link")).to_have_text(["1", "3"])

    assert check(desk, "second page", open_second) == {}
    of_a_number = desk.locator(".paginator__pages a").first.evaluate(
        "link => [getComputedStyle(link).color, getComputedStyle(link).backgroundColor]"
    )
    assert of_a_number[0] != of_a_number[1]


def test_signing_in_and_out_work_under_the_policy(page: Page, world: World) -> None:
    found = check(page, "login", lambda: page.goto("/admin/login/"))
    assert not found, "\n".join(f"{way}: {wrong}" for way, wrong in found.items())
