"""A document as large as the largest that people have: 1,200 operations, 12 MB of JSON, made by counting."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

OPERATIONS = 1200
SIZE = 12 * 1024 * 1024  # bytes; descriptions are as long as it takes
RESOURCES = OPERATIONS // 4
_WORDS = ("billing", "network", "cluster", "account", "gateway", "archive", "monitor", "project", "dataset", "session")
_TEXT = "What this member means to a reader who has never seen the product, where it is set and what else it changes. "


def document() -> dict[str, Any]:
    return _built(max(1, (SIZE - len(json.dumps(_built(0)))) // (len(_TEXT) * RESOURCES * (_MEMBERS + 1))))


def write(path: Path) -> Path:
    """The document as a file; one that is there already is kept."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(document(), indent=1), encoding="utf-8")
    return path


_MEMBERS = 24


def _built(words: int) -> dict[str, Any]:
    paths: dict[str, Any] = {}
    schemas: dict[str, Any] = {"Problem": _problem()}
    for number in range(RESOURCES):
        name = f"{_WORDS[number % 10].title()}{_WORDS[number // 10 % 10].title()}{number}"
        schemas[name] = _resource(number, name, words)
        schemas[f"{name}Page"] = {
            "type": "object",
            "required": ["items"],
            "properties": {"items": {"type": "array", "items": _ref(name)}, "next": {"type": ["string", "null"]}},
        }
        schemas[f"{name}Event"] = {
            "oneOf": [_ref(f"{name}Created"), _ref(f"{name}Failed")],
            "discriminator": {"propertyName": "kind"},
        }
        for event in ("Created", "Failed"):
            schemas[f"{name}{event}"] = {
                "type": "object",
                "required": ["kind", "at"],
                "properties": {"kind": {"const": f"{name}{event}"}, "at": {"type": "string", "format": "date-time"}},
            }
        path = f"/{_WORDS[number % 10]}/{number}"
        paths[path] = {"get": _list(name, number), "post": _create(name, number)}
        paths[f"{path}/{{id}}"] = {"parameters": [_ID], "get": _read(name, number), "put": _replace(name, number)}
    info = {"title": "Synthetic", "version": "1.0.0"}
    return {"openapi": "3.1.0", "info": info, "paths": paths, "components": {"schemas": schemas}}


_ID = {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _problem() -> dict[str, Any]:
    members = {"title": {"type": "string"}, "status": {"type": "integer"}, "detail": {"type": "string"}}
    return {"type": "object", "required": ["title", "status"], "properties": members}


def _resource(number: int, name: str, words: int) -> dict[str, Any]:
    """`_MEMBERS` members of every kind; each third resource points at an earlier one, and each fourth at itself."""
    kinds: list[dict[str, Any]] = [
        {"type": "string", "maxLength": 200},
        {"type": "integer", "format": "int64"},
        {"type": "number"},
        {"type": "boolean"},
        {"type": "string", "format": "date-time"},
        {"type": ["string", "null"]},
        {"type": "array", "items": {"type": "string"}},
        {"type": "string", "enum": ["active", "paused", "deleted"]},
        {"type": "object", "properties": {"key": {"type": "string"}, "value": {"type": "string"}}},
        {"type": "object", "additionalProperties": {"type": "integer"}},
    ]
    text = _TEXT * words
    members = {
        f"{_WORDS[(number + at) % 10]}{at}": {**kinds[at % 10], "description": f"{at}. {text}"}
        for at in range(_MEMBERS)
    }
    if number % 3 == 0 and number:
        members["parent"] = _ref(
            f"{_WORDS[(number - 1) % 10].title()}{_WORDS[(number - 1) // 10 % 10].title()}{number - 1}"
        )
    if number % 4 == 0:
        members["children"] = {"type": "array", "items": _ref(name)}
    members["latest"] = _ref(f"{name}Event")
    return {"type": "object", "description": text, "required": list(members)[:4], "properties": members}


def _answers(status: str, name: str) -> dict[str, Any]:
    problem = {"description": "It failed.", "content": {"application/problem+json": {"schema": _ref("Problem")}}}
    good = {"description": "It went well.", "content": {"application/json": {"schema": _ref(name)}}}
    return {status: good, "default": problem}


def _body(name: str) -> dict[str, Any]:
    return {"required": True, "content": {"application/json": {"schema": _ref(name)}}}


def _tag(number: int) -> list[str]:
    return [_WORDS[number % 10]]


def _list(name: str, number: int) -> dict[str, Any]:
    limit = {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 100}}
    cursor = {"name": "cursor", "in": "query", "schema": {"type": "string"}}
    operation = {"operationId": f"list{name}", "tags": _tag(number), "parameters": [limit, cursor]}
    return {**operation, "responses": _answers("200", f"{name}Page")}


def _create(name: str, number: int) -> dict[str, Any]:
    operation = {"operationId": f"create{name}", "tags": _tag(number), "requestBody": _body(name)}
    return {**operation, "responses": _answers("201", name)}


def _read(name: str, number: int) -> dict[str, Any]:
    return {"operationId": f"get{name}", "tags": _tag(number), "responses": _answers("200", name)}


def _replace(name: str, number: int) -> dict[str, Any]:
    operation = {"operationId": f"replace{name}", "tags": _tag(number), "requestBody": _body(name)}
    return {**operation, "responses": _answers("200", name)}
