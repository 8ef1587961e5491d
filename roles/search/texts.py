"""What a guide is searched by, computed from its facts: columns of its document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from roles.facts import RoleFacts
from roles.models import SearchWord, SkillAlias
from roles.official_titles import search_titles

from .words import indexed, key, spelled

# Marks of keys: by which right a guide is called so, or which weight a skill has in it.
TITLE, OTHER, CANONICAL, LAY = "T", "O", "N", "L"
CORE, IMPORTANT, COMPLEMENTARY = "C", "I", "S"
SHORTEST_WORD = 4  # letters; a shorter one is near to too many others to be a correction
_MARKS = {"core": CORE, "important": IMPORTANT, "complementary": COMPLEMENTARY}


def search_columns(facts: RoleFacts) -> dict[str, str]:
    """The words of a guide by weight, and its names and skills as keys; three queries.

    ``title_words`` are those of its title, ``other_words`` of its other titles, ``skill_words`` of the skills it
    needs, with their other names; ``more_words`` of complementary skills, of the titles in the official lists, of its
    field and its summary. ``name_keys`` and ``skill_keys`` hold a mark, a bar and a key a line.
    """
    titles = search_titles(facts)
    skills = _named_skills(facts, _aliases(skill.slug for skill in facts.skills))
    needed = [name for mark in (CORE, IMPORTANT) for name in skills[mark]]
    names = {
        TITLE: [facts.title, facts.plural], OTHER: titles.other, CANONICAL: titles.canonical, LAY: titles.lay,
    }  # fmt: skip
    return {
        "title_words": _line([*indexed([facts.title, facts.plural]), key(facts.title)]),
        "other_words": _line([*indexed(titles.other), *map(key, titles.other)]),
        "skill_words": _line(indexed(needed)),
        "more_words": _line(
            indexed([*skills[COMPLEMENTARY], *titles.canonical, *titles.lay, facts.domain.name, facts.summary])
        ),
        "name_keys": _keys(names),
        "skill_keys": _keys(skills),
    }


def _aliases(slugs: Iterable[str]) -> Mapping[str, list[str]]:
    aliases: dict[str, list[str]] = defaultdict(list)
    for slug, name in SkillAlias.objects.filter(skill__slug__in=list(slugs)).values_list("skill__slug", "name"):
        aliases[slug].append(name)
    return aliases


def _named_skills(facts: RoleFacts, aliases: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """By mark, every name of the skills of that importance."""
    names: dict[str, list[str]] = {mark: [] for mark in _MARKS.values()}
    for skill in facts.skills:
        names[_MARKS[skill.importance]] += [skill.name, *aliases.get(skill.slug, ())]
    return names


def _line(words: Sequence[str]) -> str:
    """Words with a space on both sides of each, so that a whole word and its beginning can be told from its middle."""
    return f" {' '.join(dict.fromkeys(word for word in words if word))} "


def _keys(names: Mapping[str, Iterable[str]]) -> str:
    lines = dict.fromkeys(f"{mark}|{key(name)}" for mark, each in names.items() for name in each if key(name))
    return "".join(f"\n{line}" for line in lines) + "\n"


def name_words(names: Sequence[str]) -> str:
    """What the names of one thing are found by while they are typed: their words, also as they are spelled there
    ("policies" is no beginning of "policy"), and each name as a whole, behind an equals sign."""
    whole = [f"={key(name)}" for name in names if key(name)]
    return _line([*indexed(names), *spelled(names), *whole])


def vocabulary(columns: Any) -> set[str]:
    """The words of a document that a misspelled word may have been meant to be: of names, not of sentences."""
    words = f"{columns.title_words}{columns.other_words}{columns.skill_words}".split()
    return {word for word in words if SHORTEST_WORD <= len(word) <= SearchWord.MOST_LETTERS and word.isalpha()}
