"""In which order guides that match are listed: one rule, in terms that both databases know."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import add, and_

from django.db.models import Case, Expression, IntegerField, Q, Value, When
from django.db.models.functions import Coalesce

from .matching import SHORTEST_BEGINNING
from .texts import CANONICAL, COMPLEMENTARY, CORE, IMPORTANT, LAY, OTHER, TITLE
from .words import root

REST = 12


def rank(words: Sequence[str], *, typing: bool = False) -> Expression:
    """How the guide is called what was asked for, the best right first. ``typing``: the last word may be unfinished.

    0 its title is that, 1 another title is, 2 its title begins so, 3 every word begins a word of its title,
    4 another title begins so, 5 its occupation's own title is that, 6 that begins so, 7 a lay title is that,
    8 a core skill is, 9 an important one, 10 a complementary one, 11 a lay title begins so, 12 the rest.

    Most guides that match are called otherwise, so one look at their keys must spare the others.
    """
    asked = "".join(words)
    in_title = reduce(and_, (Q(title_words__contains=each) for each in _held(words, typing=typing)))
    named = _first(
        (_is(TITLE, asked), 0), (_is(OTHER, asked), 1), (_begins(TITLE, asked), 2), (in_title, 3),
        (_begins(OTHER, asked), 4), (_is(CANONICAL, asked), 5), (_begins(CANONICAL, asked), 6), (_is(LAY, asked), 7),
    )  # fmt: skip
    skilled = _first(*((Q(skill_keys__contains=f"{mark}|{asked}\n"), 8 + place) for place, mark in enumerate(_SKILLS)))
    rest = Value(REST)
    return Case(
        When(
            Q(name_keys__contains=f"|{asked}"), then=Coalesce(named, skilled, _first((_begins(LAY, asked), 11)), rest)
        ),
        When(in_title, then=3),
        When(Q(skill_keys__contains=f"|{asked}\n"), then=skilled),
        default=rest,
        output_field=IntegerField(),
    )


_SKILLS = (CORE, IMPORTANT, COMPLEMENTARY)


def _first(*cases: tuple[Q, int | Expression]) -> Expression:
    """The value of the first condition that holds, or null."""
    return Case(*(When(condition, then=value) for condition, value in cases), output_field=IntegerField())


def _is(mark: str, asked: str) -> Q:
    return Q(name_keys__contains=f"{mark}|{asked}\n")


def _begins(mark: str, asked: str) -> Q:
    return Q(name_keys__contains=f"{mark}|{asked}") if len(asked) >= SHORTEST_BEGINNING else Q(pk__in=[])


def _held(words: Sequence[str], *, typing: bool) -> list[str]:
    """What a column of words holds if it holds each of these: its beginning, or the whole of a short word."""
    last = len(words) - 1
    return [
        f" {root(word)}" if len(word) >= SHORTEST_BEGINNING or (typing and place == last) else f" {word} "
        for place, word in enumerate(words)
    ]


def score(words: Sequence[str], *, typing: bool = False) -> Expression:
    """How much the words weigh in the guide: a whole word more than a beginning, a title more than a skill."""
    return reduce(add, map(_weight, words, _held(words, typing=typing)))


def _weight(word: str, beginning_of_it: str) -> Expression:
    def held(column: str, whole: int, beginning: int) -> When:
        weight = Case(
            When(**{f"{column}__contains": f" {word} "}, then=whole),
            default=Value(beginning),
            output_field=IntegerField(),
        )
        return When(**{f"{column}__contains": beginning_of_it}, then=weight)

    return Case(
        held("title_words", 12, 10),
        held("other_words", 6, 4),
        held("skill_words", 3, 2),
        default=Value(0),
        output_field=IntegerField(),
    )
