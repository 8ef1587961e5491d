"""Reads as words: what the rest of the code may ask of the tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeVar

from django.db import models

if TYPE_CHECKING:
    from roles.models import ComparisonVersion, GuideVersion, Role, RoleDocument  # noqa: F401 - named in the bases below

Versions = TypeVar("Versions", bound=models.Model)


# What a document is searched by: long, and printed nowhere.
SEARCHED = ("title_words", "other_words", "skill_words", "more_words", "name_keys", "skill_keys")


class RoleQuerySet(models.QuerySet["Role"]):
    def published(self) -> RoleQuerySet:
        """Roles with a live guide."""
        return self.filter(live_version__isnull=False)

    def withdrawn(self) -> RoleQuerySet:
        """Roles that had a live guide once and have none now."""
        return self.filter(live_version__isnull=True, versions__state="withdrawn").distinct()


class VersionQuerySet(models.QuerySet[Versions]):
    def open(self) -> Self:
        """Versions that may still be edited: draft to scheduled."""
        return self.filter(state__in=("draft", "in_review", "approved", "scheduled"))

    def was_published(self) -> Self:
        """Versions that have a public permalink."""
        return self.filter(state__in=("published", "superseded"))

    def live(self) -> Self:
        """The versions that visitors read now."""
        return self.filter(live_for__isnull=False)


class GuideVersionQuerySet(VersionQuerySet["GuideVersion"]):
    """Versions of guides."""


class ComparisonVersionQuerySet(VersionQuerySet["ComparisonVersion"]):
    def of_pair(self, *slugs: str) -> ComparisonVersionQuerySet:
        """Versions of what is written of these two roles, in either order."""
        return self.filter(page__first__slug__in=slugs, page__second__slug__in=slugs)


class RoleDocumentQuerySet(models.QuerySet["RoleDocument"]):
    def for_slugs(self, *slugs: str) -> RoleDocumentQuerySet:
        """Documents of these roles; unknown slugs are simply absent."""
        return self.filter(slug__in=slugs)

    def in_domain(self, slug: str) -> RoleDocumentQuerySet:
        return self.filter(domain_slug=slug)

    def for_lists(self) -> RoleDocumentQuerySet:
        """Only the columns that lists print: no facts, no text that only search reads."""
        return self.defer("facts", *SEARCHED)

    def sorted_by(self, sort: str) -> RoleDocumentQuerySet:
        """In the order a list asks for: "title", "pay" or "-pay" (no headline: last); anything else changes nothing."""
        amount = models.F("headline_amount")
        match sort:
            case "title":
                return self.order_by("title", "pk")
            case "pay":
                return self.order_by(amount.asc(nulls_last=True), "title", "pk")
            case "-pay":
                return self.order_by(amount.desc(nulls_last=True), "title", "pk")
            case _:
                return self
