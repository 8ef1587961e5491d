"""No page is forgotten: every named route of the URLconf is among the pages that vnu, axe and the narrowest screen see.

A new public page is one line in ``addresses`` (tests/browser/fixtures.py), a new page of the desk one line in
``beside`` (tests/browser/desk_pages.py); a new table of the admin comes by itself.
"""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.urls import resolve

from tests.browser.desk_pages import APPS, addresses_of, beside, confirm_one
from tests.browser.visitors import World
from tests.factories import superuser
from tests.routes import every_route

pytest_plugins = ("tests.browser.fixtures",)
pytestmark = pytest.mark.django_db

NO_PAGE = {
    "healthz": "a machine asks",
    "readyz": "a machine asks",
    "role_json": "JSON",
    "compare_pair_json": "JSON",
    "api_compare": "JSON",
    "salaries_csv": "CSV",
    "role_salaries_csv": "CSV",
    "api_openapi": "JSON",
    "api_roles": "JSON",
    "api_role": "JSON",
    "api_skills": "JSON",
    "api_skill": "JSON",
    "api_domains": "JSON",
    "api_occupation_wages": "JSON",
    "api_paths": "JSON",
    "api_suggest": "JSON",
    "api_unknown": "JSON",
    "sitemap": "XML",
    "sitemap_section": "XML",
    "robots": "text",
    "security": "text",
    "favicon": "a picture",
    "apple_touch_icon": "a picture",
    "manifest": "JSON",
    "admin:gallery_framed": "the inside of a component's page on a phone",
    "admin:autocomplete": "JSON",
    "admin:jsi18n": "a script",
    "admin:view_on_site": "leads elsewhere",
    "admin:roles_role_start_draft": "POST, leads to the editor",
    "admin:roles_role_set_aside": "POST, leads to the role",
    "admin:roles_comparisonpage_start_draft": "POST, leads to the editor",
    "admin:roles_comparisonpage_set_aside": "POST, leads to the pair",
    "admin:roles_guidereport_handle": "POST, leads to the report",
}
# test_signing_in_and_out of test_html.py, and the journeys of tests/browser.
SIGNING_IN_AND_OUT = {"admin:login", "admin:logout", "admin:password_change_done"}


@pytest.fixture
def site(db: None) -> None:
    """No server: the addresses are only resolved."""


def test_every_page_is_looked_at(addresses: dict[str, str], rows: World) -> None:
    confirm_one(rows)
    superuser()
    desk = [address for part in APPS for address, _statuses in addresses_of(part)]
    looked_at = {
        resolve(urlsplit(path).path).view_name for path in (*addresses.values(), *desk, *beside(rows).values())
    }
    named = {route.name for route in every_route() if route.name}
    assert named - looked_at - SIGNING_IN_AND_OUT - set(NO_PAGE) == set(), "pages that no check looks at"
    assert (SIGNING_IN_AND_OUT | set(NO_PAGE)) <= named
    assert not looked_at & set(NO_PAGE)
