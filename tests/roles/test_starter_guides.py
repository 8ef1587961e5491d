"""The starter guides as visitors read them: each one's page and its weight, its links to comparisons, every pair compared.

They are loaded once for all of these tests, which only read.
"""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from itertools import combinations, pairwise
from urllib.parse import urlencode

import brotli
import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from roles import documents
from roles.facts import RoleFacts
from roles.importers.catalogue import CATALOGUE_DIR
from roles.judging import judge_all, live_guides
from roles.models import GuideRelation, Role, RoleDocument
from roles.quality import Library, assess
from tests.starter import MAIN

from .pages import Page, read
from .read import Read

SLUGS = sorted(path.stem for path in (CATALOGUE_DIR / "guides").glob("*.yaml"))
# In production six names of files are longer, each by a hash and a dot, which nothing shortens.
MOST_BYTES = {brotli.compress: 12 * 1024 - 6 * 13, gzip.compress: 14 * 1024 - 6 * 13}


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_catalogue")]


def get(client: Client, path: str) -> Read:
    response = client.get(path)
    assert response.status_code == 200
    page = Read(response)
    page.check()
    return page


@pytest.mark.parametrize("slug", SLUGS)
def test_starter_guide_is_whole_and_light(client: Client, slug: str) -> None:
    response = client.get(f"/roles/{slug}/")
    html = response.content.decode()
    page = Page(html)
    ids = page.values("id")

    assert response.status_code == 200
    assert not response.cookies
    assert "csrf" not in html
    for pack, most in MOST_BYTES.items():
        assert len(pack(response.content)) <= most, pack
    assert len(ids) == len(set(ids))
    targets = {href[1:] for href in page.values("href") if href.startswith("#")}
    named = {name for names in page.values("aria-labelledby") for name in names.split()}
    assert targets | named <= set(ids)
    assert page.headings[0] == 1
    assert page.headings.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(page.headings))
    assert not page.values("style")
    inline = [attrs for tag, attrs in page.tags if tag == "script" and not attrs.get("src")]
    assert inline == [{"type": "application/ld+json"}]  # data, which the policy lets stand


def test_unsourced_figure_stands_beside_and_is_never_the_headline(client: Client) -> None:
    html = client.get("/roles/technical-project-manager/").content.decode()
    page = Page(html)
    assert "The guide this one replaces says $154K and names no source." in page.text
    assert html.count("$154") == 1
    facts = html[html.index('<dl class="key-facts">') : html.index("</dl>")]
    assert "$102,320" in facts
    assert "Project Management Specialists (13-1082), United States, OEWS May 2025" in facts


def test_estimate_by_level_says_that_it_is_one(client: Client) -> None:
    text = read(client, Role.objects.get(slug="technical-project-manager")).text
    assert "Technical Project Manager salary by level, estimated" in text
    assert "Estimated: between the 10th and 25th percentile" in text
    assert (
        "Estimated: each level lies between two percentiles of Project Management Specialists (13-1082), "
        "United States, OEWS May 2025" in text
    )
    assert "Nobody publishes US pay by seniority." in text
    assert "Computer Occupations, All Other" in text


@pytest.mark.parametrize("slug", SLUGS)
def test_each_guide_links_to_the_comparisons_with_its_related_live_roles(client: Client, slug: str) -> None:
    titles = dict(RoleDocument.objects.values_list("slug", "title"))
    related = GuideRelation.objects.filter(version__role__slug=slug).order_by("position", "pk")
    pairs = [sorted((slug, other)) for other in related.values_list("role__slug", flat=True) if other in titles]
    assert len(pairs) >= 2
    paths = [f"/compare/{a}-vs-{b}/" for a, b in pairs]
    page = get(client, f"/roles/{slug}/")
    compare = page.html.split('id="compare"')[1].split("</section>")[0]
    assert [part.split('"')[0] for part in compare.split('href="')[1:]] == paths
    for a, b in pairs:
        assert f"{titles[a]} vs {titles[b]}" in page.text
    given = client.get(f"/roles/{slug}.json").json()["compare_with"]
    assert [entry["url"].partition("/compare/")[2] for entry in given] == [path[9:] for path in paths]
    for path in paths:
        assert client.get(path).status_code == 200


@pytest.mark.parametrize("slug", SLUGS)
def test_the_guide_is_compared_with_every_other(client: Client, slug: str) -> None:
    """Half of them on each database: what a comparison says comes from stored facts alone."""
    titles = dict(RoleDocument.objects.values_list("slug", "title"))
    first = SLUGS.index(slug) + (1 if connection.vendor == "postgresql" else 2)
    for other in SLUGS[first::2]:
        page = get(client, f"/compare/{slug}-vs-{other}/")
        assert page.title.startswith(f"{titles[slug]} vs {titles[other]}")
        told = page.text.lower()
        assert "the official median for " in told or "no separate official wage" in told


def test_what_is_said_of_a_pair_fits_its_occupations(client: Client) -> None:
    apart = get(client, "/compare/data-scientist-vs-technical-project-manager/")
    assert "a year higher: " in apart.text
    within = get(client, "/compare/solutions-architect-vs-technical-project-manager/")
    assert "so the two figures are not of separate groups" in within.text


def test_documents_equal_their_rows() -> None:
    assert documents.differing() == []


# --- quality ---------------------------------------------------------------------------


def test_every_starter_guide_is_above_the_gate_and_shares_no_duty_step_or_answer() -> None:
    guides = live_guides()
    judged = {facts.slug: quality for facts, quality in zip(guides, judge_all(guides), strict=True)}
    assert sorted(judged) == SLUGS
    assert {slug: quality.score for slug, quality in judged.items() if quality.is_below} == {}
    shared = {"duty_shared", "step_shared", "answer_shared"}
    assert [(slug, one) for slug, quality in judged.items() for one in quality.findings if one.kind in shared] == []


def test_the_duties_of_two_starter_guides_swapped_put_both_below_the_gate() -> None:
    guides = {facts.slug: facts for facts in live_guides()}
    library, today = Library(guides.values()), timezone.now().date()
    for pair in combinations([guides[slug] for slug in MAIN], 2):
        swapped = [with_duties_of(mine, theirs) for mine, theirs in (pair, pair[::-1])]
        for facts in swapped:
            library.put(facts)
        for facts in swapped:
            quality = assess(facts, others=library, today=today)
            assert quality.is_below, facts.slug
            assert "duties_of_another" in {finding.kind for finding in quality.findings}, facts.slug
        for facts in pair:
            library.put(facts)


def with_duties_of(facts: RoleFacts, other: RoleFacts) -> RoleFacts:
    """The guide with the other's duties, on as many rungs as both have."""
    rungs = zip(facts.levels, other.levels, strict=False)
    return replace(facts, levels=tuple(replace(mine, duties=theirs.duties) for mine, theirs in rungs))


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("IT PM", "technical-project-manager"),
        ("scrum master", "scrum-master"),
        ("Information Technology Project Managers", "technical-project-manager"),
        ("ethical hacker", "penetration-tester"),
        ("firmware engineer", "embedded-software-engineer"),
    ],
)
def test_a_title_that_only_the_official_lists_know_finds_its_guide(client: Client, text: str, slug: str) -> None:
    page = get(client, f"/roles/?{urlencode({'q': text})}")
    assert slug in re.findall(r'href="/roles/([a-z-]+)/"', page.html)[:2]
