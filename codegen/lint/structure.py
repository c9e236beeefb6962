"""Rules about specification objects: unknown, missing and contradictory fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from codegen.diagnostics import Severity
from codegen.lint.nodes import Node
from codegen.lint.rule import LintFinding, LintRule, Subject

_EXCLUSIVE = {
    "Parameter": (("example", "examples"), ("schema", "content")),
    "Header": (("example", "examples"), ("schema", "content")),
    "MediaType": (("example", "examples"), ("schema", "itemSchema"), ("encoding", "prefixEncoding")),
    "Example": (("value", "externalValue"),),
    "License": (("identifier", "url"),),
    "Link": (("operationRef", "operationId"),),
}
_SCHEMES = {
    "apiKey": ("name", "in"), "http": ("scheme",), "oauth2": ("flows",), "openIdConnect": ("openIdConnectUrl",),
    "httpApiKey": ("name", "in"),
}  # fmt: skip
_FLOWS = {
    "implicit": ("authorizationUrl",), "password": ("tokenUrl",), "clientCredentials": ("tokenUrl",),
    "authorizationCode": ("authorizationUrl", "tokenUrl"),
    "deviceAuthorization": ("deviceAuthorizationUrl", "tokenUrl"),
}  # fmt: skip


def _unknown_field(subject: Subject) -> Iterator[LintFinding]:
    for node in subject.nodes:
        grammar = node.grammar
        for name in node.value if grammar and not grammar.free else ():
            field = grammar.fields.get(name) if grammar else None
            if name.startswith("x-"):
                continue
            if field is None and grammar:
                near = get_close_matches(name, grammar.fields, 1, 0.7)
                hint = f"did you mean {near[0]}?" if near else "extensions must begin with x-"
                yield LintFinding(f"{_said(node)} has no field {name}", subject.at(node.at / name), hint)
            elif field and field.since > node.version:
                yield LintFinding(
                    f"{_said(node)} has {name} since {field.since}; the document has {node.version}",
                    subject.at(node.at / name),
                )


def _missing_field(subject: Subject) -> Iterator[LintFinding]:
    for node in subject.nodes:
        for name in _required(node):
            if node.value.get(name) is None or (node.value[name] == "" and name != "description"):
                yield LintFinding(f"{_said(node)} needs {name}", subject.at(node.at))


def _required(node: Node) -> Iterator[str]:
    grammar = node.grammar
    yield from (name for name, field in grammar.fields.items() if field.required) if grammar else ()
    if node.kind == "SecurityScheme":
        needed = _SCHEMES.get(str(node.value.get("type")), ())
        yield from ("in",) if node.spec == "asyncapi" and node.value.get("type") == "apiKey" else needed
    if node.kind == "Flow":
        yield from _FLOWS.get(node.held, ())
    if node.kind == "Response" and node.version in ("3.0", "3.1"):
        yield "description"
    if node.kind == "Operation" and node.version == "3.0":
        yield "responses"
    if node.kind == "Document" and node.spec == "openapi" and node.version == "3.0":
        yield "paths"


def _exclusive(subject: Subject) -> Iterator[LintFinding]:
    for node in subject.nodes:
        for name, other in _EXCLUSIVE.get(node.kind, ()):
            if name in node.value and other in node.value:
                yield LintFinding(f"{_said(node)} has either {name} or {other}, not both", subject.at(node.at / other))


def _parts(subject: Subject) -> Iterator[LintFinding]:
    for node in subject.of("Document", spec="openapi"):
        if not {"paths", "webhooks", "components"} & node.value.keys() and node.version != "3.0":
            yield LintFinding("the document has neither paths, webhooks nor components", subject.at(node.at))


def _unused_operation_reference(subject: Subject) -> Iterator[LintFinding]:
    operation_ids = {operation.id for operation in subject.operations()}
    for node in subject.of("Link"):
        name = node.value.get("operationId")
        if isinstance(name, str) and name not in operation_ids:
            near = get_close_matches(name, operation_ids, 1, 0.6)
            yield LintFinding(
                f"there is no operation {name}",
                subject.at(node.at / "operationId"),
                f"did you mean {near[0]}?" if near else "",
            )


def _server_variables(subject: Subject) -> Iterator[LintFinding]:
    for node in subject.of("Server"):
        text = " ".join(str(node.value.get(key, "")) for key in ("url", "host", "pathname"))
        declared = node.value.get("variables")
        variables = declared if isinstance(declared, dict) else {}
        named = re.findall(r"{([^{}]+)}", text)
        for name in named:
            if name not in variables:
                yield LintFinding(f"the server's variable {name} is not declared", subject.at(node.at))
        for name in variables:
            if name not in named:
                yield LintFinding(
                    f"the variable {name} is not in the server's URL", subject.at(node.at / "variables" / name)
                )


def _variable_default(subject: Subject) -> Iterator[LintFinding]:
    for node in subject.of("ServerVariable", "ChannelParameter"):
        listed, default = node.value.get("enum"), node.value.get("default")
        if isinstance(listed, list) and not listed:
            yield LintFinding("the enum has no value", subject.at(node.at / "enum"))
        elif isinstance(listed, list) and default is not None and default not in listed:
            yield LintFinding(f"the default {default!r} is not in the enum", subject.at(node.at / "default"))


def _duplicate_tags(subject: Subject) -> Iterator[LintFinding]:
    for node in subject.of("Document", spec="openapi"):
        seen: set[str] = set()
        tags = node.value.get("tags")
        for index, tag in enumerate(tags if isinstance(tags, list) else ()):
            name = tag.get("name") if isinstance(tag, dict) else None
            if isinstance(name, str) and name in seen:
                yield LintFinding(f"the tag {name!r} is declared twice", subject.at(node.at / "tags" / index))
            seen.add(str(name))


def _said(node: Node) -> str:
    names = {"Document": "a document", "ChannelOperation": "an operation", "ChannelParameter": "a parameter"}
    word = "".join(f" {c.lower()}" if c.isupper() else c for c in node.kind).strip()
    return names.get(node.kind, f"{'an' if word[0] in 'aeiou' else 'a'} {word}")


RULES = (
    LintRule("spec/unknown-field", Severity.WARNING, "misspelt fields are noticed", _unknown_field),
    LintRule("spec/missing-field", Severity.WARNING, "required fields are present", _missing_field),
    LintRule("spec/exclusive-fields", Severity.WARNING, "fields do not contradict each other", _exclusive),
    LintRule("spec/empty-document", Severity.WARNING, "the document describes something", _parts),
    LintRule("link/operation", Severity.WARNING, "links refer to existing operations", _unused_operation_reference),
    LintRule("server/variable", Severity.WARNING, "every server variable is declared", _server_variables),
    LintRule("server/variable-default", Severity.WARNING, "defaults are among the allowed values", _variable_default),
    LintRule("tag/duplicate", Severity.WARNING, "a tag is declared once", _duplicate_tags),
)
