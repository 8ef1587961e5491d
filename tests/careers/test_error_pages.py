"""Refusals in the site's look: a method that an address does not take, and the pages that the proxy shows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from careers.management.commands.render_error_pages import STATUSES


@pytest.mark.parametrize("method", ["put", "delete", "post"])
def test_a_method_that_a_page_does_not_take_is_explained(client: Client, method: str) -> None:
    answer = getattr(client, method)("/privacy/")
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD"
    assert "<h1>This page does not take that request</h1>" in answer.content.decode()
    assert answer["Content-Security-Policy"]
    assert not answer.cookies


def test_a_refusal_bears_the_sites_own_name(client: Client, settings: Any) -> None:
    settings.SITE_NAME = "Pathways"
    text = client.get("/no-such-page/").content.decode()
    assert "<title>There is no page here · Pathways</title>" in text
    assert "Careers" not in text


def test_the_proxys_pages_are_the_sites_and_need_no_database(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "errors"
    call_command("render_error_pages", str(folder))
    assert {page.name for page in folder.iterdir()} == {f"{status}.html" for status in STATUSES}
    for page in folder.iterdir():
        text = page.read_text()
        assert text.count("<h1>") == 1, page.name
        assert 'class="site-header"' in text, page.name
        assert "<style" not in text, page.name


def test_every_page_that_the_proxy_shows_is_written() -> None:
    templates = Path(__file__).resolve().parents[2] / "deploy" / "nginx" / "templates"
    shown = set()
    for line in (templates / "site.conf.template").read_text().splitlines():
        if line.startswith("error_page "):
            shown.add(int(line.rpartition("/")[2].removesuffix(".html;")))
    assert shown == set(STATUSES)
