"""The head of every page: what it is called, where it is kept, what a shared link shows."""

from __future__ import annotations

import json
import re
import struct
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from roles import seo
from roles.services import start_draft
from tests.factories import AreaFactory, DomainFactory, make_scale, publish_role, publish_thin
from tests.roles.read import Read
from tests.starter import load_main_guides
from tests.world import arguments, make_world

pytestmark = pytest.mark.django_db

TOKENS = Path(settings.BASE_DIR) / "static" / "css" / "tokens.css"


class Head(Read):
    """A page's head, read back."""

    def meta(self, name: str) -> list[str]:
        return [
            attrs["content"] or ""
            for tag, attrs in self.tags
            if tag == "meta" and name in (attrs.get("name"), attrs.get("property"))
        ]

    def rel(self, rel: str) -> list[str]:
        return [attrs["href"] or "" for tag, attrs in self.tags if tag == "link" and attrs.get("rel") == rel]

    @property
    def canonical(self) -> str | None:
        found = self.rel("canonical")
        assert len(found) <= 1
        return found[0] if found else None

    @property
    def is_indexed(self) -> bool:
        return not any("noindex" in words for words in self.meta("robots"))

    @property
    def data(self) -> list[dict[str, Any]]:
        blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', self.html, re.DOTALL)
        assert len(blocks) <= 1
        return json.loads(blocks[0])["@graph"] if blocks else []


def head(client: Client, address: str, status: int = 200) -> Head:
    response = client.get(address)
    assert response.status_code == status, address
    return Head(response)


def public(path: str) -> str:
    return f"{settings.SITE_URL}{path}"


# --- every page --------------------------------------------------------------

NO_PAGES = {
    "healthz", "readyz", "role_json", "sitemap", "sitemap_section", "robots", "security", "favicon", "manifest",
    "apple_touch_icon", "salaries_csv", "role_salaries_csv", "api_openapi", "api_occupation_wages", "api_unknown",
    "api_roles", "api_role", "api_skills", "api_skill", "api_domains",
    "compare_pair_json", "api_compare", "api_paths", "api_suggest",
}  # fmt: skip
# Made for one visitor, or not to be found by strangers. A pair of the world has not earned its place.
NOT_KEPT = {
    "role_report", "role_apply", "application_thanks", "application_confirm", "path_detail", "my_skills", "compare_pair",
}  # fmt: skip


def pages(client: Client) -> dict[str, Head]:
    """The head of every public page, by route."""
    world = make_world()
    return {
        name: head(client, reverse(name, kwargs=kwargs))
        for name, kwargs in arguments(world).items()
        if name not in NO_PAGES
    }


def test_every_page_has_one_whole_head(client: Client) -> None:
    for name, page in pages(client).items():
        assert page.html.count("<title>") == 1, name
        assert 10 <= len(unescape(page.title)) <= 90, name
        assert settings.SITE_NAME in page.title
        [description] = page.meta("description")
        assert 10 <= len(description) <= seo.DESCRIPTION_LENGTH, name
        for kind in (
            "og:site_name",
            "og:title",
            "og:description",
            "og:type",
            "og:image",
            "og:image:alt",
            "twitter:card",
        ):
            assert len(page.meta(kind)) == 1, (name, kind)
            assert all(page.meta(kind)), (name, kind)
        assert page.meta("og:image") == [public("/static/img/share.png")]
        assert len(page.meta("theme-color")) == 2
        assert page.is_indexed == (name not in NOT_KEPT) == bool(page.canonical), name
        assert page.meta("og:url") == ([page.canonical] if page.canonical else []), name


def test_no_two_pages_have_one_title_or_one_address(client: Client) -> None:
    found = [page for page in pages(client).values() if page.is_indexed]
    for values in (
        [page.title for page in found],
        [page.canonical for page in found],
        [page.meta("description")[0] for page in found],
    ):
        assert len(values) == len(set(values)), values


def test_a_breadcrumb_is_told_wherever_one_is_printed(client: Client) -> None:
    seen = 0
    for name, page in pages(client).items():
        told = [node for node in page.data if node["@type"] == "BreadcrumbList"]
        block = re.search(r'<nav class="breadcrumb".*?</nav>', page.html, re.DOTALL)
        assert bool(block) == bool(told), name
        if not block:
            continue
        seen += 1
        printed = [
            (unescape(re.sub(r"<[^>]+>", "", label)), public(href) if href else None)
            for href, label in re.findall(
                r'<li[^>]*>(?:<a [^>]*href="([^"]+)"[^>]*>|<span[^>]*>)(.*?)</(?:a|span)></li>', block[0]
            )
        ]
        items = told[0]["itemListElement"]
        assert [(item["name"], item.get("item")) for item in items] == printed, name
        assert [item["position"] for item in items] == list(range(1, len(items) + 1))
    assert seen >= 5


@pytest.mark.parametrize("address", ["/nothing/", "/roles/?q=%00", "/roles/gone-planner/"])
def test_a_refusal_is_kept_nowhere(client: Client, address: str) -> None:
    make_world()
    page = Head(client.get(address))
    assert not page.is_indexed
    assert page.canonical is None
    assert page.title.endswith(settings.SITE_NAME)


# --- where a page is kept ----------------------------------------------------


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("", "/roles/"),
        ("?utm_source=mail&gclid=1", "/roles/"),
        ("?q=", "/roles/"),
        ("?page=1", "/roles/"),
        ("?page=2", "/roles/?page=2"),
        ("?sort=title&page=2", "/roles/?page=2"),
        ("?sort=unknown", "/roles/"),
        ("?domain=scale-field-00", "/domains/scale-field-00/"),
        ("?domain=bare", None),
        ("?q=scale", None),
        ("?q=scale&page=2", None),
        ("?sort=-pay", None),
    ],
)
def test_a_list_is_kept_once(client: Client, query: str, kept: str | None) -> None:
    DomainFactory(slug="bare")
    make_scale(24)
    page = head(client, f"/roles/{query}")
    assert page.canonical == (public(kept) if kept else None)
    assert page.is_indexed == bool(kept)


def test_a_search_that_is_refused_is_kept_nowhere(client: Client) -> None:
    page = head(client, f"/roles/?q={'x' * 300}", status=422)
    assert page.title.startswith("Error:")
    assert not page.is_indexed


def test_a_guide_is_kept_under_its_address_in_every_area_and_in_no_version(client: Client) -> None:
    AreaFactory(code="06", kind="state", name="California")
    role = publish_role("planner", seo_description="", summary="Plans.\n\nAnd  keeps  it honest.")
    assert head(client, "/roles/planner/").meta("description") == ["Plans. And keeps it honest."]
    for query in ("", "?area=06", "?utm_campaign=x"):
        assert head(client, f"/roles/planner/{query}").canonical == public("/roles/planner/")
    publish_thin(start_draft(role=role, by=None))
    for version in (1, 2):
        page = head(client, f"/roles/planner/?v={version}")
        assert page.canonical is None
        assert not page.is_indexed
        assert {node["@type"] for node in page.data} == {"BreadcrumbList"}


def test_a_guide_and_its_json_name_each_other(client: Client) -> None:
    publish_role("planner")
    page = head(client, "/roles/planner/")
    assert page.rel("alternate") == ["/roles/planner.json"]
    answer = client.get("/roles/planner.json")
    assert answer.json()["url"] == page.canonical
    assert answer["Link"] == f'<{page.canonical}>; rel="canonical"'


def test_a_guide_named_after_the_site_still_names_the_site(client: Client, settings: Any) -> None:
    publish_role("adviser", seo_title=f"{settings.SITE_NAME} Adviser")
    assert head(client, "/roles/adviser/").title == f"{settings.SITE_NAME} Adviser · {settings.SITE_NAME}"


def test_what_editors_type_stays_text_in_the_head(client: Client) -> None:
    publish_role("planner", seo_title='"><script>alert(1)</script>', seo_description='</script>" onload="x')
    page = head(client, "/roles/planner/")
    assert "<script>alert" not in page.html
    assert page.meta("og:title") == ['"><script>alert(1)</script>']
    assert page.meta("description") == ['</script>" onload="x']


# --- parts -------------------------------------------------------------------


@given(st.text(), st.integers(10, 200))
def test_a_description_is_one_line_of_at_most_its_length(text: str, length: int) -> None:
    line = seo.shortened(text, length)
    assert len(line) <= length
    assert line == " ".join(line.split())
    whole = " ".join(text.split())
    assert line == whole or (line.endswith("…") and len(whole) > length)


def test_a_description_is_cut_between_words() -> None:
    assert seo.shortened("One two, three four", 12) == "One two…"
    assert seo.shortened("Unbreakablewords", 10) == "Unbreakab…"


def size_of(name: str) -> tuple[int, int]:
    path = finders.find(f"img/{name}")
    assert path, name
    data = Path(path).read_bytes()
    assert data.startswith(b"\x89PNG"), name
    width, height = struct.unpack(">2I", data[16:24])
    return width, height


def test_the_picture_of_a_shared_link_is_as_large_as_told(client: Client) -> None:
    page = head(client, "/")
    told = (int(page.meta("og:image:width")[0]), int(page.meta("og:image:height")[0]))
    assert size_of("share.png") == told == (1200, 630)
    assert size_of("apple-touch-icon.png") == (180, 180)


def srgb(lightness: float, chroma: float, hue: float) -> str:
    """An oklch colour as #rrggbb, by the published matrices of Oklab."""
    from math import cos, radians, sin

    a, b = chroma * cos(radians(hue)), chroma * sin(radians(hue))
    l_, m_, s_ = (
        (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3,
        (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3,
        (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3,
    )
    linear = (
        4.0767416621 * l_ - 3.3077115913 * m_ + 0.2309699292 * s_,
        -1.2684380046 * l_ + 2.6097574011 * m_ - 0.3413193965 * s_,
        -0.0041960863 * l_ - 0.7034186147 * m_ + 1.7076147010 * s_,
    )
    bounded = [min(1.0, max(0.0, value)) for value in linear]
    parts = [12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055 for value in bounded]
    return "#" + "".join(f"{round(255 * part):02x}" for part in parts)


def test_browsers_are_told_the_colour_that_the_pages_have(client: Client) -> None:
    found = re.search(r"--paper:\s+light-dark\(oklch\((.*?)\), oklch\((.*?)\)\)", TOKENS.read_text())
    assert found
    light, dark = (srgb(*(float(part) for part in colour.split())) for colour in found.groups())
    page = head(client, "/")
    assert page.meta("theme-color") == [light, dark]
    assert client.get("/site.webmanifest").json()["background_color"] == light


def test_the_starter_guides_have_titles_and_descriptions_of_their_own(client: Client) -> None:
    load_main_guides()
    rows = client.get("/sitemap-guides.xml").content.decode()
    found = [head(client, path) for path in re.findall(r"<loc>[^<]*?(/roles/[^<]+)</loc>", rows)]
    assert len(found) >= 3
    assert len({page.title for page in found}) == len({page.meta("description")[0] for page in found}) == len(found)
