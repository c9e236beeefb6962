"""Rules about paths, parameters, bodies and responses as the specification allows them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codegen.diagnostics import Severity
from codegen.lint.rule import Finding, Rule, Subject

_IGNORED = ("accept", "content-type", "authorization")


def _template(subject: Subject) -> Iterator[Finding]:
    for node in subject.of("Paths"):
        for path in node.value:
            if path.startswith("x-"):
                continue
            names = re.findall(r"{([^{}]*)}", path)
            rest = re.sub(r"{[^{}]+}", "", path)
            if "{" in rest or "}" in rest:
                yield Finding(f"the braces of {path} do not pair", subject.at(node.at / path))
            for name in sorted({name for name in names if names.count(name) > 1}):
                yield Finding(f"{path} has {{{name}}} twice", subject.at(node.at / path))


def _query(subject: Subject) -> Iterator[Finding]:
    for node in subject.of("Paths"):
        for path in node.value:
            if "?" in path or "#" in path:
                yield Finding(f"{path} holds a query, which is declared by parameters", subject.at(node.at / path))


def _twice(subject: Subject) -> Iterator[Finding]:
    for node in subject.of("PathItem", "Operation"):
        seen: set[tuple[str, str]] = set()
        listed = node.value.get("parameters")
        for index in range(len(listed) if isinstance(listed, list) else 0):
            at = node.at / "parameters" / index
            found = subject.resolved(at)
            key = (str(found.get("name")), str(found.get("in")))
            if key in seen:
                yield Finding(f"the parameter {key[0]} in {key[1]} stands here twice", subject.at(at))
            seen.add(key)


def _path_required(subject: Subject) -> Iterator[Finding]:
    for node in subject.of("Parameter"):
        if node.value.get("in") == "path" and node.value.get("required") is not True:
            yield Finding(f"the path parameter {node.value.get('name')} needs required: true", subject.at(node.at))


def _content(subject: Subject) -> Iterator[Finding]:
    for node in subject.of("Parameter", "Header"):
        content = node.value.get("content")
        if isinstance(content, dict) and len(content) != 1:
            yield Finding("the content of a parameter is exactly one media type", subject.at(node.at / "content"))
        elif "schema" not in node.value and content is None:
            yield Finding(f"a {node.kind.lower()} has a schema or content", subject.at(node.at))


def _ignored(subject: Subject) -> Iterator[Finding]:
    for node in subject.of("Parameter"):
        if node.value.get("in") == "header" and str(node.value.get("name")).lower() in _IGNORED:
            yield Finding(
                f"a header parameter {node.value['name']} is ignored", subject.at(node.at),
                "content types and security schemes say this",
            )  # fmt: skip
    for node in subject.of("Response"):
        for name in node.value.get("headers") or ():
            if name.lower() == "content-type":
                yield Finding("a response header Content-Type is ignored", subject.at(node.at / "headers" / name))


_SCALARS = ("string", "number", "integer", "boolean")
_UNDEFINED = {"deepObject": (*_SCALARS, "array"), "spaceDelimited": _SCALARS, "pipeDelimited": _SCALARS}
"""Types that a style says nothing of (OAS 3.1, section 4.8.12.3)."""


def _style(subject: Subject) -> Iterator[Finding]:
    for node in subject.of("Parameter"):
        style, kind = node.value.get("style"), subject.resolved(node.at / "schema").get("type")
        if kind in _UNDEFINED.get(str(style), ()):
            yield Finding(f"style {style} is not defined for type {kind}", subject.at(node.at / "style"))
        if node.value.get("allowEmptyValue") and node.value.get("in") != "query":
            yield Finding("allowEmptyValue is for the query alone", subject.at(node.at / "allowEmptyValue"))


def _no_content(subject: Subject) -> Iterator[Finding]:
    for node in subject.of("Responses"):
        for status in ("204", "205", "304"):
            if subject.resolved(node.at / status).get("content"):
                yield Finding(f"an answer {status} has no body", subject.at(node.at / status))


def _encoding(subject: Subject) -> Iterator[Finding]:
    for node in subject.of("MediaType"):
        encoding, schema = node.value.get("encoding"), subject.resolved(node.at / "schema")
        media = node.name
        if not isinstance(encoding, dict):
            continue
        if not (media.startswith("multipart/") or media == "application/x-www-form-urlencoded"):
            yield Finding(f"encoding says nothing about {media}", subject.at(node.at / "encoding"))
        elif schema.get("properties") and not {"allOf", "anyOf", "oneOf"} & schema.keys():
            for name in encoding:
                if name not in schema["properties"]:
                    yield Finding(f"the body has no property {name}", subject.at(node.at / "encoding" / name))


RULES = (
    Rule("path/template", Severity.ERROR, "a path can be filled in", _template),
    Rule("path/query", Severity.WARNING, "a path is a path", _query),
    Rule("parameter/duplicate", Severity.WARNING, "a parameter means one thing", _twice),
    Rule("parameter/path-required", Severity.WARNING, "a path is whole", _path_required),
    Rule("parameter/schema", Severity.WARNING, "a parameter has a type", _content),
    Rule("parameter/ignored", Severity.WARNING, "what is declared has an effect", _ignored),
    Rule("parameter/style", Severity.WARNING, "every client writes a parameter alike", _style),
    Rule("response/no-content", Severity.WARNING, "an answer without a body has none", _no_content),
    Rule("media/encoding", Severity.WARNING, "an encoding belongs to a part of the body", _encoding),
)
