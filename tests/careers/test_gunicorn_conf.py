"""How the site is served: on loopback, trusting no header, writing no address of a page."""

import runpy
import socket
from pathlib import Path

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
