"""What search engines are told to read: every page that is indexed, with when it last changed.

``lastmod`` is true or absent: a guide changed when its document did, which is when
anything that it prints did; a field or a skill when one of its guides did; a comparison when one of its two did.
Addresses are the site's public ones, whatever host asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import Count, Exists, Max, OuterRef, Subquery
from django.urls import reverse

from roles.models import ComparisonVersion, DocumentSkill, OccupationWage, PairStanding, RoleDocument
from roles.selectors.guides import canonical_pair

MOST_A_FILE = 50_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One page: its path, and the moment of its last change where that is known."""

    path: str
    changed_at: datetime | None = None


class Section(Sitemap):
    """A part of the sitemap; one query."""

    limit = MOST_A_FILE

    def get_domain(self, site: Any = None) -> str:
        return urlsplit(settings.SITE_URL).netloc

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.SITE_URL).scheme

    def items(self) -> list[Entry]:
        """The section's pages, in an order that stays."""
        raise NotImplementedError

    def location(self, item: Entry) -> str:
        return item.path

    def lastmod(self, item: Entry) -> datetime | None:
        return item.changed_at


class Guides(Section):
    def items(self) -> list[Entry]:
        rows = RoleDocument.objects.order_by("slug").values_list("slug", "updated_at")
        return [Entry(reverse("role_detail", args=[slug]), changed_at) for slug, changed_at in rows]


class Domains(Section):
    """Fields of work with a live guide."""

    def items(self) -> list[Entry]:
        rows = RoleDocument.objects.values_list("domain_slug").annotate(changed_at=Max("updated_at"))
        return [
            Entry(reverse("domain_detail", args=[slug]), changed_at)
            for slug, changed_at in rows.order_by("domain_slug")
        ]


class Skills(Section):
    """Skills that two live guides or more ask for, by when one of those last changed."""

    def items(self) -> list[Entry]:
        counted = DocumentSkill.objects.order_by("slug").values("slug").annotate(guides=Count("pk"))
        rows = counted.filter(guides__gt=1).annotate(changed_at=Max("document__updated_at"))
        return [Entry(reverse("skill_detail", args=[row["slug"]]), row["changed_at"]) for row in rows]


class Salaries(Section):
    """Pay by state of every live role whose official occupation has a wage; nobody knows when a state's last changed."""

    def items(self) -> list[Entry]:
        wages = OccupationWage.objects.filter(
            occupation__roles__role=OuterRef("role"), area__kind__in=("nation", "state")
        )
        paid = RoleDocument.objects.filter(Exists(wages)).order_by("slug")
        return [Entry(reverse("role_salaries", args=[slug])) for slug in paid.values_list("slug", flat=True)]


class Comparisons(Section):
    """Pairs that have earned it; one changed when one of its guides or the words about it did."""

    def items(self) -> list[Entry]:
        words = ComparisonVersion.objects.filter(
            live_for__isnull=False, page__first=OuterRef("first"), page__second=OuterRef("second")
        )
        earned = PairStanding.objects.filter(is_indexed=True).annotate(
            words_at=Subquery(words.values("published_at")[:1])
        )
        rows = earned.order_by().values_list(
            "first__slug", "second__slug", "first__document__updated_at", "second__document__updated_at", "words_at"
        )
        entries = [
            Entry(reverse("compare_pair", args=[canonical_pair(a, b)]), max(moment for moment in moments if moment))
            for a, b, *moments in rows
        ]
        return sorted(entries, key=lambda entry: entry.path)


class Pages(Section):
    """Pages that change with the whole site; nobody knows when one of them last did."""

    def items(self) -> list[Entry]:
        names = (
            "home", "role_list", "skill_list", "compare_picker", "path_picker", "salaries", "methodology", "changes",
            "privacy", "api_docs",
        )  # fmt: skip
        return [Entry(reverse(name)) for name in names]


SECTIONS: dict[str, type[Section]] = {
    "guides": Guides,
    "domains": Domains,
    "skills": Skills,
    "salaries": Salaries,
    "comparisons": Comparisons,
    "pages": Pages,
}


@dataclass(frozen=True, slots=True)
class File:
    """One file of the sitemap, as its index lists it."""

    location: str
    last_mod: datetime | None


def files() -> list[File]:
    """Every file that holds a page; one query a section."""
    listed: list[File] = []
    for name, section in SECTIONS.items():
        items = section().items()
        moments = [item.changed_at for item in items]
        latest = max((moment for moment in moments if moment), default=None) if all(moments) else None
        path = reverse("sitemap_section", args=[name])
        numbers = range(1, -(-len(items) // MOST_A_FILE) + 1)
        listed += [File(f"{settings.SITE_URL}{path}{f'?p={n}' if n > 1 else ''}", latest) for n in numbers]
    return listed
