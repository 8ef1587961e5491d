"""`make run`'s two processes are started, watched and ended together."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from careers import supervise

SLEEPS = ("-c", "import time; time.sleep(60)")
# A child with a child of its own, whose number it writes down.
PARENT = "import pathlib, subprocess, sys; pathlib.Path(sys.argv[1]).write_text(str(subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']).pid)); import time; time.sleep(60)"


@pytest.fixture
def started() -> Iterator[list[supervise.Children]]:
    groups: list[supervise.Children] = []
    yield groups
    for group in groups:
        group.stop()


def gone(pid: int) -> bool:
    """Whether a process has ended (as a zombie it has)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def wait_for(condition, seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.02)
    return False


def test_a_taken_port_is_named_in_a_sentence():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert supervise.why_port_is_not_free(port) == (
            f"Port {port} is taken by another program. Stop that, or choose another: make run PORT={port + 1}"
        )
    assert supervise.why_port_is_not_free(port) == ""


def test_a_port_that_cannot_be_used_is_named_too(monkeypatch):
    def refuse(*_args):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(socket.socket, "bind", refuse)
    assert supervise.why_port_is_not_free(80) == (
        "Port 80 cannot be used: Permission denied. Choose another: make run PORT=8000"
    )


def test_when_one_ends_the_reason_is_told_and_the_other_is_stopped(started):
    group = supervise.Children({"The site": SLEEPS, "The worker": ("-c", "raise SystemExit(3)")})
    started.append(group)
    assert supervise.watch(group, port=1, parent=os.getppid()) == "The worker ended with status 3; stopping."
    group.stop()
    assert group.children["The site"].returncode == -signal.SIGTERM


def test_stopping_leaves_nothing_of_a_childs_own_children(started, tmp_path):
    note = tmp_path / "pid"
    group = supervise.Children({"The site": ("-c", PARENT, str(note))})
    started.append(group)
    assert wait_for(lambda: note.exists() and note.read_text())
    group.stop()
    assert wait_for(lambda: gone(int(note.read_text())))


def test_a_child_that_ignores_the_request_is_ended_all_the_same(started, monkeypatch, tmp_path):
    monkeypatch.setattr(supervise, "STOP_SECONDS", 0.2)
    note = tmp_path / "ready"
    stubborn = (
        "import pathlib, signal, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
        "pathlib.Path(sys.argv[1]).touch(); time.sleep(60)"
    )
    group = supervise.Children({"The site": ("-c", stubborn, str(note))})
    started.append(group)
    assert wait_for(note.exists)
    group.stop()
    assert group.children["The site"].returncode == -signal.SIGKILL


def test_all_stop_when_whoever_started_it_is_gone(started):
    group = supervise.Children({"The site": SLEEPS})
    started.append(group)
    assert supervise.watch(group, port=1, parent=-1) == "Whoever started this is gone; stopping."


def test_a_site_that_never_answers_is_given_up(started, monkeypatch):
    monkeypatch.setattr(supervise, "START_SECONDS", 0.3)
    group = supervise.Children({"The site": SLEEPS})
    started.append(group)
    assert "did not answer" in supervise.watch(group, port=1, parent=os.getppid())


def test_the_address_is_printed_once_the_site_answers(started, monkeypatch, capsys):
    answers = iter([False, True])
    monkeypatch.setattr(supervise, "answers", lambda _port: next(answers))
    group = supervise.Children({"The site": ("-c", "import time; time.sleep(1)")})
    started.append(group)
    assert supervise.watch(group, port=8123, parent=os.getppid()) == "The site ended with status 0; stopping."
    assert capsys.readouterr().out.count("http://localhost:8123/") == 1


def test_health_is_asked_of_the_site_itself(monkeypatch):
    monkeypatch.setenv("SITE_URL", "https://careers.example")
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        asked = subprocess.Popen(
            [sys.executable, "-c", f"from careers import supervise; print(supervise.answers({port}))"],
            stdout=subprocess.PIPE,
            text=True,
        )
        connection, _address = server.accept()
        with connection:
            request = connection.recv(2_000).decode()
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        assert asked.communicate(timeout=10)[0].strip() == "True"
    assert request.startswith("GET /healthz HTTP/1.1\r\n")
    assert "\r\nHost: careers.example\r\n" in request


def test_a_closed_port_does_not_answer():
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    assert supervise.answers(port) is False


@pytest.mark.parametrize("options", [[], ["--check"], ["--dev"]])
def test_nothing_is_started_on_a_taken_port(monkeypatch, capsys, options):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        monkeypatch.setenv("PORT", str(taken.getsockname()[1]))
        monkeypatch.setattr(sys, "argv", ["supervise", *options])
        monkeypatch.setattr(supervise, "Children", None)
        assert supervise.main() == 1
    assert "is taken" in capsys.readouterr().err


def test_check_alone_starts_nothing(monkeypatch):
    monkeypatch.setattr(supervise, "why_port_is_not_free", lambda _port: "")
    monkeypatch.setattr(supervise, "Children", None)
    monkeypatch.setattr(sys, "argv", ["supervise", "--check"])
    assert supervise.main() == 0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_both_and_is_no_error(tmp_path, number):
    notes = [tmp_path / "site", tmp_path / "worker"]
    child = "import os, pathlib, sys, time; pathlib.Path(sys.argv[1]).write_text(str(os.getpid())); time.sleep(60)"
    program = (
        "import sys; from careers import supervise\n"
        "supervise.why_port_is_not_free = lambda port: ''\n"
        f"supervise.SITE = ('-c', {child!r}, {str(notes[0])!r})\n"
        f"supervise.WORKER = ('-c', {child!r}, {str(notes[1])!r})\n"
        "sys.exit(supervise.main())"
    )
    running = subprocess.Popen([sys.executable, "-c", program])
    try:
        assert wait_for(lambda: all(note.exists() and note.read_text() for note in notes))
        running.send_signal(number)
        assert running.wait(10) == 0
    finally:
        running.kill()
        running.wait()
    assert all(gone(int(note.read_text())) for note in notes)


def test_a_signal_while_a_child_is_being_started_leaves_nothing_behind(monkeypatch):
    real = subprocess.Popen
    born = []

    def interrupted(*arguments, **options):
        born.append(real(*arguments, **options))
        supervise._stop_on_signal(signal.SIGTERM, None)
        return born[-1]

    monkeypatch.setattr(subprocess, "Popen", interrupted)
    monkeypatch.setattr(supervise._Request, "came", False)
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        with pytest.raises(supervise.Stopped):
            supervise.Children({"The site": SLEEPS, "The worker": SLEEPS})
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    assert [child.returncode for child in born] == [-signal.SIGTERM]


def test_main_tells_why_it_stopped(monkeypatch, capsys):
    monkeypatch.setattr(supervise, "why_port_is_not_free", lambda _port: "")
    monkeypatch.setattr(supervise, "SITE", ("-c", "raise SystemExit(4)"))
    monkeypatch.setattr(supervise, "WORKER", SLEEPS)
    monkeypatch.setattr(sys, "argv", ["supervise"])
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        assert supervise.main() == 1
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    assert "The site ended with status 4; stopping." in capsys.readouterr().err
