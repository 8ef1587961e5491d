"""The list of roles: searching, narrowing, sorting, paging, and what an odd address gets."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.test import Client

from roles.views.browse import MOST_CHARACTERS, PAGE_SIZE
from tests.factories import DomainFactory, SkillFactory, make_scale, official_occupation, publish_role
from tests.roles.made_facts import around
from tests.roles.read import Read

pytestmark = pytest.mark.django_db
MOST_QUERIES = 3


def browse(client: Client, query: str = "", status: int = 200) -> Read:
    response = client.get(f"/roles/{query}")
    assert response.status_code == status
    assert not response.cookies
    page = Read(response)
    page.check()
    return page


def titles(page: Read) -> list[str]:
    return [link.split("/")[2] for link in page.links if link.startswith("/roles/") and link.count("/") == 3]


# --- what is listed ------------------------------------------------------------------


def test_guides_stand_by_title_with_figure_and_source(client: Client) -> None:
    publish_role("zookeeper", wage=around(50_000))
    publish_role("analyst")
    page = browse(client)
    assert titles(page) == ["analyst", "zookeeper"]
    assert "2 guides" in page.text
    assert "$50K" in page.text
    assert "$30K – $80K" in page.text
    assert "+5.6%" in page.text
    assert "Occupational Employment and Wage Statistics, May 2025" in page.text
    assert "Employment Projections, 2024–34" in page.text


def test_a_guide_without_a_figure_says_so(client: Client) -> None:
    publish_role("planner", occupation=None)
    page = browse(client)
    assert "No figure with a source" in page.text
    assert "Source Pay" not in page.text


def test_an_empty_site_says_so(client: Client) -> None:
    page = browse(client)
    assert (2, "No guide is published yet") in page.headings


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("", ["high", "low", "none"]),
        ("title", ["high", "low", "none"]),
        ("pay", ["low", "high", "none"]),
        ("-pay", ["high", "low", "none"]),
    ],
)
def test_sorting_leaves_guides_without_a_figure_last(client: Client, sort: str, expected: list[str]) -> None:
    publish_role("low", title="Low", wage=around(81_000))
    publish_role("none", title="Not Counted", occupation=None)
    publish_role("high", title="High", wage=around(129_000))
    assert titles(browse(client, f"?sort={sort}")) == expected


def test_an_unknown_order_is_ignored_and_the_page_says_so(client: Client) -> None:
    publish_role("planner")
    page = browse(client, "?sort=salary")
    assert titles(page) == ["planner"]
    assert "an order that this list does not have" in page.text


# --- search ----------------------------------------------------------------------------


def test_a_search_says_how_many_match_and_puts_the_best_first(client: Client) -> None:
    publish_role("bioengineer", title="Bioengineer")
    publish_role("engineer", title="Engineer")
    page = browse(client, "?q=engineer")
    assert titles(page) == ["engineer", "bioengineer"]
    assert (2, "2 guides match “engineer”") in page.headings
    assert "Best match" in page.text
    assert "noindex" in page.html


def test_one_match_is_singular(client: Client) -> None:
    publish_role("planner")
    assert (2, "1 guide matches “planner”") in browse(client, "?q=planner").headings


@pytest.mark.parametrize(
    "text",
    [
        "👩‍🚒 firefighter",
        "مدير مشروع",
        "\u202egnp.exe\u202c",
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "{{ page }} {% url 'home' %}",
        "100%_\\",
        "{q} {0} %(count)d %s",
    ],
)
def test_any_text_is_searched_and_shown_back_apart(client: Client, text: str) -> None:
    publish_role("planner")
    response = client.get("/roles/", {"q": text})
    assert response.status_code == 200
    html = response.content.decode()
    assert "<script>alert" not in html
    assert "<img" not in html
    words = Read(response)
    words_in_title = next(text for rank, text in words.headings if rank == 2)
    assert " ".join(text.split()) in words_in_title
    assert "“<bdi>" in html
    values = [attrs["value"] for tag, attrs in words.tags if attrs.get("name") == "q"]
    assert values == [text]


def test_nothing_found_says_what_to_try(client: Client) -> None:
    publish_role("planner", domain=DomainFactory(slug="field", name="Field"))
    page = browse(client, "?q=underwater")
    assert (2, "No guide matches “underwater”") in page.headings
    assert "Check the spelling" in page.text
    assert "/roles/" in page.links


def test_a_search_that_only_another_domain_answers_says_so(client: Client) -> None:
    DomainFactory(slug="bare", name="Bare Field")
    publish_role("planner", domain=DomainFactory(slug="field", name="Field"))
    page = browse(client, "?q=planner&domain=bare")
    assert (2, "No guide in Bare Field matches “planner”") in page.headings
    assert "Search every domain, not only Bare Field to see 1 guide" in page.text
    assert "/roles/?q=planner" in page.links


def test_too_long_a_search_comes_back_with_its_words(client: Client) -> None:
    text = "x" * (MOST_CHARACTERS + 1)
    page = browse(client, f"?q={text}", status=422)
    assert page.title.startswith("Error:")
    assert (2, "There is a problem") in page.headings
    assert f'value="{text}"' in page.html
    assert browse(client, f"?q={'x' * MOST_CHARACTERS}")


@pytest.mark.parametrize("query", ["?q=%00", "?q=%ff", "?domain=%00", "?sort=%ff%fe"])
def test_what_is_no_text_is_refused(client: Client, query: str) -> None:
    assert client.get(f"/roles/{query}").status_code == 400


def test_a_character_that_stands_for_broken_text_is_refused_in_words(client: Client) -> None:
    page = browse(client, f"?q={quote(chr(0xFFFD))}", status=422)
    assert "characters we could not read" in page.text


# --- domains -----------------------------------------------------------------------------


def test_a_domain_narrows_the_list_and_counts_what_matches(client: Client) -> None:
    field, other = DomainFactory(slug="field", name="Field"), DomainFactory(slug="other", name="Other")
    publish_role("planner", domain=field)
    publish_role("plan-checker", domain=field)
    publish_role("coder", domain=other)
    page = browse(client, "?domain=field")
    assert titles(page) == ["plan-checker", "planner"]
    assert (2, "2 guides in Field") in page.headings
    assert (2, "2 guides in Field match “plan”") in browse(client, "?domain=field&q=plan").headings
    checked = [attrs["value"] for tag, attrs in page.tags if attrs.get("name") == "domain" and "checked" in attrs]
    assert checked == ["field"]


def test_a_domain_without_guides_is_there_but_empty(client: Client) -> None:
    DomainFactory(slug="bare", name="Bare Field")
    page = browse(client, "?domain=bare")
    assert (2, "No guide in Bare Field yet") in page.headings


@pytest.mark.parametrize("domain", ["unknown", "Field", "a b", "field/", "-", "é"])
def test_an_unknown_domain_is_not_found(client: Client, domain: str) -> None:
    publish_role("planner", domain=DomainFactory(slug="field"))
    assert client.get("/roles/", {"domain": domain}).status_code == 404


# --- pages ---------------------------------------------------------------------------------


def test_twenty_stand_on_a_page_and_the_address_keeps_what_was_asked(client: Client) -> None:
    make_scale(PAGE_SIZE + 1)
    first = browse(client, "?q=scale&sort=-pay")
    assert len(titles(first)) == PAGE_SIZE
    assert "/roles/?q=scale&sort=-pay&page=2" in first.links
    second = browse(client, "?q=scale&sort=-pay&page=2")
    assert titles(second) == ["scale-0000"]
    assert "page 2" in second.title
    assert not set(titles(first)) & set(titles(second))


@pytest.mark.parametrize("page", ["0", "2", "-1", "01", "1.0", "one", "", "١", "99999999999999999999", "1 "])
def test_a_page_that_is_not_there_is_not_found(client: Client, page: str) -> None:
    publish_role("planner")
    assert client.get("/roles/", {"page": page}).status_code == 404
    assert client.get("/roles/", {"page": "1"}).status_code == 200


# --- budget ----------------------------------------------------------------------------------


QUERIES = (
    "",
    "?q=scale",
    "?q=nothing",
    "?q=nothing&domain=scale-field-01",
    "?sort=-pay",
    "?domain=scale-field-01&q=scale",
    "?page=1",
)


@pytest.mark.parametrize("count", [3, 1_000])
def test_the_number_of_queries_does_not_grow(
    client: Client, count: int, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    make_scale(count)
    for query in QUERIES:
        with django_assert_max_num_queries(MOST_QUERIES):  # type: ignore[operator]
            browse(client, query)


def test_a_shared_occupation_and_skills_are_listed(client: Client) -> None:
    occupation = official_occupation()
    skills = [SkillFactory(slug=f"s-{i}", name=f"Skill {i}") for i in range(4)]
    publish_role("planner", occupation=occupation, skills=skills)
    assert "Skill 0, Skill 1, Skill 2" in browse(client).text


def test_only_reading_is_allowed(client: Client) -> None:
    assert client.head("/roles/").status_code == 200
    assert client.post("/roles/").status_code == 405


@pytest.mark.parametrize("address", ["/", "/roles/", "/domains/{domain}/"])
def test_figures_of_a_list_name_their_place(client: Client, address: str) -> None:
    role = publish_role("data-scientist", title="Data Scientist")
    page = client.get(address.format(domain=role.domain.slug)).content.decode()
    assert "in the United States, all levels together" in page
