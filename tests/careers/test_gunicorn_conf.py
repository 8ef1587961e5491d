"""How the site is served: on loopback, trusting no header, writing no address of a page."""

import runpy
import socket
from pathlib import Path
from urllib.parse import quote

import pytest
from gunicorn.config import Config
from gunicorn.http.errors import LimitRequestLine
from gunicorn.http.message import Request
from gunicorn.http.unreader import IterUnreader

CONF = str(Path(__file__).resolve().parents[2] / "careers" / "gunicorn_conf.py")


def test_it_listens_on_loopback_only(monkeypatch):
    monkeypatch.setenv("PORT", "8123")
    conf = runpy.run_path(CONF)
    assert set(conf["bind"]) <= {"127.0.0.1:8123", "[::1]:8123"}
    assert conf["bind"][0] == "127.0.0.1:8123"


def test_a_machine_without_ipv6_is_served_too(monkeypatch):
    real = socket.socket

    def only_ipv4(family=socket.AF_INET, *rest, **options):
        if family == socket.AF_INET6:
            raise OSError("Address family not supported by protocol")
        return real(family, *rest, **options)

    monkeypatch.setattr(socket, "socket", only_ipv4)
    assert runpy.run_path(CONF)["bind"] == ["127.0.0.1:8000"]


def test_no_log_holds_an_address_and_no_proxy_is_believed():
    conf = runpy.run_path(CONF)
    assert conf["accesslog"] is None
    assert conf["forwarded_allow_ips"] == ""


def read_by_gunicorn(line, taken):
    """The request as gunicorn reads it under our settings; ``taken`` counts the bytes that it took from the socket."""
    conf = runpy.run_path(CONF)
    settings = Config()
    for name in ("limit_request_line", "limit_request_field_size"):
        settings.set(name, conf[name])

    def pieces():
        for start in range(0, len(line), 8_192):
            taken.append(len(line[start : start + 8_192]))
            yield line[start : start + 8_192]

    return Request(settings, IterUnreader(pieces()), ("127.0.0.1", 1))


@pytest.mark.parametrize("character", ["a", "é", "表", "🦉"])
def test_ten_thousand_characters_of_any_script_reach_the_site(character):
    query = f"q={quote(character * 10_000)}"
    assert read_by_gunicorn(f"GET /roles/?{query} HTTP/1.1\r\nHost: x\r\n\r\n".encode(), []).query == query


def test_of_a_monstrous_line_no_more_is_read_than_the_limit():
    taken = []
    with pytest.raises(LimitRequestLine):
        read_by_gunicorn(b"GET /roles/?q=" + b"a" * 10_000_000, taken)
    assert sum(taken) < 150_000
