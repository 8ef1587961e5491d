"""Every list, add and change page of the admin, and what stands beside them, as somebody who may open all of it.

That nothing is blocked, thrown or asked elsewhere is what the fixture ``problems`` checks of every page visited.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import STANDS_OUT, check
from tests.browser.visitors import World

pytest_plugins = ("tests.browser.fixtures",)

SignIn = Callable[..., Page]
# The app with most tables comes in parts, so that no test takes long.
APPS = ("accounts", "applications", "auth", "outbox", "roles 1/3", "roles 2/3", "roles 3/3")


@pytest.fixture
def rows(world: World) -> World:
    """A row of every table that has an admin."""
    from accounts.services import sync_groups
    from careers.outbox.services import run_once
    from roles.services import start_draft
    from tests.factories import (
        AreaFactory,
        GuideReportFactory,
        OccupationTitleFactory,
        OnetOccupationFactory,
        RoleRedirectFactory,
        TouchFactory,
        WageFileFactory,
        apply_for,
        oews,
    )

    sync_groups()
    start_draft(role=world.role, by=None)
    application = apply_for(world.role)
    TouchFactory(application=application)
    run_once()
    AreaFactory()
    GuideReportFactory(role=world.role)
    OccupationTitleFactory(occupation=OnetOccupationFactory())
    RoleRedirectFactory(role=world.role)
    WageFileFactory(release=oews())
    return world


def tables(part: str) -> list[tuple[str, Any]]:
    """The tables of an app, or of a part of it, that the admin shows: the start of their addresses, and their admins."""
    from django.contrib import admin

    app, _space, share = part.partition(" ")
    shown = [
        (f"/admin/{app}/{model._meta.model_name}/", model_admin)
        for model, model_admin in admin.site._registry.items()
        if model._meta.app_label == app
    ]
    first, _of, parts = (share or "1/1").partition("/")
    return shown[int(first) - 1 :: int(parts)]


def confirm_one(world: World) -> None:
    """A person, who comes of an application that was confirmed."""
    from django.utils import timezone

    from roles.applications.services import confirm_address, make_confirmation
    from tests.factories import apply_for

    now = timezone.now()
    confirm_address(token=make_confirmation(application=apply_for(world.role), now=now), now=now)


def addresses_of(part: str) -> Iterator[tuple[str, set[int]]]:
    """Every page of the part's tables, with what it may answer."""
    for start, model_admin in tables(part):
        row = model_admin.model._default_manager.first()
        assert row is not None, f"no row of {model_admin.model._meta.label} to open"
        yield start, {200}
        if model_admin.search_fields:
            yield f"{start}?q=zzzz", {200}
        yield f"{start}add/", {200, 403, 404}
        yield f"{start}{row.pk}/change/", {200}
        yield f"{start}{row.pk}/history/", {200}
        yield f"{start}{row.pk}/delete/", {200, 403}


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


def beside(world: World) -> dict[str, str]:
    """Pages of the desk that belong to no table, and the ones that were drawn for this site."""
    from roles.applications.models import Application
    from roles.models import GuideVersion

    role, draft = f"/admin/roles/role/{world.role.pk}", GuideVersion.objects.open().get().pk
    application = f"/admin/applications/application/{Application.objects.latest('pk').pk}"
    return {
        "start": "/admin/",
        "all tables": "/admin/tables/",
        "tables of an app": "/admin/roles/",
        "password": "/admin/password_change/",
        "guides": "/admin/roles/role/",
        "new role": "/admin/roles/role/add/",
        "role": f"{role}/change/",
        "occupations": f"{role}/occupations/",
        "withdraw": f"{role}/withdraw/",
        "editor": f"/admin/roles/guideversion/{draft}/change/",
        "preview": f"/admin/roles/guideversion/{draft}/preview/",
        "live version": f"/admin/roles/guideversion/{world.role.live_version.pk}/change/",
        "desk": "/admin/applications/application/",
        "application": f"{application}/change/",
        "consent record": f"{application}/consent/",
        "reports": "/admin/roles/guidereport/",
        "new call to action": "/admin/roles/calltoaction/add/",
        "deliveries": "/admin/outbox/outboxevent/",
        "new staff": "/admin/accounts/user/add/",
    }


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
        ("guides", "role", "new role", "occupations", "withdraw"),
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
