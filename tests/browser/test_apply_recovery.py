"""Whatever goes wrong on the way, the visitor's words are still there and one press more keeps them, once."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.db import OperationalError
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.conftest import Problems
from tests.browser.visitors import (
    APPLICANT,
    APPLY,
    CONSENT_WORDS,
    GUIDE,
    SUMMARY_TITLE,
    World,
    answers,
    apply_form,
    error_summary,
    expect_filled,
    expect_thanks,
    fill,
    press_apply,
)

pytest_plugins = ("tests.browser.fixtures",)


@pytest.fixture(params=["script", "no script"])
def anyone(request: pytest.FixtureRequest, open_context: Callable[..., BrowserContext]) -> Page:
    """A visitor with a script-running browser, then one without."""
    return open_context(java_script_enabled=request.param == "script", reduced_motion="reduce").new_page()


def kept() -> list[tuple[str, str]]:
    """Name and address of everything kept."""
    from roles.applications.models import Application

    return list(Application.objects.order_by("pk").values_list("name", "email"))


def expect_given_back(page: Page, words: str) -> None:
    """The form's own page with what is wrong said first."""
    expect(page).to_have_title(re.compile("^Error: "))
    summary = error_summary(page)
    expect(summary).to_contain_text(words)
    assert page.locator("main :is(h1, h2, form)").first.inner_text() in summary.inner_text(), "the summary comes first"
    expect(page.get_by_role("heading", level=1)).to_have_text("Apply for help toward Technical Project Manager")


ME = ("Renée O’Hara", "renee@applicant.example")


def test_an_empty_form_is_explained_mended_and_kept(anyone: Page, world: World) -> None:
    page = anyone
    page.goto(APPLY)
    with answers(page, 422):
        press_apply(apply_form(page))
    expect_given_back(page, SUMMARY_TITLE)
    asked = {
        "Enter your name": "Full name",
        "Enter your email address": "Email address",
        "Choose your experience level": "Experience level",
        "Tick the box to agree before you apply": CONSENT_WORDS,
    }
    links = error_summary(page).get_by_role("link")
    expect(links).to_have_text(list(asked))
    form = apply_form(page)
    for words, label in asked.items():
        field = form.get_by_label(label, exact=True)
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(field).to_have_accessible_description(re.compile(re.escape(words)))
        error_summary(page).get_by_role("link", name=words).click()
        expect(field).to_be_focused()
        expect(field).to_be_in_viewport()
    fill(form)
    press_apply(form)
    expect_thanks(page)
    assert kept() == [ME]


def test_one_wrong_field_keeps_everything_else(anyone: Page, world: World) -> None:
    page = anyone
    page.goto(APPLY)
    wrong = {"Email address": "renee@applicant"}
    fill(apply_form(page), wrong)
    with answers(page, 422):
        press_apply(apply_form(page))
    expect_given_back(page, "Enter an email address like name@example.com")
    expect_filled(apply_form(page), wrong)
    apply_form(page).get_by_label("Email address").fill(APPLICANT["Email address"])
    press_apply(apply_form(page))
    expect_thanks(page)
    assert kept() == [ME]


def test_errors_of_the_form_in_the_guide_come_on_the_forms_own_page(page: Page, world: World) -> None:
    page.goto(GUIDE)
    page.get_by_role("navigation", name="On this page").get_by_role("link", name="Apply Now").click()
    fill(apply_form(page), agree=False)
    with answers(page, 422):
        press_apply(apply_form(page))
    expect(page).to_have_url(re.compile(f"{re.escape(APPLY)}$"))
    expect_given_back(page, "Tick the box to agree before you apply")
    expect_filled(apply_form(page), agreed=False)
    apply_form(page).get_by_label(CONSENT_WORDS).check()
    press_apply(apply_form(page))
    expect_thanks(page)
    assert kept() == [ME]


def test_the_summary_has_the_focus_when_a_form_comes_back(page: Page, world: World) -> None:
    """A screen reader's user hears it first, and the next Tab is its first link."""
    page.goto(APPLY)
    with answers(page, 422):
        press_apply(apply_form(page))
    expect(error_summary(page)).to_be_focused()
    page.keyboard.press("Tab")
    expect(error_summary(page).get_by_role("link").first).to_be_focused()


# --- sent twice --------------------------------------------------------------


# Of a copy's headers only what says how to read it: the others tell how the first one travelled.
OF_THE_PAGE = {"content-type", "content-security-policy"}


def open_and_keep_copy(page: Page, address: str) -> None:
    """Open a form, and let the browser show that very page again when it is next asked for: a back button's copy."""
    response = page.goto(address)
    assert response is not None
    headers = {name: value for name, value in response.headers.items() if name in OF_THE_PAGE}
    body = response.body()

    def copy(route: Route) -> None:
        if route.request.method == "GET":
            route.fulfill(headers=headers, body=body)
        else:
            route.continue_()

    page.route(re.compile(re.escape(address) + "$"), copy)


def test_the_same_form_sent_again_counts_once(anyone: Page, world: World) -> None:
    page = anyone
    open_and_keep_copy(page, APPLY)
    fill(apply_form(page))
    press_apply(apply_form(page))
    expect_thanks(page)
    thanks = page.url
    page.goto(APPLY)
    fill(apply_form(page))
    press_apply(apply_form(page))
    expect(page).to_have_url(thanks)
    assert kept() == [ME]


def test_a_changed_form_with_the_same_key_is_asked_about_and_kept_at_the_next_press(anyone: Page, world: World) -> None:
    page = anyone
    open_and_keep_copy(page, APPLY)
    fill(apply_form(page))
    press_apply(apply_form(page))
    expect_thanks(page)
    page.goto(APPLY)
    changed = {"Full name": "Renée O’Hara-Smith"}
    fill(apply_form(page), changed)
    with answers(page, 422):
        press_apply(apply_form(page))
    expect_given_back(page, "You already sent this. Send the changed version as well?")
    expect_filled(apply_form(page), changed)
    assert kept() == [ME], "what was kept is as it was, and nothing was added unasked"
    press_apply(apply_form(page))
    expect_thanks(page)
    assert kept() == [ME, ("Renée O’Hara-Smith", ME[1])]


def test_two_impatient_presses_keep_one_application(page: Page, world: World) -> None:
    page.goto(APPLY)
    fill(apply_form(page))
    apply_form(page).get_by_role("button", name="Apply Now").dblclick()
    expect_thanks(page)
    assert kept() == [ME]


# --- a stale token -----------------------------------------------------------


def test_a_form_whose_cookie_is_gone_comes_back_filled(anyone: Page, world: World) -> None:
    page = anyone
    page.goto(APPLY)
    fill(apply_form(page))
    page.context.clear_cookies()
    with answers(page, 422):
        press_apply(apply_form(page))
    expect_given_back(page, "Your form was open too long. Press Apply Now once more.")
    expect_filled(apply_form(page))
    assert kept() == []
    press_apply(apply_form(page))
    expect_thanks(page)
    assert kept() == [ME]


def test_the_guides_form_whose_cookie_is_gone_comes_back_filled(page: Page, world: World) -> None:
    page.goto(GUIDE)
    page.get_by_role("navigation", name="On this page").get_by_role("link", name="Apply Now").click()
    fill(apply_form(page))
    page.context.clear_cookies()
    with answers(page, 422):
        press_apply(apply_form(page))
    expect_given_back(page, "Your form was open too long.")
    expect_filled(apply_form(page))
    press_apply(apply_form(page))
    expect_thanks(page)
    assert kept() == [ME]


def test_confirming_with_a_stale_cookie_needs_one_press_more(anyone: Page, world: World) -> None:
    from django.utils import timezone

    from roles.applications.models import Applicant
    from roles.applications.services import make_confirmation
    from tests.factories import apply_for

    token = make_confirmation(application=apply_for(world.role), now=timezone.now())
    page = anyone
    page.goto(f"/applications/confirm/{token}/")
    page.context.clear_cookies()
    with answers(page, 422):
        page.get_by_role("button", name="Confirm my address").click()
    expect(error_summary(page)).to_contain_text("Press the button once more.")
    assert not Applicant.objects.exists()
    page.get_by_role("button", name="Confirm my address").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your address is confirmed")
    assert Applicant.objects.count() == 1


# --- the database does not write ---------------------------------------------


def fail_at_the_last_row(monkeypatch: pytest.MonkeyPatch) -> None:
    """The outbox event is the last row of the transaction: all before it must go too."""

    def refuse(*_args: object, **_kwargs: object) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr("roles.applications.services.enqueue", refuse)


def test_a_database_that_fails_gives_every_word_back_and_the_next_press_keeps_it_once(
    anyone: Page, world: World, problems: Problems, monkeypatch: pytest.MonkeyPatch
) -> None:
    problems.expect("answer 503: POST /roles/technical-project-manager/apply/")
    page = anyone
    page.goto(APPLY)
    fill(apply_form(page))
    with monkeypatch.context() as broken:
        fail_at_the_last_row(broken)
        with answers(page, 503):
            press_apply(apply_form(page))
        expect_given_back(page, "We could not store your application")
        expect(error_summary(page)).to_contain_text("everything you wrote is still in the form below")
        expect_filled(apply_form(page))
        with answers(page, 503):
            press_apply(apply_form(page), "Try again")
        expect_filled(apply_form(page))
    assert kept() == []
    press_apply(apply_form(page), "Try again")
    expect_thanks(page)
    assert kept() == [ME]


def test_the_guides_form_survives_a_failing_database(
    page: Page, world: World, problems: Problems, monkeypatch: pytest.MonkeyPatch
) -> None:
    problems.expect("answer 503: POST /roles/technical-project-manager/apply/")
    page.goto(GUIDE)
    page.get_by_role("navigation", name="On this page").get_by_role("link", name="Apply Now").click()
    fill(apply_form(page))
    with monkeypatch.context() as broken:
        fail_at_the_last_row(broken)
        with answers(page, 503):
            press_apply(apply_form(page))
    expect_filled(apply_form(page))
    press_apply(apply_form(page), "Try again")
    expect_thanks(page)
    assert kept() == [ME]
