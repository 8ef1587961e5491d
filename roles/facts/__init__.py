"""RoleFacts: the one frozen object that page, JSON and comparison print.

Built by ``roles.documents`` from a guide version and today's official wages,
stored as JSON in ``RoleDocument.facts``. Amounts are whole units of a currency a
year; hours are hours of effort; percentages are per cent.

Every figure names its source by number: ``sources[n - 1]`` is source *n*.
"""

from .guide import (
    IMPORTANCES,
    RANKS,
    SKILL_WEIGHTS,
    CallFacts,
    DomainFacts,
    LevelFacts,
    Prose,
    QuestionFacts,
    RelationFacts,
    RoleFacts,
    RouteFacts,
    SkillFacts,
    StepFacts,
    TitleFacts,
)
from .pay import (
    EstimateFacts,
    Headline,
    LevelPay,
    OccupationFacts,
    OutlookFacts,
    PayFacts,
    Percentiles,
    SourceFacts,
)
from .stored import from_stored, to_stored

__all__ = [
    "IMPORTANCES",
    "RANKS",
    "SKILL_WEIGHTS",
    "CallFacts",
    "DomainFacts",
    "EstimateFacts",
    "Headline",
    "LevelFacts",
    "LevelPay",
    "OccupationFacts",
    "OutlookFacts",
    "PayFacts",
    "Percentiles",
    "Prose",
    "QuestionFacts",
    "RelationFacts",
    "RoleFacts",
    "RouteFacts",
    "SkillFacts",
    "SourceFacts",
    "StepFacts",
    "TitleFacts",
    "from_stored",
    "to_stored",
]
