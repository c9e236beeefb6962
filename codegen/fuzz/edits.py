"""Edits of one valid value at every place: each required member removed, each bound met and passed, each type changed.

What is made here is only a candidate: the contract's own schema then decides whether it is still valid.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

JSON = Any
Path = tuple[str | int, ...]
Change = tuple[Path, str, JSON]
"""(where, what is done there, the new value of that place)"""
_TYPES = {
    "null": "null", "boolean": "a boolean", "integer": "a number", "number": "a number", "string": "a text",
    "array": "a list", "object": "an object",
}  # fmt: skip
_MOST = 5000  # characters or items that an edit may make
_GROWTH = 2  # how often something absent is made within something made: a schema may contain itself


@dataclass(frozen=True, slots=True)
class Edit:
    """`what` is told to people; `value` is the whole changed value."""

    what: str
    value: JSON


class Editor:
    """Edits by the schema's keywords. `minimal` makes the smallest valid value of a schema; it may raise ValueError."""

    def __init__(self, definitions: Mapping[str, JSON], minimal: Callable[[JSON], JSON]) -> None:
        self._definitions, self._minimal = definitions, minimal

    def edits(self, value: JSON, schema: JSON) -> Iterator[Edit]:
        seen: set[str] = set()
        for path, what, changed in self._at(value, schema, ()):
            place = "/" + "/".join(map(str, path)) if path else "the message"
            whole = _put(value, path, changed)
            edit = Edit(f"{place} {what}", whole)
            if edit.what not in seen:
                seen.add(edit.what)
                yield edit

    def _at(
        self, value: JSON, schema: JSON, path: Path, *, others: bool = True, room: int = _GROWTH
    ) -> Iterator[Change]:
        """`others`: also values of the schema's other types and branches. `room`: how often more may grow inside."""
        facets = list(self._facets(schema, 0))
        strangers: tuple[JSON, ...] = (None, True, 0, 1.5, "text", [], {})
        for other in strangers:
            if _kind(other) != _kind(value):
                yield path, f"is {_kind(other)}", other
        for facet in facets:
            yield from ((path, what, changed) for what, changed in _scalars(facet, value))
        if isinstance(value, dict):
            yield from self._object(value, facets, path, room)
        elif isinstance(value, list):
            yield from self._items(value, facets, path, room)
        for other in self._others(value, facets) if others else ():
            yield from self._grown(other, path, "is", path, room)

    def _items(
        self, value: list[JSON], facets: Sequence[Mapping[str, JSON]], path: Path, room: int
    ) -> Iterator[Change]:
        for index, item in enumerate(value[:2]):
            for facet in facets:
                if "items" in facet or "prefixItems" in facet:
                    prefix = facet.get("prefixItems") or []
                    inner = prefix[index] if index < len(prefix) else facet.get("items", True)
                    yield from self._at(item, inner, (*path, index), room=room)

    def _object(
        self, value: dict[str, JSON], facets: Sequence[Mapping[str, JSON]], path: Path, room: int
    ) -> Iterator[Change]:
        for name in value:
            yield path, f"is without {name}", {k: v for k, v in value.items() if k != name}
        yield path, "has a member that nobody knows", {**value, "xUnknownMember": 1}
        for facet in facets:
            for name, schema in (facet.get("properties") or {}).items():
                if name in value:
                    yield from self._at(value[name], schema, (*path, name), room=room)
                    continue
                yield path, f"has {name} that is null", {**value, name: None}
                for _, what, changed in self._grown(schema, (*path, name), "has", path, room):
                    yield path, what, {**value, name: changed}

    def _grown(self, schema: JSON, at: Path, verb: str, path: Path, room: int) -> Iterator[Change]:
        """The smallest value of a schema, and its edits, in the place of what stands there or of nothing."""
        if not room:
            return
        try:
            made = self._minimal(schema)
        except ValueError:
            return
        shown = _shown(made) if verb == "is" else at[-1]
        yield path, f"{verb} {shown}", made
        for inner, what, changed in self._at(made, schema, at, others=False, room=room - 1):
            within = "/".join(map(str, inner[len(path) :]))
            yield path, f"{verb} {within or shown} that {what}", _put(made, inner[len(at) :], changed)

    def _others(self, value: JSON, facets: Sequence[Mapping[str, JSON]]) -> Iterator[JSON]:
        """Schemas of the other types, and of every branch, that may stand here."""
        for facet in facets:
            types = facet.get("type")
            for kind in types if isinstance(types, list) else ():
                if _TYPES.get(kind) != _kind(value) and kind != "null":
                    yield {**facet, "type": kind}
            for key in ("anyOf", "oneOf"):
                yield from facet.get(key) or ()

    def _facets(self, schema: JSON, depth: int) -> Iterator[Mapping[str, JSON]]:
        """The schema objects that speak about one place: references, allOf, and every branch of a union."""
        if not isinstance(schema, dict) or depth > 8:
            return
        yield schema
        reference = schema.get("$ref")
        if isinstance(reference, str) and reference.startswith("#/$defs/"):
            yield from self._facets(self._definitions.get(reference.removeprefix("#/$defs/")), depth + 1)
        for key in ("allOf", "anyOf", "oneOf"):
            for branch in schema.get(key) or ():
                yield from self._facets(branch, depth + 1)


def _scalars(facet: Mapping[str, JSON], value: JSON) -> Iterator[tuple[str, JSON]]:
    yield from _listed(facet, value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        yield from _numbers(facet, value)
    elif isinstance(value, str):
        yield from _strings(facet, value)
    elif isinstance(value, list):
        yield from _lists(facet, value)


def _listed(facet: Mapping[str, JSON], value: JSON) -> Iterator[tuple[str, JSON]]:
    for one in facet.get("enum") or ():
        if one != value:
            yield f"is {one!r}", one
    if "enum" in facet or "const" in facet:
        yield "is not listed", f"{value}-not-listed" if isinstance(value, str) else 987_654_321


def _numbers(facet: Mapping[str, JSON], value: float) -> Iterator[tuple[str, JSON]]:
    for key, step in (("minimum", -1), ("exclusiveMinimum", 1), ("maximum", 1), ("exclusiveMaximum", -1)):
        bound = facet.get(key)
        if isinstance(bound, int | float) and not isinstance(bound, bool):
            yield f"is {key}", bound
            yield f"is beyond {key}" if not key.startswith("ex") else f"is just within {key}", bound + step
    if facet.get("multipleOf"):
        yield "is no multiple", value + facet["multipleOf"] / 2
    if "integer" in str(facet.get("type")):
        yield "has a fraction", value + 0.5
        yield "is an integer of 30 digits", 10**29


def _strings(facet: Mapping[str, JSON], value: str) -> Iterator[tuple[str, JSON]]:
    yield "is empty", ""
    for key in ("minLength", "maxLength"):
        bound = facet.get(key)
        if isinstance(bound, int) and bound <= _MOST * 4:
            for name, length in (
                (f"has {key}", bound),
                (f"is beyond {key}", bound + (1 if key == "maxLength" else -1)),
            ):
                if length >= 0:
                    yield name, (value + "x" * length)[:length]
            yield f"has {key} of wide characters", "\U0001f600" * bound
    if "pattern" in facet:
        yield "does not match", f"\u0001{value}\u0001"
    if "format" in facet:
        yield f"is no {facet['format']}", "certainly not"


def _lists(facet: Mapping[str, JSON], value: list[JSON]) -> Iterator[tuple[str, JSON]]:
    for key in ("minItems", "maxItems"):
        bound = facet.get(key)
        if isinstance(bound, int) and bound <= _MOST and value:
            beyond = bound + (1 if key == "maxItems" else -1)
            for name, length in ((f"has {key}", bound), (f"is beyond {key}", beyond)):
                if length >= 0:
                    yield name, [value[i % len(value)] for i in range(length)]
    if value:
        yield "is empty", []
    if facet.get("uniqueItems") and value:
        yield "has an item twice", [*value, value[0]]


def _kind(value: JSON) -> str:
    if value is None:
        return "null"
    names = ((bool, "a boolean"), (int, "a number"), (float, "a number"), (str, "a text"), (list, "a list"))
    return next((name for kind, name in names if isinstance(value, kind)), "an object")


def _shown(value: JSON) -> str:
    return repr(value) if isinstance(value, str | int | float | None) and len(repr(value)) < 20 else _kind(value)


def _put(value: JSON, path: Path, new: JSON) -> JSON:
    """A copy of `value` with `new` at `path`."""
    if not path:
        return new
    if isinstance(value, dict):
        return {**value, path[0]: _put(value[path[0]], path[1:], new)}
    return [_put(item, path[1:], new) if index == path[0] else item for index, item in enumerate(value)]
