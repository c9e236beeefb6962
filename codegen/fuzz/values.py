"""Valid values of a contract's schemas: Hypothesis strategies, the smallest value, and people's examples."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from codegen.fuzz.surface import Kind
from codegen.runtime.validation import Schema

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from codegen.instances import Judge

JSON = Any


class Values:
    """Strategies and smallest values, made once a schema. ValueError where a schema has no value that can be found."""

    def __init__(self, definitions: Mapping[str, JSON], fixed: Mapping[str, JSON] | None = None) -> None:
        self._definitions, self._fixed = definitions, fixed or {}
        self._judge: Judge | None = None
        self._strategies: dict[str, SearchStrategy[JSON]] = {}
        self._smallest: dict[str, JSON] = {}

    def of(self, schema: JSON) -> SearchStrategy[JSON]:
        key = json.dumps(schema, sort_keys=True)
        if key not in self._strategies:
            self._strategies[key] = self._made(schema)
        return self._strategies[key]

    def smallest(self, schema: JSON) -> JSON:
        """What Hypothesis tries first: the simplest choice everywhere."""
        from codegen.instances import examples

        key = json.dumps(schema, sort_keys=True)
        if key not in self._smallest:
            found = examples(self.of(schema), 1, 0)
            if not found:
                raise ValueError(f"no valid value was found for {key[:100]}")
            self._smallest[key] = found[0]
        return self._smallest[key]

    def bases(self, kind: Kind) -> list[JSON]:
        """What a message's coverage starts from: its smallest value, and its examples where they are valid."""
        found = [self.smallest(kind.message.payload.schema)]
        for example in (*kind.message.doc.examples, *self._examples(kind.message.payload.schema)):
            value = example.get("payload", example) if isinstance(example, dict) else example
            if kind.schema is None or kind.schema.check(value):
                continue
            value = self._pinned(value, kind.schema)
            found += [value] if value not in found else []
        return found[:3]

    def _examples(self, schema: JSON) -> Iterator[JSON]:
        while isinstance(schema, dict):
            listed = schema.get("examples")
            yield from listed if isinstance(listed, list) else ()
            schema = self._definitions.get(str(schema.get("$ref", "")).removeprefix("#/$defs/"))

    def _made(self, schema: JSON) -> SearchStrategy[JSON]:
        from codegen.instances import Judge, values

        if self._judge is None:
            self._judge = Judge(self._definitions)
        made = values(self._judge, schema, wide=False)
        judge = Schema(schema, self._definitions)
        return made.map(lambda value: self._pinned(value, judge)) if self._fixed else made

    def _pinned(self, value: JSON, judge: Schema) -> JSON:
        """With a person's own values, one after the other, as far as it stays valid."""
        for name, given in self._fixed.items():
            changed = _with(value, name, given)
            value = value if judge.check(changed) else changed
        return value


def _with(value: JSON, name: str, given: JSON) -> JSON:
    if isinstance(value, dict):
        return {key: given if key == name else _with(item, name, given) for key, item in value.items()}
    return [_with(item, name, given) for item in value] if isinstance(value, list) else value
