"""The names that settings read from the environment are those that .env.example explains."""

import itertools
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Read by gunicorn and `make run`, and by the settings only for a default.
EXPLAINED = (ROOT / ".env.example").read_text()


def test_every_setting_is_explained_once():
    read = set(re.findall(r"\benv\.[a-z_]+\(\s*[\"']([A-Z_]+)[\"']", (ROOT / "careers/settings.py").read_text()))
    named = re.findall(r"^#?([A-Z_]+)=", EXPLAINED, re.MULTILINE)
    assert len(named) == len(set(named))
    assert read <= set(named), f"not in .env.example: {sorted(read - set(named))}"


def test_every_setting_has_its_own_comment():
    lines = EXPLAINED.splitlines()
    for above, line in itertools.pairwise(lines):
        if re.match(r"#?[A-Z_]+=", line):
            assert re.match(r"# \S", above), f"{line}: no comment above it"
