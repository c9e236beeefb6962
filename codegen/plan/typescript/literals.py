"""TypeScript's spelling of text, constants, names and documentation."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from codegen.contract import JSON, MISSING, Doc, Missing
from codegen.naming import Words, camel, identifiers
from codegen.prose import is_visible, one_line, printable, wrapped

# Members that every object has already, and the one that would make a group of methods awaitable.
UNUSABLE = frozenset({"constructor", "hasOwnProperty", "prototype", "then", "toString", "valueOf"})
# What the generated package's own modules export or name: no declaration of the contract may hide it.
RESERVED = frozenset(
    [
        "AnyResult",
        "ApiClient",
        "AsyncIterable",
        "BinaryBody",
        "Call",
        "CallOptions",
        "Caller",
        "ChannelClosed",
        "ChannelConnection",
        "ChannelOptions",
        "Channels",
        "ClientOptions",
        "Connection",
        "DataOf",
        "EventStream",
        "FailedResponse",
        "Failure",
        "Headers",
        "JsonValue",
        "Middleware",
        "Next",
        "OpenSocket",
        "OperationSpec",
        "OrNewer",
        "Promise",
        "Reconnect",
        "Retry",
        "Secret",
        "Secrets",
        "Socket",
        "Success",
        "TypedHeaders",
        "Unexpected",
        "UnexpectedResponse",
    ]
)


def text(value: str) -> str:
    """A string literal; nothing in it ends it or hides."""
    return '"' + "".join(_sign(sign) for sign in value) + '"'


def _sign(sign: str) -> str:
    if sign in '\\"':
        return "\\" + sign
    return sign if is_visible(sign) else json.dumps(sign)[1:-1]


def literal(value: JSON) -> str:
    """Any JSON value as an expression; a scalar as a type, too."""
    match value:
        case str():
            return text(value)
        case list():
            return f"[{', '.join(map(literal, value))}]"
        case dict():
            return record((name, literal(member)) for name, member in value.items())
        case _:
            return json.dumps(value)


def literals(values: Iterable[JSON]) -> str:
    return f"[{', '.join(literal(value) for value in values)}]"


def record(members: Iterable[tuple[str, str]]) -> str:
    """An object literal of names and expressions; `__proto__` is a name like others."""
    inside = ", ".join(entry(name, value) for name, value in members)
    return f"{{ {inside} }}" if inside else "{}"


def entry(name: str, value: str) -> str:
    """A member of an object literal."""
    return f'["__proto__"]: {value}' if name == "__proto__" else f"{key(name)}: {value}"


def key(name: str) -> str:
    """A member's name: bare where it is a plain identifier."""
    return name if re.fullmatch(r"[A-Za-z_$][A-Za-z0-9_$]*", name) else text(name)


def members(names: Iterable[Words]) -> list[str]:
    """Names of methods and groups. Keywords are fine in a member's place."""
    return identifiers(names, camel, UNUSABLE)


def comment(doc: Doc, default: JSON | Missing = MISSING, indent: int = 0) -> tuple[str, ...]:
    """The lines of a documentation comment; none where the contract says nothing."""
    parts = [part.strip() for part in (doc.summary, doc.description) if part.strip()]
    if default is not MISSING and not isinstance(default, dict | list):
        parts.append(f"Default: {default if isinstance(default, str) else literal(default)}")
    if doc.deprecated:
        parts.append("@deprecated")
    return prose("\n\n".join(parts), indent)


def prose(written: str, indent: int = 0) -> tuple[str, ...]:
    clean = printable(written).strip().replace("*/", "*\\/")
    if not clean:
        return ()
    lines = wrapped(clean, 110 - indent)
    if len(lines) == 1:
        return (f"/** {lines[0]} */",)
    return ("/**", *(f" * {line}".rstrip() for line in lines), " */")


def line(written: str) -> str:
    """On one line, for a `//` comment."""
    return one_line(written)
