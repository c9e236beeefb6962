"""Which case of a union a value means, whether it is valid there or not: by its JSON type, or by its tag."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from codegen.runtime.rules import Rule

_DEPTH = 8  # references and allOf between a case and what tells it apart
_TYPES = {bool: "boolean", int: "integer", float: "number", str: "string", type(None): "null", list: "array"}


@dataclass(frozen=True, slots=True)
class Tag:
    """The member that tells the cases of a union apart, and the case that each of its values, as JSON text, names."""

    member: str
    cases: Mapping[str, Rule]


def meant(cases: Sequence[Rule], value: Any) -> Rule | str:
    """The case that the value means, else why there is none."""
    fitting = [case for case in cases if _admits(case, value)]
    if len(fitting) == 1:
        return fitting[0]
    tag = tagged(fitting) if isinstance(value, dict) else None
    if tag is None:
        return f"is not valid under any of {len(cases)} schemas" if fitting else "is of none of the types"
    if tag.member not in value:
        return f"{tag.member!r} is required: it says which of {len(fitting)} schemas holds"
    text = json.dumps(value[tag.member])[:100] if isinstance(value[tag.member], str | int) else ""
    return tag.cases.get(text) or f"{tag.member!r} names none of {len(fitting)} schemas"


def tagged(cases: Sequence[Rule]) -> Tag | None:
    """The first member for which each case has a closed list of values, none of which another case has."""
    if len(cases) < 2:
        return None
    listed = [literals(case) for case in cases]
    for member in listed[0]:
        if all(member in values for values in listed):
            named = [(text, case) for case, values in zip(cases, listed, strict=True) for text in values[member]]
            if len(dict(named)) == len(named):
                return Tag(member, dict(named))
    return None


def literals(rule: Rule) -> Mapping[str, Sequence[str]]:
    """The required members that may have few values only, with these as JSON text."""
    members: dict[str, Sequence[str]] = {}
    required = set[str]()
    for schema in _folded(rule, _DEPTH):
        required |= set(schema.get("required", ()))
        for name, member in schema.get("properties", {}).items():
            values = _closed(rule.compiler.rule(member))
            if values:
                members.setdefault(name, values)
    return {name: values for name, values in members.items() if name in required}


def _closed(rule: Rule) -> Sequence[str]:
    for schema in _folded(rule, _DEPTH):
        values = [schema["const"]] if "const" in schema else schema.get("enum", ())
        if values:
            return [json.dumps(value) for value in values if isinstance(value, str | int)]
    return ()


def _admits(rule: Rule, value: Any) -> bool:
    """Whether the case is for values of this JSON type."""
    name = _TYPES.get(type(value), "object")
    names = {name, "number"} if name == "integer" else {name, "integer"} if name == "number" else {name}
    for schema in _folded(rule, _DEPTH):
        types = schema.get("type", name)
        if names.isdisjoint([types] if isinstance(types, str) else types):
            return False
    return True


def _folded(rule: Rule, depth: int) -> Iterator[Mapping[str, Any]]:
    """The schema, and those that it refers to or has in allOf."""
    if isinstance(rule.schema, dict) and depth:
        yield rule.schema
        for other in rule.together(None):
            yield from _folded(other, depth - 1)
