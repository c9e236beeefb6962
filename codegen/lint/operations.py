"""Rules about operations, their parameters and responses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codegen.contract import BodyKind, ChannelOperation, Operation, Response
from codegen.diagnostics import Severity
from codegen.lint.rule import Finding, Rule, Subject, said


def _no_id(subject: Subject) -> Iterator[Finding]:
    for operation in subject.operations():
        if "operationId" not in subject.members(operation.position):
            yield Finding(
                f"{said(operation)} has no operationId; {operation.id!r} is made of method and path",
                operation.position,
                "its name in every language changes with the path unless it has an operationId",
            )


def _no_words(subject: Subject) -> Iterator[Finding]:
    for operation in subject.operations():
        if not operation.doc.summary and not operation.doc.description:
            yield Finding(f"{operation.id} has neither a summary nor a description", operation.position)


def _no_tag(subject: Subject) -> Iterator[Finding]:
    for operation in subject.operations():
        if not subject.members(operation.position).get("tags"):
            yield Finding(
                f"{operation.id} has no tag", operation.position, "operations without one share the interface 'default'"
            )


def _no_error(subject: Subject) -> Iterator[Finding]:
    for operation in subject.operations():
        if operation.responses and not any(r.status[0] in "45d" for r in operation.responses):
            yield Finding(
                f"{operation.id} declares no error response",
                operation.position,
                "declare 4XX and 5XX, or default, so that clients get a typed error",
            )


def _no_success(subject: Subject) -> Iterator[Finding]:
    for operation in subject.operations():
        if not any(r.success or r.status == "default" for r in operation.responses):
            yield Finding(f"{operation.id} declares no response for success", operation.position)


def _no_schema(subject: Subject) -> Iterator[Finding]:
    for operation in subject.operations():
        for response in operation.responses:
            yield from _untyped(subject, response, operation.id, operation.method)


def _untyped(subject: Subject, response: Response, name: str, method: str) -> Iterator[Finding]:
    if response.status in ("200", "201", "203", "206", "2XX") and not response.content and method != "HEAD":
        yield Finding(
            f"{name} answers {response.status} without content",
            response.position,
            "declare its content, or answer 204 where there is none",
        )
    for media in response.content:
        written = subject.members(response.position).get("content", {}).get(media.content_type)
        typed = (
            media.kind is BodyKind.BINARY
            or not isinstance(written, dict)
            or {"schema", "itemSchema", "$ref"} & written.keys()
        )
        if response.success and not typed:
            yield Finding(f"{name} answers {response.status} {media.content_type} without a schema", response.position)


def _no_security(subject: Subject) -> Iterator[Finding]:
    roots = [subject.library.open(document) for document in subject.documents]
    if any(root and isinstance(root.data, dict) and "security" in root.data for root in roots):
        return
    for operation in subject.contract.operations:
        if "security" not in subject.members(operation.position):
            yield Finding(
                f"{operation.id} does not say who may call it",
                operation.position,
                "declare security for the document or here; `security: []` says that everybody may",
            )


def _unknown_scheme(subject: Subject) -> Iterator[Finding]:
    known = subject.contract.security_schemes
    callers: list[Operation | ChannelOperation] = [*subject.operations(), *subject.contract.channel_operations]
    for operation in callers:
        for use in (use for requirement in operation.security for use in requirement):
            if use.scheme not in known and not use.scheme.isdigit():  # AsyncAPI: a scheme may stand inline in the list
                yield Finding(
                    f"{operation.id} asks for the security scheme {use.scheme!r}, which is not declared",
                    operation.position,
                    f"there are: {', '.join(known) or 'none'}",
                )


def _equal_paths(subject: Subject) -> Iterator[Finding]:
    seen: dict[tuple[str, str], str] = {}
    for operation in subject.contract.operations:
        key = (operation.method, re.sub(r"{[^{}]*}", "{}", operation.path))
        other = seen.setdefault(key, operation.path)
        if other != operation.path:
            yield Finding(f"no server can tell {operation.path} from {other}", operation.position)


def _trailing_slash(subject: Subject) -> Iterator[Finding]:
    for operation in subject.contract.operations:
        if len(operation.path) > 1 and operation.path.endswith("/"):
            yield Finding(f"{operation.path} ends with a slash", operation.position, "most clients and proxies drop it")


def _body_on_get(subject: Subject) -> Iterator[Finding]:
    for operation in subject.contract.operations:
        if operation.method in ("GET", "HEAD", "DELETE") and operation.body:
            yield Finding(
                f"{said(operation)} has a body, which RFC 9110 gives no meaning",
                operation.position,
                "intermediaries may drop it: use query parameters, or POST",
            )


RULES = (
    Rule("operation/id", Severity.WARNING, "names in every language stay when a path changes", _no_id),
    Rule("operation/description", Severity.INFO, "every method of an SDK says what it does", _no_words),
    Rule("operation/tag", Severity.INFO, "operations are grouped as people think of them", _no_tag),
    Rule("operation/error-response", Severity.WARNING, "clients get typed errors", _no_error),
    Rule("operation/success-response", Severity.WARNING, "clients get a typed result", _no_success),
    Rule("operation/body-on-get", Severity.WARNING, "a body reaches the server", _body_on_get),
    Rule("response/schema", Severity.WARNING, "a successful answer has a type", _no_schema),
    Rule("security/undeclared", Severity.WARNING, "who may call an operation is decided, not forgotten", _no_security),
    Rule("security/unknown-scheme", Severity.ERROR, "a requirement can be met", _unknown_scheme),
    Rule("path/ambiguous", Severity.ERROR, "a request belongs to one operation", _equal_paths),
    Rule("path/trailing-slash", Severity.INFO, "a path means the same behind every proxy", _trailing_slash),
)
