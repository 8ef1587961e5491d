"""What a misspelled word was meant to be: the nearest word that some guide is named by."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from difflib import get_close_matches
from functools import reduce
from operator import or_

from django.db.models import Q
from django.db.models.functions import Length

from roles.models import SearchWord

SHORTEST = 4  # of fewer letters every word is near to many
LEAST_ALIKE = 0.7  # of 1; one wrong letter in four is 0.75
_LONGER = 2  # letters that a word may have more or fewer than what was typed


def corrected(words: Sequence[str]) -> list[str]:
    """The words, each that no guide is named by replaced by the nearest that one is; at most two queries."""
    unknown = [word for word in words if len(word) >= SHORTEST]
    if unknown:
        known = SearchWord.objects.filter(reduce(or_, (Q(word__startswith=word) for word in unknown)))
        begun = tuple(known.values_list("word", flat=True))
        unknown = [word for word in unknown if not any(other.startswith(word) for other in begun)]
    if not unknown:
        return list(words)
    candidates = _candidates(unknown)
    return [_nearest(word, candidates) if word in unknown else word for word in words]


def _candidates(unknown: Sequence[str]) -> list[str]:
    """Words of about that length which begin or end alike: few mistakes are made at both ends."""
    near = reduce(
        or_,
        (
            Q(length__range=(len(word) - _LONGER, len(word) + _LONGER))
            & (Q(word__startswith=word[0]) | Q(word__endswith=word[-3:]))
            for word in unknown
        ),
    )
    return list(SearchWord.objects.annotate(length=Length("word")).filter(near).values_list("word", flat=True))


def _nearest(word: str, candidates: Collection[str]) -> str:
    found = get_close_matches(word, candidates, n=1, cutoff=LEAST_ALIKE)
    return found[0] if found else word
