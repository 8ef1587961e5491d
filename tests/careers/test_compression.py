"""Pages come compressed to whoever takes it, unless they hold a token; templates come without their indentation."""

from __future__ import annotations

import gzip

import brotli
import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from careers.compression import CompressPages
from careers.staticfiles import minified
from careers.trimmed import trimmed
from tests.factories import ConsentTextFactory, publish_role, staff_in

pytestmark = pytest.mark.django_db
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress}


@pytest.mark.parametrize("encoding", UNPACK)
@pytest.mark.parametrize("query", ["", "?v=1"])
def test_a_guide_is_the_same_page_in_fewer_bytes(client: Client, encoding: str, query: str) -> None:
    publish_role("data-planner")
    whole = client.get(f"/roles/data-planner/{query}")
    assert "Content-Encoding" not in whole
    small = client.get(f"/roles/data-planner/{query}", headers={"Accept-Encoding": encoding})
    assert small["Content-Encoding"] == encoding
    assert "Accept-Encoding" in small["Vary"]
    assert int(small["Content-Length"]) == len(small.content) < len(whole.content) / 2
    assert UNPACK[encoding](small.content) == whole.content


def test_brotli_is_taken_before_gzip(client: Client) -> None:
    assert client.get("/", headers={"Accept-Encoding": "gzip, deflate, br, zstd"})["Content-Encoding"] == "br"


def test_what_holds_a_token_is_never_compressed(client: Client) -> None:
    ConsentTextFactory()
    publish_role("data-planner")
    everything = {"Accept-Encoding": "gzip, br"}
    for path in ("/roles/data-planner/apply/", "/roles/data-planner/report/", "/admin/login/"):
        answer = client.get(path, headers=everything)
        assert "csrftoken" in answer.cookies
        assert "Content-Encoding" not in answer, path
    client.force_login(staff_in("Editor"))
    assert "Content-Encoding" not in client.get("/admin/", headers=everything)


def answered(response: HttpResponse, accepts: str = "br") -> HttpResponse:
    request = RequestFactory().get("/", headers={"Accept-Encoding": accepts})
    request.resolver_match = None
    return CompressPages(lambda _request: response)(request)  # type: ignore[return-value]  # it is the same response


def test_what_would_not_shrink_stays_as_it_is() -> None:
    short = answered(HttpResponse("ok"))
    assert (short.content, short.get("Content-Encoding")) == (b"ok", None)
    packed = brotli.compress(bytes(range(256)) * 9)
    noise = answered(HttpResponse(gzip.compress(packed) + bytes(range(256)), content_type="image/png"))
    assert "Content-Encoding" not in noise
    done = answered(HttpResponse("x" * 999, headers={"Content-Encoding": "zstd"}))
    assert done["Content-Encoding"] == "zstd"


@pytest.mark.parametrize(
    ("accepts", "encoding"),
    [
        ("br", "br"),
        ("gzip;q=1.0, br;q=0.5", "br"),
        ("br;q=0, gzip", "gzip"),
        ("gzip;q=0, br; q=0.000", None),
        ("brx, xgzip", None),
        ("", None),
    ],
)
def test_what_is_refused_is_not_sent(accepts: str, encoding: str | None) -> None:
    answer = answered(HttpResponse("x" * 999), accepts)
    assert (answer.get("Content-Encoding"), answer["Vary"]) == (encoding, "Accept-Encoding")


def test_an_etag_of_other_bytes_is_weak() -> None:
    assert answered(HttpResponse("x" * 999, headers={"ETag": '"a"'}))["ETag"] == 'W/"a"'
    assert answered(HttpResponse("x" * 999, headers={"ETag": 'W/"a"'}))["ETag"] == 'W/"a"'


def test_a_template_keeps_the_breaks_between_words_and_loses_its_layout() -> None:
    template = """<ul>
  {% for a in b %}
    <li>{{ a }}
      and</li>

  {% endfor %}{# x #}
</ul>
{% translate "these" %}
  {% translate "words" %}
<b>bold</b>
<i>italic</i>
{% if c %}<p class="{{ d }}">
  text</p>{% endif %}
more
"""
    assert trimmed(template) == (
        "<ul>{% for a in b %}<li>{{ a }}\nand</li>{% endfor %}{# x #}</ul>"
        '{% translate "these" %}\n{% translate "words" %}\n<b>bold</b>\n<i>italic</i>'
        '{% if c %}<p class="{{ d }}">text</p>{% endif %}\nmore\n'
    )


def test_only_a_whole_name_of_a_block_loses_its_break() -> None:
    """Planted: inline elements whose names begin like those of blocks."""
    template = "a\n<dfn>b</dfn>\n<picture></picture>\n<textarea>\n</textarea>\n<progress></progress>\n<linked>"
    assert trimmed(template) == template


def test_a_style_sheet_keeps_its_rules_and_quoted_words() -> None:
    sheet = (
        '/* a; b */\n:root {\n  --a:  "x ; {  y";\n}\n@media (a) and (b) { .x > .y, .z { width: calc(1px  + 2px) } }\n'
    )
    assert minified(sheet) == ':root{--a: "x ; {  y";}@media (a) and (b){.x > .y, .z{width: calc(1px + 2px)}}'
