"""Paths, without a database: what carries over, what is missing, in what order, in how many hours."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles import paths
from roles.facts import SKILL_WEIGHTS, RelationFacts, RoleFacts, SkillFacts, StepFacts
from roles.paths import Candidate, CareerPath, Hours, career_path, stepping_stones
from tests.roles.made_facts import NOTHING, RANKS, estimate, level, role, skill, wage


def step(
    position: int, *skills: str, hours: tuple[int, int, int] | None = (10, 20, 40), after: tuple[int, ...] = ()
) -> StepFacts:
    low, typical, high = hours or (None, None, None)
    names = tuple(skill(slug).name for slug in skills)
    return StepFacts(position, "learn", "Learn", f"Step {position}", NOTHING, low, typical, high, "", names, after)


def titles(path: CareerPath) -> list[str]:
    return [one.facts.title for one in path.steps]


def slugs(skills: tuple[SkillFacts, ...]) -> list[str]:
    return [one.slug for one in skills]


CODER = role("coder", skills=(skill("planning"), skill("programming")))
PLANNER = role(
    "planner",
    skills=(skill("planning"), skill("risk", "important"), skill("budgets", "complementary"), skill("hiring")),
    roadmap=(
        step(1, "planning"),
        step(2, "planning", "risk"),
        step(3, "budgets", after=(1, 2)),
        step(4, "risk", after=(3,)),
        step(5),
    ),
)


# --- what carries over, and what is missing ------------------------------------------


def test_a_skill_carries_over_when_both_ask_for_it_or_it_was_chosen() -> None:
    path = career_path(PLANNER, start=CODER, have={"hiring": "Hiring", "singing": "Singing"})
    assert [(one.skill.slug, one.start_level) for one in path.carried] == [("hiring", None), ("planning", "junior")]
    assert slugs(path.gap) == ["risk", "budgets"]
    assert set(path.known) == {"planning", "programming", "hiring", "singing"}


def test_whoever_chooses_a_skill_of_the_start_says_that_they_have_it() -> None:
    senior = role("coder", skills=(replace(skill("planning"), from_level="senior"),))
    [carried] = career_path(PLANNER, start=senior).carried
    assert carried.is_later
    [chosen] = career_path(PLANNER, start=senior, have={"planning": "Planning"}).carried
    assert not chosen.is_later
    [same] = career_path(PLANNER, start=CODER).carried
    assert not same.is_later


def test_a_way_from_skills_alone_has_no_start() -> None:
    path = career_path(PLANNER, have={"risk": "Risk"})
    assert path.start is None
    assert not path.is_same_role
    assert slugs(path.gap) == ["planning", "budgets", "hiring"]


def test_from_nothing_everything_is_missing() -> None:
    path = career_path(PLANNER)
    assert path.carried == ()
    assert path.missing_weight == path.weight == 9
    assert len(path.gap) == 4


def test_a_role_without_skills_leaves_nothing_to_learn() -> None:
    path = career_path(role("planner", skills=()), start=CODER)
    assert (path.gap, path.steps, path.hours, path.is_wide) == ((), (), None, False)


# --- steps and hours -----------------------------------------------------------------


def test_a_step_is_left_out_only_when_all_that_it_teaches_is_known() -> None:
    path = career_path(PLANNER, start=CODER)
    assert titles(path) == ["Step 2", "Step 3", "Step 4"]
    second, third, fourth = path.steps
    assert (slugs(second.first), second.known, second.after) == (["risk"], ("Planning",), ())
    assert (slugs(third.first), third.after) == (["budgets"], (1,))
    assert (slugs(fourth.first), fourth.further, fourth.after) == ([], ("Risk",), (2,))
    assert path.hours == Hours(30, 60, 120)


def test_what_no_step_teaches_comes_last_and_has_no_hours() -> None:
    path = career_path(PLANNER, start=CODER)
    assert slugs(path.untaught) == ["hiring"]
    assert slugs(path.gap) == ["risk", "budgets", "hiring"]


def test_what_matters_most_comes_first_where_nothing_else_is_needed() -> None:
    asked = (skill("budgets", "complementary"), skill("risk", "important"), skill("planning"))
    goal = role("planner", skills=asked, roadmap=(step(1, "budgets"), step(2, "risk"), step(3, "planning")))
    assert titles(career_path(goal)) == ["Step 3", "Step 2", "Step 1"]
    needed = replace(goal, roadmap=(step(1, "budgets"), step(2, "risk"), step(3, "planning", after=(1,))))
    assert titles(career_path(needed)) == ["Step 2", "Step 1", "Step 3"]


def test_a_requirement_reaches_through_steps_that_are_not_on_the_way() -> None:
    goal = role("planner", skills=(skill("planning"), skill("risk", "important"), skill("budgets", "complementary")),
                roadmap=(step(1, "budgets"), step(2, "planning", after=(1,)), step(3, "risk", after=(2, 9))))  # fmt: skip
    path = career_path(goal, have={"planning": "Planning"})
    assert titles(path) == ["Step 1", "Step 3"]
    assert path.steps[1].after == (1,)


def test_requirements_that_run_in_a_circle_end() -> None:
    goal = role("planner", roadmap=(step(1, "planning", after=(2,)), step(2, "risk", after=(1,))))
    assert titles(career_path(goal)) == ["Step 1", "Step 2"]


def test_steps_without_an_estimate_are_counted_and_not_guessed() -> None:
    goal = role("planner", roadmap=(step(1, "planning", hours=None), step(2, "risk", hours=(5, 5, 5))))
    hours = career_path(goal).hours
    assert hours == Hours(5, 5, 5, unestimated=1)
    assert hours.is_one
    assert career_path(replace(goal, roadmap=goal.roadmap[:1])).hours is None
    assert not Hours(5, 6, 7).is_one


@pytest.mark.parametrize(
    ("hours", "a_week", "expected"),
    [
        (Hours(30, 60, 120), 6, (5, 10, 20, "week")),
        (Hours(1, 7, 156), 6, (1, 2, 26, "week")),
        (Hours(52, 157, 313), 6, (2, 7, 13, "month")),
        (Hours(0, 0, 0), 6, (0, 0, 0, "week")),
    ],
)
def test_a_time_is_rounded_up_and_said_in_months_where_it_is_long(
    hours: Hours, a_week: int, expected: tuple[int, int, int, str]
) -> None:
    span = paths.weeks(hours, a_week)
    assert (span.low, span.typical, span.high, span.unit) == expected


# --- stepping stones -----------------------------------------------------------------


def candidate(slug: str, *skills: str, weight: int = 6, known_weight: int = 4) -> Candidate:
    return Candidate(slug, slug.title(), weight, known_weight, frozenset(skills), first_years=0)


def test_a_gap_is_wide_when_more_than_half_of_what_is_asked_for_is_missing() -> None:
    goal = role("goal", skills=(skill("a"), skill("b")))
    assert career_path(goal).is_wide
    assert not career_path(goal, have={"a": "A"}).is_wide


def test_stones_make_two_smaller_steps_of_a_big_one() -> None:
    goal = replace(PLANNER, relations=(RelationFacts("lead", "feeder", "People come from it", "Half of them did."),))
    path = career_path(goal, start=CODER)
    assert path.missing_weight == 6
    found = stepping_stones(
        path,
        [
            candidate("lead", "planning", "programming", "hiring"),
            candidate("best", "planning", "hiring", "risk", weight=8, known_weight=6),
            candidate("nothing-new", "planning", "programming"),
            candidate("too-far", "hiring", "risk", weight=12, known_weight=3),
            candidate("too-foreign", "hiring", "risk", weight=5, known_weight=1),
            candidate("too-little", "planning", "budgets"),
            candidate("coder", "planning", "hiring"),
            candidate("planner", "planning", "hiring"),
        ],
    )
    assert [stone.slug for stone in found] == ["best", "lead"]
    best, lead = found
    assert (best.brings, best.shared, best.known, best.skill_count) == (("Risk", "Hiring"), 3, 1, 3)
    assert (best.reason, lead.reason) == ("", "Half of them did.")


def test_no_stone_begins_with_more_years_than_the_goal() -> None:
    some = [replace(candidate(f"after-{years}", "planning", "hiring"), first_years=years) for years in (5, 3, 0)]
    goal = replace(PLANNER, levels=(level("mid"),))
    assert [stone.slug for stone in stepping_stones(career_path(goal, start=CODER), some)] == ["after-0", "after-3"]
    assert stepping_stones(career_path(replace(PLANNER, levels=()), start=CODER), some) == ()
    untold = replace(candidate("untold", "planning", "hiring"), first_years=None)
    assert stepping_stones(career_path(goal, start=CODER), [untold]) == ()


def test_both_steps_of_a_stone_are_a_quarter_smaller() -> None:
    path = career_path(PLANNER, start=CODER)
    assert path.missing_weight == 6
    near = candidate("near", "planning", "hiring", weight=6, known_weight=2)  # 4 of 6
    far = candidate("far", "planning", "hiring", weight=7, known_weight=2)  # 5 of 6
    little = candidate("little", "planning", "budgets")  # leaves 5 of 6
    assert [stone.slug for stone in stepping_stones(path, [near, far, little])] == ["near"]


def test_there_are_at_most_three_stones_and_none_where_the_gap_is_narrow() -> None:
    many = [candidate(f"stone-{number}", "planning", "hiring") for number in range(9)]
    found = stepping_stones(career_path(PLANNER, start=CODER), many)
    assert [stone.slug for stone in found] == ["stone-0", "stone-1", "stone-2"]
    assert stepping_stones(career_path(PLANNER, start=PLANNER), many) == ()


# --- whatever the guides say ---------------------------------------------------------

SLUGS = "abcdefgh"


@st.composite
def skill_lists(draw: st.DrawFn) -> tuple[SkillFacts, ...]:
    chosen = draw(st.lists(st.sampled_from(SLUGS), unique=True))
    return tuple(
        replace(skill(slug, draw(st.sampled_from(tuple(SKILL_WEIGHTS)))), from_level=draw(st.sampled_from(RANKS)))
        for slug in chosen
    )


@st.composite
def roadmaps(draw: st.DrawFn) -> tuple[StepFacts, ...]:
    """Steps that teach any skills, listed by the guide or not, after any of the steps before them."""
    steps = []
    for position in range(1, draw(st.integers(0, 7)) + 1):
        taught = draw(st.lists(st.sampled_from(SLUGS), unique=True, max_size=3))
        low, typical, high = sorted(draw(st.lists(st.integers(0, 300), min_size=3, max_size=3)))
        hours = (low, typical, high) if draw(st.booleans()) else None
        after = draw(st.sets(st.integers(1, position - 1))) if position > 1 else set()
        steps.append(step(position, *taught, hours=hours, after=tuple(sorted(after))))
    return tuple(steps)


@st.composite
def guides(draw: st.DrawFn, slug: str) -> RoleFacts:
    return role(slug, skills=draw(skill_lists()), roadmap=draw(roadmaps()))


HAVES = st.sets(st.sampled_from(SLUGS)).map(lambda chosen: {slug: skill(slug).name for slug in chosen})


@given(guides("a"), HAVES)
def test_the_gap_from_a_role_to_itself_is_empty(facts: RoleFacts, have: dict[str, str]) -> None:
    path = career_path(facts, start=facts, have=have)
    assert path.is_same_role
    assert (path.gap, path.steps, path.hours, path.is_wide) == ((), (), None, False)
    assert len(path.carried) == len(facts.skills)


@given(guides("a"), guides("b"), HAVES, st.sampled_from(SLUGS))
def test_ticking_a_skill_never_grows_the_gap(
    start: RoleFacts, goal: RoleFacts, have: dict[str, str], ticked: str
) -> None:
    before = career_path(goal, start=start, have=have)
    after = career_path(goal, start=start, have={**have, ticked: skill(ticked).name})
    assert set(slugs(after.gap)) == set(slugs(before.gap)) - {ticked}
    assert after.missing_weight <= before.missing_weight
    assert {one.facts.position for one in after.steps} <= {one.facts.position for one in before.steps}
    if after.hours is not None:
        assert before.hours is not None
        assert after.hours.low <= before.hours.low
        assert after.hours.typical <= before.hours.typical
        assert after.hours.high <= before.hours.high
    assert before.is_wide or not after.is_wide


@given(guides("a"), guides("b"), HAVES)
def test_every_skill_of_the_goal_is_brought_or_missing_and_once(
    start: RoleFacts, goal: RoleFacts, have: dict[str, str]
) -> None:
    path = career_path(goal, start=start, have=have)
    brought = [one.skill.slug for one in path.carried]
    assert sorted([*brought, *slugs(path.gap)]) == sorted(slugs(goal.skills))
    assert path.taught == len(
        {name for one in path.steps for name in one.facts.skills} & {one.name for one in path.gap}
    )


@given(guides("a"), guides("b"), HAVES)
def test_no_step_comes_before_what_it_requires(start: RoleFacts, goal: RoleFacts, have: dict[str, str]) -> None:
    path = career_path(goal, start=start, have=have)
    requires = {one.position: set(one.requires) for one in goal.roadmap}
    for position in sorted(requires):
        requires[position] |= {further for required in requires[position] for further in requires[required]}
    places = {one.facts.position: one.place for one in path.steps}
    assert sorted(places.values()) == list(range(1, len(places) + 1))
    for one in path.steps:
        assert all(places[position] < one.place for position in requires[one.facts.position] & places.keys())
        assert all(place < one.place for place in one.after)
        assert set(one.facts.skills) & {found.name for found in path.gap}


@given(guides("a"), guides("b"), HAVES)
def test_the_hours_of_a_gap_are_at_most_the_whole_roadmaps(
    start: RoleFacts, goal: RoleFacts, have: dict[str, str]
) -> None:
    hours, whole = career_path(goal, start=start, have=have).hours, paths.total_hours(goal.roadmap)
    if hours is not None:
        assert whole is not None
        assert hours.low <= whole.low
        assert hours.typical <= whole.typical
        assert hours.high <= whole.high
        assert hours.low <= hours.typical <= hours.high


@given(guides("a"), guides("b"), st.lists(skill_lists(), max_size=6))
def test_no_stone_is_further_than_the_goal(
    start: RoleFacts, goal: RoleFacts, others: list[tuple[SkillFacts, ...]]
) -> None:
    path = career_path(goal, start=start)
    candidates = [
        Candidate(
            f"stone-{number}", "Stone", paths.weight_of(asked),
            paths.weight_of(one for one in asked if one.slug in path.known), frozenset(one.slug for one in asked), 0,
        )
        for number, asked in enumerate(others)
    ]  # fmt: skip
    for stone in stepping_stones(path, candidates):
        asked = others[int(stone.slug.removeprefix("stone-"))]
        there = career_path(role(stone.slug, skills=asked), start=start)
        onward = career_path(goal, start=role(stone.slug, skills=(*asked, *start.skills)))
        assert stone.brings
        assert 4 * max(there.missing_weight, onward.missing_weight) <= 3 * path.missing_weight


# --- pay at both ends ------------------------------------------------------------------

OTHER = "15-1252"
TOP = {"median": 239_200, "p75": 239_200, "p90": 239_200, "flags": dict.fromkeys(("median", "p75", "p90"), "top_coded")}


@pytest.mark.parametrize(
    ("goal", "refusal"),
    [
        (role("goal", wages=(wage(OTHER),)), None),
        (role("goal", wages=()), "missing"),
        (role("goal", estimates=(estimate(),)), "editorial"),
        (role("goal"), "occupation"),
        (role("goal", wages=(wage(OTHER, area="06", area_name="California"),)), "area"),
        (role("goal", wages=(wage(OTHER, release="OEWS May 2024"),)), "release"),
        (role("goal", wages=(wage(OTHER, **TOP),)), "top_coded"),
    ],
)
def test_pay_at_both_ends_is_subtracted_or_the_reason_is_said(goal: RoleFacts, refusal: str | None) -> None:
    ends = paths.pay_ends(role("start"), goal)
    assert [side.facts.slug for side in ends.sides] == ["start", "goal"]
    assert ends.refusal == refusal
    assert (ends.difference is None) == (refusal is not None)
