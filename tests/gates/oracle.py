"""openapi-core as an independent judge: is this request, is this answer, what the contract says?

What it reads amiss (measured on 0.23.1) is put in other words for it: `readOnly` and `writeOnly`, which it has the
wrong way round in OpenAPI 3.1; binary strings, which are no strings to it; empty bodies, which are none;
discriminators, on which it fails where a tag is no string; formats that it does not know; `multipleOf: 0.01`, which it
divides in binary, so that 10.02 is none. It is not asked about forms,
whose parts it leaves bytes or text, nor about event streams. Where the specification leaves a reading open (`nullable`
beside a reference, `tags=` as a list, `q=` as a text), it is told ours. Security is left to `authenticate`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from openapi_core import Config, OpenAPI
from openapi_core.datatypes import RequestParameters
from openapi_core.exceptions import OpenAPIError
from werkzeug.datastructures import Headers, ImmutableMultiDict

from tests.support.operations import resolved

HOST = "http://oracle"
_SAYS_TYPE = frozenset({"type", "allOf", "anyOf", "oneOf", "$ref"})
_STEPS = "a multiple of "
_FORMATS = {  # that it does not know, or in another way; as much of them as generated values need
    "time": re.compile(r"([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)"),
    "uri": re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[!-~]*"),
    "duration": re.compile(r"P(\d+W|(?=[T\d])(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?)"),
}


@dataclass(slots=True)
class Asked:
    """A request as openapi-core wants it."""

    method: str
    path: str
    content_type: str
    body: bytes | None
    parameters: RequestParameters
    declared: frozenset[str] = frozenset()  # names of query parameters
    host_url: str = HOST


@dataclass(frozen=True, slots=True)
class Told:
    """An answer as openapi-core wants it."""

    status_code: int
    content_type: str
    data: bytes
    headers: Headers = field(default_factory=Headers)


class Oracle:
    """`document` is one OpenAPI document, what stood in other files brought inside."""

    def __init__(self, document: Mapping[str, Any], *, closed_query: bool = False) -> None:
        """`closed_query`: query parameters that are not declared are invalid, which openapi-core does not know."""
        self._document, self._closed_query = document, closed_query
        plain = _without_security({**document, "servers": [{"url": HOST}]})
        self._requests = _open(project(plain, "readOnly"))
        self._answers = _open(project(plain, "writeOnly"))
        self._delimited = _delimited(document)
        self._spaced = {one["name"] for one in _objects(document) if one.get("style") == "spaceDelimited"}
        self._paths = [(path, _pattern(path)) for path in sorted(document["paths"], key=lambda path: path.count("{"))]

    def refuses_request(self, asked: Asked) -> str | None:
        """Why it is not what the contract says; '' where it is, None where it cannot be asked."""
        if is_form(asked.content_type):
            return None
        undeclared = sorted(set(asked.parameters.query) - asked.declared) if self._closed_query else []
        if undeclared:
            return f"undeclared query parameters {undeclared}"
        return _why(lambda: self._requests.validate_request(asked))

    def refuses_answer(self, asked: Asked, told: Told) -> str:
        """The same of an answer. Event streams are no documents that it could read."""
        if told.content_type.startswith("text/event-stream"):
            return ""
        told = replace(told, data=filled(told.data, told.content_type))
        return _why(lambda: self._answers.validate_response(asked, told))

    def asked(self, method: str, url: str, headers: Sequence[tuple[str, str]], body: bytes | None) -> Asked | None:
        """The request in openapi-core's form; None where the contract has no such path."""
        parts = urlsplit(url)
        matches = ((path, pattern.fullmatch(parts.path)) for path, pattern in self._paths)
        path, found = next(((path, match) for path, match in matches if match), ("", None))
        if found is None:
            return None
        known = Headers([(name, value) for name, value in headers if value or name not in self._delimited])
        cookies = [piece.strip().partition("=")[::2] for piece in known.get("Cookie", "").split(";") if piece.strip()]
        names = re.findall(r"\{([^{}]+)\}", path)
        parameters = RequestParameters(
            query=ImmutableMultiDict(self._pairs(parts.query)),
            header=known,
            cookie=ImmutableMultiDict(cookies),
            path=_spelled(dict(zip(names, map(unquote, found.groups()), strict=True))),
        )
        plain = re.sub(r"\{[^{}]+\}", "x", path)  # openapi-core looks for the path once more, in decoded text
        kind = known.get("Content-Type", "")
        declared = self._declared(path, method.lower())
        return Asked(method.lower(), plain, kind, filled(body or b"", kind) or None, parameters, declared)

    def _declared(self, path: str, method: str) -> frozenset[str]:
        """The names of an operation's query parameters, with the query credentials of the document."""
        item = self._document["paths"][path]
        own = [*item.get("parameters", ()), *item.get(method, {}).get("parameters", ())]
        schemes = self._document.get("components", {}).get("securitySchemes", {}).values()
        named = [*(resolved(self._document, one) for one in own), *schemes]
        return frozenset(one["name"] for one in named if one.get("in") == "query")

    def _pairs(self, text: str) -> list[tuple[str, str]]:
        """`tags=` is the empty list, as nothing else could be; openapi-core takes it for a list of one empty text.

        Lists that are delimited by spaces it splits at `%20`, which is what a space was before it was decoded.
        """
        pairs = parse_qsl(text, keep_blank_values=True)
        known = [(name, value) for name, value in pairs if value or name not in self._delimited]
        return [(name, value.replace(" ", "%20") if name in self._spaced else value) for name, value in known]


def is_form(content_type: str) -> bool:
    return content_type.startswith(("multipart/", "application/x-www-form-urlencoded"))


def _spelled(values: Mapping[str, str]) -> dict[str, str]:
    """Path parameters under the names that openapi-core looks for by style: `{.label}`, `{;matrix*}`."""
    return {
        f"{sign}{name}{star}": value for name, value in values.items() for sign in ("", ".", ";") for star in ("", "*")
    }


def filled(body: bytes, content_type: str) -> bytes:
    """The body; one byte in place of none where the type is of bytes, as no bytes are bytes, too."""
    return body or (b"?" if content_type in ("application/octet-stream", "text/plain") else b"")


def _delimited(document: Mapping[str, Any]) -> frozenset[str]:
    """The names of parameters whose lists are one text."""
    return frozenset(
        one["name"]
        for one in _objects(document)
        if "name" in one and (one.get("explode") is False or (one.get("in") == "header" and "explode" not in one))
        if _object(one.get("schema")).get("type") == "array"
    )


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def project(document: Mapping[str, Any], mark: str) -> dict[str, Any]:
    """The document for one direction: what is marked so is not asked for in requests, and never stands in answers."""
    whole = deepcopy(dict(document))
    for schema in _objects(whole):
        members = schema.get("properties")
        if not isinstance(members, dict):
            continue
        gone = [name for name, member in members.items() if isinstance(member, dict) and member.get(mark) is True]
        for name in gone:
            members[name] = {} if mark == "readOnly" else {"not": {}}
        if gone and isinstance(schema.get("required"), list):
            left = [name for name in schema["required"] if name not in gone]
            schema.pop("required") if not left else schema.update(required=left)
    for schema in _objects(whole):
        for word in ("readOnly", "writeOnly"):
            if isinstance(schema.get(word), bool):
                del schema[word]
        if isinstance(schema.get("discriminator"), dict):
            del schema["discriminator"]
        if isinstance(schema.get("properties"), dict) and not schema.keys() & {
            "type",
            "allOf",
            "anyOf",
            "oneOf",
            "$ref",
        }:
            schema["type"] = "object"  # of which the types of all languages make an object, and only that
        if schema.get("type") == "string" and schema.get("format") == "binary":
            del schema["type"], schema["format"]
        if isinstance(step := schema.get("multipleOf"), float):
            del schema["multipleOf"]
            schema.setdefault("allOf", []).append({"format": f"{_STEPS}{step}"})
        if schema.get("in") == "query" and "schema" in schema:
            schema["allowEmptyValue"] = True
        # OpenAPI 3.0.3 has `nullable` beside `type` only; people write it beside a reference and mean it.
        if schema.get("nullable") is True and "allOf" in schema and "type" not in schema:
            schema["anyOf"] = [{"allOf": schema.pop("allOf")}, {"type": "string", "nullable": True, "enum": [None]}]
            del schema["nullable"]
    return whole


def _objects(value: Any) -> Any:
    if isinstance(value, dict):
        yield value
        for item in list(value.values()):
            yield from _objects(item)
    elif isinstance(value, list):
        for item in value:
            yield from _objects(item)


def _without_security(document: dict[str, Any]) -> dict[str, Any]:
    whole = deepcopy(document)
    whole.pop("security", None)
    for path in whole["paths"].values():
        for operation in path.values():
            if isinstance(operation, dict):
                operation.pop("security", None)
    return whole


def _pattern(path: str) -> re.Pattern[str]:
    return re.compile("([^/]+)".join(re.escape(part) for part in re.split(r"\{[^{}]+\}", path)))


def _open(document: dict[str, Any]) -> OpenAPI:
    reads: dict[str, Callable[[bytes], Any]] = {"application/problem+json": json.loads}
    reads["application/merge-patch+json"] = json.loads
    formats = {name: _text_like(pattern) for name, pattern in _FORMATS.items()}
    named = {name for schema in _objects(document) if isinstance(name := schema.get("format"), str)}
    formats |= {name: _stepped(name.removeprefix(_STEPS)) for name in named if name.startswith(_STEPS)}
    config = Config(spec_validator_cls=None, extra_media_type_deserializers=reads, extra_format_validators=formats)
    return OpenAPI.from_dict(document, config=config)


def _text_like(pattern: re.Pattern[str]) -> Callable[[Any], bool]:
    """A format: it speaks to strings alone."""
    return lambda value: not isinstance(value, str) or pattern.fullmatch(value) is not None


def _stepped(step: str) -> Callable[[Any], bool]:
    """A format in place of `multipleOf`: it speaks to numbers alone, and counts as they are written."""
    return lambda value: type(value) not in (int, float) or Decimal(str(value)) % Decimal(step) == 0


def _why(check: Any) -> str:
    try:
        check()
    except OpenAPIError as error:
        cause: BaseException | None = error
        texts = []
        while cause is not None:  # never its str(), which decodes bodies that are not UTF-8
            name = getattr(cause, "name", "")
            texts.append(f"{type(cause).__name__} {name}".strip())
            texts += [str(one.message) for one in getattr(cause, "schema_errors", ())]
            cause = cause.__cause__
        return " <- ".join(texts)
    return ""
