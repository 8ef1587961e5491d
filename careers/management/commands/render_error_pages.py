"""Write the pages that the proxy shows when it answers in the site's place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from careers import errors

# 400 and 405: requests that never reach the site; 413, 414 and 431: larger than it reads; 429: too many connections;
# 502 to 504: the site is down or slow.
STATUSES = (400, 405, 413, 414, 429, 431, 502, 503, 504)


class Command(BaseCommand):
    help = "Write 502.html and its like into a folder, for the proxy. Run it after collectstatic."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        folder.mkdir(parents=True, exist_ok=True)
        for status in STATUSES:
            (folder / f"{status}.html").write_bytes(errors.page(None, status).content)
