"""In which order guides that match are listed: one rule, in terms that both databases know."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import add

from django.db.models import Case, Expression, IntegerField, Q, Value, When

from .texts import CANONICAL, COMPLEMENTARY, CORE, IMPORTANT, LAY, OTHER, TITLE
from .words import root

REST = 12
SHORTEST_BEGINNING = 3  # letters; fewer begin too many names


def rank(words: Sequence[str]) -> Expression:
    """How the guide is called what was asked for, the best right first.

    0 its title is that, 1 another title is, 2 its title begins so, 3 every word begins a word of its title,
    4 another title begins so, 5 its occupation's own title is that, 6 that begins so, 7 a lay title is that,
    8 a core skill is, 9 an important one, 10 a complementary one, 11 a lay title begins so, 12 the rest.
    """
    asked = "".join(words)
    by_name = [
        _is(TITLE, asked), _is(OTHER, asked), _begins(TITLE, asked), _in_title(words), _begins(OTHER, asked),
        _is(CANONICAL, asked), _begins(CANONICAL, asked), _is(LAY, asked),
        _is(CORE, asked), _is(IMPORTANT, asked), _is(COMPLEMENTARY, asked), _begins(LAY, asked),
    ]  # fmt: skip
    return Case(
        When(
            Q(search_keys__contains=asked),  # one look spares ten
            then=Case(*(When(is_called, then=place) for place, is_called in enumerate(by_name)), default=Value(REST)),
        ),
        When(_in_title(words), then=3),
        default=Value(REST),
        output_field=IntegerField(),
    )


def _is(mark: str, asked: str) -> Q:
    return Q(search_keys__contains=f"\n{mark}{asked}\n")


def _begins(mark: str, asked: str) -> Q:
    return Q(search_keys__contains=f"\n{mark}{asked}") if len(asked) >= SHORTEST_BEGINNING else Q(pk__in=[])


def _in_title(words: Sequence[str]) -> Q:
    return reduce(lambda all_, word: all_ & Q(title_words__contains=f" {root(word)}"), words, Q())


def score(words: Sequence[str]) -> Expression:
    """How much the words weigh in the guide: a whole word more than a beginning, a title more than a skill."""
    return reduce(add, (_weight(word) for word in words))


def _weight(word: str) -> Expression:
    begins = f" {root(word)}"
    return Case(
        When(title_words__contains=f" {word} ", then=12),
        When(title_words__contains=begins, then=10),
        When(other_words__contains=f" {word} ", then=6),
        When(other_words__contains=begins, then=4),
        When(skill_words__contains=f" {word} ", then=3),
        When(skill_words__contains=begins, then=2),
        default=Value(0),
        output_field=IntegerField(),
    )
