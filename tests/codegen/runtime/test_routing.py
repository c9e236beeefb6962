"""Which operation a path names, among fixed segments, parameters and parts of segments; and date-times of handlers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pydantic import TypeAdapter

from codegen.runtime.model import DateTime, decode, encode
from codegen.runtime.routing import Operations

PATHS = [
    "/",
    "/users",
    "/users/{id}",
    "/users/me",
    "/users/{id}/notes",
    "/users/me/{what}",
    "/files/{name}.json",
    "/files/{name}",
    "/a b/{x}",
]


@pytest.mark.parametrize(
    ("path", "want", "parameters"),
    [
        ("/", "/", {}),
        ("/users", "/users", {}),
        ("/users/7", "/users/{id}", {"id": "7"}),
        ("/users/me", "/users/me", {}),
        ("/users/%6De", "/users/me", {}),
        ("/users/me/notes", "/users/me/{what}", {"what": "notes"}),
        ("/users/7/notes", "/users/{id}/notes", {"id": "7"}),
        ("/users/7/other", "", {}),
        ("/users/", "", {}),
        ("/users//notes", "", {}),
        ("/users/a%2Fb", "/users/{id}", {"id": "a%2Fb"}),
        ("/files/a.json", "/files/{name}.json", {"name": "a"}),
        ("/files/a.txt", "/files/{name}", {"name": "a.txt"}),
        ("/a%20b/c", "/a b/{x}", {"x": "c"}),
        ("/nothing", "", {}),
        ("/files/a/b", "", {}),
    ],
)
async def test_a_path_names_an_operation(path: str, want: str, parameters: Mapping[str, str]) -> None:
    found: list[tuple[str, Any]] = []

    def answering(name: str) -> Any:
        async def answer(scope: Any, receive: Any, send: Any) -> None:
            found.append((name, scope.get("path_params", {})))

        return answer

    operations = Operations(answering(""), {known: {"GET": answering(known)} for known in PATHS})
    for target in (path, f"{path}?a=/users/b", f"/below{path}"):  # some servers leave the query in the raw path
        root = "/below" if target.startswith("/below") else ""
        scope = {"type": "http", "method": "GET", "path": path, "raw_path": target.encode(), "root_path": root}
        await operations(scope, None, None)  # type: ignore[arg-type]
    assert found == [(want, parameters)] * 3


async def test_paths_that_differ_in_the_names_of_parameters_share_their_methods() -> None:
    found: list[tuple[str, Any]] = []

    def answering(name: str) -> Any:
        async def answer(scope: Any, receive: Any, send: Any) -> None:
            found.append((name, scope["path_params"]))

        return answer

    paths = {"/x/{id}": {"DELETE": answering("remove")}, "/x/{kind}": {"POST": answering("add")}}
    operations = Operations(answering(""), paths)
    for method in ("DELETE", "POST"):
        scope = {"type": "http", "method": method, "path": "/x/7", "raw_path": b"/x/7", "exchange": None}
        await operations(scope, None, None)  # type: ignore[arg-type]
    assert found == [("remove", {"id": "7"}), ("add", {"kind": "7"})]


TIMES = TypeAdapter(DateTime)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-25T10:00:00Z",
        "2026-11-25t10:00:00.123456789z",
        "2026-11-25 23:59:60-01:30",
        "0001-01-01T00:00:00+23:59",
    ],
)
def test_a_date_time_keeps_its_text(text: str) -> None:
    assert encode(TIMES, decode(TIMES, text)) == text


def test_a_date_time_made_by_a_handler_is_rfc_3339() -> None:
    begun = decode(TIMES, "2026-11-25T10:00:00.5Z")
    assert encode(TIMES, begun + timedelta(hours=1)) == "2026-11-25T11:00:00.500000Z"
    assert encode(TIMES, decode(TIMES, begun + timedelta(hours=1))) == "2026-11-25T11:00:00.500000Z"
    assert encode(TIMES, decode(TIMES, datetime(2026, 11, 25, tzinfo=UTC))) == "2026-11-25T00:00:00Z"
