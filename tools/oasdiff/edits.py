"""Edits of an OpenAPI document, as people make them: each takes a random fitting place and returns a changed copy."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator, Mapping
from typing import Any

JSON = Any
METHODS = ("get", "put", "post", "delete", "patch")
HOLDERS = ("properties", "items", "allOf", "oneOf", "anyOf", "additionalProperties")


def edited(document: JSON, title: str, chance: random.Random) -> JSON | None:
    """A changed copy; None where the document has no place for such an edit."""
    changed = copy.deepcopy(document)
    fits, apply = EDITS[title]
    places = [place for place in _places(changed) if fits(place)]
    if not places:
        return None
    apply(chance.choice(places), chance)
    return changed


def _places(document: JSON) -> Iterator[JSON]:
    """Every operation and every schema that operations or components hold."""
    for item in document["paths"].values():
        for method in METHODS:
            if isinstance(item.get(method), dict):
                yield {"operation": item[method], "item": item, "method": method}
                yield from _content(item[method])
    for schema in (document.get("components") or {}).get("schemas", {}).values():
        yield from _schemas(schema)


def _content(operation: JSON) -> Iterator[JSON]:
    holders = [operation.get("requestBody") or {}, *(operation.get("responses") or {}).values()]
    for holder in holders:
        for media in (holder.get("content") or {}).values():
            yield from _schemas(media.get("schema"))
    for parameter in operation.get("parameters") or ():
        yield from _schemas(parameter.get("schema"))


def _schemas(schema: JSON) -> Iterator[JSON]:
    if not isinstance(schema, dict):
        return
    yield {"schema": schema}
    for key in HOLDERS:
        value = schema.get(key)
        children = value if isinstance(value, list) else value.values() if key == "properties" and value else [value]
        for child in children:
            yield from _schemas(child)


def _schema(test: Callable[[JSON], Any]) -> Callable[[JSON], bool]:
    return lambda place: "schema" in place and bool(test(place["schema"]))


def _operation(test: Callable[[JSON], Any]) -> Callable[[JSON], bool]:
    return lambda place: "operation" in place and bool(test(place["operation"]))


def _drop_property(place: JSON, chance: random.Random) -> None:
    schema = place["schema"]
    name = chance.choice(sorted(schema["properties"]))
    del schema["properties"][name]
    if name in schema.get("required", ()):
        schema["required"] = [required for required in schema["required"] if required != name]


def _add_property(place: JSON, chance: random.Random) -> None:
    place["schema"]["properties"]["addedLater"] = {"type": "string"}


def _require(place: JSON, chance: random.Random) -> None:
    schema = place["schema"]
    free = sorted(set(schema["properties"]) - set(schema.get("required", ())))
    schema["required"] = [*schema.get("required", ()), chance.choice(free)]


def _release(place: JSON, chance: random.Random) -> None:
    schema = place["schema"]
    gone = chance.choice(schema["required"])
    schema["required"] = [required for required in schema["required"] if required != gone]


def _retype(place: JSON, chance: random.Random) -> None:
    schema = place["schema"]
    old_type = schema["type"]
    schema.clear()
    schema["type"] = "integer" if old_type == "string" else "string"


def _drop_value(place: JSON, chance: random.Random) -> None:
    place["schema"]["enum"].pop(chance.randrange(len(place["schema"]["enum"])))


def _add_value(place: JSON, chance: random.Random) -> None:
    place["schema"]["enum"].append("added-later")


def _bound(place: JSON, chance: random.Random) -> None:
    schema = place["schema"]
    schema["maxLength"] = max(schema.get("minLength", 0), schema.get("maxLength", 20) // 2)


def _unbound(place: JSON, chance: random.Random) -> None:
    schema = place["schema"]
    del schema[chance.choice(sorted(BOUNDS & schema.keys()))]


def _close(place: JSON, chance: random.Random) -> None:
    place["schema"]["additionalProperties"] = False


def _drop_operation(place: JSON, chance: random.Random) -> None:
    del place["item"][place["method"]]


def _drop_parameter(place: JSON, chance: random.Random) -> None:
    listed = place["operation"]["parameters"]
    listed.remove(chance.choice([parameter for parameter in listed if parameter.get("in") == "query"]))


def _add_parameter(place: JSON, chance: random.Random) -> None:
    added = {"name": "addedLater", "in": "query", "required": True, "schema": {"type": "string"}}
    place["operation"].setdefault("parameters", []).append(added)


def _drop_response(place: JSON, chance: random.Random) -> None:
    responses = place["operation"]["responses"]
    del responses[chance.choice(sorted(responses))]


BOUNDS = {"maxLength", "minLength", "maximum", "minimum", "pattern", "maxItems", "minItems"}

EDITS: Mapping[str, tuple[Callable[[JSON], bool], Callable[[JSON, random.Random], None]]] = {
    "a property is removed": (_schema(lambda s: s.get("properties")), _drop_property),
    "an optional property is added": (_schema(lambda s: s.get("properties")), _add_property),
    "a property becomes required": (
        _schema(lambda s: s.get("properties") and set(s["properties"]) - set(s.get("required", ()))),
        _require,
    ),
    "a property becomes optional": (_schema(lambda s: s.get("properties") and s.get("required")), _release),
    "a type is changed": (_schema(lambda s: s.get("type") in ("string", "integer", "boolean")), _retype),
    "an enum value is removed": (_schema(lambda s: len(s.get("enum") or ()) > 1), _drop_value),
    "an enum value is added": (_schema(lambda s: s.get("enum") and s.get("type") == "string"), _add_value),
    "maxLength is reduced": (_schema(lambda s: s.get("type") == "string" and not s.get("enum")), _bound),
    "a bound is removed": (_schema(lambda s: BOUNDS & s.keys()), _unbound),
    "an object is closed": (_schema(lambda s: s.get("properties") and "additionalProperties" not in s), _close),
    "an operation is removed": (_operation(lambda _: True), _drop_operation),
    "a query parameter is removed": (
        _operation(lambda o: any(p.get("in") == "query" for p in o.get("parameters") or ())),
        _drop_parameter,
    ),
    "a required parameter is added": (_operation(lambda _: True), _add_parameter),
    "a response is removed": (_operation(lambda o: len(o.get("responses") or ()) > 1), _drop_response),
}
