"""Every text of a guide with its place: what literal amounts, tokens, years and names of roles are looked for in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from roles.facts import RoleFacts

from .findings import Where


@dataclass(frozen=True, slots=True)
class Text:
    """A text as an editor wrote it. In Markdown tokens are filled in; a plain text is printed as it is."""

    where: Where
    text: str
    is_markdown: bool = False


def texts(facts: RoleFacts) -> Iterator[Text]:
    """In the order of the editor's screen. An unsourced figure's own note is its label: it is not among them."""
    yield Text(Where("summary"), facts.summary)
    for name, prose in prose_of(facts):
        yield Text(Where(name), prose, is_markdown=True)
    yield from _rows(facts)
    yield Text(Where("seo_title"), facts.seo_title)
    yield Text(Where("seo_description"), facts.seo_description)
    yield Text(Where("change_note"), facts.change_note)


def prose_of(facts: RoleFacts) -> tuple[tuple[str, str], ...]:
    """The three long texts, by the names of their fields."""
    return (
        ("overview", facts.overview.markdown),
        ("what_they_do", facts.what_they_do.markdown),
        ("break_in", facts.break_in.markdown),
    )


def _rows(facts: RoleFacts) -> Iterator[Text]:
    for row, title in enumerate(facts.titles):
        yield Text(Where("titles", row, title.title), title.note)
    for row, skill in enumerate(facts.skills):
        yield Text(Where("skills", row, skill.name), skill.note)
    for row, level in enumerate(facts.levels):
        yield Text(Where("levels", row, level.name), "\n".join((level.title, level.scope, *level.duties)))
    for row, estimate in enumerate(facts.pay.editorial):
        if estimate.source_number is not None:
            yield Text(Where("estimates", row), estimate.note)
    for row, step in enumerate(facts.roadmap):
        yield Text(Where("steps", row), f"{step.title}\n{step.done_when}")
        yield Text(Where("steps", row), step.body.markdown, is_markdown=True)
    for row, route in enumerate(facts.entry_routes):
        yield Text(Where("routes", row), route.title)
        yield Text(Where("routes", row), route.body.markdown, is_markdown=True)
    for kind, points in (("pros", facts.pros), ("cons", facts.cons), ("not_for_you_if", facts.not_for_you_if)):
        for row, point in enumerate(points):
            yield Text(Where(kind, row), point)
    for row, question in enumerate(facts.questions):
        yield Text(Where("questions", row), question.question)
        yield Text(Where("questions", row), question.answer.markdown, is_markdown=True)
    for row, relation in enumerate(facts.relations):
        yield Text(Where("relations", row, relation.slug), relation.reason)
