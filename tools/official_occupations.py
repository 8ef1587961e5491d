"""Rewrites roles/catalogue/official/occupations.yaml from the official files, figures and titles unchanged.

    python tools/official_occupations.py DATA [--add WANTED.yaml] [--check]

DATA holds ``oews/national_M2025.csv``, ``projections/table_1_2_….csv`` and ``onet/db_30_3_text/``. Which
occupations and which job titles are kept is what the file already says, and what WANTED adds:
``{"15-2041": {"15-2041.00": [Survey Statistician]}}``. A title that the official list does not hold is
refused. ``--check`` writes nothing and fails if the file differs from what would be written.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Literal

import yaml

TARGET = Path(__file__).resolve().parent.parent / "roles/catalogue/official/occupations.yaml"
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
Wanted = dict[str, dict[str, list[str]]]


@dataclass(frozen=True)
class Official:
    """The rows of the official files by their code, all values as printed there."""

    names: dict[str, str]
    outlook: dict[str, dict[str, str]]
    onet: dict[str, str]
    titles: frozenset[tuple[str, str]]

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
            titles=frozenset((row["O*NET-SOC Code"], row["Job Title"]) for row in rows(onet / "Job Titles.txt", "\t")),
        )


def rows(path: Path, delimiter: str) -> Iterator[dict[str, str]]:
    """The rows of a table with a header; O*NET's text files quote nothing."""
    quoting: Literal[0, 3] = csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file, delimiter=delimiter, quoting=quoting)


def wanted(target: Path, additions: Path | None) -> Wanted:
    """The occupations in the order of the file, then the added ones; each with its titles by O*NET code."""
    chosen: Wanted = {}
    for occupation in yaml.safe_load(target.read_text(encoding="utf-8"))["occupations"]:
        if occupation.get("level") == "total":  # stands in HEAD
            continue
        titles = chosen.setdefault(occupation["code"], {})
        for title in occupation["titles"]:
            titles.setdefault(title["onet"], []).append(title["title"])
    for code, titles in (yaml.safe_load(additions.read_text(encoding="utf-8")) if additions else {}).items():
        for onet, names in titles.items():
            have = chosen.setdefault(code, {}).setdefault(onet, [])
            have += [name for name in names if name not in have]
    return chosen


def occupation_lines(code: str, titles: dict[str, list[str]], official: Official) -> Iterator[str]:
    """One occupation as it stands in the file. Raises ``KeyError`` for a code, ``ValueError`` for a title not listed."""
    outlook = official.outlook[code]
    yield f'  - scheme: soc\n    code: "{code}"\n    title: "{official.names[code]}"\n    onet:'
    for onet, name in official.onet.items():
        if onet.startswith(f"{code}."):
            yield f'      - {{code: "{onet}", title: "{name}", release: "{ONET}"}}'
    yield "    titles:"
    for onet, names in titles.items():
        for name in names:
            if (onet, name) not in official.titles:
                raise ValueError(f"The official list has no “{name}” under {onet}.")
            yield f'      - {{title: "{name}", onet: "{onet}", release: "{ONET}"}}'
    yield f'    outlook:\n      - release: "{OUTLOOK}"\n        period: "{PERIOD}"'
    yield f"        growth_percent: {Decimal(outlook['Employment change, percent, 2024–34'])}"
    yield f"        openings_per_year: {thousands(outlook['Occupational openings, 2024–34 annual average'])}"
    yield f"        employment_base: {thousands(outlook['Employment, 2024'])}"
    yield f"        employment_projected: {thousands(outlook['Employment, 2034'])}"
    yield f'        entry_education: "{outlook["Typical education needed for entry"]}"'


def thousands(text: str) -> int:
    """Whole jobs from a table in thousands with one decimal."""
    return int(Decimal(text) * 1000)


def catalogue_text(chosen: Wanted, official: Official) -> str:
    blocks: Iterable[str] = ("\n".join(occupation_lines(code, titles, official)) for code, titles in chosen.items())
    return HEAD + "\n\n".join(blocks) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--add", type=Path, metavar="WANTED.yaml")
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args()
    text = catalogue_text(wanted(TARGET, given.add), Official.read(given.data))
    if given.check:
        return int(text != TARGET.read_text(encoding="utf-8"))
    TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
