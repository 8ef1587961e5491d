"""Scripts and sheets are named by their content, and name each other so."""

from __future__ import annotations

import json
import re
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.test import override_settings


def test_a_script_finds_its_sheet_by_the_name_that_the_content_gave_it(tmp_path: Path) -> None:
    """So no script of this release loads a sheet of an older one from a cache."""
    storage = {"BACKEND": "careers.staticfiles.BundledStaticFilesStorage"}
    with override_settings(STATIC_ROOT=tmp_path, STORAGES=settings.STORAGES | {"staticfiles": storage}):
        call_command("collectstatic", interactive=False, verbosity=0)
    names = json.loads((tmp_path / "staticfiles.json").read_text())["paths"]
    sheet = names["css/known.css"]
    assert re.search(r"\.[0-9a-f]{12}\.css$", sheet)
    script = (tmp_path / names["js/known/sheet.js"]).read_text()
    assert re.findall(r'new URL\("([^"]+)", import\.meta\.url\)', script) == [f"../../{sheet}"]
