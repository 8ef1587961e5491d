"""What one page needs when that joins several models."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from roles.documents import rebuild
from roles.facts import CallFacts
from roles.models import Area, GuideVersion, RoleDocument
from roles.selectors.areas import AreaUnknownError
from roles.selectors.comparing import get_guides
from roles.selectors.guides import (
    canonical_pair,
    find_moved,
    get_preview_page,
    get_role_page,
    get_version_page,
    is_gone,
)
from roles.services import start_draft, withdraw
from tests.factories import (
    AreaFactory,
    CallToActionFactory,
    GuideVersionFactory,
    OccupationWageFactory,
    RoleFactory,
    RoleRedirectFactory,
    WageReleaseFactory,
    make_scale,
    oews,
    official_occupation,
    publish_role,
    publish_thin,
)

pytestmark = pytest.mark.django_db


# --- the guide ---------------------------------------------------------------------------


def test_a_guide_is_its_stored_facts_for_the_nation() -> None:
    publish_role("data-planner")
    page = get_role_page("data-planner")
    assert (page.facts.slug, page.area_code, page.area_name) == ("data-planner", "99", "United States")
    assert (page.is_live, page.is_preview) == (True, False)
    assert page.facts.pay.headline is not None
    assert page.facts.pay.headline.amount == 102_000


@pytest.mark.parametrize("slug", ["unknown", "unpublished"])
def test_a_role_without_a_live_guide_has_no_page(slug: str) -> None:
    RoleFactory(slug="unpublished")
    with pytest.raises(RoleDocument.DoesNotExist):
        get_role_page(slug)


def test_another_area_has_its_own_official_wages_and_the_same_guide() -> None:
    role = publish_role("data-planner")
    california = AreaFactory(code="06", kind="state", name="California")
    occupation = role.occupations.get().occupation
    OccupationWageFactory(release=oews(), area=california, occupation=occupation, median=118_000)
    page = get_role_page("data-planner", "06")
    assert (page.area_code, page.area_name) == ("06", "California")
    headline = page.facts.pay.headline
    assert headline is not None
    assert (headline.amount, headline.area, headline.area_name) == (118_000, "06", "California")
    assert {level.source for level in page.facts.pay.levels} == {headline.source}
    assert page.facts.overview == get_role_page("data-planner").facts.overview


def test_an_area_without_a_wage_says_so_and_an_unknown_area_is_an_error() -> None:
    publish_role("data-planner")
    AreaFactory(code="07", name="Nowhere")
    page = get_role_page("data-planner", "07")
    assert (page.facts.pay.headline, page.facts.pay.refusal) == (None, "no_wage")
    with pytest.raises(AreaUnknownError):
        get_role_page("data-planner", "08")


def test_an_editors_figure_is_shown_in_its_own_area() -> None:
    california = AreaFactory(code="06", kind="state", name="California")
    publish_role("data-planner", estimate={"area": california, "annual_median": 140_000})
    headline = get_role_page("data-planner", "06").facts.pay.headline
    assert headline is not None
    assert (headline.amount, headline.kind, headline.area) == (140_000, "editorial", "06")


def test_the_newest_release_of_an_area_counts_and_is_numbered_among_the_sources() -> None:
    role = publish_role("data-planner")
    california = AreaFactory(code="06")
    occupation = role.occupations.get().occupation
    newer = WageReleaseFactory(label="OEWS May 2026", released_on=date(2027, 4, 1), retrieved_on=date(2027, 5, 1))
    undated = WageReleaseFactory(label="OEWS undated", released_on=None)
    for release, median in ((newer, 119_000), (oews(), 118_000), (undated, 117_000)):
        OccupationWageFactory(release=release, area=california, occupation=occupation, median=median)
    facts = get_role_page("data-planner", "06").facts
    assert facts.pay.headline is not None
    assert (facts.pay.headline.amount, facts.pay.headline.release) == (119_000, "OEWS May 2026")
    cited = facts.sources[facts.pay.headline.source_number - 1]
    assert (cited.label, cited.number) == ("OEWS May 2026", facts.pay.headline.source_number)
    assert cited.citation == f"{cited.publisher}, {cited.title}, {cited.covers}"
    assert [source.number for source in facts.sources] == list(range(1, len(facts.sources) + 1))


@pytest.mark.parametrize("roles", [3, 40])
@pytest.mark.parametrize(("area", "most"), [("99", 2), ("06", 4)])
def test_a_guide_asks_at_most_four_queries_however_many_roles_there_are(roles: int, area: str, most: int) -> None:
    make_scale(roles)
    AreaFactory(code="06")
    with CaptureQueriesContext(connection) as queries:
        get_role_page("scale-0000", area)
    assert len(queries) <= most


# --- related roles -----------------------------------------------------------------------


def test_related_roles_are_those_with_a_live_guide_in_the_editors_order() -> None:
    live, gone, never = publish_role("live-one"), publish_role("gone-one"), RoleFactory(slug="never-one")
    second = publish_role("second-one")
    publish_role("data-planner", relations=[second, gone, never, live])
    withdraw(role=gone, by=None)
    related = get_role_page("data-planner").related
    assert [role.slug for role in related] == ["second-one", "live-one"]
    assert {(role.kind, role.kind_name, role.reason) for role in related} == {
        ("similar", "Similar work", "Much of the work is the same.")
    }


def test_a_related_role_says_what_is_shared_and_what_it_pays_more_today() -> None:
    other = publish_role("risk-planner", skills=["planning", "risk-management", "law"], wage={"median": 112_000})
    publish_role("data-planner", skills=["planning", "data", "risk-management"], relations=[other])
    (related,) = get_role_page("data-planner").related
    assert (related.shared_skills, related.skill_count) == (("Planning", "Risk Management"), 3)
    assert related.pay_difference == 10_000
    assert (related.headline_amount, related.headline_currency) == (112_000, "USD")
    assert related.headline_source
    assert related.pair == ("data-planner", "risk-planner")


@pytest.mark.parametrize("case", ["same occupation", "editorial", "no figure here", "no figure there", "other area"])
def test_no_difference_is_printed_where_two_figures_cannot_be_subtracted(case: str) -> None:
    occupation = official_occupation()
    other = publish_role("risk-planner", occupation=None if case == "no figure there" else occupation)
    publish_role(
        "data-planner",
        relations=[other],
        occupation={"same occupation": occupation, "no figure here": None}.get(case, True),  # type: ignore[arg-type]
        estimate={} if case == "editorial" else None,
    )
    area = Area.NATION_CODE
    if case == "other area":
        area = AreaFactory(code="06").code
        here = official_occupation().wages.get()
        OccupationWageFactory(
            area=Area.objects.get(code="06"),
            release=here.release,
            occupation=RoleDocument.objects.get(slug="data-planner").role.occupations.get().occupation,
        )
    (related,) = get_role_page("data-planner", area).related
    assert related.pay_difference is None


# --- versions ------------------------------------------------------------------------------


def test_a_version_that_was_live_is_shown_with_its_own_text_and_todays_wages() -> None:
    role = publish_role("data-planner", overview="The first text.")
    second = start_draft(role=role, by=None)
    second.overview = "The second text."
    second.save()
    publish_thin(second)
    role.occupations.get().occupation.wages.update(median=103_000)

    first = get_version_page("data-planner", 1)
    assert (first.facts.version, first.is_live) == (1, False)
    assert "The first text." in first.facts.overview.html
    assert first.facts.pay.headline is not None
    assert first.facts.pay.headline.amount == 103_000
    assert get_version_page("data-planner", 2).is_live


def test_a_draft_a_withdrawn_and_an_unknown_version_have_no_page() -> None:
    role = publish_role("data-planner")
    start_draft(role=role, by=None)
    gone = publish_role("gone-one")
    withdraw(role=gone, by=None)
    for slug, number in (("data-planner", 2), ("data-planner", 3), ("gone-one", 1), ("unknown", 1)):
        with pytest.raises(GuideVersion.DoesNotExist):
            get_version_page(slug, number)


def test_an_old_version_of_a_withdrawn_role_has_no_page_either() -> None:
    role = publish_role("data-planner")
    publish_thin(start_draft(role=role, by=None))
    withdraw(role=role, by=None)
    with pytest.raises(GuideVersion.DoesNotExist):
        get_version_page("data-planner", 1)


def test_a_preview_shows_a_draft_as_the_page_would() -> None:
    role = publish_role("data-planner")
    draft = start_draft(role=role, by=None)
    draft.title = "Not yet"
    draft.save()
    page = get_preview_page(draft)
    assert (page.facts.title, page.is_live, page.is_preview) == ("Not yet", False, True)
    assert get_role_page("data-planner").facts.title != "Not yet"


def test_a_preview_of_an_empty_draft_is_a_page_too() -> None:
    draft = GuideVersionFactory(summary="", overview="", what_they_do="", break_in="")
    page = get_preview_page(draft)
    assert (page.facts.skills, page.facts.levels, page.facts.pay.headline) == ((), (), None)


# --- what moved and what is gone -----------------------------------------------------------


def test_a_former_address_leads_to_the_role_and_a_present_one_nowhere() -> None:
    role = publish_role("data-planner")
    RoleRedirectFactory(old_slug="old-planner", role=role)
    assert find_moved("old-planner") == "data-planner"
    assert find_moved("data-planner") is None
    assert find_moved("unknown") is None


def test_a_withdrawn_guide_leads_to_the_first_successor_that_is_live() -> None:
    last = publish_role("last")
    middle = publish_role("middle")
    first = publish_role("first")
    RoleRedirectFactory(old_slug="older", role=first)
    withdraw(role=middle, by=None, successor=last)
    withdraw(role=first, by=None, successor=middle)
    assert (find_moved("first"), find_moved("middle"), find_moved("older")) == ("last", "last", "last")


def test_successors_that_lead_in_a_circle_lead_nowhere() -> None:
    first, second = RoleFactory(slug="first"), RoleFactory(slug="second")
    first.successor, second.successor = second, first
    first.save()
    second.save()
    assert find_moved("first") is None
    assert find_moved("second") is None


def test_a_role_is_gone_only_if_it_had_a_live_guide_and_has_none_now() -> None:
    role = publish_role("data-planner")
    RoleFactory(slug="never-one")
    assert not is_gone("data-planner")
    last = role.live_version
    withdraw(role=role, by=None)
    assert is_gone("data-planner")
    assert not is_gone("never-one")
    assert not is_gone("unknown")
    publish_thin(start_draft(role=role, by=None, from_version=last))
    assert not is_gone("data-planner")


# --- two side by side ----------------------------------------------------------------------


def test_a_comparison_holds_both_guides_in_the_order_given_with_one_query() -> None:
    publish_role("a-role")
    publish_role("b-role")
    with CaptureQueriesContext(connection) as queries:
        guides = get_guides("b-role", "a-role")
    assert [facts.slug for facts in guides] == ["b-role", "a-role"]
    assert len(queries) == 1


@pytest.mark.parametrize("pair", [("a-role", "unknown"), ("unknown", "a-role"), ("unknown", "never")])
def test_a_comparison_with_an_unknown_role_does_not_exist(pair: tuple[str, str]) -> None:
    publish_role("a-role")
    with pytest.raises(RoleDocument.DoesNotExist):
        get_guides(*pair)


def test_a_pair_has_one_canonical_order() -> None:
    assert canonical_pair("b", "a") == canonical_pair("a", "b") == ("a", "b")
    assert canonical_pair("a", "a") == ("a", "a")


# --- the facts themselves --------------------------------------------------------------------


def test_facts_group_skills_and_find_calls() -> None:
    publish_role("data-planner", skills=["one", "two", "three", "four"])
    facts = get_role_page("data-planner").facts
    grouped = facts.skills_by_importance()
    assert [(importance, [skill.slug for skill in skills]) for importance, skills in grouped] == [
        ("core", ["one", "four"]),
        ("important", ["two"]),
        ("complementary", ["three"]),
    ]
    assert facts.call("end") is None


def test_an_importance_without_a_skill_makes_no_group() -> None:
    publish_role("data-planner", skills=["one"])
    assert [importance for importance, _skills in get_role_page("data-planner").facts.skills_by_importance()] == [
        "core"
    ]


def test_the_most_particular_call_of_a_slot_is_shown_with_its_tokens_filled_in() -> None:
    role = publish_role("owl-keeper", title="Owl Keeper")
    text = "Become {{ role.article }} {{ role.title }}, one of many {{role.plural}} {{ role.other }}"
    steps = "We write to {{ role.plural }}.\n\n  A person answers.  "
    CallToActionFactory(role=None, slot="end", headline="Site")
    CallToActionFactory(role=None, slot="sticky", headline="Site")
    CallToActionFactory(role=None, domain=role.domain, slot="end", headline="Domain")
    CallToActionFactory(role=role, slot="end", headline=text, next_steps=steps)
    rebuild(role.pk)
    facts = get_role_page("owl-keeper").facts
    assert facts.call("end") == CallFacts(
        slot="end",
        headline="Become an Owl Keeper, one of many Owl Keepers {{ role.other }}",
        body="Tell us where you stand.",
        button="Apply Now",
        next_steps=("We write to Owl Keepers.", "A person answers."),
    )
    sticky = facts.call("sticky")
    assert sticky is not None
    assert sticky.headline == "Site"
    assert [call.slot for call in facts.calls] == ["end", "sticky"]


def test_a_roadmap_step_names_the_places_of_the_steps_it_requires() -> None:
    publish_role("data-planner")
    steps = get_role_page("data-planner").facts.roadmap
    assert [(step.position, step.requires) for step in steps] == [(1, ()), (2, (1,)), (3, (2,))]
    assert all(step.skills for step in steps)


def test_levels_stand_from_junior_to_lead_whatever_their_positions_and_duties_are_lines() -> None:
    publish_role("data-planner", levels=["lead", "junior", "senior"])
    levels = get_role_page("data-planner").facts.levels
    assert [level.rank for level in levels] == ["junior", "senior", "lead"]
    assert levels[0].duties == ("Keeps the plan.", "Writes the minutes.")
