"""The server that the generated TypeScript client is tried against: gives back requests, streams, breaks off."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from websockets.sync.server import ServerConnection, serve

HUGE = 2**53 + 1


class Peer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", "0")))
        if self.headers.get("transfer-encoding"):
            raise ValueError("the client sends whole bodies")
        first, *rest = urlsplit(self.path).path.strip("/").split("/")
        match first:
            case "wide":
                self._answer(200, "application/json", body, ("X-Count", "7"))
            case "status":
                self._status(int(rest[0]))
            case "slow":
                threading.Event().wait(0.5)
                with suppress(OSError):  # the client did not wait
                    self._answer(204)
            case "events":
                self._events()
            case "lines":
                text = f'{{"id": {HUGE}}}\r\n\n{{"id": 2}}\n\x1e{{"id": 3}}'
                self._answer(200, "application/x-ndjson" if rest else "application/jsonl", text.encode())
            case _:
                known = {name.lower(): value for name, value in self.headers.items()}
                got = {"method": self.command, "target": self.path, "headers": known, "body": body.decode("latin-1")}
                self._answer(200, "application/json; charset=utf-8", json.dumps(got).encode())

    do_POST = do_GET  # noqa: N815  the base class looks for this name

    def _status(self, code: int) -> None:
        if code == 500:
            self._answer(code, "text/html", b"<h1>")
        elif code in (404, 503):
            self._answer(code, "application/problem+json", b'{"title": "no"}')
        else:
            self._answer(code, *(("text/plain", b"text") if code != 204 else ()))

    def _events(self) -> None:
        """Ids 1 to 6; each connection is cut after two, in the middle of a line."""
        last = int(self.headers.get("last-event-id", "0"))
        self.send_response(200)
        self.send_header("content-type", "text/event-stream; charset=utf-8")
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()
        self._chunk(": hello\nretry: 5\n\n")
        for number in range(last + 1, min(last + 2, 6) + 1):
            self._chunk(f'event: wide\r\nid: {number}\r\ndata: {{\r\ndata: "id": {HUGE + number}')
            self._chunk("}\r\n\r\n")
        if last + 2 < 6:
            self._chunk('id: 99\ndata: {"id": 0')
        else:
            self.wfile.write(b"0\r\n\r\n")
        self.close_connection = True

    def _chunk(self, text: str) -> None:
        self.wfile.write(f"{len(text.encode()):x}\r\n{text}\r\n".encode())
        self.wfile.flush()

    def _answer(self, code: int, kind: str = "", body: bytes = b"", *headers: tuple[str, str]) -> None:
        self.send_response(code)
        for name, value in (*headers, *([("content-type", kind)] if kind else [])):
            self.send_header(name, value)
        if code != 204:
            self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Nothing: the test says what went wrong."""


def _room(connection: ServerConnection) -> None:
    assert connection.request is not None
    path = connection.request.path
    if path == "/rooms/closed":
        connection.close(4000, "idle")
        return
    joined = json.loads(connection.recv())
    connection.send(json.dumps({"type": "joined", "ref": joined["ref"], "people": [path]}))
    connection.send(json.dumps({"type": "said", "seq": HUGE, "name": "B", "text": "x", "at": "2026-01-01T00:00:00Z"}))
    said = json.loads(connection.recv())
    connection.send(json.dumps({"type": "later", "got": said["text"]}))


@contextmanager
def peers() -> Iterator[tuple[str, str]]:
    """The addresses of the HTTP server and of the WebSocket server."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Peer) as web, serve(_room, "127.0.0.1", 0) as sockets:
        threads = [threading.Thread(target=server.serve_forever, daemon=True) for server in (web, sockets)]
        for thread in threads:
            thread.start()
        port = sockets.socket.getsockname()[1]
        yield f"http://127.0.0.1:{web.server_port}", f"http://127.0.0.1:{port}"
        web.shutdown()
        sockets.shutdown()
