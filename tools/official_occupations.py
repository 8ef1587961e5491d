"""Rewrites occupations.yaml and titles.csv in roles/catalogue/official/ from the official files, nothing changed.

    python -m tools.official_occupations DATA [--add CODE ...] [--check]

DATA holds ``oews/national_M2025.csv``, ``projections/table_1_2_….csv`` and ``onet/db_30_3_text/``. Which
occupations are kept is what the file already says, and the SOC codes that are added; of each, every job title
that the list has under its O*NET codes. ``--check`` writes nothing and fails if a file differs from what would
be written.
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Literal

import yaml

from roles.importers.catalogue_titles import TITLE_COLUMNS, TITLES
from tools.catalogue_wages import CATALOGUE

TARGET = CATALOGUE / "official/occupations.yaml"
ONET, OUTLOOK, PERIOD = "O*NET 30.3", "Employment Projections 2024–34", "2024–34"
HEAD = """\
# Official occupations behind the starter guides, with their outlook. Their wages are in wages/, their places in
# areas.csv. Copied by script from the files named in sources.yaml; whole jobs.

areas:
  - {code: "99", kind: nation, name: United States}

occupations:
  # What a place's jobs pay together, and the sign that a release is of that place.
  - scheme: soc
    code: "00-0000"
    title: "All Occupations"
    level: total

"""
MISSING = "n/a"


@dataclass(frozen=True)
class Official:
    """The rows of the official files by their code, all values as printed there."""

    names: dict[str, str]
    outlook: dict[str, dict[str, str]]
    onet: dict[str, str]
    titles: tuple[tuple[str, str, str], ...]

    @classmethod
    def read(cls, data: Path) -> Official:
        onet = data / "onet" / "db_30_3_text"
        return cls(
            names={
                row["OCC_CODE"]: row["OCC_TITLE"]
                for row in rows(data / "oews/national_M2025.csv", ",")
                if row["O_GROUP"] == "detailed"
            },
            outlook={
                row["2024 National Employment Matrix code"]: row
                for row in rows(data / "projections/table_1_2_occupational_projections_2024_34.csv", ",")
                if row["Occupation type"] == "Line item"
            },
            onet={row["O*NET-SOC Code"]: row["Title"] for row in rows(onet / "Occupation Data.txt", "\t")},
            titles=tuple(
                (row["O*NET-SOC Code"], row["Job Title"], row["Short Title"].replace(MISSING, ""))
                for row in rows(onet / "Job Titles.txt", "\t")
            ),
        )


def rows(path: Path, delimiter: str) -> Iterator[dict[str, str]]:
    """The rows of a table with a header; O*NET's text files quote nothing."""
    quoting: Literal[0, 3] = csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file, delimiter=delimiter, quoting=quoting)


def kept(target: Path) -> list[str]:
    """The SOC codes in the order of the file, without the total, which stands in HEAD."""
    listed = yaml.safe_load(target.read_text(encoding="utf-8"))["occupations"]
    return [occupation["code"] for occupation in listed if occupation.get("level") != "total"]


def occupation_lines(code: str, official: Official) -> Iterator[str]:
    """One occupation as it stands in the file. Raises ``KeyError`` for a code that is none."""
    outlook = official.outlook[code]
    yield f'  - scheme: soc\n    code: "{code}"\n    title: "{official.names[code]}"\n    onet:'
    for onet, name in official.onet.items():
        if onet.startswith(f"{code}."):
            yield f'      - {{code: "{onet}", title: "{name}", release: "{ONET}"}}'
    yield f'    outlook:\n      - release: "{OUTLOOK}"\n        period: "{PERIOD}"'
    yield f"        growth_percent: {Decimal(outlook['Employment change, percent, 2024–34'])}"
    yield f"        openings_per_year: {thousands(outlook['Occupational openings, 2024–34 annual average'])}"
    yield f"        employment_base: {thousands(outlook['Employment, 2024'])}"
    yield f"        employment_projected: {thousands(outlook['Employment, 2034'])}"
    yield f'        entry_education: "{outlook["Typical education needed for entry"]}"'


def thousands(text: str) -> int:
    """Whole jobs from a table in thousands with one decimal."""
    return int(Decimal(text) * 1000)


def occupations_text(codes: Iterable[str], official: Official) -> str:
    return HEAD + "\n\n".join("\n".join(occupation_lines(code, official)) for code in codes) + "\n"


def titles_text(codes: Sequence[str], official: Official) -> str:
    """Every title that stands under an O*NET code of these occupations, in the order of the list."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(TITLE_COLUMNS)
    writer.writerows(row for row in official.titles if row[0][:7] in codes)
    return text.getvalue()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--add", nargs="+", default=[], metavar="CODE")
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args()
    official = Official.read(given.data)
    codes = list(dict.fromkeys([*kept(TARGET), *given.add]))
    texts = {TARGET: occupations_text(codes, official), CATALOGUE / TITLES: titles_text(codes, official)}
    if given.check:
        return int(any(text != path.read_text(encoding="utf-8") for path, text in texts.items()))
    for path, text in texts.items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
