"""Dockerfile by hadolint and docker-compose.yml by dclint, after each has found a planted defect.

A linter that is missing, or that would pass anything, fails the run.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HADOLINT = (str(Path(sys.executable).parent / "hadolint"),)
DCLINT = (str(ROOT / "tools/node_modules/.bin/dclint"), "--max-warnings", "0", "-c", ".dclintrc.yaml")
# What each of them must object to: a base without a tag, and a port open to every network.
BAD_DOCKERFILE = "FROM python\nRUN cd /tmp && apt-get install curl\n"
BAD_COMPOSE = 'services:\n  web:\n    image: nginx:1.28\n    ports:\n      - "8000:8000"\n'


def run(command: tuple[str, ...], file: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*command, str(file)], cwd=ROOT, capture_output=True, text=True, check=False)


def judge(command: tuple[str, ...], name: str, bad: str, finding: str) -> str:
    """A sentence of what is wrong, or an empty string. finding: the rule that the planted defect breaks."""
    if not Path(command[0]).exists():
        return f"{command[0]} is missing: make needs npm to install it."
    with tempfile.TemporaryDirectory() as folder:
        planted = Path(folder) / name
        planted.write_text(bad)
        seen = run(command, planted)
    if seen.returncode == 0 or finding not in seen.stdout:
        return f"{Path(command[0]).name} does not find a planted defect ({finding}): {seen.stdout}{seen.stderr}"
    judged = run(command, ROOT / name)
    return judged.stdout + judged.stderr if judged.returncode else ""


def main() -> int:
    wrong = [
        judge(HADOLINT, "Dockerfile", BAD_DOCKERFILE, "DL3006"),
        judge(DCLINT, "docker-compose.yml", BAD_COMPOSE, "no-unbound-port-interfaces"),
    ]
    for sentence in filter(None, wrong):
        print(sentence, file=sys.stderr)
    if not any(wrong):
        print("Dockerfile and docker-compose.yml: nothing found; both linters found what was planted.")
    return 1 if any(wrong) else 0


if __name__ == "__main__":
    sys.exit(main())
