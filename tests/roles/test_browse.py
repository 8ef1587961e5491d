"""The list of roles: searching, narrowing, sorting, paging, and what an odd address gets."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from django.db.models import Count
from django.test import Client

from roles.models import RoleDocument
from roles.views.browse import MOST_CHARACTERS, PAGE_SIZE
from tests.factories import DomainFactory, SkillFactory, make_scale, official_occupation, publish_role
from tests.kept import kept
from tests.roles.made_facts import around
from tests.roles.read import Read

pytestmark = pytest.mark.django_db
MOST_QUERIES = 7  # counts, skills (of many guides in three) and their names, which guides, their rows
MOST_QUERIES_OF_NOTHING = 11  # what is near is looked for too


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
    publish_role("bioengineer", title="Biology Engineer")
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
    assert "only the first 200 were searched" not in page.text


def test_what_fills_a_search_field_may_have_been_cut_there_and_the_page_says_so(client: Client) -> None:
    assert "only the first 200 were searched" in browse(client, f"?q={'x ' * (MOST_CHARACTERS // 2)}").text
    assert "only the first 200 were searched" not in browse(client, f"?q={'x' * (MOST_CHARACTERS - 1)}").text


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


def test_a_search_from_a_list_in_its_usual_order_asks_for_the_best_match(client: Client) -> None:
    """The order stands in the same form: a value for the usual one would send the search there too."""
    publish_role("planner")
    for query, first in (("", "Title, A to Z"), ("?sort=title", "Title, A to Z"), ("?q=planner", "Best match")):
        page = browse(client, query)
        assert options(page, "sort")[0] == first
        assert '<option value="" selected>' in page.html.partition('name="sort">')[2]
    assert "noindex" not in browse(client, "?sort=title").html


# --- filters -----------------------------------------------------------------------------


@pytest.fixture
def three(db: None) -> None:
    """Three guides in two fields, unlike in pay, growth, levels and skills."""
    kept("three roles to browse", publish_three)


def publish_three() -> None:
    field, other = DomainFactory(slug="field", name="Field"), DomainFactory(slug="other", name="Other")
    python, law = SkillFactory(slug="python", name="Python"), SkillFactory(slug="law", name="Law")
    publish_role("low", title="Low Planner", domain=field, wage=around(60_000), skills=[python], levels=["junior"])
    publish_role("high", title="High Planner", domain=field, wage=around(160_000), skills=[python, law])
    publish_role("none", title="Bare Planner", domain=other, occupation=None, skills=[law], levels=["lead"])


def options(page: Read, name: str) -> list[str]:
    """The choices of a list to choose from, as it reads."""
    inner = page.html.partition(f'name="{name}">')[2].partition("</select>")[0]
    return re.findall(r"<option[^>]*>([^<]*)</option>", inner)


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("skill=python", ["high", "low"]),
        ("skill=law&domain=field", ["high"]),
        ("pay_min=60000", ["high", "low"]),
        ("pay_min=60001", ["high"]),
        ("pay_min=0", ["high", "low"]),
        ("level=junior", ["high", "low"]),
        ("level=lead", ["none", "high"]),
        ("growth_min=5", ["high", "low"]),
        ("growth_min=6", []),
        ("growth_min=-3", ["high", "low"]),
        ("q=planner&skill=python&pay_min=100000&level=senior&growth_min=0&domain=field&sort=pay", ["high"]),
    ],
)
def test_every_filter_narrows_the_list(client: Client, query: str, found: list[str]) -> None:
    page = browse(client, f"?{query}")
    assert titles(page) == found
    assert "noindex" in page.html


@pytest.mark.usefixtures("three")
def test_each_choice_says_how_many_guides_it_leaves_under_the_other_filters(client: Client) -> None:
    page = browse(client)
    assert options(page, "skill") == ["Any", "Law (2)", "Python (2)"]
    assert options(page, "pay_min")[:4] == ["Any", "$50,000 (2)", "$75,000 (1)", "$100,000 (1)"]
    assert options(page, "growth_min") == ["Any", "0% (2)", "5% (2)", "10% (0)", "15% (0)"]
    page = browse(client, "?domain=field&pay_min=100000")
    assert options(page, "skill") == ["Any", "Law (1)", "Python (1)"]
    assert options(page, "pay_min")[:3] == ["Any", "$50,000 (2)", "$75,000 (1)"]
    counted = re.findall(r'choice__count"><span class="visually-hidden">[^<]*</span>(\d+)', page.html)
    assert counted == ["1", "1", "1", "1", "1", "1"], "all fields, the field, four levels"
    assert "Each number counts the guides that are left with that choice" in page.text


@pytest.mark.usefixtures("three")
def test_a_value_that_nobody_offers_stands_among_the_choices(client: Client) -> None:
    page = browse(client, "?pay_min=61000&growth_min=3")
    assert "$61,000 (1)" in options(page, "pay_min")
    assert "3% (1)" in options(page, "growth_min")


@pytest.mark.usefixtures("three")
def test_each_chosen_filter_can_be_taken_off_and_the_rest_stays(client: Client) -> None:
    page = browse(client, "?q=planner&domain=field&skill=python&pay_min=50000&level=junior&growth_min=5&sort=-pay")
    chips = [link for link in page.links if link.startswith("/roles/?") and "page=" not in link]
    assert "/roles/?q=planner&skill=python&pay_min=50000&level=junior&growth_min=5&sort=-pay" in chips
    assert "/roles/?q=planner&domain=field&skill=python&level=junior&growth_min=5&sort=-pay" in chips
    assert "/roles/?q=planner&domain=field&pay_min=50000&level=junior&growth_min=5&sort=-pay" in chips
    assert "/roles/?q=planner&domain=field&skill=python&pay_min=50000&growth_min=5&sort=-pay" in chips
    assert "/roles/?q=planner&domain=field&skill=python&pay_min=50000&level=junior&sort=-pay" in chips
    assert "/roles/?q=planner&sort=-pay" in chips
    for words in ("Field", "Python", "Median of $50,000 or more", "Junior", "Growth of 5% or more"):
        assert f"Take off: {words}" in page.text
    assert (2, "2 guides in Field match “planner” with these filters") in page.headings


@pytest.mark.usefixtures("three")
def test_nothing_left_says_what_taking_off_each_filter_would_leave(client: Client) -> None:
    page = browse(client, "?domain=other&pay_min=100000")
    assert (2, "No guide in Other yet with these filters") in page.headings
    assert "Search every domain, not only Other to see 1 guide" in page.text
    assert "Take off “Median of $100,000 or more” to see 1 guide" in page.text
    assert "Take off all filters to see 3 guides" in page.text
    assert (2, "No guide is left with these filters") in browse(client, "?pay_min=999999").headings


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("level=boss", "a level that guides do not have"),
        ("pay_min=lots", "a whole number of US dollars"),
        ("pay_min=-5", "a whole number of US dollars"),
        ("pay_min=99999999999999999999", "a whole number of US dollars"),
        ("pay_min=١٢٣", "a whole number of US dollars"),
        ("growth_min=fast", "a whole number of per cent"),
        ("growth_min=1e3", "a whole number of per cent"),
    ],
)
def test_a_filter_that_cannot_be_read_is_passed_over_and_the_page_says_so(
    client: Client, query: str, words: str
) -> None:
    page = browse(client, f"?q=planner&skill=python&{query}")
    assert words in page.text
    assert titles(page) == ["high", "low"]
    assert "Take off: Python" in page.text


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("skill", ["unknown", "Python", "a b", "-", "é"])
def test_an_unknown_skill_is_not_found(client: Client, skill: str) -> None:
    assert client.get("/roles/", {"skill": skill}).status_code == 404


@pytest.mark.usefixtures("three")
def test_a_skill_that_no_guide_asks_for_is_there_but_leaves_nothing(client: Client) -> None:
    SkillFactory(slug="magic", name="Magic")
    page = browse(client, "?skill=magic")
    assert (2, "No guide is left with these filters") in page.headings
    assert "Magic (0)" in options(page, "skill")


# --- near ----------------------------------------------------------------------------------


@pytest.mark.usefixtures("three")
def test_a_misspelled_search_shows_what_was_meant_and_says_so(client: Client) -> None:
    page = browse(client, "?q=pyhton&level=senior")
    assert titles(page) == ["high"]
    assert "No guide matches “pyhton”. These match a word spelled nearly like it: “python”." in page.text
    assert (2, "1 guide matches “python” with these filters") in page.headings
    values = [attrs["value"] for _tag, attrs in page.tags if attrs.get("name") == "q"]
    assert values == ["pyhton"], "what was typed is kept"


@pytest.mark.usefixtures("three")
def test_where_nothing_matches_the_nearest_stand_below_and_are_called_near(client: Client) -> None:
    page = browse(client, "?q=underwater+high+planner")
    assert (2, "No guide matches “underwater high planner”") in page.headings
    assert (3, "Nearest guides") in page.headings
    assert "They do not match all of it." in page.text
    assert titles(page)[0] == "high"
    assert "Nearest guides" not in browse(client, "?q=zzzzzz").text


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("text", ["zzzzzz", "プロジェクト", "ممرضة"])
def test_where_nothing_is_near_the_fields_and_ones_own_skills_are_offered(client: Client, text: str) -> None:
    page = browse(client, f"?q={quote(text)}")
    assert "No guide shares even a word" in page.text
    counted = RoleDocument.objects.values_list("domain_slug", "domain_name").annotate(Count("pk")).order_by()
    assert len(counted)
    for slug, name, count in counted:
        assert f"{name} ({count})" in page.text
        assert f"/roles/?domain={slug}" in page.links
    assert "Find roles near the skills that you have" in page.text
    near = browse(client, "?q=underwater+high+planner")
    assert "No guide shares even a word" not in near.text


@pytest.mark.usefixtures("three")
def test_without_a_search_there_is_none_to_clear(client: Client) -> None:
    page = browse(client, "?pay_min=9999999&growth_min=15")
    assert "No guide is left" in page.text
    assert "Clear the search" not in page.text
    assert "Take off all filters" in page.text
    assert "Clear the search" in browse(client, "?q=zzzzzz&pay_min=9999999").text


@pytest.mark.usefixtures("three")
def test_words_that_tell_no_guides_apart_are_called_too_common(client: Client) -> None:
    assert "These words are too common" in browse(client, "?q=the+a+of").text
    for query in ("?q=the+planner", "?q=", "?q=zzzzzz"):
        assert "These words are too common" not in browse(client, query).text


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
    "?sort=-pay",
    "?page=1",
    "?q={title}",
    "?domain={domain}&q={title}",
    "?skill={skill}&pay_min=50000&level=mid&growth_min=0&domain={domain}",
)
QUERIES_OF_NOTHING = ("?q=zzzzzz", "?q=zzzzzz&domain={domain}", "?q=zzzzzz+{title}&skill={skill}&pay_min=999999")


@pytest.mark.parametrize("count", [3, 1_000])
def test_the_number_of_queries_does_not_grow(
    client: Client, count: int, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    make_scale(count)
    document = RoleDocument.objects.order_by("slug")[1]
    named = {"title": quote(document.title), "domain": document.domain_slug, "skill": document.skill_slugs[0]}
    for queries, most in ((QUERIES, MOST_QUERIES), (QUERIES_OF_NOTHING, MOST_QUERIES_OF_NOTHING)):
        for query in queries:
            with django_assert_max_num_queries(most):  # type: ignore[operator]
                browse(client, query.format(**named))


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
