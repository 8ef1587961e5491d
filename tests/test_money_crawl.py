"""No amount of money stands on any page of the starter catalogue without the mark of what wrote it and a source.

Every address that a link, a form that only asks, or the sitemap leads to is opened, and every guide in areas
where its figures are whole, withheld, top-coded and not there. ``tests.money`` says which places are marked, and what the database must hold of each amount.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from django.test import Client

from roles.models import Area, OccupationWage, RoleDocument, WageRelease
from tests.factories import ConsentTextFactory, CorrectionFactory, nation, publish_role
from tests.kept import kept
from tests.money import Known, misplaced, printed_on, unknown
from tests.pages import Page
from tests.starter import load_all_guides

pytestmark = pytest.mark.django_db

LEAST_PAGES = 25
MOST_PAGES = 2_000


@pytest.fixture
def catalogue() -> None:
    """The guides that `make run` starts with, and a correction with amounts."""
    kept("whole catalogue", load_all_guides)
    ConsentTextFactory()
    CorrectionFactory(
        before_amount=154_000, before_area=nation(), after_amount=102_321, after_area=nation(),
        after_release=WageRelease.objects.get(label="OEWS May 2025"),
    )  # fmt: skip


def in_areas() -> list[str]:
    """Every guide in one area of each kind: its figures given whole, withheld, top-coded, and not there at all."""
    kinds: dict[str, dict[str, str]] = defaultdict(dict)
    abroad = OccupationWage.objects.exclude(area__code=Area.NATION_CODE).order_by("area__code")
    rows = abroad.filter(occupation__roles__role__document__isnull=False)
    there: dict[str, set[str]] = defaultdict(set)
    for slug, code, flags in rows.values_list("occupation__roles__role__slug", "area__code", "flags"):
        there[slug].add(code)
        for kind in set(flags.values()) or {"whole"}:
            kinds[slug].setdefault(kind, code)
    every = list(Area.objects.exclude(code=Area.NATION_CODE).order_by("code").values_list("code", flat=True))
    for slug in RoleDocument.objects.values_list("slug", flat=True):
        if empty := next((code for code in every if code not in there[slug]), ""):
            kinds[slug]["none"] = empty
    return [f"/roles/{slug}/?area={code}" for slug, chosen in kinds.items() for code in sorted(set(chosen.values()))]


def in_sitemap(client: Client) -> list[str]:
    """Every address that the sitemap's files name."""
    files = re.findall(r"<loc>([^<]+)</loc>", client.get("/sitemap.xml").content.decode())
    named = [
        address
        for file in files
        for address in re.findall(r"<loc>([^<]+)</loc>", client.get(_path(file)).content.decode())
    ]
    return [_path(address) for address in named]


def _path(address: str) -> str:
    split = urlsplit(address)
    return split.path + (f"?{split.query}" if split.query else "")


def crawled(client: Client) -> dict[str, str]:
    """The HTML of every page that the catalogue shows, by address.

    Every path is opened, and of addresses that differ in the values of their query alone the first: a map leads to
    each state from each role's page, in each order of its rows. Of the ways from a role to others one is enough, and
    of the comparisons with what is the same left out.
    """
    from django.conf import settings

    ours = urlsplit(settings.SITE_URL).netloc
    waiting = deque(["/", "/methodology/", *in_sitemap(client), *in_areas()])
    known = {_shape(path) for path in waiting}
    pages: dict[str, str] = {}
    while waiting:
        path = waiting.popleft()
        assert len(pages) <= MOST_PAGES, "the crawl finds no end"
        answer = client.get(path)
        found = [answer["Location"]] if 300 <= answer.status_code < 400 else []
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            pages[path] = answer.content.decode()
            page = Page(pages[path])
            found = [*page.links, *(form.action for form in page.forms if form.method == "get")]
        for target in (urlsplit(urljoin(f"{settings.SITE_URL}{path}", link)) for link in found):
            here = _path(target.geturl())
            if target.netloc != ours or here.startswith(("/static/", "/admin/")) or _shape(here) in known:
                continue
            known.add(_shape(here))
            waiting.append(here)
    return pages


def _shape(path: str) -> tuple[str, frozenset[str]]:
    """What an address asks for, whatever the values that it asks with."""
    split = urlsplit(path)
    asked = frozenset(parse_qs(split.query, keep_blank_values=True))
    like_others = re.fullmatch(r"(/paths/[^/]+/)[^/]+/" if not asked else r"(/compare/)[^/]*/?", split.path)
    return like_others[1] if like_others else split.path, asked


def test_every_amount_of_the_catalogue_is_marked_and_known_with_its_source(client: Client, catalogue: None) -> None:
    pages = {address: printed_on(html) for address, html in crawled(client).items()}
    known = Known()
    assert [(address, amount) for address, found in pages.items() for amount in misplaced(found)] == []
    assert [(address, amount) for address, found in pages.items() for amount in unknown(found, known)] == []
    assert len(pages) >= LEAST_PAGES
    places = {amount.place for found in pages.values() for amount in found}
    assert places == {"tag", "apart", "chart", "scale", "data"}, "a kind of place is never looked at"


FIGURE = '<span class="figure" title="{source}">{amount}</span>'
SOURCE = "U.S. Bureau of Labor Statistics, Occupational Employment and Wage Statistics, May 2025"


@pytest.mark.parametrize(
    "planted",
    [
        "<p>They earn $102,320 a year.</p>",
        "<p>They earn 102,320 dollars a year.</p>",
        "<p>They earn <b>€90K</b> a year.</p>",
        '<p title="about $102,320">They earn well.</p>',
        '<meta name="description" content="Pay from $102K.">',
        "<figure><svg><text>$102K</text></svg></figure>",
    ],
)
def test_an_amount_outside_the_marked_places_is_found(planted: str) -> None:
    """Planted: text, another currency, an attribute, a description, a drawing that is no chart."""
    assert len(misplaced(printed_on(f"<main>{planted}</main>"))) == 1


@pytest.mark.parametrize(
    "planted",
    [
        FIGURE.format(source=SOURCE, amount="$102,001"),
        FIGURE.format(source="A survey that nobody has read in, 2025", amount="$102,000"),
        '<span class="figure">$102,000</span>',
        '<span class="figure">$102,000<a class="ref" href="#source-9">9</a></span>',
        FIGURE.format(source=SOURCE, amount="$102,000 or more"),
        FIGURE.format(source=f"Difference of the medians: {SOURCE}", amount="$7"),
        '<svg role="img" aria-label="From $1 up"></svg>',
        '<svg class="tile-map__plot"><a aria-label="CA $102K+"></a></svg>',
        '<span class="figure">$155K</span>',
    ],
)
def test_an_amount_that_the_database_does_not_hold_is_found(planted: str) -> None:
    """Planted: each with the right mark, but not what its source says."""
    publish_role()
    assert not misplaced(printed_on(planted))
    assert len(unknown(printed_on(planted), Known())) == 1


@pytest.mark.parametrize(
    "right",
    [
        FIGURE.format(source=SOURCE, amount="$102,000"),
        FIGURE.format(source=SOURCE, amount="$102K"),
        FIGURE.format(source=SOURCE, amount="$165,000 or more"),
        '<svg class="tile-map__plot"><a aria-label="CA $165K+"></a></svg>',
        FIGURE.format(source=f"Difference of the medians: {SOURCE}", amount="$8,000"),
        '<span class="figure">$154K</span>',
    ],
)
def test_an_amount_that_the_database_holds_is_passed(right: str) -> None:
    publish_role(wage={"flags": {"p90": "top_coded"}})
    publish_role(wage={"median": 110_000})
    unsourced = {"source": None, "as_of": None, "unsourced": True, "note": "Somebody says $154K."}
    publish_role(estimate=unsourced)
    assert len(printed_on(right)) == 1
    assert unknown(printed_on(right), Known()) == []
