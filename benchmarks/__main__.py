"""`make bench`: what imports, the starter catalogue and pages cost here, on SQLite and on PostgreSQL. Prints figures; fails only if a run does."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from . import imports, scale
from .measure import has_postgresql, postgresql, sqlite

DATABASES = {"PostgreSQL": postgresql, "SQLite": sqlite}
SIZES = {"PostgreSQL": (100, 10_000), "SQLite": (100, 1_000)}


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
    print("\nPages, one request each in turn:")
    for name in names:
        scale.measure(name, DATABASES[name], SIZES[name])


if __name__ == "__main__":
    main()
