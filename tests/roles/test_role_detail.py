"""The guide page: what it shows and refuses to show, its addresses, and what every figure on it stands on."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import brotli
import pytest
from django.core.management import call_command
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse

from roles.models import Area, GuideVersion, Role, SalaryEstimate
from roles.selectors import get_preview_page
from roles.services import match_occupations, publish, rename_role, start_draft, withdraw
from roles.views.roles import guide_context
from tests.factories import (
    AreaFactory,
    CallToActionFactory,
    GuideVersionFactory,
    OccupationFactory,
    OccupationWageFactory,
    RoleFactory,
    add_parts,
    oews,
    official_occupation,
    publish_role,
)

pytestmark = pytest.mark.django_db
WITHHELD = dict.fromkeys(("p10", "p25", "median", "p75", "p90"))


class Page(HTMLParser):
    """What of a page the tests ask for: tags in order, ids, links, headings, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.headings: list[int] = []
        self.words: list[str] = []
        self._silent = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        self._silent += tag in {"script", "style"}

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in {"script", "style"}

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(data)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", "".join(self.words))

    def values(self, name: str) -> list[str]:
        return [attrs[name] or "" for _tag, attrs in self.tags if name in attrs]


def address(role: Role, query: str = "") -> str:
    return reverse("role_detail", args=[role.slug]) + query


def read(client: Client, role: Role, query: str = "") -> Page:
    response = client.get(address(role, query))
    assert response.status_code == 200
    return Page(response.content.decode())


def managers(**fields: Any) -> Role:
    """A role matched to a management occupation."""
    return publish_role(occupation=official_occupation(code="11-3021", title="Systems Managers"), **fields)


# --- the page as a whole -----------------------------------------------------


@pytest.fixture
def starter_guides(db: None) -> None:
    call_command("load_catalogue", verbosity=0)


STARTER = ("technical-project-manager", "engineering-manager", "software-engineer")


@pytest.mark.parametrize("slug", STARTER)
def test_starter_guide_is_whole_and_light(client: Client, starter_guides: None, slug: str) -> None:
    response = client.get(f"/roles/{slug}/")
    html = response.content.decode()
    page = Page(html)
    ids = page.values("id")

    assert response.status_code == 200
    assert not response.cookies
    assert "csrf" not in html
    assert len(brotli.compress(response.content)) <= 12 * 1024
    assert len(ids) == len(set(ids))
    targets = {href[1:] for href in page.values("href") if href.startswith("#")}
    named = {name for names in page.values("aria-labelledby") for name in names.split()}
    assert targets | named <= set(ids)
    assert page.headings[0] == 1
    assert page.headings.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(page.headings))
    assert not page.values("style")
    assert [attrs for tag, attrs in page.tags if tag == "script" and not attrs.get("src")] == []


@pytest.mark.parametrize("slug", STARTER)
def test_every_amount_on_a_starter_guide_stands_with_its_source(
    client: Client, starter_guides: None, slug: str
) -> None:
    html = client.get(f"/roles/{slug}/").content.decode()
    sourced = re.findall(r'<span class="figure"(?: title="[^"]+")?>[^<]*(?:<a class="ref")?', html)
    assert sourced
    assert all("title=" in figure or "<a" in figure for figure in sourced)
    rest = re.sub(r'<span class="figure".*?</span>', "", html)
    rest = re.sub(r"<text .*?</text>", "", rest)  # a chart cannot be built without a source
    rest = re.sub(r'aria-label="Range chart[^"]*"', "", rest)
    rest = re.sub(r'<span class="pay-steps__ends">[^<]*</span>', "", rest)
    rest = re.sub(r'<li class="figure-list__item figure-list__item--unsourced">.*?</li>', "", rest, flags=re.DOTALL)
    assert re.findall(r"[^>]{0,40}\$\s?\d[^<]{0,20}", rest) == []


def test_unsourced_figure_stands_beside_and_is_never_the_headline(client: Client, starter_guides: None) -> None:
    html = client.get("/roles/technical-project-manager/").content.decode()
    page = Page(html)
    assert "The guide this one replaces says $154K and names no source." in page.text
    assert html.count("$154") == 1
    facts = html[html.index('<dl class="key-facts">') : html.index("</dl>")]
    assert "$102,320" in facts
    assert "Project Management Specialists (13-1082), United States, OEWS May 2025" in facts


def test_estimate_by_level_says_that_it_is_one(client: Client, starter_guides: None) -> None:
    text = read(client, Role.objects.get(slug="technical-project-manager")).text
    assert "Technical Project Manager salary by level, estimated" in text
    assert "Estimated: between the 10th and 25th percentile" in text
    assert (
        "Estimated: each level lies between two percentiles of Project Management Specialists (13-1082), "
        "United States, OEWS May 2025" in text
    )
    assert "Nobody publishes US pay by seniority." in text
    assert "Computer Occupations, All Other" in text


def preview(rf: RequestFactory, version: GuideVersion) -> str:
    """The page of a draft, as its editors see it."""
    return render_to_string("roles/role_detail.html", guide_context(get_preview_page(version)), rf.get("/"))


def sections_of(page: Page) -> list[str]:
    return [attrs["id"] or "" for tag, attrs in page.tags if tag == "section" and attrs.get("class") == "section"]


def contents_of(page: Page) -> list[str]:
    return [(attrs["href"] or "")[1:] for _tag, attrs in page.tags if attrs.get("class") == "contents__link"]


def test_contents_name_the_sections_that_are_there(client: Client, rf: RequestFactory) -> None:
    whole = read(client, publish_role(relations=[publish_role()]))
    assert len(sections_of(whole)) == 12
    assert contents_of(whole) == sections_of(whole)

    version = GuideVersionFactory(break_in="")
    add_parts(version, levels=(), steps=0)
    part = Page(preview(rf, version))
    assert contents_of(part) == sections_of(part) == [
        "overview", "what-they-do", "skills", "break-in", "pros-cons", "faq",
    ]  # fmt: skip


def test_draft_with_nothing_but_a_title_can_be_previewed(rf: RequestFactory) -> None:
    version = GuideVersionFactory(summary="", overview="", what_they_do="", break_in="", title="Bare Role")
    html = preview(rf, version)
    page = Page(html)
    assert "Bare Role" in page.text
    assert "noindex" in html
    assert "Preview of version 1." in page.text
    assert sections_of(page) == contents_of(page) == []


def test_words_that_people_typed_are_escaped(client: Client) -> None:
    role = publish_role(title="<b>Bold</b> & Co", summary="<script>alert(1)</script>", overview="*Plan* <i>x</i>")
    html = client.get(address(role)).content.decode()
    assert "<script>alert" not in html
    assert "<b>Bold" not in html
    assert "&lt;b&gt;Bold&lt;/b&gt; &amp; Co" in html
    assert "<em>Plan</em> &lt;i&gt;x&lt;/i&gt;" in html


def test_hidden_titles_are_for_search_alone(client: Client) -> None:
    role = publish_role(title="Planner")
    text = read(client, role).text
    assert "Planner Expert" in text
    assert "hidden name" not in text


def test_reviewer_is_named_only_where_there_is_one(client: Client) -> None:
    assert "Reviewed by Rita Reviewer" in read(client, publish_role()).text
    unreviewed = publish_role(reviewed_by="", reviewed_on=None)
    text = read(client, unreviewed).text
    assert "Reviewed" not in text
    assert "Version 1, published" in text


def test_calls_to_action_stand_in_their_slots(client: Client) -> None:
    for slot in ("after_overview", "after_roadmap", "end", "sticky"):
        CallToActionFactory(slot=slot, role=None, headline=f"Call {slot}")
    role = publish_role()
    html = client.get(address(role)).content.decode()
    places = [
        'id="what-they-do"',
        "Call after_overview",
        'id="salary"',
        'id="roadmap"',
        "Call after_roadmap",
        "Call end",
    ]
    assert [html.index(place) for place in places] == sorted(html.index(place) for place in places)
    slots = {attrs["href"].partition("slot=")[2] for _tag, attrs in Page(html).tags if "data-apply" in attrs}
    assert slots == {"after_overview", "after_roadmap", "end", "sticky"}


def test_related_role_shows_reason_shared_skills_and_difference(client: Client) -> None:
    other = publish_role("other", title="Other Role", skills=("planning", "cooking"), wage={"median": 112_000})
    role = publish_role("this", title="This Role", relations=[other])
    text = read(client, role).text
    assert "Much of the work is the same." in text
    assert "1 of 3 skills shared" in text
    assert "+$10K" in text
    assert "median $112,000" in text
    assert reverse("compare_pair", kwargs={"pair": ("other", "this")}) in read(client, role).values("href")


def test_two_roles_of_one_occupation_are_not_subtracted(client: Client) -> None:
    occupation = official_occupation(title="Shared Developers")
    other = publish_role("other", title="Other Role", occupation=occupation)
    role = publish_role("this", title="This Role", occupation=occupation, relations=[other])
    text = read(client, role).text
    assert "pay not comparable" in text
    assert "is also the occupation of 1 other role of this site" in text


def test_search_engines_are_told_the_one_address(client: Client, settings: Any) -> None:
    role = publish_role("planner")
    html = client.get(address(role, "?area=99")).content.decode()
    assert f'<link rel="canonical" href="{settings.SITE_URL}/roles/planner/">' in html
    assert "noindex" not in html


# --- pay that cannot be shown ------------------------------------------------


def test_management_occupation_shows_percentiles_without_levels(client: Client) -> None:
    role = managers(title="Team Manager")
    page = read(client, role)
    assert "No pay by level for Team Managers" in page.text
    assert "Systems Managers (11-3021)" in page.text
    assert "estimated" not in page.text.lower()
    label = next(attrs["aria-label"] for _tag, attrs in page.tags if attrs.get("class") == "range-chart__grid")
    assert "the middle half of Systems Managers earn $80K to $130K, with a median of $102K" in label
    assert "junior" not in label.lower()


def test_residual_occupation_says_whose_wage_it_is(client: Client) -> None:
    occupation = official_occupation(title="Computer Occupations, All Other")
    publish_role(occupation=occupation)
    role = publish_role(title="Release Manager", occupation=occupation)
    text = read(client, role).text
    assert "This is not the wage of Release Managers alone" in text
    assert "1 other role of this site is in it too." in text
    assert "So no pay by level is drawn from it." in text


def test_role_without_occupation_says_so_and_guesses_nothing(client: Client) -> None:
    text = read(client, publish_role(title="Odd Job", occupation=None)).text
    assert "No official occupation stands for Odd Jobs" in text
    assert "No published figure" in text
    assert "$" not in text


def test_withheld_wage_is_a_void_with_words_and_no_figure(client: Client) -> None:
    oregon = AreaFactory(code="41", kind="state", name="Oregon")
    occupation = official_occupation(title="Security Analysts")
    role = publish_role(occupation=occupation)
    OccupationWageFactory(
        release=oews(), area=oregon, occupation=occupation, employment=2_250, flags=dict.fromkeys(WITHHELD, "withheld"),
        **WITHHELD,
    )  # fmt: skip
    html = client.get(address(role, "?area=41")).content.decode()
    text = Page(html).text
    assert "The wage in Oregon is not released" in text
    assert "counts 2,250 people there as Security Analysts" in text
    assert 'class="range-chart__void"' in html
    assert 'class="range-chart__band"' not in html
    assert "No published figure" in text


def test_area_without_a_wage_says_so(client: Client) -> None:
    AreaFactory(code="56", kind="state", name="Wyoming")
    role = publish_role()
    text = read(client, role, "?area=56").text
    assert "No official wage in Wyoming" in text
    assert "Figures for Wyoming. For the United States" in text


def test_top_coded_end_is_open_and_written_in_full(client: Client) -> None:
    occupation = official_occupation(wage={"p75": 230_000, "p90": 239_200, "flags": {"p90": "top_coded"}})
    html = client.get(address(publish_role(occupation=occupation))).content.decode()
    assert html.count("$239,200 or more") >= 4  # key facts, chart, both tables
    assert 'class="range-chart__open"' in html
    assert "$239,200<" not in html
    assert "$239K" not in html


def test_sourced_estimate_of_an_editor_stands_by_its_own_name(client: Client) -> None:
    role = publish_role(estimate={"level": "junior", "annual_median": 95_000})
    label = SalaryEstimate.objects.get(version=role.live_version).source.source.title
    text = read(client, role).text
    assert f"Median $95,000. U.S. Bureau of Labor Statistics, {label}" in text


# --- addresses ---------------------------------------------------------------


def test_chosen_area_changes_the_wages_and_names_itself(client: Client) -> None:
    area = AreaFactory(code="06", kind="state", name="California")
    occupation = official_occupation()
    role = publish_role(occupation=occupation)
    OccupationWageFactory(release=oews(), area=area, occupation=occupation, median=128_000)
    text = read(client, role, "?area=06").text
    assert "$128,000" in text
    assert "Estimated pay by level, California" in text


@pytest.mark.parametrize("query", ["?area=98", "?area=", "?area=6", "?area=abc", "?area=06%00", "?area=٠٦"])
def test_unknown_or_malformed_area_is_not_found(client: Client, query: str) -> None:
    assert client.get(address(publish_role(), query)).status_code in {400, 404}


@pytest.mark.parametrize("query", ["?v=0", "?v=2", "?v=abc", "?v=", "?v=1.0", "?v=" + "9" * 40])
def test_unknown_version_is_not_found(client: Client, query: str) -> None:
    assert client.get(address(publish_role(), query)).status_code == 404


def test_version_permalink_keeps_its_text_and_stays_out_of_search(client: Client) -> None:
    role = publish_role("planner", title="Planner", summary="As it was.")
    draft = start_draft(role=role, by=None)
    draft.summary = "As it is now."
    draft.save()
    assert client.get(address(role, "?v=2")).status_code == 404
    publish(version=draft, by=None)

    old = client.get(address(role, "?v=1")).content.decode()
    assert "As it was." in old
    assert "since replaced" in Page(old).text
    assert '<meta name="robots" content="noindex">' in old
    now = client.get(address(role, "?v=2")).content.decode()
    assert "the current one" in Page(now).text
    assert '<meta name="robots" content="noindex">' in now
    assert "As it is now." in client.get(address(role)).content.decode()


def test_former_address_leads_to_the_guide_and_keeps_the_question(client: Client) -> None:
    role = rename_role(role=publish_role("old-name"), slug="new-name", by=None)
    response = client.get("/roles/old-name/?area=06&v=1")
    assert (response.status_code, response["Location"]) == (301, "/roles/new-name/?area=06")
    response = client.get("/roles/old-name.json")
    assert (response.status_code, response["Location"]) == (301, f"/roles/{role.slug}.json")


def test_withdrawn_guide_leads_to_its_successor(client: Client) -> None:
    role = publish_role("gone")
    withdraw(role=role, by=None, successor=publish_role("heir"))
    response = client.get("/roles/gone/?v=1")
    assert (response.status_code, response["Location"]) == (301, "/roles/heir/")


def test_withdrawn_guide_without_successor_is_gone(client: Client) -> None:
    role = publish_role("gone")
    withdraw(role=role, by=None)
    response = client.get("/roles/gone/")
    assert response.status_code == 410
    assert b"This guide was taken down" in response.content
    assert b"noindex" in response.content
    assert client.get("/roles/gone.json").status_code == 410


def test_role_that_never_had_a_guide_is_not_found(client: Client) -> None:
    RoleFactory(slug="planned")
    assert client.get("/roles/planned/").status_code == 404
    assert client.get("/roles/nobody/").status_code == 404


def test_only_reading_is_allowed(client: Client) -> None:
    role = publish_role()
    head: HttpResponse = client.head(address(role))
    assert (head.status_code, head.content) == (200, b"")
    assert client.post(address(role)).status_code == 405


@pytest.mark.parametrize("query", ["", "?area=06"])
def test_guide_takes_at_most_four_queries(client: Client, django_assert_max_num_queries: Any, query: str) -> None:
    AreaFactory(code="06", kind="state", name="California")
    role = publish_role(relations=[publish_role() for _ in range(4)])
    match_occupations(
        role=role,
        matches=[(official_occupation(), "listed", ""), (OccupationFactory(), "editorial", "")],
        by=None,
    )
    assert Area.objects.count() == 2
    with django_assert_max_num_queries(4):
        assert client.get(address(role, query)).status_code == 200
