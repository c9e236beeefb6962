"""A client that goes while the model works on its JSON request: the work stops within one prefill step."""

from __future__ import annotations

import json
import re
import socket
import time
from typing import Any

import httpx
import pytest

from tests.server.conftest import Server, wait_for_index

pytestmark = [pytest.mark.nightly, pytest.mark.gate]

LONG = " ".join(f"item{number}" for number in range(300))  # about 1,200 tokens: five steps
PATHS: dict[str, dict[str, Any]] = {
    "chat": {"question": f"What do these have in common? {LONG}", "maxTokens": 400},
    "confidence-assessment": {"claim": "They are numbered", "context": LONG},
    "code-analysis": {},
}


def counters(client: httpx.Client) -> dict[str, int]:
    text = client.get("/metrics").raise_for_status().text
    return {
        name: int(float(value))
        for name, value in re.findall(r"^leanvibe_model_(\w+?)(?:_total)? (\S+)$", text, re.MULTILINE)
    }


def wait_until(client: httpx.Client, condition: Any) -> dict[str, int]:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if condition(now := counters(client)):
            return now
        time.sleep(0.01)
    raise AssertionError(f"the counters stayed at {counters(client)}")


def send(server: Server, path: str, body: dict[str, Any]) -> socket.socket:
    data = json.dumps(body).encode()
    head = (
        f"POST /api/v1/ai/{path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {server.key}\r\n"
        f"Accept: application/json\r\nContent-Type: application/json\r\nContent-Length: {len(data)}\r\n\r\n"
    )
    url = httpx.URL(server.url)
    connection = socket.create_connection((url.host, url.port or 80))
    connection.sendall(head.encode() + data)
    return connection


@pytest.mark.parametrize("path", PATHS)
def test_a_json_request_stops_within_one_prefill_step(server: Server, client: httpx.Client, path: str) -> None:
    project = wait_for_index(client)
    wait_until(client, lambda now: not now["running"])
    before = counters(client)
    connection = send(
        server, path, {"projectId": project["id"]} | PATHS[path] if path == "code-analysis" else PATHS[path]
    )
    if path == "code-analysis":  # its prompt is one step; it is stopped while it writes
        wait_until(client, lambda now: now["generated_tokens"] > before["generated_tokens"])
    else:
        wait_until(client, lambda now: now["prefill_steps"] > before["prefill_steps"])
    connection.close()
    at_close = counters(client)
    after = wait_until(client, lambda now: not now["running"])
    assert after["cancelled"] == before["cancelled"] + 1
    assert after["prefill_steps"] - at_close["prefill_steps"] <= 1
    if path == "code-analysis":
        assert after["generated_tokens"] - at_close["generated_tokens"] <= 2
    else:
        assert after["generated_tokens"] == before["generated_tokens"]
        assert after["prefill_steps"] - before["prefill_steps"] <= 3


def test_a_session_question_stops_too_and_keeps_no_question(server: Server, client: httpx.Client) -> None:
    session = client.post("/api/v1/sessions", json={"title": "Gone"}).raise_for_status().json()
    before = wait_until(client, lambda now: not now["running"])
    connection = send(server, "chat", {**PATHS["chat"], "sessionId": session["id"]})
    wait_until(client, lambda now: now["prefill_steps"] > before["prefill_steps"])
    connection.close()
    at_close = counters(client)
    after = wait_until(client, lambda now: not now["running"])
    assert after["cancelled"] == before["cancelled"] + 1
    assert after["prefill_steps"] - at_close["prefill_steps"] <= 1
    assert client.get(f"/api/v1/sessions/{session['id']}/messages").raise_for_status().json()["items"] == []
