"""Whether the named files are small enough to be kept for ever: 500 KB each."""

from __future__ import annotations

import sys
from pathlib import Path

MOST_BYTES = 500_000


def main(names: list[str]) -> int:
    large = [name for name in names if Path(name).is_file() and Path(name).stat().st_size > MOST_BYTES]
    for name in large:
        print(f"{name} has {Path(name).stat().st_size:,} bytes; {MOST_BYTES:,} at most.", file=sys.stderr)
    return 1 if large else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
