"""End to end: a project is indexed, found, walked, asked about, on the engines that a person gets."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import httpx

from tests.server.conftest import SOURCES, Server, environment, wait_for_index


def test_search_finds_the_function_that_is_meant(client: httpx.Client) -> None:
    project = wait_for_index(client)
    found = client.post(f"/api/v1/projects/{project['id']}/search", json={"query": "charge a credit card", "limit": 3})
    first = found.raise_for_status().json()["items"][0]
    assert (first["path"], first["symbol"]) == ("shop/checkout.py", "shop.checkout.pay")
    lines = SOURCES[first["path"]].splitlines()[first["startLine"] - 1 : first["endLine"]]
    assert lines[0].startswith("def pay(")


def test_the_graph_answers(client: httpx.Client) -> None:
    graph = f"/api/v1/projects/{wait_for_index(client)['id']}/graph"
    callers = client.get(f"{graph}/callers", params={"symbol": "round_to_cents", "depth": 2}).raise_for_status().json()
    assert [node["qualifiedName"] for node in callers["nodes"]] == ["shop.cart.Cart.total", "shop.checkout.pay"]
    path = client.get(f"{graph}/path", params={"from": "pay", "to": "round_to_cents"}).raise_for_status().json()
    assert path["found"]
    assert [node["name"] for node in path["nodes"]] == ["pay", "total", "round_to_cents"]
    assert len(path["edges"]) == 2
    imports = client.get(f"{graph}/imports", params={"module": "shop.checkout", "depth": 2}).raise_for_status().json()
    assert {"shop.cart", "shop.money"} <= {node["qualifiedName"] for node in imports["nodes"]}
    unknown = client.get(f"{graph}/callers", params={"symbol": "nowhere"})
    assert (unknown.status_code, unknown.json()["code"]) == (404, "symbol_not_found")


def test_a_question_is_answered_from_the_project(client: httpx.Client) -> None:
    project = wait_for_index(client)
    body = {"question": "How is a cart paid?", "projectId": project["id"], "maxTokens": 24}
    events = []
    with client.stream("POST", "/api/v1/ai/chat", json=body, headers={"Accept": "text/event-stream"}) as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        events = [json.loads(line[5:]) for line in response.iter_lines() if line.startswith("data:")]
    assert [events[0]["type"], events[1]["type"], events[-1]["type"]] == ["started", "citations", "completed"]
    answer = events[-1]["answer"]
    assert "".join(event["text"] for event in events if event["type"] == "delta") == answer["text"]
    assert answer["text"]
    assert answer["usage"]["completionTokens"] <= 24
    for one in answer["citations"]:
        assert 1 <= one["startLine"] <= one["endLine"] <= len(SOURCES[one["path"]].splitlines())


def test_a_session_keeps_question_and_answer(client: httpx.Client) -> None:
    session = client.post("/api/v1/sessions", json={"title": "Carts"}).raise_for_status().json()
    body = {"question": "Say one word.", "sessionId": session["id"], "maxTokens": 4}
    answer = client.post("/api/v1/ai/chat", json=body).raise_for_status().json()
    messages = client.get(f"/api/v1/sessions/{session['id']}/messages").raise_for_status().json()["items"]
    assert [(m["role"], m["content"]) for m in messages] == [
        ("user", "Say one word."),
        ("assistant", answer["text"]),
    ]
    assert messages[1]["id"] == answer["id"]


def test_analysis_tells_facts_and_words(client: httpx.Client) -> None:
    project = wait_for_index(client)
    found = client.post("/api/v1/ai/code-analysis", json={"projectId": project["id"]}).raise_for_status().json()
    unused = {one["symbol"] for one in found["facts"]["unused"] if one["certain"]}
    assert unused == {"shop.cart.forgotten", "shop.cart.Cart.add", "shop.checkout.pay"}
    assert found["facts"]["complexity"][0]["symbol"] == "shop.cart.Cart.add"
    assert found["summary"]
    assert found["model"] == "smollm2-135m"


def test_confidence_comes_from_probabilities(client: httpx.Client) -> None:
    body = {"claim": "Totals are rounded to cents", "projectId": wait_for_index(client)["id"]}
    found = client.post("/api/v1/ai/confidence-assessment", json=body).raise_for_status().json()
    signals = found["signals"]
    assert found["score"] == signals["yesProbability"] * signals["meanTokenProbability"]
    assert found["rationale"]
    assert found["citations"]
    # A figure that nothing was compared with has no level, and says so.
    assert "level" not in found
    assert found["calibrated"] is False
    assert "not calibrated" in found["interpretation"]


def test_every_engine_is_healthy_and_the_probes_pass(client: httpx.Client) -> None:
    assert client.post("/api/v1/ai/chat", json={"question": "Hello", "maxTokens": 1}).status_code == 200  # it is loaded
    health = client.get("/api/v1/monitoring/health/complete").raise_for_status().json()
    assert {check["component"]: check["status"] for check in health["checks"]} == dict.fromkeys(
        ["database", "graph", "vectors", "model", "embeddings", "index", "disk", "jobs"], "healthy"
    )
    report = client.post("/api/v1/monitoring/synthetic-probes").raise_for_status().json()
    assert [(probe["name"], probe["status"]) for probe in report["probes"]] == [
        (name, "passed") for name in ("database", "search", "graph", "chat")
    ]
    metrics = client.get("/metrics").raise_for_status().text
    assert 'leanvibe_requests_total{operation="chat",status="2xx"}' in metrics


def test_the_command_line_asks(server: Server, client: httpx.Client) -> None:
    env = environment(server.data.parent, LEANVIBE_URL=server.url, LEANVIBE_DATA_DIR=str(server.data))

    def leanvibe(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "clients.cli.main", *arguments]
        return subprocess.run(command, env=env, capture_output=True, text=True, timeout=120)

    asked = leanvibe("ask", "How is a cart paid?", "--project", "shop-project", "--tokens", "8")
    assert asked.returncode == 0, asked.stderr
    assert "shop/checkout.py:" in asked.stdout
    found = leanvibe("search", "round money", "--project", "shop-project", "--json")
    assert json.loads(found.stdout)["items"][0]["symbol"] == "shop.money.round_to_cents"
    assert leanvibe("status").returncode == 0
    unknown = leanvibe("ask", "What?", "--project", "nothing-like-it")
    assert (unknown.returncode, "known: shop-project" in unknown.stderr) == (2, True)


def test_no_byte_for_strangers(server: Server) -> None:
    with httpx.Client(base_url=server.url, trust_env=False) as stranger:
        without = stranger.get("/api/v1/projects")
        assert (without.status_code, without.json()["code"]) == (401, "unauthorized")
        rebound = stranger.get("/api/v1/monitoring/health", headers={"Host": "evil.example"})
        assert (rebound.status_code, rebound.content) == (403, b"")  # nothing is told to a page that rebound its name
        page = stranger.get("/api/v1/monitoring/health", headers={"Origin": "https://evil.example"})
        assert (page.status_code, page.json()["code"]) == (403, "origin_forbidden")
        assert Path(server.data / "key").stat().st_mode & 0o077 == 0
