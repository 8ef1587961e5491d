"""Pay on the guide page where it is withheld, top-coded, shared or refused."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from roles.models import Role, SalaryEstimate
from roles.services import match_occupations
from tests.factories import (
    AreaFactory,
    OccupationWageFactory,
    OnetOccupationFactory,
    oews,
    official_occupation,
    publish_role,
)

from .pages import Page, address, read

pytestmark = pytest.mark.django_db
WITHHELD = dict.fromkeys(("p10", "p25", "median", "p75", "p90"))


def managers(**fields: Any) -> Role:
    """A role matched to a management occupation."""
    return publish_role(occupation=official_occupation(code="11-3021", title="Systems Managers"), **fields)


def test_management_occupation_shows_percentiles_without_levels(client: Client) -> None:
    role = managers(title="Team Manager")
    page = read(client, role)
    assert "No pay by level for Team Managers" in page.text
    assert "Systems Managers (11-3021)" in page.text
    assert "estimated" not in page.text.lower()
    label = next(attrs["aria-label"] for _tag, attrs in page.tags if attrs.get("class") == "range-chart__grid")
    assert "the middle half of Systems Managers earn $80K to $130K, with a median of $102K" in label
    assert "junior" not in label.lower()


def test_residual_occupation_says_whose_wage_it_is(client: Client) -> None:
    occupation = official_occupation(title="Computer Occupations, All Other")
    publish_role(occupation=occupation)
    role = publish_role(title="Release Manager", occupation=occupation)
    text = read(client, role).text
    assert "This is not the wage of Release Managers alone" in text
    assert "1 other role of this site is in it too." in text
    assert "It mixes kinds of work that are paid differently" in text
    assert "no level is drawn from it." in text
    assert f"half of everyone counted under {occupation.code} earns from $80,000 to $130,000" in text


def test_each_kind_of_occupation_is_refused_for_its_own_reason(client: Client) -> None:
    role = managers(title="Team Manager")
    managing = role.occupations.get().occupation
    group = official_occupation(code="15-1299", title="Computer Occupations, All Other")
    match_occupations(role=role, matches=[(managing, "exact", ""), (group, "listed", "")], by=None)
    text = read(client, role).text
    assert "to a whole company: Systems Managers (11-3021). A percentile" in text


def test_shared_occupation_says_that_its_estimates_are_of_several_kinds_of_work(client: Client) -> None:
    occupation = official_occupation(code="15-2051", title="Data Scientists")
    OnetOccupationFactory.create_batch(2, parent=occupation)
    text = read(client, publish_role(occupation=occupation)).text
    assert "Data Scientists (15-2051) covers several kinds of work, and one wage is published for all" in text


def test_role_without_occupation_says_so_and_guesses_nothing(client: Client) -> None:
    text = read(client, publish_role(title="Odd Job", occupation=None)).text
    assert "No official occupation stands for Odd Jobs" in text
    assert "No published figure" in text
    assert "$" not in text


def test_withheld_wage_is_a_void_with_words_and_no_figure(client: Client) -> None:
    oregon = AreaFactory(code="41", kind="state", name="Oregon")
    occupation = official_occupation(title="Security Analysts")
    role = publish_role(occupation=occupation)
    OccupationWageFactory(
        release=oews(), area=oregon, occupation=occupation, employment=2_250, flags=dict.fromkeys(WITHHELD, "withheld"),
        **WITHHELD,
    )  # fmt: skip
    html = client.get(address(role, "?area=41")).content.decode()
    text = Page(html).text
    assert "The wage in Oregon is not released" in text
    assert "counts 2,250 people there as Security Analysts" in text
    assert "No published figure" in text
    plots = html.split('class="range-chart__grid"')[1].split('class="pay-refusal')[0].split("<div><div>")[1:]
    assert ["Oregon" in plot for plot in plots[:2]] == [True, False]
    assert 'class="range-chart__void"' in plots[0]
    assert 'class="range-chart__band"' not in plots[0]
    assert "withheld by the publisher" in plots[0]
    assert "15-1252" not in plots[1]
    assert "United States" in plots[1]
    assert 'class="range-chart__band"' in plots[1]
    assert "Oregon and United States, US dollars a year" in text


def test_area_without_a_wage_says_so(client: Client) -> None:
    AreaFactory(code="56", kind="state", name="Wyoming")
    role = publish_role()
    text = read(client, role, "?area=56").text
    assert "No official wage in Wyoming" in text
    assert "Figures for Wyoming. For the United States" in text
    assert "All figures for the United States" in text
    assert "Official pay by occupation, all levels together, United States, US dollars a year" in text
    chart, _refusal = text.split("Official pay by occupation")[1].split("No official wage in Wyoming")
    assert "Source U.S. Bureau of Labor Statistics" in chart


def test_top_coded_end_is_open_and_written_in_full(client: Client) -> None:
    occupation = official_occupation(wage={"p75": 230_000, "p90": 239_200, "flags": {"p90": "top_coded"}})
    html = client.get(address(publish_role(occupation=occupation))).content.decode()
    assert html.count("$239,200 or more") >= 4  # key facts, chart, both tables
    assert 'class="range-chart__open"' in html
    assert "$239,200<" not in html
    assert "$239K" not in html


def test_sourced_estimate_of_an_editor_stands_by_its_own_name(client: Client) -> None:
    role = publish_role(estimate={"level": "junior", "annual_median": 95_000})
    label = SalaryEstimate.objects.get(version=role.live_version).source.source.title
    text = read(client, role).text
    assert f"Median $95,000. U.S. Bureau of Labor Statistics, {label}" in text
