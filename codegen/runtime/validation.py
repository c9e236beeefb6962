"""The contract's JSON Schemas (2020-12), compiled once; the only judge of what is valid."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any
from urllib.parse import quote

import jsonschema_rs
from pydantic import TypeAdapter, ValidationError

from codegen.runtime.call import ApiError, Violation
from codegen.runtime.explain import MAX_VIOLATIONS, explain, pointer
from codegen.runtime.keywords import LIST, MAP, ONE
from codegen.runtime.linear_keywords import KEYWORDS, linear
from codegen.runtime.model import decode
from codegen.runtime.rules import Judge, Rule
from codegen.runtime.unions import judging
from codegen.runtime.verdicts import Verdicts
from codegen.runtime.weight import HEAVY, Weights

_BACKTRACKS = 10_000
_BITS = {"int32": 32, "int64": 64}


class Definitions(Mapping[str, Any]):
    """The contract's definitions, `bounded`. A schema is compiled with those alone that it reaches, and once."""

    def __init__(self, schemas: Mapping[str, Any]) -> None:
        self._schemas = {name: bounded(schema) for name, schema in schemas.items()}
        self._named: dict[str, frozenset[str]] = {}
        self._compiled: dict[tuple[str, str], Judge] = {}
        self._rules: dict[int, Rule] = {}
        self._finite: frozenset[str] | None = None
        self._weights = Weights(self._schemas, _name)

    def __getitem__(self, name: str) -> Any:
        return self._schemas[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._schemas)

    def __len__(self) -> int:
        return len(self._schemas)

    def validator(self, schema: Any, mask: str = "") -> Judge:
        """The compiled validator of a schema that refers to these definitions. Messages have `mask` for the value."""
        key = json.dumps(schema, sort_keys=True), mask
        if key not in self._compiled:
            whole = {"$defs": self._reached(schema), "allOf": [bounded(schema)]}
            if any(not name.isascii() for name in whole["$defs"]):
                whole = _addressed(whole)
            self._compiled[key] = _compiled(whole, mask)
        return self._compiled[key]

    def rule(self, schema: Any) -> Rule:
        """The rule of a schema that is part of these definitions, or stays where it is for as long as they do."""
        key = id(schema)
        if key not in self._rules:
            self._rules[key] = Rule(schema, self)
        return self._rules[key]

    def case(self, schema: Any) -> Rule:
        """The rule of a schema that a generated model has; it stays where it is for as long as the program runs."""
        key = id(schema)
        if key not in self._rules:
            self._rules[key] = Rule(bounded(schema), self)
        return self._rules[key]

    def named(self, reference: str) -> Rule | None:
        name = _name(reference)
        return self.rule(self._schemas[name]) if name in self._schemas else None

    def heavy(self, schema: Any) -> bool:
        """Whether a validator visits one value very often, as of definitions that each refer twice to the next."""
        return self._weights.of(schema) >= HEAVY

    def recursive(self, schema: Any) -> bool:
        """Whether a schema reaches a definition that reaches itself."""
        if self._finite is None:
            self._finite = _finite(
                {name: set(_referred(schema)) & self._schemas.keys() for name, schema in self.items()}
            )
        return not self._finite.issuperset(set(_referred(schema)) & self._schemas.keys())

    def _reached(self, schema: Any) -> dict[str, Any]:
        found: dict[str, Any] = {}
        queue = list(_referred(schema))
        while queue:
            name = queue.pop()
            if name not in found and name in self._schemas:
                found[name] = self._schemas[name]
                if name not in self._named:
                    self._named[name] = frozenset(_referred(found[name]))
                queue += self._named[name]
        return found


class Schema:
    """One schema over the contract's definitions, and the values that it accepts. Formats are asserted."""

    def __init__(self, schema: Any, definitions: Mapping[str, Any]) -> None:
        known = definitions if isinstance(definitions, Definitions) else Definitions(definitions)
        self._validator = known.validator(schema)
        self._rule, self._definitions = Rule(bounded(schema), known), known
        self._heavy = known.heavy(schema)
        self._finite: bool | None = None  # asked for at the first value that is read

    def accepts(self, value: Any) -> bool:
        """Whether a JSON value is valid, at the price of one pass."""
        return Verdicts().holds(self._rule, value) if self._heavy else bool(self._validator.is_valid(value))

    def check(self, value: Any, prefix: str = "") -> list[Violation]:
        """What is wrong with a JSON value; nothing, at the price of one pass, where it is valid."""
        if not self._heavy and self._validator.is_valid(value):
            return []
        return [] if self.accepts(value) else explain(self._rule, value, prefix)

    def decode(self, adapter: TypeAdapter[Any], value: Any) -> Any:
        """The typed value of one that `check` accepted. pydantic.ValidationError where its type is another one."""
        if self._finite is None:
            self._finite = self._rule.finite
        if self._finite:
            return decode(adapter, value)
        verdicts = Verdicts()
        with judging(lambda schema, part: verdicts.holds(self._definitions.case(schema), part)):
            return decode(adapter, value)


def _compiled(schema: Any, mask: str) -> Judge:
    """Patterns that need backtracking, for look-around and references to groups, give up after `_BACKTRACKS` steps."""
    options = jsonschema_rs.FancyRegexOptions(backtrack_limit=_BACKTRACKS)
    linear_schema = _linear(schema)
    keywords = KEYWORDS if _has(linear_schema, KEYWORDS) else None  # with them each call costs a microsecond more
    return jsonschema_rs.Draft202012Validator(
        linear_schema, validate_formats=True, mask=mask or None, pattern_options=options, keywords=keywords
    )


def _has(schema: Any, keywords: Collection[str]) -> bool:
    """Whether a schema, or one within it, has one of the keywords."""
    if not isinstance(schema, dict):
        return False
    return not schema.keys().isdisjoint(keywords) or any(_has(part, keywords) for part in _direct(schema))


def _finite(references: Mapping[str, set[str]]) -> frozenset[str]:
    """The names from which no circle of references is reached: each is taken once all that it refers to are."""
    waiting = {name: len(targets) for name, targets in references.items()}
    sources: dict[str, list[str]] = {}
    for name, targets in references.items():
        for target in targets:
            sources.setdefault(target, []).append(name)
    queue, finite = [name for name, count in waiting.items() if not count], set[str]()
    while queue:
        name = queue.pop()
        finite.add(name)
        for source in sources.get(name, ()):
            waiting[source] -= 1
            if not waiting[source]:
                queue.append(source)
    return frozenset(finite)


def first(violations: Iterable[Violation]) -> list[Violation]:
    """As many as an answer lists."""
    return list(islice(violations, MAX_VIOLATIONS))


def refusal(status: int, detail: str, violations: Sequence[Violation]) -> ApiError:
    """The answer to a request that breaks the contract. It says so where more may be wrong than it lists."""
    if len(violations) >= MAX_VIOLATIONS:
        detail = f"{detail}; only the first {MAX_VIOLATIONS} errors are listed"
    return ApiError(status, detail, errors=violations[:MAX_VIOLATIONS])


def mistyped(error: ValidationError, where: str = "") -> list[Violation]:
    """What of a value that its schema admits does not fit the type that was made of the schema."""
    faults = islice(error.errors(include_url=False, include_input=False, include_context=False), MAX_VIOLATIONS)
    return [Violation(where + pointer(one["loc"]), one["msg"][:500]) for one in faults]


def bounded(schema: Any) -> Any:
    """The schema with the ranges of int32 and int64 in words that validators know: `format` speaks to strings alone."""
    found = _inside(schema, bounded)
    bits = _BITS.get(str(found.get("format"))) if isinstance(found, dict) else None
    if bits:
        low, high = -(2 ** (bits - 1)), 2 ** (bits - 1) - 1
        found |= {"minimum": max(low, found.get("minimum", low)), "maximum": min(high, found.get("maximum", high))}
    return found


def _linear(schema: Any) -> Any:
    """With the keywords that are checked in Python by the names that `KEYWORDS` has for them."""
    found = _inside(schema, _linear)
    return linear(found) if isinstance(found, dict) else found


def _addressed(schema: Any) -> Any:
    """With references spelled as URIs, which hold ASCII alone; elsewhere a definition is known by its plain name."""
    found = _inside(schema, _addressed)
    if isinstance(found, dict) and isinstance(found.get("$ref"), str):
        found["$ref"] = quote(found["$ref"], safe="#/$:?&=")
    return found


def _referred(schema: Any) -> Iterator[str]:
    """The names of the definitions that a schema refers to, once for each place."""
    found = list[str]()

    def note(one: Any) -> Any:
        if isinstance(one, dict) and isinstance(one.get("$ref"), str):
            found.append(_name(one["$ref"]))
        return _inside(one, note)

    note(schema)
    return iter(found)


def _name(reference: str) -> str:
    return reference.rsplit("/", 1)[-1]


def _direct(schema: Any) -> list[Any]:
    """The direct subschemas."""
    parts: list[Any] = []

    def note(part: Any) -> Any:
        parts.append(part)
        return part

    _inside(schema, note)
    return parts


def _inside(schema: Any, change: Callable[[Any], Any]) -> Any:
    """A copy whose direct subschemas are changed."""
    if not isinstance(schema, dict):
        return schema
    found = dict(schema)
    for key, value in schema.items():
        if key in MAP and isinstance(value, dict):
            found[key] = {name: change(item) for name, item in value.items()}
        elif key in LIST and isinstance(value, list):
            found[key] = [change(item) for item in value]
        elif key in ONE:
            found[key] = change(value)
    return found
