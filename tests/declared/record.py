"""What a run of the assistant has shown on its socket: statuses, problem codes, close codes, messages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx

from codegen.runtime.validation import Schema
from generated.server import plan
from tests.handlers.api.socket_client import Json
from tests.support.operations import Walked, walk

PLAN = plan()
OPENAPI, ASYNCAPI = PLAN.documents["openapi"], PLAN.documents["asyncapi"]
OPERATIONS: dict[str, Walked] = {operation.id: operation for operation in walk(OPENAPI)}
CHANNEL: Mapping[str, Any] = ASYNCAPI["channels"]["ws"]
_PROBLEM = Schema({"$ref": "#/$defs/Problem"}, PLAN.definitions)


@dataclass
class Record:
    """Filled while the assistant is driven; a `Watcher` of socket clients."""

    statuses: defaultdict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    codes: set[str] = field(default_factory=set)
    closes: set[int] = field(default_factory=set)
    messages: set[str] = field(default_factory=set)
    resets: set[str] = field(default_factory=set)
    upgrades: set[int] = field(default_factory=set)
    misshapen: list[str] = field(default_factory=list)
    """Errors in another shape than the contract's, and statuses that the operation does not declare."""

    def answered(self, operation: str, answer: httpx.Response) -> None:
        self.statuses[operation].add(answer.status_code)
        if operation and str(answer.status_code) not in OPERATIONS[operation].declared["responses"]:
            self.misshapen.append(f"{operation} does not declare {answer.status_code}: {answer.text[:200]}")
        if answer.status_code >= 400:
            self.refused(f"{operation} {answer.status_code}", answer.status_code, answer.headers, answer.content)

    def refused(self, what: str, status: int, headers: Mapping[str, str], body: bytes) -> None:
        """An error on the wire: always the contract's problem, with the id that is in the log."""
        if headers.get("content-type") != "application/problem+json":
            self.misshapen.append(f"{what} is {headers.get('content-type')}: {body[:200]!r}")
            return
        problem = httpx.Response(200, content=body).json()
        self.problem(what, problem)
        if (problem["status"], problem["requestId"]) != (status, headers.get("x-request-id")):
            self.misshapen.append(f"{what}: status or request id differ between head and body")
        if status == 429 and not headers.get("retry-after", "").isdigit():
            self.misshapen.append(f"{what} has no Retry-After")

    def problem(self, what: str, problem: Any) -> None:
        self.misshapen += [f"{what}: {wrong.pointer} {wrong.detail}" for wrong in _PROBLEM.check(problem)]
        unknown = problem.keys() - PLAN.definitions["Problem"]["properties"].keys()
        if unknown:
            self.misshapen.append(f"{what} has the members {sorted(unknown)}")
        self.codes.add(problem["code"])

    def sent(self, frame: Json) -> None:
        self.messages.add(frame["type"])

    def received(self, frame: Json) -> None:
        self.messages.add(frame["type"])
        if frame["type"] == "stream.reset":
            self.resets.add(frame["payload"]["data"]["reason"])
        if frame["type"] == "command.error":
            self.problem("command.error", frame["payload"]["data"]["problem"])

    def closed(self, code: int | None) -> None:
        self.closes.add(code or 0)


def declared_codes() -> Sequence[str]:
    codes: Sequence[str] = PLAN.definitions["ProblemCode"]["enum"]
    return codes


def declared_messages() -> list[str]:
    return [ASYNCAPI["components"]["messages"][key]["name"] for key in CHANNEL["messages"]]


def declared_resets() -> Sequence[str]:
    reasons: Sequence[str] = PLAN.definitions["StreamResetData"]["properties"]["reason"]["enum"]
    return reasons
