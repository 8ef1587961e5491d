"""What sets roles apart, thing by thing: how it is sized, what is the same, and what is not compared. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from roles.comparison.answer import Fastest, Nearest
from roles.comparison.compared import Comparison, compare
from roles.comparison.differences import WEIGHTS, Difference
from roles.facts import DomainFacts, LevelFacts, RoleFacts, StepFacts
from tests.roles.made_facts import NOTHING, around, outlook, role, skill, wage


def coder(**changes: Any) -> RoleFacts:
    return role("coder", **({"wages": (wage("15-1252", **around(135_980)),)} | changes))


def step(low: int | None, high: int | None) -> StepFacts:
    return StepFacts(1, "learn", "Learn", "Read", NOTHING, low, low, high, "", (), ())


def found(compared: Comparison, kind: str, label: str = "") -> tuple[str, Difference]:
    """Where the thing stands ("differences", "same" or "refused"), and the thing."""
    places = {"differences": compared.differences, "same": compared.same, "refused": compared.refused}
    [hit] = [(place, row) for place, rows in places.items() for row in rows if (row.kind, row.label) == (kind, label)]
    return hit


def kinds(compared: Comparison) -> set[str]:
    return {row.kind for row in (*compared.differences, *compared.same, *compared.refused)}


@pytest.mark.parametrize("count", [0, 1, 5])
def test_fewer_than_two_and_more_than_four_are_not_compared(count: int) -> None:
    with pytest.raises(ValueError, match="Two to 4"):
        compare(*[role()] * count)


def test_the_median_is_the_biggest_difference_of_two_far_apart_and_names_its_source() -> None:
    compared = compare(role(), role("chief", wages=(wage("11-1011", **around(206_420)),)))
    assert compared.differences[0].kind == "pay_median"
    source = compared.differences[0].source
    assert source is not None
    assert source.citation == compared.sides[0].facts.pay.percentiles[0].source
    assert {row.kind for row in compared.differences if row.source} == {"pay_median", "middle_half", "level_pay"}


def test_one_official_wage_is_the_same_and_no_difference() -> None:
    compared = compare(role(), role("coach"))
    for kind in ("pay_median", "middle_half", "growth", "openings"):
        place, row = found(compared, kind)
        assert (place, row.size) == ("same", 0)
        assert row.source is not None
    assert compared.differences == ()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"p10": None, "flags": {"p10": "withheld"}}, "withheld"),
        ({"p25": None, "flags": {"p25": "withheld"}}, "withheld"),
        ({"p25": 239_200, "p75": 239_200, "p90": 239_200, "flags": dict.fromkeys(("p25", "p75", "p90"), "top_coded")},
         "top_coded"),
        ({"currency": "EUR"}, "currency"),
    ],
)  # fmt: skip
def test_the_pay_of_a_level_is_not_compared_without_both_ends_on_one_basis(
    changes: dict[str, Any], reason: str
) -> None:
    cell = replace(wage("15-1252", **around(135_980)), **changes)
    compared = compare(role(), coder(wages=(cell,)))
    rows = [row for row in compared.refused if row.kind == "level_pay"]
    assert reason in {row.reason for row in rows} | {row.reason for row in compared.refused}
    assert all(row.source is None and row.size == 0 for row in rows)


def test_a_figure_that_only_one_has_is_not_compared() -> None:
    compared = compare(role(), coder(wages=(), outlook=None))
    for kind in ("pay_median", "middle_half", "growth", "openings"):
        place, row = found(compared, kind)
        assert (place, row.reason) == ("refused", "missing")
    assert "level_pay" not in kinds(compared)


def test_projections_of_two_publications_are_not_compared() -> None:
    other = replace(outlook(15.0, "15-1252"), period="2020–30")
    compared = compare(role(), coder(outlook=other))
    place, row = found(compared, "growth")
    assert (place, row.reason) == ("refused", "release")
    assert compared.fastest is None


def test_core_skills_of_both_are_the_same_beside_those_that_differ() -> None:
    compared = compare(role(skills=(skill("planning"), skill("risk"))), coder(skills=(skill("planning"),)))
    shared, own = (
        next(row for row in rows if row.kind == "core_skills") for rows in (compared.same, compared.differences)
    )
    assert shared.values == (("Planning",), ("Planning",))
    assert own.values == (("Risk",), ())


def test_core_skills_of_one_are_named_on_its_side() -> None:
    a, b = role(skills=(skill("risk"), skill("plan"))), coder(skills=(skill("risk", "important"), skill("code")))
    [row] = [row for row in compare(a, b).differences if row.kind == "core_skills"]
    assert row.values == (("Plan", "Risk"), ("Code",))
    lesser = compare(a, coder(skills=(skill("risk", "important"), skill("plan"))))
    assert next(each for each in lesser.differences if each.kind == "core_skills").size < row.size


def test_a_missing_junior_rung_is_a_difference_and_no_ladder_is_not() -> None:
    compared = compare(role(), coder(ranks=("mid", "lead")))
    place, row = found(compared, "first_level")
    assert place == "differences"
    assert [level.rank for level in row.values if isinstance(level, LevelFacts)] == ["junior", "mid"]
    assert "junior_level" not in kinds(compared)  # the same fact once more
    assert not {"first_level", "years"} & kinds(compare(role(), coder(ranks=())))


def test_hours_of_a_roadmap_count_only_where_every_step_gives_them() -> None:
    whole, part = (step(10, 20), step(30, 60)), (step(10, 20), step(None, None))
    compared = compare(role(roadmap=whole), coder(roadmap=(step(10, 20),)))
    assert found(compared, "roadmap_hours")[1].values == ((40, 80), (10, 20))
    assert "roadmap_hours" not in kinds(compare(role(roadmap=whole), coder(roadmap=part)))
    assert "roadmap_hours" not in kinds(compare(role(roadmap=whole), coder()))


# --- the order ------------------------------------------------------------------------------


def order(compared: Comparison) -> list[str]:
    return list(dict.fromkeys(row.kind for row in compared.differences))


@pytest.mark.parametrize(
    ("mine", "its"),
    [
        ({"wages": (wage("13-1082", **around(140_300)),)}, "pay_median"),
        ({"outlook": outlook(6.6)}, "growth"),
        ({"skills": (skill("risk"),)}, "core_skills"),
    ],
)
def test_how_roles_are_filed_and_counted_leads_before_nothing_that_counts(mine: dict[str, Any], its: str) -> None:
    """3% of pay, a point of growth, or no skill in common, against another field and many times the openings."""
    far = replace(outlook(5.6), openings_per_year=10)
    given = mine | {"outlook": replace(mine.get("outlook", outlook(5.6)), openings_per_year=90_000)}
    other = coder(domain=DomainFacts("other", "Other"), outlook=far, skills=(skill("code"),))
    found = order(compare(role(**({"skills": (skill("code"),)} | given)), other))
    assert {"domain", "openings", "occupation"} <= set(found)
    assert found.index(its) < min(found.index(kind) for kind in ("domain", "openings", "occupation"))


def test_core_skills_apart_stand_before_the_others() -> None:
    shared = tuple(skill(f"core{number}") for number in range(9))
    others = tuple(skill(f"other{number}", "important") for number in range(9))
    found = order(compare(role(skills=(*shared, skill("risk"), *others)), coder(skills=shared)))
    assert found.index("core_skills") < found.index("other_skills")


def test_sharing_no_skill_leads_over_a_tenth_of_pay_and_is_farthest() -> None:
    a, b = role(skills=(skill("risk"),), wages=(wage(**around(150_000)),)), coder(skills=(skill("code"),))
    compared = compare(a, b)
    assert compared.differences[0].kind == "core_skills"
    assert compared.differences[0].size == WEIGHTS["core_skills"]


# --- the short answer ------------------------------------------------------------------------


def test_the_fastest_growth_needs_all_projections_and_one_above_the_rest() -> None:
    fast, slow = coder(outlook=outlook(15.0, "15-1252")), role(outlook=outlook(5.6))
    assert compare(slow, fast).fastest == Fastest("b", "a", 15.0)
    assert compare(slow, fast, role("coach", outlook=outlook(15.0, "15-1299"))).fastest is None
    assert compare(slow, fast, role("coach", outlook=None)).fastest is None


def test_the_way_in_that_asks_for_least_is_by_years_then_by_hours() -> None:
    assert compare(role(), coder(ranks=("senior",))).nearest == Nearest("a", "years")
    assert compare(role(roadmap=(step(50, 90),)), coder(roadmap=(step(10, 20),))).nearest == Nearest("b", "hours")
    assert compare(role(), coder()).nearest is None
    assert compare(role(), coder(ranks=())).nearest is None
    assert compare(role(), coder(), role("chief", ranks=("lead",))).nearest is None


def test_of_three_roles_those_without_a_figure_are_left_aside() -> None:
    gap = compare(role(), coder(), role("coach", wages=())).gap
    assert (gap.kind, gap.higher, gap.lower, gap.without) == ("difference", ("b",), ("a",), ("c",))
    equal = compare(role(), role("coach"), coder()).gap
    assert (equal.higher, equal.lower) == (("c",), ("a", "b"))


def test_roles_of_one_occupation_stand_for_one_cell() -> None:
    compared = compare(role(), coder(), role("coach"))
    assert compared.same_spread_as == (None, None, "a")
    assert compared.shared_spread is None
    assert [row.same_as for row in compared.levels] == [(None, None, "a")] * 4
