"""A hand-written server of fixtures/fuzz/adder.yaml, right or with one fault."""

from __future__ import annotations

import contextlib
import json
import logging
import threading
from collections.abc import Callable, Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from jsonschema_rs import Draft202012Validator
from websockets.datastructures import Headers
from websockets.http11 import Request, Response
from websockets.sync.server import ServerConnection, serve

from codegen.pipeline import load_contract

CONTRACT = Path(__file__).parents[2] / "fixtures" / "fuzz" / "adder.yaml"
Json = Any


class Adder:
    """Right in everything but its fault, one of `FAULTS`."""

    def __init__(self, fault: str = "") -> None:
        self.fault = fault
        self.pongs: list[str] = []
        self.stop: Callable[[], None] = lambda: None
        messages = load_contract([CONTRACT])[0].messages
        self._schemas = {key: Draft202012Validator(m.payload.schema) for key, m in messages.items()}

    def door(self, connection: ServerConnection, request: Request) -> Response | None:
        query = parse_qs(urlsplit(request.path).query)
        path = urlsplit(request.path).path
        right = path.startswith("/desks/") and request.headers.get("X-Client") == "fuzz"
        if self.fault != "any version":
            right = right and query.get("version", [""])[0] in ("1", "2")
        return None if right else Response(HTTPStatus.BAD_REQUEST, "Bad Request", Headers(), b"")

    def talk(self, connection: ServerConnection) -> None:
        added = 0
        connection.send(json.dumps({"type": "ping", "id": "p1"}))
        for frame in connection:
            try:
                message = json.loads(frame, parse_constant=_no_constant)
                key = message["type"]
                self._schemas[key].validate(message)
                if key not in ("add", "note", "pong"):
                    raise ValueError(key)
            except Exception as error:  # noqa: BLE001  # whatever is wrong is refused
                if not self.lets(connection, frame):
                    self.refuse(connection, str(error)[:100])
                continue
            if key == "pong":
                self.pongs.append(message["id"])
                continue
            added += key == "add"
            self.serve(connection, message, added)

    def refuse(self, connection: ServerConnection, why: str) -> None:
        if len(why) % 2:  # both ways are declared
            connection.send(json.dumps({"type": "refused", "why": why}))
        else:
            connection.close(4999 if self.fault == "undeclared code" else 4400, "no")

    def lets(self, connection: ServerConnection, frame: str | bytes) -> bool:
        """Whether the fault is that this invalid frame passes."""
        try:
            message = json.loads(frame)
        except (ValueError, RecursionError):
            return False
        match self.fault:
            case "long notes":
                return isinstance(message, dict) and isinstance(message.get("text"), str) and len(message["text"]) > 20
            case "crash on null" if message is None:
                raise TypeError("a fault")
            case "sums nothing" if isinstance(message, dict) and message.get("numbers") == []:
                connection.send(json.dumps({"type": "sum", "id": message["id"], "sum": 0}))
                return True
        return False

    def serve(self, connection: ServerConnection, message: Json, added: int) -> None:
        if message["type"] == "note":
            if self.fault == "debug frame" and message.get("colour") == "green":
                connection.send(json.dumps({"type": "debug", "text": message["text"]}))
            if self.fault == "null note" and message["text"] is None:
                raise TypeError("a fault")
            if self.fault == "goes" and message.get("colour") == "red":
                self.stop()
            if self.fault == "refuses red" and message.get("colour") == "red":
                connection.close(1007)
            return
        total = sum(message["numbers"])
        if self.fault == "third sum" and added == 3:
            raise RuntimeError("a fault")
        if self.fault == "no big sum" and total > 500:
            return
        sent = {"type": "sum", "id": message["id"], "sum": total}
        if self.fault == "other id":
            sent["id"] = "x"
        if self.fault == "text sum" and total > 500:
            sent["sum"] = str(total)
        connection.send(json.dumps(sent))


def _no_constant(name: str) -> None:
    raise ValueError(name)


@contextlib.contextmanager
def adder(fault: str = "") -> Iterator[tuple[str, Adder]]:
    desk = Adder(fault)
    logging.getLogger("websockets.server").setLevel(logging.CRITICAL)  # its faults are meant
    with serve(desk.talk, "127.0.0.1", 0, process_request=desk.door, close_timeout=0.5) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()

        def stop() -> None:  # no handler can wait for the end of all handlers
            threading.Thread(target=server.shutdown, daemon=True).start()
            server.socket_closed.wait(5)

        desk.stop = stop
        try:
            yield f"ws://127.0.0.1:{server.socket.getsockname()[1]}", desk
        finally:
            server.shutdown()
            thread.join()
