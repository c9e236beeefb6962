"""What several schemas ask of one value together: their keywords, conjoined as far as making a value needs it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from codegen.schema import JSON

TYPES = ("null", "boolean", "integer", "number", "string", "array", "object")
_IMPLIED = {
    "object": ("properties", "required", "additionalProperties", "patternProperties", "minProperties", "maxProperties"),
    "array": ("items", "prefixItems", "minItems", "maxItems", "uniqueItems", "contains"),
    "string": ("minLength", "maxLength", "pattern", "format"),
    "number": ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
}


@dataclass(frozen=True, slots=True)
class Members:
    """The members that one schema object speaks of."""

    named: Mapping[str, JSON]
    patterns: Mapping[str, JSON]
    others: JSON

    def schemas(self, name: str) -> Iterator[JSON]:
        """What it asks of the member `name`."""
        found = [schema for pattern, schema in self.patterns.items() if matches(pattern, name)]
        if name in self.named:
            found.append(self.named[name])
        yield from found or [self.others]


@dataclass(slots=True)
class Shape:
    types: set[str] = field(default_factory=lambda: set(TYPES))
    implied: set[str] = field(default_factory=set)  # the types that keywords without `type` speak of
    members: list[Members] = field(default_factory=list)
    absent: set[str] = field(default_factory=set)  # declared in the other view alone: read-only when writing
    required: dict[str, None] = field(default_factory=dict)
    names: list[JSON] = field(default_factory=list)
    tuples: list[tuple[list[JSON], JSON]] = field(default_factory=list)
    contains: list[JSON] = field(default_factory=list)
    listed: list[list[JSON]] = field(default_factory=list)
    patterns: list[str] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)
    multiples: list[float] = field(default_factory=list)
    low: float = -math.inf
    high: float = math.inf
    length: tuple[int, float] = (0, math.inf)
    count: tuple[int, float] = (0, math.inf)
    size: tuple[int, float] = (0, math.inf)
    unique: bool = False
    sealed: bool = False  # unevaluated members or items are forbidden

    def add(self, schema: Mapping[str, JSON]) -> None:
        """The keywords of one schema object; what refers to or combines other schemas is the caller's."""
        listed = schema.get("type")
        if listed is not None:
            self.types &= _types(listed if isinstance(listed, list) else [listed])
        else:
            self.implied |= {kind for kind, keys in _IMPLIED.items() if any(key in schema for key in keys)}
        if any(key in schema for key in ("properties", "patternProperties", "additionalProperties")):
            self.members.append(
                Members(
                    schema.get("properties", {}),
                    schema.get("patternProperties", {}),
                    schema.get("additionalProperties", True),
                )
            )
        if "items" in schema or "prefixItems" in schema:
            self.tuples.append((schema.get("prefixItems", []), schema.get("items", True)))
        self.absent.update(schema.get("x-contracts-absent", ()))
        self.required |= dict.fromkeys(schema.get("required", ()))
        for key, target in (("propertyNames", self.names), ("contains", self.contains), ("pattern", self.patterns)):
            if key in schema:
                target.append(schema[key])
        if "format" in schema:
            self.formats.append(schema["format"])
        if "multipleOf" in schema:
            self.multiples.append(schema["multipleOf"])
        if "const" in schema:
            self.listed.append([schema["const"]])
        if "enum" in schema:
            self.listed.append(schema["enum"])
        self.unique |= schema.get("uniqueItems") is True
        self.sealed |= schema.get("unevaluatedProperties") is False or schema.get("unevaluatedItems") is False
        self._bounds(schema)

    def _bounds(self, schema: Mapping[str, JSON]) -> None:
        whole = self.types <= {"integer"}
        step = 1 if whole else 0
        self.low = max(self.low, schema.get("minimum", -math.inf), _beside(schema.get("exclusiveMinimum"), step, 1))
        self.high = min(self.high, schema.get("maximum", math.inf), _beside(schema.get("exclusiveMaximum"), step, -1))
        self.length = _narrow(self.length, schema, "Length")
        self.count = _narrow(self.count, schema, "Items")
        self.size = _narrow(self.size, schema, "Properties")

    def member(self, name: str) -> JSON:
        """The schema of a member; `true` where nobody speaks of it."""
        return conjoined([schema for one in self.members for schema in one.schemas(name)])

    def item(self, index: int) -> JSON:
        return conjoined([prefix[index] if index < len(prefix) else rest for prefix, rest in self.tuples])


def conjoined(schemas: list[JSON]) -> JSON:
    """One schema for all of them."""
    if any(schema is False for schema in schemas):
        return False
    said = [schema for schema in schemas if schema is not True and schema != {}]
    return said[0] if len(said) == 1 else {"allOf": said} if said else True


def matches(pattern: str, text: str) -> bool:
    try:
        return re.search(pattern, text) is not None
    except re.error:  # a pattern of ECMA-262 alone: whether it matches, the validator decides later
        return False


def _types(listed: list[str]) -> set[str]:
    return set(listed) | ({"integer"} if "number" in listed else set())


def _beside(bound: JSON, step: int, sign: int) -> float:
    """An exclusive bound as an inclusive one: the next integer, or the next float."""
    if bound is None:
        return -sign * math.inf
    return bound + sign * step if step else math.nextafter(bound, sign * math.inf)


def _narrow(now: tuple[int, float], schema: Mapping[str, JSON], of: str) -> tuple[int, float]:
    return max(now[0], schema.get(f"min{of}", 0)), min(now[1], schema.get(f"max{of}", math.inf))
