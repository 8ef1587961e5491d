"""Every list, add and change page of the admin, and what stands beside them, as somebody who may open all of it.

That nothing is blocked, thrown or asked elsewhere is what the fixture ``problems`` checks of every page visited.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk_pages import APPS, addresses_of, beside, confirm_one
from tests.browser.looking import STANDS_OUT, check
from tests.browser.visitors import World

pytest_plugins = ("tests.browser.fixtures",)

SignIn = Callable[..., Page]


@pytest.mark.parametrize("part", APPS)
def test_every_page_of_every_table_works_under_the_policy(sign_in: SignIn, rows: World, part: str) -> None:
    from tests.factories import superuser

    confirm_one(rows)
    desk = sign_in(superuser())
    for address, statuses in addresses_of(part):
        response = desk.goto(address)
        assert response is not None
        assert response.status in statuses, f"{address} answered {response.status}"
        expect(desk.get_by_role("heading", level=1)).to_have_count(1)


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


def test_pages_beside_the_tables_work_and_do_not_scroll_sideways_on_a_phone(sign_in: SignIn, rows: World) -> None:
    from tests.factories import superuser

    desk = sign_in(superuser(), viewport={"width": 390, "height": 844})
    out = {}
    for name, address in beside(rows).items():
        response = desk.goto(address)
        assert response is not None
        assert response.status == 200, f"{name} answered {response.status}"
        expect(desk.get_by_role("heading", level=1)).to_have_count(1)
        if found := desk.evaluate(STANDS_OUT):
            out[name] = found
    assert out == {}


@pytest.mark.parametrize(
    "names",
    [
        ("start", "all tables", "tables of an app", "password"),
        ("guides", "role", "new role", "occupations", "withdraw", "restore"),
        ("editor",),
        ("live version", "desk", "application", "consent record"),
        ("reports", "new call to action", "deliveries", "new staff"),
    ],
    ids=lambda names: names[0],
)
def test_axe_finds_nothing_at_the_desk(sign_in: SignIn, rows: World, names: tuple[str, ...]) -> None:
    from tests.factories import superuser

    desk = sign_in(superuser())
    found: dict[str, list[str]] = {}
    pages = beside(rows)
    for name in names:
        found |= check(desk, name, partial(desk.goto, pages[name]), (("light", 1440), ("dark", 390)))
    assert found == {}


def test_signing_in_and_out_work_under_the_policy(page: Page, world: World) -> None:
    found = check(page, "login", lambda: page.goto("/admin/login/"))
    assert found == {}
