"""OpenAPI 3.0, 3.1 and 3.2 -> ParsedDocument: one function a specification object, its section cited.

Sections are those of https://spec.openapis.org/oas/v3.1.1.html.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from codegen.contract import Doc, ParameterPlace, ParameterStyle, SecurityScheme, SecurityUse, Server, Tag, Words
from codegen.load import At
from codegen.naming import words
from codegen.parse.model import (
    Dialect,
    ParsedBody,
    ParsedDocument,
    ParsedHeader,
    ParsedMedia,
    ParsedOperation,
    ParsedParameter,
    ParsedPart,
    ParsedResponse,
    SchemaUse,
    View,
)
from codegen.parse.reader import Reader
from codegen.schema import dialect_of

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
_PLACES: dict[str, tuple[ParameterPlace, ParameterStyle, tuple[str, ...]]] = {
    "path": ("path", "simple", ("simple", "label", "matrix")),
    "query": ("query", "form", ("form", "spaceDelimited", "pipeDelimited", "deepObject")),
    "header": ("header", "simple", ("simple",)),
    "cookie": ("cookie", "form", ("form",)),
}
Security = tuple[tuple[SecurityUse, ...], ...]


def openapi_object(read: Reader, root: At) -> ParsedDocument:
    """4.8.1 OpenAPI Object."""
    version = read.text(root, "openapi")
    dialect: Dialect = "3.0" if version.startswith("3.0") else schema_dialect(read, root)
    info = root / "info"
    parse = _Operations(read, root)
    return ParsedDocument(
        kind="openapi",
        version=version,
        at=root,
        dialect=dialect,
        title=read.text(info, "title"),
        release=read.text(info, "version"),
        doc=read.doc(info),
        servers=tuple(Server(read.text(at, "url"), read.doc(at)) for at in read.items(root, "servers")),
        tags=tuple(tag_object(read, at) for at in read.items(root, "tags")),
        schemas=tuple(component_schemas(read, root)),
        operations=tuple(parse.all()),
        security_schemes=security_schemes(read, root),
    )


def schema_dialect(read: Reader, root: At) -> Dialect:
    """4.8.24.7 Specifying Schema Dialects."""
    named = read.text(root, "jsonSchemaDialect")
    known = dialect_of(named)
    if named and known is None and not named.startswith("https://spec.openapis.org/oas/"):
        said = f"the dialect {named!r} is unknown; schemas are read as OpenAPI 3.1 means them"
        read.flaw("openapi/dialect", said, root / "jsonSchemaDialect")
    return known or "3.1"


def tag_object(read: Reader, at: At) -> Tag:
    """4.8.22 Tag Object."""
    name = read.text(at, "name")
    return Tag(name, words(name), read.doc(at))


def component_schemas(read: Reader, root: At) -> Iterator[SchemaUse]:
    """4.8.7 Components Object, its schemas."""
    for name, at in read.members(root / "components", "schemas"):
        yield SchemaUse(at, words(name), "read")


def security_schemes(read: Reader, root: At) -> dict[str, SecurityScheme]:
    """4.8.27 Security Scheme Object."""
    result = {}
    for key, place in read.members(root / "components", "securitySchemes"):
        at = read.follow(place)
        if at is None:
            continue
        kind, where = read.text(at, "type"), read.text(at, "in")
        flows = [scope for _, flow in read.members(at, "flows") for scope, _ in read.members(flow, "scopes")]
        known = ("apiKey", "http", "oauth2", "openIdConnect", "mutualTLS")
        result[key] = SecurityScheme(
            key=key,
            words=words(key),
            kind=kind if kind in known else "other",  # type: ignore[arg-type]  # narrowed by `known`
            place=where if where in ("query", "header", "cookie") else "",  # type: ignore[arg-type]  # likewise
            wire=read.text(at, "name"),
            http_scheme=read.text(at, "scheme").lower(),
            scopes=tuple(dict.fromkeys(flows)),
            doc=read.doc(at),
        )
    return result


def security_requirements(read: Reader, at: At, key: str = "security") -> Security | None:
    """4.8.30 Security Requirement Object, a list of them; None where the list is absent."""
    listed = read.get(at, key, list)
    if listed is None:
        return None
    return tuple(
        tuple(
            SecurityUse(name, tuple(map(str, scopes if isinstance(scopes, list) else ())))
            for name, scopes in requirement.items()
        )
        for requirement in listed
        if isinstance(requirement, dict)
    )


class _Operations:
    """4.8.8 Paths Object, webhooks and callbacks: every operation, with an id of its own.

    In the order of paths and methods, not of the document: what is generated must not depend on how it is arranged.
    """

    def __init__(self, read: Reader, root: At) -> None:
        self._read, self._root = read, root
        self._ids: dict[str, At] = {}
        self._security = security_requirements(read, root) or ()

    def all(self) -> Iterator[ParsedOperation]:
        for path, at in sorted(self._read.members(self._root, "paths")):
            if path.startswith("/"):
                yield from self.path_item(at, path=path)
            else:
                self._read.flaw("openapi/path", f"a path begins with '/': {path!r}", at)
        for name, at in sorted(self._read.members(self._root, "webhooks")):
            yield from self.path_item(at, webhook=name)

    def path_item(
        self, place: At, *, path: str = "", webhook: str = "", callback_of: str = ""
    ) -> Iterator[ParsedOperation]:
        """4.8.9 Path Item Object."""
        at = self._read.follow(place)
        if at is None or not isinstance(self._read.value(at), dict):
            return
        methods = [(m, at / m) for m in METHODS if m in self._read.value(at)]
        methods += [(m.lower(), p) for m, p in self._read.members(at, "additionalOperations")]  # 3.2
        for method, operation in methods:
            if isinstance(self._read.value(operation), dict):
                if webhook or callback_of:
                    self._types_only(operation, f"webhook {webhook!r}" if webhook else f"callback {path!r}")
                yield from self.operation(operation, at, method, path, webhook, callback_of)
            else:
                self._read.flaw("spec/type", f"{method} must be a mapping", operation)

    def _types_only(self, at: At, what: str) -> None:
        said = f"{what}: its types are generated; the server and the clients neither send nor receive it"
        self._read.diagnostics.info("openapi/types-only", said, self._read.position(at))

    def operation(
        self, at: At, item: At, method: str, path: str, webhook: str, callback_of: str
    ) -> Iterator[ParsedOperation]:
        """4.8.10 Operation Object, then those of its callbacks."""
        read = self._read
        name, label, named = self._operation_id(at, method, path or webhook, callback_of)
        inward: View = "read" if webhook or callback_of else "write"
        outward: View = "write" if webhook or callback_of else "read"
        tags = read.get(at, "tags", list) or []
        own = security_requirements(read, at)
        yield ParsedOperation(
            id=name,
            named=named,
            words=label,
            method=method.upper(),
            path=path,
            tag=str(tags[0]) if tags else "default",
            parameters=tuple(self._parameters(at, item, path, label)),
            body=request_body_object(read, at / "requestBody", label, inward),
            responses=tuple(self._responses(at, label, outward)),
            security=self._security if own is None else own,
            doc=read.doc(at),
            position=read.position(at),
            webhook=webhook,
            callback_of=callback_of,
            extensions=read.extensions(at),
        )
        for _, callback in read.members(at, "callbacks"):
            target = read.follow(callback)
            for expression in (read.value(target) or {}) if target else {}:
                if target and not expression.startswith("x-"):
                    yield from self.path_item(target / expression, path=expression, callback_of=name)

    def _operation_id(self, at: At, method: str, place: str, callback_of: str) -> tuple[str, Words, bool]:
        """The contract's own id, its words, and True; where there is none, or a second of the same, what only this
        operation can be called, words made of method and path, and False."""
        read, given = self._read, self._read.text(at, "operationId")
        made = words("-".join((*words(callback_of), method, *words(place)) if callback_of else (method, *words(place))))
        if given and given not in self._ids:
            self._ids[given] = at
            return given, words(given), True
        if given:
            other = read.position(self._ids[given])
            read.flaw(
                "openapi/operation-id",
                f"operationId {given!r} stands at {other.file}:{other.line} too; here it is {'-'.join(made)!r}",
                at / "operationId",
            )
        unnamed = f"{callback_of} {method.upper()} {place}".strip()
        name, number = unnamed, 2
        while name in self._ids:
            name, number = f"{unnamed} {number}", number + 1
        self._ids[name] = at
        return name, made, False

    def _parameters(self, at: At, item: At, path: str, label: Words) -> Iterator[ParsedParameter]:
        """The path item's parameters, replaced by the operation's of the same name and place."""
        found: dict[tuple[str, str], ParsedParameter] = {}
        for place in (*self._read.items(item, "parameters"), *self._read.items(at, "parameters")):
            parameter = parameter_object(self._read, place, label)
            if parameter:
                found[parameter.wire, parameter.place] = parameter
        holes = re.findall(r"{([^{}]+)}", path) if path.startswith("/") else []
        for name, where in list(found):
            if where == "path" and path.startswith("/") and name not in holes:
                self._read.flaw("openapi/path-parameter", f"{name!r} is no {{{name}}} of {path}; it is left out", at)
                del found[name, where]
        for name in holes:
            if (name, "path") not in found:
                self._read.flaw(
                    "openapi/path-parameter", f"{{{name}}} of {path} is not declared; it is taken as text", at
                )
                found[name, "path"] = ParsedParameter(
                    name, "path", True, None, "simple", False, False, None, Doc(), self._read.position(at)
                )
        yield from found.values()

    def _responses(self, at: At, label: Words, view: View) -> Iterator[ParsedResponse]:
        """4.8.16 Responses Object."""
        for status, place in self._read.members(at, "responses"):
            code = status.upper() if status != "default" else status
            if not re.fullmatch(r"[1-5](\d\d|XX)|default", code):
                self._read.flaw("openapi/status", f"{status!r} is no status", place)
                continue
            target = self._read.follow(place)
            if target:
                first = (*label, "response") if code[0] == "2" else (*label, "response", code.lower())
                yield response_object(self._read, target, code, first, view)


def parameter_object(read: Reader, place: At, label: Words) -> ParsedParameter | None:
    """4.8.12 Parameter Object."""
    at = read.follow(place)
    if at is None:
        return None
    name, where = read.text(at, "name"), read.text(at, "in")
    if where == "querystring":
        return _querystring(read, at, label)
    if not name or where not in _PLACES:
        read.flaw("openapi/parameter", "a parameter needs a name and in: path, query, header or cookie", at)
        return None
    if where == "header" and name.lower() in ("accept", "content-type", "authorization"):
        return None  # 4.8.12.2.1: "the parameter definition SHALL be ignored"
    kind, style, styles = _PLACES[where]
    given = read.text(at, "style")
    given = "form" if given == "cookie" and where == "cookie" else given  # 3.2: form, but for what is escaped
    if given and given not in styles:
        read.flaw("openapi/style", f"style {given!r} does not go with in: {where}; {style} is used", at / "style")
        given = ""
    chosen: ParameterStyle = given or style  # type: ignore[assignment]  # one of `styles`
    content = next(read.members(at, "content"), None)
    schema_at = content[1] / "schema" if content else at / "schema"
    media = content[0] if content else None
    return ParsedParameter(
        wire=name,
        place=kind,
        required=kind == "path" or read.flag(at, "required"),
        schema=schema_use(read, schema_at, (*label, *words(name)), "write"),
        style=chosen,
        explode=read.flag(at, "explode", default=chosen == "form"),
        allow_reserved=read.flag(at, "allowReserved"),
        content_type=media,
        doc=read.doc(at),
        position=read.position(at),
    )


def _querystring(read: Reader, at: At, label: Words) -> ParsedParameter | None:
    """3.2, in: querystring. A form is what an exploded object in the query is; other media have no names in a URL."""
    content = next(read.members(at, "content"), None)
    if content is None or content[0] != "application/x-www-form-urlencoded":
        said = "in: querystring is read as application/x-www-form-urlencoded alone; the parameter is left out"
        read.flaw("openapi/parameter", said, at)
        return None
    name = read.text(at, "name") or "query"
    return ParsedParameter(
        wire=name,
        place="query",
        required=read.flag(at, "required"),
        schema=schema_use(read, content[1] / "schema", (*label, *words(name)), "write"),
        style="form",
        explode=True,
        allow_reserved=False,
        content_type=None,
        doc=read.doc(at),
        position=read.position(at),
    )


def request_body_object(read: Reader, place: At, label: Words, view: View) -> ParsedBody | None:
    """4.8.13 Request Body Object."""
    if read.value(place) is None:
        return None
    at = read.follow(place)
    content = tuple(media_types(read, at, (*label, "request"), view)) if at else ()
    if at is None or not content:
        read.flaw("openapi/body", "a request body needs content", place)
        return None
    return ParsedBody(read.flag(at, "required"), content, read.doc(at))


def response_object(read: Reader, at: At, status: str, label: Words, view: View) -> ParsedResponse:
    """4.8.17 Response Object."""
    headers = (header_object(read, place, name, label, view) for name, place in read.members(at, "headers"))
    return ParsedResponse(
        status=status,
        content=tuple(media_types(read, at, label, view)),
        headers=tuple(h for h in headers if h and h.wire.lower() != "content-type"),
        doc=read.doc(at),
        position=read.position(at),
    )


def header_object(read: Reader, place: At, name: str, label: Words, view: View) -> ParsedHeader | None:
    """4.8.21 Header Object."""
    at = read.follow(place)
    if at is None:
        return None
    schema = schema_use(read, at / "schema", (*label, *words(name)), view)
    return ParsedHeader(name, read.flag(at, "required"), schema, read.flag(at, "explode"), read.doc(at))


def media_types(read: Reader, at: At, label: Words, view: View) -> Iterator[ParsedMedia]:
    """4.8.14 Media Type Object, a map of them. A second type's inline schema takes the type into its name."""
    for index, (content_type, place) in enumerate(sorted(read.members(at, "content"), key=lambda one: _usual(one[0]))):
        media = read.follow(place)
        if media is None:
            continue
        name = label if index == 0 else (*label, *words(content_type.split("/")[-1]))
        binary = not re.match(r"application/(.*\+)?json|text/|.*xml|application/x-www-form-urlencoded", content_type)
        item = media / "itemSchema"  # 3.2: each item of a stream
        streamed = read.value(item) is not None
        use = schema_use(
            read, item if streamed else media / "schema", (*name, "item") if streamed else name, view, binary
        )
        parts = read.members(media, "encoding")
        yield ParsedMedia(
            content_type=content_type,
            schema=use,
            encoding={wire: encoding_object(read, part, name, view) for wire, part in parts},
            examples=read.doc(media).examples,
            position=read.position(place),
        )


def _usual(content_type: str) -> int:
    """A mapping has no order; this is the one in which people mean its types: JSON unless they say otherwise, and a
    range for what no other names."""
    kinds = (r"application/json", r".*\+json", r"multipart/", r"application/x-www-form-urlencoded")
    return next(
        (i for i, kind in enumerate(kinds) if re.match(kind, content_type)), len(kinds) + content_type.count("*")
    )


def encoding_object(read: Reader, at: At, label: Words, view: View) -> ParsedPart:
    """4.8.15 Encoding Object."""
    style = read.text(at, "style")
    headers = (header_object(read, place, name, label, view) for name, place in read.members(at, "headers"))
    return ParsedPart(
        content_type=read.text(at, "contentType") or None,
        style=style if style in _PLACES["query"][2] else None,  # type: ignore[arg-type]  # narrowed
        explode=read.get(at, "explode", bool),
        headers=tuple(h for h in headers if h),
    )


def schema_use(read: Reader, at: At, label: Words, view: View, binary: bool = False) -> SchemaUse | None:
    return SchemaUse(at, label, view, binary) if read.value(at) is not None else None
