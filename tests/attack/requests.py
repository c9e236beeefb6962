"""Requests that no honest client sends: valid ones of a contract, changed in their bytes, values, headers and paths."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from codegen.instances import Barren, Judge, examples, values
from codegen.runtime.application import Plan
from tests.support.hostile import TEXTS
from tests.support.operations import Walked, walk

JSON = Any
ODD: Sequence[JSON] = [
    None, True, False, 0, -1, 1.5, 10**30, -(10**19), 1e300, 5e-324, "", "x", "é\u202e", "\x00", "null", "1", [],
    [[]],
    [None], {}, {"": 0}, {"__proto__": {"x": 1}}, {"constructor": 1}, {"$ref": "#"}, "x" * 5000, [0] * 500,
]  # fmt: skip
BYTES = [
    b"", b" ", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"{", b"[" * 5000, b'{"a":' * 3000, b"1" * 6000, b"1e99999",
    b"-", b"NaN",
    b"Infinity", b"nul", b'"\\ud800"', b'"\\u0000"', b'"\xed\xa0\x80"', b"\xc0\xaf", b"// x\n{}", b"{'a': 1}",
    b"\r\n\r\n",
    b"a=1&a=2&%zz&=&[]=&a[b=1", b"--b--\r\n", b"--b\r\n\r\n\r\n--b--\r\n", b"\x1f\x8b\x08\x00", b"true false",
]  # fmt: skip
TYPES = [
    "", "application/json", "application/json; charset=utf-16", "application/json; charset=\"utf-8\"",
    "APPLICATION/JSON",
    "application/json;", "application/json; charset", "application/jsonx", "text/plain",
    "text/plain; charset=punycode",
    "text/plain; charset=utf-7", "multipart/form-data", "multipart/form-data; boundary=",
    "multipart/form-data; boundary=b",
    'multipart/form-data; boundary="' + "b" * 300 + '"', "multipart/form-data; boundary=b; boundary=c",
    "application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=utf-16", "*/*",
    "application/*", "a",
    "/", ";", "application/json, text/plain", "application/octet-stream", "image/png", "application/merge-patch+json",
    "application/jsonl", "x/" + "y" * 4000, "multipart/form-data; boundary*=utf-8''%62", "text/event-stream",
    "\xe4/\xff",
]  # fmt: skip
HEADERS: Sequence[tuple[str, Sequence[str]]] = [
    ("Accept", ["", "*/*;q=0", "application/json;q=2", "text/event-stream", "a/b;q=nan", ",,,", "*", "x" * 3000,
                "application/json;q=0.0000001", "text/html, */*;q=0.1", ";q=1"]),
    ("Content-Encoding", ["gzip", "identity, gzip", "", "br", "IDENTITY"]),
    ("Content-Length", ["", "-1", "1e3", "99999999999999999999999", "0x10", "1_0", "\xb2", "+1", " 1", "1, 1"]),
    ("Cookie", ["", ";", "=", "a", "a=1; a=2", "session=%ff", '"a"="b"', "a=" + "b" * 5000, "\xff=\xff"]),
    ("Authorization", ["", "Bearer", "Bearer  ", "Basic", "Basic !!!", "Basic " + "QQ==", "Bearer a b", "x" * 5000,
                       "Bearer \xff", "bearer writer", "Basic /////w=="]),
    ("If-Match", ["", "*", '"', "W/\"a\"", '"a", "b"']), ("If-None-Match", ["*", '"x']),
    ("Range", ["bytes=", "bytes=-", "bytes=9-1", "bytes=0-99999999999999999999", "bytes=0-0,0-0", "x=1"]),
    ("Last-Event-ID", ["", "-1", "9" * 400, "\xff", "1e9", "a\tb"]),
    ("X-Request-Id", ["", "a" * 5000, "a b", "\xff", "<script>", "../.."]),
    ("X-HTTP-Method-Override", ["DELETE"]), ("Expect", ["100-continue", "x"]), ("Host", ["", "evil.example",
    "[::1", "a b"]),
    ("Origin", ["null", "http://evil.example"]), ("X-Forwarded-For", ["127.0.0.1", "::1, x"]),
    ("traceparent", ["00-00000000000000000000000000000000-0000000000000000-00", "x", "\xff"]),
    ("Idempotency-Key", ["", "a" * 5000, "\xff"]),
]  # fmt: skip
SEGMENTS = [
    "..", ".", "%2e%2e", "%2E", "%2f", "%5c", "%00", "%ff", "%c0%af", "%ed%a0%80", "%", "%zz", "%u0041", ";",
    ";a=1", "a;b", "",
    "a" * 4000, "-1", "1e9", "0x1", "%20", "+", "9" * 400, "%D9%A1", "%EF%BC%91", "null", "{id}", "*", "~", "%25",
    "%2525",
    "a%0d%0aX: y", "NaN", ":", "@", "%3F", "%23",
]  # fmt: skip
QUERIES = [
    "&", "=", "a", "?", "[]=1", "a[]=1&a[]=2", "limit=", "limit=1&limit=2", "limit=-1", "limit=9e99", "limit=%31",
    "limit=%D9%A1", "cursor=%00", "cursor=%ff", "tags=,,", "tags=a&tags=b", "%zz=1", "a=%", "x[a][b]=1", "x[a=1",
    "&&&&",
    "limit=1%202", "limit=+1", "limit=1.0", "limit=1e0", "limit=true", "limit=[1]", "a=" + "b" * 4000, "%E2%80%AE=1",
]  # fmt: skip
METHODS = [
    "GET",
    "HEAD",
    "POST",
    "PUT",
    "PATCH",
    "DELETE",
    "OPTIONS",
    "TRACE",
    "CONNECT",
    "get",
    "X",
    "PROPFIND",
    "QUERY",
]


@dataclass(frozen=True, slots=True)
class Request:
    method: str
    target: str
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")

    def with_header(self, name: str, value: str) -> Request:
        kept = tuple(pair for pair in self.headers if pair[0].lower() != name.lower())
        return replace(self, headers=(*kept, (name, value)))


@dataclass(frozen=True, slots=True)
class Source:
    """Where requests to one contract come from: for each operation some valid bodies of each media type."""

    document: Mapping[str, Any]
    operations: Sequence[Walked]
    bodies: Mapping[tuple[str, str, str], Sequence[JSON]]  # method, path, media type

    def valid(self, chance: random.Random) -> Request:
        operation = chance.choice(self.operations)
        headers, body = tuple(operation.headers.items()), b""
        media = [key for key in self.bodies if key[:2] == (operation.method, operation.path)]
        if media:
            key = chance.choice(media)
            body, content_type = written(chance.choice(self.bodies[key]), key[2])
            headers = (*headers, ("Content-Type", content_type))
        return Request(operation.method, operation.target, headers, body)


def source(plan: Plan, seed: int, count: int = 6) -> Source:
    """Valid bodies are drawn from the schemas that the server checks by; whether they are valid others judge."""
    document = plan.documents["openapi"]
    judge = Judge(plan.definitions)
    bodies: dict[tuple[str, str, str], Sequence[JSON]] = {}
    for operation in plan.operations:
        for media_type, media in ((operation["body"] or {}).get("content") or {}).items():
            try:
                instances = examples(values(judge, media["schema"]), count, seed)
            except Barren:
                instances = []
            # openapi-core does not know leap seconds
            supported = [value for value in instances if ":59:60" not in json.dumps(value)]
            bodies[operation["method"], operation["path"], media_type] = supported or [{}]
    return Source(document, list(walk(document)), bodies)


def written(value: JSON, media_type: str) -> tuple[bytes, str]:
    """A value as the body of a media type, and the Content-Type."""
    name = media_type.partition(";")[0]
    if name == "application/x-www-form-urlencoded":
        return "&".join(f"{quote(k)}={quote(v)}" for k, v in _fields(value)).encode(), media_type
    if name == "multipart/form-data":
        parts = [f'--b\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n' for k, v in _fields(value)]
        return "".join([*parts, "--b--\r\n"]).encode("utf-8", "replace"), f"{media_type}; boundary=b"
    if "json" in name and not name.endswith("jsonl"):
        return json.dumps(value).encode(), media_type
    text = value if isinstance(value, str) else json.dumps(value)
    return text.encode("utf-8", "replace"), media_type if "*" not in media_type else "text/plain"


def _fields(value: JSON) -> list[tuple[str, str]]:
    members = value.items() if isinstance(value, dict) else [("a", value)]
    return [(k, v if isinstance(v, str) else json.dumps(v)) for k, v in members if '"' not in k and "\n" not in k]


def hostile(valid: Request, chance: random.Random) -> Request:
    """`valid` with one to three changes, each at another place."""
    request = valid
    for change in chance.sample(CHANGES, chance.choice([1, 1, 1, 2, 3])):
        request = change(request, chance)
    return request


def _value(request: Request, chance: random.Random) -> Request:
    """The JSON body with odd values, and with names that it does not have."""
    try:
        value = json.loads(request.body)
    except (ValueError, RecursionError):
        return _bytes(request, chance)
    for _ in range(chance.choice([1, 1, 2, 4])):
        value = _changed(value, chance)
    return replace(request, body=json.dumps(value).encode())


def _changed(value: JSON, chance: random.Random) -> JSON:
    if isinstance(value, dict) and value and chance.random() < 0.8:
        name = chance.choice(list(value))
        match chance.randrange(4):
            case 0:
                return {key: item for key, item in value.items() if key != name}
            case 1:
                return {**value, chance.choice(TEXTS): chance.choice(ODD)}
            case _:
                return {**value, name: _changed(value[name], chance)}
    if isinstance(value, list) and value and chance.random() < 0.8:
        at = chance.randrange(len(value))
        return [*value[:at], _changed(value[at], chance), *value[at + chance.choice([0, 1]) :]]
    return chance.choice([*ODD, *TEXTS[:30]])


def _bytes(request: Request, chance: random.Random) -> Request:
    body = bytearray(request.body)
    at = chance.randrange(len(body) + 1)
    match chance.randrange(5):
        case 0:
            body[at : at + chance.randrange(1, 9)] = b""
        case 1:
            body[at:at] = chance.choice(BYTES)
        case 2:
            body[at : at + 1] = bytes([chance.randrange(256)])
        case 3:
            body = bytearray(chance.choice(BYTES))
        case _:
            body = body + body
    return replace(request, body=bytes(body))


def _type(request: Request, chance: random.Random) -> Request:
    if chance.random() < 0.1:
        return replace(request, headers=(*request.headers, ("Content-Type", chance.choice(TYPES))))
    return request.with_header("Content-Type", chance.choice(TYPES))


def _header(request: Request, chance: random.Random) -> Request:
    name, options = chance.choice(HEADERS)
    if chance.random() < 0.2:
        options = [text.encode().decode("latin-1").translate(_NO_BREAKS) for text in chance.sample(TEXTS, 3)]
    if chance.random() < 0.1:
        return replace(request, headers=(*request.headers, *((name, text) for text in chance.sample(options, 1) * 2)))
    return request.with_header(name, chance.choice(options))


_NO_BREAKS = dict.fromkeys((0, 10, 13), " ")  # which no web server lets through


def _path(request: Request, chance: random.Random) -> Request:
    path, question, query = request.target.partition("?")
    segments = path.split("/")
    at = chance.randrange(1, max(len(segments), 2))
    match chance.randrange(3):
        case 0:
            segments[at:at] = [chance.choice(SEGMENTS)]
        case 1:
            segments[-1:] = [chance.choice(SEGMENTS)]
        case _:
            segments[at : at + 1] = [chance.choice([*SEGMENTS, quote(chance.choice(TEXTS), safe="")])]
    return replace(request, target="/".join(segments).replace(" ", "%20") + question + query)


def _query(request: Request, chance: random.Random) -> Request:
    path, _, query = request.target.partition("?")
    more = chance.choice([*QUERIES, f"{quote(chance.choice(TEXTS), safe='')}={quote(chance.choice(TEXTS), safe='')}"])
    return replace(request, target=f"{path}?{chance.choice([more, f'{query}&{more}', f'{more}&{query}'])}")


def _method(request: Request, chance: random.Random) -> Request:
    return replace(request, method=chance.choice(METHODS))


CHANGES: Sequence[Callable[[Request, random.Random], Request]] = (
    _value, _value, _bytes, _bytes, _type, _header, _header, _path, _query, _method,
)  # fmt: skip
