"""JSON Schema as data: which keywords hold schemas, which only annotate, and what 3.0 says in other words.

https://json-schema.org/draft/2020-12
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from codegen.runtime.keywords import LIST, MAP, ONE

JSON = Any

REFERENCES = ("$ref", "$dynamicRef", "$recursiveRef")
IDENTIFIERS = ("$id", "$schema", "$anchor", "$dynamicAnchor", "$recursiveAnchor")
BOUNDS = ("exclusiveMinimum", "exclusiveMaximum")
METASCHEMA = "https://json-schema.org/draft/2020-12/schema"  # stands for those of older drafts, too

ANNOTATIONS = frozenset({
    "title", "description", "default", "deprecated", "readOnly", "writeOnly", "examples", "example", "xml",
    "externalDocs", "$comment", "$schema", "$id", "$anchor", "$defs", "definitions", "discriminator",
})  # fmt: skip


_FORMATS_THAT_MAKE_TYPES = {
    "string": {"date-time", "date", "time", "duration", "uuid", "byte", "binary", "decimal"},
    "integer": {"int32", "int64"},
    "number": {"int32", "int64", "float", "double"},
}


def dialect_of(uri: str) -> Literal["2020-12", "draft-07"] | None:
    """The dialect of JSON Schema that `$schema` or `jsonSchemaDialect` names; None where it is none of these."""
    found = re.match(r"https?://json-schema\.org/(?:draft/2020-12|draft/2019-09|(draft-0[467]))/schema#?$", uri)
    return None if found is None else "draft-07" if found[1] else "2020-12"


def is_metaschema(reference: str) -> bool:
    """Whether a reference names JSON Schema's own schema, which every validator carries."""
    return reference.startswith("https://json-schema.org/draft/2020-12/") or dialect_of(reference) is not None


def children(schema: JSON) -> Iterator[tuple[tuple[str, ...], JSON]]:
    """The direct subschemas, each with the reference tokens that lead to it."""
    if not isinstance(schema, dict):
        return
    for key, value in schema.items():
        if key in ONE and isinstance(value, dict | bool):
            yield (key,), value
        elif key in LIST and isinstance(value, list):
            for index, item in enumerate(value):
                yield (key, str(index)), item
        elif key in MAP and isinstance(value, dict):
            for name, item in value.items():
                if isinstance(item, dict | bool):
                    yield (key, name), item


def constraining(schema: Mapping[str, JSON]) -> dict[str, JSON]:
    """What of a schema object says anything about values; extensions and annotations are left out."""
    return {k: v for k, v in schema.items() if k not in ANNOTATIONS and not k.startswith("x-")}


def lift_30(schema: dict[str, JSON]) -> dict[str, JSON]:
    """One OpenAPI 3.0 Schema Object (not its children) in the words of 2020-12.

    `nullable` is honoured wherever people write it: beside `type`, `enum`, `allOf`, `oneOf`, `anyOf`.
    https://spec.openapis.org/oas/v3.0.4.html#schema-object
    """
    if "$ref" in schema:  # 3.0: siblings of $ref are ignored
        return {"$ref": schema["$ref"]}
    result = dict(schema)
    for bound in BOUNDS:
        unflag(result, bound)
    if "example" in result:
        result.setdefault("examples", [result.pop("example")])
    if result.pop("nullable", False) is True:
        return _with_null(result)
    return result


def unflag(schema: dict[str, JSON], bound: str) -> bool:
    """Whether `exclusiveMinimum` was a flag, as it is in 3.0; `minimum` is then what it says."""
    flag = schema.get(bound)
    if not isinstance(flag, bool):
        return False
    del schema[bound]
    inclusive = bound.removeprefix("exclusive").lower()
    if flag and inclusive in schema:
        schema[bound] = schema.pop(inclusive)
    return True


def by_the_letter(schema: dict[str, JSON]) -> dict[str, JSON]:
    """One schema of a dialect that JSON Schema itself defines: `format` annotates, but where it makes a type.

    https://json-schema.org/draft/2020-12/json-schema-validation#section-7.2.1
    """
    if "format" not in schema:
        return schema
    types = schema.get("type")
    listed = types if isinstance(types, list) else [types]
    if any(schema["format"] in _FORMATS_THAT_MAKE_TYPES.get(str(kind), ()) for kind in listed):
        return schema
    result = dict(schema)
    result["x-format"] = result.pop("format")
    return result


def _with_null(schema: dict[str, JSON]) -> dict[str, JSON]:
    if isinstance(schema.get("enum"), list) and None not in schema["enum"]:
        schema["enum"] = [*schema["enum"], None]
    if isinstance(schema.get("type"), str):
        return {**schema, "type": [schema["type"], "null"]}
    for key in ("oneOf", "anyOf"):
        if key in schema and isinstance(schema[key], list) and not {"properties", "allOf"} & set(schema):
            return {**schema, key: [*schema[key], {"type": "null"}]}
    if "allOf" in schema or "oneOf" in schema or "anyOf" in schema:
        notes = {k: v for k, v in schema.items() if k in ANNOTATIONS or k.startswith("x-")}
        return {**notes, "anyOf": [constraining(schema), {"type": "null"}]}
    return schema


def lift_draft7(schema: dict[str, JSON]) -> dict[str, JSON]:
    """Draft 7's words for tuples and dependencies (AsyncAPI's Schema Object, older shared files) in 2020-12's."""
    if not ({"dependencies", "definitions"} & set(schema) or isinstance(schema.get("items"), list)):
        return schema
    result = dict(schema)
    if isinstance(result.get("items"), list):
        result["prefixItems"] = result.pop("items")
        if "additionalItems" in result:
            result["items"] = result.pop("additionalItems")
    dependencies = result.pop("dependencies", None)
    for name, value in dependencies.items() if isinstance(dependencies, dict) else ():
        key = "dependentRequired" if isinstance(value, list) else "dependentSchemas"
        result[key] = {**result.get(key, {}), name: value}
    return result
