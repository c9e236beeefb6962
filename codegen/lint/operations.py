"""Rules about operations, their parameters and responses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codegen.contract import BodyKind, ChannelOperation, Operation, Response
from codegen.diagnostics import Severity
from codegen.lint.rule import LintFinding, LintRule, Subject, said


def _no_id(subject: Subject) -> Iterator[LintFinding]:
    for operation in subject.operations():
        if "operationId" not in subject.members(operation.position):
            yield LintFinding(
                f"{said(operation)} has no operationId; {operation.id!r} is derived from method and path",
                operation.position,
                "without an operationId, generated names change with the path",
            )


def _no_words(subject: Subject) -> Iterator[LintFinding]:
    for operation in subject.operations():
        if not operation.doc.summary and not operation.doc.description:
            yield LintFinding(f"{operation.id} has neither a summary nor a description", operation.position)


def _no_tag(subject: Subject) -> Iterator[LintFinding]:
    for operation in subject.operations():
        if not subject.members(operation.position).get("tags"):
            yield LintFinding(
                f"{operation.id} has no tag", operation.position, "operations without a tag are grouped as 'default'"
            )


def _no_error(subject: Subject) -> Iterator[LintFinding]:
    for operation in subject.operations():
        if operation.responses and not any(r.status[0] in "45d" for r in operation.responses):
            yield LintFinding(
                f"{operation.id} declares no error response",
                operation.position,
                "declare 4XX and 5XX, or default, so that clients get typed errors",
            )


def _no_success(subject: Subject) -> Iterator[LintFinding]:
    for operation in subject.operations():
        if not any(r.success or r.status == "default" for r in operation.responses):
            yield LintFinding(f"{operation.id} declares no success response", operation.position)


def _no_schema(subject: Subject) -> Iterator[LintFinding]:
    for operation in subject.operations():
        for response in operation.responses:
            yield from _untyped(subject, response, operation.id, operation.method)


def _untyped(subject: Subject, response: Response, name: str, method: str) -> Iterator[LintFinding]:
    if response.status in ("200", "201", "203", "206", "2XX") and not response.content and method != "HEAD":
        yield LintFinding(
            f"{name} has a response {response.status} without content",
            response.position,
            "declare its content, or use 204 if there is none",
        )
    for media in response.content:
        written = subject.members(response.position).get("content", {}).get(media.content_type)
        typed = (
            media.kind is BodyKind.BINARY
            or not isinstance(written, dict)
            or {"schema", "itemSchema", "$ref"} & written.keys()
        )
        if response.success and not typed:
            yield LintFinding(
                f"{name} has a response {response.status} {media.content_type} without a schema", response.position
            )


def _no_security(subject: Subject) -> Iterator[LintFinding]:
    roots = [subject.library.open(document) for document in subject.documents]
    if any(root and isinstance(root.data, dict) and "security" in root.data for root in roots):
        return
    for operation in subject.contract.operations:
        if "security" not in subject.members(operation.position):
            yield LintFinding(
                f"{operation.id} declares no security",
                operation.position,
                "declare security for the document or here; `security: []` makes an operation public",
            )


def _unknown_scheme(subject: Subject) -> Iterator[LintFinding]:
    schemes = subject.contract.security_schemes
    callers: list[Operation | ChannelOperation] = [*subject.operations(), *subject.contract.channel_operations]
    for operation in callers:
        for use in (use for requirement in operation.security for use in requirement):
            if use.scheme not in schemes and not use.scheme.isdigit():  # AsyncAPI: a scheme may be inline in the list
                yield LintFinding(
                    f"{operation.id} requires the undeclared security scheme {use.scheme!r}",
                    operation.position,
                    f"declared: {', '.join(schemes) or 'none'}",
                )


def _equal_paths(subject: Subject) -> Iterator[LintFinding]:
    seen: dict[tuple[str, str], str] = {}
    for operation in subject.contract.operations:
        key = (operation.method, re.sub(r"{[^{}]*}", "{}", operation.path))
        other = seen.setdefault(key, operation.path)
        if other != operation.path:
            yield LintFinding(f"{operation.path} and {other} match the same requests", operation.position)


def _trailing_slash(subject: Subject) -> Iterator[LintFinding]:
    for operation in subject.contract.operations:
        if len(operation.path) > 1 and operation.path.endswith("/"):
            yield LintFinding(
                f"{operation.path} ends with a slash", operation.position, "many clients and proxies remove it"
            )


def _body_on_get(subject: Subject) -> Iterator[LintFinding]:
    for operation in subject.contract.operations:
        if operation.method in ("GET", "HEAD", "DELETE") and operation.body:
            yield LintFinding(
                f"{said(operation)} has a body, which has no defined meaning (RFC 9110, section 9.3.1)",
                operation.position,
                "intermediaries may drop it; use query parameters or POST",
            )


RULES = (
    LintRule("operation/id", Severity.WARNING, "generated names do not depend on the path", _no_id),
    LintRule("operation/description", Severity.INFO, "every SDK method is documented", _no_words),
    LintRule("operation/tag", Severity.INFO, "methods are grouped by subject", _no_tag),
    LintRule("operation/error-response", Severity.WARNING, "errors are typed", _no_error),
    LintRule("operation/success-response", Severity.WARNING, "results are typed", _no_success),
    LintRule(
        "operation/body-on-get", Severity.WARNING, "request bodies are not dropped by intermediaries", _body_on_get
    ),
    LintRule("response/schema", Severity.WARNING, "successful responses are typed", _no_schema),
    LintRule("security/undeclared", Severity.WARNING, "access is an explicit decision", _no_security),
    LintRule("security/unknown-scheme", Severity.ERROR, "every security requirement can be satisfied", _unknown_scheme),
    LintRule("path/ambiguous", Severity.ERROR, "a request matches one operation", _equal_paths),
    LintRule("path/trailing-slash", Severity.INFO, "proxies do not change a path", _trailing_slash),
)
