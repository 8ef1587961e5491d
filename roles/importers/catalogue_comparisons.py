"""The catalogue's words about pairs of roles: one file a pair, named by both slugs in their order."""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path
from typing import Annotated

from msgspec import Meta

from roles import literals
from roles.quality import figures

from .catalogue_files import Slug, Strict
from .yaml_lines import Source, Where

Line = Annotated[str, Meta(min_length=1, max_length=120)]
Choices = Annotated[list[Line], Meta(min_length=3, max_length=5)]
ANSWER_WORDS, TEXT_WORDS = (40, 90), (180, 320)


class ContrastEntry(Strict, frozen=True):
    label: Annotated[str, Meta(min_length=1, max_length=40)]
    a: Line
    b: Line


class ComparisonFile(Strict, frozen=True):
    """What sets two roles apart, ``a`` and ``b`` in the order of their slugs."""

    a: Slug
    b: Slug
    seo_description: Annotated[str, Meta(min_length=70, max_length=160)]
    answer: str
    text: str
    contrasts: Annotated[list[ContrastEntry], Meta(min_length=4, max_length=6)]
    choose_a: Choices
    choose_b: Choices
    change_note: str = ""

    @property
    def name(self) -> str:
        return f"{self.a}-vs-{self.b}"


def read_comparisons(folder: Path, roles: Container[str]) -> tuple[ComparisonFile, ...]:
    """Every file of ``comparisons/``. Raises ``CatalogueError`` naming file, line and key of the first fault."""
    sources = [Source(path, f"comparisons/{path.name}") for path in sorted((folder / "comparisons").glob("*.yaml"))]
    return tuple(_checked(source, roles) for source in sources)


def _checked(source: Source, roles: Container[str]) -> ComparisonFile:
    file = source.convert(ComparisonFile)
    for key, slug in (("a", file.a), ("b", file.b)):
        if slug not in roles:
            raise source.error((key,), f"unknown role “{slug}”")
    if file.a >= file.b:
        raise source.error(("b",), f"must come after “{file.a}” in the alphabet")
    if source.name != f"comparisons/{file.name}.yaml":
        raise source.error((), f"must be named {file.name}.yaml")
    _check_length(source, "answer", file.answer, ANSWER_WORDS)
    _check_length(source, "text", file.text, TEXT_WORDS)
    if "\n\n" in file.answer.strip():
        raise source.error(("answer",), "must be one paragraph")
    if any(line.startswith("#") for line in file.text.splitlines()):
        raise source.error(("text",), "has no headings")
    for where, text in _texts(file):
        for found in (*figures(text), *literals.tokens(text)):
            raise source.error(where, f"states “{found}”; no source can be printed there")
    return file


def _check_length(source: Source, key: str, text: str, limits: tuple[int, int]) -> None:
    count, (least, most) = len(text.split()), limits
    if not least <= count <= most:
        raise source.error((key,), f"has {count} words; {least} to {most} are asked for")


def _texts(file: ComparisonFile) -> list[tuple[Where, str]]:
    """Every text with its place."""
    texts: list[tuple[Where, str]] = [
        (("seo_description",), file.seo_description),
        (("answer",), file.answer),
        (("text",), file.text),
    ]
    texts += [
        (("contrasts", place, name), getattr(row, name))
        for place, row in enumerate(file.contrasts)
        for name in ("label", "a", "b")
    ]
    texts += [((key, place), line) for key in ("choose_a", "choose_b") for place, line in enumerate(getattr(file, key))]
    return texts
