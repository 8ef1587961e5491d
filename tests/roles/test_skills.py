"""The pages of skills: what one is, which roles ask for it, and the list of all of them."""

from __future__ import annotations

import pytest
from django.test import Client

from roles.services import start_draft
from tests.factories import GuideSkillFactory, SkillAliasFactory, SkillFactory, publish_role
from tests.roles.read import Read
from tests.roles.test_browse import titles

pytestmark = pytest.mark.django_db


def page_of(client: Client, path: str) -> Read:
    response = client.get(path)
    assert response.status_code == 200
    assert not response.cookies
    page = Read(response)
    page.check()
    return page


def test_a_skill_says_what_it_is_and_which_roles_ask_for_it(client: Client) -> None:
    skill = SkillFactory(slug="planning", name="Planning", kind="knowledge", summary="Knowing what comes first.")
    SkillAliasFactory(skill=skill, name="Scheduling")
    publish_role("zookeeper", skills=("planning",))
    publish_role("analyst", skills=("planning",))
    publish_role("coder", skills=("writing",))
    page = page_of(client, "/skills/planning/")
    assert (1, "Planning") in page.headings
    for words in ("Knowing what comes first.", "Knowledge", "Scheduling", "2 of 3"):
        assert words in page.text
    assert titles(page) == ["analyst", "zookeeper"]
    assert 'rel="canonical" href="http://localhost:8000/skills/planning/"' in page.html


def test_a_draft_asks_for_nothing_in_public(client: Client) -> None:
    role = publish_role("planner", skills=("planning",))
    draft = start_draft(role=role, by=None)
    GuideSkillFactory(version=draft, skill=SkillFactory(slug="secret"))
    assert "/skills/secret/" not in page_of(client, "/skills/").links
    page = page_of(client, "/skills/secret/")
    assert (2, "No guide asks for Secret yet") in page.headings
    assert 'content="noindex"' in page.html


def test_an_unknown_skill_is_not_found(client: Client) -> None:
    for path in ("/skills/unknown/", "/skills/Planning/", "/skills/unknown/?page=x"):
        assert client.get(path).status_code == 404


def test_the_list_counts_the_guides_of_each_skill(client: Client) -> None:
    publish_role("first", skills=("planning", "writing"))
    publish_role("second", skills=("planning",))
    text = page_of(client, "/skills/").text.replace(" ", "")
    assert "Planning2guides" in text
    assert "Writing1guide" in text
