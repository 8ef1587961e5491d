"""Words as search compares them, of what guides say and of what visitors type alike. Pure.

A word is folded (no case, no accents) and in the singular, so that "Front-end Developers" and "front end
developer" are the same words. Nothing typed is an operator: marks only separate words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

MOST_WORDS = 24  # of one search; a title has fewer
LONGEST = 60  # characters of a word: no word of a title is longer, and indexes have limits
# Names that their marks tell apart.
_SPELLED = (
    (re.compile(r"\bc\+\+"), " cpp "),
    (re.compile(r"\b([cf])#"), r" \1sharp "),
    (re.compile(r"\.net\b"), " dotnet "),
)
_WORD = re.compile(r"[^\W_]+")
_COMPOUND = re.compile(r"[^\W_]+(?:[-./&+'’][^\W_]+)+")
# What a question is made of, and no guide is told apart by. "It" is not here: it is also a trade.
_STOP = frozenset(
    [
        "a",
        "about",
        "am",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "become",
        "becoming",
        "best",
        "by",
        "can",
        "career",
        "do",
        "doe",
        "does",
        "for",
        "from",
        "get",
        "getting",
        "go",
        "have",
        "hire",
        "hired",
        "how",
        "i",
        "in",
        "into",
        "is",
        "job",
        "know",
        "like",
        "make",
        "me",
        "much",
        "my",
        "need",
        "needed",
        "of",
        "on",
        "or",
        "path",
        "pay",
        "role",
        "salary",
        "should",
        "some",
        "that",
        "the",
        "them",
        "there",
        "thing",
        "this",
        "to",
        "want",
        "way",
        "what",
        "where",
        "which",
        "who",
        "why",
        "will",
        "with",
        "work",
        "working",
        "would",
        "you",
        "your",
    ]
)
# Endings of an activity; what is left begins the name of those who do it: management, manager.
_ENDINGS = ("ment", "ing", "ion", "ure", "sis", "tic", "ce")
_SHORTEST_ROOT = 4


def words_of(text: str) -> list[str]:
    """The words of a text, each once, in order."""
    return list(dict.fromkeys(_all_words(text)))


def _all_words(text: str) -> list[str]:
    folded = _folded(text)
    for pattern, word in _SPELLED:
        folded = pattern.sub(word, folded)
    return [_singular(word[:LONGEST]) for word in _WORD.findall(folded)]


def _folded(text: str) -> str:
    """Without case, accents and other marks on letters, and ligatures."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(letter for letter in apart if unicodedata.category(letter) != "Mn")


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def asked(text: str) -> list[str]:
    """The words of a search that a guide can be told by; all of them if it holds no other."""
    words = words_of(text)
    return ([word for word in words if word not in _STOP] or words)[:MOST_WORDS]


def is_common(text: str) -> bool:
    """The text holds words, and no guide can be told by any of them."""
    words = words_of(text)
    return bool(words) and all(word in _STOP for word in words)


def key(text: str) -> str:
    """A name without what people write differently: "Full-Stack Developer" is "fullstackdeveloper"."""
    words = _all_words(text)
    return "".join([word for word in words if word not in _STOP] or words)


def indexed(texts: Iterable[str]) -> list[str]:
    """The words under which texts are found: their words, and compounds also as one word (full, stack, fullstack)."""
    found: dict[str, None] = {}
    for text in texts:
        found |= dict.fromkeys(_all_words(text))
        for compound in _COMPOUND.findall(_folded(text)):
            found["".join(_all_words(compound))[:LONGEST]] = None
    return list(found)


def spelled(texts: Iterable[str]) -> list[str]:
    """The words of texts, folded but otherwise as they stand: plurals, and names without their marks."""
    return list(dict.fromkeys(word[:LONGEST] for text in texts for word in _WORD.findall(_folded(text))))


def alternatives(words: Sequence[str], place: int) -> list[str]:
    """What may stand in a guide for the word at this place: the word, or it and a neighbor written as one."""
    word = words[place]
    joined = [words[place - 1] + word] if place else []
    joined += [word + words[place + 1]] if place + 1 < len(words) else []
    return [word, *joined]


def root(word: str) -> str:
    """What a word shares with others of its family, if it names an activity; else the word."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_ROOT:
            return word[: -len(ending)]
    return word
