"""Errors in the contract's own words: its error schema is filled in as far as its members are known."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from starlette.types import Scope, Send

from codegen.runtime.call import ApiError
from codegen.runtime.header_fields import fields
from codegen.runtime.json_text import dumps
from codegen.runtime.validation import Schema

log = logging.getLogger("codegen.runtime")

PROBLEM = "application/problem+json"
_LONGEST_DETAIL, _LONGEST_INSTANCE = 4000, 2000  # characters: an answer that repeats its request stays short
_TELLING = frozenset(
    {"title", "detail", "instance", "code", "message", "error", "requestId", "errors"}
)  # of `problem`'s


async def send_problem(
    error: ApiError, scope: Scope, request_id: str, send: Send, kind: str, schema: Any, definitions: Mapping[str, Any]
) -> None:
    """An error that is no operation's, in the words of a schema that the contract has for errors."""
    try:
        headers = fields(error.headers)
    except ValueError as wrong:
        log.error("an error answer has %s", wrong, extra={"request_id": request_id})
        error, headers = ApiError(500, "the server failed"), []
    body = dumps(problem(error, request_id, scope.get("path", ""), schema, definitions))
    headers += [(b"content-type", kind.encode()), (b"content-length", str(len(body)).encode())]
    headers += [(b"x-request-id", request_id.encode())]
    await send({"type": "http.response.start", "status": error.status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if scope.get("method") == "HEAD" else body})


_RFC_9110 = {413: "Content Too Large", 416: "Range Not Satisfiable", 422: "Unprocessable Content"}
"""Phrases that Python before 3.13 has from an older RFC."""


def phrase(status: int) -> str:
    if status in _RFC_9110:
        return _RFC_9110[status]
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Error"


def problem(error: ApiError, request_id: str, path: str, schema: Any, definitions: Mapping[str, Any]) -> dict[str, Any]:
    """The body of an error answer. `schema` None: RFC 9457, as the contract declares nothing."""
    title = phrase(error.status)
    detail = (error.detail or title)[:_LONGEST_DETAIL].encode(errors="replace").decode()
    code = error.code or title.lower().replace(" ", "_").replace("-", "_").replace("'", "")
    known: dict[str, Any] = {
        "type": "about:blank",
        "title": title,
        "status": error.status,
        "detail": detail,
        "instance": _instance(path),
        "code": code,
        "message": detail,
        "error": detail,
        "requestId": request_id,
        "errors": [{"pointer": v.pointer, "detail": v.detail} for v in error.errors] or None,
    }
    known = {name: value for name, value in known.items() if value is not None}
    if schema is None:
        return known
    members, required = _members(schema, definitions, 8)
    if not members and not required:
        return known  # an object without named members: it may have any
    body = {name: _fitting(value, members[name], definitions) for name, value in known.items() if name in members}
    for name in required:
        if name not in body:
            body[name] = least(members.get(name, True), definitions)
    return body


def _instance(path: str) -> str:
    quoted = quote(path[:_LONGEST_INSTANCE], safe="/!$&'()*+,;=:@~", errors="replace")
    return re.sub("%.?$", "", quoted[:_LONGEST_INSTANCE])


def tells(schema: Any, definitions: Mapping[str, Any]) -> bool:
    """Whether the schema has a place for what went wrong: an operation's own 409 may be of another kind."""
    members, required = _members(schema, definitions, 8)
    return not (members or required) or not members.keys().isdisjoint(_TELLING)


def fitting(
    error: ApiError, request_id: str, path: str, schema: Any, definitions: Mapping[str, Any], judge: Schema
) -> Any:
    """`problem`, less the members that the schema does not admit so; the least value where even that is none."""
    body = problem(error, request_id, path, schema, definitions)
    wrong = judge.check(body)
    if not wrong:
        return body
    members, required = _members(schema, definitions, 8)
    for name in {violation.pointer.split("/")[1] for violation in wrong if violation.pointer}:
        body.pop(name, None)
        if name in required:
            body[name] = least(members.get(name), definitions)
    return least(schema, definitions) if judge.check(body) else body


def _members(schema: Any, definitions: Mapping[str, Any], depth: int) -> tuple[dict[str, Any], list[str]]:
    if not isinstance(schema, dict) or depth == 0:
        return {}, []
    members, required = dict(schema.get("properties", {})), list(schema.get("required", ()))
    parts = [*schema.get("allOf", ()), *schema.get("oneOf", ())[:1], *schema.get("anyOf", ())[:1]]
    if "$ref" in schema:
        parts.append(definitions.get(schema["$ref"].rsplit("/", 1)[-1]))
    for part in parts:
        more, needed = _members(part, definitions, depth - 1)
        members, required = {**more, **members}, [*required, *needed]
    return members, required


def _fitting(value: Any, schema: Any, definitions: Mapping[str, Any]) -> Any:
    """The value, or the least one where the schema admits another type or a closed list only."""
    while isinstance(schema, dict) and "$ref" in schema:
        schema = definitions.get(schema["$ref"].rsplit("/", 1)[-1])
    if not isinstance(schema, dict):
        return value
    if "enum" in schema and value not in schema["enum"]:
        return schema["enum"][0]
    kind = schema.get("type")
    if kind == "string" and not isinstance(value, str):
        return str(value)
    if kind == "string" and len(value) > schema.get("maxLength", len(value)):
        return value[: schema["maxLength"]]
    if kind in ("integer", "number", "array", "object") and isinstance(value, str):
        return least(schema, definitions)
    return value


def least(schema: Any, definitions: Mapping[str, Any], depth: int = 8) -> Any:
    """A small value that a simple schema admits."""
    if not isinstance(schema, dict) or depth == 0:
        return None
    if "$ref" in schema:
        return least(definitions.get(schema["$ref"].rsplit("/", 1)[-1]), definitions, depth - 1)
    for key in ("const", "default"):
        if key in schema:
            return schema[key]
    for key in ("enum", "examples"):
        if schema.get(key):
            return schema[key][0]
    for key in ("allOf", "anyOf", "oneOf"):
        if schema.get(key):
            return least(schema[key][0], definitions, depth - 1)
    kind = schema.get("type", "object" if "properties" in schema else "string")
    match kind if isinstance(kind, str) else kind[0]:
        case "string":
            return "x" * schema.get("minLength", 0)
        case "integer" | "number":
            return schema.get("minimum", 0)
        case "boolean":
            return False
        case "array":
            return [least(schema.get("items"), definitions, depth - 1)] * schema.get("minItems", 0)
        case "object":
            members, required = _members(schema, definitions, depth)
            return {name: least(members.get(name), definitions, depth - 1) for name in required}
        case _:
            return None
