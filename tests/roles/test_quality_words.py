"""Words: stems, shingles, and a reading grade against sentences counted by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles.quality.words import likeness, masked, plain, reading, shingles, stem, syllables, telling, words_of


@pytest.mark.parametrize(
    ("words", "stemmed"),
    [
        ("plan plans planned planning planner planners", "plan"),
        ("test tests tested testing tester", "test"),
        ("release releases released releasing", "releas"),
        ("dependency dependencies", "dependency"),
        ("class classes", "class"),
        ("design design's designs", "design"),
        ("is", "is"),
        ("see seed", "see seed"),
    ],
)
def test_forms_of_a_word_have_one_stem(words: str, stemmed: str) -> None:
    stems = list(dict.fromkeys(map(stem, words.split())))
    assert stems == stemmed.split()


def test_what_tells_of_a_text_is_left_when_common_words_are_gone() -> None:
    assert telling("You are the one who **plans** [the release](/x/) with the team: {{ pay.headline }}") == {
        "plan",
        "releas",
    }


def test_markdown_is_read_as_it_is_shown() -> None:
    assert words_of(plain("A *bold* `word`, a [link’s text](https://x.example/a_b) and {{ pay.headline }}.")) == [
        "a", "bold", "word", "a", "link's", "text", "and",
    ]  # fmt: skip


def test_a_name_is_masked_longest_first() -> None:
    assert masked("Bakers help a head baker.", "Baker", "Head Baker", "Bakers", "") == "* help a *"
    assert masked("A baker!", "", "—") == "a baker"


def test_shingles_are_runs_of_words_and_a_short_text_is_its_own() -> None:
    assert shingles(["a", "b", "c"]) == {"a b", "b c"}
    assert shingles(["a"]) == {"a"}
    assert shingles([]) == frozenset()


WORDS = st.lists(st.sampled_from("abcdef"), max_size=8)


@given(WORDS, WORDS)
def test_likeness_is_a_share_and_the_same_both_ways(a: list[str], b: list[str]) -> None:
    one, two = shingles(a), shingles(b)
    assert 0 <= likeness(one, two) == likeness(two, one) <= 1
    assert likeness(one, one) == (1 if a else 0)


# --- reading grade ---------------------------------------------------------------------

COUNTED = {
    1: "the used called whole scope scopes planned risks see prove queue",
    2: "people changes started table tables settled handled nation special being software review data courses",
    3: "area manual quality manager engineer idea video releases",
    4: "architecture information education",
    6: "responsibility",
}


@pytest.mark.parametrize(("count", "word"), [(count, word) for count, text in COUNTED.items() for word in text.split()])
def test_syllables_of_common_words(count: int, word: str) -> None:
    assert syllables(word) == count


@pytest.mark.parametrize(
    ("text", "sentences", "words", "spoken", "grade"),
    [
        # The-cat-sat-on-the-mat: 0.39 × 6 + 11.8 × 6 ÷ 6 − 15.59
        ("The cat sat on the mat.", 1, 6, 6, -1.45),
        # A-man-ag-er-plans-the-re-lease. She-tells-the-team-ear-ly.
        ("A manager plans the release. She tells the team early.", 2, 10, 14, 2.88),
        # Re-spon-si-bil-i-ty-for-ar-chi-tec-ture
        ("Responsibility for architecture.", 1, 3, 11, 28.85),
        # A list item is a sentence; so is what a colon ends; a number's point ends none.
        ("They plan:\n\n- scope\n- time in 30.3 days", 3, 6, 6, -3.01),
        ("", 0, 0, 0, 0.0),
    ],
)
def test_a_reading_grade_is_what_the_formula_gives_for_counts_made_by_hand(
    text: str, sentences: int, words: int, spoken: int, grade: float
) -> None:
    counted = reading(text)
    assert (counted.sentences, counted.words, counted.syllables) == (sentences, words, spoken)
    assert counted.grade == pytest.approx(grade, abs=0.01)


def test_longer_sentences_and_longer_words_read_harder() -> None:
    assert reading("We bake bread and sell it early and sleep late.").grade > reading("We bake. We sleep.").grade
    assert reading("Practitioners manufacture commodities.").grade > reading("Bakers make bread.").grade


@given(st.text(max_size=200))
def test_any_text_has_a_grade(text: str) -> None:
    assert reading(text).grade == reading(text).grade
