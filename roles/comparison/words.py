"""An editor's words about a pair of roles, on the sides that were asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from roles.facts import Prose


@dataclass(frozen=True, slots=True)
class Contrast:
    """One thing in which the two differ: what it is called, and what is true of each."""

    label: str
    a: str
    b: str


@dataclass(frozen=True, slots=True)
class Words:
    """What an editor wrote of two roles: ``choose_a`` and ``choose_b`` each end "Choose this role if you ...".

    ``published_at`` is, of a draft, the moment it was last saved.
    """

    answer: str
    text: Prose
    contrasts: tuple[Contrast, ...]
    choose_a: tuple[str, ...]
    choose_b: tuple[str, ...]
    seo_description: str
    number: int
    published_at: datetime

    @property
    def swapped(self) -> Words:
        """The same words with the other role as A. Prose names the roles itself, so it stays as it is."""
        return Words(
            answer=self.answer,
            text=self.text,
            contrasts=tuple(Contrast(row.label, row.b, row.a) for row in self.contrasts),
            choose_a=self.choose_b,
            choose_b=self.choose_a,
            seo_description=self.seo_description,
            number=self.number,
            published_at=self.published_at,
        )
