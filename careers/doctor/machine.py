"""Checks of files, programs and packages. Python's own library alone: they must work where Django does not."""

from __future__ import annotations

import difflib
import json
import os
import re
import shutil
import stat
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import distributions
from pathlib import Path

from careers.supervise import answers, why_port_is_not_free

from .findings import Finding, advice, ok, wrong

OLDEST_PYTHON = (3, 11)
LEAST_BYTES, FEW_BYTES = 200 * 1024**2, 2 * 1024**3  # free disk space
PRIVATE = ("var/secret-key", "var/demo-staff.txt")
STATIC_SOURCES = ("careers/staticfiles.py", "careers/settings.py", "requirements.lock")
CHROMIUM = ("chromium", "chromium-browser")
_LOCKED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^\s;\\]+)\s*(;[^\\]*)?", re.MULTILINE)
_READ = re.compile(r"""\b(?:env(?:\.[a-z_]+)?|environ\.get)\(\s*["']([A-Z_]+)["']""")
_ASSIGNED = re.compile(r"^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=", re.MULTILINE)


def findings(root: Path, port: int, version: Sequence[int]) -> list[Finding]:
    """Everything that can be said of this copy of the project without Django."""
    return [
        python_version(version),
        environment(root),
        packages(root),
        dot_env(root),
        var_writable(root),
        *private_files(root),
        static_files(root),
        free_disk(root, shutil.disk_usage(root).free),
        port_free(port),
        postgresql(),
        chromium(),
    ]


def python_version(version: Sequence[int]) -> Finding:
    words = ".".join(str(number) for number in version[:3])
    if tuple(version[:2]) < OLDEST_PYTHON:
        return wrong(
            f"Python is {words}; 3.11 or newer is needed.", "Install a newer one, or say which: make PYTHON=..."
        )
    return ok(f"Python {words}")


def environment(root: Path) -> Finding:
    """Whether ``.venv`` holds a Python that runs."""
    python = root / ".venv" / "bin" / "python"
    if not python.exists():
        gone = python.is_symlink()
        says = "The Python that .venv was made with is gone." if gone else "There is no .venv yet."
        return wrong(says, "make run makes it.")
    try:
        ran = subprocess.run([python, "-c", "pass"], capture_output=True, check=False, timeout=60)  # noqa: S603 - our own
    except OSError as error:
        return wrong(f".venv/bin/python cannot be started: {error.strerror}.", "rm -rf .venv, then make run.")
    if ran.returncode:
        return wrong(".venv/bin/python does not start.", "rm -rf .venv, then make run.")
    return ok(".venv has a Python that runs")


def packages(root: Path) -> Finding:
    """Whether ``.venv`` holds what requirements.lock names, in those versions."""
    locked = {
        _normal(name): (version, bool(marker))
        for name, version, marker in _LOCKED.findall((root / "requirements.lock").read_text(encoding="utf-8"))
    }
    found = installed(root)
    # A line with a condition may be for another system: only a wrong version counts there.
    missing = sorted(name for name, (_version, is_for_some) in locked.items() if name not in found and not is_for_some)
    other = sorted(
        f"{name} {found[name]}" for name, (version, _m) in locked.items() if found.get(name, version) != version
    )
    fix = "rm -rf .venv, then make run."
    if missing:
        return wrong(f"Not installed: {_few(missing)}.", fix)
    if other:
        return wrong(f"Not the locked version: {_few(other)}.", fix)
    return ok(f"{len(locked)} packages as locked")


def installed(root: Path) -> dict[str, str]:
    """The packages in ``.venv`` with their versions, without starting it."""
    folders = [str(folder) for folder in (root / ".venv").glob("lib/python*/site-packages")]
    return {_normal(one.metadata["Name"]): one.version for one in distributions(path=folders) if one.metadata["Name"]}


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _few(names: Sequence[str], most: int = 5) -> str:
    more = len(names) - most
    return ", ".join(names[:most]) + (f" and {more} more" if more > 0 else "")


def dot_env(root: Path) -> Finding:
    """Names in ``.env`` that nothing reads: a slip of the pen there is a setting that never takes effect."""
    file = root / ".env"
    if not file.is_file():
        return ok("No .env: the environment and the defaults decide")
    read = names_read(root)
    unread = [name for name in _ASSIGNED.findall(file.read_text(encoding="utf-8")) if name not in read]
    if not unread:
        return ok("Every name in .env is read")
    near = [(name, difflib.get_close_matches(name.upper(), read, n=1)) for name in unread]
    hints = [f"{name} (did you mean {match[0]}?)" if match else name for name, match in near]
    return wrong(
        f"No setting reads these names of .env: {', '.join(hints)}.", "Correct or remove them; .env.example lists all."
    )


def names_read(root: Path) -> set[str]:
    """Every name of the environment that the settings, the supervisor or gunicorn's configuration read."""
    files = ("settings.py", "supervise.py", "gunicorn_conf.py")
    return {name for file in files for name in _READ.findall((root / "careers" / file).read_text(encoding="utf-8"))}


def var_writable(root: Path) -> Finding:
    folder = root / "var"
    if not folder.is_dir():
        return wrong("There is no var/ yet.", "make run makes it.")
    if not os.access(folder, os.W_OK | os.X_OK):
        return wrong(
            "var/ cannot be written by this user.", "chown or chmod it, so that whoever runs the site may write."
        )
    return ok("var/ can be written")


def private_files(root: Path) -> Iterator[Finding]:
    """Files with secrets, which only their owner may read."""
    for name in PRIVATE:
        file = root / name
        if not file.exists():
            continue
        mode = stat.S_IMODE(file.stat().st_mode)
        if mode & 0o077:
            yield wrong(f"{name} can be read by others (mode {mode:04o}).", f"chmod 600 {name}")
        else:
            yield ok(f"{name} is private")


def static_files(root: Path) -> Finding:
    """Whether the style sheets and scripts that visitors get are those of this copy."""
    manifest, stamp = root / "var" / "static" / "staticfiles.json", root / "var" / "static.stamp"
    fix = "make run collects them."
    if not stamp.is_file() or not manifest.is_file():
        return wrong("Static files are not collected.", fix)
    try:
        names = json.loads(manifest.read_text(encoding="utf-8"))["paths"].values()
    except (ValueError, KeyError, AttributeError):
        return wrong("The list of collected static files cannot be read.", f"rm var/static.stamp; {fix}")
    lost = sorted(name for name in names if not (manifest.parent / name).is_file())
    if lost:
        return wrong(f"Collected static files are gone: {_few(lost, 3)}.", f"rm var/static.stamp; {fix}")
    made = stamp.stat().st_mtime
    sources = [file for file in (root / "static").rglob("*") if file.is_file()] + [
        root / name for name in STATIC_SOURCES
    ]
    newer = sorted(str(file.relative_to(root)) for file in sources if file.stat().st_mtime > made)
    if newer:
        return wrong(f"Static files changed after they were collected: {_few(newer, 3)}.", fix)
    return ok(f"{len(names)} static files, collected and fresh")


def free_disk(root: Path, free: int) -> Finding:
    """``free`` is in bytes, on the disk that holds the project and its database."""
    words = f"{free / 1024**3:.1f} GiB free on the disk of {root.name}/"
    if free < LEAST_BYTES:
        return wrong(f"Only {words}.", "Make room: a full disk refuses applications.")
    return advice(f"Only {words}.", "Make room soon.") if free < FEW_BYTES else ok(words)


def port_free(port: int) -> Finding:
    if not why_port_is_not_free(port):
        return ok(f"Port {port} is free")
    if answers(port):
        return ok(f"Port {port} is taken, and a site answers there as this one does")
    return wrong(f"Port {port} is taken by another program.", f"Stop that, or choose another: make run PORT={port + 1}")


def postgresql(folders: Sequence[Path] | None = None) -> Finding:
    """The server's programs, which only tests need."""
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin")) if folders is None else folders
    if shutil.which("postgres") or any((folder / "postgres").exists() for folder in places):
        return ok("PostgreSQL’s programs are here, for make test")
    return advice(
        "No PostgreSQL programs: make test leaves its PostgreSQL half out.", "Install the package postgresql."
    )


def chromium(environ: Mapping[str, str] = os.environ) -> Finding:
    """The browser, which only tests need."""
    named = environ.get("CHROMIUM")
    if any(shutil.which(name) for name in ([named] if named else CHROMIUM)):
        return ok("Chromium is here, for make test")
    return advice(
        "No Chromium: make test leaves its browser journeys out.", "Install the package chromium, or set CHROMIUM."
    )
