"""What a client of the assistant sees: milliseconds per request on one kept connection, of `leanvibe serve` itself.

    python -m tools.bench.client [--requests 50]        writes the section `client`

The server is a process of its own, started by the command that users start, with an empty data folder. A request is
measured from its first byte to the last byte of the answer, and a command on the socket to its acknowledgement.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from websockets.sync.client import connect

from tools.bench.table import ROOT, machine, table, write_section

START_S = 120


@contextmanager
def serving(data: Path) -> Iterator[tuple[str, str]]:
    """Address and key of a server that runs while the block does. RuntimeError where it does not start."""
    command = [sys.executable, "-m", "clients.cli.main", "serve", "--port", "0", "--data-dir", str(data)]
    with (data.parent / "log").open("w") as log:
        process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)
    try:
        yield _started(process, data), (data / "key").read_text(encoding="ascii").strip()
    finally:
        process.terminate()
        process.wait(30)


def _started(process: subprocess.Popen[bytes], data: Path) -> str:
    for _ in range(START_S * 10):
        lock = data / "lock"
        url = re.search(r'"url": "(http://[^"]+)"', lock.read_text(encoding="utf-8") if lock.exists() else "")
        if url:
            try:
                httpx.get(url[1] + "/api/v1/monitoring/health", trust_env=False).raise_for_status()
                return url[1]
            except httpx.HTTPError:
                pass
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise RuntimeError(f"the server did not start: {(data.parent / 'log').read_text(encoding='utf-8')}")


def milliseconds(work: Callable[[], object], count: int) -> list[float]:
    """Each of `count` times, one after the other and no faster than a key of class cli may; the first is left out."""
    work()
    times = []
    for _ in range(count):
        begun = time.perf_counter()
        work()
        times.append((time.perf_counter() - begun) * 1000)
        time.sleep(0.06)
    return times


@contextmanager
def appending(url: str, key: str, session: str) -> Iterator[Callable[[], object]]:
    """A function that appends a message over the socket and waits for its acknowledgement."""
    headers = {"Authorization": f"Bearer {key}"}
    with connect(url.replace("http", "ws", 1) + "/api/v1/ws", additional_headers=headers, proxy=None) as socket:

        def say(event_type: str, session_id: str | None, data: dict[str, Any], answer: str) -> None:
            payload = {"data": data, "metadata": {"id": str(uuid.uuid4())}}
            frame = {
                "type": event_type,
                "sessionId": session_id,
                "timestamp": "2026-11-24T10:00:00Z",
                "payload": payload,
            }
            socket.send(json.dumps(frame))
            while json.loads(socket.recv())["type"] != answer:
                pass

        hello = {"protocol": "leanvibe.v1", "clientId": str(uuid.uuid4()), "resume": []}
        say("connection.hello", None, hello, "connection.ready")
        yield lambda: say("session.message.append", session, {"content": "x"}, "command.ack")


def measured(count: int) -> list[tuple[str, list[float]]]:
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder) / "data") as (url, key):
        headers = {"Authorization": f"Bearer {key}"}
        with httpx.Client(base_url=url, headers=headers, trust_env=False, timeout=60) as client:
            session = client.post("/api/v1/sessions", json={}).raise_for_status().json()["id"]
            messages = f"/api/v1/sessions/{session}/messages"
            rows = [
                ("GET liveness", milliseconds(lambda: client.get("/api/v1/monitoring/health"), count)),
                ("GET a session", milliseconds(lambda: client.get(f"/api/v1/sessions/{session}"), count)),
                ("POST a message", milliseconds(lambda: client.post(messages, json={"content": "x"}), count)),
            ]
        with appending(url, key, session) as append:
            rows.append(("the same over the socket", milliseconds(append, count)))
    return rows


def section(rows: Sequence[tuple[str, Sequence[float]]]) -> str:
    count = len(rows[0][1])
    text = (
        f"## What a client sees\n\n`make bench-client`: {count} requests per row over one kept connection to a process "
        f"of `leanvibe serve`, one after the other. {machine()}."
    )
    cells = [
        [
            title,
            *(f"{sorted(times)[min(count - 1, round(count * share))]:.2f}" for share in (0.5, 0.95)),
            f"{max(times):.2f}",
        ]
        for title, times in rows
    ]
    return f"{text}\n\n{table(['request', 'P50 ms', 'P95 ms', 'most ms'], cells)}"


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", type=int, default=50)
    parser.add_argument("--print", action="store_true", help="print the section instead of writing it")
    options = parser.parse_args(arguments)
    text = section(measured(options.requests))
    if options.print:
        print(text)
    else:
        write_section("client", text)


if __name__ == "__main__":
    main()
