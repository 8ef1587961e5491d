"""`make stack` itself: what it needs, what it leaves behind, and that one that ends is started again."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deploy.stack import StackError, find_nginx, free_port, render
from tests.stack.wire import ask

ROOT = Path(__file__).resolve().parents[2]


def test_a_machine_without_nginx_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda *_words, **_options: None)
    with pytest.raises(StackError, match="install the package nginx"):
        find_nginx()


def test_a_name_without_a_value_is_not_passed_over(tmp_path: Path) -> None:
    with pytest.raises(StackError, match="PROXY_"):
        render(tmp_path, {})


@pytest.fixture
def folder() -> Iterator[Path]:
    """One that other users may enter, as PostgreSQL and nginx are for root; pytest's own are closed."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def test_make_stack_serves_starts_again_what_ends_and_leaves_nothing(folder: Path) -> None:
    port = free_port()
    log = folder / "log"
    environment = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "SECRET_KEY"}}
    with log.open("wb") as written:
        running = subprocess.Popen(
            [sys.executable, "-m", "deploy.stack"],
            cwd=ROOT,
            env=environment | {"PORT": str(port), "TMPDIR": str(folder)},
            stdout=written,
            stderr=written,
        )
    try:
        wait_for(lambda: "through nginx" in log.read_text(), log)
        assert re.search(r"administrator@example.com +Administrator +\S{20,}", log.read_text())
        assert ask(port, "GET", "/roles/technical-project-manager/").status == 200
        [killed] = [pid for pid, words in family(running.pid).items() if "run_outbox" in words]
        os.kill(killed, signal.SIGKILL)
        wait_for(lambda: "The worker ended with status -9; starting it again." in log.read_text(), log)
        wait_for(lambda: any("run_outbox" in words for words in family(running.pid).values()), log)
        started = set(family(running.pid))
        running.send_signal(signal.SIGINT)
        assert running.wait(40) == 0, log.read_text()
    finally:
        running.terminate()
        running.wait()
    assert not [pid for pid in started if Path(f"/proc/{pid}").exists()]
    assert [path.name for path in folder.iterdir()] == ["log"]


def family(parent: int) -> dict[int, str]:
    """The children of a process and what each was started as (Linux)."""
    found = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            if int(entry.read_text().rpartition(")")[2].split()[1]) == parent:
                words = (entry.parent / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                found[int(entry.parent.name)] = words
        except OSError:  # it ended meanwhile
            continue
    return found


def wait_for(condition: Callable[[], bool], log: Path) -> None:
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        if condition():
            return
        time.sleep(0.1)
    pytest.fail(log.read_text())
