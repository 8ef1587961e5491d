"""What a check found, and how it is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal

Level = Literal["ok", "advice", "wrong"]
MARKS: dict[Level, str] = {"ok": "ok     ", "advice": "advice ", "wrong": "WRONG  "}


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence on one thing. ``fix`` says what to do where something is wrong or could be better."""

    level: Level
    says: str
    fix: str = ""

    def as_dict(self) -> dict[str, str]:
        return asdict(self)


def ok(says: str) -> Finding:
    return Finding("ok", says)


def advice(says: str, fix: str = "") -> Finding:
    return Finding("advice", says, fix)


def wrong(says: str, fix: str) -> Finding:
    return Finding("wrong", says, fix)


def report(findings: Iterable[Finding]) -> str:
    """The findings, one a line, each fix below its finding, and a last line that sums up."""
    told = list(findings)
    lines = []
    for finding in told:
        lines.append(f"{MARKS[finding.level]}{finding.says}")
        if finding.fix:
            lines.append(f"       Fix: {finding.fix}")
    count = sum(finding.level == "wrong" for finding in told)
    summary = (
        "All is well." if not count else f"{count} thing is wrong." if count == 1 else f"{count} things are wrong."
    )
    return "\n".join([*lines, "", summary])


def status(findings: Iterable[Finding]) -> int:
    """The exit status: 1 where something is wrong, else 0; advice is no fault."""
    return int(any(finding.level == "wrong" for finding in findings))
