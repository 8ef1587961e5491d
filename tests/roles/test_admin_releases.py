"""The page of a release: what it holds, what it changed, which guides it touches; and the lists beside it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry
from roles.models import Occupation, OccupationWage, WageRelease
from roles.selectors.releases import get_release_page, named, roles_touched_by
from tests.factories import (
    AreaFactory,
    DomainFactory,
    OccupationFactory,
    OccupationWageFactory,
    RoleFactory,
    RoleOccupationFactory,
    WageFileFactory,
    WageReleaseFactory,
    described_occupation,
    nation,
    oews,
    official_occupation,
    onet,
    projections,
    publish_role,
    staff_in,
)

pytestmark = pytest.mark.django_db


def earlier(label: str = "OEWS May 2024") -> WageRelease:
    return WageReleaseFactory(label=label, covers=label.removeprefix("OEWS "), source=oews().source)


def cell(release: WageRelease, code: str, median: int | None, *, area: Any = None, **columns: Any) -> OccupationWage:
    """One cell, with nothing but its median given in full unless said."""
    figures: dict[str, Any] = {"p10": None, "p25": None, "median": median, "p75": None, "p90": None, **columns}
    return OccupationWageFactory(
        release=release, occupation=OccupationFactory(code=code), area=area or nation(), **figures
    )


def address(release: WageRelease) -> str:
    return reverse("admin:roles_wagerelease_change", args=[release.pk])


@pytest.fixture
def publisher(client: Client) -> Client:
    client.force_login(staff_in("Publisher"))
    return client


@pytest.fixture
def changed() -> None:
    """Two releases of the nation that differ in every way, and one state that only the newer has."""
    old, new = earlier(), oews()
    for code, before, after in (
        ("11-0001", 100, 100),
        ("11-0002", 100, 115),
        ("11-0003", 100, 116),
        ("11-0004", 100, 60),
        ("11-0005", None, 100),
        ("11-0006", 100, None),
    ):
        cell(old, code, before)
        cell(new, code, after)
    cell(old, "11-0007", 100)
    cell(new, "11-0008", 100)
    cell(old, "11-0009", 200, flags={"median": "top_coded"})
    cell(new, "11-0009", 100)
    cell(new, "11-0001", 100, area=AreaFactory(code="06", kind="state", name="California"))


def test_differences_are_counted_from_stored_rows(changed: None) -> None:
    page = get_release_page(oews())
    country, states = page.scopes
    counts = country.differences.counts
    assert (country.differences.previous, country.cells) == ("OEWS May 2024", 8)
    assert {kind: counts[kind] for kind in ("added", "moved", "gone", "same")} == {
        "added": 1,
        "moved": 4,
        "gone": 1,
        "same": 1,
    }
    assert (country.newly_withheld, country.newly_published) == (1, 1)
    assert country.differences.across_top_code == 1
    assert [(moved.occupation, moved.before, moved.after, before) for moved, before in page.marked] == [
        ("11-0004", 100, 60, "OEWS May 2024"),
        ("11-0003", 100, 116, "OEWS May 2024"),
    ]
    assert (states.differences.previous, states.cells) == (None, 1)


def test_each_scope_is_compared_with_the_newest_earlier_release_that_has_it(changed: None) -> None:
    state, oldest = AreaFactory(code="06"), earlier("OEWS May 2023")
    cell(oldest, "11-0001", 50, area=state)
    cell(oldest, "11-0001", 1)
    cell(earlier("OEWS May 2026"), "11-0001", 1)
    other = WageReleaseFactory(label="Elsewhere", covers="May 2024")
    cell(other, "11-0001", 1)
    page = get_release_page(oews())
    assert [scope.differences.previous for scope in page.scopes] == ["OEWS May 2024", "OEWS May 2023"]
    assert page.marked[0][0].percent == 100.0


def test_metropolitan_and_other_areas_are_one_scope() -> None:
    for kind in ("metropolitan", "nonmetropolitan"):
        cell(oews(), "11-0001", 100, area=AreaFactory(kind=kind))
    (scope,) = get_release_page(oews()).scopes
    assert scope.cells == 2


def test_the_page_says_what_the_release_holds_and_changed(publisher: Client, changed: None) -> None:
    WageFileFactory(release=oews(), name="state_M2025.csv", scope="state", format="csv")
    html = publisher.get(address(oews())).content.decode()
    words = " ".join(re.sub(r"<[^>]+>", " ", html).split())
    for said in (
        "state_M2025.csv",
        "OEWS May 2024",
        "No earlier release of this scope",
        "2 medians moved by more than 15 %",
        "11-0004 Specialists 11-0004 United States $100 OEWS May 2024 $60 -40.0 %",
        "11-0003 Specialists 11-0003 United States $100 OEWS May 2024 $116 +16.0 %",
        "1 across a top-code: no per cent",
    ):
        assert said in words, said
    assert "11-0009" not in words, "no per cent across a top-code"
    assert 'data-label="Newly withheld">1<' in html


def test_marked_rows_come_in_pages(publisher: Client) -> None:
    old, new = earlier(), oews()
    for number in range(120):
        cell(old, f"11-{number:04d}", 1_000)
        cell(new, f"11-{number:04d}", 2_000 + number)
    first = publisher.get(address(new)).content.decode()
    last = publisher.get(address(new) + "?p=3").content.decode()
    assert ("11-0119" in first, "11-0000" in first) == (True, False)
    assert ("11-0119" in last, "11-0000" in last) == (False, True)
    assert "Page 3 of 3" in last
    for odd in ("0", "-1", "99", "x", ""):
        assert publisher.get(f"{address(new)}?p={odd}").status_code == 200


def test_the_guides_it_touches_are_named_with_what_differs(publisher: Client) -> None:
    official = official_occupation(title="Planners")
    role = publish_role("planner", title="Work Planner", occupation=official)
    publish_role("other", title="Another Role", occupation=None)
    RoleOccupationFactory(role=RoleFactory(title="Unpublished Role"), occupation=official)
    page = get_release_page(oews())
    assert [(guide.role, guide.occupations, guide.changed) for guide in page.guides] == [(role, (official.code,), None)]
    cell(earlier(), official.code, 90_000)
    page = get_release_page(oews())
    assert [guide.changed for guide in page.guides] == [1]
    html = publisher.get(address(oews())).content.decode()
    assert "1 live guide is touched" in html
    assert "Work Planner" in html
    assert "1 cell differs" in html
    assert f"?release={oews().pk}" in html


def test_a_guide_whose_wages_are_the_same_is_touched_and_unchanged(publisher: Client) -> None:
    official = official_occupation()
    publish_role("planner", occupation=official)
    OccupationWageFactory(release=earlier(), occupation=official)
    assert [guide.changed for guide in get_release_page(oews()).guides] == [0]
    assert "no wage differs" in publisher.get(address(oews())).content.decode()


def test_projections_and_facts_below_touch_a_guide_too() -> None:
    described = described_occupation()
    role = publish_role("planner", occupation=official_occupation(code="13-1082"))
    assert described.parent.code == "13-1082"
    for release in (oews(), projections(), onet()):
        assert list(roles_touched_by(release.pk)) == [role], release
    assert not roles_touched_by(WageReleaseFactory().pk).exists()
    page = get_release_page(onet())
    assert page.scopes == ()
    assert {model.__name__: count for model, count in page.tables} == {
        "OccupationTitle": 2,
        "OccupationTask": 2,
        "OccupationSoftware": 4,
        "OccupationSkill": 3,
        "OccupationEducation": 1,
        "OccupationRelation": 2,
    }


def test_more_guides_than_fit_are_counted_and_listed_elsewhere(
    publisher: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("roles.selectors.releases.MOST_GUIDES", 1)
    domain, official = DomainFactory(), official_occupation()
    for slug in ("first", "second"):
        publish_role(slug, domain=domain, occupation=official)
    page = get_release_page(oews())
    assert (len(page.guides), page.guide_count) == (1, 2)
    assert "The first of them by title" in publisher.get(address(oews())).content.decode()


def test_a_release_without_rows_has_a_page(publisher: Client) -> None:
    html = publisher.get(address(WageReleaseFactory())).content.decode()
    assert "No row names this release." in html
    assert "0 live guides are touched" in html
    assert publisher.get("/admin/roles/wagerelease/999999/change/").status_code == 302
    assert publisher.get("/admin/roles/wagerelease/x/change/").status_code == 302


def test_the_page_asks_the_same_number_of_queries_for_any_number_of_cells(
    changed: None, django_assert_max_num_queries: Any
) -> None:
    states = [AreaFactory(code=f"{number:02d}", kind="state") for number in range(10, 40)]
    release, old = oews(), earlier()
    for model_release in (release, old):
        OccupationWage.objects.bulk_create(
            OccupationWage(release=model_release, area=state, occupation=occupation, median=10_000 + model_release.pk)
            for state in states
            for occupation in Occupation.objects.filter(code__startswith="11-")
        )
    with django_assert_max_num_queries(25):
        page = get_release_page(release)
        named(page.marked)
    assert page.scopes[1].cells == 1 + 30 * 9


def test_marketing_does_not_see_releases(client: Client) -> None:
    client.force_login(staff_in("Marketing"))
    assert client.get(address(oews())).status_code == 403
    assert "touched by release" not in client.get("/admin/roles/role/").content.decode().lower()


# --- the list of guides ---------------------------------------------------------------------------


def test_guides_are_listed_by_the_release_that_touches_them(publisher: Client) -> None:
    publish_role("planner", title="Work Planner")
    publish_role("other", title="Another Role", occupation=None)
    html = publisher.get(f"/admin/roles/role/?release={oews().pk}").content.decode()
    assert "Work Planner" in html
    assert "Another Role" not in html
    assert "Touched by release" in html
    for odd in ("0", "x", "99999999999999999999", ""):
        assert "Another Role" in publisher.get(f"/admin/roles/role/?release={odd}").content.decode()


# --- official wages and the trail, as lists -----------------------------------------------------------


def test_wages_are_localized_and_every_number_has_its_label(publisher: Client) -> None:
    OccupationWageFactory(
        release=oews(),
        employment=None,
        p10=None,
        p90=239_200,
        flags={"employment": "withheld", "p10": "withheld", "p90": "top_coded"},
    )
    OccupationWageFactory(release=oews(), employment=1_234_567, p25=81_234)
    html = publisher.get("/admin/roles/occupationwage/").content.decode()
    for words in ("1,234,567", "$81,234", "$239,200 or more", "withheld"):
        assert words in html, words
    cells = re.findall(r"<td[^>]*>", html[html.index("<tbody>") :])
    assert cells
    assert all("data-label=" in cell for cell in cells)
    assert 'data-label="10th percentile"' in html
    wage = OccupationWage.objects.get(employment=1_234_567)
    assert "1,234,567" in publisher.get(f"/admin/roles/occupationwage/{wage.pk}/change/").content.decode()


def test_the_list_of_the_trail_reads_as_sentences(client: Client, django_assert_max_num_queries: Any) -> None:
    for slug in ("planner", "other", "third"):
        publish_role(slug, title=slug.title())
    client.force_login(staff_in("Administrator"))
    assert AuditEntry.objects.count() > 6
    with django_assert_max_num_queries(16):
        html = client.get("/admin/accounts/auditentry/").content.decode()
    assert "A command published" in html
    assert "Planner, version 1</a>" in html
    assert "guide.start_draft</td>" not in html
