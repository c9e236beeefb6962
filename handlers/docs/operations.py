"""The operations of an OpenAPI document as a page shows them, by tag."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from handlers.docs.schemas import SchemaView, json_text, schema_view

METHODS = ("get", "put", "post", "patch", "delete")
_DOCUMENT = "openapi"


@dataclass(frozen=True, slots=True)
class ValueView:
    """A parameter, or a header of a response."""

    name: str
    place: str
    required: bool
    description: str
    schema: SchemaView


@dataclass(frozen=True, slots=True)
class ContentView:
    media_type: str
    schema: SchemaView
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ResponseView:
    status: str
    description: str
    headers: tuple[ValueView, ...]
    contents: tuple[ContentView, ...]

    @property
    def is_error(self) -> bool:
        return self.status[:1] in "45"


@dataclass(frozen=True, slots=True)
class OperationView:
    id: str
    method: str
    path: str
    summary: str
    description: str
    security: str
    parameters: tuple[ValueView, ...]
    request: tuple[ContentView, ...]
    responses: tuple[ResponseView, ...]


@dataclass(frozen=True, slots=True)
class TagView:
    name: str
    description: str
    operations: tuple[OperationView, ...]


def tag_views(document: Mapping[str, Any]) -> tuple[TagView, ...]:
    """In the document's order; a tag without operations is left out."""
    operations = list(_operations(document))
    tags = (
        TagView(tag["name"], tag.get("description", ""), tuple(o for name, o in operations if name == tag["name"]))
        for tag in document.get("tags", ())
    )
    return tuple(tag for tag in tags if tag.operations)


def _operations(document: Mapping[str, Any]) -> Iterator[tuple[str, OperationView]]:
    for path, item in document["paths"].items():
        for method in METHODS:
            if method not in item:
                continue
            operation = item[method]
            parameters = [*item.get("parameters", ()), *operation.get("parameters", ())]
            view = OperationView(
                operation["operationId"],
                method.upper(),
                path,
                operation.get("summary", ""),
                operation.get("description", ""),
                _security(operation.get("security", document.get("security", []))),
                tuple(_value(p["name"], p["in"], p) for p in parameters),
                _contents(operation.get("requestBody", {})),
                tuple(_response(status, response) for status, response in operation["responses"].items()),
            )
            yield operation["tags"][0], view


def _security(requirements: list[Mapping[str, Any]]) -> str:
    """`public`, or the schemes of which one is needed."""
    return " or ".join(" and ".join(requirement) or "nothing" for requirement in requirements) or "public"


def _response(status: str, response: Mapping[str, Any]) -> ResponseView:
    headers = tuple(_value(name, "header", header) for name, header in response.get("headers", {}).items())
    return ResponseView(status, response.get("description", ""), headers, _contents(response))


def _value(name: str, place: str, value: Mapping[str, Any]) -> ValueView:
    schema = schema_view(value.get("schema", True), _DOCUMENT)
    return ValueView(name, place, value.get("required", False), value.get("description", ""), schema)


def _contents(holder: Mapping[str, Any]) -> tuple[ContentView, ...]:
    return tuple(
        ContentView(media_type, schema_view(media.get("schema", True), _DOCUMENT), _examples(media))
        for media_type, media in holder.get("content", {}).items()
    )


def _examples(media: Mapping[str, Any]) -> tuple[str, ...]:
    values = [example["value"] for example in media.get("examples", {}).values() if "value" in example]
    if "example" in media:
        values.append(media["example"])
    return tuple(json_text(value, indent=2) for value in values)
