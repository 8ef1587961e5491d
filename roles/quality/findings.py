"""What was found in a text, where, and what it costs: the score as a sum of its parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .pair_rules import PAIR_RULES
from .rules import GATE, PARTS, RULES, Rule


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a guide or in the words about a pair: a text such as "overview", or a kind of rows such as "steps".

    ``row`` counts the rows from 0, ``line`` the duties of a level from 0;
    ``name`` is what the row is called: a level's name, a skill's, a related role's slug.
    """

    section: str
    row: int | None = None
    name: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something an editor can mend: its kind (a key of ``RULES`` or ``PAIR_RULES``), its place, and what the words of it need."""

    kind: str
    where: Where
    detail: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def rule(self) -> Rule:
        return RULES.get(self.kind) or PAIR_RULES[self.kind]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the score: ``got`` of ``possible`` points, and the findings that cost the rest."""

    key: str
    possible: int
    findings: tuple[Finding, ...]

    @property
    def cost(self) -> int:
        """What the findings ask for, which may be more than there is."""
        return sum(finding.rule.cost for finding in self.findings)

    @property
    def got(self) -> int:
        return max(0, self.possible - self.cost)

    def worth(self, finding: Finding) -> int:
        """How many points the guide would gain if this finding alone were mended."""
        return max(0, self.possible - self.cost + finding.rule.cost) - self.got


@dataclass(frozen=True, slots=True)
class Quality:
    """A score from 0 to 100: what its parts got, added up."""

    parts: tuple[Part, ...]

    @classmethod
    def of(cls, findings: Iterable[Finding], possible: Mapping[str, int] = PARTS) -> Quality:
        """Every part, of a guide unless others are given, with what was found in it."""
        by_part: dict[str, list[Finding]] = {key: [] for key in possible}
        for finding in findings:
            by_part[finding.rule.part].append(finding)
        return cls(tuple(Part(key, points, tuple(by_part[key])) for key, points in possible.items()))

    @property
    def score(self) -> int:
        return sum(part.got for part in self.parts)

    @property
    def is_below(self) -> bool:
        """It needs a reason to be published."""
        return self.score < GATE

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(finding for part in self.parts for finding in part.findings)

    @property
    def refusals(self) -> tuple[Finding, ...]:
        """What no reason helps against."""
        return tuple(finding for finding in self.findings if finding.rule.refuses)

    @property
    def fixes(self) -> tuple[tuple[Finding, int], ...]:
        """What may stay but costs points, or should be known, with what mending it alone is worth: the most costly first."""
        pairs = [(one, part.worth(one)) for part in self.parts for one in part.findings if not one.rule.refuses]
        return tuple(sorted(pairs, key=lambda pair: (-pair[0].rule.cost, -pair[1])))
