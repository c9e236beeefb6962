"""Rules about paths, parameters, bodies and responses: what the specification allows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codegen.diagnostics import Severity
from codegen.lint.rule import LintFinding, LintRule, Subject

_IGNORED = ("accept", "content-type", "authorization")


def _template(subject: Subject) -> Iterator[LintFinding]:
    for node in subject.of("Paths"):
        for path in node.value:
            if path.startswith("x-"):
                continue
            names = re.findall(r"{([^{}]*)}", path)
            rest = re.sub(r"{[^{}]+}", "", path)
            if "{" in rest or "}" in rest:
                yield LintFinding(f"the braces of {path} are not balanced", subject.at(node.at / path))
            for name in sorted({name for name in names if names.count(name) > 1}):
                yield LintFinding(f"{path} has {{{name}}} twice", subject.at(node.at / path))


def _query(subject: Subject) -> Iterator[LintFinding]:
    for node in subject.of("Paths"):
        for path in node.value:
            if "?" in path or "#" in path:
                yield LintFinding(f"{path} contains a query; declare it as parameters", subject.at(node.at / path))


def _twice(subject: Subject) -> Iterator[LintFinding]:
    for node in subject.of("PathItem", "Operation"):
        seen: set[tuple[str, str]] = set()
        listed = node.value.get("parameters")
        for index in range(len(listed) if isinstance(listed, list) else 0):
            at = node.at / "parameters" / index
            parameter = subject.resolved(at)
            key = (str(parameter.get("name")), str(parameter.get("in")))
            if key in seen:
                yield LintFinding(f"the parameter {key[0]} in {key[1]} is declared twice", subject.at(at))
            seen.add(key)


def _path_required(subject: Subject) -> Iterator[LintFinding]:
    for node in subject.of("Parameter"):
        if node.value.get("in") == "path" and node.value.get("required") is not True:
            yield LintFinding(
                f"the path parameter {node.value.get('name')} must have required: true", subject.at(node.at)
            )


def _content(subject: Subject) -> Iterator[LintFinding]:
    for node in subject.of("Parameter", "Header"):
        content = node.value.get("content")
        if isinstance(content, dict) and len(content) != 1:
            yield LintFinding(
                "the content of a parameter must have exactly one media type", subject.at(node.at / "content")
            )
        elif "schema" not in node.value and content is None:
            yield LintFinding(f"a {node.kind.lower()} needs a schema or content", subject.at(node.at))


def _ignored(subject: Subject) -> Iterator[LintFinding]:
    for node in subject.of("Parameter"):
        if node.value.get("in") == "header" and str(node.value.get("name")).lower() in _IGNORED:
            yield LintFinding(
                f"a header parameter {node.value['name']} is ignored", subject.at(node.at),
                "use content types and security schemes instead",
            )  # fmt: skip
    for node in subject.of("Response"):
        for name in node.value.get("headers") or ():
            if name.lower() == "content-type":
                yield LintFinding("the response header Content-Type is ignored", subject.at(node.at / "headers" / name))


_SCALARS = ("string", "number", "integer", "boolean")
_UNDEFINED = {"deepObject": (*_SCALARS, "array"), "spaceDelimited": _SCALARS, "pipeDelimited": _SCALARS}
"""Types that a style does not define (OAS 3.1, section 4.8.12.3)."""


def _style(subject: Subject) -> Iterator[LintFinding]:
    for node in subject.of("Parameter"):
        style, json_type = node.value.get("style"), subject.resolved(node.at / "schema").get("type")
        if json_type in _UNDEFINED.get(str(style), ()):
            yield LintFinding(f"style {style} is not defined for type {json_type}", subject.at(node.at / "style"))
        if node.value.get("allowEmptyValue") and node.value.get("in") != "query":
            yield LintFinding(
                "allowEmptyValue applies to query parameters only", subject.at(node.at / "allowEmptyValue")
            )


def _no_content(subject: Subject) -> Iterator[LintFinding]:
    for node in subject.of("Responses"):
        for status in ("204", "205", "304"):
            if subject.resolved(node.at / status).get("content"):
                yield LintFinding(f"a response {status} cannot have a body", subject.at(node.at / status))


def _encoding(subject: Subject) -> Iterator[LintFinding]:
    for node in subject.of("MediaType"):
        encoding, schema = node.value.get("encoding"), subject.resolved(node.at / "schema")
        media = node.name
        if not isinstance(encoding, dict):
            continue
        if not (media.startswith("multipart/") or media == "application/x-www-form-urlencoded"):
            yield LintFinding(f"encoding does not apply to {media}", subject.at(node.at / "encoding"))
        elif schema.get("properties") and not {"allOf", "anyOf", "oneOf"} & schema.keys():
            for name in encoding:
                if name not in schema["properties"]:
                    yield LintFinding(f"the body has no property {name}", subject.at(node.at / "encoding" / name))


RULES = (
    LintRule("path/template", Severity.ERROR, "every path parameter has a value", _template),
    LintRule("path/query", Severity.WARNING, "a path has no query or fragment", _query),
    LintRule("parameter/duplicate", Severity.WARNING, "a parameter is declared once", _twice),
    LintRule("parameter/path-required", Severity.WARNING, "braces of a path are balanced", _path_required),
    LintRule("parameter/schema", Severity.WARNING, "every parameter has a type", _content),
    LintRule("parameter/ignored", Severity.WARNING, "every declaration has an effect", _ignored),
    LintRule("parameter/style", Severity.WARNING, "all clients serialize a parameter alike", _style),
    LintRule("response/no-content", Severity.WARNING, "responses without a body declare none", _no_content),
    LintRule("media/encoding", Severity.WARNING, "every encoding belongs to a property of the body", _encoding),
)
