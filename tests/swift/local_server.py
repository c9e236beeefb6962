"""A server of a few lines that answers as a test says and remembers what it was asked, to the byte."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any


@dataclass(frozen=True, slots=True)
class Request:
    method: str
    target: str  # path and query as they came
    headers: Message
    body: bytes

    def parts(self) -> list[tuple[str, str | None, str, bytes]]:
        """Of a multipart body: name, file name, content type and bytes."""
        head = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode()
        found = []
        for part in message_from_bytes(head + self.body).get_payload():
            assert isinstance(part, Message)
            content = part.get_payload(decode=True)
            assert isinstance(content, bytes)
            name = part.get_param("name", header="content-disposition")
            found.append((str(name), part.get_filename(), part.get_content_type(), content))
        return found


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes = b""
    content_type: str = "application/json"
    breaks: bool = False  # it promises more than it sends
    stays: bool = False  # it sends this and then nothing, until the caller leaves


@dataclass(slots=True)
class Server:
    url: str = ""
    requests: list[Request] = field(default_factory=list)
    left: Event = field(default_factory=Event)  # a caller whose answer `stays` has left
    stopped: Event = field(default_factory=Event)


def answer_json(value: Any, status: int = 200) -> Answer:
    return Answer(
        status, json.dumps(value).encode(), "application/json" if status < 300 else "application/problem+json"
    )


@contextmanager
def serving(answer: Callable[[Request], Answer]) -> Iterator[Server]:
    """On a port that is free. `answer` may block: every connection has a thread."""
    server = Server()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_any(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            request = Request(self.command, self.path, self.headers, body)
            server.requests.append(request)
            given = answer(request)
            self.send_response(given.status)
            if given.status != 204:
                self.send_header("Content-Type", given.content_type)
                length = len(given.body) + (1000 if given.breaks else 0)
                if not given.stays:
                    self.send_header("Content-Length", str(length))
            self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(given.body)
            self.close_connection = True
            if given.stays:
                self._stay()

        def _stay(self) -> None:
            self.wfile.flush()
            while not server.stopped.wait(0.05):
                try:
                    self.wfile.write(b": still here\n\n")
                except OSError:
                    server.left.set()
                    return

        do_GET = do_POST = do_PUT = do_DELETE = handle_any  # noqa: N815  # the names that http.server calls

        def log_message(self, *_: Any) -> None:
            """Says nothing."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    server.url = f"http://127.0.0.1:{http.server_port}"
    thread = Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.stopped.set()
        http.shutdown()
        thread.join()
        http.server_close()
