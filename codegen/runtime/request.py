"""What every request and every upgrade has: a caller, shown by the contract's security schemes, and parameters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import unquote

from pydantic import TypeAdapter, ValidationError
from starlette.types import Scope

from codegen.runtime.call import ApiError, Authenticate, Principal, Violation
from codegen.runtime.exchange import Headers
from codegen.runtime.fields import Fields, query_pairs, written_pairs
from codegen.runtime.guard import challenges
from codegen.runtime.model import decode
from codegen.runtime.parameters import (
    TEXT,
    delimited,
    from_json,
    from_path,
    from_query,
    from_written,
    scalar,
    shape,
)
from codegen.runtime.query_names import QueryNames
from codegen.runtime.validation import Schema, mistyped, refusal

Scheme = Mapping[str, str]
Security = Sequence[Sequence[Mapping[str, Any]]]
"""Any one of these; all schemes of it together. An empty inner list: anonymous is fine."""

PROTOCOL_HEADER = b"sec-websocket-protocol"

_PRECONDITIONS = frozenset({"/header/if-match", "/header/if-unmodified-since"})


async def authenticated(
    security: Security, schemes: Mapping[str, Scheme], authenticate: Authenticate | None, scope: Scope, headers: Headers
) -> Principal | None:
    """Whom the first requirement that the request's credentials meet belongs to. Raises `ApiError` 401 where none is.

    None where the contract asks for nobody, or the application is open on purpose (`check_guard`).
    """
    if not security or authenticate is None:
        return None
    for requirement in security:
        if not requirement:
            return None
        found: Principal | None = None
        for use in requirement:
            scheme = schemes.get(use["scheme"])  # one that the contract does not define is met by nobody
            credential = scheme and _credential(use["scheme"], scheme, scope, headers)
            found = (credential and await authenticate(use["scheme"], credential, use["scopes"])) or None
            if found is None:
                break
        if found is not None:
            return found
    raise ApiError(401, "a valid credential is needed", headers={"WWW-Authenticate": challenges(security, schemes)})


def _credential(key: str, scheme: Scheme, scope: Scope, headers: Headers) -> str | None:
    if scheme["kind"] == "apiKey":
        if scheme["in"] == "header":
            header = scheme["name"].lower().encode()
            return _from_protocols(key, headers) if header == PROTOCOL_HEADER else _text(headers, header)
        if scheme["in"] == "query":
            return dict(query_pairs(scope["query_string"])).get(scheme["name"])
        return dict(_cookies(headers)).get(scheme["name"])
    if scheme["kind"] == "mutualTLS":
        return _certificate(scope)
    name, _, value = (_text(headers, b"authorization") or "").partition(" ")
    expected = scheme.get("scheme") or "bearer"
    return value.strip() if name.lower() == expected and value.strip() else None


def _certificate(scope: Scope) -> str | None:
    """The client's certificate in PEM, as a web server or a middleware behind a proxy gives it.

    https://asgi.readthedocs.io/en/latest/specs/tls.html
    """
    chain = scope.get("extensions", {}).get("tls", {}).get("client_cert_chain") or ()
    return next(iter(chain), None)


def _from_protocols(key: str, headers: Headers) -> str | None:
    """A browser can only name subprotocols (RFC 6455, section 1.9): one of them is `<scheme's key>.<credential>`."""
    prefix = f"{key}."
    return next((p.removeprefix(prefix) for p in protocols(headers) if p.startswith(prefix)), None)


def protocols(headers: Headers) -> list[str]:
    """The subprotocols that an upgrade offers."""
    return [text.strip() for text in (_text(headers, PROTOCOL_HEADER) or "").split(",") if text.strip()]


def _text(headers: Headers, name: bytes) -> str | None:
    value = headers.get(name)
    return None if value is None else value.decode("latin-1")


def _cookies(headers: Headers) -> list[tuple[str, str]]:
    text = _text(headers, b"cookie")
    if not text:
        return []
    pieces = (piece.strip().partition("=") for piece in text.split(";") if piece.strip())
    return [(name, value) for name, _, value in pieces]


class Parameters:
    """The typed values of path, query, header and cookie. `types` are by Python name.

    `closed`: query parameters that are not declared are refused, except these; None: they are ignored.
    `conditional`: a missing precondition is answered with 428 (RFC 6585, section 3).
    """

    def __init__(
        self,
        specs: Sequence[Mapping[str, Any]],
        types: Mapping[str, Any],
        definitions: Mapping[str, Any],
        *,
        closed: frozenset[str] | None = None,
        conditional: bool = False,
    ) -> None:
        self._known = {spec["name"]: Parameter(spec, types[spec["name"]], definitions) for spec in specs}
        self._schema = Schema({"properties": {spec["name"]: spec["schema"] for spec in specs}}, definitions)
        self._typed = {name: one for name, one in self._known.items() if not one.own}
        self._baked = any(spec["in"] == "cookie" for spec in specs)
        self._searched = any(spec["in"] == "query" and self._known[spec["name"]].plain is None for spec in specs)
        self._parted = any(one.parted for one in self._known.values())
        self._query = None if closed is None else QueryNames(specs, definitions, closed)
        self._conditional = conditional

    def read(self, scope: Scope, headers: Headers, invalid: int) -> dict[str, Any]:
        """By Python name. Raises `ApiError` with the status `invalid` and every bad place."""
        query = query_pairs(scope["query_string"])  # of an operation without any, too: broken escapes are told
        if query and self._query is not None:
            self._query.check(query, invalid)
        values: dict[str, Any] = {}
        if not self._known:
            return values
        path = scope["path_params"]
        cookies = Fields(_cookies(headers)) if self._baked else _NOTHING
        written = Fields(written_pairs(scope["query_string"])) if self._parted else _NOTHING
        single: dict[str | None, str] = dict(query)
        lacking = []
        if len(single) != len(query):
            single = {}
        fields = Fields(query) if query and (self._searched or not single) else _NOTHING
        for name, one in self._known.items():
            text = single.get(one.plain)
            raw = (
                one.raw(path, written if one.parted else fields, headers, cookies)
                if text is None
                else scalar(text, one.types)
            )
            if raw is not None:
                values[name] = from_json(raw, one.where) if one.json else raw  # which may be null
            elif one.required:
                lacking.append(Violation(one.where, "is required"))
        wrong = self._schema.check(values)
        if wrong or lacking:
            if self._conditional and not wrong and {one.pointer.lower() for one in lacking} <= _PRECONDITIONS:
                raise ApiError(428, "send If-Match with the ETag of what you read", errors=lacking)
            wrong = [*lacking, *map(self._placed, wrong)]
            raise refusal(invalid, "a parameter is not what the contract says", wrong)
        for name, one in self._typed.items():
            if name in values:
                try:
                    values[name] = decode(one.adapter, values[name])
                except ValidationError as error:  # valid for a schema that admits more than the type made of it
                    said = "a parameter is of another type than the contract's"
                    raise refusal(invalid, said, mistyped(error, one.where)) from error
        return values

    def _placed(self, wrong: Violation) -> Violation:
        """By where the parameter stands in the request, not by its Python name."""
        _, name, *rest = wrong.pointer.split("/")
        return Violation("/".join([self._known[name].where, *rest]), wrong.detail)


_NOTHING = Fields(())
_OWN = ((str, "string"), (int, "integer"), (bool, "boolean"))


class Parameter:
    """One parameter; what can be known of it before a request is known."""

    __slots__ = (
        "_explode",
        "_header",
        "_in",
        "_kind",
        "_simple",
        "_style",
        "_wire",
        "adapter",
        "json",
        "own",
        "parted",
        "plain",
        "required",
        "types",
        "where",
    )

    def __init__(self, spec: Mapping[str, Any], python: Any, definitions: Mapping[str, Any]) -> None:
        self._in, self._wire, self._style, self._explode = spec["in"], spec["wire"], spec["style"], spec["explode"]
        self._header = self._wire.lower().encode()
        self.json: bool = spec.get("json", False)
        self._kind = TEXT if self.json else shape(spec["schema"], definitions)
        self.types = self._kind.types
        self.required, self.where = spec["required"], f"/{self._in}/{self._wire}"
        self.adapter = TypeAdapter[Any](python)
        self.own = not self.json and any(python is kind and self.types == {name} for kind, name in _OWN)
        """Whether the JSON value is of its Python type already."""
        listed = not self.types.isdisjoint(("array", "object")) or self._style == "deepObject"
        self._simple = self._style == "simple" and not listed
        self.parted = self._in == "query" and self._style == "form" and not self._explode and listed
        """Whether commas stand between its parts, so that those within them have to be told apart."""
        self.plain = self._wire if self._in == "query" and not listed else None
        """Its name where a query that gives no name twice has its one text."""

    def raw(self, path: Mapping[str, str], query: Fields, headers: Headers, cookies: Fields) -> Any:
        """What its style makes of the text; None where it is absent. Raises `ApiError` 400 for broken escapes."""
        found: Any
        if self._in == "path":
            segment = path[self._wire]
            if self._simple and "%" not in segment:
                return scalar(segment, self.types)
            found = from_path(segment, self.where, self._wire, self._style, self._explode, self._kind)
        elif self._in == "header":
            text = _text(headers, self._header)
            found = None if text is None else delimited(text, ",", self._kind, self._explode)
        elif self.parted or (self._in == "cookie" and not self._explode):
            found = from_written(self._wire, cookies if self._in == "cookie" else query, self._kind, f"/{self._in}")
        else:
            fields = query if self._in == "query" else self._unquoted(cookies)
            found = from_query(self._wire, fields, self._style, self._explode, self._kind)
        return found

    def _unquoted(self, cookies: Fields) -> Fields:
        """The cookies of this parameter and of its members, which explode into cookies of their own."""
        names = {self._wire, *(self._kind.members or ())}
        return Fields([(name, unquote(value)) for name in names for value in cookies.values(name)])
