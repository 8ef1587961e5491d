"""Whether both locks still fit pyproject.toml: every dependency locked, in a version it allows.

Fast and without a network. `make lock` mends what it names.
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parent.parent


def locked(name: str) -> dict[str, str]:
    """Name to version. Raises ValueError for a line without hashes."""
    text = (ROOT / name).read_text()
    found: dict[str, str] = {}
    for line in re.finditer(
        r"^(?P<name>[A-Za-z0-9._-]+)(?:\[[^]]+])?==(?P<version>[^\s;]+)(?P<rest>.*)$", text, re.MULTILINE
    ):
        if not line["rest"].endswith("\\"):
            raise ValueError(f"{name}: {line['name']} has no hash")
        found[canonicalize_name(line["name"])] = line["version"]
    return found


def unmet(requirements: list[str], versions: dict[str, str], lock: str) -> list[str]:
    """A sentence for each requirement that the lock does not meet."""
    sentences = []
    for requirement in map(Requirement, requirements):
        version = versions.get(canonicalize_name(requirement.name))
        if version is None:
            sentences.append(f"{lock} lacks {requirement.name}")
        elif not requirement.specifier.contains(Version(version), prereleases=True):
            sentences.append(
                f"{lock} has {requirement.name} {version}; pyproject.toml asks for {requirement.specifier}"
            )
    return sentences


def main() -> int:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    direct = project["project"]["dependencies"]
    runtime, dev = locked("requirements.lock"), locked("requirements-dev.lock")
    wrong = unmet(direct, runtime, "requirements.lock")
    wrong += unmet(direct + project["dependency-groups"]["dev"], dev, "requirements-dev.lock")
    wrong += [
        f"requirements-dev.lock has {name} {dev.get(name, '(absent)')}, requirements.lock {version}"
        for name, version in runtime.items()
        if dev.get(name) != version
    ]
    if len(direct) > 15:
        wrong.append(f"{len(direct)} direct dependencies; fifteen at most")
    for sentence in wrong:
        print(sentence, file=sys.stderr)
    if wrong:
        print("The locks are stale: run `make lock`.", file=sys.stderr)
        return 1
    print(f"Locks are fresh: {len(runtime)} packages at run time, {len(dev)} with tools.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
