"""Marketing works with applications and nothing else; Editors work with guides and nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visitors import World, answers

pytest_plugins = ("tests.browser.fixtures",)

SignIn = Callable[..., Page]


@pytest.mark.parametrize("java_script_enabled", [True, False], ids=["script", "no script"])
def test_marketing_reveals_takes_over_and_notes(sign_in: SignIn, world: World, java_script_enabled: bool) -> None:
    from accounts.models import AuditEntry
    from roles.applications.models import Application, ApplicationCase
    from tests.factories import CANARY, apply_for, staff_in

    application = apply_for(world.role)
    user = staff_in("Marketing", name="Mara Marketer")
    desk = sign_in(user, java_script_enabled=java_script_enabled)
    assert CANARY not in desk.content(), "the start page"
    desk.get_by_role("navigation", name="Desk").get_by_role("link", name="Applications").click()
    row = desk.get_by_role("row", name=f"Application {application.pk}")
    expect(row).to_contain_text("Technical Project Manager")
    assert CANARY not in desk.content(), "the list"
    assert application.name not in desk.content()
    row.get_by_role("link", name=f"Application {application.pk}").click()
    assert CANARY not in desk.content(), "the application itself"
    expect(desk.get_by_text("To move by the end of the year.")).to_be_visible()
    assert not AuditEntry.objects.filter(action="application.reveal").exists()

    desk.get_by_role("button", name="Show email").click()
    expect(desk.get_by_text(CANARY)).to_be_visible()
    assert application.name not in desk.content(), "only what was asked for is shown"
    look = AuditEntry.objects.get(action="application.reveal")
    assert (look.actor, look.subject_id, look.detail) == (user, str(application.pk), {"fields": ["email"]})
    expect(desk.get_by_role("region", name="Who looked")).to_contain_text("Mara Marketer")

    desk.get_by_role("button", name="Take over").click()
    expect(desk.get_by_text("Saved.", exact=True)).to_be_visible()
    assert CANARY not in desk.content(), "shown once, not from then on"
    desk.get_by_label("Notes", exact=True).fill("Called on Monday.\nWants evenings.")
    desk.get_by_role("button", name="Save notes, state and owner").click()
    expect(desk.get_by_label("Notes", exact=True)).to_have_value("Called on Monday.\nWants evenings.")
    desk.get_by_role("button", name="Mark as contacted").first.click()
    expect(desk.get_by_role("listitem").and_(desk.locator("[aria-current=step]"))).to_have_text("Contacted")
    case = ApplicationCase.objects.get()
    assert (case.owner, case.state) == (user, "contacted")
    assert case.notes.replace("\r\n", "\n") == "Called on Monday.\nWants evenings."
    assert Application.objects.filter(pk=application.pk, name=application.name, email=CANARY).exists()


def test_marketing_cannot_open_guides(sign_in: SignIn, world: World) -> None:
    from tests.factories import staff_in

    desk = sign_in(staff_in("Marketing"))
    expect(desk.get_by_role("navigation", name="Desk").get_by_role("link", name="Pay")).to_have_count(0)
    for address in (
        "/admin/roles/guideversion/",
        f"/admin/roles/guideversion/{world.role.live_version.pk}/change/",
        f"/admin/roles/guideversion/{world.role.live_version.pk}/preview/",
        "/admin/roles/occupationwage/",
        "/admin/accounts/user/",
    ):
        with answers(desk, 403):
            desk.goto(address)
        expect(desk.get_by_text("plans the work")).to_have_count(0)
    desk.goto(f"/admin/roles/role/{world.role.pk}/change/")
    for word in ("Start a draft from live", "Save", "Withdraw…"):
        expect(desk.get_by_role("button", name=word).or_(desk.get_by_role("link", name=word))).to_have_count(0)


@pytest.mark.parametrize("group", ["Editor", "Publisher"])
def test_those_who_write_guides_cannot_open_applications(sign_in: SignIn, world: World, group: str) -> None:
    from tests.factories import CANARY, apply_for, staff_in

    application = apply_for(world.role)
    desk = sign_in(staff_in(group))
    assert CANARY not in desk.content()
    expect(desk.get_by_role("navigation", name="Desk").get_by_role("link", name="Applications")).to_have_count(0)
    for address in (
        "/admin/applications/application/",
        f"/admin/applications/application/{application.pk}/change/",
        f"/admin/applications/application/{application.pk}/consent/",
        f"/admin/applications/application/{application.pk}/history/",
        "/admin/applications/applicant/",
        "/admin/applications/touch/",
        "/admin/outbox/outboxevent/",
    ):
        with answers(desk, 403):
            desk.goto(address)
        assert CANARY not in desk.content()


def test_a_wrong_password_says_so_without_telling_which_was_wrong(page: Page, world: World) -> None:
    from tests.factories import staff_in

    user = staff_in("Editor")
    words = set()
    for email in (user.email, "nobody@careers.example"):
        page.goto("/admin/")
        page.get_by_label("Email address").fill(email)
        page.get_by_label("Password", exact=True).fill("not the password")
        page.get_by_role("button", name="Sign in").click()
        expect(page).to_have_title("Error: Sign in · Careers desk")
        words.add(page.get_by_role("alert").inner_text())
        expect(page.get_by_label("Email address")).to_have_value(email)
    assert len(words) == 1


def test_signing_out_ends_the_session(sign_in: SignIn, world: World) -> None:
    from tests.factories import staff_in

    desk = sign_in(staff_in("Editor", name="Edda Editor"))
    desk.locator("summary").get_by_text("Edda Editor").click()
    desk.get_by_role("button", name="Log out").click()
    desk.goto("/admin/roles/role/")
    expect(desk.get_by_role("heading", level=2)).to_have_text("Sign in")
