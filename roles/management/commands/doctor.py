"""What is wrong with this installation, and the fix."""

import json
import sys
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from careers.doctor import machine, site
from careers.doctor.findings import report, status


class Command(BaseCommand):
    help = "Say in plain sentences what is wrong with this installation and how to mend it; changes nothing."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="only what Django knows, for `make doctor`")

    def handle(self, *args: Any, **options: Any) -> None:
        found = site.findings(settings)
        if options["json"]:
            self.stdout.write(json.dumps([finding.as_dict() for finding in found]))
            return
        port = urlsplit(settings.SITE_URL).port or 8000
        found = [*machine.findings(settings.BASE_DIR, port, sys.version_info[:3]), *found]
        self.stdout.write(report(found))
        if status(found):
            sys.exit(1)
