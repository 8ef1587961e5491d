"""The quality of the words about two roles: every rule is found where it is broken, and what is sound costs nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from roles import findings, pair_findings
from roles.comparison.words import Contrast, Words
from roles.importers.catalogue_comparisons import read_comparisons
from roles.importers.unwrap import unwrap
from roles.quality import GATE, PAIR_PARTS, PAIR_RULES, Finding, Pair, Quality, Sentences, Where, assess_words, figures

from .quality_guides import baker, gardener, text

FILE = read_comparisons(
    Path(__file__).resolve().parent.parent / "data", {"engineering-manager", "technical-project-manager"}
)[0]
GOOD = Words(
    answer=" ".join(FILE.answer.split()),
    text=text(unwrap(FILE.text)),
    contrasts=tuple(Contrast(row.label, row.a, row.b) for row in FILE.contrasts),
    choose_a=tuple(FILE.choose_a),
    choose_b=tuple(FILE.choose_b),
    seo_description=FILE.seo_description,
    number=1,
    published_at=datetime(2026, 11, 1, tzinfo=UTC),
)
NAMES = ("Engineering Manager", "Engineering Managers", "Technical Project Manager", "Technical Project Managers")
LABEL = "Engineering Manager and Technical Project Manager"
Change = Callable[[Pair], Pair]


def pair(**changes: Any) -> Pair:
    return Pair(words=replace(GOOD, **changes), names=NAMES, guides=(baker(), gardener()))


def judged(one: Pair, *others: tuple[str, Pair]) -> Quality:
    return assess_words(one, label=LABEL, others=Sentences([(LABEL, one), *others]))


def test_sound_words_lose_nothing() -> None:
    quality = judged(pair())
    assert (quality.score, quality.findings) == (100, ())
    assert [part.key for part in quality.parts] == list(PAIR_PARTS)


OF_THE_GUIDE = baker().what_they_do.markdown.split(". ")[0]
OTHER = replace(
    pair(),
    words=Words("", text("Ask the Baker who writes the yearly review of bread."), (), (), (), "", 1, GOOD.published_at),
    names=("Baker", "Bakers"),
)

CASES: dict[str, tuple[Pair, Where]] = {
    "no_answer": (pair(answer=" "), Where("answer")),
    "answer_length": (pair(answer="One plans and the other builds."), Where("answer")),
    "few_choices": (pair(choose_b=GOOD.choose_b[:2]), Where("choose_b")),
    "choice_shared": (pair(choose_b=(*GOOD.choose_b, f"{GOOD.choose_a[0]}!")), Where("choose_b", 3)),
    "few_contrasts": (pair(contrasts=GOOD.contrasts[:2]), Where("contrasts")),
    "no_contrasts": (pair(contrasts=()), Where("contrasts")),
    "contrast_alike": (
        pair(contrasts=(*GOOD.contrasts, Contrast("Meets", "The same people every day", "the same people, every day"))),
        Where("contrasts", 4, "Meets"),
    ),
    "contrast_twice": (
        pair(contrasts=(*GOOD.contrasts, Contrast("judged on", "People", "Dates"))),
        Where("contrasts", 4, "judged on"),
    ),
    "no_words": (pair(text=text("**")), Where("text")),
    "few_words": (pair(text=text("They differ in what they are asked on Monday morning.")), Where("text")),
    "sentence_of_guide": (pair(text=text(f"{GOOD.text.markdown}\n\n{OF_THE_GUIDE}.")), Where("text")),
    "sentence_of_pair": (
        pair(choose_a=(*GOOD.choose_a, "Ask the engineering manager who writes the yearly review of bread.")),
        Where("choose_a", 3),
    ),
    "guide_not_live": (replace(pair(), guides=(baker(),)), Where("text")),
    "nothing_worded_of_pair": (pair(answer="", text=text("**")), Where("text")),
    "words_hard": (
        pair(text=text(f"{'Organizational responsibilities notwithstanding, ' * 60}prioritization matters.")),
        Where("text"),
    ),
    "filler": (pair(choose_a=("like a Fast-Paced office", *GOOD.choose_a)), Where("choose_a", 0)),
    "words_description": (pair(seo_description="What differs."), Where("seo_description")),
    "figure": (
        pair(contrasts=(Contrast("Paid", "$120,000", "Less"), *GOOD.contrasts)),
        Where("contrasts", 0),
    ),
    "words_token": (pair(answer=f"{GOOD.answer} {{{{ pay.headline }}}}"), Where("answer")),
}


def test_every_rule_has_its_case_and_its_words() -> None:
    assert CASES.keys() == PAIR_RULES.keys() == pair_findings.WORDS.keys()
    assert pair_findings.PARTS.keys() == PAIR_PARTS.keys()
    assert sum(PAIR_PARTS.values()) == 100
    for rule in PAIR_RULES.values():
        assert 0 <= rule.cost <= PAIR_PARTS[rule.part]
        assert rule.why


@pytest.mark.parametrize("kind", CASES)
def test_what_a_rule_is_about_is_found_where_it_is_and_costs_what_the_rule_says(kind: str) -> None:
    spoiled, where = CASES[kind]
    quality = judged(spoiled, ("Baker and Gardener", OTHER))
    assert where in [finding.where for finding in quality.findings if finding.kind == kind]
    part = next(part for part in quality.parts if part.key == PAIR_RULES[kind].part)
    assert part.got == max(0, part.possible - part.cost)
    assert part.cost >= PAIR_RULES[kind].cost
    assert (kind in {finding.kind for finding in quality.refusals}) == PAIR_RULES[kind].refuses


@pytest.mark.parametrize("kind", CASES)
def test_a_finding_is_told_in_words_with_its_place(kind: str) -> None:
    spoiled, where = CASES[kind]
    quality = judged(spoiled, ("Baker and Gardener", OTHER))
    told = [*findings.told(quality), *findings.refusals(quality)]
    [said] = [one for one in told if one.finding.kind == kind and one.finding.where == where]
    assert said.what
    assert "%(" not in f"{said.what}{said.why}{said.place}"


def test_a_sentence_that_was_only_renamed_is_the_same_sentence() -> None:
    quality = judged(CASES["sentence_of_pair"][0], ("Baker and Gardener", OTHER))
    [found] = quality.findings
    assert found.detail["other"] == "Baker and Gardener"
    assert judged(CASES["sentence_of_pair"][0]).findings == ()


def test_a_turn_of_phrase_is_nobodys_own() -> None:
    other = replace(OTHER, words=replace(OTHER.words, choose_a=("It is a trade.",)))
    assert judged(pair(choose_a=(*GOOD.choose_a, "It is a trade.")), ("Another", other)).findings == ()


def test_empty_words_earn_nothing() -> None:
    empty = pair(answer="", text=text(""), contrasts=(), choose_a=(), choose_b=(), seo_description="")
    assert [part.got for part in judged(empty).parts] == [0, 0, 0, 0]


def test_words_that_were_made_from_a_template_are_below_the_gate() -> None:
    vague = pair(
        answer="Both are great careers. It depends.",
        text=text("Both work in a fast-paced office."),
        contrasts=(Contrast("Work", "Teams and projects", "Teams and projects"),),
    )
    assert judged(vague).score < GATE
    assert judged(vague).is_below


@pytest.mark.parametrize(
    "said",
    ["$1,200", "80%", "12.5 percent", "10 per cent", "1,200", "12,000,000", "3 million", "2x", "10 times", "90k"],
)
def test_a_figure_that_needs_a_source_is_one(said: str) -> None:
    assert figures(f"It is {said} of it") == [said]


@pytest.mark.parametrize("said", ["2026", "24/7", "12 weeks", "ISO 27001", "3 to 5 people", "802.11", "S3", "level 2"])
def test_a_year_a_count_or_a_name_is_none(said: str) -> None:
    assert figures(f"It is {said} of it") == []


def test_a_kind_of_another_text_is_not_taken_for_one_of_a_guide() -> None:
    assert Finding("no_answer", Where("answer")).rule is PAIR_RULES["no_answer"]
