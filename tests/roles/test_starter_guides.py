"""The starter guides as visitors read them: each one's page, its links to comparisons, and every pair compared."""

from __future__ import annotations

from itertools import combinations

import pytest
from django.test import Client

from roles import documents
from roles.importers.catalogue import CATALOGUE_DIR, read_catalogue
from roles.importers.catalogue_files import GuideFile
from roles.importers.load_catalogue import load_catalogue

from .read import Read

CATALOGUE = read_catalogue(CATALOGUE_DIR)
TITLES = {guide.slug: guide.title for guide in CATALOGUE.guides}
PAIRS = list(combinations(sorted(TITLES), 2))

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def loaded(db: None) -> None:
    load_catalogue(CATALOGUE)


def get(client: Client, path: str) -> Read:
    response = client.get(path)
    assert response.status_code == 200
    page = Read(response)
    page.check()
    return page


@pytest.mark.parametrize("guide", CATALOGUE.guides, ids=lambda guide: guide.slug)
def test_each_guide_links_to_the_comparisons_with_its_related_live_roles(client: Client, guide: GuideFile) -> None:
    pairs = [sorted((guide.slug, relation.role)) for relation in guide.relations if relation.role in TITLES]
    assert len(pairs) >= 2
    paths = [f"/compare/{a}-vs-{b}/" for a, b in pairs]
    page = get(client, f"/roles/{guide.slug}/")
    compare = page.html.split('id="compare"')[1].split("</section>")[0]
    assert [part.split('"')[0] for part in compare.split('href="')[1:]] == paths
    for a, b in pairs:
        assert f"{TITLES[a]} vs {TITLES[b]}" in page.text
    given = client.get(f"/roles/{guide.slug}.json").json()["compare_with"]
    assert [entry["url"].partition("/compare/")[2] for entry in given] == [path[9:] for path in paths]
    for path in paths:
        assert client.get(path).status_code == 200


@pytest.mark.parametrize("pair", PAIRS, ids="-vs-".join)
def test_every_pair_is_compared(client: Client, pair: tuple[str, str]) -> None:
    a, b = pair
    page = get(client, f"/compare/{a}-vs-{b}/")
    assert page.title.startswith(f"{TITLES[a]} vs {TITLES[b]}")
    assert "The official median for " in page.text
    assert "a year higher: " in page.text
    both = pair == ("solutions-architect", "technical-project-manager")
    assert ("so the two figures are not of separate groups" in page.text) == both


def test_documents_equal_their_rows() -> None:
    assert documents.differing() == []
