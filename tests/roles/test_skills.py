"""The pages of skills: what one is, which roles ask for it at which level and pay, what it pairs with, the list of all."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client

from roles.models import RoleDocument, Skill
from roles.services import start_draft, withdraw
from roles.views import skills as views
from tests.factories import (
    DomainFactory,
    GuideSkillFactory,
    SkillAliasFactory,
    SkillFactory,
    make_scale,
    official_occupation,
    publish_role,
    publish_thin,
)
from tests.roles.made_facts import around
from tests.roles.read import Read

pytestmark = pytest.mark.django_db
MOST_QUERIES = 9
MOST_QUERIES_OF_LIST = 5


def page_of(client: Client, path: str) -> Read:
    response = client.get(path)
    assert response.status_code == 200
    assert not response.cookies
    page = Read(response)
    page.check()
    return page


def squeezed(page: Read) -> str:
    """Its text without spaces: what stands in two elements side by side is read as one."""
    return page.text.replace(" ", "")


def asking(page: Read) -> list[str]:
    """The roles that the page lists, in its order."""
    return re.findall(r'class="skill-use__link" href="/roles/([\w-]+)/"', page.html)


def told(page: Read) -> list[dict[str, object]]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page.html, re.DOTALL)
    graph: list[dict[str, object]] = json.loads(found[1])["@graph"] if found else []
    return graph


# --- one skill ------------------------------------------------------------------------


def test_a_skill_says_what_it_is_and_how_many_guides_ask_for_it(client: Client) -> None:
    skill = SkillFactory(slug="planning", name="Planning", kind="knowledge", summary="Knowing what comes first.")
    SkillAliasFactory(skill=skill, name="Scheduling")
    publish_role("zookeeper", skills=("planning",))
    publish_role("analyst", skills=("writing", "planning"))
    publish_role("coder", skills=("writing",))
    page = page_of(client, "/skills/planning/")
    assert (1, "Planning") in page.headings
    for words in ("Knowing what comes first.", "Knowledge", "Also called: Scheduling", "2 of 3"):
        assert words in page.text
    assert "Coreskillin1guide" in squeezed(page)
    assert "Askedforfromthefirstlevelin1guide" in squeezed(page)
    assert 'rel="canonical" href="http://localhost:8000/skills/planning/"' in page.html
    [term] = [node for node in told(page) if node["@type"] == "DefinedTerm"]
    assert term == {
        "@type": "DefinedTerm", "@id": "http://localhost:8000/skills/planning/#skill", "name": "Planning",
        "description": "Knowing what comes first.", "alternateName": ["Scheduling"],
        "url": "http://localhost:8000/skills/planning/", "inDefinedTermSet": "http://localhost:8000/skills/",
    }  # fmt: skip


def test_roles_stand_by_importance_and_then_by_title(client: Client) -> None:
    publish_role("later", title="Zookeeper", skills=("planning",))
    publish_role("first", title="Analyst", skills=("planning",))
    publish_role("third", title="Aardvark", skills=("writing", "risk", "planning"))
    publish_role("second", title="Builder", skills=("writing", "planning"))
    assert asking(page_of(client, "/skills/planning/")) == ["first", "later", "second", "third"]


def test_each_role_has_its_pay_the_pay_at_the_level_that_asks_and_their_sources(client: Client) -> None:
    publish_role("analyst", skills=("writing", "planning"), wage=around(100_000))
    text = page_of(client, "/skills/planning/").text
    [document] = RoleDocument.objects.all()
    low, high = (f"${document.facts['pay']['levels'][1][end] // 1000}K" for end in ("low", "high"))
    assert "$100K" in text
    assert f"{low} – {high} at mid-level, estimated" in text
    assert "from mid-level" in text
    assert text.count("Occupational Employment and Wage Statistics, May 2025") == 2
    assert "our estimate between two percentiles" in text


@pytest.mark.parametrize(
    ("made", "words"),
    [
        ({"occupation": None}, "No pay by level: no official occupation is matched"),
        ({"occupation": "management"}, "managers of every level are counted together"),
        ({"wage": {"p10": None, "flags": {"p10": "withheld"}}}, "No pay by level: the publisher withholds it"),
        ({"levels": ("senior", "lead")}, "Its guide gives no pay for this level"),
    ],
)
def test_what_is_not_known_is_said_in_words(client: Client, made: dict[str, object], words: str) -> None:
    if made.get("occupation") == "management":
        made = made | {"occupation": official_occupation(code="11-3021", title="Managers")}
    publish_role("analyst", skills=("planning",), **made)  # type: ignore[arg-type]
    page = page_of(client, "/skills/planning/")
    assert words in page.text
    assert ("No figure with a source" in page.text) is ("occupation" in made and made["occupation"] is None)


def test_a_top_coded_end_says_so(client: Client) -> None:
    flags = {"p25": "top_coded", "median": "top_coded", "p75": "top_coded", "p90": "top_coded"}
    wage = {"p10": 200_000, "p25": 239_200, "median": 239_200, "p75": 239_200, "p90": 239_200, "flags": flags}
    publish_role("surgeon", skills=("planning",), wage=wage)
    assert "$200K – $239,200 or more" in page_of(client, "/skills/planning/").text


def test_the_steps_that_teach_it_stand_with_their_hours(client: Client) -> None:
    publish_role("analyst", title="Analyst", skills=("planning", "writing"), steps=3)
    text = page_of(client, "/skills/planning/").text
    assert "Learned in: Step 2 of Analyst, 10–40 hours" in text
    assert "Step 1 of Analyst" not in text


def test_what_pairs_with_it_is_counted_in_its_own_guides(client: Client) -> None:
    field = DomainFactory(slug="field", name="Field")
    publish_role("one", domain=field, skills=("planning", "writing", "risk"))
    publish_role("two", domain=field, skills=("planning", "writing", "only-here"))
    publish_role("three", domain=field, skills=("planning", "risk", "writing"))
    publish_role("apart", skills=("only-here", "risk"))
    page = page_of(client, "/skills/planning/")
    text = squeezed(page)
    assert text.index("Writing3of3guides") < text.index("Risk2of3guides")
    assert "OnlyHere1of3" not in text
    lists = re.findall(r"<ul[^>]*data-skills[^>]*>(.*?)</ul>", page.html, re.DOTALL)
    assert len(lists) == 2
    for items in lists:
        assert items.count("<li") == len(re.findall(r'<a[^>]*href="/skills/[\w-]+/"', items)) > 0
    assert (2, "Other skills in the same guides") in page.headings
    assert "OnlyHere1guide" in text
    assert "/domains/field/" in page.links


def test_kin_are_of_its_kind_and_in_its_guides(client: Client) -> None:
    for slug, kind in (("hammer", "tool"), ("saw", "tool"), ("plane", "tool"), ("joinery", "skill")):
        SkillFactory(slug=slug, kind=kind)
    publish_role("carpenter", skills=("hammer", "saw", "joinery"))
    publish_role("joiner", skills=("plane",))
    page = page_of(client, "/skills/hammer/")
    assert (2, "Other tools in the same guides") in page.headings
    assert "/skills/saw/" in page.links
    assert not {"/skills/joinery/", "/skills/plane/"} & set(page.links)
    assert "What it pairs with" not in page.text


def test_one_guide_makes_a_thin_page_that_is_found_by_nobody(client: Client) -> None:
    publish_role("planner", skills=("planning",))
    page = page_of(client, "/skills/planning/")
    assert (2, "The role that asks for Planning") in page.headings
    assert 'content="noindex"' in page.html
    assert "canonical" not in page.html
    assert not [node for node in told(page) if node["@type"] == "DefinedTerm"]
    assert "/skills/planning/" not in client.get("/sitemap-skills.xml").content.decode()


def test_a_skill_leaves_with_its_last_guide(client: Client) -> None:
    role = publish_role("planner", skills=("planning",))
    withdraw(role=role, by=None)
    page = page_of(client, "/skills/planning/")
    assert (2, "No guide asks for Planning yet") in page.headings
    assert 'content="noindex"' in page.html
    assert "/skills/planning/" not in page_of(client, "/skills/").links


def test_a_draft_asks_for_nothing_in_public(client: Client) -> None:
    role = publish_role("planner", skills=("planning",))
    draft = start_draft(role=role, by=None)
    GuideSkillFactory(version=draft, skill=SkillFactory(slug="secret"))
    assert "/skills/secret/" not in page_of(client, "/skills/").links
    assert asking(page_of(client, "/skills/secret/")) == []
    publish_thin(draft)
    assert "/skills/secret/" in page_of(client, "/skills/").links
    assert asking(page_of(client, "/skills/secret/")) == ["planner"]


def test_an_unknown_skill_is_not_found(client: Client) -> None:
    SkillFactory(slug="planning")
    for path in ("unknown/", "Planning/", "planning/?page=x", "planning/?page=2", "planning/?page=0"):
        assert client.get(f"/skills/{path}").status_code == 404, path


def test_many_roles_have_pages(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert views.PAGE_SIZE == 20
    monkeypatch.setattr(views, "PAGE_SIZE", 2)
    for slug in ("first", "second", "third"):
        publish_role(slug, title=slug.title(), skills=("planning",))
    first, second = page_of(client, "/skills/planning/"), page_of(client, "/skills/planning/?page=2")
    assert (asking(first), asking(second)) == (["first", "second"], ["third"])
    assert (2, "Roles 1 to 2 of 3 that ask for Planning") in first.headings
    assert "/skills/planning/?page=2" in first.links
    assert "page 2" in second.title
    assert 'rel="canonical" href="http://localhost:8000/skills/planning/?page=2"' in second.html


@pytest.mark.parametrize("count", [3, 1_000])
def test_the_number_of_queries_does_not_grow(
    client: Client, count: int, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    make_scale(count)
    for skill in Skill.objects.order_by("pk")[:2]:
        SkillAliasFactory(skill=skill)
        with django_assert_max_num_queries(MOST_QUERIES):  # type: ignore[operator]
            page_of(client, f"/skills/{skill.slug}/")
    with django_assert_max_num_queries(MOST_QUERIES_OF_LIST):  # type: ignore[operator]
        page_of(client, "/skills/")


def test_guide_field_and_header_lead_to_skills(client: Client) -> None:
    field = DomainFactory(slug="field")
    publish_role("planner", domain=field)
    publish_role("writer", domain=field)
    for path in ("/roles/planner/", "/domains/field/"):
        page = Read(client.get(path))
        assert {"/skills/", "/skills/planning/"} <= set(page.links), path
        lists = re.findall(r"<ul[^>]*data-skills[^>]*>(.*?)</ul>", page.html, re.DOTALL)
        assert sum(items.count('href="/skills/') for items in lists) == sum(items.count("<li") for items in lists) > 0


def test_only_reading_is_allowed(client: Client) -> None:
    SkillFactory(slug="planning")
    for path in ("/skills/planning/", "/skills/"):
        assert client.head(path).status_code == 200
        assert client.post(path).status_code == 405


# --- all of them ----------------------------------------------------------------------


def test_the_list_counts_guides_by_kind_and_letter(client: Client) -> None:
    SkillFactory(slug="dot-net", name=".NET", kind="tool")
    SkillFactory(slug="numbers", name="4D", kind="tool")
    publish_role("first", skills=("planning", "writing", "dot-net", "numbers"))
    publish_role("second", skills=("planning",))
    page = page_of(client, "/skills/")
    text = squeezed(page)
    assert "Planning2guides" in text
    assert "Writing1guide" in text
    assert "4skillsfromtheskilllistsof2guides" in text
    names = [text for rank, text in page.headings if rank in (2, 3)]
    assert names == ["Skills", "P", "W", "Tools", "0–9", "N"]
    assert {"#skill", "#tool"} <= set(page.links)


@pytest.mark.parametrize("query", ["SCRUM", "scru", "ag scr"])
def test_a_skill_is_found_by_any_of_its_names(client: Client, query: str) -> None:
    SkillAliasFactory(skill=SkillFactory(slug="agile", name="Agile/Scrum Work"), name="Kanban")
    SkillAliasFactory(skill=SkillFactory(slug="other"), name="Scrumming against agility")
    publish_role("first", skills=("agile", "planning"))
    publish_role("second", skills=("other",))
    links = page_of(client, f"/skills/?q={query.replace(' ', '+')}").links
    assert {"/skills/agile/", "/skills/other/"} <= set(links)
    assert "/skills/planning/" not in links


@pytest.mark.parametrize("query", ["RÉSUMÉ", "résumé wri", "ÜBER", "%C3%9Cber"])
def test_a_skill_is_found_in_any_case_of_any_letter(client: Client, query: str) -> None:
    SkillAliasFactory(skill=SkillFactory(slug="letters", name="Résumé Writing"), name="Übersicht")
    publish_role("first", skills=("letters", "planning"))
    links = page_of(client, f"/skills/?q={query.replace(' ', '+')}").links
    assert "/skills/letters/" in links
    assert "/skills/planning/" not in links


def test_words_of_two_names_do_not_add_up(client: Client) -> None:
    skill = SkillFactory(slug="agile", name="Agile")
    SkillAliasFactory(skill=skill, name="Scrum")
    SkillAliasFactory(skill=skill, name="Kanban")
    publish_role("first", skills=("agile",))
    page = page_of(client, "/skills/?q=scrum+kanban")
    assert "/skills/agile/" not in page.links
    assert (2, "No skill matches “scrum kanban”") in page.headings
    assert 'content="noindex"' in page.html
    assert 'value="scrum kanban"' in page.html


@pytest.mark.parametrize("query", ["%25", "_", "'", "\\", "(", "مرحبا", "🦉", '"; --', "%20"])
def test_odd_words_find_what_holds_them_and_nothing_else(client: Client, query: str) -> None:
    publish_role("first", skills=("planning",))
    links = page_of(client, f"/skills/?q={query}").links
    assert ("/skills/planning/" in links) is (query == "%20")


def test_a_search_that_is_too_long_comes_back_with_its_words(client: Client) -> None:
    response = client.get("/skills/", {"q": "long " * 50})
    page = Read(response)
    page.check()
    assert response.status_code == 422
    assert "Search for 100 characters at most" in page.text
    assert page.title.startswith("Error:")
    assert "long long" in page.html


def test_a_long_list_has_pages(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "LIST_SIZE", 2)
    publish_role("first", skills=("a-skill", "b-skill", "c-skill"))
    first, second = page_of(client, "/skills/"), page_of(client, "/skills/?page=2")
    assert "/skills/c-skill/" not in first.links
    assert "/skills/c-skill/" in second.links
    assert "/skills/?page=2" in first.links
    for number in ("3", "0", "x"):
        assert client.get(f"/skills/?page={number}").status_code == 404


def test_a_site_without_a_guide_has_no_skill_to_list(client: Client) -> None:
    SkillFactory(slug="planning")
    page = page_of(client, "/skills/")
    assert (2, "No guide is published yet") in page.headings
    assert "/skills/planning/" not in page.links
