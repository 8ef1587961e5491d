"""What the files of deployment promise: nothing open but the proxy, no default secret, the same limits everywhere."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from careers.middleware import LONGEST_ADDRESS

ROOT = Path(__file__).resolve().parent.parent
COMPOSE_TEXT = (ROOT / "docker-compose.yml").read_text()
COMPOSE: dict[str, Any] = yaml.safe_load(COMPOSE_TEXT)
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
DOCKERFILE = (ROOT / "Dockerfile").read_text()
TEMPLATES = sorted((ROOT / "deploy" / "nginx" / "templates").glob("*.template"))
NGINX = "\n".join(template.read_text() for template in TEMPLATES)


def test_nothing_but_the_proxy_can_be_reached_from_outside() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]
    inside = {name for name, network in COMPOSE["networks"].items() if network and network.get("internal")}
    for name in ("db", "setup", "web-1", "web-2"):
        assert set(SERVICES[name]["networks"]) <= inside, name
    assert "front" not in SERVICES["db"]["networks"]
    assert "data" not in SERVICES["proxy"]["networks"]


@pytest.mark.parametrize("name", SERVICES)
def test_every_container_is_closed_bounded_and_watched(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "privileged" not in service
    assert set(service["deploy"]["resources"]["limits"]) == {"cpus", "memory", "pids"}
    assert service["logging"]["options"]["max-size"]
    assert service["restart"] == ("no" if name == "setup" else "unless-stopped")
    assert name in {"setup", "db"} or service["depends_on"]
    assert not [volume for volume in service.get("volumes", ()) if name != "db"]


@pytest.mark.parametrize("name", ["SECRET_KEY", "POSTGRES_PASSWORD", "SITE_URL", "EMAIL_URL"])
def test_what_has_no_safe_default_has_none(name: str) -> None:
    uses = re.findall(rf"\$\{{{name}(.)", COMPOSE_TEXT)
    assert uses
    assert set(uses) == {":"}
    assert not re.search(rf"\$\{{{name}:-", COMPOSE_TEXT)


def test_no_secret_reaches_a_layer() -> None:
    allowed = [line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")]
    assert (ROOT / ".dockerignore").read_text().splitlines()[1] == "*"
    assert not {".env", "var", ".git", "."} & set(allowed)
    assert "SECRET_KEY" not in DOCKERFILE
    # Everything that is copied from the folder is let through to the build, and nothing else is.
    copied = re.findall(r"^COPY (?!--from)(\S+)", DOCKERFILE, re.MULTILINE)
    assert {path.removesuffix("/templates") if path.startswith("deploy") else path for path in copied} == set(allowed)


def test_no_image_runs_as_root_and_each_has_a_health_check() -> None:
    for stage in DOCKERFILE.split("\nFROM ")[2:]:
        assert re.search(r"^USER \d+:\d+$", stage, re.MULTILINE)
        assert "HEALTHCHECK" in stage


def test_every_name_of_the_proxys_configuration_has_a_value_in_the_container() -> None:
    given = set(re.findall(r"\b(PROXY_[A-Z0-9_]+)=", DOCKERFILE)) | {
        name for name in SERVICES["proxy"]["environment"] if name.startswith("PROXY_")
    }
    assert set(re.findall(r"\$\{(PROXY_[A-Z0-9_]+)\}", NGINX)) == given


def test_the_proxys_addresses_of_the_web_processes_are_theirs() -> None:
    environment = SERVICES["proxy"]["environment"]
    for number in (1, 2):
        address = SERVICES[f"web-{number}"]["networks"]["front"]["ipv4_address"]
        assert environment[f"PROXY_WEB_{number}"] == f"{address}:8000"


def test_proxy_gunicorn_and_site_agree_on_sizes_and_patience(settings: Any) -> None:
    import runpy

    gunicorn = runpy.run_path(str(ROOT / "careers" / "gunicorn_conf.py"))
    assert f"client_max_body_size {settings.DATA_UPLOAD_MAX_MEMORY_SIZE};" in NGINX
    assert "large_client_header_buffers 4 16k;" in NGINX
    assert gunicorn["limit_request_line"] > gunicorn["limit_request_field_size"] == 16 * 1024 - len("\r\n")
    assert LONGEST_ADDRESS + len("OPTIONS  HTTP/1.1") < gunicorn["limit_request_field_size"]
    found = re.search(r"proxy_read_timeout (\d+)s;", NGINX)
    assert found
    assert int(found[1]) > gunicorn["timeout"]
    for name in ("db", "worker", "web-1", "web-2", "proxy"):
        assert int(SERVICES[name]["stop_grace_period"].removesuffix("s")) > gunicorn["graceful_timeout"]
