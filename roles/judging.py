"""The quality of guides and of words about pairs, each beside what the others say, as of today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from threading import Lock

from django.utils import timezone

from roles.building import build_facts
from roles.facts import RoleFacts, from_stored
from roles.models import ComparisonVersion, GuideVersion, RoleDocument
from roles.quality import Library, Pair, Quality, Sentences, assess, assess_words
from roles.selectors.words import words_of


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


def judge_words(version: ComparisonVersion) -> Quality:
    """The quality of the words about a pair, beside its two guides and the live words about other pairs."""
    return judge_all_words([version])[0]


def judge_all_words(versions: Sequence[ComparisonVersion]) -> list[Quality]:
    """The quality of each of these words, beside one another and the live words about all other pairs.

    Reads the words about every pair: editors write some hundreds, not one a pair of roles that can be compared.
    """
    here = {version.page_id for version in versions}
    every = [*versions, *ComparisonVersion.objects.live().exclude(page__in=here)]
    slugs = {role.slug for version in versions for role in (version.page.first, version.page.second)}
    stored = RoleDocument.objects.for_slugs(*slugs).only("slug", "facts")
    guides = {document.slug: from_stored(document.facts) for document in stored}
    pairs = [_pair(version, guides) for version in every]
    sentences = Sentences((str(version.page), pair) for version, pair in zip(every, pairs, strict=True))
    return [
        assess_words(pair, label=str(version.page), others=sentences)
        for version, pair in zip(versions, pairs, strict=False)
    ]


def _pair(version: ComparisonVersion, guides: Mapping[str, RoleFacts]) -> Pair:
    roles = (version.page.first, version.page.second)
    return Pair(
        words=words_of(version),
        names=tuple(name for role in roles for name in (role.title, role.plural)),
        guides=tuple(guides[role.slug] for role in roles if role.slug in guides),
    )


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
