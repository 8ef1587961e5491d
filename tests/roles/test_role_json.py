"""JSON of a role: the names that ``interface.md`` promises, and the same figures as the page."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from roles.services import withdraw
from tests.factories import AreaFactory, OccupationWageFactory, oews, official_occupation, publish_role

pytestmark = pytest.mark.django_db
WITHHELD = ("p10", "p25", "median", "p75", "p90")


def read(client: Client, slug: str, query: str = "") -> dict[str, Any]:
    response = client.get(f"/roles/{slug}.json{query}")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"
    assert not response.cookies
    return json.loads(response.content)


def test_role_object_has_the_promised_names(client: Client, settings: Any) -> None:
    other = publish_role("alpha", title="Alpha", wage={"median": 112_000})
    role = publish_role("planner", title="Planner", relations=[other])
    data = read(client, "planner")
    assert data.keys() >= {
        "slug", "title", "url", "domain", "version", "reviewed_on", "updated_at", "summary", "also_known_as",
        "occupations", "pay", "outlook", "skills", "levels", "roadmap", "entry_routes", "pros", "cons",
        "not_for_you_if", "questions", "related", "compare_with", "sources",
    }  # fmt: skip
    assert data["url"] == f"{settings.SITE_URL}/roles/planner/"
    assert data["domain"] == {"slug": role.domain.slug, "name": role.domain.name}
    assert data["version"] == 1
    assert data["reviewed_on"] == "2026-01-15"
    assert data["updated_at"].startswith(role.live_version.published_at.isoformat()[:19])
    assert data["also_known_as"] == ["Planner Expert"]
    assert data["related"] == [
        {
            "slug": "alpha",
            "title": "Alpha",
            "url": f"{settings.SITE_URL}/roles/alpha/",
            "kind": "similar",
            "reason": "Much of the work is the same.",
            "shared_skills": ["Planning", "Risk Management", "Stakeholder Communication"],
            "skill_count": 3,
            "pay_difference": 10_000,
        }
    ]
    assert data["compare_with"] == [{"slug": "alpha", "url": f"{settings.SITE_URL}/compare/alpha-vs-planner/"}]


def test_pay_is_in_scalars_with_its_release_and_source(client: Client) -> None:
    role = publish_role(occupation=official_occupation(code="13-1082", title="Specialists"))
    data = read(client, role.slug)
    citation = "U.S. Bureau of Labor Statistics, Occupational Employment and Wage Statistics, May 2025"
    assert data["pay"]["headline"] == {
        "amount": 102_000,
        "currency": "USD",
        "area": "99",
        "area_name": "United States",
        "kind": "official",
        "source": citation,
        "release": "OEWS May 2025",
        "occupation": "13-1082",
        "occupation_title": "Specialists",
    }
    (row,) = data["pay"]["percentiles"]
    assert (row["occupation"], row["area"], row["release"], row["employment"]) == (
        "13-1082", "99", "OEWS May 2025", 1_000_000,
    )  # fmt: skip
    assert "flag" not in row
    junior = data["pay"]["levels"][0]
    assert (junior["low"], junior["median"], junior["high"]) == (60_000, None, 80_000)
    assert junior["basis"] == "estimated_from_percentiles"
    assert (junior["occupation"], junior["source"]) == ("13-1082", citation)
    assert data["pay"]["refusal"] is None
    assert data["outlook"]["growth_percent"] == 5.6
    assert data["sources"][0].keys() >= {
        "publisher", "title", "url", "covers", "released_on", "retrieved_on", "licence",
    }  # fmt: skip


def test_withheld_is_null_and_top_coded_is_flagged(client: Client) -> None:
    oregon = AreaFactory(code="41", kind="state", name="Oregon")
    occupation = official_occupation(wage={"p90": 239_200, "flags": {"p90": "top_coded"}})
    role = publish_role(occupation=occupation)
    OccupationWageFactory(
        release=oews(), area=oregon, occupation=occupation, flags=dict.fromkeys(WITHHELD, "withheld"),
        **dict.fromkeys(WITHHELD),
    )  # fmt: skip
    nation = read(client, role.slug)
    assert nation["pay"]["percentiles"][0]["flag"] == "top_coded"
    assert nation["pay"]["percentiles"][0]["flags"] == {"p90": "top_coded"}
    assert nation["pay"]["levels"][-1]["high"] == 239_200
    assert nation["pay"]["levels"][-1]["flags"] == {"high": "top_coded"}

    data = read(client, role.slug, "?area=41")
    row = data["pay"]["percentiles"][0]
    assert (data["area"], data["area_name"]) == ("41", "Oregon")
    assert [row[name] for name in WITHHELD] == [None] * 5
    assert row["flag"] == "withheld"
    assert data["pay"]["headline"] is None
    assert data["pay"]["refusal"] == "withheld"


def test_unsourced_figure_has_no_source_and_is_not_the_headline(client: Client) -> None:
    role = publish_role(
        estimate={"annual_low": None, "annual_high": None, "annual_median": 154_000, "source": None, "as_of": None,
                  "unsourced": True, "note": "An older guide says $154K and names no source."},
    )  # fmt: skip
    data = read(client, role.slug)
    (estimate,) = data["pay"]["editorial"]
    assert (estimate["amount"], estimate["source"], estimate["as_of"]) == (154_000, None, None)
    assert data["pay"]["headline"]["amount"] == 102_000


def test_money_token_in_prose_is_filled_in(client: Client) -> None:
    role = publish_role(title="Planner")
    text = read(client, role.slug)["overview"]
    assert "{{" not in text
    assert text.startswith("Planners plan the work. The pay is $102,000 (median of Specialists")
    empty = publish_role(occupation=None)
    assert "(no figure with a source)" in read(client, empty.slug)["overview"]


def test_role_without_pay_has_nulls_and_a_reason(client: Client) -> None:
    data = read(client, publish_role(occupation=None).slug)
    assert data["pay"] == {
        "headline": None,
        "percentiles": [],
        "editorial": [],
        "levels": [],
        "refusal": "no_occupation",
        "nearest": [],
    }
    assert data["outlook"] is None


def test_unknown_role_is_not_found_and_withdrawn_one_gone(client: Client) -> None:
    role = publish_role("gone")
    withdraw(role=role, by=None)
    assert client.get("/roles/gone.json").status_code == 410
    assert client.get("/roles/nobody.json").status_code == 404
    assert client.post("/roles/nobody.json").status_code == 405
