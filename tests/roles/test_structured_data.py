"""What machines are told of a guide is what its page prints, value by value."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from hypothesis import given

from roles import structured_data
from roles.facts import TitleFacts
from roles.models import RoleDocument
from roles.structured_data import GuideWords, Site
from tests.factories import AreaFactory, DomainFactory, OccupationWageFactory, oews, official_occupation, publish_role
from tests.roles import made_facts
from tests.roles.read import Read
from tests.starter import load_main_guides

COLUMNS = {
    "10th percentile": "percentile10",
    "25th percentile": "percentile25",
    "Median": "median",
    "75th percentile": "percentile75",
    "90th percentile": "percentile90",
}
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def words(markup: str) -> str:
    """The text of a piece of HTML, on one line."""
    from html import unescape

    return " ".join(unescape(re.sub(r"<[^>]+>", "", markup)).split())


class Guide(Read):
    """A guide as it is read, and as machines are told it."""

    @property
    def nodes(self) -> list[dict[str, Any]]:
        [block] = SCRIPT.findall(self.html)
        told = json.loads(block)
        assert set(told) == {"@context", "@graph"}
        assert told["@context"] == "https://schema.org"
        return list(told["@graph"])

    def of_type(self, kind: str) -> list[dict[str, Any]]:
        return [node for node in self.nodes if node["@type"] == kind]

    @property
    def article(self) -> dict[str, Any]:
        [node] = self.of_type("Article")
        return node

    @property
    def role(self) -> dict[str, Any]:
        return next(node for node in self.of_type("Occupation") if node["@id"].endswith("#role"))

    @property
    def paid(self) -> dict[str, Any] | None:
        """The one occupation whose pay is told."""
        found = [node for node in self.of_type("Occupation") if "estimatedSalary" in node]
        assert len(found) <= 1
        return found[0] if found else None

    def exact_amounts(self, code: str) -> dict[str, int]:
        """The percentiles that the page's table prints in full for an occupation."""
        table = re.search(r'<table class="data-table data-table--columns">(.*?)</table>', self.html, re.DOTALL)
        assert table
        rows = [
            [words(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)]
            for row in re.findall(r"<tr[^>]*>(.*?)</tr>", table[1], re.DOTALL)
        ]
        place = next(place for place, cell in enumerate(rows[0]) if re.search(rf"{code}\d*$", cell))
        found = {}
        for row in rows[1:]:
            if row[0] in COLUMNS and re.fullmatch(r"\$[\d,]+", row[place]):
                found[COLUMNS[row[0]]] = int(row[place][1:].replace(",", ""))
        return found

    @property
    def lead(self) -> tuple[str, str]:
        """The headline of the key facts, and whose pay it is."""
        lead = re.search(r'<div class="key-facts__lead">(.*?)</div>', self.html, re.DOTALL)
        assert lead
        value, basis = re.findall(r"<dd[^>]*>(.*?)</dd>", lead[1], re.DOTALL)
        return words(value), words(basis)


def read(client: Client, slug: str, query: str = "") -> Guide:
    response = client.get(f"/roles/{slug}/{query}")
    assert response.status_code == 200
    return Guide(response)


def check(guide: Guide, slug: str, area_name: str = "United States") -> None:
    """Every value of the guide's nodes is one that the page prints."""
    address = f"{settings.SITE_URL}/roles/{slug}/"
    printed = words(SCRIPT.sub("", guide.html))
    [description] = [
        attrs["content"] for tag, attrs in guide.tags if tag == "meta" and attrs.get("name") == "description"
    ]
    article, role = guide.article, guide.role
    assert set(article) == {
        "@type", "headline", "description", "mainEntityOfPage", "datePublished", "dateModified", "author", "publisher",
        "about",
    }  # fmt: skip
    assert " ".join(article["headline"].split()) == guide.headings[0][1]
    assert article["description"] == description
    assert article["mainEntityOfPage"] == address
    published = re.search(r'Published</dt>\s*<dd[^>]*><time datetime="([^"]+)"', guide.html)
    assert published
    assert article["datePublished"] == article["dateModified"] == published[1]
    assert article["author"] == {
        "@type": "Organization", "@id": f"{settings.SITE_URL}/#organization", "name": settings.SITE_NAME,
        "url": f"{settings.SITE_URL}/",
    }  # fmt: skip
    assert article["publisher"] == {"@id": article["author"]["@id"]}
    assert [one["@id"] for one in article["about"]] == [node["@id"] for node in guide.of_type("Occupation")]

    assert set(role) <= {
        "@type", "@id", "name", "alternateName", "occupationalCategory", "estimatedSalary", "occupationLocation",
    }  # fmt: skip
    assert guide.headings[0][1].endswith(f" {' '.join(role['name'].split())}")
    for text in (*role.get("alternateName", []), *role.get("occupationalCategory", [])):
        assert " ".join(text.split()) in printed
    check_pay(guide, printed, area_name)


def check_pay(guide: Guide, printed: str, area_name: str) -> None:
    paid = guide.paid
    if paid is None:
        return
    salary = dict(paid["estimatedSalary"])
    assert salary.pop("@type") == "MonetaryAmountDistribution"
    assert salary.pop("duration") == "P1Y"
    assert salary.pop("currency") == "USD"
    assert paid["occupationLocation"]["name"] == area_name
    assert salary.pop("url") in guide.links
    assert all(part in printed for part in salary.pop("description").split(", "))
    name = salary.pop("name")
    headline, basis = guide.lead
    assert name == basis
    [headline] = re.findall(r"^\$([\d,]+)", re.sub(r"\d$", "", headline))
    assert salary["median"] == int(headline.replace(",", ""))
    official = re.search(r"\((\d\d-\d{4})\)", name)
    if official:
        assert salary == guide.exact_amounts(official[1])
        assert official[1] in paid["occupationalCategory"]
    else:
        assert set(salary) == {"median"}


# --- the starter guides ------------------------------------------------------


@pytest.mark.django_db
def test_the_starter_guides_tell_what_they_print(client: Client) -> None:
    load_main_guides()
    slugs = list(RoleDocument.objects.values_list("slug", flat=True))
    assert len(slugs) >= 3
    for slug in slugs:
        guide = read(client, slug)
        check(guide, slug)
        assert guide.paid, slug


# --- pay of every kind -------------------------------------------------------


@pytest.mark.django_db
def test_the_role_carries_pay_that_is_its_own(client: Client) -> None:
    publish_role("planner", title="Planner")
    guide = read(client, "planner")
    check(guide, "planner")
    assert guide.paid == guide.role
    assert guide.role["estimatedSalary"]["median"] == 102_000


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "title"),
    [("11-3021", "Computer and Information Systems Managers"), ("15-1299", "Computer Occupations, All Other")],
)
def test_pay_of_managers_and_of_the_rest_belongs_to_the_official_occupation(
    client: Client, code: str, title: str
) -> None:
    publish_role("planner", title="Planner", occupation=official_occupation(code=code, title=title))
    guide = read(client, "planner")
    check(guide, "planner")
    assert "estimatedSalary" not in guide.role
    assert guide.paid
    assert (guide.paid["name"], guide.paid["occupationalCategory"]) == (title, [code])
    assert "alternateName" not in guide.paid


@pytest.mark.django_db
def test_no_figure_tells_no_pay(client: Client) -> None:
    publish_role("planner", title="Planner", occupation=None)
    guide = read(client, "planner")
    check(guide, "planner")
    assert guide.paid is None
    assert "MonetaryAmount" not in guide.html


@pytest.mark.django_db
@pytest.mark.parametrize("flag", ["withheld", "top_coded"])
@pytest.mark.parametrize("column", ["p10", "p90"])
def test_a_percentile_that_is_not_exact_is_left_out(client: Client, flag: str, column: str) -> None:
    if (flag, column) == ("top_coded", "p10"):
        wage = {"p10": 60_000, "p75": 239_200, "p90": 239_200, "flags": {"p75": "top_coded", "p90": "top_coded"}}
    else:
        wage = {column: None if flag == "withheld" else 239_200, "flags": {column: flag}}
    publish_role("planner", title="Planner", wage=wage)
    guide = read(client, "planner")
    check(guide, "planner")
    assert guide.paid
    told = guide.paid["estimatedSalary"]
    left_out = {"p10": "percentile10", "p75": "percentile75", "p90": "percentile90"}
    assert not {left_out[name] for name in wage["flags"]} & set(told)
    assert "239200" not in SCRIPT.findall(guide.html)[0]
    assert told["median"] == 102_000


@pytest.mark.django_db
@pytest.mark.parametrize("flag", ["withheld", "top_coded"])
def test_a_headline_that_is_not_exact_tells_no_pay(client: Client, flag: str) -> None:
    high = None if flag == "withheld" else 239_200
    wage = {"median": high, "p75": high, "p90": high, "flags": dict.fromkeys(("median", "p75", "p90"), flag)}
    publish_role("planner", title="Planner", wage=wage)
    guide = read(client, "planner")
    check(guide, "planner")
    assert guide.paid is None


@pytest.mark.django_db
def test_an_editors_headline_is_a_median_without_percentiles(client: Client) -> None:
    publish_role("planner", title="Planner", estimate={"annual_median": 120_000})
    guide = read(client, "planner")
    check(guide, "planner")
    assert guide.paid == guide.role
    assert guide.role["estimatedSalary"]["median"] == 120_000


@pytest.mark.django_db
def test_another_place_tells_its_own_figures(client: Client) -> None:
    california = AreaFactory(code="06", kind="state", name="California")
    AreaFactory(code="41860", name="San Francisco")
    occupation = official_occupation()
    publish_role("planner", title="Planner", occupation=occupation)
    OccupationWageFactory(release=oews(), area=california, occupation=occupation, median=111_000)
    guide = read(client, "planner", "?area=06")
    check(guide, "planner", "California")
    assert guide.paid
    assert guide.paid["occupationLocation"] == {"@type": "State", "name": "California"}
    assert guide.paid["estimatedSalary"]["median"] == 111_000
    assert read(client, "planner", "?area=41860").paid is None


# --- odd words ---------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    "title",
    [
        "مدير مشروع",
        "</script><script>alert(1)</script>",
        "<!--<script>",
        "R&D \"Lead\" 'n' Co\\",
        "\u2028Planner\u2029",
        "🦉 Keeper",
    ],
)
def test_whatever_a_role_is_called_the_data_is_whole_and_the_page_too(client: Client, title: str) -> None:
    field = DomainFactory(slug="field", name=f"{title} field")
    publish_role("planner", title=title, domain=field)
    guide = read(client, "planner")
    check(guide, "planner")
    assert guide.role["name"] == title
    [crumbs] = guide.of_type("BreadcrumbList")
    assert [item["name"] for item in crumbs["itemListElement"]][-2:] == [f"{title} field", title]
    assert guide.html.count("<script") == guide.html.count("</script>") == 2


# --- without a page ----------------------------------------------------------

SITE = Site("Careers", "https://careers.example")
WORDS = GuideWords(
    "https://careers.example/roles/planner/", "How to", "What it is.", "99", "United States", nation="99"
)


@given(made_facts.roles())
def test_no_guide_tells_an_amount_that_its_facts_do_not_give_in_full(facts: Any) -> None:
    given_in_full = {
        amount
        for row in facts.pay.percentiles
        for column in ("p10", "p25", "median", "p75", "p90")
        if column not in row.flags and (amount := getattr(row, column)) is not None
    } | {estimate.median for estimate in facts.pay.editorial if estimate.source_number}
    for node in structured_data.guide(facts, WORDS, SITE):
        for value in node.get("estimatedSalary", {}).values():
            assert not isinstance(value, int) or value in given_in_full


@given(made_facts.roles())
def test_pay_is_told_exactly_where_the_headline_is_exact(facts: Any) -> None:
    told = [node for node in structured_data.guide(facts, WORDS, SITE) if "estimatedSalary" in node]
    headline = facts.pay.headline
    assert bool(told) == (headline is not None and not headline.flag)
    if told:
        assert told[0]["estimatedSalary"]["median"] == headline.amount


def test_titles_for_search_alone_are_told_to_nobody() -> None:
    titles = (TitleFacts("Known", "alternate", ""), TitleFacts("Secret", "hidden", ""))
    nodes = structured_data.guide(made_facts.role(titles=titles), WORDS, SITE)
    assert "Known" in str(nodes)
    assert "Secret" not in str(nodes)


def test_the_script_is_one_json_text_with_nothing_that_ends_it() -> None:
    nodes = [{"name": "</script><!-- & é \u2028"}]
    text = structured_data.as_script(nodes)
    assert not set("<>&") & set(text)
    assert json.loads(text)["@graph"] == nodes
