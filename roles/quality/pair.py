"""How good an editor's words about two roles are: pure, from the words, both guides and what other pairs say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from roles import literals
from roles.comparison.words import Words
from roles.facts import RoleFacts

from .findings import Finding, Quality, Where
from .lists import FILLER
from .pair_rules import ANSWER_WORDS, DESCRIPTION, FEW_CHOICES, FEW_CONTRASTS, PAIR_PARTS, TEXT_WORDS
from .rules import HARD_GRADE, NEAR
from .texts import texts as texts_of_guide
from .words import likeness, masked, plain, reading, shingles, words_of

TELLING = 5  # words from which a sentence is somebody's own, and no turn of phrase

_SENTENCE = re.compile(r"(?<=[.!?])[”\"')]*\s+|\n+")
# Shares, large numbers, decimals and multiples. Years and counts ("two rounds", "12 weeks") say nothing that needs a source.
_FIGURE = re.compile(
    r"\d(?:[\d.,]*\d)?\s?(?:%|percent\b|per cent\b|(?:thousand|million|billion)\b|times\b|[xk]\b)"
    r"|\b\d{1,3}(?:,\d{3})+\b",
    re.IGNORECASE,
)
_FILLER = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(FILLER, key=len, reverse=True)))})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pair:
    """Words about two roles, with both guides as far as they are live, and the names that the roles go by."""

    words: Words
    names: tuple[str, ...]
    guides: tuple[RoleFacts, ...]

    @property
    def texts(self) -> Iterator[tuple[Where, str]]:
        """Every text that readers see, in the order of the editor's screen."""
        words = self.words
        yield Where("answer"), words.answer
        yield Where("text"), words.text.markdown
        for row, contrast in enumerate(words.contrasts):
            yield Where("contrasts", row), f"{contrast.label}\n{contrast.a}\n{contrast.b}"
        for section, points in (("choose_a", words.choose_a), ("choose_b", words.choose_b)):
            for row, point in enumerate(points):
                yield Where(section, row), point
        yield Where("seo_description"), words.seo_description


class Sentences:
    """Which sentences stand in the words about which pair, whatever the roles in them are called."""

    def __init__(self, pairs: Iterable[tuple[str, Pair]] = ()) -> None:
        self._pairs: dict[str, set[str]] = {}
        for label, pair in pairs:
            for _where, text in pair.texts:
                for sentence in _sentences(text, pair.names):
                    self._pairs.setdefault(sentence, set()).add(label)

    def elsewhere(self, sentence: str, label: str) -> str | None:
        """Another pair in whose words this sentence stands, or None."""
        return min(self._pairs.get(sentence, set()) - {label}, default=None)


def assess_words(pair: Pair, *, label: str, others: Sentences) -> Quality:
    """The quality of the words about the pair that is called ``label``, beside those about other pairs."""
    found = [*_answered(pair.words), *_apart(pair.words), *_own(pair, label, others), *_worded(pair)]
    return Quality.of(found, PAIR_PARTS)


def _sentences(text: str, names: Sequence[str]) -> list[str]:
    """The sentences that are long enough to be somebody's own, each role in them as ``*``."""
    found = (masked(sentence, *names) for sentence in _SENTENCE.split(plain(text)))
    return [sentence for sentence in found if len(sentence.split()) >= TELLING]


def figures(text: str) -> list[str]:
    """Amounts of money, shares, large numbers and multiples, as found: each needs a source that it cannot have here."""
    rest = literals.LITERAL_AMOUNT.sub(" ", text)
    return [*map(str.strip, literals.amounts(text)), *(found[0] for found in _FIGURE.finditer(rest))]


def _alike(one: str, other: str) -> bool:
    """Whether two lines say the same in the same words, or nearly."""
    return likeness(shingles(words_of(one)), shingles(words_of(other))) >= NEAR


def _answered(words: Words) -> Iterator[Finding]:
    count, (least, most) = len(words.answer.split()), ANSWER_WORDS
    if not count:
        yield Finding("no_answer", Where("answer"))
    elif not least <= count <= most:
        yield Finding("answer_length", Where("answer"), {"count": count, "least": least, "most": most})
    for section, points in (("choose_a", words.choose_a), ("choose_b", words.choose_b)):
        if len(points) < FEW_CHOICES:
            yield Finding("few_choices", Where(section), {"count": len(points), "least": FEW_CHOICES})
    for row, point in enumerate(words.choose_b):
        if any(_alike(point, other) for other in words.choose_a):
            yield Finding("choice_shared", Where("choose_b", row))


def _apart(words: Words) -> Iterator[Finding]:
    count = len(words.contrasts)
    if not count:
        yield Finding("no_contrasts", Where("contrasts"), {"least": FEW_CONTRASTS})
    elif count < FEW_CONTRASTS:
        yield Finding("few_contrasts", Where("contrasts"), {"count": count, "least": FEW_CONTRASTS})
    for row, contrast in enumerate(words.contrasts):
        if _alike(contrast.a, contrast.b):
            yield Finding("contrast_alike", Where("contrasts", row, contrast.label))
        if any(_alike(contrast.label, earlier.label) for earlier in words.contrasts[:row]):
            yield Finding("contrast_twice", Where("contrasts", row, contrast.label))


def _own(pair: Pair, label: str, others: Sentences) -> Iterator[Finding]:
    count = len(plain(pair.words.text.markdown).split())
    if not count:
        yield Finding("no_words", Where("text"))
    elif count < TEXT_WORDS:
        yield Finding("few_words", Where("text"), {"count": count, "least": TEXT_WORDS})
    if len(pair.guides) < 2:
        yield Finding("guide_not_live", Where("text"))
    guides = {
        sentence: guide.title
        for guide in pair.guides
        for text in texts_of_guide(guide)
        for sentence in _sentences(text.text, pair.names)
    }
    for where, text in pair.texts:
        for sentence in _sentences(text, pair.names):
            if sentence in guides:
                yield Finding("sentence_of_guide", where, {"other": guides[sentence], "start": _start(sentence)})
            elif other := others.elsewhere(sentence, label):
                yield Finding("sentence_of_pair", where, {"other": other, "start": _start(sentence)})


def _start(sentence: str) -> str:
    return " ".join(sentence.split()[:TELLING])


def _worded(pair: Pair) -> Iterator[Finding]:
    words = pair.words
    if not plain(f"{words.answer}{words.text.markdown}").strip():
        yield Finding("nothing_worded_of_pair", Where("text"))
    whole = reading(f"{words.answer}\n\n{words.text.markdown}")
    if whole.grade > HARD_GRADE:
        yield Finding("words_hard", Where("text"), {"grade": round(whole.grade), "most": round(HARD_GRADE)})
    count, (least, most) = len(words.seo_description.strip()), DESCRIPTION
    if not least <= count <= most:
        yield Finding("words_description", Where("seo_description"), {"count": count, "least": least, "most": most})
    for where, text in pair.texts:
        for found in _FILLER.finditer(text):
            yield Finding("filler", where, {"word": found[0]})
        for figure in figures(text):
            yield Finding("figure", where, {"figure": figure})
        for token in literals.tokens(text):
            yield Finding("words_token", where, {"token": token})
