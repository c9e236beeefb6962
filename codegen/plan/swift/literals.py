"""Swift's spelling of text, constants, names and documentation."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable

from codegen.contract import JSON, MISSING, Doc, Missing
from codegen.naming import Words, camel, identifiers
from codegen.prose import is_visible, printable, wrapped

# Reserved everywhere (The Swift Programming Language, "Lexical Structure"); backticks make names of them.
KEYWORDS = frozenset(
    [
        "associatedtype",
        "class",
        "deinit",
        "enum",
        "extension",
        "fileprivate",
        "func",
        "import",
        "inout",
        "internal",
        "let",
        "open",
        "operator",
        "private",
        "precedencegroup",
        "protocol",
        "public",
        "rethrows",
        "static",
        "struct",
        "subscript",
        "typealias",
        "var",
        "break",
        "case",
        "catch",
        "continue",
        "default",
        "defer",
        "do",
        "else",
        "fallthrough",
        "for",
        "guard",
        "if",
        "in",
        "repeat",
        "return",
        "throw",
        "switch",
        "where",
        "while",
        "Any",
        "as",
        "await",
        "false",
        "is",
        "nil",
        "super",
        "throws",
        "true",
        "try",
        "async",
    ]
)
# Names that backticks do not free, or that every value has already.
UNUSABLE = frozenset({"self", "init", "Self", "Type", "Protocol"})
# A type must hide nothing of the standard library, nor what the generated files themselves name.
TYPE_NAMES = frozenset(
    [
        "Any",
        "AnyObject",
        "Array",
        "AsyncIteratorProtocol",
        "AsyncSequence",
        "AsyncThrowingStream",
        "Bool",
        "CallFailure",
        "CallOptions",
        "CancellationError",
        "CaseIterable",
        "ChannelClosed",
        "ChannelConnection",
        "Character",
        "CharacterSet",
        "Codable",
        "Comparable",
        "Data",
        "Date",
        "Decodable",
        "Decoder",
        "Dictionary",
        "Double",
        "Duration",
        "Encodable",
        "Encoder",
        "Equatable",
        "Error",
        "EventFrames",
        "EventStream",
        "BinaryFile",
        "Boxed",
        "FixedWidthInteger",
        "Float",
        "Foundation",
        "Hashable",
        "Hasher",
        "Identifiable",
        "Int",
        "Int32",
        "Int64",
        "MultipartForm",
        "Never",
        "Nullable",
        "OpenEnum",
        "OperationError",
        "Optional",
        "Protocol",
        "RawRepresentable",
        "Result",
        "Self",
        "Sendable",
        "Sequence",
        "Set",
        "StreamEvent",
        "String",
        "Substring",
        "Swift",
        "Task",
        "Timestamp",
        "Type",
        "UnexpectedResponse",
        "Void",
        "WebSocketConnection",
        "WebSocketTransport",
    ]
)


def text(value: str) -> str:
    """A string literal; nothing in it is interpolated, ends it, or hides."""
    return '"' + "".join(_sign(sign) for sign in value) + '"'


def _sign(sign: str) -> str:
    if sign in '\\"':
        return "\\" + sign
    return sign if is_visible(sign) else f"\\u{{{ord(sign):x}}}"


def literal(value: JSON) -> str:
    """A scalar where its type is known already."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return text(value)
        case float() if math.isfinite(value):
            return str(int(value)) if value.is_integer() and abs(value) < 2**63 else repr(value)
        case _:
            return str(value)


def json_literal(value: JSON) -> str:
    """A scalar as a `JSONValue`."""
    match value:
        case None:
            return ".null"
        case bool():
            return f".bool({literal(value)})"
        case str():
            return f".string({literal(value)})"
        case int() if -(2**63) <= value < 2**63:
            return f".integer({value})"
        case float() if value.is_integer() and abs(value) < 2**63:
            return f".integer({int(value)})"
        case int() | float():
            return f".number({float(value)!r})"
        case list():
            return f".array({literals(value)})"
        case _:
            members = ", ".join(f"{text(name)}: {json_literal(member)}" for name, member in value.items())
            return f".object([{members or ':'}])"


def literals(values: Iterable[JSON]) -> str:
    return f"[{', '.join(json_literal(value) for value in values)}]"


def texts(values: Iterable[str]) -> str:
    return f"[{', '.join(map(text, values))}]"


def escaped(name: str) -> str:
    return f"`{name}`" if name in KEYWORDS else name


def members(names: Iterable[Words], taken: Collection[str] = ()) -> list[str]:
    """Property, parameter, case or method names: in backticks where they are keywords."""
    return [escaped(name) for name in identifiers(names, camel, UNUSABLE | set(taken))]


def comment(doc: Doc, default: JSON | Missing = MISSING, indent: int = 0) -> tuple[str, ...]:
    """The lines of a documentation comment, `///` included; none where the contract says nothing."""
    parts = [part.strip() for part in (doc.summary, doc.description) if part.strip()]
    if default is not MISSING and not isinstance(default, dict | list):
        parts.append(
            f"Default: {default if isinstance(default, str) else literal(default) if default is not None else 'null'}"
        )
    if doc.deprecated:
        parts.append("Deprecated.")
    return prose("\n\n".join(parts), indent)


def prose(written: str, indent: int = 0) -> tuple[str, ...]:
    clean = printable(written).strip()
    return tuple(f"/// {line}".rstrip() for line in wrapped(clean, 116 - indent)) if clean else ()
