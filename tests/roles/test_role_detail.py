"""The guide page: what it shows, and what every figure on it stands on."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse

from roles.models import GuideVersion
from roles.selectors.guides import get_preview_page
from roles.services import start_draft
from roles.views.roles import guide_context
from tests.factories import (
    CallToActionFactory,
    GuideVersionFactory,
    add_parts,
    official_occupation,
    publish_role,
)

from .pages import Page, address, read

pytestmark = pytest.mark.django_db


def preview(rf: RequestFactory, version: GuideVersion) -> str:
    """The page of a draft, as its editors see it."""
    return render_to_string("roles/role_detail.html", guide_context(get_preview_page(version)), rf.get("/"))


def sections_of(page: Page) -> list[str]:
    return [attrs["id"] or "" for tag, attrs in page.tags if tag == "section" and attrs.get("class") == "section"]


def contents_of(page: Page) -> list[str]:
    contents = re.search(r'<nav class="contents".*?</ol>', page.html, re.DOTALL)
    return re.findall(r'href="#([\w-]+)"', contents[0]) if contents else []


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


def test_draft_without_a_level_says_that_none_is_described_yet(rf: RequestFactory) -> None:
    role = publish_role()
    draft = start_draft(role=role, by=None)
    draft.levels.all().delete()
    text = Page(preview(rf, draft)).text
    assert "This guide describes no level yet" in text
    assert "not counted elsewhere" not in text
    assert "Official pay by occupation, all levels together" in text


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
