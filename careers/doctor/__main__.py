"""`python3 -m careers.doctor`: the outer shell, which needs nothing but Python.

It looks at the machine itself, then lets `.venv` ask Django for the rest; where that cannot start,
it says why. Exit status: 0 when all is well, 1 when something is wrong.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from careers.doctor import machine
from careers.doctor.findings import Finding, report, status, wrong

ROOT = Path(__file__).resolve().parent.parent.parent
SECONDS = 120


def main() -> int:
    """Print what was found."""
    port = os.environ.get("PORT", "")
    found = machine.findings(ROOT, int(port) if port.isdecimal() else 8000, sys.version_info[:3])
    found += from_django(ROOT)
    sys.stdout.write(report(found) + "\n")
    return status(found)


def from_django(root: Path) -> list[Finding]:
    """What `manage.py doctor` says of the site, or why it could not say anything."""
    python = root / ".venv" / "bin" / "python"
    if not python.exists():
        return [wrong("The site could not be asked: there is no .venv.", "make run, then make doctor again.")]
    environment = {**os.environ}
    secret = root / "var" / "secret-key"
    if not environment.get("SECRET_KEY") and secret.is_file() and not _env_has_secret(root):
        environment["SECRET_KEY"] = secret.read_text(encoding="utf-8").strip()  # as make run does
    try:
        ran = subprocess.run(  # noqa: S603 - our own command
            [python, "manage.py", "doctor", "--json"],
            cwd=root,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=SECONDS,
        )
        return [Finding(**one) for one in json.loads(ran.stdout)]
    except subprocess.TimeoutExpired:
        return [wrong(f"The site did not answer within {SECONDS} seconds.", "manage.py doctor shows where it waits.")]
    except (OSError, ValueError, TypeError):
        return [wrong(f"The site does not start: {_why(ran.stderr)}", "Mend that, then make doctor again.")]


def _env_has_secret(root: Path) -> bool:
    file = root / ".env"
    return file.is_file() and any(
        line.startswith("SECRET_KEY=") and line.strip() != "SECRET_KEY="
        for line in file.read_text(encoding="utf-8").splitlines()
    )


def _why(errors: str) -> str:
    """The last line of a traceback: the error and its words."""
    lines = [line.strip() for line in errors.splitlines() if line.strip()]
    return lines[-1].removeprefix("django.core.exceptions.ImproperlyConfigured: ") if lines else "it said nothing."


if __name__ == "__main__":
    sys.exit(main())
