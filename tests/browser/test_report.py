"""A visitor tells the editors what is wrong in a guide, and whatever goes wrong on the way, the words are kept."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.db import OperationalError
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Problems
from tests.browser.visitors import GUIDE, World, answers, error_summary

pytest_plugins = ("tests.browser.fixtures",)

WORDS = "The median is of another occupation.\nSee the “OEWS” release."


@pytest.fixture(params=["script", "no script"])
def anyone(request: pytest.FixtureRequest, open_context: Callable[..., BrowserContext]) -> Page:
    """A visitor with a script-running browser, then one without."""
    return open_context(java_script_enabled=request.param == "script").new_page()


def write(page: Page) -> None:
    page.get_by_label("What is it about?").select_option(index=1)
    page.get_by_label("What is wrong or missing?").fill(WORDS)


def send(page: Page) -> None:
    page.get_by_role("button", name="Send report").click()


def expect_kept_once(page: Page) -> None:
    from roles.models import GuideReport

    expect(page).to_have_url(re.compile(r"/report/\?sent=1$"))
    assert GuideReport.objects.get().message.replace("\r\n", "\n") == WORDS


def test_a_visitor_reports_a_mistake_from_the_guide(anyone: Page, world: World) -> None:
    page = anyone
    page.goto(GUIDE)
    page.get_by_role("link", name="Tell the editors what is wrong or missing").click()
    with answers(page, 422):
        send(page)
    expect(page).to_have_title(re.compile("^Error: "))
    expect(error_summary(page).get_by_role("link")).to_have_text(
        ["Choose what it is about", "Write what is wrong or missing"]
    )
    write(page)
    send(page)
    expect_kept_once(page)


def test_a_report_whose_cookie_is_gone_comes_back_filled(anyone: Page, world: World) -> None:
    page = anyone
    page.goto(f"{GUIDE}report/")
    write(page)
    page.context.clear_cookies()
    with answers(page, 422):
        send(page)
    expect(error_summary(page)).to_contain_text("Press Send report once more.")
    expect(page.get_by_label("What is wrong or missing?")).to_have_value(WORDS)
    send(page)
    expect_kept_once(page)


def test_a_database_that_fails_gives_the_report_back(
    anyone: Page, world: World, problems: Problems, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_given: object) -> None:
        raise OperationalError("database or disk is full")

    problems.expect(f"answer 503: POST {GUIDE}report/")
    page = anyone
    page.goto(f"{GUIDE}report/")
    write(page)
    with monkeypatch.context() as broken:
        broken.setattr("roles.views.report.report_guide", refuse)
        with answers(page, 503):
            send(page)
    expect(error_summary(page)).to_contain_text("We could not store your report.")
    expect(page.get_by_label("What is wrong or missing?")).to_have_value(WORDS)
    send(page)
    expect_kept_once(page)
