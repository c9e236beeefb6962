"""What is particular to an operation: its successes, and the refusals that depend on what is there.

One function per tag. A new operation that declares more than the sweeps produce gets its lines here.
"""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path
from typing import Any

from tests.declared.assistant import UNKNOWN, Assistant
from tests.server.conftest import SOURCES

GRAPH = {"getCallers": "symbol", "getCallees": "symbol", "getImports": "module"}
TWINS = {  # two symbols and two modules of one name
    "twins/__init__.py": "",
    "twins/money.py": "def pay() -> int:\n    return 1\n",
}
ASK: dict[str, Any] = {"question": "Say yes.", "maxTokens": 2}


def write_sources(root: Path) -> Path:
    for name, text in {**SOURCES, **TWINS}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


async def indexed(it: Assistant, root: Path) -> str:
    """The id of a project on the folder whose index is ready."""
    project = (await it.call("createProject", 202, body={"root": str(root)})).json()["id"]
    for _ in range(600):
        status = (await it.call("getIndexStatus", 200, projectId=project)).json()
        if status["state"] == "ready":
            return str(project)
        assert status["state"] == "indexing", status
        await asyncio.sleep(0.1)
    raise AssertionError("the index was not ready in time")


async def projects(it: Assistant, root: Path) -> None:
    project = await indexed(it, root)
    folder = root.parent
    await it.call("createProject", 409, body={"root": str(root)})  # project_exists
    await it.call("createProject", 409, body={"root": str(folder / "missing")})  # root_missing
    await it.call("createProject", 403, body={"root": "/"})  # root_forbidden
    await it.call("listProjects", 200)
    await it.call("getProject", 200, projectId=project)
    await it.call("updateProject", 200, projectId=project, body={"name": "shop"})
    await it.call("listIndexFiles", 200, projectId=project)
    await it.call("searchProject", 200, projectId=project, body={"query": "pay"})
    for operation, parameter in GRAPH.items():
        qualified, ambiguous = ("shop.cart", "money") if parameter == "module" else ("shop.checkout.pay", "pay")
        await it.call(operation, 200, projectId=project, query={parameter: qualified})
        await it.call(operation, 404, projectId=project, query={parameter: "nowhere"})  # symbol_not_found
        await it.call(operation, 409, projectId=project, query={parameter: ambiguous})  # symbol_ambiguous
    call = {"from": "shop.checkout.pay", "to": "round_to_cents"}
    await it.call("getCallPath", 200, projectId=project, query=call)
    await it.call("getCallPath", 409, projectId=project, query={**call, "from": "pay"})
    await tasks(it, project)
    await assistance(it, project)
    await it.call("indexProject", 202, projectId=project)
    never = never_indexed(it, folder / "never")
    await it.call("searchProject", 409, projectId=never, body={"query": "x"})  # index_missing
    await it.call("analyzeCode", 409, body={"projectId": never})
    await it.call("deleteProject", 204, projectId=project)


def never_indexed(it: Assistant, root: Path) -> str:
    """A project whose first index job has not begun: a row without a job, written directly to the database."""
    identifier = "00000000-0000-4000-8000-00000000000a"
    with sqlite3.connect(it.settings.data_dir / "leanvibe.db") as connection:
        connection.execute(
            "INSERT INTO projects (id, name, root, exclude, created_at, updated_at) VALUES (?, 'never', ?, '[]', 1, 1)",
            (identifier, str(root)),
        )
    return identifier


async def tasks(it: Assistant, project: str) -> None:
    task = (await it.call("createTask", 201, projectId=project, body={"title": "Ship"})).json()["id"]
    await it.call("listTasks", 200, projectId=project)
    await it.call("getTask", 200, projectId=project, taskId=task)
    await it.call("getTask", 404, projectId=project)  # task_not_found
    await it.call("updateTask", 200, projectId=project, taskId=task, body={"title": "Ship it"})
    await it.call("deleteTask", 204, projectId=project, taskId=task)


async def assistance(it: Assistant, project: str) -> None:
    long = "7" * 15_000  # the model has one token for each digit
    await it.call("chat", 200, body=ASK)
    await it.call("chat", 404, body={**ASK, "projectId": UNKNOWN})
    await it.call("chat", 409, body={"question": long})  # prompt_too_long
    await it.call("analyzeCode", 200, body={"projectId": project, "summarize": False})
    await it.call("analyzeCode", 404, body={"projectId": project, "path": "nowhere.py"})  # file_not_found
    await it.call("assessConfidence", 200, body={"claim": "2 is even"})
    await it.call("assessConfidence", 404, body={"claim": "x", "projectId": UNKNOWN})
    await it.call("assessConfidence", 409, body={"claim": "x", "context": long})  # prompt_too_long


async def sessions(it: Assistant) -> None:
    session = (await it.call("createSession", 201, body={})).json()
    identifier = session["id"]
    await it.call("listSessions", 200)
    await it.call("getSession", 200, sessionId=identifier)
    await it.call("createSession", 404, body={"projectId": UNKNOWN})
    headers = {"Idempotency-Key": "once"}
    await it.call("appendSessionMessage", 201, sessionId=identifier, body={"content": "a"}, headers=headers)
    await it.call("appendSessionMessage", 409, sessionId=identifier, body={"content": "b"}, headers=headers)
    await it.call("listSessionMessages", 200, sessionId=identifier)
    state = await it.call("getSessionState", 200, sessionId=identifier)
    stale = {"If-Match": state.headers["etag"]}
    await it.call("replaceSessionState", 200, sessionId=identifier, body={"a": 1}, headers=stale)
    await it.call("patchSessionState", 200, sessionId=identifier, body={"b": 2})
    await it.call("replaceSessionState", 412, sessionId=identifier, body={}, headers=stale)
    await it.call("patchSessionState", 412, sessionId=identifier, body={}, headers=stale)
    await it.call("listSessionEvents", 200, sessionId=identifier)
    gone = {"cursor": f"{'x' * 10}-1"}
    await it.call("listSessionEvents", 409, sessionId=identifier, query=gone)  # events_expired
    while len((await it.call("listSessions", 200)).json()["items"]) < it.settings.sessions_per_client:
        await it.call("createSession", 201, body={})
    await it.call("createSession", 409, body={})  # session_limit
    for session in (await it.call("listSessions", 200)).json()["items"]:
        await it.call("deleteSession", 204, sessionId=session["id"])


async def monitoring(it: Assistant) -> None:
    for operation in ("getHealth", "getPerformanceMetrics", "getSyntheticProbes", "getMetrics", "getWebsocketHealth"):
        await it.call(operation, 200)
    jobs = (await it.call("getCompleteHealth", 200)).json()["jobs"]
    assert {job["name"] for job in jobs} == {state.name for state in it.running.scheduler.states()}
    first = asyncio.ensure_future(it.call("runSyntheticProbes", 200))
    for _ in range(200):  # until the first run is under way; a run that ends in between is begun again
        if first.done():
            first = asyncio.ensure_future(it.call("runSyntheticProbes", 200))
        await asyncio.sleep(0.002)
        report = it.record.statuses["runSyntheticProbes"]
        if 409 in report:
            break
        try:
            await it.call("runSyntheticProbes", 409)  # probes_running
        except AssertionError:
            continue
    await first
    await it.call("createWebsocketTicket", 201)


async def keys(it: Assistant) -> None:
    created = (await it.call("createKey", 201, body={"clientClass": "web"})).json()
    identifier = created["key"]["id"]
    await it.call("listKeys", 200)
    await it.call("getKey", 200, keyId=identifier)
    await it.call("listKeys", 403, key=created["secret"])  # forbidden: only class cli manages keys
    await it.call("rotateKey", 200, keyId=identifier)
    current = it.key.split("_")[1]
    await it.call("revokeKey", 409, keyId=current)  # key_in_use
    await it.call("revokeKey", 200, keyId=identifier)
    await it.call("rotateKey", 409, keyId=identifier)  # key_revoked
    others = []
    while (answer := await it.client.post(f"http://{it.place}/api/v1/keys", **_creation(it))).status_code == 201:
        others.append(answer.json()["key"]["id"])
    it.record.answered("createKey", answer)  # 409 key_limit
    for other in others:
        await it.call("revokeKey", 200, keyId=other)


def _creation(it: Assistant) -> dict[str, Any]:
    return {"json": {"clientClass": "web"}, "headers": {"Authorization": f"Bearer {it.key}"}}


async def docs(it: Assistant) -> None:
    for operation in ("getOpenapi", "getAsyncapi", "getDocs"):
        await it.call(operation, 200)
    ticket = (await it.call("createDocsTicket", 201)).json()["ticket"]
    await it.call("openDocs", 303, key="", query={"ticket": ticket})


async def nothing(it: Assistant) -> None:
    """What is no operation's, and every shape that the web server itself writes."""
    for method, path, status in (("GET", "/nowhere", 404), ("PUT", "/metrics", 405)):
        answer = await it.client.request(method, f"http://{it.place}{path}")
        assert answer.status_code == status
        it.record.refused(f"{method} {path}", status, answer.headers, answer.content)


async def broken_engines(it: Assistant, root: Path) -> None:
    """503 of an engine that is gone: the graph, the embedder, the model."""
    project = await indexed(it, root)
    session = (await it.call("createSession", 201, body={})).json()["id"]
    waiting = [asyncio.ensure_future(_question(it)) for _ in range(8)]  # two fit
    answers = [await question for question in waiting]
    assert {answer.status_code for answer in answers} == {200, 503}
    for answer in answers:
        it.record.answered("chat", answer)  # model_busy
    await it.running.index.embedder.close()
    await it.call("searchProject", 503, projectId=project, body={"query": "pay"})  # vectors_unavailable
    await it.running.index.graph_store.close()
    await it.call("deleteProject", 503, projectId=project)  # graph_unavailable
    await it.running.model.close()
    await it.call("chat", 503, body=ASK)  # model_unavailable
    with sqlite3.connect(it.settings.data_dir / "leanvibe.db") as connection:
        connection.execute("ALTER TABLE sessions RENAME TO lost_sessions")
    await it.call("getSession", 503, sessionId=session)  # service_unavailable


async def _question(it: Assistant) -> Any:
    body = {"question": "Count.", "maxTokens": 8}
    return await it.client.post(
        f"http://{it.place}/api/v1/ai/chat", json=body, headers={"Authorization": f"Bearer {it.key}"}
    )
