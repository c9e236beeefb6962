"""A JSON Schema taken apart: what its own keywords say of a value, and which rules the value's parts keep."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

DESCEND = frozenset({
    "$ref", "properties", "patternProperties", "additionalProperties", "items", "prefixItems", "allOf", "anyOf",
    "oneOf", "if", "then", "else", "dependentSchemas",
})  # fmt: skip
WHOLE = frozenset({"unevaluatedProperties", "unevaluatedItems", "$dynamicRef", "$recursiveRef", "dependencies"})
"""Keywords that only the schema as a whole can be judged by."""
REFERRING = frozenset({"not", "contains", "minContains", "maxContains", "propertyNames"})
"""Keywords with schemas of their own, whose verdict is all that is reported."""
CHUNK = 256  # items that are judged at once


class Judge(Protocol):
    """A compiled validator of jsonschema_rs."""

    def is_valid(self, instance: Any) -> bool: ...

    def iter_errors(self, instance: Any) -> Iterator[Any]: ...


class Compiler(Protocol):
    """What compiles schemas over the contract's definitions, and makes each rule once: `Definitions`."""

    def validator(self, schema: Any, mask: str = "") -> Judge: ...

    def rule(self, schema: Any) -> Rule: ...

    def named(self, reference: str) -> Rule | None: ...

    def recursive(self, schema: Any) -> bool: ...

    def heavy(self, schema: Any) -> bool: ...


@dataclass(slots=True, eq=False)
class Rule:
    """One schema. Its parts are made when they are first asked for: most are never needed."""

    schema: Any
    compiler: Compiler
    _made: dict[str, Any] = field(default_factory=dict)

    @property
    def finite(self) -> bool:
        """Whether one pass over a value judges it: it is not heavy and reaches no definition that refers to itself."""
        if "finite" not in self._made:
            self._made["finite"] = not self.compiler.recursive(self.schema) and not self.heavy
        return bool(self._made["finite"])

    @property
    def heavy(self) -> bool:
        """Whether the extension would visit a value very often."""
        if "heavy" not in self._made:
            self._made["heavy"] = self.compiler.heavy(self.schema)
        return bool(self._made["heavy"])

    @property
    def judge(self) -> Judge:
        """Judges a value by the whole schema."""
        return self._compiled("judge", self.schema)

    @property
    def items(self) -> Judge:
        """Judges up to `CHUNK` items of an array by the schema of each."""
        return self._compiled("items", {"items": self.schema})

    def own(self, mask: str = "") -> Judge | None:
        """Judges by the keywords that speak of the value alone, without a schema in them; None where there are none.

        With a `mask`, messages have it in place of the value.
        """
        key = f"own {mask}"
        if key not in self._made:
            apart = DESCEND | WHOLE | REFERRING
            own = {name: value for name, value in self._schema.items() if name not in apart}
            self._made[key] = self.compiler.validator(own, mask) if own else None
        judge: Judge | None = self._made[key]
        return judge

    @property
    def compares(self) -> bool:
        """Whether its own keywords look into members and items."""
        return not self._schema.keys().isdisjoint(("enum", "const", "uniqueItems"))

    def others(self) -> Iterator[tuple[str, Judge]]:
        """Judges by keywords whose own schemas are no part of what is reported."""
        schema = self._schema
        for name in WHOLE & schema.keys():
            yield name, self.judge
        for name in ("not", "contains", "propertyNames"):
            if name in schema:
                keywords = {key: schema[key] for key in (name, "minContains", "maxContains") if key in schema}
                yield name, self._compiled(name, keywords)

    def together(self, value: Any) -> Iterator[Rule]:
        """The rules that the same value has to keep besides: of a reference, of allOf, of members that it has."""
        schema = self._schema
        if "$ref" in schema:
            target = self.compiler.named(schema["$ref"])
            yield from () if target is None else (target,)
        yield from map(self.compiler.rule, schema.get("allOf", ()))
        if isinstance(value, dict):
            for name, part in schema.get("dependentSchemas", {}).items():
                if name in value:
                    yield self.compiler.rule(part)

    def condition(self) -> tuple[Rule, Rule, Rule] | None:
        """Its `if`, `then` and `else`."""
        schema = self._schema
        if "if" not in schema:
            return None
        rule = self.compiler.rule
        return rule(schema["if"]), rule(schema.get("then", True)), rule(schema.get("else", True))

    def unions(self) -> Iterator[tuple[str, list[Rule]]]:
        """Its anyOf and oneOf, with their cases."""
        for key in ("anyOf", "oneOf"):
            if key in self._schema:
                yield key, [self.compiler.rule(case) for case in self._schema[key]]

    def parts(self, value: Any) -> Iterator[tuple[Rule, str | int, Any]]:
        """Members, and items of `prefixItems`, each with a rule that it has to keep."""
        if isinstance(value, dict):
            yield from self._members(value)
        elif isinstance(value, list):
            for index, part in enumerate(self._schema.get("prefixItems", ())[: len(value)]):
                yield self.compiler.rule(part), index, value[index]

    def listed(self) -> tuple[Rule, int] | None:
        """The rule of an array's other items, and from which on it holds."""
        if "items" not in self._schema:
            return None
        return self.compiler.rule(self._schema["items"]), len(self._schema.get("prefixItems", ()))

    def _members(self, value: Mapping[str, Any]) -> Iterator[tuple[Rule, str, Any]]:
        schema = self._schema
        properties, others = schema.get("properties", {}), schema.get("additionalProperties", True)
        patterns = [
            (self.compiler.validator({"pattern": pattern}), self.compiler.rule(part))
            for pattern, part in schema.get("patternProperties", {}).items()
        ]
        if not patterns and others is True:
            for name, part in properties.items():
                if name in value:
                    yield self.compiler.rule(part), name, value[name]
            return
        for name, member in value.items():
            fitting = [rule for pattern, rule in patterns if pattern.is_valid(name)]
            if name in properties:
                fitting.append(self.compiler.rule(properties[name]))
            for rule in fitting or [self.compiler.rule(others)]:
                yield rule, name, member

    @property
    def _schema(self) -> dict[str, Any]:
        return self.schema if isinstance(self.schema, dict) else {}

    def _compiled(self, key: str, schema: Any) -> Judge:
        if key not in self._made:
            self._made[key] = self.compiler.validator(schema)
        judge: Judge = self._made[key]
        return judge
