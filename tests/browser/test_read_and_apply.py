"""A visitor reads a guide, applies, and confirms the address: with a mouse, a thumb, and no script."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable

from django.core.mail import EmailMessage
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.visitors import (
    APPLICANT,
    APPLY,
    GUIDE,
    FormRequests,
    World,
    answers,
    apply_form,
    expect_thanks,
    fill,
    press_apply,
)

pytest_plugins = ("tests.browser.fixtures",)


def kept_application() -> object:
    """The one application in the database."""
    from roles.applications.models import Application

    return Application.objects.get()


def assert_kept_whole(world: World, *, slot: str) -> None:
    """One application with everything that was typed, its consent, touches, case and the event that tells of it."""
    from careers.outbox.models import OutboxEvent
    from roles.applications.models import Application, ConsentEvent

    application = Application.objects.get()
    assert application.role == world.role
    assert application.guide_version == world.role.live_version
    typed = [application.name, application.email, application.current_role, application.goal.replace("\r\n", "\n")]
    assert typed == list(APPLICANT.values())
    assert application.experience == "mid"
    assert application.consent_text == world.consent
    assert application.rendered_at is not None
    assert application.website == ""
    assert application.case.state == "new"
    given = ConsentEvent.objects.get()
    assert (given.application, given.text, given.act) == (application, world.consent, "given")
    assert application.touches.get(kind="submit").slot == slot
    event = OutboxEvent.objects.get()
    assert (event.kind, event.payload) == ("application.received", {"application": str(application.public_id)})
    assert event.done_at is None


def confirm_by_mail(page: Page, mailbox: list[EmailMessage]) -> None:
    """Let the worker send the mail, follow its link, press the button, look again."""
    from careers.outbox.services import run_once
    from roles.applications.models import Applicant, ConsentEvent

    assert run_once() == 1
    [mail] = mailbox
    assert mail.to == [APPLICANT["Email address"]]
    assert "Technical Project Manager" in mail.subject
    [link] = re.findall(r"http://\S+/applications/confirm/\S+", str(mail.body))
    page.goto(link)
    assert not Applicant.objects.exists(), "following the link must confirm nothing: mail scanners follow links"
    page.get_by_role("button", name="Confirm my address").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your address is confirmed")
    assert Applicant.objects.get().confirmed_email == APPLICANT["Email address"]
    assert list(ConsentEvent.objects.values_list("act", flat=True)) == ["given", "confirmed"]
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text("Your address is confirmed")
    expect(page.get_by_role("button", name="Confirm my address")).to_have_count(0)


def find_guide_from_home(page: Page) -> None:
    """Home, the search for a word, the guide."""
    page.goto("/")
    box = page.get_by_label("Search a job title or a skill")
    box.fill("project")
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"/roles/\?q=project"))
    page.get_by_role("main").get_by_role("link", name="Technical Project Manager", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("How to get a job as a Technical Project Manager")


def go_to_section(page: Page, name: str, heading: str) -> Locator:
    """Follow a link of the contents; its section is then in sight."""
    page.get_by_role("navigation", name="On this page").get_by_role("link", name=name).click()
    section = page.get_by_role("heading", level=2, name=heading)
    expect(section).to_be_in_viewport()
    return section


def test_a_visitor_finds_a_guide_applies_and_confirms(page: Page, world: World, mailoutbox: list[EmailMessage]) -> None:
    fetched = FormRequests().watch(page)
    find_guide_from_home(page)
    go_to_section(page, "Roadmap", "Technical Project Manager learning roadmap")
    page.wait_for_load_state("networkidle")
    assert fetched.urls == [], "the form is fetched when Apply is pressed or focused, never before"
    assert page.context.cookies() == []

    page.get_by_role("navigation", name="On this page").get_by_role("link", name="Apply Now").click()
    form = apply_form(page)
    expect(form.get_by_label("Full name")).to_be_focused()
    expect(page.get_by_role("heading", name="Apply for help toward Technical Project Manager")).to_be_in_viewport(
        ratio=1
    )
    expect(page).to_have_url(re.compile(re.escape(GUIDE)))
    fill(form)
    press_apply(form)

    expect_thanks(page)
    assert len(fetched.urls) == 1
    assert_kept_whole(world, slot="sticky")
    confirm_by_mail(page, mailoutbox)


def test_a_visitor_on_a_phone_applies_from_the_bar(phone: Page, world: World, mailoutbox: list[EmailMessage]) -> None:
    find_guide_from_home(phone)
    bar = phone.locator(".apply-bar")
    expect(bar).to_be_in_viewport()
    fetched = FormRequests().watch(phone)
    bar.get_by_role("link", name="Apply Now").tap()
    form = apply_form(phone)
    expect(form.get_by_label("Full name")).to_be_in_viewport()
    fill(form)
    press_apply(form)
    expect_thanks(phone)
    assert len(fetched.urls) == 1
    assert_kept_whole(world, slot="sticky")
    confirm_by_mail(phone, mailoutbox)


def test_a_visitor_without_script_applies_on_the_forms_own_page(
    page_without_js: Page, world: World, mailoutbox: list[EmailMessage]
) -> None:
    page = page_without_js
    find_guide_from_home(page)
    page.get_by_role("region", name="Become a Technical Project Manager").get_by_role("link", name="Apply Now").click()
    expect(page).to_have_url(re.compile(re.escape(APPLY) + r"\?slot=end$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Apply for help toward Technical Project Manager")
    expect(page.get_by_role("heading", level=2, name="What happens next")).to_be_visible()
    form = apply_form(page)
    fill(form)
    press_apply(form)
    expect_thanks(page)
    assert_kept_whole(world, slot="end")
    confirm_by_mail(page, mailoutbox)


def test_every_apply_link_of_the_guide_brings_the_form(page: Page, world: World) -> None:
    """One press each, one fetch each, and the slot that was pressed is what the form tells."""
    page.goto(GUIDE)
    slots = page.locator("a[data-apply]:visible").evaluate_all(
        "links => links.map(link => new URL(link.href).searchParams.get('slot'))"
    )
    assert set(slots) == {"sticky", "after_overview", "after_roadmap", "end"}
    for slot in slots:
        page.goto(GUIDE)
        fetched = FormRequests().watch(page)
        page.locator(f"a[data-apply][href*='slot={slot}']:visible").click()
        expect(apply_form(page).get_by_label("Full name")).to_be_focused()
        assert len(set(fetched.urls)) == len(fetched.urls) == 1
        assert f"slot={slot}" in fetched.urls[0]


def test_focus_alone_fetches_the_form_once_and_keeps_what_is_typed(page: Page, world: World) -> None:
    page.goto(GUIDE)
    fetched = FormRequests().watch(page)
    rail = page.get_by_role("navigation", name="On this page").get_by_role("link", name="Apply Now")
    with page.expect_response(re.compile("fragment=1")):
        rail.focus()
    form = apply_form(page)
    expect(form).to_be_attached()
    key = form.locator("[name=submission_key]").input_value()
    assert uuid.UUID(key)

    rail.press("Enter")
    expect(form.get_by_label("Full name")).to_be_focused()
    form.get_by_label("Full name").fill("Renée")
    page.locator("a[data-apply][href*='slot=after_roadmap']").click()
    expect(form.get_by_label("Full name")).to_be_focused()
    expect(form.get_by_label("Full name")).to_have_value("Renée")
    expect(form.locator("[name=submission_key]")).to_have_value(key)
    assert len(fetched.urls) == 1


def test_where_the_form_cannot_be_fetched_the_link_leads_to_its_page(page: Page, world: World) -> None:
    page.route(re.compile("fragment=1"), lambda route: route.fulfill(status=204))
    page.goto(GUIDE)
    page.get_by_role("navigation", name="On this page").get_by_role("link", name="Apply Now").click()
    expect(page).to_have_url(re.compile(re.escape(APPLY)))
    fill(apply_form(page))
    press_apply(apply_form(page))
    expect_thanks(page)


def test_the_visits_touches_come_with_the_application_and_click_ids_do_not(page: Page, world: World) -> None:
    page.goto("/?utm_source=newsletter&utm_campaign=autumn&gclid=click-id-1", referer="https://search.example/find?q=x")
    page.goto("/roles/?utm_source=forum")
    page.goto(GUIDE)
    page.get_by_role("navigation", name="On this page").get_by_role("link", name="Apply Now").click()
    fill(apply_form(page))
    press_apply(apply_form(page))
    expect_thanks(page)
    touches = {touch.kind: touch for touch in kept_application().touches.all()}  # type: ignore[attr-defined]
    assert set(touches) == {"first", "last", "submit"}
    first, last = touches["first"], touches["last"]
    assert (first.landing_path, first.utm_source, first.utm_campaign) == ("/", "newsletter", "autumn")
    assert (last.landing_path, last.utm_source) == ("/roles/", "forum")
    assert not [touch for touch in touches.values() if "click-id" in str(vars(touch))]


def test_a_visitor_who_asks_not_to_be_tracked_leaves_no_touch_but_the_slot(
    open_context: Callable[..., BrowserContext], world: World
) -> None:
    context = open_context(extra_http_headers={"Sec-GPC": "1"})
    context.add_init_script("Object.defineProperty(navigator, 'globalPrivacyControl', { value: true })")
    page = context.new_page()
    page.goto(f"{GUIDE}?utm_source=newsletter")
    page.get_by_role("navigation", name="On this page").get_by_role("link", name="Apply Now").click()
    fill(apply_form(page))
    assert page.evaluate("sessionStorage.length") == 0
    press_apply(apply_form(page))
    expect_thanks(page)
    [touch] = kept_application().touches.all()  # type: ignore[attr-defined]
    assert (touch.kind, touch.slot, touch.utm_source) == ("submit", "sticky", "")


def test_reloading_the_thanks_sends_nothing_again(page: Page, world: World) -> None:
    page.goto(APPLY)
    fill(apply_form(page))
    press_apply(apply_form(page))
    expect_thanks(page)
    with answers(page, 200):
        page.reload()
    expect_thanks(page)
    assert kept_application()
