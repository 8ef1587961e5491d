"""What reading official files costs: each import into an empty database, then once more with nothing to add."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from roles.importers.oews import stated

from .measure import ROOT, Cost, run

SMALL = ROOT / "tests" / "data"
MOST_CATALOGUE = 20.0  # seconds for each of its steps


@dataclass(frozen=True, slots=True)
class Step:
    """A command, the rows that its files hold, and the most seconds it may take on PostgreSQL, first and again."""

    name: str
    words: tuple[str, ...]
    first: float
    again: float = 20.0


def steps(data: Path | None) -> list[Step]:
    """The imports of the files in this folder (``oews/``, ``onet/*/``, ``projections/``), or of the tests' small ones."""
    if data is None:
        wages = sorted(SMALL.glob("*_M2025*"))
        national = SMALL / "national_M2025_dl.xlsx"
        onet, outlook = SMALL / "onet_30_3_excerpt", SMALL / "projections_2024_34_excerpt.csv"
    else:
        workbooks = sorted((data / "oews").glob("*.xlsx"))
        national = next(path for path in workbooks if "national" in path.name)
        # The same file as a workbook and as CSV is read once, as a workbook.
        wages = [*workbooks, *(path for path in sorted((data / "oews").glob("*.csv")) if "national" not in path.name)]
        onet = next(path.parent for path in sorted((data / "onet").rglob("Read Me.txt")))
        outlook = data / "projections" / "occupation.xlsx"
    label = f"OEWS {stated(national).covers}"
    return [
        Step("wages", ("import_wages", *map(str, wages), "--release", label), 60.0),
        Step("occupations", ("import_occupations", str(onet)), 90.0),
        Step("projections", ("import_projections", str(outlook)), 20.0),
    ]


def measure(database: str, url: str, chosen: list[Step]) -> dict[str, float]:
    """Run the imports and print what they cost; the seconds of each by name."""
    seconds = {}
    for step in chosen:
        for when, most in (("first", step.first), ("again", step.again)):
            cost = run(url, "manage.py", *step.words)
            rows = sum(int(found) for found in re.findall(r"rows read (\d+)", cost.output))
            added = re.search(r": (\d+|nothing) added", cost.output)
            if when == "again" and (added is None or added[1] != "nothing"):
                raise SystemExit(f"{step.name} again added rows:\n{cost.output}")
            allowed = most if database == "PostgreSQL" else 2 * most
            print(line(database, f"{step.name}, {when}", cost, rows, allowed), flush=True)
            seconds[f"{step.name}, {when}"] = cost.wall
    return seconds


def measure_catalogue(database: str, url: str) -> None:
    """Load the starter catalogue into an empty database, once more with nothing to add, and build every document anew."""
    steps = {
        "catalogue, first": "load_catalogue",
        "catalogue, again": "load_catalogue",
        "documents": "rebuild_documents",
    }
    for name, command in steps.items():
        if command == "rebuild_documents":
            run(url, "manage.py", "shell", "-c", "from roles.models import RoleDocument as D; D.objects.all().delete()")
        cost = run(url, "manage.py", command)
        verdict = "ok" if cost.wall < MOST_CATALOGUE else "OVER"
        print(
            f"{database:<11} {name:<19} {cost.wall:6.1f} s  {cost.cpu:6.1f} s CPU  {cost.megabytes:4.0f} MB"
            f"  (at most {MOST_CATALOGUE:.0f} s: {verdict})",
            flush=True,
        )


def line(database: str, name: str, cost: Cost, rows: int, allowed: float) -> str:
    verdict = "ok" if cost.wall < allowed and cost.megabytes < 400 else "OVER"
    return (
        f"{database:<11} {name:<19} {rows:>7} rows  {cost.wall:6.1f} s  {cost.cpu:6.1f} s CPU  "
        f"{rows / cost.wall:8.0f} rows/s  {cost.megabytes:4.0f} MB  (at most {allowed:.0f} s, 400 MB: {verdict})"
    )
