"""Requests byte by byte, and an upstream that does as it is told."""

from __future__ import annotations

import http.client
import shutil
import socket
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from careers.management.commands.render_error_pages import STATUSES
from careers.supervise import Children
from deploy.stack import HOST, Stack, free_port, proxy_values, render

SECONDS = 20


@dataclass
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes


def ask(port: int, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
    """One request on a connection of its own; an underscore in a header's name stands for a hyphen."""
    connection = http.client.HTTPConnection(HOST, port, timeout=SECONDS)
    try:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body=body, headers=named)
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read())
    finally:
        connection.close()


def page_title(answer: Answer) -> str:
    """The heading of a page in the site's look; it is one of ours only with the site's header."""
    text = answer.body.decode()
    assert 'class="site-header"' in text, text[:300]
    return text.partition("<h1>")[2].partition("</h1>")[0]


# --- an upstream of the test's own ---------------------------------------------


@dataclass
class Upstream:
    """A server of one answer a connection. Keeps what it was sent."""

    listener: socket.socket
    answer: Callable[[socket.socket], None]
    requests: list[str] = field(default_factory=list)

    @property
    def port(self) -> int:
        return int(self.listener.getsockname()[1])

    def serve(self) -> None:
        while True:
            try:
                connection, _address = self.listener.accept()
            except OSError:  # closed: the test is over
                return
            with connection:
                connection.settimeout(SECONDS)
                # The proxy sends head and body at once; the tests' bodies are short.
                self.requests.append(connection.recv(65_536).decode("latin-1"))
                self.answer(connection)


def say_ok(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")


def hang_up(connection: socket.socket) -> None:
    """Take the request and go away without an answer, as a process does that is killed."""


@contextmanager
def upstream(answer: Callable[[socket.socket], None]) -> Iterator[Upstream]:
    with socket.create_server((HOST, 0)) as listener:
        server = Upstream(listener, answer)
        thread = threading.Thread(target=server.serve, daemon=True)
        thread.start()
        yield server
        listener.shutdown(socket.SHUT_RDWR)
    thread.join(SECONDS)


@contextmanager
def proxy_before(first: int, second: int, **changed: str) -> Iterator[Stack]:
    """nginx alone, with the site's configuration, in front of two ports. changed: other values of PROXY_ names."""
    folder = Path(tempfile.mkdtemp(prefix="careers-proxy-"))
    folder.chmod(0o755)
    (folder / "errors").mkdir()
    for status in STATUSES:
        (folder / "errors" / f"{status}.html").write_text("a page of ours")
    port = free_port()
    render(folder, proxy_values(folder, port, (first, second)) | changed)
    stack = Stack(port, (first, second), folder, {}, Children({}))
    try:
        stack.start("nginx")
        for _attempt in range(100):
            try:
                socket.create_connection((HOST, port), 1).close()
                break
            except OSError:
                threading.Event().wait(0.05)
        yield stack
    finally:
        stack.children.stop()
        shutil.rmtree(folder)
