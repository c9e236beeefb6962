"""Rules about the keywords of one schema: without effect, contradictory, or misspelt."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from jsonschema_rs import Draft202012Validator

from codegen.contract import JSON
from codegen.diagnostics import Severity
from codegen.lint.nodes import Node
from codegen.lint.rule import LintFinding, LintRule, Subject
from codegen.schema import lift_30

_APPLIES = {
    "string": ("minLength", "maxLength", "pattern", "contentEncoding", "contentMediaType"),
    "number": ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
    "array": (
        "items", "prefixItems", "minItems", "maxItems", "uniqueItems", "contains", "minContains", "maxContains",
        "unevaluatedItems",
    ),
    "object": (
        "properties", "required", "additionalProperties", "minProperties", "maxProperties", "patternProperties",
        "propertyNames", "dependentRequired", "dependentSchemas", "unevaluatedProperties",
    ),
}  # fmt: skip
_PAIRS = (
    ("minimum", "maximum"), ("exclusiveMinimum", "exclusiveMaximum"), ("minLength", "maxLength"),
    ("minItems", "maxItems"), ("minProperties", "maxProperties"), ("minContains", "maxContains"),
)  # fmt: skip
_STRING_FORMATS = {
    "date-time", "date", "time", "duration", "email", "idn-email", "hostname", "idn-hostname", "ipv4", "ipv6", "uri",
    "uri-reference", "iri", "iri-reference", "uuid", "uri-template", "json-pointer", "relative-json-pointer", "regex",
    "byte", "binary", "password", "base64url", "char", "commonmark", "html", "http-date", "media-range", "sf-string",
    "sf-token", "sf-binary",
}  # fmt: skip
_NUMBER_FORMATS = {
    "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float", "double", "double-int",
    "sf-integer", "sf-decimal",
}  # fmt: skip
_EITHER_FORMATS = {"decimal", "decimal128", "unixtime", "unix-time"}  # both are written as strings and as numbers
_CORE = {
    "$schema", "$id", "$ref", "$anchor", "$dynamicRef", "$dynamicAnchor", "$vocabulary", "$comment", "$defs",
    "definitions", "type", "enum", "const", "format", "title", "description", "default", "deprecated", "readOnly",
    "writeOnly", "examples", "example", "allOf", "anyOf", "oneOf", "not", "if", "then", "else", "discriminator", "xml",
    "externalDocs", "nullable", "contentSchema", "dependencies", "additionalItems",
}  # fmt: skip
_KNOWN = _CORE.union(*_APPLIES.values())
_SINCE_31 = {
    "const", "$defs", "prefixItems", "contains", "patternProperties", "propertyNames", "if", "then", "else",
    "dependentRequired", "dependentSchemas", "unevaluatedProperties", "unevaluatedItems", "examples",
}  # fmt: skip
_LOCAL = ("type", "enum", "const", "format", "pattern", *(key for keys in _PAIRS[:4] for key in keys), "multipleOf")


def _never_applies(subject: Subject) -> Iterator[LintFinding]:
    for node in subject.of("Schema"):
        types = _types(node.value)
        for json_type, keywords in _APPLIES.items() if types else ():
            for key in keywords:
                if key in node.value and json_type not in types:
                    type_words = " or ".join(sorted(types - {"null"}) or types)
                    yield LintFinding(f"{key} does not apply to type {type_words}", subject.at(node.at / key))


def _types(schema: Mapping[str, JSON]) -> set[str]:
    value = schema.get("type")
    types = {str(name) for name in (value if isinstance(value, list) else [value] if value is not None else [])}
    return types | ({"number"} if "integer" in types else set())


def _impossible(subject: Subject) -> Iterator[LintFinding]:
    for node in subject.of("Schema"):
        for low, high in _PAIRS:
            least, most = node.value.get(low), node.value.get(high)
            if isinstance(least, int | float) and isinstance(most, int | float) and least > most:
                yield LintFinding(
                    f"{low} {least} is greater than {high} {most}, so no value is valid", subject.at(node.at / low)
                )


def _default(subject: Subject) -> Iterator[LintFinding]:
    for node in subject.of("Schema"):
        if "default" in node.value and (why := _wrong(_local(node), node.value["default"])):
            yield LintFinding(f"the default is not valid: {why}", subject.at(node.at / "default"))


def _enum(subject: Subject) -> Iterator[LintFinding]:
    for node in subject.of("Schema"):
        listed, judge = node.value.get("enum"), _local(node, but="enum")
        for index, value in enumerate(listed if isinstance(listed, list) else ()):
            if why := _wrong(judge, value):
                yield LintFinding(f"this enum value can never be valid: {why}", subject.at(node.at / "enum" / index))
        if "const" in node.value and (why := _wrong(_local(node), node.value["const"])):
            yield LintFinding(f"the constant can never be valid: {why}", subject.at(node.at / "const"))


def _local(node: Node, but: str = "") -> Draft202012Validator | None:
    """Judges by the schema's own keywords, without references and branches; None where reading reported them."""
    schema = lift_30(node.value) if node.version == "3.0" and node.spec == "openapi" else node.value
    siblings = {key: schema[key] for key in _LOCAL if key in schema and key != but}
    try:
        return Draft202012Validator(siblings, validate_formats=True)
    except ValueError:
        return None


def _wrong(judge: Draft202012Validator | None, value: JSON) -> str:
    """Why the schema's own keywords reject a value; '' where they accept it."""
    if judge is None or judge.is_valid(value):
        return ""
    error = next(iter(judge.iter_errors(value)))
    return str(error.message)[:200]


def _enum_twice(subject: Subject) -> Iterator[LintFinding]:
    for node in subject.of("Schema"):
        listed, seen = node.value.get("enum"), set[str]()
        for index, value in enumerate(listed if isinstance(listed, list) else ()):
            text = json.dumps(value, sort_keys=True)
            if text in seen:
                yield LintFinding(f"{text} is listed twice", subject.at(node.at / "enum" / index))
            seen.add(text)


def _format_type(subject: Subject) -> Iterator[LintFinding]:
    for node in subject.of("Schema"):
        format_, types = node.value.get("format"), _types(node.value)
        for formats, json_type in ((_STRING_FORMATS, "string"), (_NUMBER_FORMATS, "number")):
            if isinstance(format_, str) and format_ in formats and types and json_type not in types:
                yield LintFinding(
                    f"the format {format_} does not apply to type {' or '.join(sorted(types))}",
                    subject.at(node.at / "format"),
                )


def _unknown_format(subject: Subject) -> Iterator[LintFinding]:
    known_formats = _STRING_FORMATS | _NUMBER_FORMATS | _EITHER_FORMATS
    for node in subject.of("Schema"):
        format_ = node.value.get("format")
        if isinstance(format_, str) and format_ not in known_formats:
            near = get_close_matches(format_, known_formats, 1, 0.75)
            hint = f"did you mean {near[0]}?" if near else "validators ignore unknown formats"
            yield LintFinding(f"unknown format {format_!r}", subject.at(node.at / "format"), hint)


def _misspelt(subject: Subject) -> Iterator[LintFinding]:
    for node in subject.of("Schema"):
        for key in node.value:
            near = get_close_matches(key, _KNOWN, 1, 0.8) if key not in _KNOWN and not key.startswith("x-") else []
            if near:
                yield LintFinding(f"unknown keyword {key}", subject.at(node.at / key), f"did you mean {near[0]}?")


def _nullable(subject: Subject) -> Iterator[LintFinding]:
    for node in subject.of("Schema"):
        if "nullable" in node.value and (node.spec, node.version) != ("openapi", "3.0"):
            yield LintFinding(
                "nullable has no effect since OpenAPI 3.1",
                subject.at(node.at / "nullable"),
                "for example type: [string, 'null']",
            )


def _newer(subject: Subject) -> Iterator[LintFinding]:
    for node in subject.of("Schema", spec="openapi"):
        if node.version != "3.0":
            continue
        for key in node.value:
            if key in _SINCE_31:
                yield LintFinding(
                    f"OpenAPI 3.0 has no keyword {key}", subject.at(node.at / key), "it exists since OpenAPI 3.1"
                )
        if isinstance(node.value.get("type"), list):
            yield LintFinding(
                "OpenAPI 3.0 does not allow a list of types",
                subject.at(node.at / "type"),
                "use OpenAPI 3.1, or nullable: true",
            )


def _siblings(subject: Subject) -> Iterator[LintFinding]:
    for node in subject.of("Schema", spec="openapi"):
        if node.version == "3.0" and "$ref" in node.value:
            others = [
                key for key in node.value if key != "$ref" and key in _KNOWN and key not in ("description", "title")
            ]
            if others:
                yield LintFinding(
                    f"{', '.join(others)} next to $ref is ignored in OpenAPI 3.0", subject.at(node.at / others[0]),
                    "use allOf: [{ $ref: … }] to keep both",
                )  # fmt: skip


def _items(subject: Subject) -> Iterator[LintFinding]:
    for node in subject.of("Schema"):
        if (
            node.value.get("type") == "array"
            and not {"items", "prefixItems", "contains", "enum", "const"} & node.value.keys()
        ):
            yield LintFinding("the array has no items", subject.at(node.at))


def _required(subject: Subject) -> Iterator[LintFinding]:
    combined = {"$ref", "allOf", "anyOf", "oneOf", "patternProperties", "if", "not"}
    for node in subject.of("Schema"):
        names = node.value.get("required")
        if not isinstance(names, list) or node.held in ("allOf", "anyOf", "oneOf", "if", "then", "else", "not"):
            continue
        if combined & node.value.keys() or isinstance(node.value.get("additionalProperties"), dict):
            continue
        for name in names:
            if isinstance(name, str) and name not in (node.value.get("properties") or {}):
                yield LintFinding(
                    f"{name!r} is required but not declared in properties", subject.at(node.at / "required")
                )


def _both_only(subject: Subject) -> Iterator[LintFinding]:
    for node in subject.of("Schema"):
        if node.value.get("readOnly") is True and node.value.get("writeOnly") is True:
            yield LintFinding("readOnly and writeOnly exclude each other", subject.at(node.at / "writeOnly"))


def _discriminator(subject: Subject) -> Iterator[LintFinding]:
    for node in subject.of("Schema", spec="openapi"):
        discriminator = node.value.get("discriminator")
        name = discriminator.get("propertyName") if isinstance(discriminator, dict) else None
        if isinstance(discriminator, dict) and not isinstance(name, str):
            yield LintFinding("the discriminator has no propertyName", subject.at(node.at / "discriminator"))
        for key in ("oneOf", "anyOf"):
            branches = node.value.get(key)
            for index in range(len(branches) if isinstance(branches, list) and isinstance(name, str) else 0):
                if not _has_member(subject, node, key, index, str(name)):
                    yield LintFinding(
                        f"this case has no property {name}, which is the discriminator",
                        subject.at(node.at / key / index),
                    )


def _has_member(subject: Subject, node: Node, key: str, index: int, name: str) -> bool:
    """A case that is plain enough to be sure of."""
    case = subject.resolved(node.at / key / index)
    plain = "properties" in case and not {"allOf", "anyOf", "oneOf", "$ref"} & case.keys()
    return not plain or name in case["properties"]


def _same_branch(subject: Subject) -> Iterator[LintFinding]:
    for node in subject.of("Schema"):
        listed, seen = node.value.get("oneOf"), set[str]()
        for index, branch in enumerate(listed if isinstance(listed, list) else ()):
            text = json.dumps(branch, sort_keys=True)
            if text in seen:
                yield LintFinding(
                    "this case is listed twice, so no value matches exactly one", subject.at(node.at / "oneOf" / index)
                )
            seen.add(text)


RULES = (
    LintRule("schema/never-applies", Severity.WARNING, "every keyword has an effect", _never_applies),
    LintRule("schema/impossible", Severity.ERROR, "at least one value is valid", _impossible),
    LintRule("schema/default", Severity.WARNING, "defaults are valid values", _default),
    LintRule("schema/enum-value", Severity.WARNING, "every enum value is valid", _enum),
    LintRule("schema/enum-duplicate", Severity.WARNING, "every enum value becomes exactly one case", _enum_twice),
    LintRule("schema/format-type", Severity.WARNING, "formats apply to the type they are used with", _format_type),
    LintRule("schema/unknown-format", Severity.INFO, "formats are known to validators", _unknown_format),
    LintRule("schema/misspelt-keyword", Severity.WARNING, "misspelt keywords are noticed", _misspelt),
    LintRule("schema/nullable", Severity.WARNING, "null is allowed with the keywords of the version", _nullable),
    LintRule("schema/newer-keyword", Severity.WARNING, "every keyword exists in the document's version", _newer),
    LintRule("schema/ref-siblings", Severity.WARNING, "siblings of a reference are not ignored", _siblings),
    LintRule("schema/array-items", Severity.WARNING, "array items have a type", _items),
    LintRule("schema/required-property", Severity.INFO, "every required property is declared", _required),
    LintRule("schema/read-write-only", Severity.WARNING, "a property is not excluded everywhere", _both_only),
    LintRule("schema/discriminator", Severity.WARNING, "every case has the discriminator property", _discriminator),
    LintRule("schema/same-case", Severity.WARNING, "every oneOf case can match alone", _same_branch),
)
