"""Which tables of an O*NET text release are read, what they and their columns are called, newest layout first. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .tables import Columns

CODE = "O*NET-SOC Code"


@dataclass(frozen=True, slots=True)
class Source:
    """A file, and its columns by the names of the newest layout."""

    file: str
    columns: Columns


def _source(file: str, *names: str, also: tuple[str, ...] = (), **older: str) -> Source:
    """``also`` are columns that may be absent; ``older`` says what the file calls one: Job_Title="Alternate Title"."""
    called = {name.replace("_", " "): old for name, old in older.items()}

    def patterns(words: tuple[str, ...]) -> dict[str, str]:
        return {word: re.escape(called.get(word, word).casefold()) for word in words}

    return Source(file, Columns(required=patterns(names), optional=patterns(also)))


_RATING = (CODE, "Element ID", "Element Name", "Scale ID", "Data Value", "Recommend Suppress", "Date")
_SHARE = (CODE, "Element ID", "Scale ID", "Category", "Data Value", "Recommend Suppress", "Date")
_CATEGORY = ("Element ID", "Scale ID", "Category", "Category Description")
_SOFTWARE = (CODE, "Workplace Example", "Element ID", "Element Name", "Hot Technology", "In Demand")

# For each scope the layouts that are known; all files of one must be there.
LAYOUTS: dict[str, tuple[tuple[Source, ...], ...]] = {
    "occupations": ((_source("Occupation Data.txt", CODE, "Title", "Description"),),),
    "zones": ((_source("Job Zones.txt", CODE, "Job Zone", "Date"),),),
    "titles": (
        (_source("Job Titles.txt", CODE, "Job Title", "Short Title"),),
        (_source("Alternate Titles.txt", CODE, "Job Title", "Short Title", Job_Title="Alternate Title"),),
    ),
    "tasks": ((_source("Task Statements.txt", CODE, "Task ID", "Task", "Task Type", "Date"),),),
    "software": (
        (_source("Software Skills.txt", *_SOFTWARE),),
        (
            _source(
                "Technology Skills.txt",
                *_SOFTWARE,
                Workplace_Example="Example",
                Element_ID="Commodity Code",
                Element_Name="Commodity Title",
            ),
        ),
    ),
    "related": ((_source("Related Occupations.txt", CODE, "Related O*NET-SOC Code", "Relatedness Tier", "Index"),),),
    "skills": (
        (
            _source("Essential Skills.txt", *_RATING, also=("Not Relevant",)),
            _source("Transferable Skills.txt", *_RATING, also=("Not Relevant",)),
        ),
        (_source("Skills.txt", *_RATING, also=("Not Relevant",)),),
    ),
    "categories": (
        (_source("Education Categories.txt", *_CATEGORY),),
        (_source("Education, Training, and Experience Categories.txt", *_CATEGORY),),
    ),
    "education": (
        (_source("Education.txt", *_SHARE),),
        (_source("Education, Training, and Experience.txt", *_SHARE),),
    ),
}
