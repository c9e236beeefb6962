"""Parameters: text of a URL or header to JSON values, by style and explode (OAS 4.8.12.2 to 4.8.12.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from codegen.runtime.call import ApiError, Violation
from codegen.runtime.fields import Fields, unescaped
from codegen.runtime.json_text import loads

_DELIMITERS = {"spaceDelimited": " ", "pipeDelimited": "|"}
_INTEGER = re.compile(r"-?(?:0|[1-9]\d*)", re.ASCII).fullmatch
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?", re.ASCII).fullmatch


@dataclass(frozen=True, slots=True)
class Shape:
    """What a parameter's schema says of its JSON types; members and items one level deep, as styles reach no deeper."""

    types: frozenset[str]
    items: frozenset[str] = frozenset()
    members: Mapping[str, frozenset[str]] | None = None


TEXT = Shape(frozenset({"string"}))
"""Of a parameter whose `content` is JSON: no style takes it apart (OAS 4.8.12.2)."""


def shape(schema: Any, definitions: Mapping[str, Any]) -> Shape:
    items: set[str] = set()
    members: dict[str, frozenset[str]] = {}
    types: set[str] = set()
    for part in _parts(schema, definitions, 8):
        types |= _types(part)
        if "items" in part:
            items |= types_of(part["items"], definitions)
        for name, member in part.get("properties", {}).items():
            members[name] = types_of(member, definitions)
    return Shape(frozenset(types or {"string"}), frozenset(items), members)


def types_of(schema: Any, definitions: Mapping[str, Any]) -> frozenset[str]:
    """The JSON types that a schema admits; a string where it names none."""
    found = {name for part in _parts(schema, definitions, 8) for name in _types(part)}
    return frozenset(found or {"string"})


def member_shapes(schema: Any, definitions: Mapping[str, Any]) -> dict[str, Shape]:
    """The shapes of an object's members."""
    members: dict[str, list[Any]] = {}
    for part in _parts(schema, definitions, 8):
        for name, member in part.get("properties", {}).items():
            members.setdefault(name, []).append(member)
    return {name: shape({"allOf": found}, definitions) for name, found in members.items()}


def _parts(schema: Any, definitions: Mapping[str, Any], depth: int) -> Iterator[dict[str, Any]]:
    if not isinstance(schema, dict) or depth == 0:
        return
    yield schema
    if "$ref" in schema:
        yield from _parts(definitions.get(schema["$ref"].rsplit("/", 1)[-1]), definitions, depth - 1)
    for key in ("allOf", "anyOf", "oneOf"):
        for part in schema.get(key, ()):
            yield from _parts(part, definitions, depth - 1)


def _types(schema: dict[str, Any]) -> set[str]:
    if "type" in schema:
        return {schema["type"]} if isinstance(schema["type"], str) else set(schema["type"])
    values = schema.get("enum", [schema["const"]] if "const" in schema else [])
    names = {bool: "boolean", int: "integer", float: "number", str: "string", type(None): "null"}
    found = {names.get(type(value), "string") for value in values}
    return found | ({"object"} if "properties" in schema else set()) | ({"array"} if "items" in schema else set())


def scalar(text: str, types: frozenset[str]) -> Any:
    """The JSON value that the text spells in one of the types; the text itself where it spells none of them."""
    if "integer" in types and _INTEGER(text) and len(text) < 400:
        return int(text)
    if "number" in types and _NUMBER(text):
        return float(text)
    if "boolean" in types and text in ("true", "false"):
        return text == "true"
    return None if "null" in types and text in ("", "null") and "string" not in types else text


def from_query(name: str, fields: Fields, style: str, explode: bool, kind: Shape, where: str = "/query") -> Any:
    """The value of a query or cookie parameter or of a form's member; None where it is absent."""
    if style == "deepObject":
        members = fields.members(name)
        return _object(members, kind) if members else None
    if explode and "object" in kind.types and "string" not in kind.types:
        members = {key: values[-1] for key in kind.members or {} if (values := fields.values(key))}
        return _object(members, kind) if members else None
    texts = _texts(name, fields, explode, kind, where)
    if isinstance(texts, str):
        return delimited(texts, _DELIMITERS.get(style, ","), kind)
    return texts and [scalar(text, kind.items) for text in texts]


def from_written(name: str, fields: Fields, kind: Shape, where: str) -> Any:
    """The same of `form` parts with commas between them, from values as they are written (in a cookie, too)."""
    texts = _texts(name, fields, False, kind, where)
    if isinstance(texts, str):
        return parted(texts, ",", kind, f"{where}/{name}")
    return texts and [scalar(unescaped(text, where), kind.items) for text in texts]


def _texts(name: str, fields: Fields, explode: bool, kind: Shape, where: str) -> list[str] | str | None:
    """The one text of a name, or those of a list's items; None where it is absent."""
    values = fields.values(name)
    if not values:
        return None
    if "array" in kind.types and (explode or len(values) > 1):
        return values
    if len(values) > 1:
        raise ApiError(400, "a parameter is given twice", errors=[Violation(f"{where}/{name}", "given more than once")])
    return values[0]


def delimited(text: str, separator: str, kind: Shape, explode: bool = False) -> Any:
    """`a,b` as an array, `a,1,b,2` or (exploded) `a=1,b=2` as an object, anything else as a scalar."""
    return (
        _together(text.split(separator) if text else [], kind, explode)
        if _has_parts(kind)
        else scalar(text, kind.types)
    )


def parted(text: str, separator: str, kind: Shape, where: str, explode: bool = False) -> Any:
    """`delimited` of percent-encoded text: a separator that is encoded belongs to a part (RFC 6570, section 3.2.1).

    Where no part can hold one, a client may have encoded what separates them, too.
    """
    if not _has_parts(kind):
        return scalar(unescaped(text, where), kind.types)
    holds = "array" in kind.types and (not kind.items or "string" in kind.items)
    if separator not in text and not holds:
        return delimited(unescaped(text, where), separator, kind, explode)
    return _together([unescaped(part, where) for part in text.split(separator)] if text else [], kind, explode)


def _has_parts(kind: Shape) -> bool:
    return not kind.types.isdisjoint(("array", "object"))


def _together(parts: Sequence[str], kind: Shape, explode: bool) -> Any:
    if "array" in kind.types:
        return [scalar(part, kind.items) for part in parts]
    if explode:
        return _object(dict(part.partition("=")[::2] for part in parts), kind)
    if len(parts) % 2:
        raise ApiError(400, "a parameter has a name without a value", errors=[Violation("", "an odd number of parts")])
    return _object(dict(zip(parts[::2], parts[1::2], strict=True)), kind)


def from_path(text: str, where: str, name: str, style: str, explode: bool, kind: Shape) -> Any:
    """The value of a path parameter from its still encoded segment."""
    if style == "label":
        text = text.removeprefix(".")
        return parted(text, "." if explode else ",", kind, where, explode)
    if style == "matrix":
        pairs = [piece.partition("=")[::2] for piece in text.split(";") if piece]
        if not explode:
            return from_written(name, Fields([(unquote(k), v) for k, v in pairs]), kind, "/path")
        return from_query(name, Fields([(unquote(k), unescaped(v, where)) for k, v in pairs]), "form", explode, kind)
    return parted(text, ",", kind, where, explode)


def from_json(text: str, where: str) -> Any:
    """A parameter whose `content` is JSON."""
    try:
        return loads(text)
    except ValueError as error:
        raise ApiError(400, "a parameter is no JSON", errors=[Violation(where, "not JSON")]) from error


def _object(found: Mapping[str, str], kind: Shape) -> dict[str, Any]:
    members = kind.members or {}
    return {name: scalar(text, members.get(name, frozenset({"string"}))) for name, text in found.items()}
