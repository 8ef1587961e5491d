"""`make bench`: what imports, the starter catalogue and pages cost here, on SQLite and on PostgreSQL. Prints figures; fails only if a run does."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from . import imports
from .measure import has_postgresql, postgresql, run, sqlite

DATABASES = {"PostgreSQL": postgresql, "SQLite": sqlite}
ROLES = (3, 100, 1000)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="a folder of whole official files: oews/, onet/*/, projections/")
    data = parser.parse_args().data
    print(
        f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}. Files: {data or 'the small ones of tests/data'}."
    )
    names = [name for name in DATABASES if name == "SQLite" or has_postgresql()]
    if "PostgreSQL" not in names:
        print("No PostgreSQL on this machine: that half is left out.")
    print("\nImports, each in a process of its own:")
    seconds = {}
    for name in names:
        with DATABASES[name]() as url:
            seconds[name] = imports.measure(name, url, imports.steps(data))
    if len(names) == len(DATABASES):
        for step, needed in seconds["SQLite"].items():
            print(f"SQLite to PostgreSQL, {step}: {needed / seconds['PostgreSQL'][step]:.2f}")
    print("\nThe starter catalogue:")
    for name in names:
        with DATABASES[name]() as url:
            imports.measure_catalogue(name, url)
    print("\nPages, one request:")
    for name in names:
        for roles in ROLES:
            with DATABASES[name]() as url:
                print(run(url, "-m", "benchmarks.pages", str(roles)).output, end="", flush=True)


if __name__ == "__main__":
    main()
