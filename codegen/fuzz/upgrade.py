"""Where a connection goes and what it shows: the channel's address and query filled in validly, and a person's own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from codegen.contract import MISSING, Parameter
from codegen.fuzz.surface import FuzzError, Surface
from codegen.fuzz.values import Values
from codegen.runtime.validation import Schema

JSON = Any


@dataclass(frozen=True, slots=True)
class Door:
    """How to get in: `url` without a path, what every upgrade shows, and values of parameters by name."""

    url: str
    headers: tuple[tuple[str, str], ...] = ()
    subprotocols: tuple[str, ...] = ()
    query: tuple[tuple[str, str], ...] = ()
    parameters: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Upgrade:
    """`target` is the path and the contract's query: what a transcript may hold. A person's own query is added last."""

    target: str
    change: str = ""  # what is wrong with it; '' for nothing


def valid_upgrade(surface: Surface, door: Door, values: Values) -> Upgrade:
    given = dict(door.parameters or {})
    unknown = set(given) - {p.wire for p in surface.parameters}
    if unknown:
        raise FuzzError(f"channel {surface.key} has no parameter {', '.join(sorted(unknown))}")
    chosen = {p.wire: given.get(p.wire, _text(_value(p, values))) for p in surface.parameters if _needed(p, given)}
    return _target(surface, chosen)


def optional_upgrades(surface: Surface, door: Door, values: Values) -> Iterator[Upgrade]:
    """The valid one with each optional parameter besides."""
    base = dict(door.parameters or {})
    for parameter in surface.parameters:
        if not _needed(parameter, base):
            given = {**base, parameter.wire: _text(_value(parameter, values))}
            yield valid_upgrade(surface, Door(door.url, parameters=given), values)


def broken_upgrades(surface: Surface, door: Door, values: Values) -> Iterator[Upgrade]:
    """The valid one with each parameter of the query absent or of another type, as far as its schema forbids that."""
    base = dict(door.parameters or {})
    chosen = {p.wire: base.get(p.wire, _text(_value(p, values))) for p in surface.parameters if _needed(p, base)}
    for parameter in surface.parameters:
        if parameter.place == "query" and parameter.required:
            rest = {name: text for name, text in chosen.items() if name != parameter.wire}
            yield _target(surface, rest, f"without the query parameter {parameter.wire}")
        judge = Schema(parameter.payload.schema, surface.definitions)
        for text in ("not-a-value", "-1", "1.5", "x" * 5000, ""):
            usable = text or parameter.place == "query"
            if usable and all(judge.check(reading) for reading in _readings(text)):
                yield _target(surface, {**chosen, parameter.wire: text}, f"{parameter.wire} is {text[:20]!r}")


def shown(surface: Surface, door: Door, values: Values) -> list[tuple[str, str]]:
    """The headers of an upgrade: a person's, and those that the binding requires."""
    own = {name.lower() for name, _ in door.headers}
    needed = [name for name in surface.headers.get("required") or () if name.lower() not in own]
    properties = surface.headers.get("properties") or {}
    return [
        *door.headers,
        *((name, _text(values.smallest(properties.get(name, {"type": "string"})))) for name in needed),
    ]


def address(door: Door, upgrade: Upgrade) -> str:
    """The whole URL."""
    separator = "&" if "?" in upgrade.target else "?"
    own = f"{separator}{urlencode(door.query)}" if door.query else ""
    return f"{door.url.rstrip('/')}{upgrade.target}{own}"


def _target(surface: Surface, chosen: Mapping[str, str], change: str = "") -> Upgrade:
    path = re.sub(r"{([^{}]*)}", lambda hole: quote(chosen.get(hole[1], "x"), safe=""), surface.address)
    names = [p.wire for p in surface.parameters if p.place == "query" and p.wire in chosen]
    query = urlencode([(name, chosen[name]) for name in names])
    return Upgrade("/" + path.lstrip("/") + (f"?{query}" if query else ""), change)


def _needed(parameter: Parameter, given: Mapping[str, str]) -> bool:
    return parameter.required or parameter.wire in given


def _value(parameter: Parameter, values: Values) -> JSON:
    if parameter.default is not MISSING:
        return parameter.default
    schema = parameter.payload.schema
    if parameter.doc.examples:
        return parameter.doc.examples[0]
    found = values.smallest(schema)
    return found if found != "" else "fuzz"


def _text(value: JSON) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _readings(text: str) -> Iterator[JSON]:
    """What a text may mean in a query."""
    yield text
    try:
        yield json.loads(text)
    except ValueError:
        return
