"""What a contract can show of the OWASP API Security Top 10 (2023): https://owasp.org/API-Security/editions/2023/en/"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from codegen.contract import JSON, Extra, ObjectType, Operation, Parameter, Scalar, ScalarKind
from codegen.diagnostics import Severity
from codegen.lint.rule import LintFinding, LintRule, Subject
from codegen.lint.schemas import received

_SECRETS = re.compile(
    r"(access|auth|id|session|refresh|api)?[-_]?(token|key)|password|passwd|secret|client[-_]?secret", re.IGNORECASE
)
_NOT_SECRETS = {"key", "token"}  # of a map, of a page: the bare words are too common
_URLS = re.compile(
    r"(.*[-_])?(url|uri|callback|webhook|redirect|endpoint)s?|.*(Url|Uri|URL|URI|Callback)", re.IGNORECASE
)
_LOCAL = {"localhost", "127.0.0.1", "::1", "[::1]", "0.0.0.0"}
_MUTATING = ("POST", "PUT", "PATCH", "DELETE")


def _basic(subject: Subject) -> Iterator[LintFinding]:
    for node in subject.of("SecurityScheme"):
        scheme = str(node.value.get("scheme")).lower()
        if node.value.get("type") == "http" and scheme in ("basic", "negotiate", "digest"):
            yield LintFinding(f"http {scheme} sends a password with every request", subject.at(node.at))


def _key_in_url(subject: Subject) -> Iterator[LintFinding]:
    for node in subject.of("SecurityScheme"):
        if str(node.value.get("type")).endswith(("apiKey", "ApiKey")) and node.value.get("in") in ("query", "path"):
            yield LintFinding("a key in a URL appears in logs", subject.at(node.at))


def _secret_in_url(subject: Subject) -> Iterator[LintFinding]:
    for node in subject.of("Parameter"):
        name = str(node.value.get("name"))
        if node.value.get("in") in ("query", "path") and _SECRETS.fullmatch(name) and name.lower() not in _NOT_SECRETS:
            yield LintFinding(f"{name} looks like a secret, and URLs appear in logs", subject.at(node.at))


def _flows(subject: Subject) -> Iterator[LintFinding]:
    for node in subject.of("Flows"):
        for name in ("implicit", "password"):
            if name in node.value:
                yield LintFinding(
                    f"the OAuth 2 flow {name} is deprecated (RFC 9700)",
                    subject.at(node.at / name),
                    "authorizationCode with PKCE",
                )
    for node in subject.of("Flow"):
        for key in ("authorizationUrl", "tokenUrl", "refreshUrl"):
            if str(node.value.get(key, "")).startswith("http://"):
                yield LintFinding(f"{key} does not use https", subject.at(node.at / key))


def _jwt(subject: Subject) -> Iterator[LintFinding]:
    for node in subject.of("SecurityScheme"):
        if str(node.value.get("bearerFormat")).lower() == "jwt" and "8725" not in str(node.value.get("description")):
            yield LintFinding("the description does not state that these JWTs follow RFC 8725", subject.at(node.at))


def _plain_server(subject: Subject) -> Iterator[LintFinding]:
    for node in subject.of("Server"):
        url = str(node.value.get("url") or f"{node.value.get('protocol')}://{node.value.get('host')}")
        split = urlsplit(url)
        if split.scheme in ("http", "ws") and (split.hostname or "") not in _LOCAL:
            yield LintFinding(f"{url} is not encrypted", subject.at(node.at))


def _numeric_ids(subject: Subject) -> Iterator[LintFinding]:
    for operation in subject.contract.operations:
        for parameter in operation.parameters:
            type_ = parameter.payload.type
            names = re.fullmatch(r"(.*[-_])?id|.*(Id|ID)", parameter.wire)
            if parameter.place == "path" and names and isinstance(type_, Scalar) and type_.kind in _INTEGERS:
                yield LintFinding(
                    f"{parameter.wire} is a sequential number, which can be enumerated", parameter.position
                )


_INTEGERS = (ScalarKind.INTEGER, ScalarKind.INT32, ScalarKind.INT64)


def _unprotected(subject: Subject) -> Iterator[LintFinding]:
    for operation in subject.contract.operations:
        explicit = "security" in subject.members(operation.position)
        if operation.method in _MUTATING and _is_public(operation) and _document_has_schemes(subject):
            how = "is declared public" if explicit else "has no security requirement"
            yield LintFinding(f"{operation.id} changes data and {how}", operation.position)


def _document_has_schemes(subject: Subject) -> bool:
    """A document without any is reported once by security/undeclared."""
    return bool(subject.contract.security_schemes)


def _is_public(operation: Operation) -> bool:
    return not operation.security or any(not requirement for requirement in operation.security)


def _admin(subject: Subject) -> Iterator[LintFinding]:
    for operation in subject.contract.operations:
        words = re.split(r"[/_.-]", operation.path.lower())
        if {"admin", "internal", "management"} & set(words) and _is_public(operation):
            yield LintFinding(f"{operation.path} is public", operation.position)


def _declared(subject: Subject, status: str, only_secured: bool) -> Iterator[LintFinding]:
    for operation in subject.contract.operations:
        statuses = {response.status for response in operation.responses}
        asked = bool(operation.responses) and not (only_secured and _is_public(operation))
        if asked and not {status, "4XX", "default"} & statuses:
            yield LintFinding(f"{operation.id} does not declare {status}", operation.position)


def _status_401(subject: Subject) -> Iterator[LintFinding]:
    yield from _declared(subject, "401", only_secured=True)


def _status_403(subject: Subject) -> Iterator[LintFinding]:
    yield from _declared(subject, "403", only_secured=True)


def _status_429(subject: Subject) -> Iterator[LintFinding]:
    yield from _declared(subject, "429", only_secured=False)


def _status_400(subject: Subject) -> Iterator[LintFinding]:
    for operation in subject.contract.operations:
        statuses = {response.status for response in operation.responses}
        asked = bool(operation.responses) and bool(operation.body or operation.parameters)
        if asked and not statuses & {"400", "422", "4XX", "default"}:
            yield LintFinding(f"{operation.id} declares neither 400 nor 422", operation.position)


def _retry(subject: Subject) -> Iterator[LintFinding]:
    for operation in subject.contract.operations:
        for response in operation.responses:
            names = {header.wire.lower() for header in response.headers}
            if response.status == "429" and not any(n == "retry-after" or "ratelimit" in n for n in names):
                yield LintFinding("429 has no Retry-After header", response.position)


def _integer_bounds(subject: Subject) -> Iterator[LintFinding]:
    for node in subject.of("Parameter"):
        if _is_unbounded(subject.resolved(node.at / "schema")):
            yield LintFinding(f"{node.value.get('name')} has neither a format nor bounds", subject.at(node.at))
    for name in sorted(received(subject.contract)):
        declaration = subject.contract.types[name]
        for member in declaration.properties if isinstance(declaration, ObjectType) else ():
            if _is_unbounded(subject.members(member.position)):
                yield LintFinding(f"{name}.{member.wire} has neither a format nor bounds", member.position)


def _is_unbounded(schema: dict[str, JSON]) -> bool:
    if "integer" not in str(schema.get("type")) or {"format", "enum", "const"} & schema.keys():
        return False
    lower, upper = {"minimum", "exclusiveMinimum"}, {"maximum", "exclusiveMaximum"}
    return not (lower & schema.keys() and upper & schema.keys())


def _any_text(subject: Subject) -> Iterator[LintFinding]:
    kept = {"format", "pattern", "enum", "const", "maxLength"}
    for node in subject.of("Parameter"):
        schema = subject.resolved(node.at / "schema")
        if schema.get("type") == "string" and not kept & schema.keys():
            yield LintFinding(f"the parameter {node.value.get('name')} is an unbounded string", subject.at(node.at))


def _open_objects(subject: Subject) -> Iterator[LintFinding]:
    for name in sorted(received(subject.contract)):
        declaration = subject.contract.types[name]
        if isinstance(declaration, ObjectType) and declaration.extra is Extra.OPEN and declaration.properties:
            yield LintFinding(
                f"{name} accepts undeclared properties", declaration.position, "additionalProperties: false"
            )


def _outward_urls(subject: Subject) -> Iterator[LintFinding]:
    for name in sorted(received(subject.contract)):
        declaration = subject.contract.types[name]
        for member in declaration.properties if isinstance(declaration, ObjectType) else ():
            if (
                _URLS.fullmatch(member.wire)
                and _is_text(member.type)
                and "pattern" not in subject.members(member.position)
            ):
                yield LintFinding(
                    f"{name}.{member.wire} may make the server call any address",
                    member.position,
                    "restrict it with a pattern or an enum",
                )
    for operation in subject.contract.operations:
        for parameter in operation.parameters:
            if _URLS.fullmatch(parameter.wire) and _may_be_anything(parameter):
                yield LintFinding(
                    f"{parameter.wire} may make the server call any address",
                    parameter.position,
                    "restrict it with a pattern or an enum",
                )


def _is_text(type_: object) -> bool:
    return isinstance(type_, Scalar) and type_.kind is ScalarKind.STRING


def _may_be_anything(parameter: Parameter) -> bool:
    schema = parameter.payload.schema
    return _is_text(parameter.payload.type) and isinstance(schema, dict) and not {"pattern", "enum"} & schema.keys()


def _undescribed_server(subject: Subject) -> Iterator[LintFinding]:
    for node in subject.of("Server"):
        if not node.value.get("description") and not node.value.get("title") and not node.value.get("summary"):
            yield LintFinding("the description does not name the environment of this server", subject.at(node.at))


def _api(number: int, name: str) -> str:
    return f"OWASP API{number}:2023 {name}"


_OBJECTS, _AUTH = _api(1, "Broken Object Level Authorization"), _api(2, "Broken Authentication")
_PROPERTIES, _RESOURCES = (
    _api(3, "Broken Object Property Level Authorization"),
    _api(4, "Unrestricted Resource Consumption"),
)
_FUNCTIONS, _FORGERY = _api(5, "Broken Function Level Authorization"), _api(7, "Server Side Request Forgery")
_SETUP, _INVENTORY = _api(8, "Security Misconfiguration"), _api(9, "Improper Inventory Management")

RULES = (
    LintRule("owasp/numeric-id", Severity.INFO, "identifiers of others cannot be guessed", _numeric_ids, _OBJECTS),
    LintRule("owasp/http-basic", Severity.WARNING, "passwords are not sent with every request", _basic, _AUTH),
    LintRule("owasp/key-in-url", Severity.WARNING, "keys do not appear in logs", _key_in_url, _AUTH),
    LintRule("owasp/secret-in-url", Severity.WARNING, "secrets do not appear in logs", _secret_in_url, _AUTH),
    LintRule("owasp/oauth-flow", Severity.WARNING, "tokens are not intercepted", _flows, _AUTH),
    LintRule("owasp/jwt", Severity.INFO, "tokens are validated as RFC 8725 requires", _jwt, _AUTH),
    LintRule("owasp/unprotected-change", Severity.WARNING, "changes require authentication", _unprotected, _AUTH),
    LintRule(
        "owasp/open-object", Severity.INFO, "clients cannot set undeclared properties", _open_objects, _PROPERTIES
    ),
    LintRule("owasp/any-text", Severity.INFO, "the size of input is bounded", _any_text, _RESOURCES),
    LintRule("owasp/integer-bounds", Severity.INFO, "numbers fit their storage", _integer_bounds, _RESOURCES),
    LintRule("owasp/status-429", Severity.INFO, "clients handle rate limiting", _status_429, _RESOURCES),
    LintRule("owasp/retry-after", Severity.INFO, "clients know when to retry", _retry, _RESOURCES),
    LintRule("owasp/admin", Severity.WARNING, "administrative operations require authentication", _admin, _FUNCTIONS),
    LintRule("owasp/status-401", Severity.INFO, "clients handle missing authentication", _status_401, _FUNCTIONS),
    LintRule("owasp/status-403", Severity.INFO, "clients handle missing permission", _status_403, _FUNCTIONS),
    LintRule(
        "owasp/outward-url",
        Severity.INFO,
        "a server cannot be made to call arbitrary addresses",
        _outward_urls,
        _FORGERY,
    ),
    LintRule("owasp/plain-server", Severity.WARNING, "traffic is encrypted", _plain_server, _SETUP),
    LintRule("owasp/status-400", Severity.INFO, "clients handle rejected input", _status_400, _SETUP),
    LintRule(
        "owasp/server-description", Severity.INFO, "environments can be distinguished", _undescribed_server, _INVENTORY
    ),
)
