"""How good a guide is, from 0 to 100, as a sum of explained parts: pure, from its facts and what other guides say.

``rules`` holds every weight; ``roles.findings`` puts what is found into an editor's words.
"""

from __future__ import annotations

from datetime import date

from roles.facts import RoleFacts

from .complete import complete
from .findings import Finding, Part, Quality, Where
from .library import Library
from .own import true, unlike
from .pair import Pair, Sentences, assess_words, figures
from .pair_rules import PAIR_PARTS, PAIR_RULES
from .rules import GATE, LENGTHS, MOST_STEPS, PARTS, REVIEW_LASTS, RULES, Aim, Rule
from .sourced import fresh, sourced
from .wording import wording

__all__ = [
    "GATE",
    "LENGTHS",
    "MOST_STEPS",
    "PAIR_PARTS",
    "PAIR_RULES",
    "PARTS",
    "REVIEW_LASTS",
    "RULES",
    "Aim",
    "Finding",
    "Library",
    "Pair",
    "Part",
    "Quality",
    "Rule",
    "Sentences",
    "Where",
    "assess",
    "assess_words",
    "figures",
]


def assess(facts: RoleFacts, *, others: Library, today: date) -> Quality:
    """The quality of a guide, beside the live guides of ``others``, as of ``today``."""
    return Quality.of(
        [
            *complete(facts),
            *sourced(facts),
            *fresh(facts, today),
            *unlike(facts, others),
            *true(facts, others),
            *wording(facts, others),
        ]
    )
