"""What every request and every upgrade has: a caller, shown by the contract's security schemes, and parameters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import TypeAdapter
from starlette.types import Scope

from codegen.runtime.call import ApiError, Authenticate, Principal, Violation
from codegen.runtime.model import decode
from codegen.runtime.parameters import (
    TEXT,
    Pairs,
    delimited,
    from_json,
    from_path,
    from_query,
    query_pairs,
    scalar,
    shape,
)
from codegen.runtime.validation import Schema

Headers = Mapping[str, str]
Scheme = Mapping[str, str]
Security = Sequence[Sequence[Mapping[str, Any]]]
"""Any one of these; all schemes of it together. An empty inner list: anonymous is fine."""

PROTOCOL_HEADER = "sec-websocket-protocol"


async def authenticated(
    security: Security, schemes: Mapping[str, Scheme], authenticate: Authenticate | None, scope: Scope, headers: Headers
) -> Principal | None:
    """Whom the first requirement that the request's credentials meet belongs to. Raises `ApiError` 401 where none is.

    None where the contract asks for nobody, or the application has no way to tell.
    """
    if not security or authenticate is None:
        return None
    for requirement in security:
        if not requirement:
            return None
        found: Principal | None = None
        for use in requirement:
            credential = _credential(use["scheme"], schemes[use["scheme"]], scope, headers)
            found = (credential and await authenticate(use["scheme"], credential, use["scopes"])) or None
            if found is None:
                break
        if found is not None:
            return found
    raise ApiError(401, "a valid credential is needed", headers={"WWW-Authenticate": "Bearer"})


def _credential(key: str, scheme: Scheme, scope: Scope, headers: Headers) -> str | None:
    if scheme["kind"] == "apiKey":
        if scheme["in"] == "header":
            name = scheme["name"].lower()
            return _from_protocols(key, headers) if name == PROTOCOL_HEADER else headers.get(name)
        if scheme["in"] == "query":
            return dict(query_pairs(scope["query_string"])).get(scheme["name"])
        return dict(_cookies(headers)).get(scheme["name"])
    name, _, value = headers.get("authorization", "").partition(" ")
    expected = scheme.get("scheme") or "bearer"
    return value.strip() if name.lower() == expected and value.strip() else None


def _from_protocols(key: str, headers: Headers) -> str | None:
    """A browser can only name subprotocols (RFC 6455, section 1.9): one of them is `<scheme's key>.<credential>`."""
    prefix = f"{key}."
    return next((p.removeprefix(prefix) for p in protocols(headers) if p.startswith(prefix)), None)


def protocols(headers: Headers) -> list[str]:
    """The subprotocols that an upgrade offers."""
    return [text.strip() for text in headers.get(PROTOCOL_HEADER, "").split(",") if text.strip()]


def _cookies(headers: Headers) -> list[tuple[str, str]]:
    text = headers.get("cookie")
    if not text:
        return []
    pieces = (piece.strip().partition("=") for piece in text.split(";") if piece.strip())
    return [(name, value) for name, _, value in pieces]


class Parameters:
    """The typed values of path, query, header and cookie. `types` are by Python name."""

    def __init__(
        self, specs: Sequence[Mapping[str, Any]], types: Mapping[str, Any], definitions: Mapping[str, Any]
    ) -> None:
        self._known = [Parameter(spec, types[spec["name"]], definitions) for spec in specs]
        self._baked = any(spec["in"] == "cookie" for spec in specs)

    def read(self, scope: Scope, headers: Headers, invalid: int) -> dict[str, Any]:
        """By Python name. Raises `ApiError` with the status `invalid` and every bad place."""
        text = scope["query_string"]
        query = query_pairs(text) if text else []  # of an operation without any, too: broken escapes are told
        arguments = dict[str, Any]()
        if not self._known:
            return arguments
        path, cookies = scope["path_params"], _cookies(headers) if self._baked else ()
        single: dict[str | None, str] = dict(query)
        wrong = list[Violation]()
        if len(single) != len(query):
            single = {}
        for one in self._known:
            raw = single.get(one.plain) if single else None
            raw = one.raw(path, query, headers, cookies) if raw is None else one.scalar(raw)
            if raw is None:
                if one.required:
                    wrong.append(Violation(one.where, "is required"))
                continue
            value = one.value(raw)
            found = one.schema.check(value, one.where)
            if found:
                wrong += found
            else:
                arguments[one.name] = decode(one.adapter, value)
        if wrong:
            raise ApiError(invalid, "a parameter is not what the contract says", errors=wrong)
        return arguments


class Parameter:
    """One parameter; what can be known of it before a request is known."""

    __slots__ = (
        "_explode",
        "_in",
        "_json",
        "_kind",
        "_style",
        "_wire",
        "adapter",
        "name",
        "plain",
        "required",
        "schema",
        "where",
    )

    def __init__(self, spec: Mapping[str, Any], python: Any, definitions: Mapping[str, Any]) -> None:
        self._in, self._wire, self._style, self._explode = spec["in"], spec["wire"], spec["style"], spec["explode"]
        self._json = spec.get("json", False)
        self._kind = TEXT if self._json else shape(spec["schema"], definitions)
        self.name, self.required, self.where = spec["name"], spec["required"], f"/{self._in}/{self._wire}"
        self.schema, self.adapter = Schema(spec["schema"], definitions), TypeAdapter[Any](python)
        if self._in == "header":
            self._wire = self._wire.lower()
        listed = not self._kind.types.isdisjoint(("array", "object")) or self._style == "deepObject"
        self.plain = self._wire if self._in == "query" and not listed else None
        """Its name where a query that gives no name twice has its one text."""

    def scalar(self, text: str) -> Any:
        return scalar(text, self._kind.types)

    def raw(self, path: Mapping[str, str], query: Pairs, headers: Headers, cookies: Pairs) -> Any:
        """What its style makes of the text; None where it is absent. Raises `ApiError` 400 for broken escapes."""
        found: Any
        if self._in == "path":
            found = from_path(path[self._wire], self._wire, self._style, self._explode, self._kind)
        elif self._in == "header":
            text = headers.get(self._wire)
            found = None if text is None else delimited(text, ",", self._kind, self._explode)
        else:
            pairs = query if self._in == "query" else cookies
            found = from_query(self._wire, pairs, self._style, self._explode, self._kind)
        return found

    def value(self, raw: Any) -> Any:
        """Its JSON value, which may be null. Raises `ApiError` 400 where its text is no JSON."""
        return from_json(raw, self.where) if self._json else raw
