"""What an operation may answer, and that nothing else leaves: status, media type, headers and body are checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, TypeAlias

from pydantic import TypeAdapter
from pydantic_core import PydanticSerializationError

from codegen.runtime.call import Answer, ApiError, Violation
from codegen.runtime.header_fields import fields
from codegen.runtime.json_text import dumps
from codegen.runtime.model import encode
from codegen.runtime.negotiation import accepted
from codegen.runtime.parameters import Shape, delimited, shape
from codegen.runtime.problems import PROBLEM, fitting, least, problem
from codegen.runtime.validation import Schema, first

Checking: TypeAlias = bool | Literal["sampled"]
Headers: TypeAlias = list[tuple[bytes, bytes]]
Rendered: TypeAlias = tuple[int, Headers, bytes]
EVENTS = "text/event-stream"
SAMPLE = 16  # 'sampled' checks one answer in so many


class ContractViolationError(Exception):
    """A handler answered what the contract does not declare; the text has file:line and the pointer."""


class Answers:
    """The answers of one operation. `types` are by 'status media-type'."""

    def __init__(
        self,
        spec: Mapping[str, Any],
        types: Mapping[str, Any],
        definitions: Mapping[str, Any],
        checking: Checking = True,
        problems: tuple[str, Any] = (PROBLEM, None),
    ) -> None:
        """`problems`: content type and schema of errors of which the operation itself says nothing."""
        self._id, self._position = spec["id"], spec["position"]
        self._checking, self._count, self._definitions = checking, 0, definitions
        self._declared = {
            status: Declared(status, response, types, definitions) for status, response in spec["responses"].items()
        }
        good = [d for status, d in self._declared.items() if status[0] in "23"]
        self._good = good or [d for status, d in self._declared.items() if status == "default"]
        bad = [m for status, d in self._declared.items() if status[0] in "45d" for m in d.content.values()]
        kind, schema = problems
        bad += [] if schema is None else [Medium(kind, {"kind": "json", "schema": schema}, Any, definitions)]
        self._else = next((medium for medium in bad if medium.how == "json"), None)
        self._empty = next((one for one in self._good if not one.content), None)
        self.offers = tuple(dict.fromkeys(kind for declared in self._good for kind in declared.content))
        self._first = self.offers[0] if self.offers else ""
        self.invalid = 422 if "422" in self._declared and "400" not in self._declared else 400
        """The status of a request that breaks the contract."""

    def declares(self, status: int) -> bool:
        return self._find(status) is not None

    def undeclared(self, status: int, what: str = "") -> ContractViolationError:
        """`what`: the text of the error that was to be answered."""
        known = ", ".join(self._declared) or "nothing"
        told = f"answer {status} ({what})" if what else f"answer {status}"
        return ContractViolationError(f"{self._position}/responses {self._id} has {known}, and no {told}")

    def _find(self, status: int) -> Declared | None:
        known = self._declared
        return known.get(str(status)) or known.get(f"{status // 100}XX") or known.get("default")

    def wanted(self, accept: bytes | None) -> str:
        """The media type that a client likes best; '' where successes have no content. ApiError 406: it takes none."""
        if accept is None or accept == b"*/*":
            return self._first
        found = accepted(accept.decode("latin-1"), self.offers)
        if found is None:
            raise ApiError(406, f"this operation answers {', '.join(self.offers)}")
        return found

    # ---- successes

    def render(self, result: Any, wanted: str) -> Rendered:
        """A handler's result, an `Answer` or a plain value. ContractViolationError where it is not declared."""
        answer = result if isinstance(result, Answer) else None
        body = result if answer is None else answer.body
        status, declared = self._chosen(body, answer.status if answer else None)
        checked = self._checks()
        headers: dict[str, str] = {}
        kind = ""
        if answer is not None:
            headers = _lower(answer.headers)
            kind = headers.pop("content-type", "") or answer.content_type
        if checked and declared.headers:
            self._check_headers(status, declared, headers)
        raw = self._raw(status, headers) if headers else []
        if not declared.content:
            if body is not None or kind:
                raise self._violation(status, f"has no content, and the answer has {kind or type(body).__name__}")
            return status, raw, b""
        medium = declared.medium(kind) if kind else (declared.content.get(wanted) or declared.first)
        if medium is None or "*" in (kind or medium.kind):
            what = kind or ("nothing" if medium is None else medium.kind)
            raise self._violation(status, f"has {', '.join(declared.content)}, and the answer is {what}")
        data = self._encode(body, status, medium, checked)
        raw += self._raw(status, {"content-type": kind}) if kind else [medium.header]
        return status, raw, data

    def _chosen(self, body: Any, status: int | None) -> tuple[int, Declared]:
        if status is not None:
            declared = self._find(status)
            if declared is None or not 200 <= status <= 599:  # `default` is of no other
                raise self.undeclared(status)
            return status, declared
        if not self._good:
            raise self.undeclared(200)
        declared = self._good[0] if body is not None else (self._empty or self._good[0])
        return declared.usual, declared

    def _raw(self, status: int, headers: Mapping[str, str]) -> Headers:
        try:
            return fields(headers)
        except ValueError as error:
            raise self._violation(status, f"has {error}") from error

    def _checks(self) -> bool:
        if self._checking == "sampled":
            self._count += 1
            return self._count % SAMPLE == 1
        return self._checking

    def _check_headers(self, status: int, declared: Declared, given: Mapping[str, str]) -> None:
        for header in declared.headers:
            value = given.get(header.name)
            if value is None:
                if header.required:
                    raise self._violation(status, f"has the required header {header.wire}, and the answer lacks it")
                continue
            wrong = header.schema.check(delimited(value, ",", header.shape, header.explode))
            if wrong:
                raise self._violation(status, f"has another header {header.wire}: {wrong[0].detail}")

    def _encode(self, value: Any, status: int, medium: Medium, checked: bool) -> bytes:
        if medium.how == "binary":
            if not isinstance(value, (bytes, bytearray, memoryview)):
                raise self._violation(status, f"has bytes, and the answer is {type(value).__name__}")
            return bytes(value)
        try:
            found = encode(medium.adapter, value)
        except PydanticSerializationError as error:
            raise self._violation(status, f"has another body than {type(value).__name__}: {error}") from error
        if checked:
            wrong = medium.wrong(found)
            if wrong:
                raise self._violation(status, f"has another body at #{wrong[0].pointer}: {wrong[0].detail}")
        return medium.write(found)

    def _violation(self, status: int, what: str) -> ContractViolationError:
        known = self._declared
        key = next(key for key in (str(status), f"{status // 100}XX", "default") if key in known)
        return ContractViolationError(f"{self._position}/responses/{key} {self._id} {what}")

    # ---- events

    def stream(self) -> tuple[int, Medium] | None:
        """The status and medium of server-sent events; None where the operation has none."""
        return next(((d.usual, d.content[EVENTS]) for d in self._good if EVENTS in d.content), None)

    def event(self, value: Any, status: int, medium: Medium) -> bytes:
        """One event's data."""
        return self._encode(value, status, medium, self._checks())

    # ---- errors

    def refuse(self, error: ApiError, request_id: str, path: str) -> Rendered:
        """In the contract's words: of the status, else of another error; RFC 9457 where it has none at all.

        Raises `ContractViolationError` where the error has a header that cannot be sent.
        """
        declared = self._find(error.status)
        headers = _lower(error.headers)
        if declared is None:
            if self._else is None:
                return _problem(error, headers, problem(error, request_id, path, None, {}), PROBLEM)
            return _problem(error, headers, self._body(error, request_id, path, self._else), self._else.kind)
        for header in declared.headers:
            if header.required and header.name not in headers and header.name != "x-request-id":
                headers[header.name] = str(least(header.source, self._definitions))
        if not declared.content:
            return error.status, _fields(headers), b""
        medium = next((m for m in declared.content.values() if m.how == "json"), next(iter(declared.content.values())))
        kind = "text/plain" if medium.kind == "text/*" else medium.kind
        if medium.how == "text":
            return _problem(error, headers, error.detail or str(error), kind)
        return _problem(error, headers, self._body(error, request_id, path, medium), kind)

    def _body(self, error: ApiError, request_id: str, path: str, medium: Medium) -> Any:
        return fitting(error, request_id, path, medium.source, self._definitions, medium.schema)


def _lower(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def _problem(error: ApiError, headers: Mapping[str, str], body: Any, kind: str) -> Rendered:
    data = body.encode(errors="replace") if isinstance(body, str) else dumps(body)
    return error.status, [*_fields(headers), (b"content-type", kind.encode())], data


def _fields(headers: Mapping[str, str]) -> Headers:
    try:
        return fields(headers)
    except ValueError as error:
        raise ContractViolationError(f"an error answer has {error}") from error


class Declared:
    """One response of the contract."""

    __slots__ = ("content", "first", "headers", "usual")

    def __init__(
        self, status: str, response: Mapping[str, Any], types: Mapping[str, Any], definitions: Mapping[str, Any]
    ) -> None:
        self.usual = int(status.replace("X", "0")) if status[0].isdigit() else (200 if response["content"] else 204)
        self.content = {
            kind: Medium(kind, media, types.get(f"{status} {kind}", Any), definitions)
            for kind, media in response["content"].items()
        }
        self.first = next(iter(self.content.values()), None)
        self.headers = [HeaderRule(wire, header, definitions) for wire, header in response["headers"].items()]

    def medium(self, kind: str) -> Medium | None:
        """The declared medium that a media type is, by its whole name, without parameters, or by its range."""
        name = kind.split(";", maxsplit=1)[0].strip()
        for key in (kind, name, name.split("/")[0] + "/*", "*/*"):
            if key in self.content:
                return self.content[key]
        return None


class Medium:
    __slots__ = ("adapter", "header", "how", "kind", "schema", "source", "write", "wrong")

    def __init__(self, kind: str, media: Mapping[str, Any], python: Any, definitions: Mapping[str, Any]) -> None:
        self.kind, self.how, self.source = kind, media["kind"], media["schema"]
        self.header = (b"content-type", kind.encode())
        self.schema, self.adapter = Schema(media["schema"], definitions), TypeAdapter[Any](python)
        self.write: Callable[[Any], bytes] = {"text": _text, "lines": _lines}.get(self.how, dumps)
        self.wrong = self._wrong_lines if self.how == "lines" else self.schema.check

    def _wrong_lines(self, found: Sequence[Any]) -> list[Violation]:
        return first(wrong for number, item in enumerate(found) for wrong in self.schema.check(item, f"/{number}"))


def _text(value: Any) -> bytes:
    return value.encode() if isinstance(value, str) else dumps(value)


def _lines(items: Sequence[Any]) -> bytes:
    return b"".join(dumps(item) + b"\n" for item in items)


class HeaderRule:
    __slots__ = ("explode", "name", "required", "schema", "shape", "source", "wire")

    def __init__(self, wire: str, header: Mapping[str, Any], definitions: Mapping[str, Any]) -> None:
        self.wire, self.name, self.required = wire, wire.lower(), header["required"]
        self.source, self.explode = header["schema"], header.get("explode", False)
        self.schema = Schema(header["schema"], definitions)
        self.shape: Shape = shape(header["schema"], definitions)
