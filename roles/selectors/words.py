"""What an editor wrote of two roles, if it is live."""

from __future__ import annotations

from roles import prose
from roles.comparison.words import Contrast, Words
from roles.models import ComparisonVersion


def get_words(a: str, b: str) -> Words | None:
    """The live words about these two roles, the one of slug ``a`` as A. One query."""
    version = ComparisonVersion.objects.live().of_pair(a, b).first()
    if version is None:
        return None
    words = words_of(version)
    return words if version.page.first.slug == a else words.swapped


def words_of(version: ComparisonVersion) -> Words:
    """The words of any version, its page's first role as A."""
    return Words(
        answer=version.answer,
        text=prose.render(version.text, None),
        contrasts=tuple(Contrast(row["label"], row["first"], row["second"]) for row in version.contrasts),
        choose_a=tuple(version.choose_first.splitlines()),
        choose_b=tuple(version.choose_second.splitlines()),
        seo_description=version.seo_description,
        number=version.number,
        published_at=version.published_at or version.updated_at,
    )
