"""Pay: what may be said of it, and what must be refused.

Pure: no Django, no database, no clock. Amounts are whole units of a currency a year.
"""

from .by_level import (
    BANDS,
    DRAWABLE,
    MATCHES,
    PERCENTILE_NAMES,
    SPECIFICITIES,
    assemble,
    best_first,
    choose_headline,
    pay_by_level,
    refusal,
    specificity,
)
from .differences import (
    NEW_METHODS,
    DatedFigure,
    HeadlineKey,
    comparable,
    headline_key,
    pay_difference,
)
from .disagreement import Disagreement, disagreements
from .example import Candidate, pick
from .history import PayStep, ReleaseCell, by_release
from .words import SYMBOLS, money_text

__all__ = [
    "BANDS",
    "DRAWABLE",
    "MATCHES",
    "NEW_METHODS",
    "PERCENTILE_NAMES",
    "SPECIFICITIES",
    "SYMBOLS",
    "Candidate",
    "DatedFigure",
    "Disagreement",
    "HeadlineKey",
    "PayStep",
    "ReleaseCell",
    "assemble",
    "best_first",
    "by_release",
    "choose_headline",
    "comparable",
    "disagreements",
    "headline_key",
    "money_text",
    "pay_by_level",
    "pay_difference",
    "pick",
    "refusal",
    "specificity",
]
