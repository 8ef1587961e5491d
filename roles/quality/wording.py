"""How a guide says it: names of skills, roles it points to, how hard it is to read, what search engines cut."""

from __future__ import annotations

from collections.abc import Iterator

from roles import literals
from roles.facts import RoleFacts

from .findings import Finding, Where
from .library import Library
from .lists import DOING, TOOLS, VAGUE
from .rules import HARD_GRADE, LENGTHS
from .texts import prose_of, texts
from .words import plain, reading, words_of

NOTE_SAYS = 4  # words from which a note says how a job asks for what every job asks for
FAIR_SAMPLE = 100  # words from which a reading grade means something


def wording(facts: RoleFacts, others: Library) -> Iterator[Finding]:
    yield from _skills(facts)
    yield from _roles(facts, others)
    yield from _reading(facts)
    yield from _lengths(facts)
    yield from _tokens(facts)


def _skills(facts: RoleFacts) -> Iterator[Finding]:
    for row, skill in enumerate(facts.skills):
        where, name = Where("skills", row, skill.name), " ".join(skill.name.casefold().split())
        if name in VAGUE and len(words_of(skill.note)) < NOTE_SAYS:
            yield Finding("vague_skill", where)
        if skill.kind == "skill" and name in TOOLS:
            yield Finding("tool_as_skill", where)
        if skill.kind == "tool" and words_of(name)[-1:] and words_of(name)[-1] in DOING:
            yield Finding("skill_as_tool", where)


def _roles(facts: RoleFacts, others: Library) -> Iterator[Finding]:
    related = {relation.slug for relation in facts.relations}
    own = (facts.title, facts.plural, *(title.title for title in facts.titles))
    told: set[str] = set()
    for text in texts(facts):
        for slug, title in others.named(plain(text.text), own).items():
            if slug not in {facts.slug, *related, *told}:
                told.add(slug)
                yield Finding("unrelated_role", text.where, {"other": title})
    for row, relation in enumerate(facts.relations):
        where = Where("relations", row, others.titles.get(relation.slug, relation.slug))
        if not relation.reason.strip():
            yield Finding("relation_without_reason", where)
        if relation.slug not in others.titles:
            yield Finding("relation_not_live", where)
        elif relation.kind == "similar" and facts.slug not in others.relations[relation.slug]:
            yield Finding("relation_one_way", where)


def _reading(facts: RoleFacts) -> Iterator[Finding]:
    prose = prose_of(facts)
    if not any(text.strip() for _name, text in prose):
        yield Finding("nothing_worded", Where("overview"))
    whole = reading("\n\n".join([*(text for _name, text in prose), *(q.answer.markdown for q in facts.questions)]))
    if whole.words >= FAIR_SAMPLE and whole.grade > HARD_GRADE:
        hardest = max(prose, key=lambda pair: reading(pair[1]).grade)[0]
        yield Finding("hard_reading", Where(hardest), {"grade": round(whole.grade), "most": round(HARD_GRADE)})


def _lengths(facts: RoleFacts) -> Iterator[Finding]:
    given = {"summary": facts.summary, "seo_title": facts.seo_title, "seo_description": facts.seo_description}
    kinds = {"summary": "summary_length", "seo_title": "title_length", "seo_description": "description_length"}
    for name, text in given.items():
        aim, count = LENGTHS[name], len(text.strip())
        if not aim.low <= count <= aim.high:
            yield Finding(kinds[name], Where(name), {"count": count, "least": aim.low, "most": aim.high})


def _tokens(facts: RoleFacts) -> Iterator[Finding]:
    for text in texts(facts):
        kind = "unknown_token" if text.is_markdown else "plain_token"
        for token in (literals.unknown_tokens if text.is_markdown else literals.tokens)(text.text):
            yield Finding(kind, text.where, {"token": token})
