"""Branch coverage of both databases together, and what it must be.

All of them where a figure, a promise or an application can go wrong, 95 % overall.
Reads what `make test COVERAGE=1` left in var/coverage.
"""

from __future__ import annotations

import json
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "var" / "coverage"
RUNS = ("sqlite", "postgresql")
OVERALL = 95.0
COMPLETE = (
    "careers/compression.py",
    "careers/trimmed.py",
    "roles/charts/*.py",
    "roles/comparison/*.py",
    "roles/facts/*.py",
    "roles/literals.py",
    "roles/money.py",
    "roles/paths/*.py",
    "roles/pay/*.py",
    "roles/prose.py",
    "roles/quality/*.py",
    "roles/structured_data.py",
    "roles/wage*.py",
    "roles/api/described.py",
    "roles/services/*.py",
    "roles/applications/services.py",
    "accounts/services.py",
    "careers/outbox/*.py",
)


def coverage(*words: str) -> str:
    command = [sys.executable, "-m", "coverage", *words]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def main() -> int:
    runs = [FOLDER / f"data.{run}" for run in RUNS]
    if absent := [run.name for run in runs if not run.is_file()]:
        print(f"No coverage of {', '.join(absent)}: both databases must have been tested.", file=sys.stderr)
        return 1
    data = FOLDER / "combined"
    coverage("combine", "--keep", f"--data-file={data}", *map(str, runs))
    coverage("json", f"--data-file={data}", "-o", str(FOLDER / "report.json"))
    report = json.loads((FOLDER / "report.json").read_text())
    # A pattern that fits no file guards nothing: a module moved without it.
    wrong = [
        f"{pattern}: no such module"
        for pattern in COMPLETE
        if not any(fnmatch(name, pattern) for name in report["files"])
    ]
    for name, file in sorted(report["files"].items()):
        if any(fnmatch(name, pattern) for pattern in COMPLETE) and (file["missing_lines"] or file["missing_branches"]):
            ways = [f"{start}->{'exit' if end < 0 else end}" for start, end in file["missing_branches"]]
            wrong.append(f"{name}: not run: lines {file['missing_lines']}, branches {ways}")
    overall = report["totals"]["percent_covered"]
    if overall < OVERALL:
        print(coverage("report", f"--data-file={data}", "--skip-covered", "--sort=cover"))
        wrong.append(f"overall {overall:.1f} %, {OVERALL:.0f} % needed")
    for sentence in wrong:
        print(sentence, file=sys.stderr)
    print(f"Branch coverage over both databases: {overall:.1f} %")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
