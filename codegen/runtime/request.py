"""What every request and every upgrade has: a caller, shown by the contract's security schemes, and parameters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import TypeAdapter
from starlette.types import Scope

from codegen.runtime.call import ApiError, Authenticate, Principal, Violation
from codegen.runtime.model import decode
from codegen.runtime.parameters import delimited, from_json, from_path, from_query, query_pairs, shape
from codegen.runtime.validation import Schema

Headers = Mapping[str, str]
Scheme = Mapping[str, str]
Security = Sequence[Sequence[Mapping[str, Any]]]
"""Any one of these; all schemes of it together. An empty inner list: anonymous is fine."""

PROTOCOL_HEADER = "sec-websocket-protocol"


def headers_of(scope: Scope) -> dict[str, str]:
    return {key.decode("latin-1"): value.decode("latin-1") for key, value in scope["headers"]}


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
    pieces = (piece.strip().partition("=") for piece in headers.get("cookie", "").split(";") if piece.strip())
    return [(name, value) for name, _, value in pieces]


class Parameters:
    """The typed values of path, query, header and cookie. `types` are by Python name."""

    def __init__(
        self, specs: Sequence[Mapping[str, Any]], types: Mapping[str, Any], definitions: Mapping[str, Any]
    ) -> None:
        self._known = [
            (p, shape(p["schema"], definitions), Schema(p["schema"], definitions), TypeAdapter(types[p["name"]]))
            for p in specs
        ]

    def read(self, scope: Scope, headers: Headers, invalid: int) -> dict[str, Any]:
        """By Python name. Raises `ApiError` with the status `invalid` and every bad place."""
        query, cookies = query_pairs(scope["query_string"]), _cookies(headers)
        arguments, wrong = {}, list[Violation]()
        for p, kind, schema, adapter in self._known:
            where = f"/{p['in']}/{p['wire']}"
            raw: Any = None
            if p["in"] == "path":
                raw = from_path(scope["path_params"][p["wire"]], p["wire"], p["style"], p["explode"], kind)
            elif p["in"] == "header":
                text = headers.get(p["wire"].lower())
                raw = None if text is None else delimited(text, ",", kind, p["explode"])
            else:
                raw = from_query(p["wire"], cookies if p["in"] == "cookie" else query, p["style"], p["explode"], kind)
            if p.get("json") and isinstance(raw, str):
                raw = from_json(raw, where)
            if raw is None:
                if p["required"]:
                    wrong.append(Violation(where, "is required"))
                continue
            found = schema.check(raw, where)
            wrong += found
            if not found:
                arguments[p["name"]] = decode(adapter, raw)
        if wrong:
            raise ApiError(invalid, "a parameter is not what the contract says", errors=wrong)
        return arguments
