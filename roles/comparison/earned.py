"""Whether the comparison of a pair has earned a place in search engines. Pure: no Django, no database.

Any two roles can be compared, and most of those pages nobody would search for. One is kept by search engines only
if it has something to say that stands nowhere else; every other is served to whoever asks for it, with noindex.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from roles.comparison.compared import Comparison
from roles.comparison.words import Words
from roles.quality import GATE

LEAST_DIFFERENCES = 5
LEAST_SOURCED = 1
LEAST_WORDS = 40  # written about this very pair: two reasons, one from each guide, are about that long


@dataclass(frozen=True, slots=True)
class Standing:
    """What a pair has to show.

    ``qualities`` are the scores with which the two guides were published, None where none was kept; ``relations``
    the kinds by which either guide names the other. ``sourced`` of its ``differences`` are between figures of an
    official publication. ``own_words`` counts what editors wrote about the pair: their words about it, and the
    reasons that the guides give for naming each other.
    """

    qualities: tuple[int | None, ...]
    relations: tuple[str, ...]
    has_words: bool
    differences: int
    sourced: int
    own_words: int


# What is asked of a pair, in the order in which a report says it.
CONDITIONS: dict[str, Callable[[Standing], bool]] = {
    "quality": lambda standing: all(score is not None and score >= GATE for score in standing.qualities),
    "named": lambda standing: bool(standing.relations) or standing.has_words,
    "differences": lambda standing: standing.differences >= LEAST_DIFFERENCES,
    "sourced": lambda standing: standing.sourced >= LEAST_SOURCED,
    "own_words": lambda standing: standing.own_words >= LEAST_WORDS,
}


def lacking(standing: Standing) -> tuple[str, ...]:
    """The conditions that the pair does not meet; none: it has earned its place."""
    return tuple(name for name, is_met in CONDITIONS.items() if not is_met(standing))


def standing_of(compared: Comparison, qualities: tuple[int | None, ...], words: Words | None) -> Standing:
    """What these two roles have to show; ``qualities`` in the order of the sides."""
    named = [relation for _side, relation in compared.named]
    texts = [relation.reason for relation in named]
    if words is not None:
        texts += [words.answer, words.text.markdown, *words.choose_a, *words.choose_b]
        texts += [text for row in words.contrasts for text in (row.label, row.a, row.b)]
    return Standing(
        qualities=qualities,
        relations=tuple(dict.fromkeys(relation.kind for relation in named)),
        has_words=words is not None,
        differences=len(compared.differences),
        sourced=sum(difference.source is not None for difference in compared.differences),
        own_words=sum(len(text.split()) for text in texts),
    )
