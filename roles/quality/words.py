"""Words of a guide: plain text, stems, shingles, and how hard a text is to read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from .lists import COMMON

SHINGLE = 2  # words in a row: one changed word in a line of eight leaves most of them as they were

_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_TOKEN = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_MARKS = re.compile(r"[*_`>#]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?:]+[”\"')]*(?:\s|$)|\n\s*(?:[-+*]|\d+[.)])\s|\n\s*\n")
_VOWELS = re.compile(r"[aeiouy]+")
# A last e that is not spoken: "scope", "scopes", "planned"; but "table", "see", "changes", "started".
_SILENT = re.compile(r"(?:[^aeiouyl]|[aeiouy]l)e$|(?:[^aeiouylcgsxz]|[aeiouy]l)es$|(?:[^aeiouyltd]|[aeiouy]ll?)ed$")
# Two vowels in a row that are spoken apart: "area", "being", "manual"; but "nation", "special", "quality".
_DIVIDED = re.compile(r"(?<![tcsg])i[ao]|[aeiouy]ing$|eo(?!u|ple)|ea$|(?<![qg])ua")


def plain(markdown: str) -> str:
    """A Markdown text as it is read: links by their words, tokens and marks gone."""
    return _MARKS.sub("", _TOKEN.sub("", _LINK.sub(r"\1", markdown)))


def words_of(text: str) -> list[str]:
    """Words in their order, in one case."""
    return _WORD.findall(text.replace("’", "'").casefold())


def stem(word: str) -> str:
    """A word without its ending, so that "planning", "planned" and "plans" are one. Not always a word."""
    word = word.removesuffix("'s")
    for ending, instead in (("ies", "y"), ("ing", ""), ("ed", ""), ("ers", ""), ("er", ""), ("es", ""), ("s", "")):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= 3 and not (ending == "s" and rest.endswith("s")):
            word = rest + instead
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 3 else word


_COMMON_STEMS = frozenset(map(stem, COMMON)) | COMMON


def telling(text: str) -> set[str]:
    """Stems of the words that say what a text is about."""
    found = (word for word in words_of(plain(text)) if len(word) > 2 and word not in COMMON)
    return {stemmed for stemmed in map(stem, found) if stemmed not in _COMMON_STEMS}


def masked(text: str, *names: str) -> str:
    """The words of a text with each of these names as one ``*``: a text that was only renamed is the same text."""
    return _mask(names).sub("*", " ".join(words_of(plain(text))))


@lru_cache(maxsize=16)
def _mask(names: tuple[str, ...]) -> re.Pattern[str]:
    said = sorted(filter(None, (" ".join(words_of(name)) for name in names)), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, said))})\b" if said else r"(?!)")


def shingles(words: Sequence[str]) -> frozenset[str]:
    """Every run of ``SHINGLE`` words; a shorter text is its own and only run."""
    if not words:
        return frozenset()
    return frozenset(" ".join(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1)))


def likeness(a: frozenset[str], b: frozenset[str]) -> float:
    """Jaccard: the share of shingles that both have, from 0 to 1."""
    return len(a & b) / len(a | b) if a or b else 0.0


# --- reading grade ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reading grade is computed from."""

    sentences: int
    words: int
    syllables: int

    @property
    def grade(self) -> float:
        """Flesch-Kincaid: years of US school that reading it takes. 0 for no words."""
        if not self.words:
            return 0.0
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59


def syllables(word: str) -> int:
    """How many syllables an English word is likely to have: its groups of vowels, less the silent, plus the divided."""
    word = word.casefold().replace("’", "'").removesuffix("'s")
    return max(1, len(_VOWELS.findall(word)) - bool(_SILENT.search(word)) + len(_DIVIDED.findall(word)))


def reading(markdown: str) -> Reading:
    """Sentences, words and syllables of a text. A list item is a sentence, and so is what a colon ends."""
    text = plain(re.sub(r"(?m)^(\s*)[*+](\s)", r"\1-\2", markdown))
    sentences = [words for part in _SENTENCE_END.split(text) if (words := words_of(part))]
    words = [word for sentence in sentences for word in sentence]
    return Reading(len(sentences), len(words), sum(map(syllables, words)))
