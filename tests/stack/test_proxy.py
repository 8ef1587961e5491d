"""What nginx lets through, what it refuses, and what it tells the site of who asked."""

from __future__ import annotations

import re
import socket
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from deploy.stack import HOST, Stack
from tests.stack.wire import SECONDS, Answer, ask, hang_up, page_title, proxy_before, say_ok, upstream

HEAD = b"POST /roles/x/report/ HTTP/1.1\r\nHost: localhost\r\n"


# --- what is refused -------------------------------------------------------------


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "PUT", "DELETE", "PROPFIND", "BREW"])
def test_methods_that_no_page_takes_are_refused_in_the_sites_look(stack: Stack, method: str) -> None:
    answer = ask(stack.port, method, "/")
    assert answer.status == 405
    assert answer.headers["Allow"] == "GET, HEAD, POST, OPTIONS"
    assert page_title(answer) == "This page does not take that request"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_too_much_is_refused_in_the_sites_look(stack: Stack) -> None:
    limit = 2_621_440
    too_large = ask(stack.port, "POST", "/roles/x/report/", b"a" * (limit + 1))
    assert (too_large.status, page_title(too_large)) == (413, "What you sent is too large")
    too_long = ask(stack.port, "GET", "/roles/?q=" + "a" * 17_000)
    assert (too_long.status, page_title(too_long)) == (414, "This address is too long")
    too_many = ask(stack.port, "GET", "/", Cookie="a" * 17_000)
    assert (too_many.status, page_title(too_many)) == (431, "Your browser sent too much at once")
    no_host = ask(stack.port, "GET", "/", Host="")
    assert no_host.status == 400


def test_the_longest_that_the_proxy_lets_through_is_answered_by_the_site(stack: Stack) -> None:
    answer = ask(stack.port, "GET", "/roles/no-such-role/?x=" + "a" * 15_900, Cookie="b" * 16_300)
    assert (answer.status, page_title(answer)) == (404, "There is no page here")
    moved = ask(stack.port, "GET", "/roles?x=" + "a" * 15_900)
    assert (moved.status, len(moved.headers["Location"])) == (301, len("/roles/?x=") + 15_900)
    refused = ask(stack.port, "GET", "/roles/?x=" + "a" * 16_100)
    assert (refused.status, page_title(refused)) == (414, "This address is too long")
    search = ask(stack.port, "GET", "/roles/?q=" + "a" * 10_000)
    assert search.status == 422
    assert 'class="site-header"' in search.body.decode()
    suggest = ask(stack.port, "GET", "/api/v1/suggest?q=" + "a" * 10_000)
    assert (suggest.status, suggest.headers["Content-Type"]) == (422, "application/json")
    whole = ask(stack.port, "POST", "/roles/no-such-role/", b"a=" + b"b" * (2_621_440 - 2))
    assert (whole.status, page_title(whole)) == (403, "This page is not open to you")


def seconds_until_cut(port: int, start: bytes, drip: bytes = b"") -> float:
    """How long a connection lasts that sends a start, then a drip a second, and never the whole."""
    with socket.create_connection((HOST, port), 5) as slow:
        began = time.monotonic()
        slow.sendall(start)
        slow.settimeout(1)
        while time.monotonic() < began + 15:
            try:
                if not slow.recv(1_000):
                    break
            except TimeoutError:
                try:
                    slow.sendall(drip)
                except OSError:
                    break
            except OSError:
                break
        return time.monotonic() - began


def test_slow_headers_and_slow_bodies_are_cut_after_five_seconds(stack: Stack) -> None:
    body = HEAD + b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\nword"
    with ThreadPoolExecutor(4) as pool:
        silent = pool.submit(seconds_until_cut, stack.port, b"")
        headers = pool.submit(seconds_until_cut, stack.port, HEAD)
        dripping = pool.submit(seconds_until_cut, stack.port, HEAD + b"X-A: ", b"a")
        bodies = pool.submit(seconds_until_cut, stack.port, body)
    for name, cut in {"silent": silent, "headers": headers, "dripping": dripping, "bodies": bodies}.items():
        assert 4.5 < cut.result() < 7.5, name


# --- what the site is told ----------------------------------------------------------


def test_what_visitors_claim_about_where_they_come_from_does_not_get_through() -> None:
    claims: dict[str, Any] = {
        "X_Forwarded_For": "203.0.113.9",
        "X_Forwarded_Proto": "https",
        "X_Forwarded_Host": "evil.example",
        "X_Forwarded_Port": "444",
        "X_Real_IP": "203.0.113.9",
        "Forwarded": "for=203.0.113.9;proto=https",
        "Proxy": "http://evil.example",
    }
    with upstream(say_ok) as site, proxy_before(site.port, site.port) as proxy:
        assert ask(proxy.port, "GET", "/", Host="careers.example", **claims).status == 200
    head = dict(line.split(": ", 1) for line in site.requests[0].split("\r\n")[1:] if ": " in line)
    told = {name.lower(): value for name, value in head.items()}
    # The last entry is the proxy's own; TRUSTED_PROXIES=1 reads no other.
    assert told["x-forwarded-for"] == "203.0.113.9, 127.0.0.1"
    assert told["x-forwarded-proto"] == "http"
    assert told["host"] == "careers.example"
    assert not {"x-forwarded-host", "x-forwarded-port", "x-real-ip", "forwarded", "proxy"} & set(told)


def test_behind_a_load_balancer_its_word_on_the_visitor_counts_and_only_its() -> None:
    changed = {"PROXY_BEHIND": "127.0.0.1", "PROXY_VISITOR_SCHEME": "https"}
    with upstream(say_ok) as site, proxy_before(site.port, site.port, **changed) as proxy:
        ask(proxy.port, "GET", "/", X_Forwarded_For="198.51.100.1, 203.0.113.9", X_Forwarded_Proto="http")
    assert "\r\nX-Forwarded-For: 198.51.100.1, 203.0.113.9, 203.0.113.9\r\n" in site.requests[0]
    assert "\r\nX-Forwarded-Proto: https\r\n" in site.requests[0]


# --- once, and only once --------------------------------------------------------------


def test_a_form_that_was_sent_on_is_never_sent_again_and_a_page_is() -> None:
    with upstream(hang_up) as first, upstream(hang_up) as second, proxy_before(first.port, second.port) as proxy:
        assert ask(proxy.port, "POST", "/", b"a=b").status == 502
        assert len(first.requests) + len(second.requests) == 1
        assert ask(proxy.port, "GET", "/").status == 502
        assert len(first.requests) + len(second.requests) == 3


def test_a_form_goes_to_the_other_process_while_one_is_away() -> None:
    with socket.create_server((HOST, 0)) as closed:
        away = int(closed.getsockname()[1])
    with upstream(say_ok) as site, proxy_before(away, site.port) as proxy:
        assert [ask(proxy.port, "POST", "/", b"a=b").status for _ in range(6)] == [200] * 6
    assert len(site.requests) == 6


# --- files ------------------------------------------------------------------------------


def test_files_come_compressed_and_for_ever(stack: Stack) -> None:
    page = ask(stack.port, "GET", "/").body.decode()
    files = set(re.findall(r"/static/[^\"]+", page))
    assert {name.rpartition(".")[2] for name in files} >= {"css", "js", "svg", "woff2"}
    for name in files:
        plain = ask(stack.port, "GET", name)
        assert plain.status == 200
        assert plain.headers["Cache-Control"] == "max-age=315360000, public, immutable"
        assert plain.headers["X-Content-Type-Options"] == "nosniff"
        if name.endswith((".css", ".js")) and len(plain.body) > 500:
            small = {way: ask(stack.port, "GET", name, Accept_Encoding=way) for way in ("gzip", "gzip, deflate, br")}
            assert [answer.headers["Content-Encoding"] for answer in small.values()] == ["gzip", "br"]
            assert all(answer.headers["Vary"] == "Accept-Encoding" for answer in (plain, *small.values()))
            assert {answer.headers["Content-Type"] for answer in small.values()} == {plain.headers["Content-Type"]}
            assert len(plain.body) > len(small["gzip"].body) > len(small["gzip, deflate, br"].body)
    refused = ask(stack.port, "GET", next(name for name in files if "site." in name), Accept_Encoding="br;q=0, gzip")
    assert refused.headers["Content-Encoding"] == "gzip"


def test_a_name_without_its_content_in_it_is_asked_for_again_and_an_unknown_one_is_the_sites_404(stack: Stack) -> None:
    assert ask(stack.port, "GET", "/static/css/site.css").headers["Cache-Control"] == "max-age=60, public"
    unknown = ask(stack.port, "GET", "/static/css/none.css")
    assert (unknown.status, page_title(unknown)) == (404, "There is no page here")
    assert ask(stack.port, "GET", "/static/..%2fnginx.conf").status == 404
    assert ask(stack.port, "GET", "/errors/502.html").status == 404


def test_pages_come_compressed(stack: Stack) -> None:
    answer = ask(stack.port, "GET", "/", Accept_Encoding="gzip")
    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(answer.body) < 8_000


# --- what is written down -----------------------------------------------------------------


def logged(stack: Stack, since: str, count: int) -> str:
    """The lines after that of the path ``since``, once they are so many: each is written just after its answer."""
    deadline = time.monotonic() + SECONDS
    while True:
        _before, begun, lines = (stack.folder / "access.log").read_text().partition(f" {since} ")
        lines = lines.partition("\n")[2]
        if (begun and lines.count("\n") >= count) or time.monotonic() > deadline:
            return lines
        time.sleep(0.02)


def test_the_log_holds_no_token_no_query_no_address_and_no_browser(stack: Stack) -> None:
    ask(stack.port, "GET", "/the-log-is-read-from-here/")
    logged(stack, "/the-log-is-read-from-here/", 0)
    for path in ("confirm/tokentoken/", "mine/tokentoken/?x=queryquery", "thanks/tokentoken/"):
        ask(stack.port, "GET", f"/applications/{path}", User_Agent="browserbrowser", Referer="http://refererreferer/")
    ask(stack.port, "GET", "/roles/?q=queryquery")
    ask(stack.port, "PUT", "/Applications//confirm/tokentoken/")
    lines = logged(stack, "/the-log-is-read-from-here/", 5)
    assert lines.count("\n") == 5
    assert "/applications/confirm/..." in lines
    assert " GET /roles/ " in lines
    assert " PUT " in lines
    for word in ("token", "query", "browser", "referer"):
        assert word not in lines, lines
    assert "127.0.0.1" not in re.sub(r'upstream "[^"]*"', "", lines)


def test_the_proxy_does_not_tell_its_version(stack: Stack) -> None:
    answers: list[Answer] = [ask(stack.port, "GET", "/"), ask(stack.port, "TRACE", "/")]
    assert {answer.headers["Server"] for answer in answers} == {"nginx"}


# --- https ----------------------------------------------------------------------------------


def test_https_ends_at_the_proxy_and_http_leads_to_it(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("tls")
    subprocess.run(
        [
            *(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-days",
                "1",
            ),
            *("-subj", "/CN=localhost", "-keyout", str(folder / "key.pem"), "-out", str(folder / "certificate.pem")),
        ],
        check=True,
        capture_output=True,
    )
    with socket.create_server((HOST, 0)) as probe:
        https = int(probe.getsockname()[1])
    changed = {
        "PROXY_SERVE": "https",
        "PROXY_HTTPS": f"{HOST}:{https}",
        "PROXY_TLS": str(folder),
        "PROXY_SITE_URL": "https://careers.example",
        "PROXY_VISITOR_SCHEME": "https",
    }
    with upstream(say_ok) as site, proxy_before(site.port, site.port, **changed) as proxy:
        plain = ask(proxy.port, "GET", "/roles/?q=a", Host="evil.example")
        assert (plain.status, plain.headers["Location"]) == (301, "https://careers.example/roles/?q=a")
        seen = subprocess.run(
            ["curl", "-sk", "--http2", "-w", " %{http_version}", "--tls-max", "1.2", f"https://localhost:{https}/"],
            check=True,
            capture_output=True,
            text=True,
        )
        assert seen.stdout == "ok 2"
    assert "\r\nX-Forwarded-Proto: https\r\n" in site.requests[-1]
