"""The quality of guides, each beside what the others say, as of today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from threading import Lock

from django.utils import timezone

from roles.building import build_facts
from roles.facts import RoleFacts, from_stored
from roles.models import GuideVersion, RoleDocument
from roles.quality import Library, Quality, assess


def judge(version: GuideVersion) -> Quality:
    """The quality of a version beside the live guides of other roles."""
    return _SHELF.judge(build_facts(version))


def judge_all(guides: Sequence[RoleFacts]) -> list[Quality]:
    """The quality of each of these guides beside the rest of them, in their order."""
    library, today = Library(guides), timezone.now().date()
    return [assess(facts, others=library, today=today) for facts in guides]


def live_guides() -> list[RoleFacts]:
    """The facts of every live guide, by slug."""
    return [from_stored(document.facts) for document in RoleDocument.objects.only("slug", "facts").order_by("slug")]


class _Shelf:
    """The library of live guides, kept between questions: only what changed since is read and indexed again."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._library = Library()
        self._read: dict[str, tuple[datetime, int]] = {}

    def judge(self, facts: RoleFacts) -> Quality:
        with self._lock:
            self._catch_up()
            return assess(facts, others=self._library, today=timezone.now().date())

    def _catch_up(self) -> None:
        rows = RoleDocument.objects.values_list("slug", "updated_at", "version_number")
        stored = {slug: (updated_at, number) for slug, updated_at, number in rows}
        for slug in self._read.keys() - stored.keys():
            self._library.drop(slug)
        if changed := [slug for slug, mark in stored.items() if self._read.get(slug) != mark]:
            for document in RoleDocument.objects.for_slugs(*changed).only("slug", "facts"):
                self._library.put(from_stored(document.facts))
        self._read = stored


_SHELF = _Shelf()
