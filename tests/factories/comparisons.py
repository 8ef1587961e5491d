"""What an editor wrote of two roles: pages, versions, and whole live words made through the services."""

from __future__ import annotations

from typing import Any

import factory
from django.db import models, transaction
from factory.django import DjangoModelFactory

from accounts.models import User
from roles import documents
from roles.models import ComparisonPage, ComparisonVersion, GuideVersion, PairStanding, Role
from roles.quality import GATE
from roles.services import publish_words, start_words

from .guides import THIN, publish_role
from .roles import RoleFactory


class ComparisonPageFactory(DjangoModelFactory):
    """A pair about which nothing is written."""

    class Meta:
        model = ComparisonPage

    first = factory.SubFactory(RoleFactory)
    second = factory.SubFactory(RoleFactory)


def _next_number(version: Any) -> int:
    if version.page.pk is None:
        return 1
    last = ComparisonVersion.objects.filter(page=version.page).aggregate(last=models.Max("number"))["last"]
    return (last or 0) + 1


class PairStandingFactory(DjangoModelFactory):
    """What a pair has to show that has earned its place."""

    class Meta:
        model = PairStanding

    first = factory.SubFactory(RoleFactory)
    second = factory.SubFactory(RoleFactory)
    is_indexed = True
    quality_first = quality_second = GATE
    has_words = True
    differences = 9
    sourced = 3
    own_words = 200


CONTRASTS = [
    {"label": "Judged on", "first": "The plan", "second": "The result"},
    {"label": "Works with", "first": "Dates", "second": "Designs"},
    {"label": "Stays for", "first": "The project", "second": "The product"},
]


class ComparisonVersionFactory(DjangoModelFactory):
    """An open draft with every text."""

    class Meta:
        model = ComparisonVersion

    page = factory.SubFactory(ComparisonPageFactory)
    number = factory.LazyAttribute(_next_number)
    answer = "One plans the work and the other does it."
    text = "The *first* keeps the dates.\n\nThe second keeps the designs."
    contrasts = factory.LazyFunction(lambda: [dict(row) for row in CONTRASTS])
    choose_first = "like dates\nkeep calm\nwrite minutes"
    choose_second = "like designs\nask why\ndraw"
    seo_description = "What sets the two apart."


@transaction.atomic
def write_words(one: Role, other: Role, *, by: User | None = None, **columns: Any) -> ComparisonVersion:
    """Live words about two roles, made through the services. ``columns`` overwrites those of the factory."""
    draft = start_words(one=one, other=other, by=by)
    written = ComparisonVersionFactory.build(page=draft.page, **columns)
    for name in ("answer", "text", "contrasts", "choose_first", "choose_second", "seo_description", "change_note"):
        setattr(draft, name, getattr(written, name))
    draft.save()
    return publish_words(version=draft, by=by, reason=THIN)


def earned_pair(one: str = "analyst", other: str = "planner") -> tuple[Role, Role]:
    """Two live guides about which an editor wrote, and that differ in enough to be found by search engines."""
    first = publish_role(one, skills=["planning"], levels=["junior"], wage={"median": 90_000})
    second = publish_role(other, skills=["drawing"], relations=[first], steps=6)
    write_words(first, second, answer=" ".join(["One plans the work and the other does it."] * 8))
    # Thin guides are published below the gate; these are not about that.
    GuideVersion.objects.filter(live_for__in=[first, second]).update(quality=GATE)
    documents.refresh({first.pk, second.pk})
    return first, second
