"""Roles in a list: one frozen row a live guide, with its headline, the source of it and its mark."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models.fields.json import KT

from roles.charts.lists import MiniRange, PayRange, list_scale
from roles.charts.marks import Tick
from roles.models import RoleDocument
from roles.querysets import RoleDocumentQuerySet

SKILLS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A live guide as a list prints it. Amounts are whole units a year; ``growth_percent`` is over ``growth_period``."""

    slug: str
    title: str
    domain_name: str
    summary: str
    skills: tuple[str, ...]
    amount: int | None
    currency: str
    flag: str
    source: str
    p25: int | None
    p75: int | None
    growth_percent: float | None
    growth_period: str
    published_at: datetime
    mark: MiniRange | None


@dataclass(frozen=True, slots=True)
class RoleList:
    """Rows on one scale, and each source that their figures come from."""

    rows: tuple[RoleRow, ...]
    ticks: tuple[Tick, ...]
    pay_sources: tuple[str, ...]
    growth_sources: tuple[str, ...]


def for_rows(documents: RoleDocumentQuerySet) -> RoleDocumentQuerySet:
    """These documents with the columns that rows print and where the projection comes from; no facts."""
    return documents.for_lists().annotate(
        growth_period=KT("facts__outlook__period"), growth_source=KT("facts__outlook__source")
    )


def pay_range(document: RoleDocument) -> PayRange:
    """What the document's columns say of its pay."""
    return PayRange(
        document.slug,
        document.title,
        document.headline_amount,
        document.headline_currency,
        document.headline_flag,
        document.p25,
        document.p75,
    )


def role_list(documents: Sequence[RoleDocument]) -> RoleList:
    """The list of these documents, in their order; they come from ``for_rows``."""
    pays = [pay_range(document) for document in documents]
    scale = list_scale(pays)
    rows = tuple(_row(document, scale.mark(pay)) for document, pay in zip(documents, pays, strict=True))
    return RoleList(
        rows=rows,
        ticks=scale.ticks,
        pay_sources=_each_once(row.source for row in rows),
        growth_sources=_each_once(getattr(document, "growth_source", None) for document in documents),
    )


def _row(document: RoleDocument, mark: MiniRange | None) -> RoleRow:
    period = getattr(document, "growth_period", None)
    return RoleRow(
        slug=document.slug,
        title=document.title,
        domain_name=document.domain_name,
        summary=document.summary,
        skills=tuple(document.skill_names[:SKILLS_SHOWN]),
        amount=document.headline_amount,
        currency=document.headline_currency,
        flag=document.headline_flag,
        source=document.headline_source,
        p25=document.p25,
        p75=document.p75,
        growth_percent=document.growth_percent if period else None,
        growth_period=period or "",
        published_at=document.published_at,
        mark=mark,
    )


def _each_once(texts: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))
