"""The W3C's checker of HTML (vnu): where it is, and what it says of pages."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

JAR = Path(__file__).resolve().parent.parent / "tools/node_modules/vnu-jar/build/dist/vnu.jar"


def lacking() -> str:
    """What this machine needs before it can check HTML, in words; empty where it can."""
    if not shutil.which("java"):
        return "no Java (install the package default-jre-headless)"
    if not JAR.is_file():
        return "no tools/node_modules (npm ci --prefix tools, which `make test` does where npm is there)"
    return ""


def errors(pages: Mapping[str, str], folder: Path) -> list[str]:
    """What is wrong with the HTML of these pages, by name: one sentence a fault, errors and warnings alike.

    folder: an empty one, for the files. All pages in one run: Java starts but once. Style sheets
    are not judged: vnu does not know today's CSS.
    """
    names = {}
    for number, (name, html) in enumerate(sorted(pages.items())):
        (folder / f"{number}.html").write_text(html)
        names[f"{number}.html"] = name
    command = ["java", "-jar", str(JAR), "--format", "json", "--exit-zero-always", "--stdout", str(folder)]
    run = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    return [
        f"{names[PurePosixPath(found['url']).name]}, line {found.get('lastLine', '?')}: {found['message']} {found.get('extract', '').strip()!r}"
        for found in json.loads(run.stdout)["messages"]
        if not found["message"].startswith("CSS:")
    ]
