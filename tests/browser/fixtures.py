"""What browser journeys start from: a small live site, and staff who are signed in.

Modules that use these say ``pytest_plugins = ("tests.browser.fixtures",)``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Site
from tests.browser.visitors import APPLY, ARABIC, CONSENT_WORDS, GUIDE, LONG_WORD, World


@pytest.fixture
def world(site: Site) -> World:
    """A small catalogue, published through the services as editors publish it."""
    from tests.kept import kept

    return kept("world", publish_world)


def publish_world() -> World:
    """Publish it."""
    from roles.applications.services import add_consent_text
    from tests.factories import (
        CallToActionFactory,
        DomainFactory,
        by_state,
        every_occupation,
        official_occupation,
        publish_role,
    )

    for slot in ("after_overview", "after_roadmap", "end", "sticky"):
        CallToActionFactory(
            slot=slot,
            role=None,
            headline="Become {{ role.article }} {{ role.title }}",
            next_steps="We email you at once to confirm your address.\nA person reads what you wrote.",
        )
    field_of_work = DomainFactory(slug="architecture-leadership", name="Architecture & Leadership")
    data = DomainFactory(slug="data", name="Data")
    other = publish_role("data-scientist", domain=data, skills=("statistics",))
    similar = publish_role(
        "engineering-manager",
        domain=field_of_work,
        skills=("planning", "hiring"),
        occupation=official_occupation(
            code="11-3021",
            title="Computer and Information Systems Managers",
            wage={"p90": None, "flags": {"p90": "top_coded"}},
        ),
    )
    role = publish_role(
        "technical-project-manager",
        domain=field_of_work,
        relations=(similar, other),
        occupation=official_occupation(code="13-1082", title="Project Management Specialists"),
        estimate={"annual_low": None, "annual_median": 154_000, "annual_high": None, "as_of": date(2025, 12, 1)},
    )
    by_state(every_occupation(), role.occupations.get().occupation)
    publish_role("no-figure", domain=field_of_work, occupation=None, levels=("junior",), steps=0)
    return World(role, similar, other, add_consent_text(purpose="answer", words=CONSENT_WORDS))


@pytest.fixture
def addresses(world: World) -> dict[str, str]:
    """One address of every kind of public page that is read, by name; each answers what its name says."""
    from django.utils import timezone

    from roles.applications.services import confirm_address, make_confirmation
    from roles.services import start_draft, withdraw
    from tests.factories import DomainFactory, SkillFactory, apply_for, publish_role, publish_thin

    publish_thin(start_draft(role=world.role, by=None))
    withdraw(role=publish_role("gone-role", occupation=None), by=None)
    for slug, title in (("arabic-words", ARABIC), ("long-words", LONG_WORD)):
        publish_role(
            slug, title=title, domain=world.role.domain, relations=(world.role,), summary=title, overview=title
        )
    DomainFactory(slug="empty-field", name="Empty Field")
    SkillFactory(slug="unasked")
    now = timezone.now()
    application = apply_for(world.role)
    open_link, used_link, old_link = (
        make_confirmation(application=application, now=moment) for moment in (now, now, now - timedelta(days=30))
    )
    confirm_address(token=used_link, now=now)
    return {
        "home": "/",
        "list": "/roles/",
        "search": "/roles/?q=project&sort=-pay",
        "search without a hit": "/roles/?q=zzzz",
        "search that is too long": f"/roles/?q={'long+' * 60}",
        "list of a domain": "/roles/?domain=data",
        "domain": "/domains/architecture-leadership/",
        "domain without a guide": "/domains/empty-field/",
        "skill": "/skills/planning/",
        "skill that no guide asks for": "/skills/unasked/",
        "skills": "/skills/",
        "guide": GUIDE,
        "guide of managers": "/roles/engineering-manager/",
        "guide without a figure": "/roles/no-figure/",
        "salaries": "/salaries/",
        "salaries of a state": "/salaries/?area=06&sort=-pay",
        "salaries of a field without a guide": "/salaries/?domain=empty-field",
        "salaries in an unknown order": "/salaries/?sort=salary",
        "salaries of a role": "/salaries/technical-project-manager/",
        "salaries of a role in a state": "/salaries/technical-project-manager/?state=06&sort=title",
        "salaries of managers": "/salaries/engineering-manager/",
        "salaries of a role without an occupation": "/salaries/no-figure/",
        "API": "/api/v1/docs",
        "older version": f"{GUIDE}?v=1",
        "comparison": "/compare/data-scientist-vs-technical-project-manager/",
        "only the differences": "/compare/data-scientist-vs-technical-project-manager/?only=differences",
        "comparison of three": "/compare/?roles=data-scientist,engineering-manager,technical-project-manager",
        "comparison of four": "/compare/?roles=arabic-words,engineering-manager,long-words,no-figure",
        "choosing roles to compare": "/compare/",
        "a role to compare that is not there": "/compare/?roles=manager,data-scientist",
        "five roles to compare": "/compare/?roles=arabic-words,data-scientist,engineering-manager,long-words,no-figure",
        "comparison without figures": "/compare/engineering-manager-vs-no-figure/",
        "path": "/paths/data-scientist/technical-project-manager/?have=hiring",
        "path from skills to a role without a figure": "/paths/?have=planning,no-such-skill&to=no-figure",
        "path to itself": "/paths/no-figure/no-figure/",
        "path of odd guides": "/paths/arabic-words/long-words/",
        "roles near a role": "/paths/?from=technical-project-manager",
        "nothing near": "/paths/?from=data-scientist",
        "choice of a path": "/paths/",
        "choice of a path, a skill looked for": "/paths/?find=plan&have=hiring&from=data-scientist",
        "choice of a path, a role that nobody knows": "/paths/?from=manager&to=zzzz",
        "apply": APPLY,
        "thanks": f"/applications/thanks/{application.public_id}/",
        "confirm": f"/applications/confirm/{open_link}/",
        "confirmed": f"/applications/confirm/{used_link}/",
        "expired link": f"/applications/confirm/{old_link}/",
        "report": f"{GUIDE}report/",
        "report sent": f"{GUIDE}report/?sent=1",
        "method": "/methodology/",
        "changes": "/changes/",
        "privacy": "/privacy/",
        "my skills": "/my-skills/",
        "not found": "/roles/no-such-role/",
        "gone": "/roles/gone-role/",
        "guide in Arabic": "/roles/arabic-words/",
        "guide of long words": "/roles/long-words/",
        "comparison of odd guides": "/compare/arabic-words-vs-long-words/",
        "search in Arabic": f"/roles/?q={ARABIC}",
        "search of a long word": f"/roles/?q={LONG_WORD[:100]}",
    }


@pytest.fixture
def rows(world: World) -> World:
    """A row of every table that has an admin; a new table needs no more than its factory."""
    fill_tables(world)
    return world


def fill_tables(world: World) -> None:
    """Put a row into each table that has none yet."""
    from django.contrib import admin

    from accounts.services import sync_groups
    from careers.outbox.services import run_once
    from roles.services import add_candidates, drop_candidates, keep_candidates, start_draft, start_words
    from tests import factories

    sync_groups()
    draft = start_draft(role=world.role, by=None)
    add_candidates(version=draft, occupation=factories.described_occupation(), by=None)
    decided = {row.text: row.pk for row in draft.candidates.all()}
    keep_candidates(version=draft, chosen=[decided["IT PM"], decided["Plan the work."]], by=None, rank="mid")
    drop_candidates(version=draft, chosen=[decided["Abacus"]], by=None)
    earlier = factories.WageReleaseFactory(label="OEWS May 2024", covers="May 2024", source=factories.oews().source)
    for match in world.role.occupations.select_related("occupation"):
        factories.OccupationWageFactory(
            release=earlier, occupation=match.occupation, p10=50_000, p25=60_000, median=70_000
        )
    words = factories.write_words(world.role, world.similar)
    start_words(one=words.page.first, other=words.page.second, by=None)
    factories.TouchFactory(application=factories.apply_for(world.role))
    run_once()
    factories.GuideReportFactory(role=world.role)
    factories.OccupationTitleFactory(occupation=factories.OnetOccupationFactory())
    factories.RoleRedirectFactory(role=world.role)
    factories.WageFileFactory(release=factories.oews())
    factories.fill_empty(admin.site._registry)


@pytest.fixture
def catalogue(site: Any) -> None:
    """Six of the guides that `make run` starts with."""
    from tests.kept import kept

    kept("catalogue", load_guides)


def load_guides() -> None:
    """Load them."""
    from tests.factories import ConsentTextFactory
    from tests.starter import load_main_guides

    ConsentTextFactory()
    load_main_guides()


@pytest.fixture
def sign_in(open_context: Callable[..., BrowserContext]) -> Callable[..., Page]:
    """Sign a member of staff in at /admin/, as they do, in a browser of their own."""
    from tests.factories import PASSWORD

    def as_user(user: Any, **options: Any) -> Page:
        page = open_context(**options).new_page()
        page.goto("/admin/")
        page.get_by_label("Email address").fill(user.email)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        expect(page).to_have_url(re.compile(r"/admin/$"))
        return page

    return as_user
