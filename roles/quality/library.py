"""What other guides say, indexed by words: near-duplicates and better fits are looked up, never compared pair by pair."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import log, sqrt
from zlib import crc32

from roles.facts import RoleFacts

from .rules import BETTER_FIT, NEAR
from .words import likeness, masked, shingles, telling, words_of

SKETCH = 12  # shingles by which a text is found
MOST_SHARING = 50  # texts that are looked at for one of them: what more texts share finds one of these


@dataclass(frozen=True, slots=True)
class Said:
    """A text of a guide that should stand in no other: ``kind`` is duty, step, answer, call, title or description."""

    kind: str
    text: str


def duty_said(facts: RoleFacts, duty: str) -> Said:
    return _said("duty", facts, duty)


def step_said(facts: RoleFacts, number: int) -> Said:
    """The step's title, and what exactly to do."""
    step = facts.roadmap[number]
    return _said("step", facts, f"{step.title}\n{step.body.markdown}")


def answer_said(facts: RoleFacts, number: int) -> Said:
    return _said("answer", facts, facts.questions[number].answer.markdown)


def call_said(facts: RoleFacts) -> Said:
    """The first call to action that a reader meets: it is the one that a guide writes for itself."""
    return _said("call", facts, "\n".join(f"{call.headline}\n{call.body}" for call in facts.calls[:1]))


def title_said(facts: RoleFacts) -> Said:
    """The search title as it is: that it was only renamed is no fault of a title."""
    return Said("title", " ".join(words_of(facts.seo_title)))


def description_said(facts: RoleFacts) -> Said:
    return _said("description", facts, facts.seo_description)


def _said(kind: str, facts: RoleFacts, text: str) -> Said:
    return Said(kind, masked(text, facts.title, facts.plural))


def everything_said(facts: RoleFacts) -> list[Said]:
    """Each text of a guide that is compared with those of others; empty ones are left out."""
    said = [
        *(duty_said(facts, duty) for level in facts.levels for duty in level.duties),
        *(step_said(facts, number) for number in range(len(facts.roadmap))),
        *(answer_said(facts, number) for number in range(len(facts.questions))),
        call_said(facts),
        title_said(facts),
        description_said(facts),
    ]
    return [one for one in said if one.text]


def vocabulary(facts: RoleFacts) -> frozenset[str]:
    """Stems of what a guide says of its role anywhere but in its duties."""
    return frozenset(
        telling(
            "\n".join(
                [
                    facts.title,
                    facts.summary,
                    facts.overview.markdown,
                    facts.what_they_do.markdown,
                    facts.break_in.markdown,
                    *(f"{skill.name} {skill.note}" for skill in facts.skills),
                    *(title.title for title in facts.titles),
                    *(f"{step.title} {step.body.markdown} {step.done_when}" for step in facts.roadmap),
                ]
            )
        )
    )


class _Texts:
    """Texts of one kind: who says exactly this, and who says nearly this."""

    def __init__(self) -> None:
        self._exact: dict[str, list[str]] = defaultdict(list)
        self._sketched: dict[int, list[tuple[str, str]]] = defaultdict(list)

    def put(self, slug: str, text: str) -> None:
        self._exact[text].append(slug)
        for mark in _sketch(shingles(text.split())):
            self._sketched[mark].append((slug, text))

    def drop(self, slug: str, text: str) -> None:
        self._exact[text].remove(slug)
        for mark in _sketch(shingles(text.split())):
            self._sketched[mark].remove((slug, text))

    def twin(self, slug: str, text: str, *, near: bool) -> str | None:
        """Another guide that says this, or with ``near`` nearly this; the nearest one."""
        if same := [other for other in self._exact.get(text, ()) if other != slug]:
            return min(same)
        mine = shingles(text.split())
        candidates = {
            said
            for mark in (_sketch(mine) if near else ())
            for said in self._sketched.get(mark, ())[:MOST_SHARING]
            if said[0] != slug
        }
        found = [(-likeness(mine, shingles(said.split())), other) for other, said in candidates]
        nearest = min(found, default=(0.0, ""))
        return nearest[1] if -nearest[0] >= NEAR else None


def _sketch(of: frozenset[str]) -> list[int]:
    """The smallest checksums of a text's shingles: of two texts that are half alike, 4,095 in 4,096 pairs share one."""
    return sorted(crc32(shingle.encode()) for shingle in of)[:SKETCH]


class Library:
    """Guides by slug. A guide that is asked about need not be in it, and is never compared with itself."""

    def __init__(self, guides: Iterable[RoleFacts] = ()) -> None:
        self.titles: dict[str, str] = {}
        self.relations: dict[str, dict[str, str]] = {}
        self._said: dict[str, list[Said]] = {}
        self._texts: dict[str, _Texts] = defaultdict(_Texts)
        self._words: dict[str, frozenset[str]] = {}
        self._knowing: dict[str, set[str]] = defaultdict(set)
        self._names: dict[tuple[str, ...], dict[str, None]] = defaultdict(dict)
        self._lengths: dict[str, set[int]] = defaultdict(set)  # of the names that begin with a word
        for facts in guides:
            self.put(facts)

    def put(self, facts: RoleFacts) -> None:
        """Add a guide, or its newer text in place of what it said before."""
        self.drop(facts.slug)
        slug = facts.slug
        self.titles[slug] = facts.title
        self.relations[slug] = {relation.slug: relation.kind for relation in facts.relations}
        self._said[slug] = everything_said(facts)
        for said in self._said[slug]:
            self._texts[said.kind].put(slug, said.text)
        self._words[slug] = vocabulary(facts)
        for word in self._words[slug]:
            self._knowing[word].add(slug)
        for name in (facts.title, facts.plural):
            words = tuple(words_of(name))
            self._names[words][slug] = None
            self._lengths[words[0] if words else ""].add(len(words))

    def drop(self, slug: str) -> None:
        """Forget a guide; one that is not there is forgotten already."""
        if self.titles.pop(slug, None) is None:
            return
        del self.relations[slug]
        for said in self._said.pop(slug):
            self._texts[said.kind].drop(slug, said.text)
        for word in self._words.pop(slug):
            self._knowing[word].discard(slug)
        for slugs in self._names.values():
            slugs.pop(slug, None)

    def twin(self, slug: str, said: Said) -> str | None:
        """The title of another guide that says nearly this; None if none does, or nothing is said."""
        if not said.text:
            return None
        # A title that differs by one word is another title.
        other = self._texts[said.kind].twin(slug, said.text, near=said.kind != "title")
        return self.titles[other] if other is not None else None

    def better_fit(self, facts: RoleFacts, own: frozenset[str], duties: set[str]) -> str | None:
        """The title of another guide whose words these duties fit clearly better than the guide's own words."""
        guides = len(self.titles.keys() - {facts.slug}) + 1
        mine, fits = 0.0, defaultdict[str, float](float)
        for word in duties:
            knowing = self._knowing.get(word, set())
            if not (known := len(knowing) - (facts.slug in knowing) + (word in own)):
                continue
            rarity = log(1 + guides / known)
            mine += rarity * (word in own)
            for slug in knowing:
                fits[slug] += rarity
        fits.pop(facts.slug, None)
        best = min(((-fit / sqrt(len(self._words[slug])), slug) for slug, fit in fits.items()), default=(0.0, ""))
        return self.titles[best[1]] if -best[0] > BETTER_FIT * mine / sqrt(len(own) or 1) else None

    def named(self, text: str, own: Iterable[str]) -> dict[str, str]:
        """Guides that a text names: slug and title. Of overlapping names the longest counts, also one of ``own``."""
        owned = {tuple(words_of(name)) for name in own}
        words = words_of(text)
        found: dict[str, str] = {}
        at = 0
        while at < len(words):
            lengths = self._lengths.get(words[at], set()) | {len(name) for name in owned if name[:1] == (words[at],)}
            for length in sorted(lengths, reverse=True):
                name = tuple(words[at : at + length])
                if name in owned or self._names.get(name):
                    found.update({slug: self.titles[slug] for slug in self._names.get(name, ()) if name not in owned})
                    at += length
                    break
            else:
                at += 1
        return found
