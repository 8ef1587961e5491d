"""The lay titles that the catalogue keeps of an O*NET release: a CSV file, which ``tools/official_occupations.py`` writes. Pure."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

from .catalogue_wages import csv_rows
from .yaml_lines import CatalogueError

TITLES = "official/titles.csv"
TITLE_COLUMNS = ("onet", "title", "short_title")


class ListedTitle(NamedTuple):
    """A title as the list prints it under an O*NET occupation; the short one is empty where none is given."""

    onet: str
    title: str
    short_title: str


def read_titles(folder: Path, onet: Collection[str]) -> tuple[ListedTitle, ...]:
    """Every title, each once an occupation, of occupations that are known."""
    read: dict[tuple[str, str], ListedTitle] = {}
    for line, (code, title, short) in csv_rows(folder, TITLES, TITLE_COLUMNS):
        if code not in onet:
            raise CatalogueError(TITLES, line, "onet", f"unknown O*NET code “{code}”")
        if not title or (code, title) in read:
            raise CatalogueError(TITLES, line, "title", f"“{title}” is empty or stands twice under {code}")
        read[code, title] = ListedTitle(code, title, short)
    return tuple(read.values())
