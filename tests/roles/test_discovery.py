"""What machines look for at known addresses: true, whole, and bounded."""

from __future__ import annotations

import re
import struct
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

from roles import sitemaps
from roles.models import PairStanding, RoleDocument
from roles.services import rename_role, start_draft, withdraw
from tests.factories import DomainFactory, earned_pair, make_scale, publish_role, publish_thin
from tests.roles.read import Read
from tests.roles.test_seo import head
from tests.world import make_world

pytestmark = pytest.mark.django_db

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
FILES = {
    "/sitemap.xml": "application/xml",
    "/sitemap-guides.xml": "application/xml",
    "/robots.txt": "text/plain; charset=utf-8",
    "/.well-known/security.txt": "text/plain; charset=utf-8",
    "/favicon.ico": "image/x-icon",
    "/site.webmanifest": "application/manifest+json",
}


def rows(client: Client, path: str) -> dict[str, str | None]:
    """The addresses that a file of the sitemap lists, each with its lastmod."""
    response = client.get(path)
    assert response.status_code == 200
    found = ElementTree.fromstring(response.content)  # noqa: S314 - our own answer
    return {entry.findtext(f"{MAP}loc") or "": entry.findtext(f"{MAP}lastmod") for entry in found}


def every_address(client: Client) -> dict[str, str | None]:
    """All pages of the sitemap, by way of its index."""
    found: dict[str, str | None] = {}
    for file in rows(client, "/sitemap.xml"):
        found |= rows(client, file.removeprefix(settings.SITE_URL))
    return found


def paths(client: Client) -> set[str]:
    return {address.removeprefix(settings.SITE_URL) for address in every_address(client)}


# --- the sitemap -------------------------------------------------------------


def test_every_address_of_the_sitemap_is_a_page_that_is_kept_under_it(client: Client) -> None:
    make_world()
    earned_pair()
    addresses = every_address(client)
    assert f"{settings.SITE_URL}/compare/analyst-vs-planner/" in addresses
    assert len(addresses) >= 3 + 2 + 3 + 4
    for address in addresses:
        assert address.startswith(f"{settings.SITE_URL}/")
        page = head(client, address.removeprefix(settings.SITE_URL))
        assert page.canonical == address
        assert page.is_indexed


def test_the_sitemap_lists_live_guides_their_fields_and_pairs_and_nothing_else(client: Client) -> None:
    field = DomainFactory(slug="field")
    DomainFactory(slug="bare")
    first = publish_role("first", domain=field)
    second = publish_role("second", domain=field, relations=[first])
    gone = publish_role("gone", domain=DomainFactory(slug="left"), relations=[first])
    publish_role("apart", relations=[gone, second], domain=field)
    rename_role(role=second, slug="later", by=None)
    withdraw(role=gone, by=None)
    PairStanding.objects.filter(first=first).update(is_indexed=True)
    assert paths(client) == {
        "/", "/roles/", "/skills/", "/compare/", "/paths/", "/salaries/", "/methodology/", "/changes/", "/privacy/", "/api/v1/docs",
        "/roles/first/", "/roles/later/", "/roles/apart/",
        "/salaries/first/", "/salaries/later/", "/salaries/apart/",
        "/domains/field/",
        "/skills/planning/", "/skills/risk-management/", "/skills/stakeholder-communication/",
        "/compare/first-vs-later/",
    }  # fmt: skip
    assert client.get("/roles/second/").status_code == 301
    assert client.get("/roles/gone/").status_code == 410


def changed(slug: str, day: int) -> str:
    moment = datetime(2026, 3, day, 12, tzinfo=UTC)
    RoleDocument.objects.filter(slug=slug).update(updated_at=moment)
    return f"2026-03-{day:02d}"


@pytest.mark.parametrize(("first_day", "second_day"), [(4, 9), (9, 4)])
def test_lastmod_is_when_what_is_printed_changed(client: Client, first_day: int, second_day: int) -> None:
    field = DomainFactory(slug="field")
    first = publish_role("first", domain=field)
    publish_role("second", domain=field, relations=[first])
    PairStanding.objects.update(is_indexed=True)
    first_change, second_change = changed("first", first_day), changed("second", second_day)
    late = max(first_change, second_change)
    found = {address.removeprefix(settings.SITE_URL): moment for address, moment in every_address(client).items()}
    assert (found["/roles/first/"], found["/roles/second/"]) == (first_change, second_change)
    assert found["/domains/field/"] == found["/skills/planning/"] == found["/compare/first-vs-second/"] == late
    assert found["/"] is found["/roles/"] is found["/methodology/"] is None
    index = rows(client, "/sitemap.xml")
    assert (index[f"{settings.SITE_URL}/sitemap-guides.xml"] or "").startswith(late)
    assert index[f"{settings.SITE_URL}/sitemap-pages.xml"] is None


def test_a_guide_changes_in_the_sitemap_when_a_new_version_is_published(client: Client) -> None:
    role = publish_role("first")
    before = changed("first", 4)
    draft = start_draft(role=role, by=None)
    draft.summary = "Another one."
    draft.save()
    address = f"{settings.SITE_URL}/roles/first/"
    assert rows(client, "/sitemap-guides.xml")[address] == before
    publish_thin(draft)
    assert rows(client, "/sitemap-guides.xml")[address] == f"{RoleDocument.objects.get().updated_at:%Y-%m-%d}" != before


def test_addresses_are_the_sites_own_whatever_host_asks(client: Client, settings: Any) -> None:
    settings.SITE_URL = "https://careers.example"
    publish_role("first")
    for path in ("/sitemap.xml", "/sitemap-guides.xml"):
        response = client.get(path, headers={"host": "localhost"})
        locations = re.findall(r"<loc>(.*?)</loc>", response.content.decode())
        assert locations
        assert all(location.startswith("https://careers.example/") for location in locations)
    assert b"Sitemap: https://careers.example/sitemap.xml" in client.get("/robots.txt").content
    assert (
        b"Canonical: https://careers.example/.well-known/security.txt"
        in client.get("/.well-known/security.txt").content
    )


def test_an_empty_site_lists_its_few_pages(client: Client) -> None:
    assert paths(client) == {
        "/",
        "/roles/",
        "/skills/",
        "/compare/",
        "/paths/",
        "/salaries/",
        "/methodology/",
        "/changes/",
        "/privacy/",
        "/api/v1/docs",
    }
    assert list(rows(client, "/sitemap.xml")) == [f"{settings.SITE_URL}/sitemap-pages.xml"]


def test_a_file_holds_no_more_than_it_may(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "MOST_A_FILE", 2)
    monkeypatch.setattr(sitemaps.Section, "limit", 2)
    for number in range(5):
        publish_role(f"role-number-{number}")
    files = [path for path in rows(client, "/sitemap.xml") if "guides" in path]
    assert files == [f"{settings.SITE_URL}/sitemap-guides.xml{query}" for query in ("", "?p=2", "?p=3")]
    assert [len(rows(client, f"/sitemap-guides.xml{query}")) for query in ("", "?p=2", "?p=3")] == [2, 2, 1]
    assert {path for path in paths(client) if "/roles/role-number-" in path} == {
        f"/roles/role-number-{i}/" for i in range(5)
    }
    for page in ("4", "0", "x", "", "9" * 30, "²"):
        assert client.get("/sitemap-guides.xml", {"p": page}).status_code == 404
    assert sitemaps.Guides.limit <= 50_000


@pytest.mark.parametrize("count", [3, 1_000])
def test_the_number_of_queries_does_not_grow(client: Client, count: int, django_assert_max_num_queries: Any) -> None:
    make_scale(count)
    with django_assert_max_num_queries(5):
        client.get("/sitemap.xml")
    for section in sitemaps.SECTIONS:
        with django_assert_max_num_queries(1):
            found = rows(client, f"/sitemap-{section}.xml")
        if section == "guides":
            assert len(found) == count


# --- the other files ---------------------------------------------------------


@pytest.mark.parametrize("path", FILES)
def test_each_file_is_of_its_type_may_be_cached_and_is_only_read(path: str) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (200, FILES[path])
    assert re.search(r"public, max-age=\d{3,}|max-age=\d{3,}, public", response["Cache-Control"])
    assert not response.cookies
    empty = client.head(path)
    assert (empty.status_code, empty.content, empty["Content-Type"]) == (200, b"", FILES[path])
    for method in (client.post, client.put, client.patch, client.delete):
        assert method(path).status_code == 405


def test_robots_may_read_what_is_public_and_not_what_is_one_persons(client: Client) -> None:
    from urllib.robotparser import RobotFileParser

    world = make_world()
    rules = RobotFileParser()
    rules.parse(client.get("/robots.txt").content.decode().splitlines())
    for path in paths(client):
        assert rules.can_fetch("Anybot", path), path
    personal = f"/applications/confirm/{world.token}/", f"/applications/thanks/{world.application.public_id}/"
    for path in ("/admin/", "/admin/roles/role/", *personal):
        assert not rules.can_fetch("Anybot", path), path
    assert rules.site_maps() == [f"{settings.SITE_URL}/sitemap.xml"]


def test_security_txt_says_whom_to_tell_and_expires_within_a_year(client: Client, settings: Any) -> None:
    settings.SECURITY_CONTACT = "mailto:someone@careers.example"
    lines = client.get("/.well-known/security.txt").content.decode().splitlines()
    fields = dict(line.split(": ", 1) for line in lines)
    assert fields["Contact"] == "mailto:someone@careers.example"
    assert fields["Preferred-Languages"] == "en"
    ahead = datetime.fromisoformat(fields["Expires"]) - datetime.now(UTC)
    assert timedelta(days=30) < ahead < timedelta(days=365)


def test_the_icon_holds_the_sizes_it_names(client: Client) -> None:
    data = client.get("/favicon.ico").content
    reserved, kind, count = struct.unpack("<3H", data[:6])
    assert (reserved, kind, count) == (0, 1, 3)
    for number in range(count):
        width, height, *_rest, length, start = struct.unpack("<4B2H2I", data[6 + 16 * number : 22 + 16 * number])
        png = data[start : start + length]
        assert png.startswith(b"\x89PNG")
        assert struct.unpack(">2I", png[16:24]) == (width, height)


def test_the_manifests_icons_are_there_in_their_sizes(client: Client) -> None:
    manifest = client.get("/site.webmanifest").json()
    assert manifest["name"] == settings.SITE_NAME
    assert [icon["sizes"] for icon in manifest["icons"]] == ["192x192", "512x512"]
    for icon in manifest["icons"]:
        path = finders.find(icon["src"].removeprefix("/static/"))
        assert path, icon
        width, height = struct.unpack(">2I", Path(path).read_bytes()[16:24])
        assert f"{width}x{height}" == icon["sizes"]


def test_every_page_names_its_icons_and_the_policy_lets_them_in(client: Client) -> None:
    response = client.get("/")
    icons = [
        attrs["href"] for tag, attrs in Read(response).tags if tag == "link" and "icon" in (attrs.get("rel") or "")
    ]
    assert icons == ["/static/img/favicon.svg"]  # /favicon.ico and /apple-touch-icon.png are found unnamed
    assert "manifest-src 'self'" in response["Content-Security-Policy"]
