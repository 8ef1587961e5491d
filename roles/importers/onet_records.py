"""What an O*NET release says, one record a statement. Pure. ``dated_on`` is the first day of the month that it gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple


class Described(NamedTuple):
    """An occupation's official title and description."""

    code: str
    title: str
    description: str


class JobZone(NamedTuple):
    """How much preparation the occupation needs, 1 little to 5 extensive."""

    code: str
    zone: int
    dated_on: date | None


class JobTitle(NamedTuple):
    """A lay title; ``short`` is empty where there is no shorter form."""

    code: str
    title: str
    short: str


class Task(NamedTuple):
    """What people in the occupation do; kind "core", "supplemental" or "" (not rated)."""

    code: str
    task_id: int
    task: str
    kind: str
    dated_on: date | None


class Software(NamedTuple):
    """A product used at work, and the category it is put in."""

    code: str
    name: str
    category_code: str
    category: str
    is_hot: bool
    is_in_demand: bool


class Rated(NamedTuple):
    """A skill's importance (1 to 5) and level (0 to 7); null where suppressed or not relevant."""

    code: str
    element_id: str
    name: str
    importance: Decimal | None
    level: Decimal | None
    dated_on: date | None


class Education(NamedTuple):
    """Per cent of the asked who name this level as required; null where suppressed. Label empty if the release has none."""

    code: str
    scale: str
    category: int
    label: str
    percent: Decimal | None
    dated_on: date | None


class Category(NamedTuple):
    """What a place on a scale of an element is called."""

    element_id: str
    scale: str
    category: int
    label: str


class Rating(NamedTuple):
    """One figure of a skill: importance (scale IM) or level (LV)."""

    code: str
    element_id: str
    name: str
    scale: str
    value: Decimal | None
    dated_on: date | None


class Related(NamedTuple):
    """An occupation named as related to another: directed, nearest first."""

    code: str
    related: str
    tier: str
    position: int


@dataclass(frozen=True, slots=True)
class OnetFile:
    """A table of the release that was read, and what it is of."""

    scope: str
    path: Path
    rows: int


@dataclass(slots=True)
class OnetRelease:
    """A whole release: "30.3", "May 2026", and everything that is imported of it."""

    version: str
    month: str
    occupations: tuple[Described, ...] = ()
    zones: tuple[JobZone, ...] = ()
    titles: tuple[JobTitle, ...] = ()
    tasks: tuple[Task, ...] = ()
    software: tuple[Software, ...] = ()
    skills: tuple[Rated, ...] = ()
    education: tuple[Education, ...] = ()
    related: tuple[Related, ...] = ()
    files: list[OnetFile] = field(default_factory=list)
