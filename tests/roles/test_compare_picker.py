"""Where roles to compare are chosen: what leads on, what is served, what is refused, and what is kept then."""

from __future__ import annotations

from urllib.parse import quote_plus

import pytest
from django.test import Client

from roles.comparison.compared import compare
from roles.models import Role
from roles.selectors.comparing import get_guides
from roles.selectors.finding import MOST_TITLES
from roles.services import rename_role, withdraw
from roles.templatetags.differences import shortly
from tests.factories import make_scale, publish_role
from tests.kept import kept
from tests.roles.made_facts import around
from tests.roles.read import Read

pytestmark = pytest.mark.django_db
SLUGS = ("analyst", "coder", "designer", "planner", "tester")


@pytest.fixture
def five() -> None:
    kept("five roles", publish_five)


def publish_five() -> None:
    for place, slug in enumerate(SLUGS):
        publish_role(slug, wage=around(100_000 + 5_000 * place), skills=["planning", f"own-{slug}"])


def picker(client: Client, query: str, status: int = 200) -> Read:
    response = client.get(f"/compare/{query}")
    assert response.status_code == status, response.get("Location")
    assert not response.cookies
    page = Read(response)
    page.check()
    return page


def values(page: Read) -> list[str | None]:
    """What the form of the page would send as roles."""
    return [attrs.get("value") for tag, attrs in page.tags if tag == "input" and attrs.get("name") == "roles"]


# --- what leads on ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "target"),
    [
        ("roles=coder,planner", "/compare/coder-vs-planner/"),
        ("roles=planner,coder", "/compare/coder-vs-planner/"),
        ("roles=planner&roles=coder&roles=", "/compare/coder-vs-planner/"),
        ("roles=Planner&roles=cODER", "/compare/coder-vs-planner/"),
        ("roles=planner,coder&only=differences", "/compare/coder-vs-planner/?only=differences"),
        ("roles=coder,planner,coder", "/compare/coder-vs-planner/"),
        ("roles=coder,coder", "/roles/coder/"),
        ("roles=coder,coder,coder", "/roles/coder/"),
        ("roles=coder&roles=Coder&roles=coder", "/roles/coder/"),
        ("roles=tester,coder,planner", "/compare/?roles=coder,planner,tester"),
        ("roles=coder&roles=planner&roles=tester", "/compare/?roles=coder,planner,tester"),
        ("roles=tester,coder,planner&only=differences", "/compare/?roles=coder,planner,tester&only=differences"),
        ("roles=coder,planner,old-tester", "/compare/?roles=coder,planner,tester"),
        ("roles=coder,gone", "/compare/coder-vs-planner/"),
        ("roles=coder&roles=planner&roles=Coder", "/compare/coder-vs-planner/?again=coder"),
        ("roles=coder,planner,tester&roles=planner", "/compare/?roles=coder,planner,tester&again=planner"),
        (
            "roles=coder&roles=planner&roles=planner&only=differences",
            "/compare/coder-vs-planner/?only=differences&again=planner",
        ),
        ("roles=planner,gone", "/roles/planner/"),
        ("roles=Old-Tester,GONE", "/compare/planner-vs-tester/"),
        ("roles=coder,%20planner", "/compare/coder-vs-planner/"),
        ("roles=Coder%20,%20Planner,tester", "/compare/?roles=coder,planner,tester"),
        ("roles=coder,%20Coder", "/roles/coder/"),
    ],
)
def test_other_spellings_lead_to_the_one_address(client: Client, five: None, query: str, target: str) -> None:
    tester = Role.objects.get(slug="tester")
    rename_role(role=tester, slug="old-tester", by=None)
    rename_role(role=tester, slug="tester", by=None)
    withdraw(role=publish_role("gone"), successor=Role.objects.get(slug="planner"), by=None)
    response = client.get(f"/compare/?{query}")
    assert (response.status_code, response["Location"]) == (301, target)
    assert client.get(target).status_code == 200


# --- what is served ----------------------------------------------------------------------


@pytest.mark.parametrize("count", [3, 4])
def test_three_and_four_roles_stand_under_the_pickers_address(client: Client, five: None, count: int) -> None:
    page = picker(client, f"?roles={','.join(SLUGS[:count])}")
    assert '<meta name="robots" content="noindex">' in page.html
    assert page.title.startswith("Analyst vs Coder vs Designer")
    assert "The highest official median is that of" in page.text
    assert page.html.count('class="overlap-grid section__wide" data-skills') == 2
    for slug in SLUGS[:count]:
        assert f"/roles/{slug}/apply/" in page.links
        assert f"/skills/own-{slug}/" in page.links
    assert ("Add a role" in page.text) == (count == 3)


def test_a_third_role_is_added_and_one_is_taken_away(client: Client, five: None) -> None:
    pair = Read(client.get("/compare/coder-vs-planner/"))
    assert values(pair) == ["coder", "planner", None]
    assert "/compare/?roles=coder#change" in pair.links
    three = picker(client, "?roles=coder,planner,tester")
    assert values(three) == ["coder", "planner", "tester", None]
    for rest in ("coder-vs-planner", "coder-vs-tester", "planner-vs-tester"):
        assert f"/compare/{rest}/#change" in three.links


def test_only_differences_leaves_out_what_is_the_same(client: Client, five: None) -> None:
    plain, only = (Read(client.get(f"/compare/coder-vs-planner/{query}")) for query in ("", "?only=differences"))
    assert "The same in both" in plain.text
    assert "Both (1)" in plain.text
    assert "/compare/coder-vs-planner/?only=differences#facts" in plain.links
    assert "The same in both" not in only.text
    assert "Both (1)" not in only.text
    assert "/compare/coder-vs-planner/#facts" in only.links
    assert '<meta name="robots" content="noindex">' in only.html
    three = picker(client, "?roles=coder,planner,tester&only=differences")
    assert "The same in all" not in three.text
    assert three.html.count('<table class="overlap-grid') == 1


def sent(page: Read) -> list[str | None]:
    """What the form of the page would send beside the roles."""
    return [attrs.get("value") for tag, attrs in page.tags if tag == "input" and attrs.get("name") == "only"]


@pytest.mark.parametrize(
    ("address", "status", "link"),
    [
        ("coder-vs-planner/?only=differences", 200, "/compare/?roles=coder&only=differences#change"),
        ("?roles=coder,planner,tester&only=differences", 200, "/compare/coder-vs-tester/?only=differences#change"),
        ("?roles=coder&only=differences", 200, "/compare/?only=differences"),
        ("?roles=coder,plan&only=differences", 404, "/compare/?roles=coder&roles=planner&only=differences"),
        (f"?roles={','.join(SLUGS)}&only=differences", 422, ""),
    ],
)
def test_only_differences_stays_chosen_when_roles_change(
    client: Client, five: None, address: str, status: int, link: str
) -> None:
    page, plain = picker(client, address, status), picker(client, address.replace("only=differences", ""), status)
    assert (sent(page), sent(plain)) == (["differences"], [])
    assert not link or link in page.links
    assert link not in plain.links


def test_only_differences_stays_chosen_with_a_related_role(client: Client) -> None:
    other = publish_role("tester")
    publish_role("coder", relations=(other,))
    publish_role("planner")
    only = "/compare/?roles=coder,planner,tester&only=differences#change"
    assert only in picker(client, "coder-vs-planner/?only=differences").links


def test_the_biggest_difference_stands_in_the_head(client: Client, five: None) -> None:
    page = Read(client.get("/compare/analyst-vs-tester/"))
    head = page.html[page.html.index('id="biggest"') :].partition("</p>")[0]
    first = page.html[page.html.index("<tbody>") :].partition("</tr>")[0]
    name = first.partition('<th scope="row">')[2].partition("</th>")[0]
    assert name
    assert name in head


def test_any_difference_fits_a_line(five: None) -> None:
    """The head has no room for what a cell says below its value."""
    compared = compare(*get_guides(*SLUGS[:4]))
    rows = (*compared.differences, *compared.same, *compared.refused)
    assert {row.kind for row in rows} >= {"pay_median", "middle_half", "level_pay", "growth", "roadmap_hours"}
    for row in rows:
        assert "compare-table" not in shortly(row), row.kind


def test_every_skill_of_a_list_is_one_link(client: Client, five: None) -> None:
    page = Read(client.get("/compare/coder-vs-planner/"))
    for part in page.html.split("data-skills>")[1:]:
        items = part.partition("</ul>")[0].split("<li>")[1:]
        assert items
        assert all(item.count('<a href="/skills/') == 1 for item in items)


@pytest.mark.parametrize("address", ["coder-vs-planner/?again=coder", "?roles=coder,planner,tester&again=coder"])
def test_a_role_that_is_there_already_is_said_to_be(client: Client, five: None, address: str) -> None:
    page, plain = picker(client, address), picker(client, address.replace("again=coder", "again=nobody"))
    assert "Coder is compared already. Add another role." in page.text
    assert "is compared already" not in plain.text
    assert 'action="/compare/#change"' in page.html


# --- choosing ------------------------------------------------------------------------------


def test_without_anything_chosen_there_are_two_fields_with_the_titles(client: Client, five: None) -> None:
    page = picker(client, "")
    assert values(page) == [None, None]
    assert page.html.count("<option") == 5
    assert '<link rel="canonical"' in page.html
    assert picker(client, "?roles=,&roles=%20").html.count("<option") == 5


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("?roles=&roles=", "Choose at least two roles"),
        ("?roles=,&roles=%20", "Choose at least two roles"),
        ("?roles=coder&roles=", "Choose another role to compare this one with."),
        ("", ""),
        ("?roles=coder", ""),
    ],
)
def test_empty_fields_are_answered_with_what_to_do(client: Client, five: None, query: str, problem: str) -> None:
    page = picker(client, query)
    assert problem in page.text
    assert page.title.startswith("Error:") == ("There is a problem" in page.text) == bool(problem)
    assert ("#role-1" in page.links) == bool(problem)


def test_a_long_catalogue_is_typed_into(client: Client) -> None:
    make_scale(MOST_TITLES + 1)
    assert "<datalist" not in picker(client, "").html


def test_one_role_asks_for_another(client: Client, five: None) -> None:
    page = picker(client, "?roles=coder")
    assert values(page) == ["coder", None]
    assert "noindex" in page.html


def test_what_no_guide_is_called_is_not_found_and_everything_is_kept(client: Client, five: None) -> None:
    page = picker(client, "?roles=coder,plan&roles=zzz", 404)
    assert values(page) == ["coder", "plan", "zzz"]
    assert page.title.startswith("Error:")
    assert "/compare/?roles=coder&roles=planner&roles=zzz" in page.links
    assert "Did you mean one of these?" in page.text
    assert {"#unknown-1", "#unknown-2"} <= set(page.links)
    for words in ("Role 2: no guide is called “plan”", "Role 3: no guide is called “zzz”"):
        assert words in page.text
    picker(client, "?roles=unknown-role,coder", 404)


@pytest.mark.parametrize("typed", ["plnaner", "planner of gardens"])
def test_a_misspelled_title_and_one_that_is_near_find_the_guide(client: Client, five: None, typed: str) -> None:
    """As the list of roles corrects the same text."""
    typed = quote_plus(typed)
    assert "/compare/?roles=coder&roles=planner" in picker(client, f"?roles=coder&roles={typed}", 404).links
    paths = Read(client.get(f"/paths/?from={typed}&to=coder"))
    assert "/paths/planner/coder/" in paths.links


@pytest.mark.parametrize("query", ["roles=" + ",".join(SLUGS), "&".join(f"roles={slug}" for slug in SLUGS)])
def test_five_roles_are_refused_with_what_was_chosen(client: Client, five: None, query: str) -> None:
    page = picker(client, f"?{query}", 422)
    assert "Four roles at most" in page.text
    assert "#many-1" in page.links
    assert values(page) == list(SLUGS)
    assert all("checked" in attrs for tag, attrs in page.tags if attrs.get("type") == "checkbox")


@pytest.mark.parametrize(
    "text",
    ["x" * 10_000, ",".join(["a"] * 5_000), "%27%22--", "🦉", "مخطط", "-", "a-vs-b", "%25"],
)
def test_odd_texts_are_refused_in_the_sites_look(client: Client, five: None, text: str) -> None:
    page = picker(client, f"?roles={text}&roles=coder", 404)
    assert "coder" in values(page)


def test_a_title_with_a_comma_is_one_role(client: Client, five: None) -> None:
    publish_role("director-product", title="Director, Product")
    asked = client.get("/compare/", {"roles": ["Director, Product", "coder"]})
    assert asked.headers["Location"] == "/compare/coder-vs-director-product/"
    publish_role("director", title="Director")
    asked = client.get("/compare/", {"roles": ["director, product", "Coder, planner"]})
    assert asked.headers["Location"] == "/compare/?roles=coder,director-product,planner"
    assert values(picker(client, "?roles=Manager,%20Product&roles=coder", 404)) == ["coder", "Manager, Product"]
    assert values(picker(client, "?roles=planner,%20zzz", 404)) == ["planner", "zzz"]


def test_a_title_is_found_in_any_case_of_any_letter(client: Client, five: None) -> None:
    publish_role("elite-planner", title="Élite Planner")
    publish_role("elite-planner-2", title="Elite Planner")
    for text in ("ÉLITE planner", "élite PLANNER"):
        asked = client.get("/compare/", {"roles": [text, "coder"]})
        assert asked.headers["Location"] == "/compare/coder-vs-elite-planner/"


def test_more_texts_than_are_looked_up_are_too_many(client: Client) -> None:
    make_scale(20)
    page = picker(client, f"?roles={','.join(f'scale-{number:04}' for number in range(20))}", 422)
    assert len(values(page)) == 12


def test_only_reading_is_allowed(client: Client) -> None:
    assert client.post("/compare/").status_code == 405
