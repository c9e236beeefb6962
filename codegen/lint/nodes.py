"""Node: an object of a specification, as written. `nodes` follows references and visits each object once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from codegen.lint.grammar import ASYNCAPI, OPENAPI, Kind
from codegen.load import At, Library
from codegen.schema import children

JSON = Any


@dataclass(frozen=True, slots=True)
class Node:
    """`kind` is a name of the grammar, or 'Schema'; `grammar` is empty for a schema. `version` is '3.0', '3.1', …"""

    kind: str
    at: At
    value: dict[str, JSON]
    spec: str  # 'openapi' or 'asyncapi'
    version: str
    held: str = ""  # the field of the parent object that contains it: 'parameters', 'properties', 'content', …

    @property
    def grammar(self) -> Kind | None:
        return (OPENAPI if self.spec == "openapi" else ASYNCAPI).get(self.kind)

    @property
    def name(self) -> str:
        """The last token of its place: a schema's name, a status, a path."""
        return self.at.pointer.rpartition("/")[2].replace("~1", "/").replace("~0", "~")


def nodes(library: Library, root: At) -> Iterator[Node]:
    """Every object that a document holds or reaches, outermost first."""
    try:
        data = library.find(root)
    except KeyError:
        return
    if isinstance(data, dict):
        spec = "openapi" if "openapi" in data else "asyncapi"
        version = ".".join(str(data.get(spec, "")).split(".")[:2])
        yield from _Walk(library, spec, version).all("Document", root, "")


class _Walk:
    def __init__(self, library: Library, spec: str, version: str) -> None:
        self._library, self._spec, self._version = library, spec, version
        self._grammar: Mapping[str, Kind] = OPENAPI if spec == "openapi" else ASYNCAPI
        self._seen: set[tuple[str, At]] = set()

    def all(self, object_type: str, at: At, held: str) -> Iterator[Node]:
        """Its own stack, for schemas may nest deeper than Python does."""
        open_ = [(object_type, at, held)]
        while open_:
            object_type, at, held = open_.pop()
            value = self._value(at)
            if not isinstance(value, dict) or (object_type, at) in self._seen:
                continue
            self._seen.add((object_type, at))
            reference = value.get("$ref")
            if isinstance(reference, str):
                target = self._library.target(reference, at)
                if target is not None:
                    open_.append((object_type, target, held))
                if object_type not in ("Schema", "Payload"):
                    continue
            if object_type == "Payload":  # AsyncAPI's Multi Format Schema Object, or a schema
                inner = at / "schema" if "schemaFormat" in value else at
                if not str(value.get("schemaFormat", "json")).startswith("application/vnd.apache.avro"):
                    open_.append(("Schema", inner, held))
                continue
            yield Node(object_type, at, value, self._spec, self._version, held)
            open_ += reversed(list(self._within(object_type, at, value)))

    def _within(self, object_type: str, at: At, value: dict[str, JSON]) -> Iterator[tuple[str, At, str]]:
        if object_type == "Schema":
            for tokens, _ in children(value):
                inner = at
                for token in tokens:
                    inner = inner / token
                yield "Schema", inner, tokens[0]
            return
        grammar = self._grammar.get(object_type, Kind({}))
        for name, item in value.items():
            if name.startswith("x-"):
                continue
            if grammar.free:
                yield grammar.free, at / name, name
                continue
            field = grammar.fields.get(name)
            if field is None or not field.kind:
                continue
            if field.shape == "one":
                yield field.kind, at / name, name
            elif field.shape == "list" and isinstance(item, list):
                yield from ((field.kind, at / name / index, name) for index in range(len(item)))
            elif field.shape == "map" and isinstance(item, dict):
                yield from ((field.kind, at / name / key, name) for key in item if not key.startswith("x-"))

    def _value(self, at: At) -> JSON:
        try:
            return self._library.find(at)
        except KeyError:
            return None
