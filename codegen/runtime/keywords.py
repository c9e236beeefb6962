"""Which keywords of JSON Schema 2020-12 hold schemas: one, a list, or a map of them."""

from __future__ import annotations

ONE = frozenset({
    "additionalProperties", "additionalItems", "items", "not", "if", "then", "else", "contains", "propertyNames",
    "unevaluatedItems", "unevaluatedProperties", "contentSchema",
})  # fmt: skip
LIST = frozenset({"allOf", "anyOf", "oneOf", "prefixItems", "items"})
MAP = frozenset({"properties", "patternProperties", "dependentSchemas", "dependencies", "$defs", "definitions"})
