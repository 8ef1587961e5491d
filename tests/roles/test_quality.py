"""A guide's score: every rule, each with the change to a whole guide that it finds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roles.facts import LevelFacts, QuestionFacts, RelationFacts, RoleFacts, TitleFacts
from roles.quality import GATE, PARTS, RULES, Finding, Library, Part, Quality, Where, assess

from . import made_facts
from .made_facts import UNSOURCED, estimate, source
from .quality_guides import TODAY, baker, from_a_template, gardener, guide, level, skill, step, text

OTHERS = (gardener(), *(guide(slug) for slug in ("porter", "waiter", "host", "cook")))


def judged(facts: RoleFacts, *others: RoleFacts) -> Quality:
    return assess(facts, others=Library((*OTHERS, *others)), today=TODAY)


def kinds(facts: RoleFacts, *others: RoleFacts) -> list[str]:
    return [finding.kind for finding in judged(facts, *others).findings]


def found(kind: str, facts: RoleFacts, *others: RoleFacts) -> list[Finding]:
    return [finding for finding in judged(facts, *others).findings if finding.kind == kind]


def got(facts: RoleFacts, part: str) -> int:
    return next(one.got for one in judged(facts).parts if one.key == part)


def test_a_guide_that_lacks_nothing_has_every_point() -> None:
    quality = judged(baker())
    assert quality.findings == ()
    assert quality.score == 100
    assert not quality.is_below
    assert judged(gardener(), baker()).score == 100


# --- every rule ------------------------------------------------------------------------

Change = Callable[[RoleFacts], RoleFacts]


def having(**changes: Any) -> Change:
    return lambda facts: replace(facts, **changes)


def duties_of(rank: int, *duties: str) -> Change:
    return lambda facts: replace(
        facts,
        levels=(*facts.levels[:rank], replace(facts.levels[rank], duties=duties), *facts.levels[rank + 1 :]),
    )


def duty(rank: int, words: str) -> Change:
    return lambda facts: duties_of(rank, words, *facts.levels[rank].duties[1:])(facts)


def first_skill(**changes: Any) -> Change:
    return lambda facts: replace(facts, skills=(replace(facts.skills[0], **changes), *facts.skills[1:]))


def second_step(**changes: Any) -> Change:
    return lambda facts: replace(
        facts, roadmap=(facts.roadmap[0], replace(facts.roadmap[1], **changes), *facts.roadmap[2:])
    )


def steps(count: int) -> Change:
    numbers = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    made = [f"{numbers[n % 10]} {numbers[n // 10]} loaves" for n in range(count)]
    return lambda facts: replace(
        facts, roadmap=tuple(step(n, f"Bake {words}", f"Knead {words}.") for n, words in enumerate(made, start=1))
    )


def paid(**changes: Any) -> Change:
    return lambda facts: replace(facts, pay=replace(facts.pay, **changes))


def related(slug: str, kind: str = "similar") -> Change:
    return lambda facts: replace(
        facts, relations=(*facts.relations, RelationFacts(slug, kind, "Similar work", "Alike."))
    )


LONG = (
    "Notwithstanding considerable meteorological variability, accomplished practitioners continuously recalibrate"
    " fermentation parameters, hydration percentages and temperature expectations, accommodating characteristics of"
    " individual agricultural commodities whose compositional properties fluctuate considerably between successive"
    " harvests. "
)
# Kind: the change, and where it is found.
CASES: dict[str, tuple[Change, Where]] = {
    "no_summary": (having(summary=" "), Where("summary")),
    "no_overview": (having(overview=text("")), Where("overview")),
    "no_what_they_do": (having(what_they_do=text("\n")), Where("what_they_do")),
    "no_break_in": (having(break_in=text("")), Where("break_in")),
    "few_titles": (having(titles=(*baker().titles[:2], TitleFacts("B", "hidden", ""))), Where("titles")),
    "no_skills": (having(skills=()), Where("skills")),
    "few_skills": (lambda facts: replace(facts, skills=facts.skills[1:]), Where("skills")),
    "many_skills": (
        lambda facts: replace(facts, skills=(*facts.skills, *(skill(f"Dough {n}") for n in range(7)))),
        Where("skills"),
    ),
    "skills_all_alike": (
        lambda facts: replace(facts, skills=tuple(replace(one, importance="core") for one in facts.skills)),
        Where("skills"),
    ),
    "skill_without_note": (first_skill(note=""), Where("skills", 0, "Kneading")),
    "no_levels": (having(levels=()), Where("levels")),
    "few_levels": (lambda facts: replace(facts, levels=facts.levels[:2]), Where("levels")),
    "no_duties": (duties_of(1), Where("levels", 1, "Mid-level")),
    "duties_out_of_range": (duties_of(1, "Shape loaves", "Knead dough"), Where("levels", 1, "Mid-level")),
    "few_steps": (lambda facts: replace(facts, roadmap=facts.roadmap[:5]), Where("steps")),
    "many_steps": (steps(10), Where("steps")),
    "too_many_steps": (steps(61), Where("steps")),
    "step_without_hours": (second_step(hours_high=None), Where("steps", 1)),
    "step_without_end": (second_step(done_when=""), Where("steps", 1)),
    "no_prerequisites": (
        lambda facts: replace(facts, roadmap=tuple(replace(one, requires=()) for one in facts.roadmap)),
        Where("steps"),
    ),
    "few_route_kinds": (
        lambda facts: replace(facts, entry_routes=(*facts.entry_routes[:2], facts.entry_routes[0])),
        Where("routes"),
    ),
    "no_certificates": (having(break_in=text("Knock at a bakery.")), Where("break_in")),
    "few_pros": (having(pros=("You eat.", "You bake.")), Where("pros")),
    "few_cons": (having(cons=()), Where("cons")),
    "no_warning": (having(not_for_you_if=()), Where("not_for_you_if")),
    "few_questions": (lambda facts: replace(facts, questions=facts.questions[:3]), Where("questions")),
    "few_relations": (lambda facts: replace(facts, relations=facts.relations[:3]), Where("relations")),
    "no_call": (having(calls=()), Where("call")),
    "no_occupation": (having(occupations=()), Where("occupations")),
    "no_figure": (paid(headline=None), Where("estimates")),
    "no_projection": (having(outlook=made_facts.outlook(None)), Where("occupations")),
    "unsourced_figure": (paid(editorial=(estimate(), estimate(**UNSOURCED))), Where("estimates", 1)),
    "amount": (having(pros=("Bread pays.", "It pays $40K.", "Bread lasts.")), Where("pros", 1)),
    "statistic": (having(break_in=text("A certificate opens 80 % of doors.")), Where("break_in")),
    "nothing_sourced": (
        lambda facts: paid(headline=None, editorial=())(replace(facts, occupations=(), outlook=None)),
        Where("estimates"),
    ),
    "levels_refused": (paid(refusal="management"), Where("levels")),
    "never_reviewed": (having(reviewed_on=None), Where("reviewed_on")),
    "review_due": (having(reviewed_on=date(2025, 11, 24)), Where("reviewed_on")),
    "year_after_review": (having(seo_title="How to Become a Baker in the Year 2027"), Where("seo_title")),
    "duty_shared": (duty(2, "Rake the turf and edge the lawn"), Where("levels", 2, "Senior", 0)),
    "step_shared": (
        lambda facts: replace(facts, roadmap=(*facts.roadmap[:5], gardener().roadmap[5])),
        Where("steps", 5),
    ),
    "answer_shared": (
        lambda facts: replace(facts, questions=(*facts.questions, QuestionFacts("Why?", gardener().questions[2].answer))),
        Where("questions", 4),
    ),
    "call_shared": (
        lambda facts: replace(
            facts, calls=tuple(replace(one, body="Borrow a baker's spade.") for one in gardener().calls)
        ),
        Where("call"),
    ),
    "title_shared": (having(seo_title=gardener().seo_title), Where("seo_title")),
    "description_shared": (
        having(seo_description=gardener().seo_description.replace("gardeners", "bakers")),
        Where("seo_description"),
    ),
    "nothing_compared": (having(roadmap=()), Where("steps")),
    "nothing_told": (having(levels=()), Where("levels")),
    "little_told": (lambda facts: replace(facts, levels=facts.levels[:1]), Where("levels")),
    "duties_of_another": (having(levels=gardener().levels), Where("levels")),
    "duty_repeated": (duty(3, "Judge by touch when sourdough is ready"), Where("levels", 3, "Lead or principal", 0)),
    "duty_of_anyone": (duty(0, "Support stakeholders proactively"), Where("levels", 0, "Junior", 0)),
    "vague_skill": (first_skill(name="Problem  solving", note="Needed daily."), Where("skills", 0, "Problem  solving")),
    "tool_as_skill": (first_skill(name="JIRA"), Where("skills", 0, "JIRA")),
    "skill_as_tool": (first_skill(name="Risk Management", kind="tool"), Where("skills", 0, "Risk Management")),
    "unrelated_role": (having(cons=("Gardeners sleep.", "Flour.", "Sacks.")), Where("cons", 0)),
    "relation_without_reason": (
        having(relations=(*baker().relations, RelationFacts("porter", "feeder", "People come", " "))),
        Where("relations", 4, "Porter"),
    ),
    "relation_one_way": (related("gardener"), Where("relations", 4, "Gardener")),
    "relation_not_live": (related("miller"), Where("relations", 4, "miller")),
    "nothing_worded": (having(overview=text(""), what_they_do=text(" "), break_in=text("")), Where("overview")),
    "hard_reading": (having(what_they_do=text(LONG * 3)), Where("what_they_do")),
    "summary_length": (having(summary="Bakers bake."), Where("summary")),
    "title_length": (having(seo_title="How to Become a Baker: " + "bread " * 12), Where("seo_title")),
    "description_length": (having(seo_description="What bakers do."), Where("seo_description")),
    "unknown_token": (having(overview=text("Flour and dough: {{ pay.p90 }}.")), Where("overview")),
    "plain_token": (having(summary=f"{{{{ pay.headline }}}} {baker().summary}"[:220]), Where("summary")),
}  # fmt: skip


def test_every_rule_has_its_case() -> None:
    assert CASES.keys() == RULES.keys()


@pytest.mark.parametrize("kind", CASES)
def test_what_a_rule_is_about_is_found_where_it_is_and_costs_what_the_rule_says(kind: str) -> None:
    change, where = CASES[kind]
    facts = change(baker())
    quality = judged(facts)
    findings = [finding for finding in quality.findings if finding.kind == kind]
    assert where in [finding.where for finding in findings]
    part = next(part for part in quality.parts if part.key == RULES[kind].part)
    assert part.got == max(0, part.possible - sum(finding.rule.cost for finding in part.findings))
    assert (part.got < part.possible) == (part.cost > 0)
    refused = {finding.kind for finding in quality.refusals}
    assert (kind in refused) == RULES[kind].refuses


def test_no_rule_costs_more_than_its_part_gives_and_every_one_says_why() -> None:
    assert sum(PARTS.values()) == 100
    for rule in RULES.values():
        assert 0 <= rule.cost <= PARTS[rule.part]
        assert rule.why


# --- what is no finding ----------------------------------------------------------------


def test_three_levels_are_enough_and_so_is_a_certificate_by_any_name() -> None:
    facts = replace(baker(), levels=baker().levels[:3], break_in=text("Knock."))
    assert kinds(facts) == ["no_certificates"]
    route = replace(facts.entry_routes[0], kind="certificate")
    assert kinds(replace(facts, entry_routes=(route, *facts.entry_routes[1:]))) == []
    named = replace(facts.skills[0], kind="certification")
    assert kinds(replace(facts, skills=(named, *facts.skills[1:]))) == []


def test_an_unsourced_figures_own_note_may_state_it_and_a_sourced_ones_may_not() -> None:
    note = {"note": "The page before said $154K."}
    assert found("amount", paid(editorial=(estimate(**UNSOURCED, **note),))(baker())) == []
    [finding] = found("amount", paid(editorial=(estimate(**note),))(baker()))
    assert finding.where == Where("estimates", 0)


@pytest.mark.parametrize(
    "sentence",
    [
        "A certificate opens 80 percent of doors, says [the guild](https://guild.example/).",
        f"{source(1).label}: a certificate opens 80 percent of doors.",
        "A certificate opens most doors.",
    ],
)
def test_a_share_with_its_source_in_the_paragraph_is_no_finding(sentence: str) -> None:
    assert kinds(replace(baker(), break_in=text(sentence))) == []


def test_a_source_in_another_paragraph_does_not_count() -> None:
    prose = text(f"No certificate counts, says {source(1).label}.\n\nIt opens 80% of doors.")
    assert kinds(replace(baker(), break_in=prose)) == ["statistic"]


def test_the_end_of_the_projections_is_no_claim_to_be_new() -> None:
    cons = ("Fewer bakeries by 2034.", "Flour.", "Sacks.")
    assert kinds(replace(baker(), cons=cons)) == []
    assert kinds(replace(baker(), cons=cons, outlook=None)) == ["no_projection", "year_after_review"]
    odd = replace(made_facts.outlook(), period="ten years")
    assert kinds(replace(baker(), cons=cons, outlook=odd)) == ["year_after_review"]


def test_without_a_review_last_years_figures_may_be_named_and_this_years_may_not() -> None:
    never = replace(baker(), reviewed_on=None)
    assert kinds(replace(never, cons=("Since 2025.", "Flour.", "Sacks."))) == ["never_reviewed"]
    assert kinds(replace(never, cons=("Since 2026.", "Flour.", "Sacks."))) == ["never_reviewed", "year_after_review"]


def test_a_review_that_is_yet_to_come_vouches_for_nothing() -> None:
    assert kinds(replace(baker(), reviewed_on=TODAY)) == []
    late = replace(baker(), reviewed_on=date(2099, 1, 1))
    assert kinds(late) == ["never_reviewed"]
    assert kinds(replace(late, cons=("Since 2027.", "Flour.", "Sacks."))) == ["never_reviewed", "year_after_review"]


def test_a_change_note_may_name_its_year_and_no_amount() -> None:
    assert kinds(replace(baker(), change_note="New figures of 2027.")) == []
    assert kinds(replace(baker(), change_note="It said $154K.")) == ["amount"]


def test_a_review_lasts_a_year_to_the_day() -> None:
    assert kinds(replace(baker(), reviewed_on=date(2025, 11, 25))) == []


def test_what_every_job_asks_for_is_welcome_with_a_note_that_says_how() -> None:
    note = "You tell the shop at four what will be late."
    assert kinds(first_skill(name="Communication", note=note)(baker())) == []


def test_a_similar_role_that_relates_back_is_related_both_ways() -> None:
    back = replace(gardener(), relations=(RelationFacts("baker", "next", "A next step", "Alike."),))
    assert kinds(related("gardener")(baker()), back) == []
    assert kinds(related("gardener", "feeder")(baker())) == []


def test_a_role_is_named_once_and_a_longer_name_is_not_a_shorter_one() -> None:
    porter = guide("night-porter")
    cons = ("Night porters and porters.", "Night porter!", "A [night porter](/roles/night-porter/).")
    [finding] = found("unrelated_role", replace(baker(), cons=cons), porter)
    assert (finding.where, finding.detail) == (Where("cons", 0), {"other": "Night Porter"})
    names = tuple(TitleFacts(name, "alternate", "") for name in ("Night Porter", "Night Porters"))
    own = replace(baker(), titles=(*baker().titles, *names), cons=cons)
    assert found("unrelated_role", own, porter) == []


def test_a_guide_is_not_compared_with_itself() -> None:
    assert judged(baker(), baker()).score == 100


def test_a_short_text_is_not_graded() -> None:
    assert (
        kinds(replace(baker(), what_they_do=text("Incomprehensibly multifarious organizational responsibilities.")))
        == []
    )


# --- other guides ----------------------------------------------------------------------


def test_a_text_that_was_only_renamed_is_the_same_text() -> None:
    mine = duty(0, "Explain to customers why the baker sleeps by day")(baker())
    theirs = duty(0, "Explain to customers why the gardener sleeps by day")(gardener())
    [finding] = found("duty_shared", mine, theirs)
    assert finding.detail == {"other": "Gardener"}


def test_the_nearest_of_several_is_named() -> None:
    mine = duty(0, "Carry twelve sacks of rye flour up the mill stairs")(baker())
    near = duty(0, "Carry twelve sacks of rye flour up the stairs")(guide("miller", levels=(level("junior", "x"),)))
    same = duty(0, mine.levels[0].duties[0])(guide("zealot", levels=(level("junior", "x"),)))
    assert found("duty_shared", mine, near)[0].detail == {"other": "Miller"}
    assert found("duty_shared", mine, near, same)[0].detail == {"other": "Zealot"}


def test_a_guide_that_changes_or_goes_is_forgotten() -> None:
    copied = replace(baker(), slug="copy", title="Copy", plural="Copies")
    library = Library([*OTHERS, copied])
    assert "duty_shared" in {one.kind for one in assess(baker(), others=library, today=TODAY).findings}
    library.put(replace(gardener(), slug="copy", title="Copy", plural="Copies"))
    assert assess(baker(), others=library, today=TODAY).score == 100
    library.drop("copy")
    library.drop("copy")
    assert "copy" not in library.titles
    lonely = replace(baker(), cons=("Copies sleep.", "Flour.", "Sacks."))
    assert assess(lonely, others=library, today=TODAY).score == 100


def test_duties_that_fit_no_guide_at_all_are_not_said_to_be_anothers() -> None:
    assert found("duties_of_another", duties_of(0)(replace(baker(), levels=(level("junior"),)))) == []
    odd = replace(baker(), levels=(level("junior", "Quux frobnicates"),))
    assert found("duties_of_another", odd) == []


# --- the score -------------------------------------------------------------------------


def test_a_page_made_from_a_template_falls_below_the_gate_and_is_told_what_it_lacks() -> None:
    quality = judged(from_a_template())
    assert quality.score < GATE // 2
    assert {finding.kind for finding in quality.findings} >= {
        "unsourced_figure", "amount", "statistic", "no_occupation", "year_after_review", "never_reviewed",
        "duty_repeated", "duty_of_anyone", "vague_skill", "tool_as_skill", "skill_without_note", "no_warning",
        "step_without_hours", "step_without_end", "few_relations", "few_questions", "few_route_kinds",
    }  # fmt: skip


EMPTY = replace(
    made_facts.role("baker", wages=(), skills=(), ranks=(), estimates=()),
    occupations=(), outlook=None, summary="", overview=text(""), what_they_do=text(""), break_in=text(""),
    titles=(), roadmap=(), entry_routes=(), pros=(), cons=(), not_for_you_if=(), questions=(), relations=(), calls=(),
    seo_title="", seo_description="", reviewed_on=None,
)  # fmt: skip


def test_a_part_with_nothing_to_judge_earns_nothing() -> None:
    parts = {part.key: part.got for part in judged(EMPTY).parts}
    assert parts == {"complete": 0, "sourced": 0, "fresh": 4, "unlike": 0, "true": 0, "wording": 0}


def test_an_empty_guide_of_an_occupation_with_every_figure_is_below_the_gate() -> None:
    whole = baker()
    quality = judged(replace(EMPTY, occupations=whole.occupations, pay=whole.pay, outlook=whole.outlook))
    assert (got(whole, "sourced"), quality.score) == (20, 24)
    assert quality.is_below


def test_one_line_of_everything_is_below_the_gate() -> None:
    whole = baker()
    one_level = replace(whole.levels[0], duties=whole.levels[0].duties[:1])
    bare = replace(
        EMPTY, occupations=whole.occupations, pay=whole.pay, outlook=whole.outlook, summary="Bakers bake.",
        overview=text("Dough."), what_they_do=text("You scale flour."), skills=whole.skills[:1], levels=(one_level,),
    )  # fmt: skip
    quality = judged(bare)
    assert quality.refusals == ()
    assert quality.is_below


def test_swapped_duties_alone_put_both_guides_below_the_gate() -> None:
    mine, theirs = replace(baker(), levels=gardener().levels), replace(gardener(), levels=baker().levels)
    library = Library([*OTHERS[1:], mine, theirs])
    for facts, other in ((mine, "Gardener"), (theirs, "Baker")):
        quality = assess(facts, others=library, today=TODAY)
        assert quality.is_below
        [finding] = [one for one in quality.findings if one.kind == "duties_of_another"]
        assert finding.detail == {"other": other}


def test_what_mending_one_finding_is_worth_is_what_the_part_gains() -> None:
    some, much = Finding("no_figure", Where("estimates")), Finding("amount", Where("summary"))
    part = Part("sourced", 20, (some, much, much, much))
    assert (part.cost, part.got) == (26, 0)
    assert (part.worth(some), part.worth(much)) == (2, 0)
    assert Part("sourced", 20, (some,)).worth(some) == 8


def test_fixes_are_listed_by_worth_without_what_refuses() -> None:
    one, two, three = (Finding(kind, Where("x")) for kind in ("few_titles", "no_figure", "no_summary"))
    quality = Quality.of([one, two, three])
    assert [(finding.kind, worth) for finding, worth in quality.fixes] == [("no_figure", 8), ("few_titles", 1)]
    assert quality.refusals == (three,)


@settings(max_examples=60, deadline=None)
@given(made_facts.roles(), st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_the_score_is_the_sum_of_its_parts_from_0_to_100(facts: RoleFacts, today: date) -> None:
    quality = assess(facts, others=Library(OTHERS), today=today)
    assert quality.score == sum(part.got for part in quality.parts)
    assert [part.key for part in quality.parts] == list(PARTS)
    assert all(0 <= part.got <= part.possible for part in quality.parts)
    assert 0 <= quality.score <= 100


@settings(max_examples=60, deadline=None)
@given(made_facts.roles(), made_facts.estimates())
def test_a_sourced_figure_more_never_lowers_sourcing(facts: RoleFacts, figure: Any) -> None:
    sourced = estimate(level=figure.level, low=figure.low, median=figure.median, high=figure.high)
    more = replace(facts, pay=replace(facts.pay, editorial=(*facts.pay.editorial, sourced)))
    assert got(more, "sourced") >= got(facts, "sourced")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_duty_of_another_guide_never_raises_uniqueness(data: st.DataObject) -> None:
    facts = data.draw(st.sampled_from([baker(), from_a_template()]))
    theirs = [one for level in gardener().levels for one in level.duties]
    taken = data.draw(st.lists(st.sampled_from(theirs), max_size=4))
    rank = data.draw(st.integers(0, 3))
    less, more = (duties_of(rank, *facts.levels[rank].duties, *taken[:n])(facts) for n in (0, len(taken)))
    assert got(more, "unlike") <= got(less, "unlike")
    assert len(found("duty_shared", more)) >= len(taken)


@settings(max_examples=30, deadline=None)
@given(st.permutations(baker().levels))
def test_the_order_of_levels_changes_nothing(levels: list[LevelFacts]) -> None:
    assert judged(replace(baker(), levels=tuple(levels))).score == 100
